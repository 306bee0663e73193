"""One record whole: its opening facts, every event, and how it stands."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

from ybq_ledger.domain.lookup import standing_named
from ybq_ledger.domain.standing import Standing
from ybq_ledger.domain.view import View
from ybq_ledger.model.language import Text
from ybq_ledger.model.ledger import Source
from ybq_ledger.model.record_types import BY_SHAPE, STATE_NAMES
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.overdue import entry
from ybq_ledger.reports.wording import due_text, lateness, same, unit_text

EVENT_NAMES: dict[str, Text] = {
    "progress": Text("进展", "progress"),
    "rectify": Text("整改完成", "rectified"),
    "verify": Text("核查通过", "verified"),
    "close": Text("销号", "closed"),
    "return": Text("退回", "returned"),
    "reopen": Text("重新打开", "reopened"),
    "apply-extension": Text("申请延期", "applied for an extension"),
    "approve-extension": Text("批准延期", "extension granted"),
    "transfer": Text("移交", "transferred"),
    "sign": Text("签收", "signed for"),
    "supplement": Text("补正", "supplemented"),
    "correct": Text("更正", "corrected"),
    "void": Text("作废", "voided"),
    "accept": Text("受理", "accepted"),
    "decline": Text("不予受理", "declined"),
    "refer": Text("转办", "referred"),
    "report": Text("承办单位报告", "reported back"),
    "reply": Text("书面答复", "replied"),
    "cannot-answer": Text("无从答复", "cannot be answered"),
    "resolve": Text("办结", "resolved"),
    "follow-up": Text("回访", "followed up"),
    "withdraw": Text("撤回", "withdrawn"),
}


def show_record(view: View, source: Source) -> Document:
    """Everything the file says, in words, and the standing on the day."""
    record = source.record
    kind = BY_SHAPE[type(record)]
    standing = standing_named(view, record.id)
    lines: list[Line | Table] = [
        Line(
            Text(f"{kind.title.zh} {record.id} · {record.title}", f"{kind.title.en} {record.id} · {record.title}"),
            "strong",
        ),
        Line(same(source.path), "faint"),
    ]
    if standing:
        lines.append(standing_line(view, standing))
    lines += [facts_table(source), events_table(view, source)]
    data: dict[str, object] = {
        "path": source.path,
        "kind": kind.kind,
        "record": plain(record),
        "standing": entry(standing) if standing else None,
    }
    return Document("record", tuple(lines), data)


def standing_line(view: View, standing: Standing) -> Line:
    """State, holder, due date and lateness in one line."""
    state, holder = STATE_NAMES[standing.state], unit_text(view, standing.units[0])
    due, late = due_text(standing), lateness(standing)
    words = late.value if isinstance(late.value, Text) else same("")
    return Line(
        Text(
            f"{state.zh} · {holder.zh} · 期限 {due.zh} · {words.zh}",
            f"{state.en} · {holder.en} · due {due.en} · {words.en}",
        ),
        standing.light,
    )


def facts_table(source: Source) -> Table:
    """The opening facts by their field names, as they stand in the file."""
    columns = (Column("field", Text("项目", "Field")), Column("value", Text("内容", "Value")))
    rows = []
    for field in fields(source.record):
        value = getattr(source.record, field.name)
        if field.name != "events" and value not in (None, (), False):
            rows.append((Cell(field.name, "faint"), Cell(in_words(value))))
    return Table(columns, tuple(rows))


def in_words(value: object) -> str:
    """A field's value on one line or several."""
    if isinstance(value, tuple):
        return "\n".join(f"{number}. {in_words(item)}" for number, item in enumerate(value, 1))
    if is_dataclass(value):
        return "；".join(str(getattr(value, f.name)) for f in fields(value) if getattr(value, f.name) not in (None, ()))
    return "true" if value is True else str(value)


def events_table(view: View, source: Source) -> Table:
    """Every event in the order of the file; the gap between happening and recording is shown."""
    columns = (
        Column("on", Text("发生", "Happened")), Column("recorded", Text("登记", "Recorded")),
        Column("event", Text("事件", "Event")), Column("by", Text("经办", "By")), Column("what", Text("内容", "What")),
    )  # fmt: skip
    rows = []
    for event in source.record.events:
        later = (event.recorded - event.on).days
        gap = Text(f"{event.recorded}（补录 {later} 天）", f"{event.recorded} ({later} days later)") if later else None
        details = [
            in_words(getattr(event, field.name))
            for field in fields(event)
            if field.name not in ("event", "on", "recorded", "by") and getattr(event, field.name) not in (None, ())
        ]
        row = (event.on, gap or event.recorded, EVENT_NAMES[event.event], unit_text(view, event.by), "；".join(details))
        rows.append(tuple(Cell(value) for value in row))
    return Table(columns, tuple(rows), title=Text("经过", "History"))


def plain(value: object) -> object:
    """A model value as JSON: dates and decimals as text, absent values left out."""
    if is_dataclass(value):
        return {
            f.name: plain(getattr(value, f.name)) for f in fields(value) if getattr(value, f.name) not in (None, ())
        }
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, (date, Decimal)) else value
