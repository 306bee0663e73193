"""Tells which files below plan/ and ledger/ may have changed since the index was made, without reading any.

Three witnesses, none of which has to be believed alone: git says what differs from the tree of that day (it looks at
the state of every file it keeps, as `git status` does); the state of every folder tells of new and vanished names,
whatever they are and whether git ignores them; and files that git does not keep are looked at one by one.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, field, replace
from pathlib import Path
from time import time_ns
from typing import Any

from ybq_ledger.model.value import dataclass
from ybq_ledger.store.git import git_call, git_environment, run_git

FOLDERS = ("plan", "ledger")
SETTLED = 2_000_000_000
"""Nanoseconds: what changed so shortly before it was looked at could change again within one tick of the clock."""

Stamp = list[int]
"""Size, changed (contents), changed (status), inode; all zero where only reading can tell."""
UNSETTLED: Stamp = [0, 0, 0, 0]
SIGNATURE_BYTES = 64
USUAL = "H"
NOT_USUAL = re.compile(rb"(?:\A|\0)[^H] ([^\0]*)")


class Doubt(Exception):
    """Something is not as it should be: read the files."""


@dataclass(frozen=True, slots=True)
class Watched:
    """The state of a tree on one moment. `tree` is git's name for HEAD's files, empty where there is no git.

    `loose` are the files that git does not keep, or that differed from `tree`; `hidden` those that git was told not to
    look at; `signature` tells whether that could have changed.
    """

    tree: str
    signature: str
    hidden: list[str] = field(default_factory=list)
    folders: dict[str, Stamp] = field(default_factory=dict)
    loose: dict[str, Stamp] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


class Asked:
    """A question to git that runs beside this program: which files differ from a tree?"""

    def __init__(self, root: Path, tree: str) -> None:
        self.tree = tree
        self.process: subprocess.Popen[bytes] | None = None
        if tree:
            words = ("diff-index", "--name-only", "-z", "--relative", "--no-renames", tree, "--", *FOLDERS)
            self.process = subprocess.Popen(
                git_call(root, *words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=git_environment()
            )

    def forget(self) -> None:
        """Nobody wants the answer any more."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()

    def answer(self) -> set[str]:
        """The paths, relative to the root; Doubt where git could not tell, or had anything to complain of."""
        if self.process is None:
            return set()
        told, complaint = self.process.communicate()
        if self.process.returncode or complaint:
            raise Doubt("git")
        return set(paths_in(told))


def paths_in(told: bytes) -> list[str]:
    """The paths in an answer of git with `-z`."""
    return [os.fsdecode(path) for path in told.split(b"\0") if path]


def watch(root: Path, rest: int = SETTLED) -> tuple[Watched, list[str]]:
    """The state of everything now, and the path of every file; Doubt where git does not answer.

    What has not been at rest for `rest` nanoseconds is believed by nobody.
    """
    tree = tree_of(root)
    signature = signature_of(root) if tree else ""
    told = listed(root) if tree else b""
    differing = Asked(root, tree).answer()
    folders: dict[str, Stamp] = {}
    files: list[str] = []
    for name in FOLDERS:
        walk(root, name, folders, files, rest)
    certain = tracked(told) - differing
    loose = {path: settled(stamp_of(root, path), rest) for path in files if path not in certain}
    return Watched(tree, signature, hidden(told), folders, loose), files


def tree_of(root: Path) -> str:
    """Git's name for the files of HEAD; empty where there is no repository, or no commit yet."""
    answer = run_git(root, "rev-parse", "--verify", "-q", "HEAD^{tree}")
    return answer.stdout.decode().strip() if answer.returncode == 0 else ""


def listed(root: Path) -> bytes:
    """Git's own list of the files it keeps, each with a letter that says how it looks at it."""
    answer = run_git(root, "ls-files", "-v", "-z", "--", *FOLDERS)
    if answer.returncode:
        raise Doubt("ls-files")
    return answer.stdout


def tracked(told: bytes) -> set[str]:
    """The files git keeps and looks at."""
    return {entry[2:] for entry in paths_in(told) if entry[0] == USUAL}


def hidden(told: bytes) -> list[str]:
    """The files git keeps but was told not to look at."""
    return sorted(os.fsdecode(path) for path in NOT_USUAL.findall(told))


def signature_of(root: Path) -> str:
    """Tells two states of git's own list of files apart."""
    place = git_file(root, "index")
    try:
        status = place.stat()
        with place.open("rb") as file:
            file.seek(max(0, status.st_size - SIGNATURE_BYTES))
            return f"{status.st_size} {status.st_mtime_ns} {status.st_ino} {file.read().hex()}"
    except OSError:
        return ""


def git_folder(root: Path) -> Path | None:
    """The git directory of a ledger, also of one that is a linked work tree or lies below the top of its repository."""
    for folder in (root, *root.parents):
        place = folder / ".git"
        if place.is_dir():
            return place
        if place.is_file():
            text = place.read_text(encoding="utf-8", errors="surrogateescape")
            return (folder / text.removeprefix("gitdir:").strip()).resolve() if text.startswith("gitdir:") else None
    return None


def git_file(root: Path, name: str) -> Path:
    """A file in the git directory; one that does not exist where there is none."""
    return (git_folder(root) or root / ".git") / name


def walk(root: Path, under: str, folders: dict[str, Stamp], files: list[str], rest: int = SETTLED) -> None:
    """Every folder below `under` with its state, and the path of all else."""
    full = root / under
    if full.is_symlink() or not full.is_dir():
        if full.is_symlink() or full.exists():
            files.append(under)
        folders[under] = list(UNSETTLED)
        return
    folders[under] = settled(stamp_of_folder(root, under), rest)
    try:
        with os.scandir(full) as entries:
            found = list(entries)
    except OSError as error:
        raise Doubt(under) from error
    for entry in found:
        path = f"{under}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            walk(root, path, folders, files, rest)
        else:
            files.append(path)


def stamp_of(root: Path, path: str) -> Stamp:
    """The state of a file, a link or whatever it is."""
    try:
        status = os.lstat(f"{root}/{path}")
    except OSError:
        return list(UNSETTLED)
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def settled(stamp: Stamp, rest: int) -> Stamp:
    """The stamp, if what it stands for has been at rest for a while."""
    newest = max(stamp[1], stamp[2])
    return stamp if time_ns() - newest >= rest else list(UNSETTLED)


def changed(root: Path, before: Watched, asked: Asked, names_in: Callable[[str], Iterable[str]]) -> set[str]:
    """Every path that may hold something else than before; `names_in` gives the files the index knows in a folder."""
    found = set(changed_names(root, before, names_in))
    found |= {path for path, stamp in before.loose.items() if stamp == UNSETTLED or stamp_of(root, path) != stamp}
    return found | (asked.answer() - before.loose.keys())


def signed_anew(root: Path, before: Watched) -> Watched:
    """The same state with git's list of files as it is now; Doubt where git looks at other files than before."""
    signature = signature_of(root) if before.tree else ""
    if signature == before.signature:
        return before
    if hidden(listed(root)) != before.hidden:
        raise Doubt("hidden")
    return replace(before, signature=signature)


def stamped_anew(root: Path, before: Watched, names_in: Callable[[str], Iterable[str]], rest: int = SETTLED) -> Watched:
    """The same state with the stamps of folders as they are now, where these hold the same names as before.

    Empty folders that are new are watched from now on.
    """
    fresh: dict[str, Stamp] = {}
    for folder, stamp in before.folders.items():
        now, new = settled(stamp_of_folder(root, folder), rest), dict[str, Stamp]()
        if now not in (stamp, UNSETTLED) and not names_moved(root, folder, before.folders, names_in, new):
            fresh |= {folder: now, **new}
    return replace(before, folders=before.folders | fresh) if fresh else before


def changed_names(root: Path, before: Watched, names_in: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """The names that came or went in the folders that are not as they were."""
    for folder, stamp in before.folders.items():
        if stamp_of_folder(root, folder) != stamp:
            yield from names_moved(root, folder, before.folders, names_in)


def stamp_of_folder(root: Path, folder: str) -> Stamp:
    """The state of a folder below the root; all zero where it is gone."""
    try:
        status = os.lstat(f"{root}/{folder}")
    except OSError:
        return list(UNSETTLED)
    return [0, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def names_moved(
    root: Path, folder: str, known: dict[str, Stamp], names_in: Callable[[str], Iterable[str]],
    new: dict[str, Stamp] | None = None,
) -> set[str]:  # fmt: skip
    """The names that came to a folder or went; `new` takes up the folders in it that are new."""
    files: list[str] = []
    walk_one(root, folder, files, known, {} if new is None else new)
    return {f"{folder}/{name}" for name in names_in(folder)}.symmetric_difference(files)


def walk_one(root: Path, folder: str, files: list[str], known: dict[str, Stamp], new: dict[str, Stamp]) -> None:
    """The files in one folder, and those of folders in it that are new."""
    full = root / folder
    if full.is_symlink() or (full.exists() and not full.is_dir()):
        raise Doubt(folder)
    try:
        with os.scandir(full) as entries:
            found = list(entries)
    except FileNotFoundError:
        return
    except OSError as error:
        raise Doubt(folder) from error
    for entry in found:
        path = f"{folder}/{entry.name}"
        if not entry.is_dir(follow_symlinks=False):
            files.append(path)
        elif path not in known:
            walk(root, path, new, files)
