"""Rules over the plan's days and periods: order, form, and what a count starts from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ybq_ledger.checks.plan_references import LocateInPlan
from ybq_ledger.domain.clauses import file_of
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Path
from ybq_ledger.model.plan import Milestone, Plan
from ybq_ledger.model.schedule import Every, Fixed, Recurring, Relative

FIRST_AFTER_LAST = Rule(
    "P415", "first-after-last", Severity.error,
    Text("“{id}”的起 {first} 晚于止 {last}", "“{id}” begins on {first}, after it ends on {last}"),
    Text("核对两个日期或期次，先后不能颠倒", "check the two; the first must not come after the last"),
)  # fmt: skip
PERIOD_OF_ANOTHER_KIND = Rule(
    "P416", "period-of-another-kind", Severity.error,
    Text("“{period}”不是{every}的写法", "“{period}” is not how a {every} is written"),
    Text("应写成 {example} 这样", "write it like {example}"),
)  # fmt: skip
DAY_NOT_IN_PERIOD = Rule(
    "P417", "day-not-in-period", Severity.error,
    Text("{every}里没有“{day}”这一天", "a {every} has no day “{day}”"),
    Text("写 last 或 1 到 {most}；星期几只能用于每周", "write last or 1 to {most}; weekdays are for weeks only"),
)  # fmt: skip
COUNT_WITHOUT_START = Rule(
    "P418", "count-without-start", Severity.error,
    Text("从事项“{wanted}”算不出期限：它没有唯一的日期，或绕回自身", "no date follows from the duty “{wanted}”: it has no single day, or leads back to itself"),
    Text("after 改为有固定日期的事项，或 issue", "let after be a duty with one fixed day, or issue"),
)  # fmt: skip
PHASES_OVERLAP = Rule(
    "P422", "phases-overlap", Severity.warning,
    Text("阶段 {id} 从 {first} 开始，此时 {other} 还没结束（到 {last}）", "phase {id} begins on {first}, before {other} ends on {last}"),
    Text("调整 starts、ends，使阶段前后相接", "set starts and ends so that one phase follows the other"),
)  # fmt: skip

FORMS: dict[Every, tuple[str, str, int, Text]] = {
    "week": (r"[0-9]{4}-W[0-9]{2}", "2018-W21", 7, Text("周", "week")),
    "month": (r"[0-9]{4}-[0-9]{2}", "2018-05", 31, Text("月", "month")),
    "quarter": (r"[0-9]{4}-Q[0-9]", "2018-Q2", 92, Text("季度", "quarter")),
    "half-year": (r"[0-9]{4}-H[0-9]", "2018-H1", 184, Text("半年", "half-year")),
    "year": (r"[0-9]{4}", "2018", 366, Text("年", "year")),
}
"""How a period of each length is written, an example, its most days, and its name."""


def first_after_last(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P415: a unit's validity, a phase, a fixed duty, a recurring duty."""
    for kind, index, identifier, first, last, steps in spans(plan):
        if first is not None and last is not None and first > last:
            place = locate(file_of(kind), (kind, index, *steps))
            yield Finding(FIRST_AFTER_LAST, place, {"id": identifier, "first": first, "last": last})


def spans(plan: Plan) -> Iterator[tuple[str, int, str, str | None, str | None, Path]]:
    """Everything with a beginning and an end: file, position, id, both as text that sorts by time, place of the end."""
    for index, unit in enumerate(plan.units):
        yield "units", index, unit.code, text(unit.valid_from), text(unit.valid_to), ("valid_to",)
    for index, phase in enumerate(plan.phases):
        yield "phases", index, phase.id, text(phase.starts), text(phase.ends), ("ends",)
    for index, milestone in enumerate(plan.milestones):
        rule = milestone.due
        if isinstance(rule, Fixed):
            yield "milestones", index, milestone.id, text(rule.begins), text(rule.on), ("due", "on")
        if isinstance(rule, Recurring) and rule.first and rule.last and len(rule.first) == len(rule.last):
            yield "milestones", index, milestone.id, rule.first, rule.last, ("due", "last")


def text(day: date | None) -> str | None:
    """A day in the form that sorts by time."""
    return day.isoformat() if day else None


def period_of_another_kind(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P416."""
    for index, rule in recurring(plan):
        pattern, example, _, name = FORMS[rule.every]
        for key in ("first", "last"):
            period = getattr(rule, key)
            if period and not re.fullmatch(pattern, period):
                place = locate(file_of("milestones"), ("milestones", index, "due", key))
                yield Finding(PERIOD_OF_ANOTHER_KIND, place, {"period": period, "every": name, "example": example})


def day_not_in_period(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P417."""
    for index, rule in recurring(plan):
        _, _, most, name = FORMS[rule.every]
        is_weekday = isinstance(rule.day, str) and rule.day != "last"
        is_too_late = isinstance(rule.day, int) and rule.day > most
        if is_too_late or (is_weekday and rule.every != "week"):
            place = locate(file_of("milestones"), ("milestones", index, "due", "day"))
            yield Finding(DAY_NOT_IN_PERIOD, place, {"every": name, "day": rule.day, "most": most})


def recurring(plan: Plan) -> Iterator[tuple[int, Recurring]]:
    """The recurring duties."""
    for index, milestone in enumerate(plan.milestones):
        if isinstance(milestone.due, Recurring):
            yield index, milestone.due


def count_without_start(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P418; a start that does not exist at all is P412."""
    known = {milestone.id: milestone for milestone in plan.milestones}
    for index, milestone in enumerate(plan.milestones):
        wanted = start_of(milestone)
        if wanted in known and not has_single_day(known[wanted], known, (milestone.id,)):
            place = locate(file_of("milestones"), ("milestones", index, "due", "after"))
            yield Finding(COUNT_WITHOUT_START, place, {"wanted": wanted})


def start_of(milestone: Milestone) -> str:
    """The duty a date is counted from; empty where it is counted from something else."""
    rule = milestone.due
    return rule.after.removeprefix("milestone:") if isinstance(rule, Relative) and ":" in rule.after else ""


def has_single_day(milestone: Milestone, known: dict[str, Milestone], seen: tuple[str, ...]) -> bool:
    """Whether one day follows from the plan alone: fixed, after its issue, or after another such duty."""
    rule = milestone.due
    if isinstance(rule, Fixed) or (isinstance(rule, Relative) and rule.after == "issue"):
        return True
    wanted = start_of(milestone)
    if milestone.id in seen or wanted not in known:
        return False
    return has_single_day(known[wanted], known, (*seen, milestone.id))


def phases_overlap(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P422: the day's phase must be one."""
    dated = [(index, phase) for index, phase in enumerate(plan.phases) if phase.starts]
    ordered = sorted(dated, key=lambda entry: str(entry[1].starts))
    for (_, before), (index, after) in pairwise(ordered):
        if after.starts and before.ends and after.starts <= before.ends:
            place = locate(file_of("phases"), ("phases", index, "starts"))
            facts = {"id": after.id, "first": after.starts, "other": before.id, "last": before.ends}
            yield Finding(PHASES_OVERLAP, place, facts)
