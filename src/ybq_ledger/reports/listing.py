"""Lists of one kind of thing: issues, filings, duties, and the plan's units, actions and rules of counting."""

from __future__ import annotations

from collections.abc import Callable

from ybq_ledger.domain.standing import Answer, Standing
from ybq_ledger.domain.tally import DUTY_STATES, EITHER_CLOCK, RECORD_STATES
from ybq_ledger.domain.view import View
from ybq_ledger.model.activity import Activity, Result
from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Filing, Issue
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.field_words import CODES
from ybq_ledger.reports.overdue import entry
from ybq_ledger.reports.status import is_wanted
from ybq_ledger.reports.wording import STATES, due_text, lateness, same, unit_text, units_text, works_text

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


def list_records(
    kind: str, words: dict[str, Predicate], view: View, state: str | None, unit: str | None, work: str | None
) -> Document:
    """Records of one kind; void ones only where they are asked for."""
    wanted = predicate(state, words)
    found = [item for item in view.records if item.kind == kind and (item.state != "void" or state == "void")]
    return listing(f"{kind}s", view, [item for item in found if wanted(item) and is_wanted(item, unit, work)])


def list_duties(view: View, state: str | None, unit: str | None, work: str | None) -> Document:
    """Duties by state: owed, filed, late, overdue, or undated."""
    wanted = predicate(state, DUTY_STATES)
    return listing("duties", view, [item for item in view.duties if wanted(item) and is_wanted(item, unit, work)])


def predicate(state: str | None, words: dict[str, Predicate]) -> Predicate:
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


def list_filings(view: View, state: str | None, unit: str | None, work: str | None) -> Document:
    """Papers handed in, with what they answer and how they stand."""
    columns = (
        Column("id", Text("编号", "Id")), Column("unit", Text("单位", "Unit")), Column("title", Text("材料", "Paper")),
        Column("answers", Text("所完成事项", "Answers")), Column("filed_on", Text("报送日期", "Handed in")),
        Column("state", Text("状态", "State")), Column("nil", Text("零报告", "Nil"), drop=2),
    )  # fmt: skip
    found = [
        (filing, point, path)
        for filing, point, path in ((answer.record, answer.point, answer.path) for answer in view.answers)
        if isinstance(filing, Filing)
        and (point.state == state if state else point.state != "void")
        and unit in (None, filing.unit)
        and (work is None or any(f"/{work}/" in answer for answer in filing.answers) or work in filing.actions)
    ]
    rows = tuple(
        (
            Cell(filing.id), Cell(unit_text(view, filing.unit)), Cell(filing.title), Cell(" ".join(filing.answers)),
            Cell(filing.filed_on), Cell(STATES[point.state]), Cell(Text("是", "yes") if filing.nil else None),
        )
        for filing, point, _ in found
    )  # fmt: skip
    items = [
        {
            "id": filing.id, "unit": filing.unit, "title": filing.title, "answers": list(filing.answers),
            "filed_on": str(filing.filed_on), "state": point.state, "nil": filing.nil, "path": path,
        }
        for filing, point, path in found
    ]  # fmt: skip
    heading = Line(Text(f"截至 {view.as_of}：{len(found)} 份", f"as of {view.as_of}: {len(found)} papers"), "strong")
    data: dict[str, object] = {
        "as_of": str(view.as_of), "unreadable": len(view.ledger.unreadable), "items": items,
    }  # fmt: skip
    return Document("filings", (heading, Table(columns, rows)), data)


def list_activities(view: View, state: str | None, unit: str | None, work: str | None) -> Document:
    """What was held, with how much of what it found has become an issue."""
    columns = (
        Column("id", Text("编号", "Id")), Column("unit", Text("单位", "Unit")), Column("title", Text("活动", "Activity")),
        Column("kind", Text("类别", "Kind"), drop=2), Column("held_on", Text("日期", "Held")),
        Column("answers", Text("所完成事项", "Answers"), drop=1), Column("found", Text("发现", "Found"), "right"),
        Column("entered", Text("已登记", "Entered"), "right"),
    )  # fmt: skip
    origins = [source.record.origin for source in view.ledger.sources if isinstance(source.record, Issue)]
    rows: list[tuple[Cell, ...]] = []
    items: list[dict[str, object]] = []
    for answer in answers_of(view, Activity, state, unit, work):
        record, entered = answer.record, origins.count(answer.record.id)
        assert isinstance(record, Activity)
        cells = (
            record.id, unit_text(view, record.unit), record.title, CODES[record.kind], record.held_on,
            " ".join(record.answers), len(record.found), entered,
        )  # fmt: skip
        rows.append(tuple(Cell(value) for value in cells))
        items.append(
            {
                "id": record.id, "unit": record.unit, "title": record.title, "kind": record.kind,
                "held_on": str(record.held_on), "answers": list(record.answers), "found": len(record.found),
                "entered": entered, "state": answer.point.state, "path": answer.path,
            }
        )  # fmt: skip
    return simple("activities", view, Table(columns, tuple(rows)), items)


def list_results(view: View, state: str | None, unit: str | None, work: str | None) -> Document:
    """What was made to stay: rules, roadmaps, experiences."""
    columns = (
        Column("id", Text("编号", "Id")), Column("unit", Text("单位", "Unit")), Column("title", Text("成果", "Result")),
        Column("kind", Text("类别", "Kind"), drop=2), Column("made_on", Text("日期", "Made")),
        Column("answers", Text("所完成事项", "Answers"), drop=1),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    items: list[dict[str, object]] = []
    for answer in answers_of(view, Result, state, unit, work):
        record = answer.record
        assert isinstance(record, Result)
        cells = (
            record.id, unit_text(view, record.unit), record.title, CODES[record.kind], record.made_on,
            " ".join(record.answers),
        )  # fmt: skip
        rows.append(tuple(Cell(value) for value in cells))
        items.append(
            {
                "id": record.id, "unit": record.unit, "title": record.title, "kind": record.kind,
                "made_on": str(record.made_on), "answers": list(record.answers), "state": answer.point.state,
                "path": answer.path,
            }
        )  # fmt: skip
    return simple("results", view, Table(columns, tuple(rows)), items)


def answers_of(view: View, shape: type, state: str | None, unit: str | None, work: str | None) -> list[Answer]:
    """The answers of one kind; void ones only where they are asked for."""
    return [
        answer
        for answer in view.answers
        if isinstance(answer.record, shape)
        and (answer.point.state == state if state else answer.point.state != "void")
        and unit in (None, answer.record.unit)
        and (
            work is None or work in answer.record.actions or any(f"/{work}/" in duty for duty in answer.record.answers)
        )
    ]


def list_readings(view: View, state: str | None, unit: str | None, work: str | None) -> Document:  # noqa: ARG001 - every list is asked with the same options
    """Readings of targets in the order of days."""
    columns = (
        Column("id", Text("编号", "Id")), Column("target", Text("指标", "Target")),
        Column("measured_on", Text("截止日期", "Measured")), Column("numerator", Text("分子", "Of these"), "right"),
        Column("denominator", Text("分母", "Of"), "right"), Column("source", Text("测量者", "Measured by"), drop=1),
    )  # fmt: skip
    found = [(path, record) for path, record in view.readings if unit in (None, record.unit)]
    rows = tuple(
        tuple(Cell(v) for v in (r.id, r.target, r.measured_on, r.numerator, r.denominator, r.source)) for _, r in found
    )
    items: list[dict[str, object]] = [
        {
            "id": r.id, "unit": r.unit, "target": r.target, "measured_on": str(r.measured_on), "numerator": r.numerator,
            "denominator": r.denominator, "source": r.source, "path": path,
        }
        for path, r in found
    ]  # fmt: skip
    return simple("readings", view, Table(columns, rows), items)


def simple(name: str, view: View, table: Table, items: list[dict[str, object]]) -> Document:
    """A list with its length."""
    number = len(items)
    heading = Line(Text(f"截至 {view.as_of}：{number} 条", f"as of {view.as_of}: {number} entries"), "strong")
    data: dict[str, object] = {"as_of": str(view.as_of), "unreadable": len(view.ledger.unreadable), "items": items}
    return Document(name, (heading, table), data)


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
    "duties": list_duties,
    "units": list_units,
}
