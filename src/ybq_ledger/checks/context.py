"""What rules over records may look at: the ledger, the calendar, today, and where each value stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ybq_ledger.domain.due import first_due
from ybq_ledger.domain.names import Names
from ybq_ledger.domain.obligations import obligations
from ybq_ledger.domain.standing import life_of
from ybq_ledger.domain.succession import with_handovers
from ybq_ledger.domain.timeline import Timeline
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.activity import Reading
from ybq_ledger.model.event import MARKER
from ybq_ledger.model.finding import Finding, Rule
from ybq_ledger.model.ledger import Ledger, Locate, Source
from ybq_ledger.model.obligation import Obligation
from ybq_ledger.model.place import Path, Place
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.record import Answering, Issue, Record
from ybq_ledger.model.record_types import GONE


class Trace(NamedTuple):
    """What other records may ask of one: enough to compare a hundred thousand without holding them.

    `alike` is the same for two living issues that look as if they were one.
    """

    path: str
    id: str
    kind: str
    state: str
    due: date | None
    alike: tuple[str | None, ...] | None


def trace_of(source: Source, line: Timeline) -> Trace:
    """The trace of a record with its timeline."""
    record, last = source.record, line.points[-1]
    alike = None
    if isinstance(record, Issue) and last.state not in GONE and record.title != MARKER:
        alike = (record.unit, record.action, record.task, record.title.strip())
    return Trace(source.path, record.id, line.kind, last.state, last.due, alike)


@dataclass(frozen=True)
class Context:
    """`locate` gives, for a file, the function that finds the place of a value in it; positions cost nothing until then.

    `is_whole`: the ledger holds every record; where it holds only one, a rule cannot miss what another one says.
    `known`: the traces of all records, where the ledger holds only some of them; `joined`: the plan with all handovers.
    `others`: where it does not, asks whether a record exists, if anybody can tell.
    """

    ledger: Ledger
    today: date
    locate: Callable[[str], Locate]
    is_whole: bool = True
    known: tuple[Trace, ...] | None = None
    joined: Plan | None = None
    others: Callable[[str], bool] | None = None

    @cached_property
    def traces(self) -> tuple[Trace, ...]:
        """Every record's trace, in the order of their paths; also of those that are not here themselves."""
        return self.known if self.known is not None else tuple(trace_of(source, line) for source, line in self.lives)

    @cached_property
    def held(self) -> dict[str, Trace]:
        """The traces by id."""
        return {trace.id: trace for trace in self.traces}

    def is_missing(self, record: str) -> bool:
        """Whether there is no such record; False where nobody can tell."""
        if record in self.held:
            return False
        return self.is_whole or (self.others is not None and not self.others(record))

    @cached_property
    def plan(self) -> Plan:
        """The plan, with the handovers the ledger holds."""
        return self.joined or with_handovers(self.ledger.plan, self.ledger.sources)

    @cached_property
    def names(self) -> Names:
        """Finds units and works by name."""
        return Names(self.plan)

    @cached_property
    def unit_codes(self) -> frozenset[str]:
        """The codes of all units."""
        return frozenset(unit.code for unit in self.plan.units)

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """The calendar in force."""
        return WorkingCalendar(self.ledger.calendar)

    @cached_property
    def duties(self) -> dict[str, Obligation]:
        """Every obligation that a paper could answer, by id: all periods that begin within a year from today."""
        horizon = max(self.today, self.plan.issued).replace(month=12, day=31)
        return {duty.id: duty for duty in obligations(self.plan, self.calendar, horizon)}

    @cached_property
    def lives(self) -> tuple[tuple[Source, Timeline], ...]:
        """Every record with its timeline."""
        return tuple((source, life_of(self.plan, self.calendar, source.record)) for source in self.ledger.sources)

    def due(self, record: Record) -> date | None:
        """A record's first due date."""
        return first_due(self.plan, self.calendar, record)

    @cached_property
    def issues(self) -> tuple[tuple[str, Issue], ...]:
        """Every issue with the path of its file."""
        return tuple((s.path, s.record) for s in self.ledger.sources if isinstance(s.record, Issue))

    @cached_property
    def answering(self) -> tuple[tuple[str, Answering], ...]:
        """Every paper, activity and result with the path of its file."""
        return tuple((s.path, s.record) for s in self.ledger.sources if isinstance(s.record, Answering))

    @cached_property
    def readings(self) -> tuple[tuple[str, Reading], ...]:
        """Every reading with the path of its file."""
        return tuple((s.path, s.record) for s in self.ledger.sources if isinstance(s.record, Reading))

    @property
    def records(self) -> Iterator[tuple[str, Record]]:
        """Every record with the path of its file."""
        return ((source.path, source.record) for source in self.ledger.sources)

    def place(self, path: str, *steps: str | int) -> Place:
        """Where a value stands."""
        inside: Path = steps
        return self.locate(path)(inside)


Check = Callable[[Context], Iterator[Finding]]
RuleCheck = tuple[tuple[Rule, ...], Check]
"""A function that looks, and the rules it finds broken."""
