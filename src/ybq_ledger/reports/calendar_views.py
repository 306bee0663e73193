"""The working calendar as documents: days, deadlines with their steps, a year as month grids, differences."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from ybq_ledger.domain.working_days import DayInfo, WorkingCalendar
from ybq_ledger.model.deadline import Due, Step
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Cell, Column, Document, Line, Style, Table
from ybq_ledger.reports.why import step_data
from ybq_ledger.reports.wording import WEEKDAYS, day_text

KINDS: dict[str, Text] = {
    "workday": Text("工作日", "working day"),
    "weekend": Text("周末", "weekend"),
    "rest": Text("放假", "rest day"),
    "make-up": Text("调休上班", "make-up working day"),
}
MARKS: dict[str, tuple[Text, Style]] = {
    "workday": (Text("", ""), "plain"),
    "weekend": (Text("·", "·"), "faint"),
    "rest": (Text("休", "r"), "green"),
    "make-up": (Text("班", "w"), "red"),
}
PROVISIONAL = Text("暂定", "provisional")


class CountedDay(Protocol):
    """A deadline counted from a day."""

    @property
    def start(self) -> date:
        """The starting day."""

    @property
    def due(self) -> Due:
        """The result."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """How it came to be."""


class Disagreement(Protocol):
    """A day two calendars see differently."""

    @property
    def day(self) -> date:
        """The day."""

    @property
    def ours(self) -> bool:
        """Whether the calendar in force works on it."""


def days_view(calendar: WorkingCalendar, days: Sequence[date]) -> Document:
    """Each day: worked or not, why, by which notice."""
    columns = (
        Column("date", Text("日期", "Date")), Column("kind", Text("性质", "Kind")), Column("name", Text("说明", "Name")),
        Column("notice", Text("依据", "Notice")), Column("provisional", Text("暂定", "Provisional")),
    )  # fmt: skip
    infos = [calendar.info(day) for day in days]
    rows = tuple(
        (
            Cell(day_text(info.day)), Cell(KINDS[info.kind], "plain" if info.working else "green"), Cell(info.name),
            Cell(info.notice), Cell(PROVISIONAL if info.provisional else None, "yellow"),
        )
        for info in infos
    )  # fmt: skip
    return Document("calendar-day", (Table(columns, rows),), {"days": [day_data(info) for info in infos]})


def day_data(info: DayInfo) -> dict[str, object]:
    """One day as JSON (cli.md)."""
    return {
        "date": str(info.day), "working": info.working, "kind": info.kind, "name": info.name.zh if info.name else None,
        "name_en": info.name.en if info.name else None, "notice": info.notice, "provisional": info.provisional,
    }  # fmt: skip


def due_view(items: Sequence[CountedDay], with_steps: bool) -> Document:
    """Each deadline; with the steps of one, or of all where asked."""
    columns = (
        Column("from", Text("起算日", "From")), Column("nominal", Text("期满日", "Nominal")),
        Column("due", Text("到期日", "Due")), Column("provisional", Text("暂定", "Provisional")),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(day_text(item.start)), Cell(item.due.nominal), Cell(day_text(item.due.day), "strong"),
            Cell(PROVISIONAL if item.due.provisional else None, "yellow"),
        )
        for item in items
    )  # fmt: skip
    parts: list[Line | Table] = [Table(columns, rows)]
    if with_steps:
        parts += [steps_table(item) for item in items]
    return Document("calendar-due", tuple(parts), {"items": [due_data(item) for item in items]})


def steps_table(item: CountedDay) -> Table:
    """How one deadline was counted."""
    columns = (
        Column("date", Text("日期", "Date")), Column("text", Text("说明", "What")),
        Column("notice", Text("依据通知", "Notice"), drop=1),
    )  # fmt: skip
    rows = tuple(
        (Cell(day_text(step.day)), Cell(step.text, "faint" if step.kind == "skipped" else "plain"), Cell(step.notice))
        for step in item.steps
    )
    return Table(columns, rows, title=Text(f"从 {item.start} 起", f"from {item.start}"))


def due_data(item: CountedDay) -> dict[str, object]:
    """One deadline as JSON (cli.md)."""
    return {
        "from": str(item.start), "nominal": str(item.due.nominal), "due": str(item.due.day),
        "act_by": str(item.due.act_by), "provisional": item.due.provisional,
        "steps": [step_data(step) for step in item.steps],
    }  # fmt: skip


def year_view(calendar: WorkingCalendar, year: int) -> Document:
    """Twelve month grids; 休 rest, 班 worked in exchange, · weekend, ? provisional."""
    days = [
        date(year, 1, 1) + timedelta(days=offset) for offset in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]
    working = sum(1 for day in days if calendar.is_working(day))
    provisional = any(calendar.provisional(day) for day in days)
    mark = Text("（含暂定）", " (partly provisional)") if provisional else Text("", "")
    head = Text(f"{year} 年：{working} 个工作日{mark.zh}", f"{year}: {working} working days{mark.en}")
    legend = Text("休 放假  班 调休上班  · 周末  ? 暂定", "r rest  w make-up working day  · weekend  ? provisional")
    months = [month_table(calendar, year, month) for month in range(1, 13)]
    data: dict[str, object] = {
        "year": year, "working_days": working, "provisional": provisional,
        "days": [day_data(calendar.info(day)) for day in days],
    }  # fmt: skip
    return Document("calendar-year", (Line(head, "strong"), Line(legend, "faint"), *months), data)


def month_table(calendar: WorkingCalendar, year: int, month: int) -> Table:
    """One month, a row for each week, Monday first."""
    columns = tuple(Column(name.en.lower(), Text(name.zh[-1], name.en[:2]), "right") for name in WEEKDAYS)
    blank, length = date(year, month, 1).weekday(), monthrange(year, month)[1]
    cells = [Cell(None)] * blank + [day_cell(calendar, date(year, month, day)) for day in range(1, length + 1)]
    cells += [Cell(None)] * (-len(cells) % 7)
    rows = tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7))
    working = sum(1 for day in range(1, length + 1) if calendar.is_working(date(year, month, day)))
    title = Text(f"{month} 月（{working} 个工作日）", f"{date(year, month, 1):%B} ({working} working days)")
    return Table(columns, rows, title=title)


def day_cell(calendar: WorkingCalendar, day: date) -> Cell:
    """A day's number with its mark."""
    info = calendar.info(day)
    mark, style = MARKS[info.kind]
    doubt = "?" if info.provisional else ""
    return Cell(Text(f"{day.day}{mark.zh}{doubt}", f"{day.day}{mark.en}{doubt}"), style)


def differences_view(calendar: WorkingCalendar, found: Sequence[Disagreement]) -> Document:
    """Where the calendar in force and the holidays package disagree."""
    columns = (
        Column("date", Text("日期", "Date")), Column("ours", Text("本台账", "Ours")), Column("theirs", Text("holidays", "holidays")),
        Column("notice", Text("依据通知", "Notice")),
    )  # fmt: skip
    words = {True: Text("工作日", "working"), False: Text("休息", "rest")}
    rows = tuple(
        (
            Cell(day_text(entry.day)),
            Cell(words[entry.ours]),
            Cell(words[not entry.ours], "red"),
            Cell(calendar.info(entry.day).notice),
        )
        for entry in found
    )
    first, last = calendar.first, calendar.published_to
    head = Text(f"{first} 至 {last}：{len(found)} 天不一致", f"{first} to {last}: {len(found)} days differ")
    parts: tuple[Line | Table, ...] = (
        Line(head, "red" if found else "green"),
        *((Table(columns, rows),) if found else ()),
    )
    data: dict[str, object] = {
        "from": str(first), "to": str(last),
        "differences": [{"date": str(entry.day), "ours": entry.ours, "theirs": not entry.ours} for entry in found],
    }  # fmt: skip
    return Document("calendar-check", parts, data)
