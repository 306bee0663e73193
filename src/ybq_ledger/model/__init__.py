"""Floor 1: frozen values; no input or output, no clock, no foreign library imported at load time."""
