"""The life of one record replayed by hand, event by event: what a record's state, holder and dates must come to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ybq_ledger.model.record_types import RecordType


def purse(record: Any, events: list[Any]) -> tuple[Decimal, date | None]:
    """What is still owed, and the oldest day something of it is due: each payment eats the oldest instalments."""
    owed, paid, parts = record.amount, Decimal(0), parts_of(record.instalments)
    for event in events:
        if event.event == "pay":
            paid += event.amount
            parts = eaten(parts, event.amount)
        elif event.event == "replan" or (event.event == "adjust" and (event.instalments or event.amount <= paid)):
            parts = parts_of(event.instalments)
        if event.event == "adjust":
            owed = event.amount
    return owed - paid, parts[0][0] if parts else None


def parts_of(instalments: Any) -> list[tuple[date, Decimal]]:
    """Day and sum of each instalment, the oldest first."""
    return sorted((part.due, part.amount) for part in instalments)


def eaten(parts: list[tuple[date, Decimal]], sum_: Decimal) -> list[tuple[date, Decimal]]:
    """What is left of the instalments after a payment."""
    left = []
    for due, amount in parts:
        taken = min(amount, sum_)
        sum_ -= taken
        if amount > taken:
            left.append((due, amount - taken))
    return left


def replay(
    kind: RecordType, record: Any, due: date | None, cap: date | None, day: date,
    ended_units: dict[str, tuple[date, str]] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The record at the end of a day: state, holder, dates, the legal events and the places of the illegal ones.

    `ended_units`: unit → its last day, and who takes this record over.
    """
    opened = getattr(record, kind.opened)
    unit = record.to if kind.holder == "to" else record.unit
    undated = kind.initial_undated is not None and due is None
    state, ended_on = ("announced" if undated else kind.initial), opened
    illegal: list[int] = []
    settled = opened if kind.settled_at_opening else None
    doer, legal, first = record.unit, [], due
    happened = [(index, each) for index, each in enumerate(record.events) if each.on <= day]
    for index, event in [*sorted(happened, key=lambda entry: entry[1].on), (-1, None)]:
        until = event.on if event else day
        while unit in (ended_units or {}) and state not in {*kind.ended, "void", "merged"}:
            last, heir = (ended_units or {})[unit]
            if last >= until:
                break
            unit = heir
        if event is None:
            break
        moves = kind.moves[state]
        bad = event.on < opened or event.event not in moves
        if not bad and event.event == "transfer":
            bad = event.to == unit
        if not bad and event.event == "approve-extension" and due is not None:
            bad = event.on > due or event.to <= due or (cap is not None and event.to > cap)
        if bad:
            illegal.append(index)
            continue
        if event.event == "redact":
            legal.append(event)  # words went; the matter stands as it stood
            continue
        state, ended_on = moves[event.event], event.on
        if event.event in kind.settles:
            settled, doer = event.on, event.by
        elif event.event in kind.unsettles:
            settled = None
        legal.append(event)
        if kind.kind == "repayment" and state != "void":
            left, oldest = purse(record, legal)
            state, settled, due = ("paid", settled or event.on, due) if left <= 0 else ("owing", None, oldest)
        if event.event == "approve-extension":
            due = event.to
        if event.event == "transfer" or (event.event == "refer" and event.role == "handle"):
            unit = event.to
    ended = state in kind.ended
    until = settled or (ended_on if ended else day)
    past = due is not None and until > due
    return {
        "state": state, "unit": unit, "illegal": illegal, "done": ended, "late": past and settled is not None,
        "overdue": past and settled is None and not ended, "due": due, "first": first, "settled": settled, "doer": doer,
        "legal": legal,
    }  # fmt: skip
