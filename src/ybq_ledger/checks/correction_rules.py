"""Rules about corrections: the value that stood, and a new one its field can hold (reading 20)."""

from __future__ import annotations

from collections.abc import Iterator

from ybq_ledger.checks.context import Context, RuleCheck
from ybq_ledger.domain.timeline import corrected_value, has_field, in_order
from ybq_ledger.model.event import MARKER, Correct
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text

CORRECTION_MISMATCH = Rule(
    "R520", "correction-mismatch", Severity.error,
    Text("更正写原值是“{was}”，实际是“{actual}”", "the correction says it was {was!r}, but it is {actual!r}"),
    Text("was 照抄当时的值", "copy the value as it stood into was"),
)  # fmt: skip
CORRECTION_INVALID = Rule(
    "R521", "correction-invalid", Severity.error,
    Text("更正后的值“{now}”不能用于 {field}", "{now!r} cannot be the value of {field}"),
    Text("{remedy}", "{remedy}"),
)  # fmt: skip


def correction(context: Context) -> Iterator[Finding]:
    """R520, R521: a correction names the value that stood, and a new value its field can hold."""
    for path, record in context.records:
        current: dict[str, str] = {}
        for index, event in in_order(record.events):
            if not isinstance(event, Correct):
                continue
            place = ("events", index)
            actual = current.get(event.field) or str(getattr(record, event.field, ""))
            if event.was != actual and MARKER not in (event.was, actual):
                yield Finding(
                    CORRECTION_MISMATCH, context.place(path, *place, "was"), {"was": event.was, "actual": actual}
                )
            remedy = why_invalid(context, event, has_field(record, event.field))
            if remedy:
                facts = {"now": event.now, "field": event.field, "remedy": remedy}
                yield Finding(CORRECTION_INVALID, context.place(path, *place, "now"), facts)
            current[event.field] = event.now


def why_invalid(context: Context, event: Correct, has_field: bool) -> Text | None:
    """What is wrong with a correction's new value, or None."""
    from typing import get_args

    from ybq_ledger.model.record import Source

    if not has_field:
        return Text("这种记录没有这一项", "this kind of record has no such field")
    if event.field.endswith("_on") and str(corrected_value(event)) != event.now:
        return Text("写成 2018-05-20 这样的日期", "write a date like 2018-05-20")
    if event.field == "source" and event.now not in get_args(Source):
        return Text(f"可用：{'、'.join(get_args(Source))}", f"one of: {', '.join(get_args(Source))}")
    if event.field in ("action", "task") and event.now not in {work.id for work in context.plan.works}:
        return Text("写方案里的行动或任务，如 a7", "write an action or task of the plan, such as a7")
    return None


CORRECTION_RULES: tuple[RuleCheck, ...] = (((CORRECTION_MISMATCH, CORRECTION_INVALID), correction),)
