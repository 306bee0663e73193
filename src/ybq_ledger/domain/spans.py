"""The standings of one record over all days, as stretches on each of which nothing changes but the days that pass."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from heapq import heappop, heappush

from ybq_ledger.domain.clocks import Clock, clocks
from ybq_ledger.domain.remembering import once_for_a_plan
from ybq_ledger.domain.standing import Standing, life_of, stand_record
from ybq_ledger.domain.timeline import Point, Timeline, happened
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.event import Correct
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.record import Record
from ybq_ledger.model.record_types import BY_SHAPE
from ybq_ledger.model.value import changed, dataclass

NEXT_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """How a record stands from `first` on, up to the day before `until` (None: for ever).

    `standing` is that of the first day; `days_kept` and `on` tell what of it the later days change.
    """

    first: date
    until: date | None
    standing: Standing


def spans(plan: Plan, calendar: WorkingCalendar, record: Record, path: str) -> Iterator[Span]:
    """Every stretch of a record's life, in order."""
    begun: tuple[date, Standing, tuple[object, ...]] | None = None
    for day, standing in samples(plan, calendar, record, path):
        kept = tuple(timeless(entry) for entry in (standing, *standing.clocks))
        if begun and begun[2] != kept:
            yield Span(begun[0], day, begun[1])
        if begun is None or begun[2] != kept:
            begun = (day, standing, kept)
    if begun:
        yield Span(begun[0], None, begun[1])


def samples(plan: Plan, calendar: WorkingCalendar, record: Record, path: str) -> Iterator[tuple[date, Standing]]:
    """The standing on each day on which it could change: days of events, of successions, and when limits turn.

    One timeline tells all days, but where a correction makes the record another one from its day on.
    """
    kind = BY_SHAPE[type(record)]
    of_events = {kind.opened_on(record), *(event.on for event in record.events)}
    waiting = sorted(of_events.union(successions(plan)))
    seen = set(waiting)
    is_corrected = any(isinstance(event, Correct) for event in record.events)
    known: tuple[Record, Timeline] | None = None
    running: tuple[Point | None, tuple[Clock, ...]] | None = None
    while waiting:
        day = heappop(waiting)
        if known is None or (is_corrected and day in of_events):
            then = happened(record, day)
            life = (then if is_corrected else record) if then else None
            known = (life, life_of(plan, calendar, life)) if life else None
        running = None if day in of_events else running
        if known is None:
            continue
        now, line = known
        point = line.on(day)
        if running is None or running[0] is not point:
            running = (point, clocks(plan, calendar, now, line, day))
        standing = stand_record(plan, calendar, now, line, day, path, running[1])
        for later in (turn for entry in (standing, *standing.clocks) for turn in turns(plan, calendar, entry)):
            if later > day and later not in seen:
                seen.add(later)
                heappush(waiting, later)
        yield day, standing


@once_for_a_plan
def successions(plan: Plan) -> tuple[date, ...]:
    """The days on which units take over from others."""
    return tuple(unit.valid_to + NEXT_DAY for unit in plan.units if unit.valid_to)


def turns(plan: Plan, calendar: WorkingCalendar, entry: Standing) -> tuple[date, ...]:
    """The days on which a time limit that is running turns yellow, and red."""
    if entry.due is None or not entry.is_open:
        return ()
    return (calendar.within(entry.due, warning_of(plan, entry.kind)), entry.due + NEXT_DAY)


@once_for_a_plan
def warning_of(plan: Plan, kind: str) -> int:
    """Working days before its due date from which an entry of a kind is yellow."""
    own = next((limit.warning for limit in plan.limits if limit.id == kind), None)
    return plan.document.lights.default if own is None else own


def timeless(entry: Standing) -> tuple[object, ...]:
    """All of a standing that a day alone does not decide."""
    return (
        entry.kind, entry.units, entry.state, entry.begins, entry.due, entry.first_due, entry.settled, entry.done,
        entry.late, entry.overdue, entry.was_overdue, entry.light, entry.title.zh, entry.title.en, entry.works, days_kept(entry),
    )  # fmt: skip


def days_kept(entry: Standing) -> int | None:
    """The days late, where they no longer grow."""
    return None if entry.is_open else entry.days_late


def on(calendar: WorkingCalendar, kept: Standing, day: date) -> Standing:
    """A kept standing as it is on a day of its span."""
    clocks = tuple(changed(clock, days_late=days_on(calendar, clock, day)) for clock in kept.clocks)
    provisional = kept.due is not None and calendar.provisional(max(kept.due, day))
    return changed(kept, days_late=days_on(calendar, kept, day), provisional=provisional, clocks=clocks)


def days_on(calendar: WorkingCalendar, entry: Standing, day: date) -> int | None:
    """Working days past the due date on a day; as kept where they are counted no more."""
    return calendar.between(entry.due, day) if entry.due is not None and entry.is_open else entry.days_late
