"""One database of the index: written once, named by the digest of its bytes, believed only after these were compared."""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

from ybq_ledger.store.index_head import database_of, digest_of
from ybq_ledger.store.watching import Doubt

PLAIN = (("datetime", "date"), ("decimal", "Decimal"))
"""What stands in our values besides texts and numbers."""
UNSAFE = ("journal_mode=OFF", "synchronous=OFF")
"""Nothing is flushed: an index is worth nothing until it is finished, and little then."""


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


def started(folder: Path, name: str, schema: str) -> sqlite3.Connection:
    """A new database, which nobody reads before it is `finished`; in memory where `name` is empty."""
    path = new_file(folder, name) if name else None
    if path:
        path.unlink(missing_ok=True)
    database = sqlite3.connect(path or ":memory:", isolation_level=None)
    for pragma in (*UNSAFE, "page_size=4096"):
        database.execute(f"PRAGMA {pragma}")
    database.executescript(schema)
    database.execute("BEGIN")
    return database


def new_file(folder: Path, name: str) -> Path:
    """Where a database is written; its last word is the process that does."""
    return folder / f"{name}.sqlite-{os.getpid()}"


def finished(database: sqlite3.Connection, folder: Path, name: str) -> str:
    """Close a new database, give it the name of its digest, and tell that."""
    database.execute("COMMIT")
    database.close()
    path = new_file(folder, name)
    digest = digest_of(path)
    path.replace(database_of(folder, digest))
    return digest


class Hashing:
    """Works out the digests of some files beside all else: hashing and reading let another thread run."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths, self.found = list(paths), dict[Path, str]()
        self.thread = Thread(target=self.work, daemon=True)
        self.thread.start()

    def work(self) -> None:
        """Hash every file, each with few calls; one that cannot be read has no digest."""
        for path in self.paths:
            with suppress(OSError):
                self.found[path] = sha256(path.read_bytes()).hexdigest()

    def digest_of(self, path: Path) -> str:
        """The digest, once it is known."""
        if path in self.paths:
            self.thread.join()
        return self.found.get(path) or digest_of(path)


def opened(folder: Path, digest: str, hashing: Hashing | None = None) -> sqlite3.Connection:
    """A database, once its bytes are found to be those that were written; Doubt otherwise."""
    path = database_of(folder, digest)
    try:
        if (hashing.digest_of(path) if hashing else digest_of(path)) != digest:
            raise Doubt("digest")
        database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, isolation_level=None)
        database.execute("PRAGMA temp_store=MEMORY")
        database.execute("PRAGMA cache_size=-500")  # kilobytes; a hundred databases may be open at a time
    except (OSError, sqlite3.Error) as error:
        raise Doubt(str(error)) from error
    return database


@contextmanager
def doubting() -> Iterator[None]:
    """Doubt, and no bug, where SQLite cannot write or ask: the disk is full, say, or a file's name is no text."""
    try:
        yield
    except (sqlite3.Error, UnicodeError) as error:
        raise Doubt(str(error)) from error


def rows(database: sqlite3.Connection, question: str, *facts: object) -> Iterator[tuple[Any, ...]]:
    """Ask a database; Doubt where it cannot answer."""
    with doubting():
        yield from database.execute(question, facts)
