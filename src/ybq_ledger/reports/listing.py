"""Lists of one kind of thing: issues, filings, duties, and the plan's units, actions and rules of counting."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ybq_ledger.domain.standing import Standing, is_wanted
from ybq_ledger.domain.tally import DUTY_STATES, EITHER_CLOCK, RECORD_STATES
from ybq_ledger.domain.view import View
from ybq_ledger.model.language import Text
from ybq_ledger.model.record_types import GONE
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.listing_answers import (
    list_activities,
    list_filings,
    list_handovers,
    list_readings,
    list_results,
)
from ybq_ledger.reports.overdue import entry
from ybq_ledger.reports.wording import STATES, due_text, lateness, same, units_text, works_text

COLUMNS = (
    Column("id", Text("编号", "Id")),
    Column("unit", Text("单位", "Unit")),
    Column("title", Text("事项", "Item")),
    Column("works", Text("行动", "Action"), drop=3),
    Column("state", Text("状态", "State")),
    Column("due", Text("期限", "Due")),
    Column("days_late", Text("逾期情况", "Late"), drop=2),
)
Predicate = Callable[[Standing], bool]


def list_issues(view: View, state: str | None, unit: str | None, work: str | None) -> Document:
    """Issues by state: any state of their life, or one of the words of `status` (open, overdue, closed, late)."""
    return list_records("issue", RECORD_STATES, view, state, unit, work)


def list_complaints(view: View, state: str | None, unit: str | None, work: str | None) -> Document:
    """Complaints and reports by state; overdue and late count either of their two clocks."""
    return list_records("complaint", EITHER_CLOCK, view, state, unit, work)


def list_acts(view: View, state: str | None, unit: str | None, work: str | None) -> Document:
    """Acts of supervising bodies by state; the unit is the one they went to."""
    return list_records("act", RECORD_STATES, view, state, unit, work)


def list_instructions(view: View, state: str | None, unit: str | None, work: str | None) -> Document:
    """Instructions of leaders by state; the unit is the one that carries them out."""
    return list_records("instruction", RECORD_STATES, view, state, unit, work)


def list_repayments(view: View, state: str | None, unit: str | None, work: str | None) -> Document:
    """Debts by state; `ledger repayments` shows their sums."""
    return list_records("repayment", RECORD_STATES, view, state, unit, work)


def list_records(
    kind: str, words: Mapping[str, Predicate], view: View, state: str | None, unit: str | None, work: str | None
) -> Document:
    """Records of one kind; void ones only where they are asked for."""
    wanted = predicate(state, words)
    found = [item for item in view.records_of(kind, unit, work, state) if item.state not in GONE or item.state == state]
    return listing(f"{kind}s", view, [item for item in found if wanted(item) and is_wanted(item, unit, work)])


def list_duties(view: View, state: str | None, unit: str | None, work: str | None) -> Document:
    """Duties by state: owed, filed, late, overdue, or undated."""
    wanted = predicate(state, DUTY_STATES)
    return listing("duties", view, [item for item in view.duties if wanted(item) and is_wanted(item, unit, work)])


def predicate(state: str | None, words: Mapping[str, Predicate]) -> Predicate:
    """What a word after --state selects; the words of `status` count exactly as `status` does."""
    if state is None:
        return lambda _: True
    return words.get(state) or (lambda item: item.state == state)


def listing(name: str, view: View, items: list[Standing]) -> Document:
    """A list of standings."""
    rows = tuple(
        (
            Cell(item.id), Cell(units_text(view, item.units)), Cell(item.title), Cell(works_text(item.works)),
            Cell(STATES.get(item.state, same(item.state))), Cell(due_text(item), item.light), lateness(item),
        )
        for item in items
    )  # fmt: skip
    heading = Line(Text(f"截至 {view.as_of}：{len(items)} 项", f"as of {view.as_of}: {len(items)} items"), "strong")
    data: dict[str, object] = {
        "as_of": str(view.as_of),
        "unreadable": len(view.ledger.unreadable),
        "items": [entry(item) | {"path": item.path or None} for item in items],
    }
    return Document(name, (heading, Table(COLUMNS, rows)), data)


def list_units(view: View, state: str | None, unit: str | None, work: str | None) -> Document:  # noqa: ARG001 - every list is asked with the same options
    """The units of the plan with their codes and other names."""
    columns = (
        Column("code", Text("代码", "Code")), Column("name", Text("单位", "Unit")),
        Column("aliases", Text("别名", "Aliases")), Column("works", Text("承担", "Takes part in"), drop=1),
    )  # fmt: skip
    found = [entry for entry in view.plan.units if unit in (None, entry.code)]
    works = {
        entry.code: [w.id for w in view.plan.works if entry.code in {a.unit for a in (*w.leads, *w.responsible)}]
        for entry in found
    }
    found = [entry for entry in found if work is None or work in works[entry.code]]
    rows = tuple(
        (Cell(e.code), Cell(Text(e.name, e.en)), Cell("、".join(e.aliases)), Cell(" ".join(works[e.code])))
        for e in found
    )
    items = [
        {"code": e.code, "name": e.name, "name_en": e.en, "aliases": list(e.aliases), "works": works[e.code]}
        for e in found
    ]
    heading = Line(Text(f"{len(found)} 个单位", f"{len(found)} units"), "strong")
    return Document("units", (heading, Table(columns, rows)), {"items": items})


LISTS: dict[str, Callable[[View, str | None, str | None, str | None], Document]] = {
    "issues": list_issues,
    "filings": list_filings,
    "activities": list_activities,
    "results": list_results,
    "readings": list_readings,
    "complaints": list_complaints,
    "acts": list_acts,
    "instructions": list_instructions,
    "repayments": list_repayments,
    "handovers": list_handovers,
    "duties": list_duties,
    "units": list_units,
}
OF_WHOLE_RECORDS = frozenset({"activities"})
"""Lists that look at more of other records than how they stand."""
