"""The three lists of an action (problems, causes, measures), made of the units' own issues; nobody types them twice."""

from __future__ import annotations

from typing import Literal

from ybq_ledger.domain.standing import Standing, is_wanted
from ybq_ledger.domain.view import View
from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Issue
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.field_words import CODES
from ybq_ledger.reports.wording import STATES, due_text, join, same, unit_text

Which = Literal["problems", "causes", "measures"]
Entry = tuple[int, Standing, Issue]
"""An issue with its number in the lists, its standing and its facts."""
TITLES: dict[Which, Text] = {
    "problems": Text("问题清单", "Problems"),
    "causes": Text("原因清单", "Causes"),
    "measures": Text("措施清单", "Measures"),
}
NUMBER = Column("number", Text("序号", "No."), "right")
UNIT = Column("unit", Text("单位", "Unit"))
COLUMNS: dict[Which, tuple[Column, ...]] = {
    "problems": (
        NUMBER, UNIT, Column("title", Text("问题", "Problem")), Column("source", Text("来源", "Source"), drop=2),
        Column("found_on", Text("发现日期", "Found"), drop=3), Column("due", Text("整改时限", "Due")),
        Column("state", Text("状态", "State"), drop=1), Column("id", Text("编号", "Id"), drop=4),
    ),
    "causes": (NUMBER, UNIT, Column("title", Text("问题", "Problem"), drop=1), Column("cause", Text("原因", "Cause"))),
    "measures": (
        NUMBER, UNIT, Column("title", Text("问题", "Problem"), drop=2), Column("measure", Text("措施", "Measure")),
        Column("owner", Text("责任人", "Owner"), drop=1), Column("due", Text("完成时限", "Due")),
    ),
}  # fmt: skip


def lists(view: View, work: str | None, unit: str | None, only: Which | None) -> Document:
    """The lists of one action or of all, unit by unit, summed up; void issues are left out."""
    found = sorted(
        (item for item in view.of_kind("issue") if is_wanted(item, unit, work)),
        key=lambda item: (item.works, item.units, item.begins, item.id),
    )
    entries = [(number, item, item.source) for number, item in enumerate(found, 1) if isinstance(item.source, Issue)]
    wanted: tuple[Which, ...] = (only,) if only else ("problems", "causes", "measures")
    parts: list[Line | Table] = [Line(heading(view, work, entries), "strong"), Line(sums(view, entries))]
    parts += [Table(COLUMNS[which], rows(view, which, entries), title=TITLES[which]) for which in wanted]
    data: dict[str, object] = {
        "as_of": str(view.as_of), "action": work, "unit": unit, "unreadable": len(view.ledger.unreadable),
        "items": [as_data(entry) for entry in entries],
    }  # fmt: skip
    return Document("lists", tuple(parts), data)


def heading(view: View, work: str | None, entries: list[Entry]) -> Text:
    """Of which action, on which day, how much."""
    found = view.names.work(work) if work else None
    name = found.title if found else Text("全部行动和任务", "all actions and tasks")
    causes, measures = (sum(len(getattr(issue, part)) for _, _, issue in entries) for part in ("causes", "measures"))
    return Text(
        f"{name.zh} · 截至 {view.as_of}：问题 {len(entries)} 个，原因 {causes} 条，措施 {measures} 条",
        f"{name.en} · as of {view.as_of}: {len(entries)} problems, {causes} causes, {measures} measures",
    )


def sums(view: View, entries: list[Entry]) -> Text:
    """How many problems each unit has."""
    counts: dict[str, int] = {}
    for _, item, _ in entries:
        counts[item.units[0]] = counts.get(item.units[0], 0) + 1
    parts = [(unit_text(view, code), number) for code, number in counts.items()]
    return join([Text(f"{name.zh} {number}", f"{name.en} {number}") for name, number in parts])


def rows(view: View, which: Which, entries: list[Entry]) -> tuple[tuple[Cell, ...], ...]:
    """The rows of one list; a cause or measure carries the number of its problem."""
    found: list[tuple[Cell, ...]] = []
    for number, item, issue in entries:
        unit = Cell(unit_text(view, item.units[0]))
        head = (Cell(number), unit, Cell(issue.title))
        if which == "problems":
            source = CODES[issue.source]
            state = Cell(STATES.get(item.state, same(item.state)))
            due = Cell(due_text(item), item.light)
            found.append((*head, Cell(source), Cell(issue.found_on), due, state, Cell(issue.id)))
        elif which == "causes":
            found += [(*head, Cell(cause)) for cause in issue.causes]
        else:
            found += [(*head, Cell(each.what), Cell(each.owner), Cell(each.due)) for each in issue.measures]
    return tuple(found)


def as_data(entry: Entry) -> dict[str, object]:
    """One issue with its causes and measures."""
    number, item, issue = entry
    return {
        "number": number, "id": issue.id, "unit": item.units[0], "works": list(item.works), "title": issue.title,
        "problem": issue.problem, "source": issue.source, "found_on": str(issue.found_on),
        "due": str(item.due) if item.due else None, "state": item.state, "causes": list(issue.causes),
        "measures": [
            {"what": each.what, "owner": each.owner, "due": str(each.due) if each.due else None} for each in issue.measures
        ],
    }  # fmt: skip
