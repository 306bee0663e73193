"""What is late, or will be within some working days, worst first."""

from __future__ import annotations

from datetime import date

from ybq_ledger.domain.obligations import leads_of
from ybq_ledger.domain.standing import Standing, is_wanted
from ybq_ledger.domain.view import View
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.status import leaderless
from ybq_ledger.reports.wording import due_text, kind_text, lateness, units_text, works_text

COLUMNS = (
    Column("kind", Text("类别", "Kind"), drop=2),
    Column("id", Text("编号", "Id")),
    Column("unit", Text("单位", "Unit")),
    Column("title", Text("事项", "Item")),
    Column("works", Text("行动", "Action"), drop=3),
    Column("due", Text("期限", "Due")),
    Column("days_late", Text("逾期情况", "Late"), "left"),
)


def overdue(view: View, within: int | None, unit: str | None = None, work: str | None = None) -> Document:
    """Items overdue on the day and, with `within`, those due in that many working days; the longest late first."""
    entries = view.open_entries(latest(view, within), unit, work)
    found = sorted((item for item in entries if is_late(item, within) and is_wanted(item, unit, work)), key=urgency)
    late = sum(1 for item in found if item.overdue)
    parts: list[Line | Table] = [Line(heading(view, late, len(found) - late, within), "red" if late else "green")]
    if found:
        parts.append(Table(COLUMNS, tuple(line(view, item) for item in found)))
    leaderless_works = [work_ for work_ in view.plan.actions if not leads_of(work_) and work in (None, work_.id)]
    parts += [Line(leaderless(view, entry), "red") for entry in leaderless_works]
    if view.ledger.unreadable:
        number = len(view.ledger.unreadable)
        parts.append(
            Line(Text(f"另有 {number} 个文件读不出来，未计入", f"{number} files could not be read, not counted"), "red")
        )
    return Document("overdue", tuple(parts), data(view, found))


def latest(view: View, within: int | None) -> date:
    """The last due date that could be late, or near enough."""
    return view.as_of if within is None else view.calendar.add(view.as_of, max(within, 0) + 1)


def is_late(item: Standing, within: int | None) -> bool:
    """Overdue, or still undone and due within so many working days."""
    if not item.is_open or item.days_late is None:
        return False
    return item.overdue or (within is not None and -item.days_late <= within)


def urgency(item: Standing) -> tuple[object, ...]:
    """Sort key: longest overdue first, issues before papers; within that the order of plan and files stands."""
    return (item.due, item.kind != "issue")


def heading(view: View, late: int, soon: int, within: int | None) -> Text:
    """How many, in one line."""
    if within is None:
        return Text(f"截至 {view.as_of}：逾期 {late} 件", f"as of {view.as_of}: {late} overdue")
    return Text(
        f"截至 {view.as_of}：逾期 {late} 件，{within} 个工作日内到期 {soon} 件",
        f"as of {view.as_of}: {late} overdue, {soon} due within {within} working days",
    )


def line(view: View, item: Standing) -> tuple[Cell, ...]:
    """One row for people."""
    title = item.title if not item.self_kept else Text(f"{item.title.zh}（自存）", f"{item.title.en} (self-kept)")
    return (
        Cell(kind_text(view, item.kind), "faint"), Cell(item.id), Cell(units_text(view, item.units)), Cell(title),
        Cell(works_text(item.works)), Cell(due_text(item), item.light), lateness(item),
    )  # fmt: skip


def data(view: View, found: list[Standing]) -> dict[str, object]:
    """The JSON object of cli.md."""
    return {
        "as_of": str(view.as_of),
        "unreadable": len(view.ledger.unreadable),
        "items": [entry(item) for item in found],
        "without_lead": [work.id for work in view.plan.actions if not leads_of(work)],
    }


def entry(item: Standing) -> dict[str, object]:
    """One item; `unit` is the first of the units that hold it jointly."""
    return {
        "kind": item.kind, "id": item.id, "unit": item.units[0], "units": list(item.units), "title": item.title.zh,
        "title_en": item.title.en, "works": list(item.works), "state": item.state,
        "due": str(item.due) if item.due else None, "first_due": str(item.first_due) if item.first_due else None,
        "settled": str(item.settled) if item.settled else None, "overdue": item.overdue, "late": item.late,
        "was_overdue": item.was_overdue, "days_late": item.days_late, "light": item.light,
        "provisional": item.provisional, "self_kept": item.self_kept,
    }  # fmt: skip
