"""The whole ledger as it stood on one day: every issue and every duty with its standing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ybq_ledger.domain.names import Names
from ybq_ledger.domain.obligations import answerers, obligations
from ybq_ledger.domain.standing import (
    Answer,
    Standing,
    about,
    is_wanted,
    life_of,
    stand_clocks,
    stand_kept,
    stand_obligation,
    stand_record,
)
from ybq_ledger.domain.succession import with_handovers
from ybq_ledger.domain.tally import Counted, Falling, contains, counted, falling, phase_of
from ybq_ledger.domain.timeline import happened
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.activity import Reading
from ybq_ledger.model.handover import Handover
from ybq_ledger.model.ledger import Ledger
from ybq_ledger.model.plan import Phase, Plan
from ybq_ledger.model.record import Answering, Filing, Record
from ybq_ledger.model.record_types import BY_SHAPE, GONE
from ybq_ledger.model.value import changed


@dataclass(frozen=True)
class View:
    """`as_of` is the day looked at; `known_on` also leaves out what was recorded or published later (reading 14)."""

    ledger: Ledger
    as_of: date
    known_on: date | None = None

    @cached_property
    def plan(self) -> Plan:
        """The plan the ledger keeps account of, with the handovers that were known."""
        return with_handovers(self.ledger.plan, self.ledger.sources, self.known_on)

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """The working days, as published by `known_on`."""
        data = self.ledger.calendar
        return WorkingCalendar(data.known_on(self.known_on) if self.known_on else data)

    @cached_property
    def names(self) -> Names:
        """Finds units, tasks and actions by any of their names."""
        return Names(self.plan)

    @cached_property
    def records(self) -> tuple[Standing, ...]:
        """Every record that counts by itself and had begun, void ones too; what answers duties stands under `answers`."""
        standings = []
        for source in self.ledger.sources:
            if not BY_SHAPE[type(source.record)].counted:
                continue
            record = happened(source.record, self.as_of, self.known_on)
            if record:
                line = life_of(self.plan, self.calendar, record)
                standings.append(stand_record(self.plan, self.calendar, record, line, self.as_of, source.path))
        return tuple(standings)

    def of_kind(self, kind: str) -> tuple[Standing, ...]:
        """The records of one kind that are not void."""
        return tuple(item for item in self.records_of(kind) if item.state not in GONE)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """Every paper that had come in, activity held and result made, void ones too."""
        found = []
        for source in self.ledger.sources:
            if not isinstance(source.record, Answering):
                continue
            record = happened(source.record, self.as_of, self.known_on)
            if record:
                line = life_of(self.plan, self.calendar, record)
                point = line.on(self.as_of) or line.points[0]
                clocks = stand_clocks(self.plan, self.calendar, record, line, self.as_of, source.path)
                found.append(Answer(record, point, source.path, clocks))
        return tuple(found)

    @cached_property
    def readings(self) -> tuple[tuple[str, Reading], ...]:
        """Every reading that had been taken and is not void, with its path, in the order of days."""
        found = []
        for source in self.ledger.sources:
            if not isinstance(source.record, Reading):
                continue
            record = happened(source.record, self.as_of, self.known_on)
            if record and self.stands(record):
                found.append((source.path, record))
        return tuple(sorted(found, key=lambda entry: (entry[1].measured_on, entry[1].recorded, entry[1].id)))

    @cached_property
    def handovers(self) -> tuple[tuple[str, Handover], ...]:
        """Every handover list that had been signed and is not void, with its path."""
        seen = [
            (source.path, happened(source.record, self.as_of, self.known_on))
            for source in self.ledger.sources
            if isinstance(source.record, Handover)
        ]
        return tuple((path, record) for path, record in seen if record and self.stands(record))

    def stands(self, record: Record) -> bool:
        """Whether a record is not void on the day."""
        point = life_of(self.plan, self.calendar, record).on(self.as_of)
        return point is not None and point.state not in GONE

    @cached_property
    def duties(self) -> tuple[Standing, ...]:
        """Every obligation whose period had begun, dated or not, with the filings that answer it."""
        answers: dict[str, list[Answer]] = defaultdict(list)
        for answer in self.answers:
            for duty in answer.record.answers if answer.point.state not in GONE else ():
                answers[duty].append(answer)
        return tuple(
            stand_obligation(
                self.plan,
                self.calendar,
                duty,
                [a for a in answers[duty.id] if a.record.unit in answerers(self.plan, duty, a.day)],
                self.as_of,
            )
            for duty in obligations(self.plan, self.calendar, self.as_of)
        )

    @cached_property
    def kept(self) -> tuple[Standing, ...]:
        """Activities, results, readings and handovers that are there and not void; nothing is owed on them."""
        answers = [
            (answer.path, answer.record)
            for answer in self.answers
            if answer.point.state not in GONE and not isinstance(answer.record, Filing)
        ]
        return tuple(stand_kept(record, path) for path, record in (*answers, *self.readings, *self.handovers))

    @cached_property
    def items(self) -> tuple[Standing, ...]:
        """Records and duties together, each once."""
        return tuple(item for item in self.records if item.state not in GONE) + self.duties

    @cached_property
    def clocks(self) -> tuple[Standing, ...]:
        """Everything with a due date of its own: records, duties, and the other time limits on records, each once."""
        alive = (item for item in self.records if item.state not in GONE)
        return tuple(entry for item in (*alive, *self.distinct_duties) for entry in (item, *item.clocks))

    @cached_property
    def distinct_duties(self) -> tuple[Standing, ...]:
        """The duties, each limit on a paper once, about the actions of all duties that the paper answers."""
        works: dict[tuple[str, str, date, str], tuple[str, ...]] = {}
        for clock in (clock for duty in self.duties for clock in duty.clocks):
            works[clock.key] = tuple(dict.fromkeys(works.get(clock.key, ()) + clock.works))
        found = []
        for duty in self.duties:
            fresh = [clock for clock in duty.clocks if clock.key in works]
            clocks = tuple(about(clock, works.pop(clock.key)) for clock in fresh)
            found.append(changed(duty, clocks=clocks) if duty.clocks else duty)
        return tuple(found)

    def counted(self, *_: str) -> tuple[Counted, ...]:
        """Every item and time limit, as a status counts them; an index may put those together that are alike."""
        alive = (item for item in self.records if item.state not in GONE)
        counts = (*alive, *self.distinct_duties, *self.kept)
        return tuple(entry for item in counts for entry in counted(item, phase_of(self.plan, item)))

    def records_of(
        self, kind: str, unit: str | None = None, work: str | None = None, state: str | None = None
    ) -> tuple[Standing, ...]:  # fmt: skip
        """Every record of one kind, void ones too; an index may leave out those that the other words do not ask for."""
        del unit, work, state
        return tuple(item for item in self.records if item.kind == kind)

    def open_entries(
        self, by: date | None = None, unit: str | None = None, work: str | None = None
    ) -> tuple[Standing, ...]:  # fmt: skip
        """Everything somebody still has to do; with `by`, only what falls due up to that day; as above."""
        del unit, work
        found = (entry for entry in self.clocks if entry.is_open)
        return tuple(entry for entry in found if by is None or (entry.due and entry.due <= by))

    def nearest(self, unit: str | None = None, work: str | None = None) -> Falling | None:
        """What falls due next, on the day looked at or after it."""
        wanted = [entry for entry in self.clocks if entry.is_open and is_wanted(entry, unit, work)]
        return falling(wanted, self.as_of)

    @property
    def phase(self) -> Phase | None:
        """The phase `as_of` lies in; the boundaries are editorial where the plan gives none (reading 18)."""
        return next((phase for phase in self.plan.phases if contains(phase, self.as_of)), None)
