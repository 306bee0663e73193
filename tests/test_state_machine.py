"""Every record type driven through random orders of events, legal and not, against a second, slow account.

The tests try a few hundred orders of each type on some days; `LEDGER_ORDERS=3000 pytest tests/test_state_machine.py`
tries as many of each as it says, each on up to sixteen of the days on which anything may change.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from real_plan import reading, real_plan
from slow_recount import Account, by_kind, complaints, duties, numbers
from ybq_ledger.checks.context import Context
from ybq_ledger.checks.record_rules import check_records
from ybq_ledger.domain.view import View
from ybq_ledger.model.activity import PlainEvent
from ybq_ledger.model.complaint import ComplaintEvent
from ybq_ledger.model.event import FilingEvent, IssueEvent
from ybq_ledger.model.ledger import Ledger, Source
from ybq_ledger.model.place import Place
from ybq_ledger.model.record_types import RECORD_TYPES, RecordType
from ybq_ledger.model.repayment import Instalment, RepaymentEvent
from ybq_ledger.model.supervision import ActEvent, InstructionEvent
from ybq_ledger.reports.status import status

SHORT = 60
ORDERS = int(os.environ.get("LEDGER_ORDERS", SHORT))
ILLEGAL = frozenset({"R507", "R508", "R509", "R510", "R511", "R540"})
"""Rules about events that a record's life does not allow."""
ENDS = date(2018, 10, 15)
MILESTONES = frozenset({"sub-plan", "progress", "rectification", "quarterly-meeting", "lasting-rules"})
KEPT = ("activity", "result", "reading", "handover")
FIRST = date(2018, 9, 3)
EVENTS: dict[str, tuple[type, ...]] = {
    "issue": get_args(IssueEvent), "filing": get_args(FilingEvent), "complaint": get_args(ComplaintEvent),
    "activity": get_args(PlainEvent), "result": get_args(PlainEvent), "reading": get_args(PlainEvent),
    "act": get_args(ActEvent), "instruction": get_args(InstructionEvent), "repayment": get_args(RepaymentEvent),
    "handover": get_args(PlainEvent),
}  # fmt: skip
HUNDRED = Decimal("100.00")
FACTS: dict[str, Any] = {
    "id": "guotuju-2018-3047192", "unit": "guotuju", "title": "地块未供", "source": "self-check", "kind": "complaint",
    "reference": "TS-2018-0042", "action": "a7", "answers": ("progress/guotuju/2018-09",), "target": "approval-time",
    "numerator": 1, "denominator": 2, "note": "说明", "reason": "理由", "outcome": "upheld", "satisfied": "yes", "field": "title",
    "was": "地块未供", "now": "地块未供应", "approver": "分管副区长", "into": "guotuju-2018-5208866", "leader": "区长", "creditor": "某公司", "amount": HUNDRED,
    "instalments": (Instalment(date(2018, 10, 8), Decimal("60.00")), Instalment(date(2018, 11, 9), Decimal("40.00"))),
}  # fmt: skip
ANSWERS = {
    "filing": [("progress/guotuju/2018-09",), ("progress/guotuju/2018-08", "progress/guotuju/2018-09"), ("sub-plan/a7/2018",)],
    "activity": [(), ("quarterly-meeting/2018-Q3",)], "result": [(), ("lasting-rules/guotuju/2018",)],
}  # fmt: skip
KINDS = {
    "issue": ["by-date", "at-once", "long-term"], "repayment": ["land"], "activity": ["meeting"], "result": ["rule"],
    "complaint": ["complaint", "report"],
}  # fmt: skip
UNITS = ("guotuju", "caizhengju", "ruanjianban")


def fill(shape: type, given: dict[str, Any]) -> Any:
    """A value of a shape with the given fields, the rest of what it needs from FACTS."""
    names = shape.__dataclass_fields__  # type: ignore[attr-defined]
    needed = {name: FACTS[name] for name, field in names.items() if name in FACTS and name not in given}
    return shape(**{name: value for name, value in (needed | given).items() if name in names})


@some.composite
def records(draw: some.DrawFn, kind: RecordType) -> Any:
    """A record of one kind with up to eight events of any sort on any day of the autumn."""
    opened = FIRST + timedelta(days=draw(some.integers(0, 20)))
    events = []
    for _ in range(draw(some.integers(0, 8))):
        shape = draw(some.sampled_from(EVENTS[kind.kind]))
        (name,) = get_args(get_type_hints(shape)["event"])
        day = FIRST + timedelta(days=draw(some.integers(0, 90)))
        given: dict[str, Any] = {"to": draw(some.sampled_from(UNITS))}
        if "extension" in name:
            given["to"] = FIRST + timedelta(days=draw(some.integers(20, 150)))
        if name in ("pay", "adjust", "replan"):
            given["amount"] = Decimal(draw(some.sampled_from([10, 30, 60, 100, 120]))).quantize(Decimal("0.01"))
            days = draw(some.lists(some.integers(0, 120), min_size=1, max_size=3))
            given["instalments"] = tuple(Instalment(FIRST + timedelta(days=d), Decimal("50.00")) for d in days)
        by = draw(some.sampled_from(UNITS))
        later = day + timedelta(days=draw(some.sampled_from([0, 0, 0, 12, 90])))
        events.append(fill(shape, {"event": name, "on": day, "recorded": later, "by": by} | given))
    facts: dict[str, Any] = {kind.opened: opened, "recorded": opened, "events": tuple(events)}
    if kind.kind in ANSWERS:
        facts["answers"] = draw(some.sampled_from(ANSWERS[kind.kind]))
    if kind.holder == "to":
        facts |= {"to": "caizhengju", "kind": "urge", "action": None}
    if kind.deadline and draw(some.booleans()):
        facts[kind.deadline] = opened + timedelta(days=draw(some.integers(0, 60)))
    if kind.kind in ANSWERS:
        facts["unit"] = draw(some.sampled_from(UNITS))
    if kind.kind in KINDS:
        facts["kind"] = draw(some.sampled_from(KINDS[kind.kind]))
    return fill(kind.shape, facts)


def ledger_of(kind: RecordType, records_: list[Any], ends: bool) -> Ledger:
    """A ledger of some records, with a few milestones; the land bureau may end in the middle of the autumn."""
    plan, days = real_plan(), reading().calendar
    assert days is not None
    units = tuple(
        replace(unit, valid_to=ENDS, successors=("caizhengju",)) if ends and unit.code == "guotuju" else unit
        for unit in plan.units
    )
    wanted = MILESTONES if kind.kind in (*ANSWERS, "handover") else {"rectification"}
    milestones = tuple(entry for entry in plan.milestones if entry.id in wanted)
    sources = (Source(f"{each}.yaml", replace(r, id=f"guotuju-2018-{each}047192")) for each, r in enumerate(records_))
    return Ledger(replace(plan, milestones=milestones, units=units), days, tuple(sources))


def counted(view: View) -> dict[str, Any]:
    """The numbers of a status."""
    told = status(view, "unit").data
    rows: Any = told["rows"]
    return {"": told["totals"]} | {row["key"]: row for row in rows}


def recounted(account: Account, key: str) -> dict[str, dict[str, int]]:
    """The same numbers, of everybody or of one unit, from the second account."""
    mine = by_kind(item for item in account.records + account.duties if key in ("", *item.units))
    there = [(name, each) for name, each, told in account.lives() if told["state"] != "void"]
    number = {name: sum(1 for each, record in there if each == name and key in ("", record.unit)) for name in KEPT}
    return {
        "issues": numbers(mine["issue"]), "acts": numbers(mine["act"]), "instructions": numbers(mine["instruction"]),
        "repayments": numbers(mine["repayment"]), "complaints": complaints(account, mine["complaint"]),
        "filings": duties(mine["filing"]), "activities": duties(mine["activity"]) | {"held": number["activity"]},
        "results": duties(mine["result"]) | {"made": number["result"]}, "readings": {"total": number["reading"]},
        "handovers": {"total": number["handover"]},
    }  # fmt: skip


@pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda kind: kind.kind)
@settings(max_examples=ORDERS, suppress_health_check=list(HealthCheck))
@given(some.data())
def test_illegal_events_are_findings_and_status_is_recounted_every_day(kind: RecordType, data: some.DataObject) -> None:
    ledger = ledger_of(kind, data.draw(some.lists(records(kind), min_size=1, max_size=3)), data.draw(some.booleans()))
    context = Context(ledger, date(2019, 12, 31), lambda path: lambda steps: Place(f"{path} {steps[:2]}"))
    told = {finding.place.path for finding in check_records(context) if finding.rule.id in ILLEGAL}
    expected = {
        f"{source.path} {('events', index)}"
        for source, (_, _, life) in zip(ledger.sources, Account(ledger, date.max).lives(), strict=True)
        for index in life["illegal"]
    }
    assert told == expected
    known = data.draw(some.sampled_from([None, date(2018, 12, 10)]))
    for day in days_of(ledger, data):
        counts, account = counted(View(ledger, day, known)), Account(ledger, day, known or date.max)
        for key in ("", *UNITS):
            for field, values in recounted(account, key).items() if key in counts else ():
                assert counts[key][field] == values, (day, key, field)


def days_of(ledger: Ledger, data: some.DataObject) -> list[date]:
    """Some of the days on which anything may change, or the days after: more of them in a long run."""
    last = Account(ledger, date(2019, 3, 31))
    happened = {event.on for source in ledger.sources for event in source.record.events} | {ENDS}
    dues = {item.due for item in last.everything if item.due}
    near = sorted({day + timedelta(days=more) for day in happened | dues for more in (0, 1)})
    most = 6 if ORDERS <= SHORT else 16
    return [*data.draw(some.lists(some.sampled_from(near), max_size=most, unique=True)), FIRST + timedelta(days=40)]
