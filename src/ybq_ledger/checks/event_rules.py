"""Rules about what happened to a record: order of events, legal moves, extensions, who did it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ybq_ledger.checks.context import Context
from ybq_ledger.domain.obligations import leads_of
from ybq_ledger.domain.timeline import corrected_value, in_order
from ybq_ledger.model.event import ApplyExtension, ApproveExtension, Close, Correct, Progress, Rectify, Transfer, Verify
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Issue
from ybq_ledger.model.record_types import BY_SHAPE, STATE_NAMES

Check = Callable[[Context], Iterator[Finding]]

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
UNKNOWN_UNIT = Rule(
    "R504", "unknown-acting-unit", Severity.error,
    Text("方案里没有单位 {unit}", "no unit {unit} in the plan"),
    Text("写单位代码{near}；全部见 ledger list units", "write a unit's code{near}; see ledger list units"),
)  # fmt: skip
VERIFIED_BY_DOER = Rule(
    "R514", "verified-by-doer", Severity.error,
    Text("{unit} 整改，又由 {unit} 核查", "{unit} rectified it and verified it too"),
    Text("由牵头部门核查；牵头部门自己整改的，由汇总单位核查", "the lead verifies; where the lead rectified, the coordinator does"),
)  # fmt: skip
VERIFIED_BY_WRONG_UNIT = Rule(
    "R515", "verified-by-wrong-unit", Severity.warning,
    Text("由 {unit} 核查，按约定应由 {expected} 核查", "verified by {unit}; by convention {expected} verifies"),
    Text("请 {expected} 核查，或说明依据", "let {expected} verify, or state the authority"),
)  # fmt: skip
CLOSED_BY_WRONG_UNIT = Rule(
    "R516", "closed-by-wrong-unit", Severity.error,
    Text("由 {unit} 销号，按约定应由 {expected} 销号", "closed by {unit}; by convention {expected} closes"),
    Text("由 {expected} 销号；整改单位自己不能销号", "{expected} closes; never the unit that rectified"),
)  # fmt: skip
ACTED_FOR_OTHERS = Rule(
    "R529", "acted-for-others", Severity.error,
    Text("{event} 由 {unit} 登记，但承办单位是 {holder}", "{event} by {unit}, but {holder} holds the issue"),
    Text("由承办单位登记；不归它管的先用 transfer 移交", "the holder enters it; transfer the issue first if it belongs elsewhere"),
)  # fmt: skip
SELF_APPROVED = Rule(
    "R530", "self-approved-extension", Severity.error,
    Text("{unit} 批准了自己的延期", "{unit} approved its own extension"),
    Text("由汇总单位按批准文件登记批准", "the coordinator enters the approval, with its authority"),
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

BY_PROBLEM = {
    rule.name: rule
    for rule in (ILLEGAL_EVENT, EVENT_BEFORE_OPENING, EXTENSION_TOO_LATE, EXTENSION_NOT_LATER, TRANSFER_TO_ITSELF)
}


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


def unknown_acting_unit(context: Context) -> Iterator[Finding]:
    """R504: the acting and the receiving unit are units of the plan."""
    for path, record in context.records:
        for index, event in enumerate(record.events):
            named = {"by": event.by} | ({"to": event.to} if isinstance(event, Transfer) else {})
            for key, unit in named.items():
                if unit not in context.unit_codes:
                    near = context.names.nearest(unit)
                    hint = Text(f"，如 {near[0]}", f", such as {near[0]}") if near else ""
                    yield Finding(UNKNOWN_UNIT, context.place(path, "events", index, key), {"unit": unit, "near": hint})


def verification(context: Context) -> Iterator[Finding]:
    """R514, R515: never the doer; the lead, or the coordinator where the lead itself did it (reading 13)."""
    for path, issue in context.issues:
        doer = None
        for index, event in in_order(issue.events):
            if isinstance(event, Rectify):
                doer = event.by
            if not isinstance(event, Verify) or doer is None:
                continue
            place = context.place(path, "events", index, "by")
            allowed = verifiers(context, issue, doer)
            if event.by == doer:
                yield Finding(VERIFIED_BY_DOER, place, {"unit": doer})
            elif allowed and event.by not in allowed:
                yield Finding(VERIFIED_BY_WRONG_UNIT, place, {"unit": event.by, "expected": "、".join(allowed)})


def verifiers(context: Context, issue: Issue, doer: str) -> tuple[str, ...]:
    """Who may verify what `doer` rectified; empty where the leading group names somebody."""
    coordinator = context.plan.document.coordinator
    leads = next((leads_of(work) for work in context.plan.works if work.id in (issue.action, issue.task)), ())
    if doer == coordinator:
        return ()
    return (coordinator,) if doer in leads or not leads else leads


def closed_by_wrong_unit(context: Context) -> Iterator[Finding]:
    """R516: the coordinator closes; what the coordinator rectified is closed by anybody but itself."""
    coordinator = context.plan.document.coordinator
    for path, issue in context.issues:
        doer = None
        for index, event in in_order(issue.events):
            doer = event.by if isinstance(event, Rectify) else doer
            if not isinstance(event, Close):
                continue
            wrong = event.by == doer or (event.by != coordinator and doer != coordinator)
            if wrong:
                expected: object = coordinator if doer != coordinator else context.plan.document.leading_group
                facts = {"unit": event.by, "expected": expected}
                yield Finding(CLOSED_BY_WRONG_UNIT, context.place(path, "events", index, "by"), facts)


def acted_for_others(context: Context) -> Iterator[Finding]:
    """R529, R530: the holder reports, rectifies and applies; somebody else approves."""
    for path, issue in context.issues:
        holder = issue.unit
        for index, event in in_order(issue.events):
            place = ("events", index, "by")
            if isinstance(event, (Progress, Rectify, ApplyExtension)) and event.by != holder:
                facts = {"event": event.event, "unit": event.by, "holder": holder}
                yield Finding(ACTED_FOR_OTHERS, context.place(path, *place), facts)
            if isinstance(event, ApproveExtension) and event.by == holder != context.plan.document.coordinator:
                yield Finding(SELF_APPROVED, context.place(path, *place), {"unit": holder})
            holder = event.to if isinstance(event, Transfer) else holder


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


def correction(context: Context) -> Iterator[Finding]:
    """R520, R521: a correction names the value that stood, and a new value its field can hold."""
    for path, record in context.records:
        current: dict[str, str] = {}
        for index, event in in_order(record.events):
            if not isinstance(event, Correct):
                continue
            place = ("events", index)
            actual = current.get(event.field) or str(getattr(record, event.field, ""))
            if event.was != actual:
                yield Finding(
                    CORRECTION_MISMATCH, context.place(path, *place, "was"), {"was": event.was, "actual": actual}
                )
            remedy = why_invalid(context, event, hasattr(record, event.field))
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


EVENT_RULES: tuple[tuple[tuple[Rule, ...], Check], ...] = (
    ((UNKNOWN_UNIT,), unknown_acting_unit),
    ((RECORDED_BEFORE_HAPPENED,), recorded_before_happened),
    ((EVENTS_OUT_OF_ORDER,), events_out_of_order),
    ((ILLEGAL_EVENT, EVENT_BEFORE_OPENING, EXTENSION_TOO_LATE, EXTENSION_NOT_LATER, TRANSFER_TO_ITSELF), problems),
    ((DAY_IN_FUTURE,), day_in_future),
    ((VERIFIED_BY_DOER, VERIFIED_BY_WRONG_UNIT), verification),
    ((CLOSED_BY_WRONG_UNIT,), closed_by_wrong_unit),
    ((CORRECTION_MISMATCH, CORRECTION_INVALID), correction),
    ((EVIDENCE_MISSING,), evidence_missing),
    ((APPLICATION_MISSING,), application_missing),
    ((ACTED_FOR_OTHERS, SELF_APPROVED), acted_for_others),
)
