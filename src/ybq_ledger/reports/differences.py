"""What a change does in words: which units' records it adds, closes, extends, and everything else it touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ybq_ledger.domain.names import Names
from ybq_ledger.domain.standing import title_of
from ybq_ledger.model.delta import Delta
from ybq_ledger.model.event import Redact
from ybq_ledger.model.language import Text
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.record import Event, Record
from ybq_ledger.model.record_types import BY_KIND, BY_SHAPE
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.field_words import place_in_words
from ybq_ledger.reports.masking import masked_path, safe
from ybq_ledger.reports.record import EVENT_NAMES

COLUMNS = (
    Column("unit", Text("单位", "Unit")), Column("id", Text("编号", "Id")), Column("title", Text("事项", "Item")),
    Column("did", Text("改动", "Change")),
)  # fmt: skip
ADDED = Text("新增{kind}", "new {kind}")
VERBS: dict[str, Text] = {
    "add": Text("新增 {number} 个{kinds}", "adds {number} {kinds}"),
    "progress": Text("报 {number} 次进展", "reports progress {number} times"),
    "rectify": Text("报 {number} 个{kinds}整改完成", "reports {number} {kinds} put right"),
    "verify": Text("核查通过 {number} 个{kinds}", "verifies {number} {kinds}"),
    "close": Text("销号 {number} 个{kinds}", "closes {number} {kinds}"),
    "return": Text("退回 {number} 个{kinds}", "returns {number} {kinds}"),
    "reopen": Text("重新打开 {number} 个{kinds}", "reopens {number} {kinds}"),
    "apply-extension": Text("为 {number} 个{kinds}申请延期", "applies to extend {number} {kinds}"),
    "approve-extension": Text("延期 {number} 个{kinds}", "extends {number} {kinds}"),
    "transfer": Text("移交 {number} 个{kinds}", "transfers {number} {kinds}"),
    "merge": Text("并案 {number} 个{kinds}", "merges {number} {kinds}"),
    "correct": Text("更正 {number} 处", "makes {number} corrections"),
    "redact": Text("删去 {number} 处文字", "redacts {number} texts"),
    "void": Text("作废 {number} 个{kinds}", "voids {number} {kinds}"),
    "sign": Text("签收 {number} 份{kinds}", "signs for {number} {kinds}"),
    "resolve": Text("办结 {number} 件{kinds}", "settles {number} {kinds}"),
    "accept": Text("受理 {number} 件{kinds}", "accepts {number} {kinds}"),
}
"""What a change does, in a sentence; other events go by their name and number."""
PLURALS = {"activity": "activities", "reading": "readings"}


def differences(deltas: Sequence[Delta], plan: Plan) -> Document:
    """One line for each unit, then every record with what was done to it, then the other files."""
    names = Names(plan)
    done: dict[str, Counter[tuple[str, str]]] = {}
    rows, items, others = [], [], []
    for delta in deltas:
        record = delta.new
        if record is None:
            others.append(delta)
            continue
        told = what(delta)
        for event in (["add"] if delta.is_new else []) + [event.event for _, event in delta.new_events]:
            done.setdefault(record.unit, Counter())[event, BY_SHAPE[type(record)].kind] += 1
        unit = names.unit(record.unit)
        name = Text(unit.name, unit.en) if unit else Text(record.unit, record.unit)
        words = Text("、".join(t.zh for t in told) or "改写", ", ".join(t.en for t in told) or "rewritten")
        rows.append((Cell(name), Cell(record.id), Cell(safe(title_of(record))), Cell(words)))
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
        path = masked_path(delta.path)
        lines.append(Line(Text(f"{verb.zh} {path}", f"{verb.en} {path}"), "yellow"))
    if not lines:
        lines.append(Line(Text("没有改动", "no change")))
    other = [{"path": masked_path(d.path), "new": d.is_new, "removed": d.is_gone} for d in others]
    return Document("diff", tuple(lines), {"items": items, "others": other})


def what(delta: Delta) -> list[Text]:
    """What was done to one record, event by event."""
    record = delta.new
    assert record is not None
    opened = [ADDED.format(kind=BY_SHAPE[type(record)].title)] if delta.is_new else []
    return [*opened, *(done_by(record, event) for _, event in delta.new_events)]


def done_by(record: Record, event: Event) -> Text:
    """The name of an event; of a redaction also what went."""
    name = EVENT_NAMES[event.event]
    if not isinstance(event, Redact):
        return name
    gone = place_in_words(type(record), event.field)
    return Text(f"{name.zh}（{gone.zh}）", f"{name.en} ({gone.en})")


def sentence(names: Names, unit: str, numbers: Counter[tuple[str, str]]) -> Text:
    """One unit's changes in a line."""
    found = names.unit(unit)
    zh, en = (found.name, found.en) if found else (unit, unit)
    told = [phrase(event, kind, number) for (event, kind), number in numbers.items()]
    return Text(f"{zh}：" + "，".join(text.zh for text in told), f"{en}: " + ", ".join(text.en for text in told))


def phrase(event: str, kind: str, number: int) -> Text:
    """What was done to how many records of a kind."""
    name = BY_KIND[kind].title
    many = name.en if number == 1 else PLURALS.get(name.en, f"{name.en}s")
    if event in VERBS:
        text = VERBS[event].format(number=number, kinds=Text(name.zh, many))
        return Text(
            text.zh,
            text.en.replace(" 1 times", " once")
            .replace(" 1 corrections", " one correction")
            .replace(" 1 texts", " one text"),
        )
    return Text(f"{EVENT_NAMES[event].zh} {number}", f"{EVENT_NAMES[event].en} {number}")
