"""Rules about complaints that were passed on: only those they were passed to sign for them and report back."""

from __future__ import annotations

from collections.abc import Iterator

from ybq_ledger.checks.context import Context, RuleCheck
from ybq_ledger.domain.succession import holder_on
from ybq_ledger.domain.timeline import in_order
from ybq_ledger.model.complaint import Complaint, Refer, Report
from ybq_ledger.model.event import Sign
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text

REPORTED_BY_STRANGER = Rule(
    "R566", "reported-by-stranger", Severity.error,
    Text("{event} 由 {unit} 登记，但此件没有转给它", "{event} by {unit}, which it was never passed to"),
    Text("由承办、协办单位签收和报告；先用 ledger refer 转办", "the units it was passed to sign for it and report; pass it on first with ledger refer"),
)  # fmt: skip


def reported_by_stranger(context: Context) -> Iterator[Finding]:
    """R566: by a unit it was passed to before, or its successor."""
    for path, record in context.records:
        if not isinstance(record, Complaint):
            continue
        addressees: list[str] = []
        for index, event in in_order(record.events):
            if isinstance(event, Refer):
                addressees.append(event.to)
            elif isinstance(event, Sign | Report):
                allowed = {holder_on(context.plan, unit, (record.id,), event.on) for unit in addressees}
                if event.by not in allowed:
                    facts = {"event": event.event, "unit": event.by}
                    yield Finding(REPORTED_BY_STRANGER, context.place(path, "events", index, "by"), facts)


COMPLAINT_RULES: tuple[RuleCheck, ...] = (((REPORTED_BY_STRANGER,), reported_by_stranger),)
