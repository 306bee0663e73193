"""The life of one record, worked out from its opening facts and events by one pure function."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, TypeVar, cast

from ybq_ledger.domain.repaying import Account, account, next_due
from ybq_ledger.domain.succession import NEXT_DAY, Succession
from ybq_ledger.model.complaint import Refer
from ybq_ledger.model.event import ApproveExtension, Correct, Redact, Transfer
from ybq_ledger.model.record import Event, Record
from ybq_ledger.model.record_types import BY_SHAPE, GONE, RecordType
from ybq_ledger.model.repayment import Repayment
from ybq_ledger.model.value import changed, dataclass

AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True, slots=True)
class Point:
    """How a record stands from the end of `day` until the next point.

    `due` is the date in force (None: not computable); `settled` the day of the act that now stands as done:
    of the rectification for an issue, of the first handing in for a filing.
    """

    day: date
    state: str
    unit: str
    due: date | None
    settled: date | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """An event that its record's life does not allow; it changes nothing. `event` counts from 0."""

    name: str
    event: int
    facts: dict[str, object]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All points in order of day, the first due date, each later one, and the illegal events."""

    kind: str
    points: tuple[Point, ...]
    first_due: date | None
    extensions: tuple[tuple[date, date], ...] = ()
    problems: tuple[Problem, ...] = ()

    def on(self, day: date) -> Point | None:
        """How the record stood at the end of `day`; None before it began."""
        index = bisect_right(self.points, day, key=lambda point: point.day)
        return self.points[index - 1] if index else None


def in_order(events: tuple[Event, ...]) -> list[tuple[int, Event]]:
    """Events with their position in the file, in the order they happened; late entries find their place."""
    return sorted(enumerate(events), key=happened_on)  # sorting is stable: entries of one day keep their order


def happened_on(entry: tuple[int, Event]) -> date:
    """The day of an event with its position."""
    return entry[1].on


def happened(record: AnyRecord, day: date, known_on: date | None = None) -> AnyRecord | None:
    """The record with only what had happened by `day` and was recorded by `known_on`; None before it began."""
    kind: RecordType = BY_SHAPE[cast(Any, type(record))]
    known = known_on or date.max
    events = tuple(event for event in record.events if event.on <= day and event.recorded <= known)
    if record.recorded > known:
        return None
    corrected = correct(record, events)
    if kind.opened_on(corrected) > day:
        return None
    return corrected if len(events) == len(record.events) else with_changes(corrected, {"events": events})


def correct(record: AnyRecord, events: tuple[Event, ...]) -> AnyRecord:
    """The record's opening facts after every correction among `events`."""
    if not any(isinstance(event, Correct) for event in events):
        return record
    changes: dict[str, object] = {}
    for _, event in in_order(events):
        if isinstance(event, Correct) and has_field(record, event.field):
            changes[event.field] = corrected_value(event)
    return with_changes(record, changes) if changes else record


def has_field(record: Record, name: str) -> bool:
    """Whether this kind of record has a field that a correction can mend."""
    return name in type(record).__dataclass_fields__


def with_changes(record: AnyRecord, changes: dict[str, Any]) -> AnyRecord:
    """The record with some fields changed."""
    return changed(record, **changes)


def corrected_value(event: Correct) -> object:
    """The new value in the type of its field; a date that is none stays text, and a rule finds it."""
    if not event.field.endswith("_on"):
        return event.now
    try:
        return date.fromisoformat(event.now)
    except ValueError:
        return date.min


def timeline(
    record: Record, due: date | None, cap: date | None = None, succession: Succession | None = None
) -> Timeline:
    """Work out every state of a record from its first day on.

    `due` is its first due date, or None where nobody can compute one; `cap` the last date it may be extended to;
    `succession` who takes it over should its unit end while it is open. Legal moves are those of the table of record
    types; an illegal event is a Problem and is left out.
    """
    kind = BY_SHAPE[type(record)]
    opened = correct(record, record.events)
    start = kind.opened_on(opened)
    settled = start if kind.settled_at_opening else None
    point = Point(start, kind.first_state(record), getattr(record, kind.holder), due, settled, record.unit)
    points, problems, extensions = [point], [], []
    legal: list[Event] = []
    for index, event in in_order(record.events):
        for taken in taken_over(record, kind, point, event.on, succession):
            points = joined(points, taken)
            point = taken
        refused = refuse(kind, point, event, index, start, cap)
        if refused:
            problems.append(refused)
            continue
        if isinstance(event, Redact):
            continue  # it happened to the text, not to the matter: no day of the record's life is another one by it
        point = move(kind, point, event)
        legal.append(event)
        if isinstance(record, Repayment):
            point = repaid(point, account(record, legal))
        if isinstance(event, ApproveExtension):
            extensions.append((event.on, event.to))
        points = joined(points, point)
    for taken in taken_over(record, kind, point, date.max, succession):
        points = joined(points, taken)
    return Timeline(kind.kind, tuple(points), due, tuple(extensions), tuple(problems))


def joined(points: list[Point], added: Point) -> list[Point]:
    """The points with one more; of one day only the last stays."""
    return [*points[:-1], added] if points[-1].day == added.day else [*points, added]


def taken_over(
    record: Record, kind: RecordType, point: Point, until: date, succession: Succession | None
) -> Iterator[Point]:
    """The point of each unit that takes an open record over by `until`, because the one before it has ended."""
    keys = (record.id, *(work for name in ("action", "task") if (work := getattr(record, name, None))))
    seen = {point.unit}
    while succession and point.state not in kind.ended | GONE:
        last = succession.last_day(point.unit)
        heir = succession.heir(point.unit, keys) if last else None
        if last is None or heir is None or heir in seen or last + NEXT_DAY > until:
            return
        seen.add(heir)
        point = changed(point, unit=heir, day=max(last + NEXT_DAY, point.day))
        yield point


def repaid(point: Point, state: Account) -> Point:
    """A debt's point: paid once nothing is owed; else due when its oldest open instalment is."""
    if point.state in GONE:
        return point
    if state.balance <= 0:
        return changed(point, state="paid", settled=point.settled or point.day)
    return changed(point, state="owing", settled=None, due=next_due(state))


def refuse(kind: RecordType, point: Point, event: Event, index: int, start: date, cap: date | None) -> Problem | None:
    """Why `event` is not allowed after `point`, or None where it is."""
    if event.on < start:
        return problem("event-before-opening", index, event, point, opened=start)
    if event.event not in kind.moves[point.state]:
        return problem("illegal-event", index, event, point)
    if isinstance(event, ApproveExtension):
        return refuse_extension(point, event, index, cap)
    if isinstance(event, Transfer) and event.to == point.unit:
        return problem("transfer-to-itself", index, event, point, unit=event.to)
    return None


def problem(name: str, index: int, event: Event, point: Point, **more: object) -> Problem:
    """A problem with what every message may want to say of the event."""
    return Problem(name, index, {"event": event.event, "on": event.on, "state": point.state, **more})


def refuse_extension(point: Point, event: ApproveExtension, index: int, cap: date | None) -> Problem | None:
    """An approval counts only up to the day the old date runs out, only for a later date, and only within the cap."""
    if point.due is None:
        return None
    if event.on > point.due:
        return problem("extension-too-late", index, event, point, due=point.due, to=event.to)
    if event.to <= point.due:
        return problem("extension-not-later", index, event, point, due=point.due, to=event.to)
    if cap is not None and event.to > cap:
        return problem("extension-beyond-cap", index, event, point, due=point.due, to=event.to, cap=cap)
    return None


def move(kind: RecordType, point: Point, event: Event) -> Point:
    """The point after a legal event."""
    state = kind.moves[point.state][event.event]
    unit, due, settled, by = point.unit, point.due, point.settled, point.by
    if event.event in kind.settles:
        settled, by = event.on, event.by
    elif event.event in kind.unsettles:
        settled = None
    match event:
        case ApproveExtension():
            due = event.to
        case Transfer() | Refer(role="handle"):
            unit = event.to
    return Point(event.on, state, unit, due, settled, by)


def was_overdue(line: Timeline, day: date) -> bool:
    """Whether the record was overdue on any day up to `day`, even if it is not now."""
    ends = [point.day - timedelta(days=1) for point in line.points[1:]] + [date.max]
    return any(
        point.settled is None and point.state not in GONE and point.due is not None and min(end, day) > point.due
        for point, end in zip(line.points, ends, strict=True)
        if point.day <= day
    )
