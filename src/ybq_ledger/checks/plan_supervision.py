"""Rules over the plan's successions, ladder, scoring and limits: what would silently never happen is found here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ybq_ledger.checks.plan_references import LocateInPlan
from ybq_ledger.domain.clauses import file_of
from ybq_ledger.domain.succession import NEXT_DAY, is_valid
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.ladder import Score
from ybq_ledger.model.language import Text
from ybq_ledger.model.plan import Limit, Plan, Unit
from ybq_ledger.model.record_types import BY_KIND

SUCCESSION_BROKEN = Rule(
    "P423", "succession-broken", Severity.error,
    Text("{unit} 的承接关系不成立：{why}", "the succession of {unit} cannot be: {why}"),
    Text("核对 valid_to、successors 和承接单位的 valid_from", "check valid_to, successors, and valid_from of the successors"),
)  # fmt: skip
LADDER_OUT_OF_ORDER = Rule(
    "P424", "ladder-out-of-order", Severity.error,
    Text("{later}（{days} 天）排在{earlier}之后，却更早", "{later} (day {days}) stands after {earlier} but comes before it"),
    Text("各级按 days 从小到大排", "let the rungs follow one another by days"),
)  # fmt: skip
SCORE_COUNTS_NOTHING = Rule(
    "P425", "score-counts-nothing", Severity.error,
    Text("评分项 {id} 什么也数不到：{record} 没有“{measure}”这种情况", "the line {id} can count nothing: {record} is never {measure}"),
    Text("record 写记录、应办事项或时限的代码；加分和扣分的封顶同号", "let record be a kind of record, duty or limit, and points and most have the same sign"),
)  # fmt: skip
LIMIT_NEVER_ENDS = Rule(
    "P426", "limit-never-ends", Severity.error,
    Text("时限 {id} 的“{event}”不是 {record} 会发生的事件", "the limit {id} names {event}, which never happens to a record of kind {record}"),
    Text("用该类记录的事件名：{legal}", "use an event of that kind of record: {legal}"),
)  # fmt: skip
ITSELF = Text("承接单位是它自己", "it succeeds itself")
NO_END = Text("写了承接单位，没写终止日期", "successors without a last day")
NOT_THERE = Text("承接单位次日不存在", "a successor does not exist on the day after")
ROUND = Text("承接关系绕了一圈", "the successions run in a circle")


def succession_broken(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P423: a successor stands ready on the day after, and no circle arises (domain reading 6)."""
    units = {unit.code: unit for unit in plan.units}
    for index, unit in enumerate(plan.units):
        why = why_broken(unit, units)
        if why:
            place = locate(file_of("units"), ("units", index, "successors"))
            yield Finding(SUCCESSION_BROKEN, place, {"unit": unit.name, "why": why})


def why_broken(unit: Unit, units: dict[str, Unit]) -> Text | None:
    """What keeps a unit's succession from working, or None."""
    if unit.successors and unit.valid_to is None:
        return NO_END
    if unit.code in unit.successors:
        return ITSELF
    seen, waiting = {unit.code}, list(unit.successors)
    while waiting:
        code = waiting.pop()
        if code == unit.code:
            return ROUND
        if code not in seen and code in units:
            seen.add(code)
            waiting += units[code].successors
    heirs = [units[code] for code in unit.successors if code in units]
    late = unit.valid_to and any(not is_valid(heir, unit.valid_to + NEXT_DAY) for heir in heirs)
    return NOT_THERE if late else None


def ladder_out_of_order(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P424."""
    for index, (earlier, later) in enumerate(pairwise(plan.rungs), 1):
        if later.days <= earlier.days:
            facts = {"earlier": earlier.title, "later": later.title, "days": later.days}
            yield Finding(LADDER_OUT_OF_ORDER, locate(file_of("rungs"), ("rungs", index, "days")), facts)


def score_counts_nothing(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P425."""
    for index, score in enumerate(plan.scores):
        if score.record not in countable(plan, score) or (score.points < 0) != (score.most < 0):
            facts = {"id": score.id, "record": score.record, "measure": score.measure}
            yield Finding(SCORE_COUNTS_NOTHING, locate(file_of("scores"), ("scores", index, "record")), facts)


def countable(plan: Plan, score: Score) -> set[str]:
    """What a line of the scoring can count, by its measure."""
    dated = {"issue", "filing", "activity", "result", "complaint", "act", "instruction", "repayment"}
    limits = {limit.id for limit in plan.limits}
    return {
        "base": {"unit"}, "overdue": dated | limits, "late": dated | limits, "returned": {"issue", "filing"},
        "received": {"act"}, "made": {"result"},
    }[score.measure]  # fmt: skip


def limit_never_ends(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P426: every event a limit names happens to its kind of record."""
    for index, limit in enumerate(plan.limits):
        kind = BY_KIND.get(limit.record)
        known = {event for row in kind.moves.values() for event in row} if kind else set()
        for key, place, event in events_of(limit):
            if event not in known:
                facts = {"id": limit.id, "event": event, "record": limit.record, "legal": "、".join(sorted(known))}
                steps = ("limits", index, key) if place is None else ("limits", index, key, place)
                yield Finding(LIMIT_NEVER_ENDS, locate(file_of("limits"), steps), facts)


def events_of(limit: Limit) -> Iterator[tuple[str, int | None, str]]:
    """Every event a limit names, with where."""
    if limit.after not in ("receipt", "due"):
        yield "after", None, limit.after
    for key, listed in (("until", limit.until), ("restarts", limit.restarts)):
        yield from ((key, place, event) for place, event in enumerate(listed))
