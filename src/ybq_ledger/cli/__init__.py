"""Floor 5: Typer forms; the only place that imports typer, reads the clock and prints."""
