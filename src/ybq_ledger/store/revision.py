"""The tree of a git revision, read from git's objects without touching the work tree."""

from __future__ import annotations

import os
import subprocess
import weakref
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.finding import Finding
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Place
from ybq_ledger.store.git import git, git_call, git_environment, run_git
from ybq_ledger.store.layout_rules import CANNOT_OPEN, NOT_A_FILE
from ybq_ledger.store.profile_rules import FILE_TOO_LARGE
from ybq_ledger.store.tree import MOST_BYTES, Entry, Kind

KINDS: dict[str, Kind] = {"100644": "file", "100755": "file", "100664": "file", "120000": "link"}


class RevisionTree:
    """The files of `revision`, below `root`, which may be a folder inside the repository."""

    def __init__(self, root: Path, revision: str) -> None:
        self.root = root
        self.commit = resolve(root, revision)

    def paths(self, under: str) -> Iterator[Entry]:
        """Everything below `under` in that revision."""
        prefix = under.rstrip("/") + "/"
        for path, (mode, _) in self.listing.items():
            if path.startswith(prefix) or path == under:
                yield Entry(path, KINDS.get(mode, "other"))

    def read(self, path: str) -> bytes | Finding:
        """Read one file from git's objects."""
        mode, blob = self.listing.get(path, ("", ""))
        if not mode:
            return Finding(CANNOT_OPEN, Place(path), {"error": os.strerror(2)})
        if KINDS.get(mode) != "file":
            return Finding(NOT_A_FILE, Place(path), {"error": ""})
        return self.read_blob(blob, path)

    def read_blob(self, blob: str, path: str) -> bytes | Finding:
        """Ask the one running `git cat-file` for the object; its size is told before its bytes."""
        reader = self.reader
        assert reader.stdin and reader.stdout
        reader.stdin.write(blob.encode() + b"\n")
        reader.stdin.flush()
        header = reader.stdout.readline().split()
        if len(header) != 3:
            return Finding(CANNOT_OPEN, Place(path), {"error": "git cat-file"})
        size = int(header[2])
        left = size + 1
        kept = b""
        while left > 0 and (part := reader.stdout.read(min(left, MOST_BYTES))):
            left -= len(part)
            kept = part if not kept and size <= MOST_BYTES else b""
        if size > MOST_BYTES:
            return Finding(FILE_TOO_LARGE, Place(path), {"size": size, "most": MOST_BYTES})
        return kept[:size]

    @cached_property
    def listing(self) -> dict[str, tuple[str, str]]:
        """Path → mode and object of everything under the root in that commit."""
        found = {}
        for line in git(self.root, "ls-tree", "-r", "-z", self.commit).split(b"\0"):
            facts, _, path = line.partition(b"\t")
            if path:
                mode, _, blob = facts.decode("ascii").split(" ")
                found[os.fsdecode(path)] = (mode, blob)
        # the order of a walk through folders, which is not that of the whole paths
        return {path: found[path] for path in sorted(found, key=lambda path: path.split("/"))}

    @cached_property
    def reader(self) -> subprocess.Popen[bytes]:
        """One `git cat-file --batch`, ended with this tree."""
        process = subprocess.Popen(
            git_call(self.root, "cat-file", "--batch"),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=git_environment(),
        )  # fmt: skip
        weakref.finalize(self, end, process)
        return process


def end(process: subprocess.Popen[bytes]) -> None:
    """Close both pipes; git then ends by itself."""
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()
    process.wait()


def resolve(root: Path, revision: str) -> str:
    """The commit `revision` names; a name git does not know is fatal, as there is nothing to look at."""
    answer = run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
    commit = answer.stdout.decode("ascii", "replace").strip()
    if answer.returncode or not commit:
        raise CannotRun(
            Text(f"没有这个 git 版本：{revision}", f"no such git revision: {revision}"),
            Text("用 git log --oneline 查看有哪些版本", "git log --oneline shows the revisions there are"),
        )
    return commit
