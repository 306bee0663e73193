"""Questions to the working calendar: a day, a deadline, a year; what a new year would look like; a cross-check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from ybq_ledger.commands import holiday_source
from ybq_ledger.commands.opening import open_tree, plan_of
from ybq_ledger.domain.deadlines import count, explain
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.calendar import CalendarData, Notice
from ybq_ledger.model.deadline import Due, Step
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.schedule import Unit
from ybq_ledger.model.value import dataclass

FILE = "plan/calendar.yaml"


@dataclass(frozen=True, slots=True)
class Counted:
    """One deadline: from where, to where, and every step."""

    start: date
    due: Due
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A day on which the calendar in force and the holidays package disagree."""

    day: date
    ours: bool
    theirs: bool


def open_calendar(root: Path, known_on: date | None = None, revision: str | None = None) -> WorkingCalendar:
    """The calendar in force, or as it was published by `known_on`."""
    data = plan_of(open_tree(root, revision))[1]
    return WorkingCalendar(data.known_on(known_on) if known_on else data)


def count_each(calendar: WorkingCalendar, starts: Sequence[date], number: int, unit: Unit) -> tuple[Counted, ...]:
    """The deadline from each day."""
    return tuple(
        Counted(start, count(calendar, start, number, unit), explain(calendar, start, number, unit)) for start in starts
    )


def cross_check(data: CalendarData) -> tuple[Difference, ...]:
    """Every day of the published years on which the holidays package says something else."""
    calendar = WorkingCalendar(data)
    theirs = holiday_source.working_days(calendar.first.year, calendar.published_to.year)
    return tuple(
        Difference(day, calendar.is_working(day), working)
        for day, working in theirs
        if day <= calendar.published_to and calendar.is_working(day) != working
    )


def propose(root: Path, year: int, number: str, published: date) -> tuple[str, Notice]:
    """calendar.yaml with a new notice added at the end, as the holidays package knows that year; people review it."""
    data = plan_of(open_tree(root))[1]
    if any(notice.year == year for notice in data.notices):
        raise CannotRun(
            Text(f"{year} 年已经在 {FILE} 里", f"{year} is in {FILE} already"),
            Text("临时调整请手工另加一条，不写 year", "add an amendment by hand as an entry without year"),
        )
    notice = holiday_source.notice_of(year, number, published)
    if notice is None:
        raise CannotRun(
            Text(
                f"本机的 holidays 软件包还没有 {year} 年的安排",
                f"the installed holidays package does not know {year} yet",
            ),
            Text("升级 holidays，或照通知手工填写", "upgrade holidays, or write the entry by hand from the notice"),
        )
    text = (root / FILE).read_text(encoding="utf-8")
    return text.rstrip("\n") + "\n" + "".join(f"{line}\n" for line in notice_lines(notice)), notice


def notice_lines(notice: Notice) -> Iterator[str]:
    """A notice as an item of the list `notices`."""
    yield f"  - number: {notice.number}"
    yield f"    published: {notice.published}"
    yield f"    title: {notice.title}"
    yield f"    year: {notice.year}"
    yield "    rest:"
    for rest in notice.rest:
        yield f'      - name: {{zh: {rest.name.zh}, en: "{rest.name.en}"}}'
        yield f"        first: {rest.first}"
        yield f"        last: {rest.last}"
    if notice.workdays:
        yield "    workdays:"
        yield from (f"      - {day}" for day in notice.workdays)


def update(root: Path, year: int, number: str, published: date, *, dry_run: bool) -> tuple[str, Notice]:
    """Write the proposal; the change is then reviewed like any other."""
    from ybq_ledger.store.change import sha256
    from ybq_ledger.store.writer import replace_file

    before = (root / FILE).read_bytes()
    text, notice = propose(root, year, number, published)
    if not dry_run:
        replace_file(root, FILE, sha256(before), text)
    return text, notice


def days_of(year: int) -> list[date]:
    """Every day of a year."""
    first = date(year, 1, 1)
    return [first + timedelta(days=offset) for offset in range((date(year, 12, 31) - first).days + 1)]
