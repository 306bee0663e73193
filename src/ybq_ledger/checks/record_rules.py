"""Rules about what a record says: its action, its dates, double entries; and the one table of rules about records."""

from __future__ import annotations

from collections.abc import Iterator

from ybq_ledger.checks.acting_rules import ACTING_RULES
from ybq_ledger.checks.answer_rules import ANSWER_RULES, answered_twice
from ybq_ledger.checks.complaint_rules import COMPLAINT_RULES
from ybq_ledger.checks.context import Context, RuleCheck
from ybq_ledger.checks.correction_rules import CORRECTION_RULES
from ybq_ledger.checks.event_rules import EVENT_RULES
from ybq_ledger.checks.issue_rules import ISSUE_RULES, merging
from ybq_ledger.checks.personal_rules import PERSONAL_RULES
from ybq_ledger.checks.reading_rules import READING_RULES, read_twice, unknown_origin
from ybq_ledger.checks.repayment_rules import REPAYMENT_RULES
from ybq_ledger.checks.succession_rules import SUCCESSION_RULES, handovers
from ybq_ledger.checks.supervision_rules import SUPERVISION_RULES, act_about_unknown, ladder
from ybq_ledger.model.complaint import Complaint
from ybq_ledger.model.event import Merge
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Issue, Record
from ybq_ledger.model.repayment import Repayment

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
    Text("若是重复登记，并案（ledger merge）或作废（ledger void）其中一条", "if it was entered twice, merge one into the other (ledger merge) or void it (ledger void)"),
)  # fmt: skip


def unknown_work(context: Context) -> Iterator[Finding]:
    """R501."""
    actions = {work.id for work in context.plan.actions}
    tasks = {work.id for work in context.plan.tasks}
    for path, record in context.records:
        named: list[tuple[tuple[str | int, ...], str | None, set[str]]]
        named = [
            (("actions", index), work, actions | tasks) for index, work in enumerate(getattr(record, "actions", ()))
        ]
        named += [
            (("action",), getattr(record, "action", None), actions),
            (("task",), getattr(record, "task", None), tasks),
        ]
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
    for trace in context.traces:
        if trace.alike is None:
            continue
        other = first.setdefault(trace.alike, trace.id)
        if other != trace.id:
            yield Finding(POSSIBLE_DUPLICATE, context.place(trace.path, "title"), {"other": other})


RECORD_RULES: tuple[RuleCheck, ...] = (
    ((UNKNOWN_WORK,), unknown_work),
    ((ACTION_OR_TASK,), action_or_task),
    ((OWN_DEADLINE_MISSING, MEASURE_AFTER_DEADLINE, DEADLINE_BEFORE_FOUND), deadline),
    ((POSSIBLE_DUPLICATE,), possible_duplicate),
    *ANSWER_RULES,
    *READING_RULES,
    *EVENT_RULES,
    *ACTING_RULES,
    *CORRECTION_RULES,
    *ISSUE_RULES,
    *COMPLAINT_RULES,
    *SUCCESSION_RULES,
    *SUPERVISION_RULES,
    *REPAYMENT_RULES,
    *PERSONAL_RULES,
)


COMPARING = frozenset(
    {possible_duplicate, answered_twice, merging, read_twice, unknown_origin, handovers, act_about_unknown, ladder}
)
"""The functions that look at several records; every other one asks each record alone."""


def is_compared(record: Record) -> bool:
    """Whether a function of COMPARING needs the record itself, not only its trace."""
    if isinstance(record, Issue):
        return record.origin is not None or any(isinstance(event, Merge) for event in record.events)
    return not isinstance(record, Complaint | Repayment)


def check_alone(context: Context) -> Iterator[Finding]:
    """Every finding about the records here that can be found in each alone."""
    for _, check in RECORD_RULES:
        if check not in COMPARING:
            yield from check(context)


def check_together(context: Context) -> Iterator[Finding]:
    """Every finding that comes of comparing records."""
    for _, check in RECORD_RULES:
        if check in COMPARING:
            yield from check(context)


def check_records(context: Context) -> Iterator[Finding]:
    """Every finding about records, in no particular order."""
    yield from check_alone(context)
    yield from check_together(context)
