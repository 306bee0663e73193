"""How long work tells what it has done so far, to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable

Watch = Callable[[int, int], None]
"""Called now and then with how many files are done, and of how many."""


def unwatched(done: int, total: int) -> None:
    """Nobody looks on."""
