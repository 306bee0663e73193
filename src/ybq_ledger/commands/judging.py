"""Judges one record before it is written: its text must read back the same, and no rule may find an error."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from ybq_ledger.checks.context import Context
from ybq_ledger.checks.record_rules import check_records
from ybq_ledger.commands.drafting import Draft
from ybq_ledger.commands.opening import open_tree, plan_of
from ybq_ledger.domain.names import Names
from ybq_ledger.model.calendar import CalendarData
from ybq_ledger.model.finding import Finding, Severity
from ybq_ledger.model.ledger import Ledger, Source
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.record import Record


@dataclass(frozen=True)
class PlanOnly:
    """The plan and the calendar, without any record: all that one entry needs, whatever the size of the ledger."""

    plan: Plan
    calendar: CalendarData

    @cached_property
    def names(self) -> Names:
        """Finds units and works by name."""
        return Names(self.plan)


@dataclass(frozen=True, slots=True)
class Judged:
    """A record with the text of its file and what the rules say about it."""

    record: Record
    path: str
    text: str
    findings: tuple[Finding, ...]

    @property
    def is_refused(self) -> bool:
        """Whether it must not be written."""
        return any(finding.rule.severity == Severity.error for finding in self.findings)


def read_plan_of(root: Path) -> PlanOnly:
    """Read plan/ alone; CannotRun where it cannot be read."""
    return PlanOnly(*plan_of(open_tree(root)))


def judge(opened: PlanOnly, record: Record, path: str, today: date, draft: Draft) -> Judged:
    """Check a new record by the same rules as `ledger check`; findings stand where the person wrote the value."""
    from ybq_ledger.store.read_back import record_text

    return Judged(record, path, record_text(record), findings_on(opened, record, path, today, draft))


def findings_on(opened: PlanOnly, record: Record, path: str, today: date, draft: Draft) -> tuple[Finding, ...]:
    """What the rules say about one record alone."""
    ledger = Ledger(opened.plan, opened.calendar, (Source(path, record),))
    context = Context(ledger, today, lambda _: draft.locate, is_whole=False)
    return tuple(sorted(check_records(context), key=lambda finding: finding.order))
