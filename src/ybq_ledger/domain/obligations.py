"""What the plan makes somebody owe: milestone × unit or action × period, derived and never stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ybq_ledger.domain import deadlines, periods
from ybq_ledger.domain.succession import holder_on, holders_on, succession
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.deadline import Due
from ybq_ledger.model.obligation import Obligation
from ybq_ledger.model.plan import GroupAssignment, Milestone, Plan, Work
from ybq_ledger.model.schedule import Fixed, Recurring, Relative, Undated
from ybq_ledger.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One period of a milestone: its name, its first day and its due date (None: no date)."""

    period: str
    begins: date
    due: Due | None


def obligations(plan: Plan, calendar: WorkingCalendar, through: date) -> tuple[Obligation, ...]:
    """Every obligation whose period begins on or before `through`, in the order of the plan's milestones."""
    return tuple(
        obligation
        for milestone in plan.milestones
        if milestone.answer not in ("rectification", "none")
        for term in terms(plan, calendar, milestone, through)
        for obligation in spread(plan, milestone, term)
    )


def terms(plan: Plan, calendar: WorkingCalendar, milestone: Milestone, through: date) -> Iterator[Term]:
    """The periods of a milestone that begin by `through`."""
    rule = milestone.due
    year = str(plan.issued.year)
    match rule:
        case Fixed():
            due = deadlines.fixed(calendar, rule.on, rule.rest_day or plan.document.rest_days.fixed)
            found = [Term(year, rule.begins or plan.issued, due)]
        case Recurring():
            found = list(recurring_terms(plan, calendar, rule, through))
        case Relative():
            found = [Term(year, plan.issued, relative_due(plan, calendar, rule))] if stands_alone(rule) else []
        case Undated():
            found = [Term(year, plan.issued, None)]
    yield from (term for term in found if term.begins <= through)


def recurring_terms(plan: Plan, calendar: WorkingCalendar, rule: Recurring, through: date) -> Iterator[Term]:
    """One term a period, from the first (default: the plan's issue) to the last (default: open)."""
    period = rule.first or periods.of(plan.issued, rule.every)
    final = periods.last_day(rule.last) if rule.last else date.max
    while periods.first_day(period) <= min(through, final):
        nominal = periods.day_in(period, rule.day)
        due = deadlines.fixed(calendar, nominal, rule.rest_day or plan.document.rest_days.recurring)
        yield Term(period, max(periods.first_day(period), plan.issued), due)
        period = periods.following(period)


def stands_alone(rule: Relative) -> bool:
    """Counts from the plan's issue or another milestone stand alone; from a receipt or event they need a record."""
    return rule.after == "issue" or rule.after.startswith("milestone:")


def relative_due(plan: Plan, calendar: WorkingCalendar, rule: Relative, seen: tuple[str, ...] = ()) -> Due | None:
    """The due date counted from the plan's issue or from another milestone; None where that one has no date."""
    start = plan.issued if rule.after == "issue" else milestone_day(plan, calendar, rule.after.partition(":")[2], seen)
    if start is None:
        return None
    rest_day = rule.rest_day or plan.document.rest_days.relative
    return deadlines.count(calendar, start, rule.count, rule.unit, rest_day)


def milestone_day(plan: Plan, calendar: WorkingCalendar, wanted: str, seen: tuple[str, ...]) -> date | None:
    """The due day of a milestone others count from; None for recurring, undated, unknown or circular ones."""
    found = next((milestone for milestone in plan.milestones if milestone.id == wanted), None)
    if found is None or wanted in seen:
        return None
    if isinstance(found.due, Fixed):
        return deadlines.fixed(calendar, found.due.on, found.due.rest_day or plan.document.rest_days.fixed).day
    if isinstance(found.due, Relative) and stands_alone(found.due):
        due = relative_due(plan, calendar, found.due, (*seen, wanted))
        return due.day if due else None
    return None


def spread(plan: Plan, milestone: Milestone, term: Term) -> Iterator[Obligation]:
    """One term's obligations, one for each action, unit, unit and action, or one for the whole plan."""
    works = works_of(plan, milestone)
    owners = {work.id: holders_on(plan, owners_of(plan, milestone, work), (work.id,), term.begins) for work in works}
    entries: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
    match milestone.per:
        case "action":
            entries = [(work.id, owners[work.id], (work.id,)) for work in works]
        case "unit-action":
            entries = [(f"{unit}/{work.id}", (unit,), (work.id,)) for work in works for unit in owners[work.id]]
        case "unit":
            units = dict.fromkeys(unit for work in works for unit in owners[work.id])
            entries = [(unit, (unit,), tuple(work.id for work in works if unit in owners[work.id])) for unit in units]
        case "plan":
            units = dict.fromkeys(unit for work in works for unit in owners[work.id])
            entries = [("", tuple(units), milestone.actions or ())]
    for middle, holders, actions in entries:
        if holders:
            name = "/".join(part for part in (milestone.id, middle, term.period) if part)
            yield Obligation(
                name,
                milestone,
                term.period,
                holders,
                actions,
                term.begins,
                term.due,
                is_self_kept(plan, milestone, holders, term.begins),
            )


def is_self_kept(plan: Plan, milestone: Milestone, holders: tuple[str, ...], day: date) -> bool:
    """The coordinator's own paper to itself: owed and dated, but nobody is chased for it (domain reading 7)."""
    return milestone.to in ("coordinator", "none") and coordinator_on(plan, day) in holders


def coordinator_on(plan: Plan, day: date) -> str:
    """The coordinating unit, or the one that has taken its place by `day`."""
    return holder_on(plan, plan.document.coordinator, (), day)


def answerers(plan: Plan, duty: Obligation, day: date) -> tuple[str, ...]:
    """Every unit whose answer to a duty counts: those that owed it when it began and, up to `day`, their successors."""
    found = succession(plan)
    if found is None:
        return duty.units
    keys = (duty.id, *duty.actions)
    return tuple(dict.fromkeys(holder for unit in duty.units for holder in found.chain(unit, keys, day)))


def works_of(plan: Plan, milestone: Milestone) -> tuple[Work, ...]:
    """The tasks and actions a milestone is about; special actions only, unless it names others."""
    if milestone.actions is None:
        return plan.actions
    return tuple(work for work in plan.works if work.id in milestone.actions)


def owners_of(plan: Plan, milestone: Milestone, work: Work) -> tuple[str, ...]:
    """The units that owe a milestone on one action, leads first, none twice."""
    match milestone.owed_by:
        case "leads":
            return leads_of(work)
        case "responsible":
            return tuple(unit for unit in responsible_of(plan, work) if unit not in leads_of(work))
        case "participants":
            return participants(plan, work)
        case "coordinator":
            return (plan.document.coordinator,)
        case "units":
            return milestone.named
        case "groups":
            wanted = milestone.groups or work.groups
            return tuple(dict.fromkeys(unit for group in wanted for unit in members(plan, group) or ()))


def leads_of(work: Work) -> tuple[str, ...]:
    """The leads the plan names, and a lead designated by a later decision where it names none."""
    named = tuple(dict.fromkeys(lead.unit for lead in work.leads))
    return named or ((work.designated_lead.unit,) if work.designated_lead else ())


def responsible_of(plan: Plan, work: Work) -> tuple[str, ...]:
    """Named responsible units, then those that are members of a group whose members are set; none twice."""
    named = [assignment.unit for assignment in work.responsible]
    return tuple(dict.fromkeys(named + [unit for group in work.groups for unit in members(plan, group) or ()]))


def participants(plan: Plan, work: Work) -> tuple[str, ...]:
    """Leads and responsible units, none twice."""
    return tuple(dict.fromkeys(leads_of(work) + responsible_of(plan, work)))


def members(plan: Plan, assignment: GroupAssignment) -> tuple[str, ...] | None:
    """The members of a group on one task or action; None as long as nobody has set them (domain reading 5)."""
    if assignment.members is not None:
        return assignment.members
    return next((group.members for group in plan.groups if group.id == assignment.group), None)


def groups_without_members(plan: Plan, work: Work) -> tuple[GroupAssignment, ...]:
    """The groups on a task or action whose members are not set, so that what they owe cannot be computed."""
    return tuple(group for group in work.groups if members(plan, group) is None)
