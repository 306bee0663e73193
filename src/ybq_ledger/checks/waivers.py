"""Lets findings pass that a waiver of the plan covers; a waiver that has ended, covers nothing or may not be is a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from ybq_ledger.checks.gate_rules import UNUSED_WAIVER, WAIVER_EXPIRED, WAIVER_REFUSED
from ybq_ledger.model.authority import Waiver
from ybq_ledger.model.finding import Finding
from ybq_ledger.model.ledger import Locate

FILE = "plan/waivers.yaml"
NEVER = ("G72", "G73", "G74", "R620", "R622", "G701", "G703", "G708")
"""Rules, or their beginnings, that no waiver lets pass: a right, somebody's data and a lost event know no exception."""


def may_be_waived(rule: str) -> bool:
    """Whether a waiver of this rule counts."""
    return not rule.startswith(NEVER)


def waived(
    found: Iterable[Finding],
    waivers: tuple[Waiver, ...],
    today: date,
    is_seen: Callable[[Waiver], bool],
    is_tested: Callable[[str], bool],
    locate: Locate,
) -> Iterator[Finding]:
    """What no waiver covers, then what is wrong with the waivers that are seen here; some rules are not tested here."""
    live = {(w.rule, w.path): w for w in waivers if today <= w.until and may_be_waived(w.rule)}
    used = set()
    for finding in found:
        covering = (finding.rule.id, finding.place.path)
        if covering in live:
            used.add(covering)
        else:
            yield finding
    for number, waiver in enumerate(waivers):
        facts: dict[str, object] = {"rule": waiver.rule, "path": waiver.path, "until": waiver.until}
        if not is_seen(waiver):
            continue
        place = locate(("waivers", number, "rule"))
        if not may_be_waived(waiver.rule):
            yield Finding(WAIVER_REFUSED, place, {"rule": waiver.rule})
        elif today > waiver.until:
            yield Finding(WAIVER_EXPIRED, place, facts)
        elif is_tested(waiver.rule) and (waiver.rule, waiver.path) not in used:
            yield Finding(UNUSED_WAIVER, place, facts)
