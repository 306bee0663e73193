"""What this clone wrote last, kept in the git directory so that it can be taken back; never truth, and never needed to read."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ybq_ledger.store.change import sha256
from ybq_ledger.store.folder import Folder, sync
from ybq_ledger.store.temporary import new_name, sweep, this_moment

KEPT = 100
"""Changes that are remembered."""
FOLDER = "ybq-ledger/undo"


@dataclass(frozen=True, slots=True)
class Done:
    """One file of a change: its text before (None: there was none) and the hash of what was written."""

    path: str
    before: str | None
    after_sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one call; `place` is where it is kept."""

    place: Path
    files: tuple[Done, ...]


def git_folder(root: Path) -> Path | None:
    """The git directory that `root` stands in, found without asking git; None where there is none."""
    start = Path(os.path.realpath(root))
    for folder in (start, *start.parents):
        git = folder / ".git"
        if git.is_dir():
            return git
        if git.is_file():
            with suppress(OSError, UnicodeDecodeError):
                words = git.read_text(encoding="utf-8").strip().removeprefix("gitdir: ")
                return (folder / words).resolve()
    return None


def note(root: Path, files: Sequence[Done]) -> None:
    """Remember a change that is on the disk already; failing to is no failure of the change."""
    git = git_folder(root)
    if git is None or not files:
        return
    folder = git / FOLDER
    items = [{"path": f.path, "before": f.before, "after": f.after_sha256} for f in files]
    body = json.dumps({"root": place_of(root, git), "files": items})
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        sweep(Folder(folder, None), this_moment())
        numbers = sorted(int(path.stem) for path in folder.glob("*.json") if path.stem.isdigit())
        number = (numbers[-1] if numbers else 0) + 1
        while not create(folder / f"{number:08d}.json", body):
            number += 1
        for old in numbers[: len(numbers) + 1 - KEPT]:
            (folder / f"{old:08d}.json").unlink()


def create(path: Path, body: str) -> bool:
    """Make a file whole under its name, and wait for the disk; False where another writer was quicker."""
    temporary = path.with_name(new_name())
    try:
        with temporary.open("x", encoding="utf-8") as file:
            file.write(body)
            file.flush()
            sync(file.fileno())
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError:
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return True


def last(root: Path) -> Entry | None:
    """The last change that was not taken back; None where none is remembered, or it cannot be read.

    An older one is never given in its place: it is not what a person wants to take back.
    """
    git = git_folder(root)
    for path in sorted((git / FOLDER).glob("*.json"), reverse=True) if git else ():
        try:
            body = json.loads(path.read_text(encoding="utf-8"))
            files = tuple(Done(str(i["path"]), i["before"], str(i["after"])) for i in body["files"])
            if body["root"] == place_of(root, git):
                return Entry(path, files)
        except (OSError, ValueError, KeyError, TypeError):
            return None
    return None


def place_of(root: Path, git: Path | None) -> str:
    """Where a ledger stands seen from its git directory: one repository may hold several, and folders of schemas."""
    return Path(os.path.relpath(os.path.realpath(root), git)).as_posix() if git else ""


def forget(entry: Entry) -> None:
    """Strike a change off that was taken back."""
    with suppress(OSError):
        entry.place.unlink()


def is_as_written(root: Path, done: Done) -> bool:
    """Whether a file is still what the change made of it."""
    return content(root, done) == done.after_sha256


def is_as_before(root: Path, done: Done) -> bool:
    """Whether a file is what it was before the change: taken back already, by an undo that was stopped."""
    return content(root, done) == (None if done.before is None else sha256(done.before))


def content(root: Path, done: Done) -> str | None:
    """The hash of what the file holds; None where there is no file."""
    try:
        return sha256((root / done.path).read_bytes())
    except FileNotFoundError:
        return None
    except OSError:
        return ""
