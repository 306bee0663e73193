"""How duties, and records that are only there, stood on all days, as stretches on each of which nothing changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ybq_ledger.domain.obligations import answerers, obligations
from ybq_ledger.domain.spans import Span, Stand, stretches
from ybq_ledger.domain.standing import Answer, Standing, about, life_of, stand_clocks, stand_kept, stand_obligation
from ybq_ledger.domain.timeline import happened
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.ledger import Source
from ybq_ledger.model.obligation import Obligation
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.record import Answering, Filing, Record
from ybq_ledger.model.record_types import BY_SHAPE, GONE
from ybq_ledger.model.value import changed


def duty_spans(plan: Plan, calendar: WorkingCalendar, sources: Sequence[Source], through: date) -> Iterator[Span]:
    """Every stretch of every duty whose period begins by a day, given all records that answer duties.

    A time limit on a paper stands with the first duty that the paper answers, and is about the actions of all.
    """
    duties = obligations(plan, calendar, through)
    answers: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        for name in source.record.answers if isinstance(source.record, Answering) else ():
            answers[name].append(source)
    works = works_of_papers(duties, answers)
    taken: dict[tuple[object, ...], str] = {}
    for duty in duties:
        found = answers[duty.id]
        for span in stretches(plan, calendar, days_of(duty.begins, found), duty_life(plan, calendar, duty, found)):
            clocks = (clock for clock in span.standing.clocks if taken.setdefault(clock.key, duty.id) == duty.id)
            own = tuple(about(clock, works[clock.id]) for clock in clocks)
            yield changed(span, standing=changed(span.standing, clocks=own))


def works_of_papers(duties: Iterable[Obligation], answers: dict[str, list[Source]]) -> dict[str, tuple[str, ...]]:
    """The actions of all duties that a paper answers, by its id."""
    works: dict[str, tuple[str, ...]] = {}
    for duty in duties:
        for source in answers[duty.id]:
            works[source.record.id] = tuple(dict.fromkeys(works.get(source.record.id, ()) + duty.actions))
    return works


def days_of(first: date, sources: Iterable[Source]) -> set[date]:
    """A day, and those from then on on which something happened to some records."""
    found = {day for source in sources for day in happenings(source.record)}
    return {first, *(day for day in found if day > first)}


def happenings(record: Record) -> Iterator[date]:
    """The days on which something happened to a record."""
    yield BY_SHAPE[type(record)].opened_on(record)
    yield from (event.on for event in record.events)


def duty_life(plan: Plan, calendar: WorkingCalendar, duty: Obligation, sources: Sequence[Source]) -> Stand:
    """How a duty stands on a day, given the records that may answer it."""

    def stand(day: date) -> Standing | None:
        if day < duty.begins:
            return None
        found = (answer_on(plan, calendar, source, day) for source in sources)
        answers = [a for a in found if a and a.record.unit in answerers(plan, duty, a.day)]
        return stand_obligation(plan, calendar, duty, answers, day)

    return stand


def answer_on(plan: Plan, calendar: WorkingCalendar, source: Source, day: date) -> Answer | None:
    """A record that answers duties, as it was on a day; None before it came in, and where it is void."""
    record = happened(source.record, day)
    if record is None or not isinstance(record, Answering):
        return None
    line = life_of(plan, calendar, record)
    point = line.on(day) or line.points[0]
    if point.state in GONE:
        return None
    return Answer(record, point, source.path, stand_clocks(plan, calendar, record, line, day, source.path))


def kept_spans(plan: Plan, calendar: WorkingCalendar, source: Source) -> Iterator[Span]:
    """Every stretch on which a record that is only there was there; none for one that only answers duties."""

    def stand(day: date) -> Standing | None:
        record = happened(source.record, day)
        if record is None or isinstance(record, Filing):
            return None
        point = life_of(plan, calendar, record).on(day)
        return stand_kept(record, source.path) if point is not None and point.state not in GONE else None

    return stretches(plan, calendar, happenings(source.record), stand)
