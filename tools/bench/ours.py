"""Our own rows: what is called, how it is prepared, and the floor it is compared with."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bench.running import Call
from bench.trees import Tree, change_files, forget, restore, settle

ADD = (
    "add-issue", "--unit", "guotuju", "--action", "a7", "--title", "两宗出让地块未按期供地", "--found", "2018-06-04",
    "--source", "self-check", "--problem", "合同约定三月底前交地", "--cause", "拆迁未完成", "-f", "json",
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """One row: its name, how it is written, the command, the floor to compare it with, and what stands around the timed run."""

    name: str
    title: str
    words: tuple[str, ...]
    floor: str = "pass"
    before: Callable[[Tree], object] | None = None
    after: Callable[[Tree, str], object] | None = None


CHANGES = count(1)
KINDS: tuple[Kind, ...] = (
    Kind("version", "`ledger --version`", ("--version",)),
    Kind("status", "`ledger status`, nothing changed", ("status",), "git status"),
    Kind("overdue", "`ledger overdue`, nothing changed", ("overdue",), "git status"),
    Kind("owed", "`ledger owed --unit`, nothing changed", ("owed", "--unit", "guotuju"), "git status"),
    Kind("list", "`ledger list issues --unit`, nothing changed", ("list", "issues", "--unit", "guotuju"), "git status"),
    Kind("brief", "`ledger brief`, nothing changed", ("brief",), "git status"),
    Kind("check", "`ledger check`", ("check",), "read"),
    Kind("add", "`ledger add-issue`", ADD, "pass", after=lambda tree, out: take_away(tree, out)),
    Kind("changed", "`ledger status`, 10 files changed", ("status",), "git status",
         before=lambda tree: change_files(tree, str(next(CHANGES))), after=lambda tree, _: restore(tree)),
    Kind("base", "`ledger check --base`, 10-file change, no index", ("check", "--base", "HEAD~1"), "pass", before=forget),
    Kind("first", "`ledger status`, no index yet", ("status",), "read", before=lambda tree: forget_and_settle(tree)),
)  # fmt: skip
"""In the order of a round: what changes files or throws the index away comes last."""
TITLES = {kind.name: kind.title for kind in KINDS}
FLOORS = {kind.name: kind.floor for kind in KINDS}
WARM = ("status", "overdue", "owed", "list", "brief", "changed")
"""Rows that begin with a whole index."""
REMEMBERED = ("status", "check")
"""Rows whose memory is measured."""


def program() -> list[str]:
    """The installed command beside this Python, which is what people run."""
    command = Path(sys.executable).with_name("ledger")
    return [str(command)] if command.is_file() else [sys.executable, "-m", "ybq_ledger"]


def call_of(kind: Kind, tree: Tree) -> Call:
    """A row on one tree."""
    before, after = kind.before, kind.after
    return Call(
        kind.name, [*program(), *kind.words], tree.root,
        before=(lambda: before(tree)) if before else None, after=(lambda out: after(tree, out)) if after else None,
    )  # fmt: skip


def forget_and_settle(tree: Tree) -> None:
    """So that what is read next is kept: files that changed a moment ago would not be."""
    forget(tree)
    settle(tree)


def take_away(tree: Tree, out: str) -> None:
    """Remove the issue that was just entered; it must be there."""
    if out:
        (tree.root / json.loads(out)["path"]).unlink()
