"""Lists of what answers duties or is kept beside them: papers, activities, results, readings, handovers."""

from __future__ import annotations

from ybq_ledger.domain.standing import Answer
from ybq_ledger.domain.view import View
from ybq_ledger.model.activity import Activity, Result
from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Filing, Issue
from ybq_ledger.model.record_types import GONE
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.field_words import CODES
from ybq_ledger.reports.wording import STATES, unit_text


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
        and (point.state == state if state else point.state not in GONE)
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
    origins = [item.source.origin for item in view.of_kind("issue") if isinstance(item.source, Issue)]
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
        and (answer.point.state == state if state else answer.point.state not in GONE)
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


def list_handovers(view: View, state: str | None, unit: str | None, work: str | None) -> Document:  # noqa: ARG001 - every list is asked with the same options
    """Handover lists that stand, with what they name."""
    columns = (
        Column("id", Text("编号", "Id")), Column("unit", Text("移出单位", "From")), Column("title", Text("清单", "List")),
        Column("handed_on", Text("移交日期", "Signed")), Column("to", Text("其余接收", "The rest to")),
        Column("items", Text("逐项", "Items"), "right"),
    )  # fmt: skip
    found = [
        (path, record)
        for path, record in view.handovers
        if unit in (None, record.unit) and (work is None or work in {part.item for part in record.items})
    ]
    rows = tuple(
        (
            Cell(r.id), Cell(unit_text(view, r.unit)), Cell(r.title), Cell(r.handed_on),
            Cell(unit_text(view, r.to) if r.to else None), Cell(len(r.items)),
        )
        for _, r in found
    )  # fmt: skip
    items: list[dict[str, object]] = [
        {
            "id": r.id, "unit": r.unit, "title": r.title, "handed_on": str(r.handed_on), "to": r.to,
            "items": [{"item": part.item, "to": part.to} for part in r.items], "path": path,
        }
        for path, r in found
    ]  # fmt: skip
    return simple("handovers", view, Table(columns, rows), items)


def simple(name: str, view: View, table: Table, items: list[dict[str, object]]) -> Document:
    """A list with its length."""
    number = len(items)
    heading = Line(Text(f"截至 {view.as_of}：{number} 条", f"as of {view.as_of}: {number} entries"), "strong")
    data: dict[str, object] = {"as_of": str(view.as_of), "unreadable": len(view.ledger.unreadable), "items": items}
    return Document(name, (heading, table), data)
