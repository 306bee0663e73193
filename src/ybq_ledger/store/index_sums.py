"""What the parts of the index add up to: counts of like spans by day, and what falls due next."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import field
from itertools import groupby
from operator import itemgetter
from typing import Any

from ybq_ledger.model.value import dataclass
from ybq_ledger.store.index_file import rows
from ybq_ledger.store.index_part import Part
from ybq_ledger.store.index_rows import COUNTED_COLUMNS, FOR_EVER, IS_DATED_AND_OPEN

PLAIN = (*COUNTED_COLUMNS, "phase")
"""What tells counts apart that every status needs."""
BY_UNIT = (*COUNTED_COLUMNS, "units", "owners")
"""And what a status by units, or of one, does."""

Columns = tuple[str, ...]
Key = tuple[Any, ...]
Changes = dict[Key, Counter[int]]
"""For what is counted alike: by how many the count changes on a day."""
Falling = tuple[int | None, dict[str, int]]
"""The nearest due date, and how many of each kind fall due on it."""
Segments = list[tuple[int, Falling]]
"""What falls due next, from a day on; in the order of days."""
Dated = tuple[int, int, int, str]
"""Due date, first day, first day after it, kind: of a span that is open."""


def turn_schema(columns: Columns) -> str:
    """Tables of counts: a row of `alike` for all that is counted alike, and its count from a day on until the next."""
    return (
        f"CREATE TABLE alike (id INTEGER PRIMARY KEY, {', '.join(columns)});"
        "CREATE TABLE turn (alike INTEGER, day INTEGER, number INTEGER, PRIMARY KEY (alike, day)) WITHOUT ROWID;"
    )


@dataclass(frozen=True, slots=True)
class Sums:
    """What one part adds to the whole; `units` are those that something in it concerns."""

    plain: Changes
    by_unit: Changes
    falling: Segments
    kept: list[tuple[str, bytes]] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)


def sums_of(part: Part) -> Sums:
    """Add up one part."""
    dated = f"SELECT s.due, s.first, s.until, c.kind FROM span s JOIN cell c ON c.id = s.cell WHERE {IS_DATED_AND_OPEN}"
    kept = part.rows("SELECT i.folder, i.name, k.value FROM kept k JOIN item i ON i.id = k.item")
    aside = part.rows("SELECT i.folder, i.name FROM aside a JOIN item i ON i.id = a.item WHERE NOT a.readable")
    units = {
        unit
        for row in part.rows("SELECT DISTINCT units, owners FROM cell")
        for text in row
        for unit in json.loads(text)
    }
    return Sums(
        changes_in(part, PLAIN), changes_in(part, BY_UNIT), segments(list(part.rows(dated))),
        [(f"{part.folders[folder]}/{name}", value) for folder, name, value in kept],
        [f"{part.folders[folder]}/{name}" for folder, name in aside], sorted(units),
    )  # fmt: skip


def changes_in(part: Part, columns: Columns) -> Changes:
    """On which days which counts change."""
    named = ", ".join(columns)
    question = f"""
        SELECT {named}, day, SUM(change) FROM (
            SELECT cell, first AS day, COUNT(*) AS change FROM span GROUP BY cell, first
            UNION ALL SELECT cell, until, -COUNT(*) FROM span WHERE until < {FOR_EVER} GROUP BY cell, until
        ) JOIN cell ON id = cell WHERE NOT gone GROUP BY {named}, day"""
    found: Changes = defaultdict(Counter)
    for *key, day, change in part.rows(question):
        found[tuple(key)][day] += change
    return found


def added(all_changes: Iterable[Changes]) -> Changes:
    """The changes of several parts together."""
    total: Changes = defaultdict(Counter)
    for changes in all_changes:
        for key, days in changes.items():
            total[key].update(days)
    return total


def write_turns(database: sqlite3.Connection, changes: Changes) -> None:
    """Fill the tables of counts."""
    for number, (key, days) in enumerate(sorted(changes.items())):
        database.execute(f"INSERT INTO alike VALUES ({', '.join('?' * (len(key) + 1))})", (number, *key))
        count, before = 0, 0
        for day in sorted(days):
            count += days[day]
            if count != before:
                database.execute("INSERT INTO turn VALUES (?, ?, ?)", (number, day, count))
                before = count


def numbers_on(database: sqlite3.Connection, columns: Columns, day: int) -> Counter[Key]:
    """How many spans hold on a day, of all that is counted alike."""
    held = "(SELECT number FROM turn t WHERE t.alike = a.id AND t.day <= ? ORDER BY t.day DESC LIMIT 1)"
    question = f"SELECT {', '.join(columns)}, {held} FROM alike a"
    return Counter({tuple(key): number for *key, number in rows(database, question, day) if number})


def segments(dated: list[Dated]) -> Segments:
    """What falls due next on each day, where some spans are all there is."""
    spans = sorted((due, first, min(until, due + 1), kind) for due, first, until, kind in dated if first <= due)
    bounds = sorted({day for _, first, until, _ in spans for day in (first, until)})
    found: list[Falling] = [(None, {}) for _ in bounds]
    free = list(range(len(bounds) + 1))  # each points towards the next place that no earlier due date has taken

    def next_free(place: int) -> int:
        while free[place] != place:
            free[place] = free[free[place]]
            place = free[place]
        return place

    for due, alike in groupby(spans, itemgetter(0)):
        taken: list[int] = []
        ranges = [(bisect_left(bounds, first), bisect_left(bounds, until), kind) for _, first, until, kind in alike]
        for start, end, _ in ranges:
            place = next_free(start)
            while place < end:
                found[place] = (due, {})
                free[place] = place + 1
                taken.append(place)
                place = next_free(place)
        taken.sort()
        for start, end, kind in ranges:
            for place in taken[bisect_left(taken, start) : bisect_left(taken, end)]:
                numbers = found[place][1]
                numbers[kind] = numbers.get(kind, 0) + 1
    return list(zip(bounds, found, strict=True))


def nearer(one: Falling, other: Falling) -> Falling:
    """What falls due sooner; both together where they fall due on one day."""
    if other[0] is None or (one[0] is not None and one[0] < other[0]):
        return one
    if one[0] is None or other[0] < one[0]:
        return other
    return one[0], dict(Counter(one[1]) + Counter(other[1]))


def together(parts: Iterable[Segments]) -> Segments:
    """What falls due next in several parts together."""
    whole: Segments = []
    for part in parts:
        whole = both(whole, part)
    return whole


def both(one: Segments, other: Segments) -> Segments:
    """What falls due next in two together."""
    found: Segments = []
    places, nothing = [0, 0], (None, {})  # type: tuple[list[int], Falling]
    now: list[Falling] = [nothing, nothing]
    for day in sorted({day for day, _ in (*one, *other)}):
        for side, steps in enumerate((one, other)):
            if places[side] < len(steps) and steps[places[side]][0] == day:
                now[side] = steps[places[side]][1]
                places[side] += 1
        found.append((day, nearer(*now)))
    return found


FALLING = (
    "CREATE TABLE falling (day INTEGER, due INTEGER, kind TEXT, number INTEGER);CREATE INDEX by_day ON falling (day);"
)
"""What falls due next from a day on: a row for each kind; one without a due date where nothing does."""


def write_falling(database: sqlite3.Connection, steps: Segments) -> None:
    """Fill the table of what falls due next, a row only where that changes."""
    before: Falling | None = None
    for day, falling in steps:
        if falling != before:
            due, numbers = before = falling
            for kind, number in sorted(numbers.items()) or [("", 0)]:
                database.execute("INSERT INTO falling VALUES (?, ?, ?, ?)", (day, due, kind, number))


def falling_on(database: sqlite3.Connection, day: int) -> Falling:
    """What falls due next, on a day or after it."""
    question = "SELECT due, kind, number FROM falling WHERE day = (SELECT MAX(day) FROM falling WHERE day <= ?)"
    found = list(rows(database, question, day))
    return (found[0][0], {kind: number for _, kind, number in found if number}) if found else (None, {})
