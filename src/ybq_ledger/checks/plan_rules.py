"""The table of rules over the plan, and the one function that runs them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ybq_ledger.checks import plan_clauses as clauses
from ybq_ledger.checks import plan_dates as dates
from ybq_ledger.checks import plan_duties as duties
from ybq_ledger.checks import plan_references as references
from ybq_ledger.checks import plan_supervision as supervision
from ybq_ledger.checks.plan_references import LocateInPlan
from ybq_ledger.model.finding import Finding, Rule
from ybq_ledger.model.plan import Plan

PlanCheck = Callable[[Plan, LocateInPlan], Iterator[Finding]]

PLAN_RULES: tuple[tuple[Rule, PlanCheck], ...] = (
    (references.UNKNOWN_UNIT, references.unknown_unit),
    (references.NAME_CLAIMED_TWICE, references.name_claimed_twice),
    (duties.ACTION_WITHOUT_LEAD, duties.action_without_lead),
    (duties.GROUP_WITHOUT_MEMBERS, duties.group_without_members),
    (duties.DUTY_NOBODY_OWES, duties.duty_nobody_owes),
    (clauses.CLAUSE_NOT_TRACED, clauses.clause_not_traced),
    (duties.DESIGNATED_LEAD, duties.designated_lead),
    (duties.ACTING_LEAD, duties.acting_lead),
    (references.UNKNOWN_WORK, references.unknown_plan_work),
    (references.UNKNOWN_PHASE, references.unknown_phase),
    (references.UNKNOWN_GROUP, references.unknown_group),
    (references.UNKNOWN_MILESTONE, references.unknown_milestone),
    (references.UNKNOWN_LIMIT, references.unknown_limit),
    (references.DUPLICATE_ID, references.duplicate_id),
    (dates.FIRST_AFTER_LAST, dates.first_after_last),
    (dates.PERIOD_OF_ANOTHER_KIND, dates.period_of_another_kind),
    (dates.DAY_NOT_IN_PERIOD, dates.day_not_in_period),
    (dates.COUNT_WITHOUT_START, dates.count_without_start),
    (references.SPELLING_NOT_LISTED, references.spelling_not_listed),
    (clauses.CLAUSE_UNEXPLAINED, clauses.clause_unexplained),
    (clauses.CLAUSE_CONTRADICTED, clauses.clause_contradicted),
    (dates.PHASES_OVERLAP, dates.phases_overlap),
    (supervision.SUCCESSION_BROKEN, supervision.succession_broken),
    (supervision.LADDER_OUT_OF_ORDER, supervision.ladder_out_of_order),
    (supervision.SCORE_COUNTS_NOTHING, supervision.score_counts_nothing),
    (supervision.LIMIT_NEVER_ENDS, supervision.limit_never_ends),
    (references.RESERVED_CODE, references.reserved_code),
)
"""Every rule over the plan with the function that looks for it; function, rule and page share a name."""


def check_plan(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """Every finding of every rule over the plan; `locate` is asked only where something is wrong."""
    for _, check in PLAN_RULES:
        yield from check(plan, locate)
