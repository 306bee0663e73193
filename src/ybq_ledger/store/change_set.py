"""What lies between two commits, read from git's objects alone: no checkout, and nothing of the change is ever run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.store.git import git, run_git
from ybq_ledger.store.revision import RevisionTree, resolve

CHINA = timezone(timedelta(hours=8))
LAST_SECOND = 253_000_000_000
"""In the year 9987; later ones have no date."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One path that differs; modes and objects of both sides as git has them."""

    path: str
    old_mode: str
    new_mode: str
    old_blob: str
    new_blob: str


class ChosenTree(RevisionTree):
    """Some files of a commit, given by mode and object, so that nothing else is ever listed."""

    def __init__(self, root: Path, files: dict[str, tuple[str, str]], like: ChosenTree | None = None) -> None:
        self.root = root
        if like is not None:
            self.reader = like.reader
            """One process serves many trees."""
        self.commit = ""
        self.listing = files


def fork_of(root: Path, base: str, head: str) -> tuple[str, str, str]:
    """The commits of both ends, and the newest one they have in common; CannotRun where there is none."""
    ours, theirs = resolve(root, base), resolve(root, head)
    answer = run_git(root, "merge-base", ours, theirs)
    if answer.returncode:
        raise CannotRun(
            Text(f"{base} 和 {head} 没有共同的历史", f"{base} and {head} have no history in common"),
            Text("取回完整历史：git fetch --unshallow", "fetch the whole history: git fetch --unshallow"),
        )
    return ours, theirs, answer.stdout.decode("ascii").strip()


def touched(root: Path, old: str, new: str) -> list[Touched]:
    """Every path that differs between two commits or trees; renames stand as a removal and an addition."""
    call = ["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", *relative(root)]
    raw = git(root, *call, old, new).split(b"\0")
    found = []
    for facts, path in zip(raw[::2], raw[1::2], strict=False):
        old_mode, new_mode, old_blob, new_blob, _ = facts.decode("ascii").lstrip(":").split(" ")
        found.append(Touched(os.fsdecode(path), old_mode, new_mode, old_blob, new_blob))
    return found


def joint_base(root: Path, commits: tuple[str, ...]) -> str | None:
    """The newest commit that several have in common; None where there is none."""
    answer = run_git(root, "merge-base", "--octopus", *commits)
    return answer.stdout.decode("ascii").split()[0] if answer.returncode == 0 else None


def relative(root: Path) -> list[str]:
    """The option for paths below `root` where that is a folder inside the repository; it needs a work tree."""
    return ["--relative"] if run_git(root, "rev-parse", "--show-prefix").stdout.strip() else []


def effective(root: Path, ours: str, theirs: str, fork: str) -> list[Touched]:
    """What a change does to the branch it goes to: what differs from the fork, but for what that branch has already."""
    files = touched(root, fork, theirs)
    if ours == fork:
        return files
    differs = {file.path for file in touched(root, ours, theirs)}
    return [file for file in files if file.path in differs]


def listing(root: Path, commit: str, *under: str) -> dict[str, tuple[str, str]]:
    """Path → mode and object of everything below some folders, or of some files, of a commit or tree."""
    found = {}
    for line in git(root, "ls-tree", "-r", "-z", commit, "--", *under).split(b"\0"):
        facts, _, path = line.partition(b"\t")
        if path:
            mode, _, blob = facts.decode("ascii").split(" ")
            found[os.fsdecode(path)] = (mode, blob)
    return found


def names(root: Path, commit: str, under: str) -> list[str]:
    """Every path below one folder of a commit."""
    raw = git(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", under).split(b"\0")
    return [os.fsdecode(path) for path in raw if path]


def day_of(root: Path, commit: str) -> date:
    """The day of a commit in China, by its committer's clock."""
    return china_day(git(root, "show", "-s", "--format=%ct", commit).decode("ascii").strip())


def china_day(seconds: str) -> date:
    """A day in China from the seconds git tells; whoever made the commit wrote them, so they may be any number."""
    try:
        return datetime.fromtimestamp(min(max(int(seconds), 0), LAST_SECOND), CHINA).date()
    except ValueError:
        return date(1970, 1, 1)


def folders(root: Path, commit: str, under: str) -> list[str]:
    """The names of the folders right below one."""
    raw = git(root, "ls-tree", "-d", "-z", "--name-only", commit, "--", f"{under}/").split(b"\0")
    return [os.fsdecode(path).rpartition("/")[2] for path in raw if path]


def days_between(root: Path, old: str, new: str) -> list[date]:
    """The days on which the commits of a range were first written, and those of the commits it was written upon.

    A commit that is rebased keeps its author's day, though what it stands upon is newer.
    """
    told = git(root, "log", "--boundary", "--format=%m %ct %at", new, f"^{old}").decode("ascii", "replace").splitlines()
    found = [line.split(" ") for line in told]
    return [china_day(committed if mark == "-" else authored) for mark, committed, authored in found]


def naming(root: Path, tree: str, words: str) -> list[str]:
    """The records in a commit or tree in whose files some words stand; nothing where there is none."""
    answer = run_git(root, "grep", "-l", "-z", "-F", "-e", words, tree, "--", "ledger")
    return [os.fsdecode(line).partition(":")[2] for line in answer.stdout.split(b"\0") if line]


def sizes_of(root: Path, blobs: Iterable[str]) -> dict[str, int]:
    """How many bytes each object has."""
    out = git(root, "cat-file", "--batch-check", stdin="".join(f"{blob}\n" for blob in blobs).encode())
    words = [line.split() for line in out.decode("ascii", "replace").splitlines()]
    return {found[0]: int(found[2]) for found in words if len(found) == 3}


def texts_of(root: Path, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The bytes of each object that is a file, asked for in one call."""
    listed = list(dict.fromkeys(blobs))
    out = git(root, "cat-file", "--batch", stdin="".join(f"{blob}\n" for blob in listed).encode())
    at = 0
    while at < len(out):
        end = out.index(b"\n", at)
        words = out[at:end].decode("ascii", "replace").split()
        if len(words) != 3:
            at = end + 1
            continue
        size = int(words[2])
        if words[1] == "blob":
            yield words[0], out[end + 1 : end + 1 + size]
        at = end + 2 + size


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What merging would give: the tree, or the paths git cannot join."""

    tree: str
    conflicts: tuple[str, ...]


def merge_result(root: Path, ours: str, theirs: str) -> MergeResult | None:
    """Merge two commits without touching anything; None where this git cannot (older than 2.38)."""
    answer = run_git(root, "merge-tree", "--write-tree", "--name-only", "-z", "--no-messages", ours, theirs)
    parts = [os.fsdecode(part) for part in answer.stdout.split(b"\0") if part]
    if answer.returncode > 1 or not parts:
        return None
    return MergeResult(parts[0], tuple(parts[1:]) if answer.returncode == 1 else ())
