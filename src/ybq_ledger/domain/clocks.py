"""The time limits that run on a record: each with its start, its due date and the event that stopped it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ybq_ledger.domain import deadlines
from ybq_ledger.domain.remembering import once_for_a_plan
from ybq_ledger.domain.succession import holder_on
from ybq_ledger.domain.timeline import Point, Timeline, in_order
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.complaint import Refer
from ybq_ledger.model.deadline import Due
from ybq_ledger.model.plan import Limit, Plan
from ybq_ledger.model.record import Event, Record
from ybq_ledger.model.record_types import BY_SHAPE, GONE, RecordType
from ybq_ledger.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """One limit on one record. `settled` is the day of the event that ended it; `dropped` the day it stopped to matter.

    `due` is in force, `first` the one before any extension. `addressee`: the unit it was passed to, where that one owes it.
    """

    limit: Limit
    start: date
    first: Due
    due: date
    settled: date | None
    dropped: date | None
    addressee: str = ""

    def late_on(self, day: date) -> bool:
        """Ended after its due date."""
        return self.settled is not None and self.settled > self.due and self.settled <= day

    def overdue_on(self, day: date) -> bool:
        """Still running after its due date."""
        return self.settled is None and self.dropped is None and day > self.due


def limits_of(plan: Plan, record: Record) -> tuple[Limit, ...]:
    """The limits on one record, by its type and kind, without those that only replace another."""
    return limits_on(plan, BY_SHAPE[type(record)].kind, getattr(record, "kind", None))


@once_for_a_plan
def limits_on(plan: Plan, name: str, kind: str | None) -> tuple[Limit, ...]:
    """The limits on records of a type and kind."""
    found = (limit for limit in plan.limits if limit.record == name and limit.replaces is None)
    return tuple(limit for limit in found if not limit.kinds or kind in limit.kinds)


def main_limit(plan: Plan, record: Record) -> Limit | None:
    """The limit that is the record's own due date."""
    return next((limit for limit in limits_of(plan, record) if limit.main), None)


def cap_of(plan: Plan, calendar: WorkingCalendar, record: Record, due: date | None) -> date | None:
    """The last date a record may be extended to: its replacing limit, from its receipt or from its first due date."""
    kind = BY_SHAPE[type(record)]
    limit = next((limit for limit in plan.limits if limit.record == kind.kind and limit.replaces), None)
    start = kind.opened_on(record) if limit and limit.after == "receipt" else due
    if limit is None or start is None:
        return None
    return deadlines.count(calendar, start, limit.count, limit.unit, plan.document.rest_days.relative).day


def clocks(plan: Plan, calendar: WorkingCalendar, record: Record, line: Timeline, day: date) -> tuple[Clock, ...]:
    """Every clock that had started on a record by `day`, given its timeline up to then or up to a later day."""
    kind = BY_SHAPE[type(record)]
    refused = {problem.event for problem in line.problems}
    happened = ((index, event) for index, event in in_order(record.events) if event.on <= day)
    events = [event for index, event in happened if index not in refused]
    point = line.on(day)
    found: list[Clock] = []
    for limit in limits_of(plan, record):
        if limit.owed_by == "addressee":
            found += referrals(plan, calendar, record, limit, events, point)
            continue
        for start, rest in starts(limit, kind.opened_on(record), events):
            first = deadlines.count(calendar, start, limit.count, limit.unit, plan.document.rest_days.relative)
            due = ((point or line.points[-1]).due or first.day) if limit.main else first.day
            settled = next((event.on for event in rest if event.event in (*limit.until, *limit.restarts)), None)
            found.append(Clock(limit, start, first, due, settled, dropped_on(kind, limit, rest, point)))
    return tuple(found)


def referrals(
    plan: Plan, calendar: WorkingCalendar, record: Record, limit: Limit, events: list[Event], point: Point | None
) -> Iterator[Clock]:
    """A clock for each unit a complaint was passed to, by the inner date written then, else by the limit's own count."""
    kind, rest_day = BY_SHAPE[type(record)], plan.document.rest_days.relative
    for index, event in enumerate(events):
        if not isinstance(event, Refer):
            continue
        rest = events[index + 1 :]
        first = deadlines.count(calendar, event.on, limit.count, limit.unit, rest_day)
        if event.due and waits_for_report(limit):
            first = deadlines.fixed(calendar, event.due)
        settled = answered_on(plan, record, limit, event.to, rest)
        over = next((later.on for later in rest if replaces(event, later)), None)
        ended = point.day if point and point.state in kind.ended | GONE else None
        yield Clock(limit, event.on, first, first.day, settled, over or ended, event.to)


def replaces(event: Refer, later: Event) -> bool:
    """A referral ends the one before it to the same unit; a new unit to handle it ends that of the old one."""
    return isinstance(later, Refer) and (later.to == event.to or later.role == event.role == "handle")


def answered_on(plan: Plan, record: Record, limit: Limit, unit: str, rest: Iterable[Event]) -> date | None:
    """The day the unit, or its successor, did what the limit waits for; what was sent back is waited for as before."""
    settled, is_its_own = None, False
    for event in rest:
        if event.event in limit.until:
            is_its_own = event.by == holder_on(plan, unit, (record.id,), event.on)
            settled = settled or event.on if is_its_own else settled
        elif event.event == "return" and is_its_own and waits_for_report(limit):
            settled = None
    return settled


def waits_for_report(limit: Limit) -> bool:
    """Whether it is the inner date of a referral, and not the time to sign for it."""
    return limit.until == ("report",)


def starts(limit: Limit, opened: date, events: list[Event]) -> Iterator[tuple[date, list[Event]]]:
    """Each day the limit starts to run, with the events from there on."""
    if limit.after == "receipt":
        yield opened, events
    for index, event in enumerate(events):
        if event.event == limit.after or event.event in limit.restarts:
            yield event.on, events[index + 1 :]


def dropped_on(kind: RecordType, limit: Limit, rest: list[Event], point: Point | None) -> date | None:
    """The day from which nobody waits any more: nothing in the record's state can end it, or its start came again."""
    if point and point.state in kind.ended | GONE and not set(limit.until) & set(kind.moves[point.state]):
        return point.day
    return next((event.on for event in rest if event.event == limit.after), None)
