"""Rules about what happened to a record: order of events, legal moves, extensions, evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ybq_ledger.checks.context import Context, RuleCheck
from ybq_ledger.domain.timeline import in_order
from ybq_ledger.model.event import ApplyExtension, ApproveExtension, Rectify
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.record_types import BY_SHAPE, STATE_NAMES

ILLEGAL_EVENT = Rule(
    "R507", "illegal-event", Severity.error,
    Text("事件 {event} 在状态“{state}”下不允许", "event {event} is not allowed while the record is {state}"),
    Text("此时可以登记的事件：{legal}", "events allowed now: {legal}"),
)  # fmt: skip
EVENT_BEFORE_OPENING = Rule(
    "R508", "event-before-opening", Severity.error,
    Text("事件发生在 {on}，早于记录开始的 {opened}", "the event happened on {on}, before the record began on {opened}"),
    Text("核对发生日期，或用 correct 更正开始日期", "check the day, or mend the opening day with correct"),
)  # fmt: skip
EXTENSION_TOO_LATE = Rule(
    "R509", "extension-too-late", Severity.error,
    Text("{on} 批准的延期无效：原时限 {due} 已过", "the extension granted on {on} is void: the old date {due} had passed"),
    Text("延期须在原时限届满前批准；时限不变，仍按 {due} 计", "an extension counts only if granted by the old date; {due} stays"),
)  # fmt: skip
EXTENSION_BEYOND_CAP = Rule(
    "R540", "extension-beyond-cap", Severity.error,
    Text("批准延至 {to} 无效：最晚只能延到 {cap}", "an extension to {to} is void: {cap} is the latest allowed"),
    Text("延期不得超过方案或约定的上限", "extend no further than the cap in the plan"),
)  # fmt: skip
EXTENSION_NOT_LATER = Rule(
    "R510", "extension-not-later", Severity.error,
    Text("批准延至 {to}，并不晚于现时限 {due}", "extended to {to}, which is not later than {due}"),
    Text("写一个更晚的日期", "give a later date"),
)  # fmt: skip
TRANSFER_TO_ITSELF = Rule(
    "R511", "transfer-to-itself", Severity.error,
    Text("移交给 {unit}，但它已经是承办单位", "transferred to {unit}, which holds it already"),
    Text("核对接收单位", "check the receiving unit"),
)  # fmt: skip
RECORDED_BEFORE_HAPPENED = Rule(
    "R505", "recorded-before-happened", Severity.error,
    Text("登记日期 {recorded} 早于发生日期 {on}", "recorded on {recorded}, before it happened on {on}"),
    Text("登记只能在发生当天或以后；核对两个日期", "an entry is made on the day or later; check both dates"),
)  # fmt: skip
EVENTS_OUT_OF_ORDER = Rule(
    "R506", "events-out-of-order", Severity.error,
    Text("登记日期 {recorded} 早于上一事件的登记日期 {before}", "recorded on {recorded}, before the previous event's {before}"),
    Text("事件只在末尾追加；补录的事件发生日期可以早，登记日期不能早", "events are appended; a late entry may have happened earlier, not been recorded earlier"),
)  # fmt: skip
DAY_IN_FUTURE = Rule(
    "R512", "day-in-future", Severity.error,
    Text("日期 {day} 在今天 {today} 之后", "{day} is after today, {today}"),
    Text("只登记已经发生的事；核对年份和月份", "enter only what has happened; check year and month"),
)  # fmt: skip
EVIDENCE_MISSING = Rule(
    "R522", "evidence-missing", Severity.warning,
    Text("整改完成没有佐证材料", "rectified without any evidence"),
    Text("加 evidence：路径或链接，最好带 sha256", "add evidence: a path or link, best with its sha256"),
)  # fmt: skip
APPLICATION_MISSING = Rule(
    "R523", "application-missing", Severity.warning,
    Text("批准延期前没有申请", "an extension was granted that nobody applied for"),
    Text("先登记申请（ledger extend）", "enter the application first (ledger extend)"),
)  # fmt: skip

LATE_APPLICATION = Rule(
    "R541", "late-application", Severity.warning,
    Text("{on} 才申请延期，时限 {due} 已过", "applied on {on}, after its date {due} had passed"),
    Text("延期在到期前申请；到期后的申请不能再批准", "apply before the date; afterwards nothing can be granted"),
)  # fmt: skip

BY_PROBLEM = {
    rule.name: rule
    for rule in (
        ILLEGAL_EVENT, EVENT_BEFORE_OPENING, EXTENSION_TOO_LATE, EXTENSION_BEYOND_CAP, EXTENSION_NOT_LATER,
        TRANSFER_TO_ITSELF,
    )
}  # fmt: skip
"""Name of a Problem of the timeline → its rule."""


def problems(context: Context) -> Iterator[Finding]:
    """R507–R511: events that a record's life does not allow."""
    for source, line in context.lives:
        moves = BY_SHAPE[type(source.record)].moves
        for problem in line.problems:
            facts = dict(problem.facts)
            legal = moves[str(facts["state"])]
            facts["legal"] = "、".join(legal) or Text("（无）", "(none)")
            facts["state"] = STATE_NAMES[str(facts["state"])]
            key = "event" if problem.name == "illegal-event" else "to" if "to" in facts else "on"
            yield Finding(BY_PROBLEM[problem.name], context.place(source.path, "events", problem.event, key), facts)


def recorded_before_happened(context: Context) -> Iterator[Finding]:
    """R505."""
    for path, record in context.records:
        opened = BY_SHAPE[type(record)].opened_on(record)
        if record.recorded < opened:
            yield Finding(
                RECORDED_BEFORE_HAPPENED, context.place(path, "recorded"), {"recorded": record.recorded, "on": opened}
            )
        for index, event in enumerate(record.events):
            if event.recorded < event.on:
                facts = {"recorded": event.recorded, "on": event.on}
                yield Finding(RECORDED_BEFORE_HAPPENED, context.place(path, "events", index, "recorded"), facts)


def events_out_of_order(context: Context) -> Iterator[Finding]:
    """R506: entries are appended, so recording days never go back."""
    for path, record in context.records:
        before = record.recorded
        for index, event in enumerate(record.events):
            if event.recorded < before and event.recorded >= event.on:
                facts = {"recorded": event.recorded, "before": before}
                yield Finding(EVENTS_OUT_OF_ORDER, context.place(path, "events", index, "recorded"), facts)
            before = max(before, event.recorded)


def day_in_future(context: Context) -> Iterator[Finding]:
    """R512: nothing can have happened, or have been recorded, after today."""
    for path, record in context.records:
        opened = BY_SHAPE[type(record)].opened
        days: list[tuple[tuple[str | int, ...], date]]
        days = [((opened,), getattr(record, opened)), (("recorded",), record.recorded)]
        for index, event in enumerate(record.events):
            days += [(("events", index, "on"), event.on), (("events", index, "recorded"), event.recorded)]
        first = next(((steps, day) for steps, day in days if day > context.today), None)
        if first:
            yield Finding(DAY_IN_FUTURE, context.place(path, *first[0]), {"day": first[1], "today": context.today})


def evidence_missing(context: Context) -> Iterator[Finding]:
    """R522."""
    for path, issue in context.issues:
        for index, event in enumerate(issue.events):
            if isinstance(event, Rectify) and not event.evidence:
                yield Finding(EVIDENCE_MISSING, context.place(path, "events", index, "event"))


def application_missing(context: Context) -> Iterator[Finding]:
    """R523."""
    for path, issue in context.issues:
        asked = False
        for index, event in in_order(issue.events):
            asked = asked or isinstance(event, ApplyExtension)
            if isinstance(event, ApproveExtension):
                if not asked:
                    yield Finding(APPLICATION_MISSING, context.place(path, "events", index, "event"))
                asked = False


def late_application(context: Context) -> Iterator[Finding]:
    """R541: an application after the date in force that day."""
    for source, line in context.lives:
        for index, event in enumerate(source.record.events):
            point = line.on(event.on)
            if isinstance(event, ApplyExtension) and point and point.due and event.on > point.due:
                facts = {"on": event.on, "due": point.due}
                yield Finding(LATE_APPLICATION, context.place(source.path, "events", index, "on"), facts)


EVENT_RULES: tuple[RuleCheck, ...] = (
    ((RECORDED_BEFORE_HAPPENED,), recorded_before_happened),
    ((EVENTS_OUT_OF_ORDER,), events_out_of_order),
    (tuple(BY_PROBLEM.values()), problems),
    ((DAY_IN_FUTURE,), day_in_future),
    ((EVIDENCE_MISSING,), evidence_missing),
    ((APPLICATION_MISSING,), application_missing),
    ((LATE_APPLICATION,), late_application),
)
