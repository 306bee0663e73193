"""Finds a ledger, reads it, and gives the view of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ybq_ledger.domain.view import View
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.ledger import Ledger
from ybq_ledger.model.progress import Watch, unwatched

if TYPE_CHECKING:
    from ybq_ledger.model.calendar import CalendarData
    from ybq_ledger.model.finding import Finding
    from ybq_ledger.model.plan import Plan
    from ybq_ledger.store.reading import Reading
    from ybq_ledger.store.tree import Tree
    from ybq_ledger.store.watching import Asked

Answer = TypeVar("Answer")
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
    """Read every record for showing; CannotRun if the plan is unreadable."""
    from ybq_ledger.store.plan_copy import plan_reading
    from ybq_ledger.store.reading import read_ledger

    tree = open_tree(root, revision)
    return readable(read_ledger(tree, watch, plan_reading(tree)))


BESIDE = frozenset({"handovers"})
"""Folders of records that bear on every other one."""


def open_some(root: Path, words: Iterable[str], revision: str | None = None, beside: frozenset[str] = BESIDE) -> Ledger:
    """Read only the records that `words` may name, and those in the folders of `beside`; CannotRun as above."""
    from ybq_ledger.domain.ids import seven_digits
    from ybq_ledger.store.plan_copy import plan_reading
    from ybq_ledger.store.reading import read_ledger
    from ybq_ledger.store.tree import NarrowTree

    named = frozenset(words)
    digits = tuple(f"-{found}.yaml" for word in named if (found := seven_digits(word)))

    def is_wanted(path: str) -> bool:
        folder, _, name = path.rpartition("/")
        stem = name.removesuffix(".yaml")
        return stem in named or name.endswith(digits) or folder.rpartition("/")[2] in beside

    tree = open_tree(root, revision)
    return readable(read_ledger(NarrowTree(tree, is_wanted), plan=plan_reading(tree)))


def plan_of(tree: Tree) -> tuple[Plan, CalendarData]:
    """The plan and the calendar alone; CannotRun where they cannot be read."""
    from ybq_ledger.store.plan_copy import plan_reading

    reading = plan_reading(tree)
    if reading.plan is None or reading.calendar is None:
        raise plan_unreadable(reading.findings)
    return reading.plan, reading.calendar


def readable(reading: Reading) -> Ledger:
    """The ledger of a reading; CannotRun with the first finding where the plan cannot be read."""
    if reading.ledger is not None:
        return reading.ledger
    raise plan_unreadable(reading.findings)


def plan_unreadable(findings: tuple[Finding, ...]) -> CannotRun:
    """Why nothing can be shown: the first thing that is wrong with the plan."""
    first = min(findings, key=lambda finding: finding.order)
    return CannotRun(
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


def answered(
    root: Path, as_of: date, tell: Callable[[View], Answer], watch: Watch = unwatched, asked: Asked | None = None,
    rest: int | None = None,
) -> Answer:  # fmt: skip
    """What `tell` makes of the ledger as it stood on a day, from questions about standings alone.

    Parts of an index are only looked at when they are asked: where one is not as it was written the index is made anew,
    and where that does not help either the files are read.
    """
    from ybq_ledger.commands.indexed_view import indexed_view
    from ybq_ledger.commands.indexing import made_anew
    from ybq_ledger.store.watching import SETTLED, Doubt

    with suppress(Doubt):
        return tell(ask(root, as_of, watch, asked, rest))
    index = made_anew(root, watch, SETTLED if rest is None else rest)
    if index is not None:
        with suppress(Doubt):
            return tell(indexed_view(index, as_of))
    return tell(open_view(root, as_of, watch=watch))


def ask(root: Path, as_of: date, watch: Watch = unwatched, asked: Asked | None = None, rest: int | None = None) -> View:
    """The ledger as it stood on a day, for questions about standings alone: they are put to the index, if there is one.

    They raise Doubt where the index turns out not to be as it was written. `rest`: nanoseconds that a file must have been at rest before an index believes that it does not change.
    """
    from ybq_ledger.commands.indexed_view import IndexedView, indexed_view
    from ybq_ledger.commands.indexing import open_current
    from ybq_ledger.store.index import Index
    from ybq_ledger.store.watching import SETTLED

    ahead: list[tuple[Index, IndexedView]] = []

    def look_ahead(index: Index) -> None:
        view = indexed_view(index, as_of)
        view.work_ahead()
        ahead.append((index, view))

    index = open_current(root, asked, watch, SETTLED if rest is None else rest, look_ahead)
    if index is None:
        return open_view(root, as_of, watch=watch)
    if ahead and ahead[0][0] is index and index.changed_spans_alone:
        return ahead[0][1]
    return indexed_view(index, as_of)
