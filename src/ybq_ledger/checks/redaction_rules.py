"""Rules about redactions: by the coordinator alone, and every marker with its event, every event with its marker."""

from __future__ import annotations

from collections.abc import Iterator

from ybq_ledger.checks.context import Context
from ybq_ledger.domain.obligations import coordinator_on
from ybq_ledger.domain.redacting import is_before, redactions, texts_in, way
from ybq_ledger.model.event import MARKER
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Path
from ybq_ledger.model.record import Record

REDACTED_BY_OTHERS = Rule(
    "R622", "redacted-by-others", Severity.error,
    Text("{by} 删去了文字，只有汇总单位 {coordinator} 可以", "redacted by {by}; only the coordinator, {coordinator}, may"),
    Text("请汇总单位用 ledger redact 删去", "let the coordinator do it, with ledger redact"),
)  # fmt: skip
NOT_REDACTED = Rule(
    "R623", "not-redacted", Severity.error,
    Text("登记删去 {field}，但{why}", "{field} is said to be redacted, but {why}"),
    Text("用 ledger redact 删去，文字和事件一起写", "use ledger redact, which writes the marker and the event together"),
)  # fmt: skip
MARKER_WITHOUT_REDACTION = Rule(
    "R624", "marker-without-redaction", Severity.error,
    Text("{field} 写着“{marker}”，却没有删去的登记", "{field} reads {marker}, but no event says that it was redacted"),
    Text("恢复原文，由汇总单位用 ledger redact 删去", "restore the text and let the coordinator use ledger redact"),
)  # fmt: skip
STILL_THERE = Text("那里还是原文", "the text is still there")
NO_TEXT = Text("那里没有可删的文字", "there is no text that may be redacted")
NOT_YET = Text("那是后来的事件", "that event came later")


def wrong_redactions(context: Context, path: str, record: Record, texts: list[tuple[Path, str]]) -> Iterator[Finding]:
    """R622–R624 for one record, given every text in it."""
    marked = [steps for steps, text in texts if text == MARKER]
    known = list(redactions(record))
    if not marked and not known:
        return
    may_go = texts_in(record)
    for index, event in known:
        coordinator = coordinator_on(context.plan, event.recorded)
        if event.by != coordinator:
            place = context.place(path, "events", index, "by")
            yield Finding(REDACTED_BY_OTHERS, place, {"by": event.by, "coordinator": coordinator})
        if why := why_not(may_go, event.field, index):
            place = context.place(path, "events", index, "field")
            yield Finding(NOT_REDACTED, place, {"field": event.field, "why": why})
    named = {event.field for _, event in known}
    for steps in marked:
        if way(steps) not in named:
            facts = {"field": way(steps), "marker": MARKER}
            yield Finding(MARKER_WITHOUT_REDACTION, context.place(path, *steps), facts)


def why_not(may_go: dict[str, str], field: str, index: int) -> Text | None:
    """What is wrong with what the event `index` says, or None."""
    if not is_before(field, index):
        return NOT_YET
    if field not in may_go:
        return NO_TEXT
    return None if may_go[field] == MARKER else STILL_THERE


REDACTION_RULES = (REDACTED_BY_OTHERS, NOT_REDACTED, MARKER_WITHOUT_REDACTION)
