"""Walks commits: which files each of them brought in, whatever became of them later; one call of git for any number."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ybq_ledger.store.change_set import Touched, china_day, relative
from ybq_ledger.store.git import git

DIFF = ("diff-tree", "--stdin", "-r", "-z", "--raw", "--no-renames", "--no-abbrev")


@dataclass(frozen=True, slots=True)
class Written:
    """A file as one commit brought it in."""

    commit: str
    path: str
    blob: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit with its tree, its parents and its committer's day in China."""

    id: str
    tree: str
    parents: tuple[str, ...]
    day: date


def written_between(root: Path, old: str, new: str) -> list[Written]:
    """Every file that any commit of a range brought in, also one that is gone again at its end.

    A merge brings in what none of its parents has.
    """
    listed = git(root, "rev-list", new, f"^{old}")
    raw = git(root, *DIFF, "-c", "--root", *relative(root), stdin=listed)
    found = []
    for commit, facts, path in entries(raw):
        parents = len(facts) - len(facts.lstrip(":"))
        words = facts[parents:].split(" ")
        mode, blob = words[parents], words[2 * parents + 1]
        if mode not in ("000000", "160000"):
            found.append(Written(commit, path, blob))
    return found


def entries(raw: bytes) -> Iterator[tuple[str, str, str]]:
    """Commit, facts and path of each line of a walk."""
    commit = ""
    words = iter(raw.split(b"\0"))
    for word in words:
        for line in word.decode("ascii").split(
            "\n"
        ):  # a header of two trees ends in a line feed, that of a commit in NUL
            if line.startswith(":"):
                yield commit, line, os.fsdecode(next(words))
            elif line:
                commit = line


def commits(root: Path, head: str) -> list[Commit]:
    """Every commit up to `head`, the oldest first."""
    told = git(root, "log", "--reverse", "--topo-order", "--format=%H %T %ct %P", head).decode("ascii").splitlines()
    split = [line.split() for line in told]
    return [Commit(words[0], words[1], tuple(words[3:]), china_day(words[2])) for words in split]


def differences(root: Path, pairs: list[tuple[str, str]]) -> dict[tuple[str, str], list[Touched]]:
    """What differs between the two trees of each pair."""
    found: dict[tuple[str, str], list[Touched]] = {pair: [] for pair in pairs}
    stdin = "".join(f"{old} {new}\n" for old, new in found).encode()
    for header, facts, path in entries(git(root, *DIFF, *relative(root), stdin=stdin)):
        old, _, new = header.partition(" ")
        old_mode, new_mode, old_blob, new_blob, _ = facts.lstrip(":").split(" ")
        found[old, new].append(Touched(path, old_mode, new_mode, old_blob, new_blob))
    return found


def messages_between(root: Path, old: str, new: str) -> list[tuple[str, str]]:
    """Each commit of a range with what its author wrote about it."""
    raw = git(root, "log", "-z", "--format=%H%n%B", new, f"^{old}").decode("utf-8", "replace")
    return [(commit, text) for part in raw.split("\0") if part for commit, _, text in [part.partition("\n")]]
