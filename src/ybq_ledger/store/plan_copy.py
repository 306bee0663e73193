"""A disposable copy of the plan as it was read last, so that a command about one record needs no parser for seventeen files.

It stands beside the index and is believed as little: another program, one file of the plan that is not as it was, or one
wrong bit, and the plan is read.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
from pathlib import Path

from ybq_ledger.store.index_file import dump, load
from ybq_ledger.store.index_head import code_stamp, place
from ybq_ledger.store.plan_files import FOLDER, PlanReading, read_plan
from ybq_ledger.store.tree import Tree, WorkTree
from ybq_ledger.store.watching import SETTLED, UNSETTLED, Doubt, Stamp, settled, stamp_of, walk

NAME = "plan"


def plan_reading(tree: Tree, rest: int = SETTLED) -> PlanReading:
    """The plan of a tree; from the copy where nothing has changed, which then gave no finding either.

    A file that has not been at rest for `rest` nanoseconds is not believed to stay as it is.
    """
    folder = place(tree.root) if isinstance(tree, WorkTree) else None
    if folder is None:
        return read_plan(tree)
    try:
        before = stamps(tree.root, rest)
    except (Doubt, OSError):
        return read_plan(tree)
    found = recall(folder / NAME, tree, before)
    if found is None:
        found = read_plan(tree)
        remember(folder / NAME, found, before, rest)
    return found


def stamps(root: Path, rest: int) -> dict[str, Stamp]:
    """The state of every file of the plan and of its folder."""
    folders: dict[str, Stamp] = {}
    files: list[str] = []
    walk(root, FOLDER, folders, files, rest)
    return folders | {path: settled(stamp_of(root, path), rest) for path in files}


def recall(path: Path, tree: Tree, now: dict[str, Stamp]) -> PlanReading | None:
    """The copy, if it is whole, of this program and of these files."""
    if UNSETTLED in now.values():
        return None
    try:
        seal, body = path.read_bytes().split(b"\n", 1)
        if hashlib.sha256(body).hexdigest().encode() != seal:
            return None
        code, before, plan, calendar = load(body)
    except (OSError, ValueError, TypeError, EOFError, AttributeError, ImportError, pickle.UnpicklingError):
        return None
    if code != code_stamp() or before != now:
        return None
    return PlanReading(plan, calendar, (), len(now) - 1, tree)


def remember(path: Path, read: PlanReading, before: dict[str, Stamp], rest: int) -> None:
    """Keep a copy of a plan that was read without a finding; failing to is no failure."""
    if read.findings or read.plan is None or UNSETTLED in before.values():
        return
    with contextlib.suppress(OSError, Doubt):
        if stamps(read.tree.root, rest) != before:
            return
        body = dump((code_stamp(), before, read.plan, read.calendar))
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{NAME}.{os.getpid()}")
        temporary.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        temporary.replace(path)
