"""Rules about readings of targets, and about where an issue was found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ybq_ledger.checks.context import Context, RuleCheck
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text

UNKNOWN_TARGET = Rule(
    "R561", "unknown-target", Severity.error,
    Text("方案里没有指标 {target}", "no target {target} in the plan"),
    Text("指标代码见 ledger targets{near}", "see ledger targets{near}"),
)  # fmt: skip
MORE_THAN_ALL = Rule(
    "R562", "more-than-all", Severity.error,
    Text("分子 {numerator} 大于分母 {denominator}", "{numerator} of {denominator} is more than all"),
    Text("核对两个数", "check both numbers"),
)  # fmt: skip
READ_TWICE = Rule(
    "R563", "read-twice", Severity.warning,
    Text("{target} 在 {day} 已有读数 {other}", "{target} was already read on {day}: {other}"),
    Text("若是更正，把错的一条作废", "if it mends the other one, void that"),
)  # fmt: skip
UNKNOWN_ORIGIN = Rule(
    "R564", "unknown-origin", Severity.error,
    Text("没有活动 {origin}", "there is no activity {origin}"),
    Text("origin 写发现它的活动编号，见 ledger list activities", "origin is the id of an activity, see ledger list activities"),
)  # fmt: skip


def reading(context: Context) -> Iterator[Finding]:
    """R561, R562."""
    known = {target.id for goal in context.plan.goals for target in goal.targets}
    for path, record in context.readings:
        if record.target not in known:
            from difflib import get_close_matches

            near = next(iter(get_close_matches(record.target, known, 1)), None)
            hint = Text(f"，是不是 {near}", f"; did you mean {near}?") if near else ""
            yield Finding(UNKNOWN_TARGET, context.place(path, "target"), {"target": record.target, "near": hint})
        if record.denominator and record.numerator > record.denominator:
            facts = {"numerator": record.numerator, "denominator": record.denominator}
            yield Finding(MORE_THAN_ALL, context.place(path, "numerator"), facts)


def read_twice(context: Context) -> Iterator[Finding]:
    """R563: the later of two living readings of one target on one day."""
    first: dict[tuple[str, date], str] = {}
    for path, record in context.readings:
        if any(event.event == "void" for event in record.events):
            continue
        other = first.setdefault((record.target, record.measured_on), record.id)
        if other != record.id:
            facts = {"target": record.target, "day": record.measured_on, "other": other}
            yield Finding(READ_TWICE, context.place(path, "measured_on"), facts)


def unknown_origin(context: Context) -> Iterator[Finding]:
    """R564."""
    if not context.is_whole:
        return
    activities = {trace.id for trace in context.traces if trace.kind == "activity"}
    for path, issue in context.issues:
        if issue.origin and issue.origin not in activities:
            yield Finding(UNKNOWN_ORIGIN, context.place(path, "origin"), {"origin": issue.origin})


READING_RULES: tuple[RuleCheck, ...] = (
    ((UNKNOWN_TARGET, MORE_THAN_ALL), reading),
    ((READ_TWICE,), read_twice),
    ((UNKNOWN_ORIGIN,), unknown_origin),
)
