"""What a change does in words: which units' records it adds, closes, extends, and everything else it touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ybq_ledger.domain.names import Names
from ybq_ledger.domain.standing import title_of
from ybq_ledger.model.delta import Delta
from ybq_ledger.model.language import Text
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.record_types import BY_SHAPE
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.record import EVENT_NAMES

COLUMNS = (
    Column("unit", Text("单位", "Unit")), Column("id", Text("编号", "Id")), Column("title", Text("事项", "Item")),
    Column("did", Text("改动", "Change")),
)  # fmt: skip
ADDED = Text("新增{kind}", "new {kind}")
OTHER = Text("其他文件", "other files")


def differences(deltas: Sequence[Delta], plan: Plan) -> Document:
    """One line for each unit, then every record with what was done to it, then the other files."""
    names = Names(plan)
    done: dict[str, Counter[Text]] = {}
    rows, items, others = [], [], []
    for delta in deltas:
        record = delta.new
        if record is None:
            others.append(delta)
            continue
        told = what(delta)
        for text in told:
            done.setdefault(record.unit, Counter())[text] += 1
        unit = names.unit(record.unit)
        name = Text(unit.name, unit.en) if unit else Text(record.unit, record.unit)
        words = Text("、".join(t.zh for t in told) or "改写", ", ".join(t.en for t in told) or "rewritten")
        rows.append((Cell(name), Cell(record.id), Cell(title_of(record)), Cell(words)))
        items.append({
            "id": record.id, "unit": record.unit, "path": delta.path, "new": delta.is_new,
            "events": [event.event for _, event in delta.new_events],
        })  # fmt: skip
    lines: list[Line | Table] = [Line(sentence(names, unit, numbers), "strong") for unit, numbers in done.items()]
    lines += [Table(COLUMNS, tuple(rows))] if rows else []
    for delta in others:
        verb = (
            Text("新增", "added")
            if delta.is_new
            else Text("删除", "removed")
            if delta.is_gone
            else Text("修改", "edited")
        )
        lines.append(Line(Text(f"{verb.zh} {delta.path}", f"{verb.en} {delta.path}"), "yellow"))
    if not lines:
        lines.append(Line(Text("没有改动", "no change")))
    other = [{"path": d.path, "new": d.is_new, "removed": d.is_gone} for d in others]
    return Document("diff", tuple(lines), {"items": items, "others": other})


def what(delta: Delta) -> list[Text]:
    """What was done to one record, event by event."""
    record = delta.new
    assert record is not None
    opened = [ADDED.format(kind=BY_SHAPE[type(record)].title)] if delta.is_new else []
    return [*opened, *(EVENT_NAMES[event.event] for _, event in delta.new_events)]


def sentence(names: Names, unit: str, numbers: Counter[Text]) -> Text:
    """One unit's changes in a line."""
    found = names.unit(unit)
    zh, en = (found.name, found.en) if found else (unit, unit)
    return Text(
        f"{zh}：" + "，".join(f"{text.zh} {number}" for text, number in numbers.items()),
        f"{en}: " + ", ".join(f"{text.en} {number}" for text, number in numbers.items()),
    )
