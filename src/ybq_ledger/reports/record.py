"""One record whole: its opening facts, every event, and how it stands."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

from ybq_ledger.domain.lookup import standing_named
from ybq_ledger.domain.redacting import redactions
from ybq_ledger.domain.standing import Standing
from ybq_ledger.domain.timeline import with_changes
from ybq_ledger.domain.view import View
from ybq_ledger.model.event import MARKER, Redact
from ybq_ledger.model.language import Text
from ybq_ledger.model.ledger import Source
from ybq_ledger.model.record import Record
from ybq_ledger.model.record_types import BY_SHAPE, STATE_NAMES
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.field_words import CODED_FIELDS, CODES, UNIT_FIELDS, YES, labels, place_in_words
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
    "redact": Text("删去文字", "text redacted"),
    "ask-higher": Text("提请协调", "asked a higher level"),
    "coordinated": Text("协调结果", "coordinated"),
    "merge": Text("并案", "merged"),
    "answer": Text("回复", "answered"),
    "lift": Text("解除", "lifted"),
    "pay": Text("付款", "paid"),
    "replan": Text("重排计划", "planned anew"),
    "adjust": Text("调整总额", "sum settled anew"),
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
    """Everything the file says that had happened and was known by the day, in words, and the standing on the day."""
    known = view.known_on or date.max
    happened = tuple(event for event in source.record.events if event.on <= view.as_of and event.recorded <= known)
    later = len(source.record.events) - len(happened)
    source = Source(source.path, with_changes(source.record, {"events": happened}) if later else source.record)
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
    lines += [facts_table(view, source), events_table(view, source)]
    if later:
        text = Text(f"另有 {later} 件是这以后发生或登记的，未显示", f"{later} more happened or were recorded later")
        lines.append(Line(text, "faint"))
    about: dict[str, object] = {"later_events": later} if later else {}
    about |= {"type": kind.kind, "path": source.path, "standing": entry(standing) if standing else None}
    data: dict[str, object] = {**as_json(record), **about}
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


def facts_table(view: View, source: Source) -> Table:
    """The opening facts that the file gives, by the names people have for them."""
    columns = (Column("field", Text("项目", "Field")), Column("value", Text("内容", "Value")))
    names = labels(type(source.record))
    rows = []
    for field in fields(source.record):
        value = getattr(source.record, field.name)
        if field.name not in ("events", "id") and value not in (None, (), False):
            told = redacted(source.record, field.name) if value == MARKER else in_words(view, field.name, value)
            rows.append((Cell(names[field.name], "faint"), Cell(told)))
    return Table(columns, tuple(rows))


def redacted(record: Record, field: str) -> Text:
    """The marker, with when and why the text went."""
    event = next((event for _, event in redactions(record) if event.field == field), None)
    return same(f"{MARKER} {event.on} {event.reason}" if event else MARKER)


def in_words(view: View, name: str, value: object) -> Text:
    """A field's value on one line or several; codes of units, works and choices by their names."""
    if isinstance(value, tuple):
        items = [in_words(view, name, item) for item in value]
        return joined(
            "\n", [Text(f"{number}. {text.zh}", f"{number}. {text.en}") for number, text in enumerate(items, 1)]
        )
    if is_dataclass(value):
        parts = [(field.name, getattr(value, field.name)) for field in fields(value)]
        return joined("；", [in_words(view, part, held) for part, held in parts if held not in (None, ())])
    if value is True:
        return YES
    word = str(value)
    if name in UNIT_FIELDS:
        unit = unit_text(view, word)
        return unit if unit.zh == word else Text(f"{unit.zh}（{word}）", f"{unit.en} ({word})")
    return CODES.get(word, same(word)) if name in CODED_FIELDS else same(word)


def joined(mark: str, texts: list[Text]) -> Text:
    """Texts one after the other, in both languages."""
    return Text(mark.join(text.zh for text in texts), mark.join(text.en for text in texts))


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
            place_in_words(type(source.record), event.field)
            if isinstance(event, Redact) and field.name == "field"
            else in_words(view, field.name, getattr(event, field.name))
            for field in fields(event)
            if field.name not in ("event", "on", "recorded", "by") and getattr(event, field.name) not in (None, ())
        ]
        row = (
            event.on,
            gap or event.recorded,
            EVENT_NAMES[event.event],
            unit_text(view, event.by),
            joined("；", details),
        )
        rows.append(tuple(Cell(value) for value in row))
    return Table(columns, tuple(rows), title=Text("经过", "History"))


def as_json(record: object) -> dict[str, object]:
    """A record's facts and events as JSON, as they stand in its file."""
    return {
        field.name: plain(getattr(record, field.name))
        for field in fields(record)  # type: ignore[arg-type]
        if getattr(record, field.name) not in (None, ())
    }


def plain(value: object) -> object:
    """A model value as JSON: dates and decimals as text, absent values left out."""
    if is_dataclass(value):
        return as_json(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, (date, Decimal)) else value
