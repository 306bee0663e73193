"""A part of the index about files of one unit: the files, the spans of their records, and what was laid over."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any
from zlib import crc32

from ybq_ledger.model.value import dataclass
from ybq_ledger.store.index_file import Hashing, finished, opened, rows, started
from ybq_ledger.store.index_rows import CELL_COLUMNS, ON_DAY, SCHEMA, SpanRow

OWN_SCHEMA = SCHEMA.format(place="main.") + "CREATE INDEX main.item_name ON item (name);"
TABLES = ("item", "cell", "span", "folder", "kept", "aside")
ITEM = "(SELECT id FROM main.item WHERE folder = ? AND name = ?)"


@dataclass(frozen=True, slots=True)
class FileRows:
    """What one file gives the index: spans of a record, or a record kept whole, or neither (ignored or unreadable)."""

    path: str
    title: str = ""
    spans: tuple[SpanRow, ...] = ()
    kept: bytes | None = None
    readable: bool | None = None


Counting = tuple[tuple[Any, ...], int | None]
"""A cell, in the order of its columns, and the due date of a span in it."""


MOST_FILES = 1_000
"""Files of a unit that go into one part; with more there are several, or one changed file would cost reading them all."""


def unit_of(path: str) -> str:
    """The folder of a unit that a file lies in; empty for what lies in none."""
    words = path.split("/", 2)
    return words[1] if len(words) > 2 else ""


def part_of(path: str, numbers: Mapping[str, int]) -> str:
    """The name of the part that a file belongs to, given the number of parts of each unit that has several.

    Files of one name stand in one part, so that an id that is there twice is found.
    """
    unit = unit_of(path)
    number = numbers.get(unit, 1)
    return unit if number == 1 else f"{unit}/{crc32(os.fsencode(path.rpartition('/')[2])) % number}"


@dataclass(frozen=True, slots=True)
class Part:
    """An open part. `folders` are the paths of folders by number; `laid` what was laid over it."""

    database: sqlite3.Connection
    folders: dict[int, str] = field(default_factory=dict)
    laid: set[str] = field(default_factory=set)

    def rows(self, question: str, *facts: object) -> Iterator[tuple[Any, ...]]:
        """Ask it; Doubt where it cannot answer."""
        return rows(self.database, question, *facts)

    def number_of(self, folder: str) -> int:
        """The number of a folder; one that no folder has where it is unknown."""
        return next((number for number, path in self.folders.items() if path == folder), -1)

    def names_in(self, folder: str) -> list[str]:
        """The names of the files that the database itself has of a folder."""
        question = "SELECT name FROM main.item WHERE folder = ?"
        return [name for (name,) in self.rows(question, self.number_of(folder))]

    def spans_on(self, day: int, paths: Iterable[str]) -> Iterator[Counting]:
        """The cells and due dates of the spans that the database itself has of some files on a day."""
        joined = "main.span s JOIN main.cell c ON c.id = s.cell"
        question = f"SELECT {', '.join(CELL_COLUMNS)}, s.due FROM {joined} WHERE s.item = {ITEM} AND {ON_DAY}"
        for path in paths:
            folder, _, name = path.rpartition("/")
            for *cell, due in self.rows(question, self.number_of(folder), name, day, day):
                yield tuple(cell), due

    def lay_over(self, paths: Iterable[str], files: Iterable[FileRows]) -> None:
        """Hide what the database has of some files, and show in its place what they hold now."""
        execute = self.database.execute
        execute("CREATE TEMP TABLE hidden (item INTEGER PRIMARY KEY)")
        for path in paths:
            folder, _, name = path.rpartition("/")
            question = "INSERT OR IGNORE INTO hidden SELECT id FROM main.item WHERE folder = ? AND name = ?"
            execute(question, (self.number_of(folder), name))
            self.laid.add(path)
        self.database.executescript(SCHEMA.format(place="temp.fresh_"))
        question = "SELECT MAX(n) + 1 FROM (SELECT MAX(id) n FROM item UNION SELECT MAX(id) FROM cell UNION SELECT MAX(id) FROM folder)"
        ((start,),) = execute(question)
        filler = Filler(self.database, "temp.fresh_", start or 0)
        filler.folders.update({path: number for number, path in self.folders.items()})
        filler.add_all(files)
        self.folders.update({number: path for path, number in filler.folders.items()})
        for table in TABLES:
            key = "item" if table in ("span", "kept", "aside") else "id"
            shown = "" if table in ("cell", "folder") else f" WHERE {key} NOT IN (SELECT item FROM temp.hidden)"
            execute(
                f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table}{shown} UNION ALL SELECT * FROM temp.fresh_{table}"
            )


class Filler:
    """Writes what files give into the tables of a database, in one of its schemas (`main.`, or `temp.fresh_`)."""

    def __init__(self, database: sqlite3.Connection, place: str = "main.", start: int = 0) -> None:
        self.database, self.place = database, place
        self.cells: dict[tuple[Any, ...], int] = {}
        self.folders: dict[str, int] = {}
        self.next = self.first_cell = self.first_folder = start

    def add_all(self, files: Iterable[FileRows]) -> None:
        """Add the rows of every file."""
        for file in files:
            self.add(file)

    def add(self, file: FileRows) -> None:
        """Add the rows of one file."""
        folder, _, name = file.path.rpartition("/")
        number, self.next = self.next, self.next + 1
        execute, place = self.database.execute, self.place
        execute(f"INSERT INTO {place}item VALUES (?, ?, ?, ?)", (number, self.folder(folder), name, file.title))
        for row in file.spans:
            values = (number, *row[:3], self.cell(row.cell), *row[4:])
            execute(f"INSERT INTO {place}span VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        if file.kept is not None:
            execute(f"INSERT INTO {place}kept VALUES (?, ?)", (number, file.kept))
        if file.readable is not None:
            execute(f"INSERT INTO {place}aside VALUES (?, ?)", (number, int(file.readable)))

    def cell(self, cell: tuple[Any, ...]) -> int:
        """The number of a cell."""
        number = self.cells.get(cell)
        if number is None:
            number = self.cells[cell] = self.first_cell + len(self.cells)
            marks = ", ".join("?" * (len(cell) + 1))
            self.database.execute(f"INSERT INTO {self.place}cell VALUES ({marks})", (number, *cell))
        return number

    def folder(self, path: str) -> int:
        """The number of a folder."""
        number = self.folders.get(path)
        if number is None:
            number = self.folders[path] = self.first_folder + len(self.folders)
            self.database.execute(f"INSERT INTO {self.place}folder VALUES (?, ?)", (number, path))
        return number


TWICE = "SELECT name FROM item WHERE id NOT IN (SELECT item FROM aside) GROUP BY name HAVING COUNT(*) > 1"


def refuse_twice(database: sqlite3.Connection) -> None:
    """Where one id stands in two files neither counts, as in a whole reading."""
    twice = [
        row
        for (name,) in database.execute(TWICE)
        for row in database.execute("SELECT id FROM item WHERE name = ?", (name,))
    ]
    for table in ("span", "kept"):
        database.executemany(f"DELETE FROM {table} WHERE item = ?", twice)
    database.executemany("INSERT OR REPLACE INTO aside VALUES (?, 0)", twice)


def open_part(folder: Path, digest: str | None, hashing: Hashing | None = None) -> Part:
    """A part by its digest, an empty one where it has none; Doubt where it is not as it was written."""
    if digest is None:
        return Part(started(folder, "", OWN_SCHEMA))
    database = opened(folder, digest, hashing)
    return Part(database, {int(number): path for number, path in rows(database, "SELECT id, path FROM folder")})


def write_part(folder: Path, files: Iterable[FileRows]) -> str:
    """Write the part made of some files; its digest."""
    database = started(folder, "part", OWN_SCHEMA)
    Filler(database).add_all(files)
    refuse_twice(database)
    return finished(database, folder, "part")


def merge_part(folder: Path, part: Part) -> str:
    """Write all that a part shows now, with what was laid over it, as a new one; its digest."""
    database = started(folder, "part", OWN_SCHEMA)
    for table in TABLES:
        for row in part.rows(f"SELECT * FROM {table}"):
            database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    refuse_twice(database)
    return finished(database, folder, "part")
