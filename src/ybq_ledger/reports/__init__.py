"""Floor 3: what a person asks for, as Table and Document values."""
