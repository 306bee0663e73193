"""Floor 4: one function per verb, plain arguments in, values out, nothing printed."""
