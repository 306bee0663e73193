"""Rules about what a record says: its action, its dates, the duties it answers, double entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ybq_ledger.checks.acting_rules import ACTING_RULES
from ybq_ledger.checks.context import Context, RuleCheck
from ybq_ledger.checks.correction_rules import CORRECTION_RULES
from ybq_ledger.checks.event_rules import EVENT_RULES
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Filing, Issue

UNKNOWN_WORK = Rule(
    "R501", "unknown-work", Severity.error,
    Text("方案里没有{kind} {work}", "no {kind} {work} in the plan"),
    Text("专项行动写 a1…，任务写 t1…{near}；见 ledger plan show", "actions are a1…, tasks t1…{near}; see ledger plan show"),
)  # fmt: skip
ACTION_OR_TASK = Rule(
    "R502", "action-or-task", Severity.error,
    Text("action 和 task 应当写且只写一个，现在写了 {number} 个", "exactly one of action and task is needed, found {number}"),
    Text("问题归哪项行动就写 action，只归任务的写 task", "write action, or task where it belongs to a task alone"),
)  # fmt: skip
OWN_DEADLINE_MISSING = Rule(
    "R513", "own-deadline-missing", Severity.error,
    Text("{found} 发现，已过方案整改时限 {limit}，没有自定时限", "found on {found}, after the plan's date {limit}, with no deadline of its own"),
    Text("加自定时限 deadline: 日期（登记时用 --due）", "add deadline: with a date (--due when entering it)"),
)  # fmt: skip
DEADLINE_BEFORE_FOUND = Rule(
    "R525", "deadline-before-found", Severity.error,
    Text("自定时限 {deadline} 早于发现日期 {found}", "its deadline {deadline} is before the day it was found, {found}"),
    Text("核对两个日期", "check both dates"),
)  # fmt: skip
MEASURE_AFTER_DEADLINE = Rule(
    "R524", "measure-after-deadline", Severity.warning,
    Text("措施时限 {due} 晚于问题时限 {deadline}", "a measure is due on {due}, after the issue's deadline {deadline}"),
    Text("提前措施时限，或申请延期", "bring the measure forward, or apply for an extension"),
)  # fmt: skip
POSSIBLE_DUPLICATE = Rule(
    "R527", "possible-duplicate", Severity.warning,
    Text("与 {other} 同单位、同行动、同名称", "same unit, action and title as {other}"),
    Text("若是重复登记，把其中一条作废（ledger void）", "if it was entered twice, void one (ledger void)"),
)  # fmt: skip
UNKNOWN_DUTY = Rule(
    "R517", "unknown-duty", Severity.error,
    Text("没有应办事项 {duty}", "there is no duty {duty}"),
    Text("用 ledger list duties 查编号{near}", "see ledger list duties{near}"),
)  # fmt: skip
DUTY_OF_OTHERS = Rule(
    "R518", "duty-of-others", Severity.error,
    Text("{duty} 应由 {owners} 完成，不是 {unit}", "{duty} is owed by {owners}, not by {unit}"),
    Text("核对事项编号和单位", "check the duty and the unit"),
)  # fmt: skip
FILED_BEFORE_PERIOD = Rule(
    "R533", "filed-before-period", Severity.warning,
    Text("{filed} 报送，但 {duty} 从 {begins} 才开始", "handed in on {filed}, but {duty} begins on {begins}"),
    Text("核对期数和报送日期", "check the period and the day"),
)  # fmt: skip
ANSWERED_TWICE = Rule(
    "R519", "answered-twice", Severity.warning,
    Text("{duty} 已由 {other} 完成", "{duty} is already answered by {other}"),
    Text("补充材料用 supplement；重复的一份作废", "complete the first with supplement, or void one of the two"),
)  # fmt: skip
DOCUMENT_MISSING = Rule(
    "R528", "document-missing", Severity.warning,
    Text("不是零报告，却没有材料出处", "neither a nil report nor a document"),
    Text("加 document：路径或链接；确无内容则写 nil: true", "add document: a path or link; or nil: true"),
)  # fmt: skip


def unknown_work(context: Context) -> Iterator[Finding]:
    """R501."""
    actions = {work.id for work in context.plan.actions}
    tasks = {work.id for work in context.plan.tasks}
    for path, record in context.records:
        if not isinstance(record, Filing):
            named = [(("action",), record.action, actions), (("task",), record.task, tasks)]
        else:
            named = [(("actions", index), work, actions) for index, work in enumerate(record.actions)]  # type: ignore[misc]
        for steps, work, known in named:
            if work is not None and work not in known:
                near = context.names.nearest(work)
                hint = Text(f"（如 {near[0]}）", f" (such as {near[0]})") if near else ""
                kind = Text("任务", "task") if steps == ("task",) else Text("专项行动", "action")
                yield Finding(UNKNOWN_WORK, context.place(path, *steps), {"kind": kind, "work": work, "near": hint})


def action_or_task(context: Context) -> Iterator[Finding]:
    """R502."""
    for path, issue in context.issues:
        number = sum(1 for work in (issue.action, issue.task) if work)
        if number != 1:
            steps = ("task",) if number else ("title",)
            yield Finding(ACTION_OR_TASK, context.place(path, *steps), {"number": number})


def deadline(context: Context) -> Iterator[Finding]:
    """R513, R524, R525 (reading 12)."""
    limits = [m.due for m in context.plan.milestones if m.answer == "rectification"]
    latest = max((due.on for due in limits if due.rule == "fixed"), default=None)
    for path, issue in context.issues:
        due = context.due(issue)
        if due is None and latest and issue.found_on > latest:
            facts: dict[str, object] = {"found": issue.found_on, "limit": latest}
            yield Finding(OWN_DEADLINE_MISSING, context.place(path, "found_on"), facts)
        if issue.deadline and issue.deadline < issue.found_on:
            facts = {"deadline": issue.deadline, "found": issue.found_on}
            yield Finding(DEADLINE_BEFORE_FOUND, context.place(path, "deadline"), facts)
        for index, measure in enumerate(issue.measures):
            if due and measure.due and measure.due > due:
                place = context.place(path, "measures", index, "due")
                yield Finding(MEASURE_AFTER_DEADLINE, place, {"due": measure.due, "deadline": due})


def possible_duplicate(context: Context) -> Iterator[Finding]:
    """R527: the later record of two that look the same and are both alive."""
    first: dict[tuple[str | None, ...], str] = {}
    for source, line in context.lives:
        issue = source.record
        if not isinstance(issue, Issue) or line.points[-1].state == "void":
            continue
        other = first.setdefault((issue.unit, issue.action, issue.task, issue.title.strip()), issue.id)
        if other != issue.id:
            yield Finding(POSSIBLE_DUPLICATE, context.place(source.path, "title"), {"other": other})


def answers(context: Context) -> Iterator[Finding]:
    """R517, R518, R533: a paper answers duties that exist, are the unit's own, and have begun."""
    for path, filing in context.filings:
        for index, duty in enumerate(filing.answers):
            finding = wrong_answer(context, filing, duty)
            if finding:
                yield Finding(finding[0], context.place(path, "answers", index), finding[1])


def wrong_answer(context: Context, filing: Filing, wanted: str) -> tuple[Rule, dict[str, object]] | None:
    """What is wrong with one answer of a paper, or None."""
    duty = context.duties.get(wanted)
    if duty is None:
        near = nearest_duty(context, wanted)
        return UNKNOWN_DUTY, {
            "duty": wanted,
            "near": Text(f"，是不是 {near}", f"; did you mean {near}?") if near else "",
        }
    if filing.unit not in duty.units:
        return DUTY_OF_OTHERS, {"duty": wanted, "owners": "、".join(duty.units), "unit": filing.unit}
    if filing.filed_on < duty.begins:
        return FILED_BEFORE_PERIOD, {"filed": filing.filed_on, "duty": wanted, "begins": duty.begins}
    return None


def nearest_duty(context: Context, wanted: str) -> str | None:
    """The id most like the one written, for a message only."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(wanted, context.duties, 1)), None)


def answered_twice(context: Context) -> Iterator[Finding]:
    """R519: the later of two living papers for one duty."""
    first: dict[str, str] = defaultdict(str)
    for source, line in context.lives:
        filing = source.record
        if not isinstance(filing, Filing) or line.points[-1].state == "void":
            continue
        for index, duty in enumerate(filing.answers):
            if first[duty]:
                yield Finding(
                    ANSWERED_TWICE, context.place(source.path, "answers", index), {"duty": duty, "other": first[duty]}
                )
            first[duty] = first[duty] or filing.id


def document_missing(context: Context) -> Iterator[Finding]:
    """R528."""
    for path, filing in context.filings:
        if not filing.nil and not filing.document:
            yield Finding(DOCUMENT_MISSING, context.place(path, "title"))


RECORD_RULES: tuple[RuleCheck, ...] = (
    ((UNKNOWN_WORK,), unknown_work),
    ((ACTION_OR_TASK,), action_or_task),
    ((OWN_DEADLINE_MISSING, MEASURE_AFTER_DEADLINE, DEADLINE_BEFORE_FOUND), deadline),
    ((POSSIBLE_DUPLICATE,), possible_duplicate),
    ((UNKNOWN_DUTY, DUTY_OF_OTHERS, FILED_BEFORE_PERIOD), answers),
    ((ANSWERED_TWICE,), answered_twice),
    ((DOCUMENT_MISSING,), document_missing),
    *EVENT_RULES,
    *ACTING_RULES,
    *CORRECTION_RULES,
)


def check_records(context: Context) -> Iterator[Finding]:
    """Every finding about records, in no particular order."""
    for _, check in RECORD_RULES:
        yield from check(context)
