"""A disposable SQLite file with what was worked out from the records, so that a view of any day is a question to it.

It stands in the git directory (in the user's cache folder where there is no git) and is never the truth. A small head
file names the database by the digest of its bytes, and says which program made it and how the tree stood then. The
database is read through once and compared with that digest before anything in it is believed; it is never changed,
only replaced. What changed since is read from the files and laid over it in memory. On any doubt the files are read.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from ybq_ledger.model.calendar import CalendarData
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.record import Record
from ybq_ledger.store.index_head import Hashing, Head, database_of, digest_of
from ybq_ledger.store.index_rows import FOR_EVER, SCHEMA, SpanRow
from ybq_ledger.store.watching import Doubt

PLAIN = (("datetime", "date"), ("decimal", "Decimal"))
"""What stands in our values besides texts and numbers."""


class ModelUnpickler(pickle.Unpickler):
    """Loads nothing but values of our own model and dates, so that a file put there by others can do no harm."""

    def find_class(self, module: str, name: str) -> Any:
        """Refuse every class that is not a value of the model."""
        if module.startswith("ybq_ledger.model.") or (module, name) in PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def load(data: bytes) -> Any:
    """A value that was kept whole."""
    return ModelUnpickler(BytesIO(data)).load()


def dump(value: object) -> bytes:
    """A value as bytes."""
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)


@dataclass(frozen=True, slots=True)
class FileRows:
    """What one file gives the index: spans of a record, or a record kept whole, or neither (ignored or unreadable)."""

    path: str
    title: str = ""
    spans: tuple[SpanRow, ...] = ()
    kept: bytes | None = None
    readable: bool | None = None


@dataclass(frozen=True)
class Index:
    """An open index. `folders` are the paths of folders by number; the views `item`, `cell`, `span` … hold all of it."""

    database: sqlite3.Connection
    plan: Plan
    calendar: CalendarData
    folders: dict[int, str] = field(default_factory=dict)

    def rows(self, question: str, *facts: object) -> Iterator[tuple[Any, ...]]:
        """Ask the database; Doubt where it cannot answer."""
        try:
            yield from self.database.execute(question, facts)
        except sqlite3.Error as error:
            raise Doubt(str(error)) from error

    def names_in(self, folder: str) -> list[str]:
        """The names of the files known in a folder."""
        question = "SELECT name FROM main.item WHERE folder = (SELECT id FROM main.folder WHERE path = ?)"
        return [name for (name,) in self.rows(question, folder)]

    def numbers_on(self, day: int) -> Counter[int]:
        """How many spans of each cell hold on a day."""
        held = "(SELECT number FROM main.total t WHERE t.cell = c.id AND t.day <= ? ORDER BY t.day DESC LIMIT 1)"
        found = Counter(
            {cell: number for cell, number in self.rows(f"SELECT id, {held} FROM main.cell c", day) if number}
        )
        if self.overlaid:
            found.subtract(Counter(cell for (cell,) in self.rows(HIDDEN_FOR_EVER, day)))
            found.subtract(Counter(cell for (cell,) in self.rows(HIDDEN_FOR_NOW, day, day)))
            found.update(cell for (cell,) in self.rows(FRESH_ON_DAY, day, day))
        return found

    def first_due(self, day: int, filters: str, words: list[str]) -> int | None:
        """The first due date from a day on of what is open that day; `filters` are about its cell."""
        places = ["main.span"] if not self.overlaid else ["main.span", "temp.fresh_span"]
        found = []
        for place in places:
            shown = (
                " AND s.item NOT IN (SELECT item FROM temp.hidden)" if len(places) > 1 and place == "main.span" else ""
            )
            question = (
                f"SELECT s.due FROM {place} s JOIN cell c ON c.id = s.cell WHERE {IS_DATED_AND_OPEN} AND s.due >= ?"
                f" AND s.first <= ? AND s.until > ? AND c.is_open{shown}{filters} ORDER BY s.due LIMIT 1"
            )
            found += [due for (due,) in self.rows(question, day, day, day, *words)]
        return min(found, default=None)

    @property
    def overlaid(self) -> bool:
        """Whether anything was laid over what the database holds."""
        return bool(list(self.rows("SELECT 1 FROM temp.sqlite_schema WHERE name = 'hidden'")))

    def kept(self) -> list[tuple[str, Record]]:
        """The records that are kept whole, with their paths, in no order."""
        question = "SELECT i.folder, i.name, k.value FROM kept k JOIN item i ON i.id = k.item"
        return [(f"{self.folders[folder]}/{name}", load(value)) for folder, name, value in self.rows(question)]

    def unreadable(self) -> list[str]:
        """The files that hold a record nobody could read."""
        question = "SELECT i.folder, i.name FROM aside a JOIN item i ON i.id = a.item WHERE NOT a.readable"
        return [f"{self.folders[folder]}/{name}" for folder, name in self.rows(question)]

    def merged(self, path: Path) -> Path:
        """Write all that is shown now, with what was laid over it, as a new database."""
        create(path, self.plan, self.calendar).close()
        try:
            self.database.execute("ATTACH ? AS merged", (f"file:{path}?mode=rw",))
            for pragma in UNSAFE:
                self.database.execute(f"PRAGMA merged.{pragma}")
            self.database.execute("BEGIN")
            for table in TABLES:
                self.database.execute(f"INSERT INTO merged.{table} SELECT * FROM {table}")
            self.database.execute(SUM_UP.format(place="merged."))
            self.database.execute("COMMIT")
            self.database.execute("DETACH merged")
        except sqlite3.Error as error:
            raise Doubt(str(error)) from error
        return path


IS_DATED_AND_OPEN = "days IS NULL AND due IS NOT NULL"
"""Of a span whose days are still counted; spelled alike in the index and in what is asked, or the index is not used."""
TOTALS = """
CREATE TABLE main.total (
    cell INTEGER NOT NULL, day INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (cell, day)
) WITHOUT ROWID
"""
"""How many spans of a cell hold from a day on, until the next such day: a status of any day asks one row of each cell."""
SUM_UP = f"""
INSERT INTO {{place}}total SELECT cell, day, SUM(SUM(change)) OVER (PARTITION BY cell ORDER BY day) FROM (
    SELECT cell, first AS day, COUNT(*) AS change FROM {{place}}span GROUP BY cell, first
    UNION ALL SELECT cell, until, -COUNT(*) FROM {{place}}span WHERE until < {FOR_EVER} GROUP BY cell, until
) GROUP BY cell, day
"""
TABLES = ("item", "cell", "span", "folder", "kept", "aside")
UNSAFE = ("journal_mode=OFF", "synchronous=OFF")
"""Nothing is flushed: an index is worth nothing until it is finished, and little then."""


HIDDEN = "item IN (SELECT item FROM temp.hidden)"
HIDDEN_FOR_EVER = f"SELECT cell FROM main.span WHERE until = {FOR_EVER} AND {HIDDEN} AND first <= ?"
HIDDEN_FOR_NOW = f"SELECT cell FROM main.span WHERE until > ? AND until < {FOR_EVER} AND {HIDDEN} AND first <= ?"
"""Apart, because the first is found at once and the second looks at every span that ends after the day."""
FRESH_ON_DAY = "SELECT cell FROM temp.fresh_span WHERE first <= ? AND until > ?"


def create(path: Path, plan: Plan, calendar: CalendarData) -> sqlite3.Connection:
    """An empty database for the records of a plan."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in (*UNSAFE, "page_size=8192"):
        database.execute(f"PRAGMA {pragma}")
    database.executescript(SCHEMA.format(place="main."))
    database.execute("CREATE TABLE main.plan (value BLOB NOT NULL)")
    database.execute("CREATE INDEX main.item_folder ON item (folder)")
    database.execute(TOTALS)
    database.execute(f"CREATE INDEX main.span_due ON span (due, first, cell) WHERE {IS_DATED_AND_OPEN}")
    database.execute("INSERT INTO plan VALUES (?)", (dump((plan, calendar)),))
    return database


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
            values = (row.until, number, row.part, row.first, self.cell(row.cell), *row[4:])
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


def sum_up(database: sqlite3.Connection) -> None:
    """Count the spans of each cell for every day on which the count changes."""
    database.execute(SUM_UP.format(place="main."))


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


def open_index(folder: Path, head: Head, hashing: Hashing | None = None) -> Index:
    """Open the database a head names, once its bytes are found to be those that were written; Doubt otherwise."""
    path = database_of(folder, head)
    try:
        if (hashing.digest() if hashing and hashing.path == path else digest_of(path)) != head.digest:
            raise Doubt("digest")
        database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, isolation_level=None)
        database.execute("PRAGMA temp_store=MEMORY")
        ((value,),) = database.execute("SELECT value FROM plan")
        plan, calendar = load(value)
        folders = dict(database.execute("SELECT id, path FROM folder"))
    except (OSError, sqlite3.Error, ValueError, pickle.UnpicklingError, EOFError, AttributeError) as error:
        raise Doubt(str(error)) from error
    return Index(database, plan, calendar, folders)


def lay_over(index: Index, changed: Iterable[str], files: Iterable[FileRows]) -> None:
    """Hide what the index holds of the changed files, and show in its place what they hold now."""
    execute = index.database.execute
    execute("CREATE TEMP TABLE hidden (item INTEGER PRIMARY KEY)")
    numbers = {path: number for number, path in index.folders.items()}
    for path in changed:
        folder, _, name = path.rpartition("/")
        question = "INSERT OR IGNORE INTO hidden SELECT id FROM main.item WHERE folder = ? AND name = ?"
        execute(question, (numbers.get(folder, -1), name))
    index.database.executescript(SCHEMA.format(place="temp.fresh_"))
    question = "SELECT MAX(n) + 1 FROM (SELECT MAX(id) n FROM item UNION SELECT MAX(id) FROM cell UNION SELECT MAX(id) FROM folder)"
    ((start,),) = execute(question)
    filler = Filler(index.database, "temp.fresh_", start or 0)
    filler.folders.update(numbers)
    filler.add_all(files)
    index.folders.update({number: path for path, number in filler.folders.items()})
    for table in TABLES:
        key = "item" if table in ("span", "kept", "aside") else "id"
        shown = "" if table in ("cell", "folder") else f" WHERE {key} NOT IN (SELECT item FROM temp.hidden)"
        execute(
            f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table}{shown} UNION ALL SELECT * FROM temp.fresh_{table}"
        )
