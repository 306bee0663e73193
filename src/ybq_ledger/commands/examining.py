"""Examines every file of a ledger, share by share on all cores, and then what only all of them together can show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ybq_ledger.checks.calendar_rules import check_calendar
from ybq_ledger.checks.context import Context, Trace
from ybq_ledger.checks.plan_rules import check_plan
from ybq_ledger.checks.record_rules import check_alone, check_together, is_compared
from ybq_ledger.commands.rules import RULES
from ybq_ledger.commands.sharing import in_shares
from ybq_ledger.domain.succession import with_handovers
from ybq_ledger.model.authority import Waiver
from ybq_ledger.model.calendar import CalendarData
from ybq_ledger.model.finding import Finding
from ybq_ledger.model.ledger import Ledger, Locate, Source
from ybq_ledger.model.place import Place
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.progress import Watch
from ybq_ledger.store.documents import locate_from
from ybq_ledger.store.plan_files import read_plan
from ybq_ledger.store.reading import Records, case_twins, read_handovers, same_id_twice
from ybq_ledger.store.record_files import FOLDER
from ybq_ledger.store.tree import Entry, Tree

Told = tuple[str, Place, Mapping[str, Any]]
"""A finding on its way between processes: its rule by id, its place and its facts."""


@dataclass(frozen=True, slots=True)
class Examined:
    """All that is wrong, waived or not, and what was looked at; `is_readable`: the plan and the calendar could be read."""

    findings: tuple[Finding, ...]
    files: int
    records: int
    ignored: int
    is_readable: bool
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one share of the files gave: the traces of its records, and those records that are compared with others."""

    told: tuple[Told, ...]
    traces: tuple[Trace, ...]
    sources: tuple[Source, ...]
    ignored: int


class Places:
    """Finds the places of values; each file is parsed once, and only if something was found in it."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.known: dict[str, Locate] = {}

    def __call__(self, path: str) -> Locate:
        """The places of the values in one file."""
        if path not in self.known:
            self.known[path] = locate_from(self.tree, path)
        return self.known[path]


@dataclass(frozen=True, slots=True)
class Examiner:
    """What is needed to examine a share; `plan` holds the handovers."""

    tree: Tree
    plan: Plan | None
    calendar: CalendarData | None
    today: date

    def examine(self, entries: Sequence[Entry]) -> Part:
        """Read some files and ask of each record what it alone can answer."""
        records = Records(self.tree, self.plan)
        for entry in entries:
            records.take(entry)
        found = list(records.findings)
        if self.plan is None or self.calendar is None:
            return Part(tuple(map(told, found)), (), (), records.ignored)
        context = Context(
            Ledger(self.plan, self.calendar, tuple(records.sources)), self.today, Places(self.tree), joined=self.plan
        )
        found += check_alone(context)
        compared = tuple(source for source in records.sources if is_compared(source.record))
        return Part(tuple(map(told, found)), context.traces, compared, records.ignored)


def told(finding: Finding) -> Told:
    """A finding without its rule, which the other side has."""
    return finding.rule.id, finding.place, finding.facts


def heard(words: Told) -> Finding:
    """The finding that was told."""
    return Finding(RULES[words[0]], words[1], words[2])


def examine(tree: Tree, today: date, watch: Watch, many: int) -> Examined:
    """Read and examine plan/ and ledger/."""
    read = read_plan(tree)
    entries = tuple(tree.paths(FOLDER))
    plan = with_handovers(read.plan, read_handovers(tree, read.plan, entries)) if read.plan else None
    examiner = Examiner(tree, plan, read.calendar, today)
    parts = list(in_shares(examiner.examine, entries, watch, many))
    found = [*read.findings, *(heard(words) for part in parts for words in part.told), *case_twins(entries)]
    traces = [trace for part in parts for trace in part.traces]
    twice = list(same_id_twice(tree, ((trace.path, trace.id) for trace in traces)))
    refused = {path for finding, other in twice for path in (finding.place.path, other)}
    if refused:
        found = [finding for finding in found if finding.place.path not in refused or finding.rule.id[0] in "YSL"]
        found += [finding for finding, _ in twice]
    is_readable = plan is not None and read.calendar is not None
    if plan is not None and read.calendar is not None:
        known = tuple(trace for trace in traces if trace.path not in refused)
        sources = tuple(source for part in parts for source in part.sources if source.path not in refused)
        ledger = Ledger(plan, read.calendar, sources)
        found += whole(read.plan or plan, Context(ledger, today, Places(tree), known=known, joined=plan))
    records = sum(1 for trace in traces if trace.path not in refused)
    ignored = sum(part.ignored for part in parts)
    waivers = plan.waivers if plan else ()
    files = read.files + len(entries)
    return Examined(tuple(found), files, records, ignored if is_readable else 0, is_readable, waivers)


def whole(plan: Plan, context: Context) -> Iterator[Finding]:
    """What is wrong with the plan and the calendar, and what records show together."""
    yield from check_plan(plan, lambda path, steps: context.locate(path)(steps))
    yield from check_calendar(context.ledger.calendar, lambda path, steps: context.locate(path)(steps))
    yield from check_together(context)
