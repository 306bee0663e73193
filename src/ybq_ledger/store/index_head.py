"""The head of the index: which summary holds, for which state of the tree, made by which program.

It is read before anything else is imported, so that git can look for changes meanwhile; hence its few imports.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection
from pathlib import Path

import ybq_ledger
from ybq_ledger.model.value import dataclass
from ybq_ledger.store.watching import Watched, git_folder

FORMAT = 4
OFF = "LEDGER_INDEX"
"""Environment variable; `off` makes every command read the files."""
SOURCES = ("model", "store", "domain")
"""The packages whose code decides what stands in an index."""


@dataclass(frozen=True, slots=True)
class Head:
    """The first thing that is read: which summary holds, and when it does not."""

    digest: str
    watched: Watched
    code: str
    format: int = FORMAT


def place(root: Path) -> Path | None:
    """The folder of a ledger's index; None where there is no place for one, or it is turned off."""
    if os.environ.get(OFF) == "off":
        return None
    git = git_folder(root)
    key = hashlib.sha256(os.fsencode(root)).hexdigest()[:24]
    if git is not None:
        return git / "ybq-ledger" / f"index-{key[:8]}"
    home = os.environ.get("XDG_CACHE_HOME") or (f"{os.environ['HOME']}/.cache" if os.environ.get("HOME") else "")
    return Path(home, "ybq-ledger", f"index-{key}") if home else None


def code_stamp() -> str:
    """What program made the index: its version and the state of its own files."""
    top = str(Path(ybq_ledger.__file__).parent)
    sources = [ybq_ledger.__version__]
    for name in SOURCES:
        with os.scandir(f"{top}/{name}") as entries:
            sources += sorted(
                f"{entry.name} {entry.stat().st_mtime_ns}" for entry in entries if entry.name.endswith(".py")
            )
    return hashlib.sha256("\n".join(sources).encode()).hexdigest()


def digest_of(path: Path) -> str:
    """The digest of a file's bytes, read piece by piece."""
    with path.open("rb", buffering=0) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def database_of(folder: Path, digest: str) -> Path:
    """Where the database of a digest stands."""
    return folder / f"{digest}.sqlite"


def read_head(folder: Path) -> Head | None:
    """The head, if it is whole and of this program; None on any doubt."""
    try:
        seal, _, body = (folder / "head").read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != seal:
            return None
        data = json.loads(body)
        head = Head(data["digest"], Watched(**data["watched"]), data["code"], data["format"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return head if head.format == FORMAT and head.code == code_stamp() else None


def write_head(folder: Path, head: Head) -> None:
    """Put a new head in the place of the old one."""
    body = json.dumps(
        {"digest": head.digest, "watched": head.watched.as_data(), "code": head.code, "format": head.format}
    ).encode("utf-8", "surrogatepass")
    temporary = folder / f"head.{os.getpid()}"
    temporary.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    temporary.replace(folder / "head")


def clear(folder: Path, named: Collection[str]) -> None:
    """Delete the databases that the head does not lead to; `named` are the digests of those it does."""
    for old in folder.glob("*.sqlite*"):
        if old.name.removesuffix(".sqlite") not in named and is_leftover(old):
            old.unlink(missing_ok=True)


def is_leftover(path: Path) -> bool:
    """Whether a database is no longer written by a living process."""
    owner = path.suffix.removeprefix(".sqlite-")
    if not owner.isdigit():
        return True
    try:
        os.kill(int(owner), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
