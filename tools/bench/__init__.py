"""Measures the program against the machine's floor and against other programs, in one run, and tells which bars are met."""
