"""What a change does beyond the files it touches: to joined records, to records that name one of its own, to all by a new plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ybq_ledger.checks.context import Context
from ybq_ledger.checks.gate_rules import BREAKS_OTHERS, MERGE_BREAKS_RULE, MERGE_CONFLICT
from ybq_ledger.checks.record_rules import check_records
from ybq_ledger.commands.changing import Change, Files, handovers_at, plan_at, records_of, unit_in
from ybq_ledger.model.calendar import CalendarData
from ybq_ledger.model.event import Merge, Void
from ybq_ledger.model.finding import Finding, Severity
from ybq_ledger.model.ledger import Ledger, Source
from ybq_ledger.model.place import Place
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.record import Issue
from ybq_ledger.store import change_set as objects
from ybq_ledger.store.plan_files import PlanReading
from ybq_ledger.store.reading import Records


def merging(change: Change, today: date) -> Iterator[Finding]:
    """What merging gives, where the other side has moved on: conflicts, and rules that only the joined record breaks."""
    result = change.merged
    if result is None:
        return
    for path in result.conflicts:
        yield Finding(MERGE_CONFLICT, Place(path))
    if result.conflicts:
        return
    mine = {file.path: file.new_blob for file in change.files}
    merged = {f.path: (f.new_mode, f.new_blob) for f in objects.touched(change.root, change.base, result.tree)}
    joined = {path: found for path, found in merged.items() if mine.get(path) != found[1]}
    reading = plan_at(change.root, result.tree) if is_new_plan(change) else change.base_plan
    found = list(reading.findings if reading is not change.base_plan else ())
    if reading.plan is not None and reading.calendar is not None:
        records = records_of(change.root, joined, reading.plan)
        found += records.findings
        found += check_records(context_over(reading.plan, reading.calendar, records.sources, today))
    for finding in found:
        if finding.rule.severity is Severity.error:
            facts = {"rule": finding.rule.id, "message": finding.message}
            yield Finding(MERGE_BREAKS_RULE, Place(finding.place.path), facts)


def is_new_plan(change: Change) -> bool:
    """Whether the change brings a plan of its own."""
    return change.plan is not change.base_plan


def context_over(
    plan: Plan, calendar: CalendarData, sources: list[Source], today: date, whole: bool = False
) -> Context:
    """A context over records that stand nowhere yet, so places are whole files."""
    ledger = Ledger(plan, calendar, tuple(sources))
    return Context(ledger, today, lambda path: lambda _: Place(path), is_whole=whole)


def companions(change: Change, plan: Plan) -> list[Source]:
    """Records that a judgement of the touched ones needs: what they are merged into, and what ended units handed over."""
    listed: Files = {}
    for source in change.records.sources:
        for event in source.record.events:
            if isinstance(event, Merge):
                listed |= listing_of(change, f"ledger/{unit_in(event.into)}/issues/{event.into}.yaml")
    found = records_of(change.root, listed, plan).sources + handovers_at(change.root, change.head, plan)
    return [source for source in found if source.path not in change.paths]


def listing_of(change: Change, path: str) -> Files:
    """One file of the change's own side."""
    return objects.listing(change.root, change.head, path)


def dependants(change: Change, today: date) -> Iterator[Finding]:
    """Records that were merged into one which the change voids or merges itself."""
    reading = change.plan if change.plan.plan else change.base_plan
    gone = {
        delta.new.id
        for delta in change.deltas
        if isinstance(delta.new, Issue) and any(isinstance(event, Void | Merge) for _, event in delta.new_events)
    }
    if not gone or reading.plan is None or reading.calendar is None:
        return
    paths = {path for record in gone for path in objects.naming(change.root, change.outcome, f"into: {record}")}
    listed: Files = {}
    for path in sorted(paths - change.paths):
        listed |= objects.listing(change.root, change.outcome, path)
    others = records_of(change.root, listed, reading.plan).sources
    context = context_over(reading.plan, reading.calendar, [*others, *change.records.sources], today)
    for finding in check_records(context):
        if finding.place.path in listed and finding.facts.get("into") in gone:
            yield broken(finding, next(path for path in change.paths if str(finding.facts["into"]) in path))


def broken(finding: Finding, by: str) -> Finding:
    """The finding about a file that the change does not touch."""
    facts = {"path": finding.place.path, "rule": finding.rule.id, "message": finding.message}
    return Finding(BREAKS_OTHERS, Place(by), facts)


def under_the_new_plan(change: Change, today: date) -> Iterator[Finding]:
    """Errors in records nobody touched that only the change's plan makes of them; asked only where its meaning changes."""
    old, new = change.base_plan, change.plan
    if not is_new_plan(change) or old.plan is None or old.calendar is None or new.plan is None or new.calendar is None:
        return
    if bare(old.plan) == bare(new.plan) and old.calendar == new.calendar:
        return
    files = objects.listing(change.root, change.outcome, "ledger")
    before, after = records_of(change.root, files, old.plan), records_of(change.root, files, new.plan)
    known = {named(finding) for finding in errors(before, old, today)}
    where = next(path for path in sorted(change.paths) if path.startswith("plan/"))
    for finding in errors(after, new, today):
        if finding.place.path not in change.paths and named(finding) not in known:
            yield broken(finding, where)


def bare(plan: Plan) -> Plan:
    """The plan without what no record depends on."""
    return replace(plan, accounts=(), grants=(), waivers=())


def named(finding: Finding) -> tuple[str, str, str]:
    """What makes it the same finding under another plan."""
    return finding.rule.id, finding.place.path, finding.message.zh


def errors(records: Records, reading: PlanReading, today: date) -> Iterator[Finding]:
    """Every error in a whole ledger under a plan."""
    assert reading.plan is not None and reading.calendar is not None
    yield from (finding for finding in records.findings if finding.rule.severity is Severity.error)
    context = context_over(reading.plan, reading.calendar, records.sources, today, whole=True)
    yield from (finding for finding in check_records(context) if finding.rule.severity is Severity.error)
