"""Opens a change from git's objects alone: both its ends, the plans of both, and every file it touches as records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from ybq_ledger.domain.succession import with_handovers
from ybq_ledger.model.delta import ABSENT, Delta
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.ledger import Locate, Source
from ybq_ledger.model.place import Path as Steps
from ybq_ledger.model.place import Place
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.progress import unwatched
from ybq_ledger.model.record_types import BY_FOLDER
from ybq_ledger.store import change_set as objects
from ybq_ledger.store.change_set import ChosenTree, MergeResult, Touched
from ybq_ledger.store.documents import locate_from
from ybq_ledger.store.plan_files import PlanReading, read_plan
from ybq_ledger.store.reading import Records

Files = dict[str, tuple[str, str]]
"""Path → mode and object."""


@dataclass(frozen=True)
class Change:
    """A change with both its ends: what it touches, and the plans of the side it goes to and of its own."""

    root: Path
    base: str
    head: str
    fork: str
    files: tuple[Touched, ...]
    base_plan: PlanReading
    plan: PlanReading
    deltas: tuple[Delta, ...]
    records: Records

    @cached_property
    def merged(self) -> MergeResult | None:
        """What merging gives; None where the branch it goes to has not moved on. CannotRun where this git cannot tell."""
        if self.base == self.fork:
            return None
        result = objects.merge_result(self.root, self.base, self.head)
        if result is None:
            raise CannotRun(
                Text(
                    "这个 git 不能试合并，判断不了合并结果",
                    "this git cannot try a merge, so its result cannot be judged",
                ),
                Text("装 git 2.38 或更新的版本，或先合并目标分支", "use git 2.38 or newer, or merge that branch first"),
            )
        return result

    @property
    def outcome(self) -> str:
        """The tree that everybody has once this is merged; its own where merging fails."""
        return self.merged.tree if self.merged and not self.merged.conflicts else self.head

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths it touches."""
        return frozenset(file.path for file in self.files)

    @property
    def sides(self) -> tuple[str, ...]:
        """The commits that together hold every file there is, or will be."""
        return (self.head,) if self.base == self.fork else (self.head, self.base)

    def neighbours(self) -> list[str]:
        """Every path in the folders of units, however written, that a new file stands in or whose unit its id names."""
        new = [delta.path for delta in self.deltas if delta.is_new and delta.path.startswith("ledger/")]
        units = {path.split("/")[1].lower() for path in new} | {unit_in(path).lower() for path in new}
        found: list[str] = []
        for side in self.sides if new else ():
            folders = [folder for folder in objects.folders(self.root, side, "ledger") if folder.lower() in units]
            found += [path for folder in folders for path in objects.names(self.root, side, f"ledger/{folder}")]
        return found

    def has_record(self, record: str) -> bool:
        """Whether either side has a record of this id, in the folder of the unit it names."""
        unit = unit_in(record)
        paths = [f"ledger/{unit}/{folder}/{record}.yaml" for folder in BY_FOLDER] if unit else []
        return any(objects.listing(self.root, side, *paths) for side in self.sides) if paths else False


ID_TAIL = len("-2018-3047192")


def unit_in(path: str) -> str:
    """The unit that an id, or the name of a record's file, begins with; empty where it is none."""
    return path.rpartition("/")[2].removesuffix(".yaml")[:-ID_TAIL]


def open_change(root: Path, base: str, head: str) -> Change:
    """Read both ends of a change; CannotRun where they have no history in common."""
    ours, theirs, fork = objects.fork_of(root, base, head)
    files = tuple(objects.effective(root, ours, theirs, fork))
    base_plan = plan_at(root, ours)
    plan = plan_at(root, theirs) if any(file.path.startswith("plan/") for file in files) else base_plan
    deltas, new = deltas_of(root, files, base_plan.plan or plan.plan, plan.plan or base_plan.plan)
    return Change(root, ours, theirs, fork, files, base_plan, plan, deltas, new)


def deltas_of(
    root: Path,
    files: Iterable[Touched],
    old_plan: Plan | None,
    new_plan: Plan | None,
    like: ChosenTree | None = None,
) -> tuple[tuple[Delta, ...], Records]:
    """Both versions of every file, each read by the plan of its side, and the records of the new side."""
    listed = tuple(files)
    old = records_of(root, {f.path: (f.old_mode, f.old_blob) for f in listed}, old_plan, like)
    new = records_of(root, {f.path: (f.new_mode, f.new_blob) for f in listed}, new_plan, like)
    before = {source.path: source.record for source in old.sources}
    after = {source.path: source.record for source in new.sources}
    deltas = tuple(
        Delta(f.path, f.old_mode, f.new_mode, before.get(f.path), after.get(f.path), places_in(new, f.path))
        for f in listed
    )
    return deltas, new


def gate_root(folder: Path, revision: str = "HEAD") -> Path:
    """The ledger's root; a repository without a work tree is one too where `revision` holds a plan."""
    from ybq_ledger.commands.opening import find_root
    from ybq_ledger.store.git import run_git

    try:
        return find_root(folder)
    except CannotRun:
        if run_git(folder, "cat-file", "-e", f"{revision}:plan/plan.yaml").returncode:
            raise
        return folder


def places_in(records: Records, path: str) -> Locate:
    """The places of the values in one file, worked out when the first finding asks for one."""

    def locate(steps: Steps) -> Place:
        return locate_from(records.tree, path)(steps)

    return locate


def plan_at(root: Path, commit: str) -> PlanReading:
    """The plan of one commit or tree, with the handovers of the units that have ended."""
    reading = read_plan(ChosenTree(root, objects.listing(root, commit, "plan")))
    if reading.plan is None:
        return reading
    handed = handovers_at(root, commit, reading.plan)
    return replace(reading, plan=with_handovers(reading.plan, handed)) if handed else reading


def handovers_at(root: Path, commit: str, plan: Plan) -> list[Source]:
    """The handovers of units that have ended; nobody else's can matter."""
    ended = [unit.code for unit in plan.units if unit.valid_to]
    files: Files = {}
    for code in ended:
        files |= objects.listing(root, commit, f"ledger/{code}/handovers")
    return records_of(root, files, plan).sources if files else []


def records_of(root: Path, files: Files, plan: Plan | None, like: ChosenTree | None = None) -> Records:
    """The records among some files, read as `ledger check` reads them, by the git process of a tree where one is given."""
    present = {path: found for path, found in files.items() if path.startswith("ledger/") and found[0] != ABSENT}
    records = Records(ChosenTree(root, present, like), plan)
    records.take_all(tuple(records.tree.paths("ledger")), unwatched)
    return records
