"""Opens the index of a ledger for questions, once it is known to be what the files say now."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ybq_ledger.model.progress import Watch, unwatched
from ybq_ledger.store import index_head
from ybq_ledger.store.index import Index, open_index
from ybq_ledger.store.index_file import doubting
from ybq_ledger.store.index_head import Head, write_head
from ybq_ledger.store.watching import SETTLED, Asked, Doubt, changed, signed_anew, stamped_anew


def open_current(
    root: Path, asked: Asked | None = None, watch: Watch = unwatched, rest: int = SETTLED,
    meanwhile: Callable[[Index], None] = lambda _: None,
) -> Index | None:  # fmt: skip
    """The index as the files are now, made or brought up to date where need be; None where there can be none.

    `meanwhile` is called with the index as it was, while git still looks for changes: what it works out is wrong where
    there turn out to be any.
    """
    folder = index_head.place(root)
    if folder is None:
        return None
    head = index_head.read_head(folder)
    if head is not None:
        if asked is None or asked.tree != head.watched.tree:
            asked = Asked(root, head.watched.tree)
        try:
            return up_to_date(root, folder, head, asked, rest, meanwhile)
        except Doubt:
            asked.forget()
    return made_anew(root, watch, rest)


def made_anew(root: Path, watch: Watch = unwatched, rest: int = SETTLED) -> Index | None:
    """The index made of the files; None where there can be none."""
    from ybq_ledger.commands.index_making import make_index

    folder = index_head.place(root)
    with suppress(Doubt, OSError), doubting():
        return make_index(root, folder, watch, rest) if folder is not None else None
    return None


def up_to_date(
    root: Path, folder: Path, head: Head, asked: Asked, rest: int, meanwhile: Callable[[Index], None]
) -> Index:
    """The index a head names, with what changed since; Doubt where it is better made anew."""
    index = open_index(folder, head)
    meanwhile(index)
    watched = stamped_anew(root, signed_anew(root, head.watched), index.names_in, rest)
    if watched is not head.watched:
        head = replace(head, watched=watched)
        with suppress(OSError):
            write_head(folder, head)
    paths = changed(root, watched, asked, index.names_in)
    if not paths:
        return index
    from ybq_ledger.commands.index_making import brought_up

    with doubting():
        return brought_up(root, folder, head, index, paths, rest)
