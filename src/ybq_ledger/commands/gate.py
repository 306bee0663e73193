"""Judges a change against the revision it goes to, from git's objects alone; its cost follows the change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ybq_ledger.checks import authority_rules as authority
from ybq_ledger.checks import history_rules as history
from ybq_ledger.checks.calendar_rules import check_calendar
from ybq_ledger.checks.context import Context
from ybq_ledger.checks.gate_rules import NOT_CANONICAL, PLAN_UNREADABLE
from ybq_ledger.checks.personal_rules import PERSONAL_DATA
from ybq_ledger.checks.plan_rules import check_plan
from ybq_ledger.checks.record_rules import check_records
from ybq_ledger.checks.seal_rules import changed_seals
from ybq_ledger.checks.waivers import FILE as WAIVERS
from ybq_ledger.checks.waivers import waived
from ybq_ledger.commands.changing import Change, open_change
from ybq_ledger.commands.check import Checked, lines_of
from ybq_ledger.commands.combing import combed
from ybq_ledger.commands.consequences import companions, dependants, merging, under_the_new_plan
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.authority import Account
from ybq_ledger.model.finding import Finding, Severity
from ybq_ledger.model.ledger import Ledger
from ybq_ledger.model.place import Place
from ybq_ledger.store import change_set as objects
from ybq_ledger.store.change_set import ChosenTree
from ybq_ledger.store.documents import locate_from

WHOLE = frozenset({"R519", "R527", "R543", "R552", "R553", "R582", "R584"})
"""Rules that compare records with each other: whether a waiver of one is used, only a check of everything can tell."""


def judge_change(root: Path, base: str, head: str, actors: Sequence[str], today: date) -> Checked:
    """Everything wrong with a change: its files, what it does to history, who sends it, and what merging gives.

    Where several accounts had a hand in it (`actors`), each of them must have been allowed to do all of it.
    """
    change = open_change(root, base, head)
    found = list({finding.order: finding for finding in findings_of(change, actors, today)}.values())
    found = without_echoes(found)
    plan = change.base_plan.plan
    if plan is not None:
        locate = change.base_plan.locate(WAIVERS)
        seen = lambda waiver: waiver.path in change.paths  # noqa: E731 - a word for it
        found = list(waived(found, plan.waivers, today, seen, lambda rule: rule not in WHOLE, locate))
    ordered = tuple(sorted(found, key=lambda finding: finding.order))
    tree = ChosenTree(root, {f.path: (f.new_mode, f.new_blob) for f in change.files})
    shown = lines_of(tree, ordered)
    return Checked(ordered, len(change.files), len(change.records.sources), change.records.ignored, lines=shown)


def without_echoes(found: list[Finding]) -> list[Finding]:
    """Personal data on a line once: its value and its spelling are found apart."""
    kept: dict[tuple[str, int, str], Finding] = {}
    for finding in found:
        if finding.rule is PERSONAL_DATA:
            kept.setdefault((finding.place.path, finding.place.line, finding.message.zh), finding)
    return [finding for finding in found if finding.rule is not PERSONAL_DATA or finding in kept.values()]


def findings_of(change: Change, actors: Sequence[str], today: date) -> Iterator[Finding]:
    """Every family of findings about a change."""
    yield from content(change, today)
    yield from past(change, today)
    yield from senders(change, actors)
    yield from layout(change)
    yield from combed(change, maintained(change, actors))
    yield from merging(change, today)
    yield from dependants(change, today)
    yield from under_the_new_plan(change, today)


def content(change: Change, today: date) -> Iterator[Finding]:
    """What `ledger check` says of the files the change has touched."""
    yield from change.records.findings
    plan, calendar = change.plan.plan, change.plan.calendar
    if change.plan is not change.base_plan:
        yield from plan_content(change)
    plan, calendar = plan or change.base_plan.plan, calendar or change.base_plan.calendar
    if plan is not None and calendar is not None:
        ledger = Ledger(plan, calendar, (*change.records.sources, *companions(change, plan)))
        tree = change.records.tree
        context = Context(ledger, today, lambda path: locate_from(tree, path), is_whole=False, others=change.has_record)
        yield from (finding for finding in check_records(context) if finding.place.path in change.paths)


def plan_content(change: Change) -> Iterator[Finding]:
    """What is wrong with the change's plan and was not wrong before."""
    yield from change.plan.findings
    base, plan, calendar = change.base_plan, change.plan.plan, change.plan.calendar
    if plan is None or calendar is None:
        return
    known = set()
    if base.plan is not None:
        known = {finding.message.zh for finding in check_plan(base.plan, lambda path, steps: base.locate(path)(steps))}
    locate = change.plan.locate
    yield from (f for f in check_plan(plan, lambda path, steps: locate(path)(steps)) if f.message.zh not in known)
    yield from check_calendar(calendar, lambda path, steps: locate(path)(steps))


def past(change: Change, today: date) -> Iterator[Finding]:
    """What the change does to history."""
    era = history.Era.of(objects.days_between(change.root, change.base, change.head), today)
    yield from history.history(list(change.deltas), era, change.base_plan.plan)
    yield from changed_seals(list(change.deltas))
    yield from history.names(list(change.deltas), change.neighbours())
    plan, calendar = change.base_plan.plan, change.base_plan.calendar
    if plan is not None and calendar is not None:
        yield from history.deadlines(list(change.deltas), plan, WorkingCalendar(calendar))


def account_of(change: Change, actor: str) -> Account | None:
    """An account by the plan of the side the change goes to."""
    plan = change.base_plan.plan
    return next((account for account in plan.accounts if account.login == actor), None) if plan else None


def maintained(change: Change, actors: Sequence[str]) -> tuple[str, ...] | None:
    """The folders all senders maintain; None where nobody knows who they are."""
    plan = change.base_plan.plan
    if plan is None or not plan.accounts or not actors:
        return None
    scopes = [set(account.maintains) if (account := account_of(change, actor)) else set() for actor in actors]
    return tuple(sorted(set.intersection(*scopes)))


def senders(change: Change, actors: Sequence[str]) -> Iterator[Finding]:
    """Who sends it, by the accounts of the side it goes to."""
    plan, calendar = change.base_plan.plan, change.base_plan.calendar
    if (plan is None or calendar is None) and change.base_plan.files:
        first = min((f for f in change.base_plan.findings if f.rule.severity is Severity.error), key=lambda f: f.order)
        facts = {"message": first.message, "path": first.place.path}
        yield Finding(PLAN_UNREADABLE, Place(first.place.path), facts)
        return
    if plan is None or calendar is None or not actors or not plan.accounts:
        yield Finding(authority.NOBODY_LISTED, Place("plan/people.yaml"))
        return
    for actor in actors:
        account = account_of(change, actor)
        if account is None:
            yield Finding(authority.UNKNOWN_ACTOR, Place("plan/people.yaml"), {"actor": actor})
            continue
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
