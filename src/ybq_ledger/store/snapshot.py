"""A disposable copy of the last reading, so that a view of unchanged files needs no parser and no validation.

It stands in the git directory (in the user's cache folder where there is no git) and is never the truth: one changed,
new or missing file, another version of the program, or one wrong bit, and the files are read instead.
"""

from __future__ import annotations

import os
import pickle
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import ybq_ledger
from ybq_ledger.model.ledger import Ledger

FOLDERS = ("plan", "ledger")
SETTLED = 2_000_000_000
"""Nanoseconds: a file changed so shortly before the copy was made could change again within one tick of the clock."""
SEAL = 4
"""Bytes at the beginning that tell a damaged copy from a whole one."""
OFF = "LEDGER_INDEX"
"""Environment variable; `off` makes every command read the files."""

Stamp = dict[str, tuple[int, int, int, int]]
"""Path → size, changed (contents), changed (status), inode: what tells that a file is still the one that was read."""


PLAIN = (("datetime", "date"), ("decimal", "Decimal"))
"""What stands in our values besides texts and numbers."""


class ModelUnpickler(pickle.Unpickler):
    """Loads nothing but values of our own model and dates, so that a copy put there by others can do no harm."""

    def find_class(self, module: str, name: str) -> Any:
        """Refuse every class that is not a value of the model."""
        if module.startswith("ybq_ledger.model.") or (module, name) in PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def stamp(root: Path) -> Stamp:
    """The state of every file and folder below plan/ and ledger/."""
    found: Stamp = {}
    waiting = [str(root / folder) for folder in FOLDERS]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    status = entry.stat(follow_symlinks=False)
                    found[entry.path] = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except OSError:
            found[folder] = (-1, 0, 0, 0)
    return found


def code_stamp() -> tuple[object, ...]:
    """What program made the copy: its version and the state of its own files."""
    top = str(Path(ybq_ledger.__file__).parent)
    sources = []
    for folder in ("model", "store", "domain"):
        with os.scandir(f"{top}/{folder}") as entries:
            sources += [(entry.name, entry.stat().st_mtime_ns) for entry in entries if entry.name.endswith(".py")]
    return (ybq_ledger.__version__, tuple(sorted(sources)))


def place(root: Path) -> Path | None:
    """Where the copy stands; None where there is no place for one."""
    git = root / ".git"
    if git.is_dir():
        return git / "ybq-ledger" / "reading"
    home = os.environ.get("XDG_CACHE_HOME") or (f"{os.environ['HOME']}/.cache" if os.environ.get("HOME") else "")
    if not home:
        return None
    import hashlib

    return Path(home, "ybq-ledger", hashlib.sha256(os.fsencode(root)).hexdigest()[:24])


def recall(root: Path) -> Ledger | None:
    """The last reading, if every file is still as it was then; None on any doubt."""
    where = place(root)
    if where is None or os.environ.get(OFF) == "off":
        return None
    try:
        data = where.read_bytes()
        if zlib.crc32(data[SEAL:]).to_bytes(SEAL) != data[:SEAL]:
            return None
        code, files, ledger = ModelUnpickler(BytesIO(data[SEAL:])).load()
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, ValueError, TypeError, IndexError):
        return None
    if code != code_stamp() or files != stamp(root) or not isinstance(ledger, Ledger):
        return None
    return ledger


def remember(root: Path, ledger: Ledger, before: Stamp) -> None:
    """Keep a copy of a reading; `before` is the stamp taken before the files were read. Failing to is no failure."""
    where = place(root)
    if where is None or os.environ.get(OFF) == "off" or before != stamp(root) or is_fresh(before):
        return
    body = pickle.dumps((code_stamp(), before, ledger), protocol=pickle.HIGHEST_PROTOCOL)
    temporary = where.with_name(f"{where.name}.{os.getpid()}")
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(zlib.crc32(body).to_bytes(SEAL) + body)
        temporary.replace(where)
    except OSError:
        temporary.unlink(missing_ok=True)


def is_fresh(files: Stamp) -> bool:
    """Whether some file changed so lately that its stamp might not show the next change."""
    from time import time_ns

    newest = max((max(changed, status) for _, changed, status, _ in files.values()), default=0)
    return time_ns() - newest < SETTLED
