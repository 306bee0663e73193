"""Reads a whole ledger: plan, calendar and every record, with everything found wrong; no bad file stops it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from ybq_ledger.model.finding import Finding
from ybq_ledger.model.handover import Handover
from ybq_ledger.model.ledger import Ledger, Locate, Source
from ybq_ledger.model.place import Place
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.progress import Watch, unwatched
from ybq_ledger.model.record import Record
from ybq_ledger.model.record_types import RECORD_TYPES, RecordType
from ybq_ledger.model.value import dataclass
from ybq_ledger.store import layout_rules as rules
from ybq_ledger.store.documents import Read, has_error, locate_from, read_record
from ybq_ledger.store.record_files import FOLDER, Slot, disagreements, kind_of_keys, lay_out
from ybq_ledger.store.tree import Entry, Tree

if TYPE_CHECKING:
    from ybq_ledger.store.plan_files import PlanReading

HANDOVERS = next(kind.folder for kind in RECORD_TYPES if kind.shape is Handover)
WATCH_EVERY = 100
"""Files between two words to whoever watches."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read. `ledger` is None where the plan or the calendar could not be; `files` counts every file."""

    ledger: Ledger | None
    findings: tuple[Finding, ...]
    files: int
    tree: Tree
    places: dict[str, Locate] = field(default_factory=dict)

    def locate(self, path: str) -> Locate:
        """The places of the values in one file."""
        if path not in self.places:
            self.places[path] = locate_from(self.tree, path)
        return self.places[path]


class Records:
    """Collects records file by file; in the end every file is a source, unreadable, or ignored."""

    def __init__(self, tree: Tree, plan: Plan | None) -> None:
        self.tree = tree
        self.units = frozenset(unit.code for unit in plan.units) if plan else None
        self.sources: list[Source] = []
        self.findings: list[Finding] = []
        self.unreadable: list[str] = []
        self.ignored = 0
        self.files = 0

    def take_all(self, entries: Sequence[Entry], watch: Watch) -> None:
        """Read everything, then compare the files with each other."""
        try:
            for number, entry in enumerate(entries):
                if number % WATCH_EVERY == 0:
                    watch(number, len(entries))
                self.take(entry)
        finally:
            watch(len(entries), len(entries))
        self.findings += case_twins(entries)
        self.refuse_twice()

    def take(self, entry: Entry) -> Source | None:
        """Read one file; the record in it, if there is one that can be read."""
        self.files += 1
        layout = lay_out(entry, self.units)
        found = list(layout.findings)
        record = self.read(layout.slot, found) if layout.slot else None
        self.findings += found
        if layout.ignored:
            self.ignored += 1
        elif record is None or has_error(tuple(found)):
            self.unreadable.append(entry.path)
        else:
            source = Source(entry.path, record)
            self.sources.append(source)
            return source
        return None

    def read(self, slot: Slot, found: list[Finding]) -> Record | None:
        """Read the record in its slot and compare it with its path."""
        if slot.kind is None:
            return None
        read: Read[Record] = read_record(self.tree, slot.path, slot.kind.shape)
        if read.value is None:
            found += wrong_kind(read, slot, slot.kind) or read.findings
            return None
        found += read.findings
        known = not any(finding.rule is rules.UNKNOWN_UNIT_FOLDER for finding in found)
        wrong = disagreements(read.value, slot, known)
        if wrong:
            locate = locate_from(self.tree, slot.path)
            found += [Finding(rule, locate((key,)), facts) for rule, key, facts in wrong]
        return read.value

    def refuse_twice(self) -> None:
        """Two files with one id: neither can be told from the other, so neither counts."""
        found = list(same_id_twice(self.tree, ((source.path, source.record.id) for source in self.sources)))
        twice = {path for finding, other in found for path in (finding.place.path, other)}
        self.findings += [finding for finding, _ in found]
        self.sources = [source for source in self.sources if source.path not in twice]
        self.unreadable = sorted({*self.unreadable, *twice})


def same_id_twice(tree: Tree, named: Iterable[tuple[str, str]]) -> Iterator[tuple[Finding, str]]:
    """A finding for each path whose id an earlier path holds already, and that path."""
    first: dict[str, str] = {}
    for path, record in named:
        other = first.setdefault(record, path)
        if other != path:
            yield Finding(rules.SAME_ID_TWICE, locate_from(tree, path)(("id",)), {"other": other}), other


def read_handovers(tree: Tree, plan: Plan, entries: Sequence[Entry]) -> list[Source]:
    """The handovers, which every other record may depend on."""
    records = Records(tree, plan)
    found = [records.take(entry) for entry in entries if f"/{HANDOVERS}/" in entry.path]
    return [source for source in found if source is not None]


def case_twins(entries: Sequence[Entry]) -> list[Finding]:
    """Paths that some systems cannot tell apart; one with a capital letter is never a record's."""
    mixed = [entry.path for entry in entries if not entry.path.islower()]
    usual = {entry.path for entry in entries if entry.path.islower()} if mixed else set()
    first: dict[str, str] = {}
    found = []
    for path in mixed:
        lowered = path.lower()
        twin = lowered if lowered in usual else first.setdefault(lowered, path)
        if twin != path:
            found.append(Finding(rules.CASE_TWINS, Place(path), {"other": twin}))
    return found


def wrong_kind(read: Read[Record], slot: Slot, kind: RecordType) -> list[Finding]:
    """The one finding for a record that stands in another kind's folder."""
    from ybq_ledger.store.nodes import Mapping

    keys = frozenset(read.root.entries) if isinstance(read.root, Mapping) else frozenset()
    right = kind_of_keys(keys, kind)
    if right is None:
        return []
    facts = {"kind": right.title, "folder": slot.folder, "right": right.folder}
    return [Finding(rules.WRONG_KIND_OF_FOLDER, Place(slot.path), facts)]


def read_ledger(tree: Tree, watch: Watch = unwatched, plan: PlanReading | None = None) -> Reading:
    """Read plan/ (unless it was) and ledger/; `watch` is told now and then how far it is."""
    if plan is None:
        from ybq_ledger.store.plan_files import read_plan

        plan = read_plan(tree)
    records = Records(tree, plan.plan)
    records.take_all(tuple(tree.paths(FOLDER)), watch)
    findings = (*plan.findings, *records.findings)
    files = plan.files + records.files
    if plan.plan is None or plan.calendar is None:
        return Reading(None, findings, files, tree)
    ledger = Ledger(
        plan.plan, plan.calendar, tuple(records.sources), findings, tuple(records.unreadable), files, records.ignored
    )
    return Reading(ledger, findings, files, tree)
