"""Finds a ledger, reads it, and gives the view of a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ybq_ledger.domain.view import View
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.ledger import Ledger
from ybq_ledger.model.progress import Watch, unwatched
from ybq_ledger.store import snapshot

if TYPE_CHECKING:
    from ybq_ledger.store.reading import Reading
    from ybq_ledger.store.tree import Tree

MARK = Path("plan", "plan.yaml")


def find_root(folder: Path) -> Path:
    """The nearest folder at or above `folder` that holds plan/plan.yaml; CannotRun where there is none."""
    start = folder.resolve()
    if not start.is_dir():
        raise CannotRun(
            Text(f"没有目录 {folder}", f"no such folder: {folder}"),
            Text("检查 -C 后面的路径", "check the path after -C"),
        )
    found = next((place for place in (start, *start.parents) if (place / MARK).is_file()), None)
    if found is None:
        raise CannotRun(
            Text(
                f"{start} 及其上级目录都不是台账（没有 plan/plan.yaml）",
                f"no ledger here: no plan/plan.yaml in {start} or above",
            ),
            Text(
                "进入台账目录，或用 -C 指定；新建用 ledger init",
                "go into the ledger, name it with -C, or make one with ledger init",
            ),
        )
    return found


def open_tree(root: Path, revision: str | None = None) -> Tree:
    """The files of the work tree, or those of a git revision without touching the work tree."""
    if revision:
        from ybq_ledger.store.revision import RevisionTree

        return RevisionTree(root, revision)
    from ybq_ledger.store.tree import WorkTree

    return WorkTree(root)


def read(root: Path, revision: str | None = None, watch: Watch = unwatched) -> Reading:
    """Read everything, with findings and positions; never raises on bad data."""
    from ybq_ledger.store.reading import read_ledger

    return read_ledger(open_tree(root, revision), watch)


def open_ledger(root: Path, revision: str | None = None, watch: Watch = unwatched) -> Ledger:
    """Read the ledger for showing, from the last reading where nothing changed; CannotRun if the plan is unreadable."""
    if revision:
        return readable(read(root, revision, watch))
    ledger = snapshot.recall(root)
    if ledger is None:
        before = snapshot.stamp(root)
        ledger = readable(read(root, watch=watch))
        snapshot.remember(root, ledger, before)
    return ledger


def readable(reading: Reading) -> Ledger:
    """The ledger of a reading; CannotRun with the first finding where the plan cannot be read."""
    if reading.ledger is not None:
        return reading.ledger
    first = min(reading.findings, key=lambda finding: finding.order)
    raise CannotRun(
        Text(
            f"方案读不出来：{first.place} {first.message.zh}",
            f"the plan cannot be read: {first.place} {first.message.en}",
        ),
        Text("运行 ledger check 查看全部问题", "run ledger check to see everything that is wrong"),
    )


def open_view(
    root: Path, as_of: date, known_on: date | None = None, revision: str | None = None, watch: Watch = unwatched
) -> View:
    """The ledger as it stood on a day (domain reading 14)."""
    return View(open_ledger(root, revision, watch), as_of, known_on)
