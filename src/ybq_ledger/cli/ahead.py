"""Asks git what changed since the index was made while the program itself is still being imported.

Looking at a hundred thousand files takes git about as long as Python takes to start; side by side both cost one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ybq_ledger.store.watching import Asked

VIEWS = frozenset({"status", "overdue", "owed", "list"})
"""The commands that put their question to the index."""
WAITING: dict[str, Asked] = {}
"""The question that was asked ahead, by the root it is about; empty once somebody took it."""


def look_ahead(arguments: list[str]) -> None:
    """Ask, if there is a ledger with an index; what goes wrong here goes wrong later, where it can be told."""
    from itertools import pairwise
    from pathlib import Path

    folder = next((value for word, value in pairwise(arguments) if word == "-C"), ".")
    try:
        start = Path(folder).resolve()
        root = next((place for place in (start, *start.parents) if (place / "plan" / "plan.yaml").is_file()), None)
        if root is not None:
            ask_git(root)
    except OSError:
        return


def ask_git(root: Path) -> None:
    """Start git, if an index says about what."""
    from ybq_ledger.store.index_head import place, read_head
    from ybq_ledger.store.watching import Asked

    folder = place(root)
    head = read_head(folder) if folder is not None else None
    if head is not None and head.watched.tree:
        WAITING[str(root)] = Asked(root, head.watched.tree)


def taken(root: Path) -> Asked | None:
    """The question asked ahead about a root, once."""
    return WAITING.pop(str(root), None)
