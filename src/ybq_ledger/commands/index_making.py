"""Makes the index of a ledger from its files, and brings it up to date with those that changed since."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from ybq_ledger.commands.sharing import MANY, NEVER, in_shares
from ybq_ledger.domain.spans import spans
from ybq_ledger.domain.standing import title_of
from ybq_ledger.domain.succession import succession, with_handovers
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.calendar import CalendarData
from ybq_ledger.model.ledger import Source
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.progress import Watch
from ybq_ledger.model.record_types import BY_SHAPE, RECORD_TYPES
from ybq_ledger.model.value import dataclass
from ybq_ledger.store import index_head
from ybq_ledger.store.index import Index, open_index, write_summary
from ybq_ledger.store.index_file import dump
from ybq_ledger.store.index_head import Head
from ybq_ledger.store.index_part import MOST_FILES, FileRows, merge_part, open_part, part_of, unit_of, write_part
from ybq_ledger.store.index_rows import span_rows
from ybq_ledger.store.index_sums import Sums, sums_of
from ybq_ledger.store.reading import HANDOVERS, Records, read_handovers
from ybq_ledger.store.tree import Entry, WorkTree
from ybq_ledger.store.watching import UNSETTLED, Asked, Doubt, Watched, changed
from ybq_ledger.store.watching import watch as watch_tree

MOST_CHANGES = 64
"""Files that are read anew each time; with more, the index is made anew from the old one."""
MOSTLY_NEW = 2
"""Where more than one file in so many has changed, nothing of the old index is used."""
PARTS = 4
"""Parts that are added up at a time."""


@dataclass(frozen=True, slots=True)
class Digesting:
    """What is needed to turn files into rows."""

    tree: WorkTree
    plan: Plan
    calendar: WorkingCalendar

    def rows_of(self, entries: Sequence[Entry]) -> list[FileRows]:
        """The rows of some files, in their order."""
        return list(self.each(entries))

    def each(self, entries: Iterable[Entry]) -> Iterator[FileRows]:
        """The same, one by one."""
        records = Records(self.tree, self.plan)
        return (self.row_of(records, entry) for entry in entries)

    def row_of(self, records: Records, entry: Entry) -> FileRows:
        """The rows of one file."""
        ignored = records.ignored
        source = records.take(entry)
        if source is None:
            return FileRows(entry.path, readable=records.ignored > ignored)
        record = source.record
        if not BY_SHAPE[type(record)].counted:
            return FileRows(entry.path, kept=dump(record))
        found = spans(self.plan, self.calendar, record, entry.path)
        return FileRows(entry.path, title_of(record).zh, tuple(span_rows(self.plan, self.calendar, found)))


def brought_up(root: Path, folder: Path, head: Head, index: Index, paths: set[str], rest: int) -> Index:
    """The index with what changed since laid over it; with much of that, a new one is made of both."""
    if len(paths) <= MOST_CHANGES:
        return with_changes(root, index, paths)
    watched, files = watch_tree(root, rest)
    paths = changed(root, head.watched, Asked(root, head.watched.tree), index.names_in)
    if len(paths) * MOSTLY_NEW > len(files):
        raise Doubt("much has changed")
    with_changes(root, index, paths)
    digests = index.digests | {name: merge_part(folder, index.part(name)) for name in index.changed}

    def add_up(share: Sequence[str]) -> list[tuple[str, Sums]]:
        return [added_up(folder, digest) for digest in share]

    shares = in_shares(add_up, list(digests.values()), share=PARTS, many=1 if len(files) >= MANY else NEVER)
    made = dict(zip(digests, (found for share in shares for found in share), strict=True))
    return summed_up(root, folder, watched, index.plan, index.calendar, made)


def with_changes(root: Path, index: Index, paths: set[str]) -> Index:
    """The index with what the changed files hold now; Doubt where it is better made anew."""
    if any(path.startswith("plan/") for path in paths) or touches_succession(index, paths):
        raise Doubt("what all records depend on has changed")
    refuse_twins(root, paths)
    index.look_into(paths)
    plan = with_handovers(index.plan, [Source(path, record) for path, record in index.kept()])
    digesting = Digesting(WorkTree(root), plan, WorkingCalendar(index.calendar))
    entries = [entry for path in sorted(paths) if (entry := entry_at(root, path))]
    index.change(paths, digesting.rows_of(entries))
    return index


def touches_succession(index: Index, paths: set[str]) -> bool:
    """Whether a change of who takes over from whom moves records that did not change themselves."""
    return succession(index.plan) is not None and any(f"/{HANDOVERS}/" in path for path in paths)


def refuse_twins(root: Path, paths: set[str]) -> None:
    """Doubt where one id could now stand in two files of a unit: neither counts, and only a whole reading sees it."""
    for path in paths:
        parts = path.split("/")
        others = ("/".join((*parts[:2], kind.folder, parts[-1])) for kind in RECORD_TYPES) if len(parts) == 4 else ()
        if any(other != path and os.path.lexists(root / other) for other in others):
            raise Doubt("one id twice")


def entry_at(root: Path, path: str) -> Entry | None:
    """What stands at a path now; None where nothing does."""
    full = root / path
    if full.is_symlink():
        return Entry(path, "link")
    if not full.exists():
        return None
    return Entry(path) if full.is_file() else Entry(path, "other")


def make_index(root: Path, folder: Path, watch: Watch, rest: int) -> Index:
    """Read every file and make the index; Doubt where the answer would not be that of a whole reading."""
    from ybq_ledger.commands.opening import plan_of

    watched, _ = watch_tree(root, rest)
    tree = WorkTree(root)
    plan, calendar = plan_of(tree)
    entries = list(tree.paths("ledger"))
    joined = with_handovers(plan, read_handovers(tree, plan, entries))
    digesting = Digesting(tree, joined, WorkingCalendar(calendar))
    folder.mkdir(parents=True, exist_ok=True)
    parts = list(in_parts(entries).items())

    def make(share: Sequence[tuple[str, list[Entry]]]) -> list[tuple[str, Sums]]:
        return [added_up(folder, write_part(folder, digesting.each(part))) for _, part in share]

    made: dict[str, tuple[str, Sums]] = {}
    many = 1 if len(entries) >= MANY else NEVER
    done = 0
    watch(0, len(entries))
    for (name, part), (found,) in zip(parts, in_shares(make, parts, share=1, many=many), strict=True):
        made[name] = found
        done += len(part)
        watch(done, len(entries))
    return summed_up(root, folder, watched, plan, calendar, made)


def in_parts(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Files by the part they belong to; of a unit that has several parts each is there, if empty."""
    files = Counter(unit_of(entry.path) for entry in entries)
    numbers = {unit: -(-number // MOST_FILES) for unit, number in files.items()}
    several = (f"{unit}/{place}" for unit, number in numbers.items() if number > 1 for place in range(number))
    found: dict[str, list[Entry]] = defaultdict(list, {name: [] for name in several})
    for entry in entries:
        found[part_of(entry.path, numbers)].append(entry)
    return found


def added_up(folder: Path, digest: str) -> tuple[str, Sums]:
    """A part's digest, and what it adds up to."""
    return digest, sums_of(open_part(folder, digest))


def summed_up(
    root: Path, folder: Path, watched: Watched, plan: Plan, calendar: CalendarData, made: dict[str, tuple[str, Sums]]
) -> Index:
    """The index of some parts, opened; it is kept for later only if no file changed while it was made."""
    digest, named = write_summary(folder, plan, calendar, made)
    head = Head(digest, watched, index_head.code_stamp())
    index = open_index(folder, head)
    moved = changed(root, watched, Asked(root, watched.tree), index.names_in)
    if moved <= {path for path, stamp in watched.loose.items() if stamp == UNSETTLED}:
        with suppress(OSError):
            index_head.write_head(folder, head)
            index_head.clear(folder, named)
    return index
