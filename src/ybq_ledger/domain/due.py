"""The first due date of a record, before any extension: its own, a limit's, or the rectification milestone's."""

from __future__ import annotations

from datetime import date

from ybq_ledger.domain import deadlines
from ybq_ledger.domain.clocks import main_limit
from ybq_ledger.domain.remembering import once_for_a_plan
from ybq_ledger.domain.repaying import account, next_due
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.plan import Milestone, Plan
from ybq_ledger.model.record import Issue, Record
from ybq_ledger.model.record_types import BY_SHAPE
from ybq_ledger.model.repayment import Repayment
from ybq_ledger.model.schedule import Fixed


def first_due(plan: Plan, calendar: WorkingCalendar, record: Record) -> date | None:
    """A record's own deadline, else the plan's main limit on its kind, else (issues) the rectification milestone.

    An issue found after that milestone has no due date until it is given its own (reading 12). A limit of an issue's
    kind never reaches beyond the milestone. A debt is due when its oldest open instalment is.
    """
    if isinstance(record, Repayment):
        return next_due(account(record, ()))
    kind = BY_SHAPE[type(record)]
    own: date | None = getattr(record, kind.deadline) if kind.deadline else None
    limit = main_limit(plan, record)
    general = milestone_due(plan, record) if isinstance(record, Issue) else None
    if own or limit is None:
        return own or general
    rest_day = plan.document.rest_days.relative
    counted = deadlines.count(calendar, kind.opened_on(record), limit.count, limit.unit, rest_day).day
    return min(counted, general or counted)


def milestone_due(plan: Plan, issue: Issue) -> date | None:
    """The day of the rectification milestone, for an issue found by then."""
    milestone = rectification(plan, issue)
    if milestone and isinstance(milestone.due, Fixed) and issue.found_on <= milestone.due.on:
        return milestone.due.on
    return None


def rectification(plan: Plan, issue: Issue) -> Milestone | None:
    """The milestone that gives issues their default deadline; tasks fall under the one for all actions too."""
    return rectification_of(plan, issue.action or issue.task)


@once_for_a_plan
def rectification_of(plan: Plan, work: str | None) -> Milestone | None:
    """The milestone by which the issues of an action or task are put right."""
    candidates = [milestone for milestone in plan.milestones if milestone.answer == "rectification"]
    own = [entry for entry in candidates if entry.actions and work in entry.actions]
    general = [entry for entry in candidates if entry.actions is None]
    return next(iter(own + general), None)
