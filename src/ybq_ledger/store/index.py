"""Disposable SQLite files with what was worked out from the records, so that a view of any day is a question to them.

They stand in the git directory (in the user's cache folder where there is no git) and are never the truth. There are
parts for the files of each unit, a summary of all parts, and the counts by unit: each is named by the digest of its
bytes, compared with it before anything in it is believed, and never changed, only replaced. A small head file names the
summary, which names the others, and says which program made them and how the tree stood then. A view reads what it
needs: a status the summary alone, whatever the number of records; a list of a unit the parts that concern it. What
changed since is read from the files and laid over the part it belongs to. On any doubt the files are read.
"""

from __future__ import annotations

import json
import pickle
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from operator import itemgetter
from pathlib import Path

from ybq_ledger.model.calendar import CalendarData
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.record import Record
from ybq_ledger.model.value import dataclass
from ybq_ledger.store.index_file import Hashing, doubting, dump, finished, load, opened, rows, started
from ybq_ledger.store.index_head import Head, database_of
from ybq_ledger.store.index_part import Counting, FileRows, Part, open_part, part_of, unit_of
from ybq_ledger.store.index_rows import CELL_COLUMNS, IS_DATED_AND_OPEN
from ybq_ledger.store.index_sums import (
    BY_UNIT,
    FALLING,
    PLAIN,
    Columns,
    Falling,
    Key,
    Sums,
    added,
    falling_on,
    nearer,
    numbers_on,
    together,
    turn_schema,
    write_falling,
    write_turns,
)
from ybq_ledger.store.watching import Doubt

SUMMARY = f"""
CREATE TABLE plan (value BLOB);
CREATE TABLE part (name TEXT PRIMARY KEY, digest TEXT, units TEXT);
CREATE TABLE counts (digest TEXT);
CREATE TABLE kept (path TEXT PRIMARY KEY, value BLOB);
CREATE TABLE unreadable (path TEXT PRIMARY KEY);
{turn_schema(PLAIN)}
{FALLING}
"""
"""`part`: with the units each concerns; `counts`: where those by unit stand."""
KIND, IS_OPEN, GONE = (CELL_COLUMNS.index(column) for column in ("kind", "is_open", "gone"))


@dataclass(frozen=True, slots=True)
class Index:
    """An open index: parts are opened when first asked. `changed` are the files that were read anew, by part and path."""

    folder: Path
    summary: sqlite3.Connection
    plan: Plan
    calendar: CalendarData
    digests: dict[str, str]
    units: dict[str, frozenset[str]]
    numbers_of_parts: Mapping[str, int]
    changed: dict[str, dict[str, FileRows | None]] = field(default_factory=lambda: defaultdict(dict))
    opened: dict[str, Part] = field(default_factory=dict)
    hashing: list[Hashing] = field(default_factory=list)
    summed: dict[tuple[Columns, int], Counter[Key]] = field(default_factory=dict)
    past: dict[int, list[Counting]] = field(default_factory=dict)

    def part_of(self, path: str) -> str:
        """The name of the part that a file belongs to."""
        return part_of(path, self.numbers_of_parts)

    def look_into(self, paths: Iterable[str]) -> None:
        """Begin to compare the parts that some files belong to, which will be asked for soon."""
        digests = [self.digests[name] for name in {self.part_of(path) for path in paths} if name in self.digests]
        self.hashing.append(Hashing(database_of(self.folder, digest) for digest in digests))

    def change(self, paths: Iterable[str], files: Iterable[FileRows]) -> None:
        """Look past what is kept of some files; show what they hold now, those that are still there."""
        for path in paths:
            self.changed[self.part_of(path)][path] = None
        for file in files:
            self.changed[self.part_of(file.path)][file.path] = file

    def fresh(self) -> Iterator[FileRows]:
        """What was read anew."""
        return (file for files in self.changed.values() for file in files.values() if file)

    @property
    def changed_spans_alone(self) -> bool:
        """Whether nothing changed but spans: no record that is kept whole, and no file that cannot be read."""
        if any(file.kept is not None or file.readable is False for file in self.fresh()):
            return False
        whole = [
            path for table in ("kept", "unreadable") for (path,) in rows(self.summary, f"SELECT path FROM {table}")
        ]
        return not any(path in self.changed.get(self.part_of(path), ()) for path in whole)

    def names_in(self, folder: str) -> list[str]:
        """The names of the files kept of a folder."""
        unit = unit_of(f"{folder}/")
        names = [unit, *(f"{unit}/{number}" for number in range(self.numbers_of_parts.get(unit, 0)))]
        return [file for name in names if name in self.digests for file in self.as_kept(name).names_in(folder)]

    def as_kept(self, name: str) -> Part:
        """A part, of which only the `main` tables may be asked; Doubt where it cannot be believed."""
        if name not in self.opened:
            self.opened[name] = open_part(self.folder, self.digests.get(name), *self.hashing[-1:])
        return self.opened[name]

    def part(self, name: str) -> Part:
        """A part with what changed since laid over it; Doubt where it cannot be believed."""
        part, files = self.as_kept(name), self.changed.get(name, {})
        if files and not part.laid:
            with doubting():
                part.lay_over(files, (file for file in files.values() if file))
        return part

    def parts(self, unit: str | None = None) -> Iterator[Part]:
        """Every part, or those that may concern a unit."""
        for name in sorted({*self.digests, *self.changed}):
            if unit is None or name in self.changed or unit in self.units.get(name, ()):
                yield self.part(name)

    def numbers(self, columns: Columns, day: int) -> Counter[Key]:
        """How many spans hold on a day, of all that is counted alike."""
        if (columns, day) not in self.summed:
            database = self.summary if columns == PLAIN else self.counts()
            self.summed[columns, day] = numbers_on(database, columns, day)
        found = self.summed[columns, day]
        if self.changed:
            found = Counter(found)
            projected = itemgetter(*(CELL_COLUMNS.index(column) for column in columns))
            found.subtract(projected(cell) for cell, _ in self.kept_on(day) if not cell[GONE])
            found.update(projected(cell) for cell, _ in self.fresh_on(day) if not cell[GONE])
        return found

    def kept_on(self, day: int) -> list[Counting]:
        """What is kept on a day of files that have changed since."""
        if day not in self.past:
            parts = [(self.as_kept(name), files) for name, files in self.changed.items() if name in self.digests]
            self.past[day] = [counting for part, files in parts for counting in part.spans_on(day, files)]
        return self.past[day]

    def fresh_on(self, day: int) -> Iterator[Counting]:
        """What holds on a day of those files now."""
        rows = (row for file in self.fresh() for row in file.spans if row.first <= day < row.until)
        return ((row.cell, row.due) for row in rows)

    def counts(self) -> sqlite3.Connection:
        """The counts by unit."""
        ((digest,),) = rows(self.summary, "SELECT digest FROM counts")
        return opened(self.folder, digest)

    def falling(self, day: int) -> Falling:
        """The first due date from a day on of what is open that day, and how many of each kind fall due on it."""
        due, numbers = falling_on(self.summary, day)
        if not self.changed:
            return due, numbers
        left = Counter(numbers)
        left.subtract(cell[KIND] for cell, kept_due in self.kept_on(day) if cell[IS_OPEN] and kept_due == due)
        if due is not None and not +left:
            return self.falling_in_parts(day, "", ())
        found: Falling = (due, dict(+left))
        for cell, fresh_due in self.fresh_on(day):
            if cell[IS_OPEN] and fresh_due is not None and fresh_due >= day:
                found = nearer(found, (fresh_due, {cell[KIND]: 1}))
        return found

    def falling_in_parts(self, day: int, filters: str, words: Iterable[str], unit: str | None = None) -> Falling:
        """The same by looking at every span; `filters` are about its cell."""
        question = (
            "SELECT s.due, c.kind, COUNT(*) FROM span s JOIN cell c ON c.id = s.cell WHERE s.first <= ? AND s.until > ?"
            f" AND {IS_DATED_AND_OPEN} AND s.due >= ?{filters} GROUP BY s.due, c.kind"
        )
        found: Falling = (None, {})
        for part in self.parts(unit):
            for due, kind, number in part.rows(question, day, day, day, *words):
                found = nearer(found, (due, {kind: number}))
        return found

    def kept(self) -> list[tuple[str, Record]]:
        """The records that are kept whole, with their paths, in no order."""
        kept = rows(self.summary, "SELECT path, value FROM kept")
        found = [(path, value) for path, value in kept if path not in self.changed.get(self.part_of(path), ())]
        found += [(file.path, file.kept) for file in self.fresh() if file.kept is not None]
        return [(path, load(value)) for path, value in found]

    def unreadable(self) -> list[str]:
        """The files that hold a record nobody could read."""
        found = [path for (path,) in rows(self.summary, "SELECT path FROM unreadable")]
        left = [path for path in found if path not in self.changed.get(self.part_of(path), ())]
        return left + [file.path for file in self.fresh() if file.readable is False]


def open_index(folder: Path, head: Head) -> Index:
    """Open the summary a head names; Doubt where it is not as it was written."""
    summary = opened(folder, head.digest)
    try:
        ((value,),) = rows(summary, "SELECT value FROM plan")
        plan, calendar = load(value)
    except (ValueError, pickle.UnpicklingError, EOFError, AttributeError) as error:
        raise Doubt(str(error)) from error
    parts = list(rows(summary, "SELECT name, digest, units FROM part"))
    units = {name: frozenset(json.loads(units)) for name, _, units in parts}
    numbers = Counter(unit for name in units for unit, several, _ in [name.partition("/")] if several)
    return Index(folder, summary, plan, calendar, {name: digest for name, digest, _ in parts}, units, numbers)


def write_summary(
    folder: Path, plan: Plan, calendar: CalendarData, made: Mapping[str, tuple[str, Sums]]
) -> tuple[str, set[str]]:
    """Write what all parts add up to: the summary's digest, and that of every database it names."""
    sums = [part for _, (_, part) in sorted(made.items())]
    counts = started(folder, "counts", turn_schema(BY_UNIT))
    write_turns(counts, added(part.by_unit for part in sums))
    of_counts = finished(counts, folder, "counts")
    database = started(folder, "summary", SUMMARY)
    database.execute("INSERT INTO plan VALUES (?)", (dump((plan, calendar)),))
    database.execute("INSERT INTO counts VALUES (?)", (of_counts,))
    parts = [(name, digest, json.dumps(part.units)) for name, (digest, part) in sorted(made.items())]
    database.executemany("INSERT INTO part VALUES (?, ?, ?)", parts)
    database.executemany("INSERT INTO kept VALUES (?, ?)", [row for part in sums for row in part.kept])
    database.executemany("INSERT INTO unreadable VALUES (?)", [(path,) for part in sums for path in part.unreadable])
    write_turns(database, added(part.plain for part in sums))
    write_falling(database, together(part.falling for part in sums))
    digest = finished(database, folder, "summary")
    return digest, {*(digest for digest, _ in made.values()), of_counts, digest}
