"""Every record type driven through random orders of events, legal and not, against a slow replay by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from real_plan import reading, real_plan
from slow_replay import replay
from ybq_ledger.domain.standing import life_of
from ybq_ledger.domain.tally import count
from ybq_ledger.domain.view import View
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.activity import PlainEvent
from ybq_ledger.model.complaint import ComplaintEvent
from ybq_ledger.model.event import FilingEvent, IssueEvent
from ybq_ledger.model.ledger import Ledger, Source
from ybq_ledger.model.record_types import RECORD_TYPES, RecordType
from ybq_ledger.model.repayment import Instalment, RepaymentEvent
from ybq_ledger.model.supervision import ActEvent, InstructionEvent

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
        events.append(fill(shape, {"event": name, "on": day, "recorded": day, "by": by} | given))
    facts: dict[str, Any] = {kind.opened: opened, "recorded": opened, "events": tuple(events)}
    if kind.holder == "to":
        facts |= {"to": "caizhengju", "kind": "urge", "action": None}
    if kind.deadline and draw(some.booleans()):
        facts[kind.deadline] = opened + timedelta(days=draw(some.integers(0, 60)))
    return fill(
        kind.shape,
        facts | ({"kind": "by-date"} if kind.kind == "issue" else {"kind": "land"} if kind.kind == "repayment" else {}),
    )


@pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda kind: kind.kind)
@settings(max_examples=400)
@given(some.data())
def test_every_day_is_as_a_replay_by_hand_has_it(kind: RecordType, data: some.DataObject) -> None:
    from ybq_ledger.domain.standing import cap_of, first_due

    plan, days = real_plan(), reading().calendar
    assert days is not None
    calendar = WorkingCalendar(days)
    record = data.draw(records(kind))
    due = first_due(plan, calendar, record)
    cap = cap_of(plan, calendar, record, due)
    line = life_of(plan, calendar, record)
    ledger = Ledger(plan, days, (Source("x.yaml", record),))
    assert len(line.problems) == replay(kind, record, due, cap, date.max)["illegal"]
    opened = getattr(record, kind.opened)
    for offset in range(0, 160, 3):
        day = FIRST + timedelta(days=offset)
        point = line.on(day)
        assert (point is None) == (day < opened)
        if point is None:
            continue
        told = replay(kind, record, due, cap, day)
        assert (point.state, point.unit) == (told["state"], told["unit"])
        if not kind.counted:
            continue
        item = next(item for item in View(ledger, day).records if item.id == record.id)
        assert (item.done, item.late, item.overdue) == (told["done"], told["late"], told["overdue"])
        numbers = count([item] if item.state not in ("void", "merged") else [])[f"{kind.kind}s"]
        gone = told["state"] in ("void", "merged")
        assert numbers["total"] == (not gone)
        if kind.kind == "issue" and not gone:
            assert numbers == {
                "total": 1, "open": int(not told["done"]), "overdue": int(told["overdue"]), "closed": int(told["done"]),
                "late": int(told["late"]),
            }  # fmt: skip
