"""Breaks the program in every way that docs/reliability.md speaks of, and counts what was torn, lost or wrong."""
