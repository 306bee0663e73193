"""Judges a change against the revision it goes to, from git's objects alone; its cost follows the change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ybq_ledger.checks import authority_rules as authority
from ybq_ledger.checks import history_rules as history
from ybq_ledger.checks.calendar_rules import check_calendar
from ybq_ledger.checks.context import Context
from ybq_ledger.checks.gate_rules import (
    MERGE_BREAKS_RULE,
    MERGE_CONFLICT,
    NOT_CANONICAL,
    UNUSED_WAIVER,
    WAIVER_EXPIRED,
)
from ybq_ledger.checks.personal_rules import PERSONAL_DATA, personal_data_in_text
from ybq_ledger.checks.plan_rules import check_plan
from ybq_ledger.checks.record_rules import check_records
from ybq_ledger.commands.check import Checked, lines_of
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.delta import Delta
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.finding import Finding, Severity
from ybq_ledger.model.ledger import Ledger, Locate, Source
from ybq_ledger.model.place import Path as Steps
from ybq_ledger.model.place import Place
from ybq_ledger.model.plan import Plan
from ybq_ledger.store import change_set as objects
from ybq_ledger.store.change_set import ChosenTree, Touched
from ybq_ledger.store.documents import locate_from
from ybq_ledger.store.plan_files import PlanReading, read_plan
from ybq_ledger.store.reading import Records


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
    unjudged: tuple[Finding, ...] = ()


def open_change(root: Path, base: str, head: str) -> Change:
    """Read both ends of a change; CannotRun where they have no history in common."""
    ours, theirs, fork = objects.fork_of(root, base, head)
    files = tuple(objects.touched(root, fork, theirs))
    base_plan = plan_at(root, ours)
    plan = plan_at(root, theirs) if any(file.path.startswith("plan/") for file in files) else base_plan
    deltas, new = deltas_of(root, files, plan.plan or base_plan.plan)
    return Change(root, ours, theirs, fork, files, base_plan, plan, deltas, new)


def deltas_of(root: Path, files: tuple[Touched, ...], plan: Plan | None) -> tuple[tuple[Delta, ...], Records]:
    """Both versions of every file, and the records of the new side."""
    old = records_of(root, {f.path: (f.old_mode, f.old_blob) for f in files}, plan)
    new = records_of(root, {f.path: (f.new_mode, f.new_blob) for f in files}, plan)
    before = {source.path: source.record for source in old.sources}
    after = {source.path: source.record for source in new.sources}
    deltas = tuple(
        Delta(f.path, f.old_mode, f.new_mode, before.get(f.path), after.get(f.path), places_in(new, f.path))
        for f in files
    )
    return deltas, new


def gate_root(folder: Path) -> Path:
    """The ledger's root; a repository without a work tree is one too where its HEAD holds a plan."""
    from ybq_ledger.commands.opening import find_root
    from ybq_ledger.store.git import run_git

    try:
        return find_root(folder)
    except CannotRun:
        if run_git(folder, "cat-file", "-e", "HEAD:plan/plan.yaml").returncode:
            raise
        return folder


def places_in(records: Records, path: str) -> Locate:
    """The places of the values in one file, worked out when the first finding asks for one."""

    def locate(steps: Steps) -> Place:
        return locate_from(records.tree, path)(steps)

    return locate


def plan_at(root: Path, commit: str) -> PlanReading:
    """The plan of one commit."""
    return read_plan(ChosenTree(root, objects.listing(root, commit, "plan")))


def records_of(root: Path, files: dict[str, tuple[str, str]], plan: Plan | None) -> Records:
    """The records among some files, read as `ledger check` reads them."""
    from ybq_ledger.model.delta import ABSENT
    from ybq_ledger.model.progress import unwatched

    present = {path: found for path, found in files.items() if path.startswith("ledger/") and found[0] != ABSENT}
    records = Records(ChosenTree(root, present), plan)
    records.take_all(tuple(records.tree.paths("ledger")), unwatched)
    return records


def judge_change(root: Path, base: str, head: str, actor: str | None, today: date) -> Checked:
    """Everything wrong with a change: its files, what it does to history, who sends it, and what merging gives."""
    change = open_change(root, base, head)
    found = list(findings_of(change, actor, today))
    found = list({finding.order: finding for finding in found}.values())
    plan = change.base_plan.plan
    if plan is not None:
        found = list(waived(found, plan, today))
    ordered = tuple(sorted(found, key=lambda finding: finding.order))
    shown = lines_of(change.records.tree, ordered)
    return Checked(ordered, len(change.files), len(change.records.sources), change.records.ignored, lines=shown)


def findings_of(change: Change, actor: str | None, today: date) -> Iterator[Finding]:
    """Every family of findings about a change."""
    yield from content(change, today)
    era = history.Era.of(objects.day_of(change.root, change.fork), today)
    yield from history.history(list(change.deltas), era)
    if any(delta.is_new for delta in change.deltas):
        yield from history.names(list(change.deltas), objects.names(change.root, change.head, "ledger"))
    yield from senders(change, actor)
    yield from layout(change)
    yield from everything_ever_written(change)
    yield from merging(change, today)


def content(change: Change, today: date) -> Iterator[Finding]:
    """What `ledger check` says of the files the change has touched."""
    yield from change.records.findings
    plan, calendar = change.plan.plan, change.plan.calendar
    if change.plan is not change.base_plan:
        yield from change.plan.findings
        if plan is not None and calendar is not None:
            locate = change.plan.locate
            known = set_of_orders(check_plan(change.base_plan.plan, lambda p, s: change.base_plan.locate(p)(s))) if change.base_plan.plan else set()  # fmt: skip
            yield from (f for f in check_plan(plan, lambda p, s: locate(p)(s)) if f.message.zh not in known)
            yield from check_calendar(calendar, lambda p, s: locate(p)(s))
    plan, calendar = plan or change.base_plan.plan, calendar or change.base_plan.calendar
    if plan is not None and calendar is not None:
        ledger = Ledger(plan, calendar, tuple(change.records.sources))
        tree = change.records.tree
        yield from check_records(Context(ledger, today, lambda path: locate_from(tree, path), is_whole=False))


def set_of_orders(findings: Iterator[Finding]) -> set[str]:
    """What was said already, wherever it stood."""
    return {finding.message.zh for finding in findings}


def senders(change: Change, actor: str | None) -> Iterator[Finding]:
    """Who sends it, by the accounts of the side it goes to."""
    plan, calendar = change.base_plan.plan, change.base_plan.calendar
    if plan is None or calendar is None:
        return
    if actor is None or not plan.accounts:
        yield Finding(authority.NOBODY_LISTED, Place("plan/people.yaml"))
        return
    account = next((account for account in plan.accounts if account.login == actor), None)
    if account is None:
        yield Finding(authority.UNKNOWN_ACTOR, Place("plan/people.yaml"), {"actor": actor})
        return
    sender = authority.Sender(actor, account, plan, WorkingCalendar(calendar))
    yield from authority.authority(list(change.deltas), sender)
    if change.plan.plan is not None:
        yield from authority.self_promotion(actor, plan, change.plan.plan)


def layout(change: Change) -> Iterator[Finding]:
    """Files that are not as `ledger fmt` lays them out."""
    from ybq_ledger.store.formatting import format_record

    tree = change.records.tree
    for source in change.records.sources:
        data = tree.read(source.path)
        if isinstance(data, bytes):
            text = data.decode("utf-8", "surrogateescape")
            if format_record(text, source.record, source.path) not in (None, text):
                yield Finding(NOT_CANONICAL, Place(source.path))


def everything_ever_written(change: Change) -> Iterator[Finding]:
    """Personal data in any file of any commit of the range: what was added and removed again stays in history."""
    paths = objects.blobs_between(change.root, change.fork, change.head)
    final = {file.new_blob for file in change.files}
    for blob, data in objects.texts_of(change.root, paths):
        path = paths[blob]
        if not path.startswith(("ledger/", "plan/")) or len(data) > 1 << 20:
            continue
        for finding in personal_data_in_text(data.decode("utf-8", "replace"), path):
            place = finding.place if blob in final else Place(path)
            yield Finding(PERSONAL_DATA, place, finding.facts)


def merging(change: Change, today: date) -> Iterator[Finding]:
    """What merging gives, where the other side has moved on: conflicts, and rules that only the joined record breaks."""
    if change.base == change.fork:
        return
    result = objects.merge_result(change.root, change.base, change.head)
    if result is None:
        return
    for path in result.conflicts:
        yield Finding(MERGE_CONFLICT, Place(path))
    plan, calendar = change.base_plan.plan, change.base_plan.calendar
    if plan is None or calendar is None or result.conflicts:
        return
    mine = {file.path: file.new_blob for file in change.files}
    merged = {f.path: (f.new_mode, f.new_blob) for f in objects.touched(change.root, change.base, result.tree)}
    joined = {path: found for path, found in merged.items() if mine.get(path) != found[1]}
    records = records_of(change.root, joined, plan)
    found = [*records.findings, *check_records(joined_context(plan, calendar, records.sources, today))]
    for finding in found:
        if finding.rule.severity is Severity.error:
            facts = {"rule": finding.rule.id, "message": finding.message}
            yield Finding(MERGE_BREAKS_RULE, Place(finding.place.path), facts)


def joined_context(plan: Plan, calendar: object, sources: list[Source], today: date) -> Context:
    """A context over merged records; they stand nowhere yet, so places are whole files."""
    ledger = Ledger(plan, calendar, tuple(sources))  # type: ignore[arg-type]  # the calendar of the same reading
    return Context(ledger, today, lambda path: lambda _: Place(path), is_whole=False)


def waived(found: list[Finding], plan: Plan, today: date) -> Iterator[Finding]:
    """Leave out what a waiver of the side it goes to covers; an expired or unused waiver is a finding itself."""
    used = set()
    for finding in found:
        waiver = next((w for w in plan.waivers if w.rule == finding.rule.id and w.path == finding.place.path), None)
        if waiver and today <= waiver.until:
            used.add(waiver)
        else:
            yield finding
    touched_paths = {finding.place.path for finding in found}
    for waiver in plan.waivers:
        facts: dict[str, object] = {"rule": waiver.rule, "path": waiver.path, "until": waiver.until}
        if today > waiver.until:
            yield Finding(WAIVER_EXPIRED, Place("plan/waivers.yaml"), facts)
        elif waiver not in used and waiver.path in touched_paths:
            yield Finding(UNUSED_WAIVER, Place("plan/waivers.yaml"), facts)
