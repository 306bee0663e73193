"""The files git could not merge: the three versions of each, read as records from git's own copies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ybq_ledger.model.record import Record
from ybq_ledger.model.record_types import BY_FOLDER
from ybq_ledger.store.git import git
from ybq_ledger.store.strict import value_in

BASE, OURS, THEIRS = "1", "2", "3"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One path; each version's bytes by its stage, absent where that side has none."""

    path: str
    versions: dict[str, bytes]

    def record(self, stage: str) -> Record | None:
        """A version as a record; None where it is not there, or is none that can be read."""
        data, shape = self.versions.get(stage), shape_of(self.path)
        if data is None or shape is None:
            return None
        return value_in(data, self.path, shape).value

    @property
    def is_readable(self) -> bool:
        """Whether every version that is there is a record."""
        return shape_of(self.path) is not None and all(self.record(stage) is not None for stage in self.versions)


def shape_of(path: str) -> type[Record] | None:
    """The kind of record a path holds."""
    parts = path.split("/")
    kind = BY_FOLDER.get(parts[2]) if len(parts) == 4 and parts[0] == "ledger" else None
    return kind.shape if kind else None


def conflicts(root: Path) -> list[Conflict]:
    """Every path that git left unmerged, below `root`."""
    found: dict[str, dict[str, bytes]] = {}
    for entry in git(root, "ls-files", "--unmerged", "-z").split(b"\0"):
        if entry:
            facts, _, path = entry.decode().partition("\t")
            _, blob, stage = facts.split()
            found.setdefault(path, {})[stage] = git(root, "cat-file", "blob", blob)
    return [Conflict(path, versions) for path, versions in found.items()]
