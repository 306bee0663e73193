"""The view of a day that puts its questions to the index instead of every record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Any

from ybq_ledger.domain.standing import Standing, is_wanted
from ybq_ledger.domain.tally import Counted, Falling, counted, falling, phase_of
from ybq_ledger.domain.view import View
from ybq_ledger.model.ledger import Ledger, Source
from ybq_ledger.store.index import Index
from ybq_ledger.store.index_part import Part
from ybq_ledger.store.index_rows import (
    COUNTED_COLUMNS,
    ON_DAY,
    STANDING_COLUMNS,
    counted_from,
    entries_from,
    path_order,
    standings_from,
)
from ybq_ledger.store.index_sums import BY_UNIT, PLAIN, Columns

JOINED = (
    f"SELECT {STANDING_COLUMNS} FROM span s JOIN cell c ON c.id = s.cell JOIN item i ON i.id = s.item WHERE {ON_DAY}"
)

IN_STATE = {"total": "TRUE", "open": "NOT c.done", "overdue": "c.any_overdue", "closed": "c.done", "late": "c.any_late"}
"""What the words of a status ask of the cell of a record, at least."""


@dataclass(frozen=True)
class IndexedView(View):
    """The same answers as a view of all records gives; `ledger` holds only those that no span is made of."""

    index: Index = field(kw_only=True)

    def __hash__(self) -> int:
        return id(self)

    @cached_property
    def records(self) -> tuple[Standing, ...]:
        """Every record that counts by itself and had begun, void ones too."""
        return self.standings(None, "")

    def records_of(
        self, kind: str, unit: str | None = None, work: str | None = None, state: str | None = None
    ) -> tuple[Standing, ...]:
        """Those of one kind, and at least those of a unit, about a task or action, and in a state."""
        wanted, facts = asked_for(unit, work)
        wanted, facts = (" AND part = 0 AND kind = ?" + wanted, [kind, *facts])
        if state is not None:
            condition = IN_STATE.get(state)
            wanted, facts = (f"{wanted} AND {condition or 'state = ?'}", facts if condition else [*facts, state])
        day = self.as_of.toordinal()
        items = f"SELECT s.item FROM span s JOIN cell c ON c.id = s.cell WHERE {ON_DAY}{wanted}"
        return self.standings(unit, f" AND s.item IN ({items})", day, day, *facts)

    def counted(self, *detail: str) -> tuple[Counted, ...]:
        """Every item and time limit, in as many parts as the columns of `detail` tell apart."""
        provisional = self.calendar.provisional(self.as_of)
        found = [counted_from(row, detail, provisional) for row in self.alike(tuple(detail))]
        others = (*self.distinct_duties, *self.kept)
        found += [entry for item in others for entry in counted(item, phase_of(self.plan, item))]
        return tuple(found)

    def alike(self, detail: Columns) -> Iterator[tuple[Any, ...]]:
        """What is counted alike: the columns of a count, those of `detail`, the number, and how many fall due later.

        A due date of a settled day in a settled year is settled; so the day alone decides whether what falls due later
        than it is provisional, unless the calendar has a gap.
        """
        columns = (*COUNTED_COLUMNS, *detail)
        sums = next((sums for sums in (PLAIN, BY_UNIT) if set(columns) <= set(sums)), None)
        if sums is None or self.as_of < self.calendar.first or self.calendar.has_gap:
            yield from self.alike_in_parts(columns)
            return
        numbers = self.index.numbers(sums, self.as_of.toordinal())
        wanted = itemgetter(*(sums.index(column) for column in columns))
        alike: Counter[tuple[Any, ...]] = Counter()
        for key, number in numbers.items():
            alike[wanted(key)] += number
        is_later = not self.calendar.provisional(self.as_of)
        yield from ((*key, number, number if is_later else 0) for key, number in alike.items() if number)

    def alike_in_parts(self, columns: Columns) -> Iterator[tuple[Any, ...]]:
        """The same by looking at every span."""
        day, named = self.as_of.toordinal(), ", ".join(columns)
        question = (
            f"SELECT {named}, COUNT(*), SUM(due > ?) FROM span s JOIN cell c ON c.id = s.cell"
            f" WHERE {ON_DAY} AND NOT gone GROUP BY {named}"
        )
        for part in self.index.parts():
            yield from part.rows(question, day, day, day)

    def work_ahead(self) -> None:
        """Work out what every question needs, while it is not yet known whether the index still holds."""
        _ = (self.distinct_duties, self.index.numbers(PLAIN, self.as_of.toordinal()))

    def open_entries(
        self, by: date | None = None, unit: str | None = None, work: str | None = None
    ) -> tuple[Standing, ...]:
        """Everything somebody still has to do, at least that of a unit and about a task or action; due by a day, with `by`."""
        wanted, facts = asked_for(unit, work)
        limit = " AND s.due <= ?" if by else ""
        found = [
            entry
            for part, rows in self.asked(
                unit, f" AND c.is_open{wanted}{limit}", *facts, *([by.toordinal()] if by else [])
            )
            for entry in entries_from(rows, self.plan, self.calendar, part.folders, self.as_of)
        ]
        found.sort(key=path_order)
        return (*found, *(entry for entry in self.duty_entries if by is None or (entry.due and entry.due <= by)))

    @cached_property
    def duty_entries(self) -> tuple[Standing, ...]:
        """Every duty that somebody still has to answer, and every open limit on what answered one."""
        return tuple(entry for duty in self.distinct_duties for entry in (duty, *duty.clocks) if entry.is_open)

    def nearest(self, unit: str | None = None, work: str | None = None) -> Falling | None:
        """What falls due next, on the day looked at or after it."""
        duties = falling([entry for entry in self.duty_entries if is_wanted(entry, unit, work)], self.as_of)
        day = self.as_of.toordinal()
        if unit is None and work is None:
            due, numbers = self.index.falling(day)
        else:
            due, numbers = self.index.falling_in_parts(day, *asked_for(unit, work), unit)
        records = None if due is None else Falling(date.fromordinal(due), numbers=tuple(sorted(numbers.items())))
        return duties & records if duties and records else duties or records

    def standings(self, unit: str | None, more: str, *facts: Any) -> tuple[Standing, ...]:
        """Records with their time limits, as they stand on the day; those of a unit at least."""
        found = [
            standing
            for part, rows in self.asked(unit, more, *facts)
            for standing in standings_from(rows, self.plan, self.calendar, part.folders, self.as_of)
        ]
        return tuple(sorted(found, key=path_order))

    def asked(self, unit: str | None, more: str, *facts: Any) -> Iterator[tuple[Part, list[tuple[Any, ...]]]]:
        """The rows that hold on the day, part by part."""
        day = self.as_of.toordinal()
        for part in self.index.parts(unit):
            yield part, list(part.rows(JOINED + more, day, day, *facts))


def asked_for(unit: str | None, work: str | None) -> tuple[str, list[Any]]:
    """A condition on a cell, and its facts: it belongs to a unit, and is about a task or action."""
    asked = [(column, word) for column, word in (("owners", unit), ("works", work)) if word]
    return "".join(f" AND instr(c.{column}, ?)" for column, _ in asked), [f'"{word}"' for _, word in asked]


def indexed_view(index: Index, as_of: date) -> IndexedView:
    """The view of a day over an open index."""
    sources = sorted((Source(path, record) for path, record in index.kept()), key=lambda source: source.path.split("/"))
    unreadable = tuple(sorted(index.unreadable()))
    ledger = Ledger(index.plan, index.calendar, tuple(sources), (), unreadable)
    return IndexedView(ledger, as_of, index=index)
