"""What one reading of a ledger gives: the plan, the calendar, the records and everything found wrong on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from ybq_ledger.model.calendar import CalendarData
from ybq_ledger.model.finding import Finding
from ybq_ledger.model.place import Path, Place
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.record import Filing, Issue, Record

Locate = Callable[[Path], Place]
"""Gives the place of a value in its file; of its nearest parent where the value itself is absent."""


@dataclass(frozen=True, slots=True)
class Source:
    """A record together with the file it stands in."""

    path: str
    record: Record


@dataclass(frozen=True)
class Ledger:
    """All that was read. `unreadable` are the files that hold a record nobody could read; they are never dropped."""

    plan: Plan
    calendar: CalendarData
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...] = ()
    unreadable: tuple[str, ...] = ()
    files: int = 0
    ignored: int = 0

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """Every issue that could be read."""
        return tuple(source.record for source in self.sources if isinstance(source.record, Issue))

    @cached_property
    def filings(self) -> tuple[Filing, ...]:
        """Every filing that could be read."""
        return tuple(source.record for source in self.sources if isinstance(source.record, Filing))
