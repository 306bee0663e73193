"""Where each item stands on one day: done or not, late or not, which light."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ybq_ledger.domain.timeline import Point, Timeline, was_overdue
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.language import Text
from ybq_ledger.model.obligation import Obligation
from ybq_ledger.model.plan import Milestone, Plan
from ybq_ledger.model.record import Filing, Issue, Record
from ybq_ledger.model.record_types import BY_SHAPE
from ybq_ledger.model.schedule import Fixed

Light = Literal["red", "yellow", "green", "grey"]
ORDER: tuple[Light, ...] = ("grey", "green", "yellow", "red")


@dataclass(frozen=True, slots=True)
class Standing:
    """One item on one day. `due` is in force, `first_due` the one before any extension.

    `done`: closed, or handed in. `late`: done after its due date. `overdue`: not done and past it. `days_late` are
    working days past the due date (negative: still to go; None: no date). `grey_reason` says why a light is grey.
    """

    kind: str
    id: str
    title: Text
    units: tuple[str, ...]
    works: tuple[str, ...]
    state: str
    begins: date
    due: date | None
    first_due: date | None
    settled: date | None
    done: bool
    late: bool
    overdue: bool
    was_overdue: bool
    days_late: int | None
    provisional: bool
    light: Light
    path: str = ""
    milestone: str = ""
    self_kept: bool = False
    source: Record | Obligation | None = None


def worst(lights: list[Light]) -> Light:
    """The light of a row: red over yellow over green; grey where there is nothing else."""
    return max(lights, key=ORDER.index, default="grey")


def light_of(plan: Plan, kind: str, *, done: bool, overdue: bool, days_late: int | None) -> Light:
    """Red: overdue. Yellow: due within the plan's warning days. Green: otherwise. Grey: not computable."""
    if done:
        return "green"
    if days_late is None:
        return "grey"
    warning = plan.document.lights.reply if kind == "reply" else plan.document.lights.default
    if overdue:
        return "red"
    return "yellow" if days_late >= -warning else "green"


def first_due(plan: Plan, record: Record) -> date | None:
    """An issue's own deadline, else the rectification milestone of its action, unless found after it (reading 12)."""
    if not isinstance(record, Issue):
        return None
    if record.deadline:
        return record.deadline
    milestone = rectification(plan, record)
    if milestone and isinstance(milestone.due, Fixed) and record.found_on <= milestone.due.on:
        return milestone.due.on
    return None


def rectification(plan: Plan, issue: Issue) -> Milestone | None:
    """The milestone that gives issues their default deadline; tasks fall under the one for all actions too."""
    candidates = [milestone for milestone in plan.milestones if milestone.answer == "rectification"]
    own = [entry for entry in candidates if entry.actions and (issue.action or issue.task) in entry.actions]
    general = [entry for entry in candidates if entry.actions is None]
    return next(iter(own + general), None)


def stand_issue(
    plan: Plan, calendar: WorkingCalendar, issue: Issue, line: Timeline, day: date, path: str = ""
) -> Standing:
    """One issue's standing; the day of the rectification decides, not that of closing (reading 11)."""
    point = line.on(day) or line.points[0]
    settled, due = point.settled, point.due
    reference = settled or day
    past = due is not None and reference > due
    done = point.state in BY_SHAPE[Issue].ended
    overdue = past and settled is None
    days = calendar.between(due, reference) if due else None
    light = light_of(plan, "issue", done=settled is not None and (done or not past), overdue=past, days_late=days)
    return Standing(
        kind="issue", id=issue.id, title=Text(issue.title, issue.title), units=(point.unit,),
        works=tuple(work for work in (issue.action, issue.task) if work), state=point.state, begins=issue.found_on,
        due=due, first_due=line.first_due, settled=settled, done=done, late=past and settled is not None,
        overdue=overdue, was_overdue=was_overdue(line, day), days_late=days,
        provisional=due is not None and calendar.provisional(max(due, day)), light=light, path=path, source=issue,
    )  # fmt: skip


def stand_obligation(
    plan: Plan, calendar: WorkingCalendar, duty: Obligation, answers: list[tuple[Filing, Point]], day: date
) -> Standing:
    """One obligation's standing, given the filings that answer it with how each stands on `day`."""
    due = duty.due.day if duty.due else None
    first = min(answers, key=lambda answer: (answer[0].filed_on, answer[0].id), default=None)
    settled = first[0].filed_on if first else None
    reference = settled or day
    past = due is not None and reference > due
    days = calendar.between(due, reference) if due else None
    state = first[1].state if first else ("undated" if due is None else "owed")
    return Standing(
        kind=duty.milestone.answer, id=duty.id, title=duty.milestone.title, units=duty.units, works=duty.actions,
        state=state, begins=duty.begins, due=due, first_due=due, settled=settled, done=settled is not None,
        late=past and settled is not None, overdue=past and settled is None,
        was_overdue=past, days_late=days, provisional=bool(duty.due and duty.due.provisional),
        light=light_of(plan, "filing", done=settled is not None, overdue=past, days_late=days),
        milestone=duty.milestone.id, self_kept=duty.self_kept, source=duty,
    )  # fmt: skip


def is_dated(standing: Standing) -> bool:
    """Whether a due date is known; undated duties are shown but never counted as owed."""
    return standing.due is not None
