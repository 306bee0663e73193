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

    def __init__(self, root: Path, files: dict[str, tuple[str, str]]) -> None:
        self.root = root
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
    inside = run_git(root, "rev-parse", "--show-prefix").stdout.strip()  # --relative needs a work tree
    call = ["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", *(["--relative"] if inside else [])]
    raw = git(root, *call, old, new).split(b"\0")
    found = []
    for facts, path in zip(raw[::2], raw[1::2], strict=False):
        old_mode, new_mode, old_blob, new_blob, _ = facts.decode("ascii").lstrip(":").split(" ")
        found.append(Touched(os.fsdecode(path), old_mode, new_mode, old_blob, new_blob))
    return found


def listing(root: Path, commit: str, under: str) -> dict[str, tuple[str, str]]:
    """Path → mode and object of everything below one folder of a commit."""
    found = {}
    for line in git(root, "ls-tree", "-r", "-z", commit, "--", under).split(b"\0"):
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
    seconds = int(git(root, "show", "-s", "--format=%ct", commit).decode("ascii").strip())
    return datetime.fromtimestamp(seconds, CHINA).date()


def commits(root: Path, old: str | None, new: str) -> list[tuple[str, str]]:
    """Every commit after `old` up to `new`, oldest first, each with its first parent (empty for a root)."""
    wanted = [new, f"^{old}"] if old else [new]
    lines = git(root, "rev-list", "--reverse", "--topo-order", "--parents", *wanted).decode("ascii").splitlines()
    return [(words[0], words[1] if len(words) > 1 else "") for words in map(str.split, lines)]


def blobs_between(root: Path, old: str, new: str) -> dict[str, str]:
    """Object → path of every file that any commit of the range brought in, also one that is gone again at its end."""
    found = {}
    for line in git(root, "rev-list", "--objects", "--in-commit-order", new, f"^{old}").splitlines():
        blob, _, path = line.partition(b" ")
        if path:
            found[blob.decode("ascii")] = os.fsdecode(path)
    return found


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
