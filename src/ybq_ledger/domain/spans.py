"""The standings of one record over all days, as stretches on each of which nothing changes but the days that pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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


Stand = Callable[[date], "Standing | None"]
"""How something stands on a day; None where it is not there. It is asked for days in order."""


def spans(plan: Plan, calendar: WorkingCalendar, record: Record, path: str) -> Iterator[Span]:
    """Every stretch of a record's life, in order."""
    days = {BY_SHAPE[type(record)].opened_on(record), *(event.on for event in record.events)}
    return stretches(plan, calendar, days, life(plan, calendar, record, path, frozenset(days)))


def stretches(plan: Plan, calendar: WorkingCalendar, days: Iterable[date], stand: Stand) -> Iterator[Span]:
    """Every stretch on which something stands alike, given the days on which something happens to it."""
    begun: tuple[date, Standing, tuple[object, ...]] | None = None
    for day, standing in samples(plan, calendar, days, stand):
        kept = tuple(timeless(entry) for entry in (standing, *standing.clocks)) if standing else ()
        if begun and begun[2] != kept:
            yield Span(begun[0], day, begun[1])
        if begun is None or begun[2] != kept:
            begun = (day, standing, kept) if standing else None
    if begun:
        yield Span(begun[0], None, begun[1])


def samples(
    plan: Plan, calendar: WorkingCalendar, days: Iterable[date], stand: Stand
) -> Iterator[tuple[date, Standing | None]]:
    """The standing on each day on which it could change: days of events, of successions, and when limits turn."""
    waiting = sorted({*days, *successions(plan)})
    seen = set(waiting)
    while waiting:
        day = heappop(waiting)
        standing = stand(day)
        entries = (standing, *standing.clocks) if standing else ()
        for later in (turn for entry in entries for turn in turns(plan, calendar, entry)):
            if later > day and later not in seen:
                seen.add(later)
                heappush(waiting, later)
        yield day, standing


def life(plan: Plan, calendar: WorkingCalendar, record: Record, path: str, of_events: frozenset[date]) -> Stand:
    """How a record stands on a day.

    One timeline tells all days, but where a correction makes the record another one from its day on; and one set of
    clocks all days from one event to the next.
    """
    is_corrected = any(isinstance(event, Correct) for event in record.events)
    known: tuple[Record, Timeline] | None = None
    running: tuple[Point | None, tuple[Clock, ...]] | None = None

    def stand(day: date) -> Standing | None:
        nonlocal known, running
        if known is None or (is_corrected and day in of_events):
            then = happened(record, day)
            now = (then if is_corrected else record) if then else None
            known = (now, life_of(plan, calendar, now)) if now else None
        if known is None:
            return None
        point = known[1].on(day)
        if running is None or running[0] is not point or day in of_events:
            running = (point, clocks(plan, calendar, *known, day))
        return stand_record(plan, calendar, *known, day, path, running[1])

    return stand


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
