"""The whole ledger as it stood on one day: every issue and every duty with its standing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ybq_ledger.domain.names import Names
from ybq_ledger.domain.obligations import obligations
from ybq_ledger.domain.standing import Standing, first_due, stand_issue, stand_obligation
from ybq_ledger.domain.timeline import Point, happened, timeline
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.ledger import Ledger
from ybq_ledger.model.plan import Phase, Plan
from ybq_ledger.model.record import Filing, Issue


@dataclass(frozen=True)
class View:
    """`as_of` is the day looked at; `known_on` also leaves out what was recorded or published later (reading 14)."""

    ledger: Ledger
    as_of: date
    known_on: date | None = None

    @property
    def plan(self) -> Plan:
        """The plan the ledger keeps account of."""
        return self.ledger.plan

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
    def issues(self) -> tuple[Standing, ...]:
        """Every issue that had begun and was not void."""
        return tuple(standing for standing in self.issues_with_void if standing.state != "void")

    @cached_property
    def issues_with_void(self) -> tuple[Standing, ...]:
        """Every issue that had begun, void ones too."""
        standings = []
        for source in self.ledger.sources:
            if isinstance(source.record, Issue) and (issue := happened(source.record, self.as_of, self.known_on)):
                line = timeline(issue, first_due(self.plan, issue))
                standings.append(stand_issue(self.plan, self.calendar, issue, line, self.as_of, source.path))
        return tuple(standings)

    @cached_property
    def filings(self) -> tuple[tuple[Filing, Point, str], ...]:
        """Every filing that had come in, with how it stood and the path of its file."""
        found = []
        for source in self.ledger.sources:
            if isinstance(source.record, Filing) and (filing := happened(source.record, self.as_of, self.known_on)):
                point = timeline(filing, None).on(self.as_of)
                if point:
                    found.append((filing, point, source.path))
        return tuple(found)

    @cached_property
    def duties(self) -> tuple[Standing, ...]:
        """Every obligation whose period had begun, dated or not, with the filings that answer it."""
        answers: dict[str, list[tuple[Filing, Point]]] = defaultdict(list)
        for filing, point, _ in self.filings:
            for duty in filing.answers if point.state != "void" else ():
                answers[duty].append((filing, point))
        return tuple(
            stand_obligation(
                self.plan, self.calendar, duty, [a for a in answers[duty.id] if a[0].unit in duty.units], self.as_of
            )
            for duty in obligations(self.plan, self.calendar, self.as_of)
        )

    @cached_property
    def items(self) -> tuple[Standing, ...]:
        """Issues and duties together."""
        return self.issues + self.duties

    @property
    def phase(self) -> Phase | None:
        """The phase `as_of` lies in; the boundaries are editorial where the plan gives none (reading 18)."""
        return next((phase for phase in self.plan.phases if contains(phase, self.as_of)), None)


def contains(phase: Phase, day: date) -> bool:
    """Whether `day` lies in the phase, both ends included; a phase without an end has no last day."""
    return phase.starts is not None and phase.starts <= day <= (phase.ends or date.max)
