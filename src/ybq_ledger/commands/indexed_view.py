"""The view of a day that puts its questions to the index instead of every record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from ybq_ledger.domain.standing import Standing, is_wanted
from ybq_ledger.domain.tally import Counted, counted, phase_of
from ybq_ledger.domain.view import View, first_due_of
from ybq_ledger.model.ledger import Ledger, Source
from ybq_ledger.store.index import IS_DATED_AND_OPEN, Index
from ybq_ledger.store.index_rows import (
    COUNTED_COLUMNS,
    STANDING_COLUMNS,
    counted_from,
    entries_from,
    standings_from,
)

ON_DAY = "s.first <= ? AND s.until > ?"
JOINED = (
    f"SELECT {STANDING_COLUMNS} FROM span s JOIN cell c ON c.id = s.cell JOIN item i ON i.id = s.item WHERE {ON_DAY}"
)


@dataclass(frozen=True)
class IndexedView(View):
    """The same answers as a view of all records gives; `ledger` holds only those that no span is made of."""

    index: Index = field(kw_only=True)

    def __hash__(self) -> int:
        return id(self)

    @cached_property
    def records(self) -> tuple[Standing, ...]:
        """Every record that counts by itself and had begun, void ones too."""
        return self.standings("")

    def records_of(self, kind: str) -> tuple[Standing, ...]:
        """Those of one kind."""
        return self.standings(
            " AND s.item IN (SELECT item FROM span JOIN cell ON cell.id = span.cell WHERE part = 0 AND kind = ?)", kind
        )

    def counted(self, *detail: str) -> tuple[Counted, ...]:
        """Every item and time limit, in as many parts as the columns of `detail` tell apart."""
        provisional = self.calendar.provisional(self.as_of)
        columns = ", ".join((*COUNTED_COLUMNS, *detail))
        alike: dict[tuple[Any, ...], tuple[int, int]] = {}
        numbers, later = self.numbers
        for cell, *facts in self.index.rows(f"SELECT id, {columns} FROM cell WHERE NOT gone"):
            if numbers[cell]:
                before = alike.get(tuple(facts), (0, 0))
                alike[tuple(facts)] = (before[0] + numbers[cell], before[1] + later[cell])
        found = [counted_from((*facts, *sums), detail, provisional) for facts, sums in alike.items()]
        others = (*self.distinct_duties, *self.kept)
        found += [entry for item in others for entry in counted(item, phase_of(self.plan, item))]
        return tuple(found)

    def work_ahead(self) -> None:
        """Work out what every question needs, while it is not yet known whether the index still holds."""
        _ = (self.distinct_duties, self.numbers)

    @cached_property
    def numbers(self) -> tuple[Counter[int], Counter[int]]:
        """How many spans of each cell hold on the day, and how many of them have a due date that no notice settles sooner.

        A due date of a settled day in a settled year is settled; so the day alone decides, unless the calendar has a gap.
        """
        day = self.as_of.toordinal()
        if self.as_of >= self.calendar.first and not self.calendar.has_gap:
            numbers = self.index.numbers_on(day)
            return numbers, Counter() if self.calendar.provisional(self.as_of) else numbers
        spans = list(self.index.rows(f"SELECT cell, due > ? FROM span s WHERE {ON_DAY}", day, day, day))
        return Counter(cell for cell, _ in spans), Counter(cell for cell, is_later in spans if is_later)

    def open_entries(self, by: date | None = None) -> tuple[Standing, ...]:
        """Everything somebody still has to do; with `by`, only what falls due up to that day."""
        limit, facts = (" AND s.due <= ?", [by.toordinal()]) if by else ("", [])
        found = self.entries(" AND c.is_open" + limit, *facts)
        return (*found, *(entry for entry in self.duty_entries if by is None or (entry.due and entry.due <= by)))

    @cached_property
    def duty_entries(self) -> tuple[Standing, ...]:
        """Every duty that somebody still has to answer, and every open limit on what answered one."""
        return tuple(entry for duty in self.distinct_duties for entry in (duty, *duty.clocks) if entry.is_open)

    def nearest(self, unit: str | None = None, work: str | None = None) -> tuple[Standing, ...]:
        """What falls due next, on the day looked at or after it."""
        wanted = [
            entry
            for entry in self.duty_entries
            if is_wanted(entry, unit, work) and entry.due and entry.due >= self.as_of
        ]
        filters = "".join(f" AND instr(c.{column}, ?)" for column, word in (("owners", unit), ("works", work)) if word)
        words = [f'"{word}"' for word in (unit, work) if word]
        first = self.index.first_due(self.as_of.toordinal(), filters, words)
        if first is not None and all(entry.due is None or entry.due.toordinal() >= first for entry in wanted):
            wanted = [
                *self.entries(f" AND {IS_DATED_AND_OPEN} AND c.is_open AND s.due = ?{filters}", first, *words),
                *wanted,
            ]
        return first_due_of(wanted)

    def standings(self, more: str, *facts: Any) -> tuple[Standing, ...]:
        """Records with their time limits, as they stand on the day."""
        return tuple(standings_from(self.asked(more, *facts), self.plan, self.calendar, self.index.folders, self.as_of))

    def entries(self, more: str, *facts: Any) -> list[Standing]:
        """Records and time limits one by one, as they stand on the day."""
        return entries_from(self.asked(more, *facts), self.plan, self.calendar, self.index.folders, self.as_of)

    def asked(self, more: str, *facts: Any) -> list[tuple[Any, ...]]:
        """The rows that hold on the day."""
        day = self.as_of.toordinal()
        return list(self.index.rows(JOINED + more, day, day, *facts))


def indexed_view(index: Index, as_of: date) -> IndexedView:
    """The view of a day over an open index."""
    sources = sorted((Source(path, record) for path, record in index.kept()), key=lambda source: source.path.split("/"))
    unreadable = tuple(sorted(index.unreadable()))
    ledger = Ledger(index.plan, index.calendar, tuple(sources), (), unreadable)
    return IndexedView(ledger, as_of, index=index)
