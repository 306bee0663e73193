"""Every view of a made-up ledger of two thousand issues against a slow recount that shares no code with the views.

Records are replayed event by event; working days are counted one day after the other from the lists of domain.md.
"""

from __future__ import annotations

import pickle
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta

from program import run
from test_state_machine import replay
from ybq_ledger.commands.opening import open_view
from ybq_ledger.domain.obligations import obligations
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.ledger import Ledger
from ybq_ledger.model.record_types import BY_SHAPE
from ybq_ledger.store.index import ModelUnpickler

DAYS = (date(2018, 6, 20), date(2018, 10, 12))
REST = {
    date(2018, month, day)
    for month, days in {4: (5, 6, 7, 29, 30), 5: (1,), 6: (18,), 9: (24,), 10: range(1, 8), 12: (30, 31)}.items()
    for day in days
}
WORKED = {date(2018, 4, 8), date(2018, 4, 28), date(2018, 9, 29), date(2018, 9, 30), date(2018, 12, 29)}
ALL_DUE = date(2018, 9, 30)
Told = dict[str, Any]


def is_worked(day: date) -> bool:
    return day in WORKED or (day.weekday() < 5 and day not in REST)


def after(day: date, number: int) -> date:
    """The so-manieth working day after a day."""
    while number:
        day += timedelta(days=1)
        number -= is_worked(day)
    return day


def rolled(day: date) -> date:
    """The day, or the next working day."""
    while not is_worked(day):
        day += timedelta(days=1)
    return day


def naive_due(kind: str, record: Any) -> date | None:
    """The first due date by the words of the plan and its conventions."""
    match kind:
        case "issue":
            if record.deadline:
                return record.deadline  # type: ignore[no-any-return]
            if record.kind == "at-once":
                return min(after(record.found_on, 5), ALL_DUE)
            return ALL_DUE if record.found_on <= ALL_DUE else None
        case "complaint":
            return after(record.received_on, 30)
        case "act":
            return record.answer_by  # type: ignore[no-any-return]
        case "instruction":
            return record.report_by  # type: ignore[no-any-return]
    return min(part.due for part in record.instalments)


def naive_cap(kind: str, record: Any, due: date | None) -> date | None:
    """The latest date an extension may reach."""
    start = {"issue": due, "complaint": getattr(record, "received_on", None)}.get(kind)
    return rolled(start + relativedelta(months=3)) if start else None


def recount(ledger: Ledger, day: date) -> dict[str, list[Told]]:
    """Each record of the counted kinds that had begun, and how it stands."""
    found: dict[str, list[Told]] = defaultdict(list)
    for source in ledger.sources:
        record, kind = source.record, BY_SHAPE[type(source.record)]
        if not kind.counted or kind.opened_on(record) > day:
            continue
        due = naive_due(kind.kind, record)
        told = replay(kind, record, due, naive_cap(kind.kind, record, due), day)
        if told["state"] not in ("void", "merged"):
            found[kind.kind].append(told | {"id": record.id, "record": record})
    return found


def reply_clock(record: Any, day: date) -> tuple[bool, bool]:
    """Whether the written reply is overdue, and whether it came late."""
    due = after(record.received_on, 7)
    happened = sorted((event for event in record.events if event.on <= day), key=lambda event: event.on)
    replied = next((event.on for event in happened if event.event in ("reply", "cannot-answer")), None)
    withdrawn = any(event.event == "withdraw" for event in happened)
    return replied is None and not withdrawn and day > due, replied is not None and replied > due


def numbers(items: Iterable[Told]) -> dict[str, int]:
    listed = list(items)
    return {
        "total": len(listed), "open": sum(not item["done"] for item in listed),
        "overdue": sum(item["overdue"] for item in listed), "closed": sum(item["done"] for item in listed),
        "late": sum(item["late"] for item in listed),
    }  # fmt: skip


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_status_counts_what_a_replay_of_every_record_counts(great_demo: Path, day: date) -> None:
    ledger = open_view(great_demo, day).ledger
    told = run(great_demo, "status", "--by", "unit", "--as-of", str(day), "-f", "json").json
    found = recount(ledger, day)
    for field, kind in (
        ("issues", "issue"),
        ("acts", "act"),
        ("instructions", "instruction"),
        ("repayments", "repayment"),
    ):
        assert told["totals"][field] == numbers(found[kind]), field
        for row in told["rows"]:
            assert row[field] == numbers(item for item in found[kind] if item["unit"] == row["key"]), (
                field,
                row["key"],
            )
    complaints = found["complaint"]
    for item in complaints:
        overdue, late = reply_clock(item["record"], day)
        item["overdue"], item["late"] = item["overdue"] or overdue, item["late"] or late
    others = told["totals"]["complaints"]
    assert (others["total"], others["open"]) == (len(complaints), sum(not item["done"] for item in complaints))
    assert others["overdue"] >= sum(item["overdue"] for item in complaints)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_duties_are_filed_late_and_overdue_as_the_first_paper_of_each_says(great_demo: Path, day: date) -> None:
    view = open_view(great_demo, day)
    first: dict[str, date] = {}
    for source in view.ledger.sources:
        record = source.record
        kind = BY_SHAPE[type(record)]
        void = any(event.event == "void" and event.on <= day for event in record.events)
        for duty in getattr(record, "answers", ()) if not void and kind.opened_on(record) <= day else ():
            first[duty] = min(first.get(duty, date.max), kind.opened_on(record))
    totals: Counter[str] = Counter()
    for duty in obligations(view.plan, WorkingCalendar(view.ledger.calendar), day):
        if duty.due is None or duty.milestone.answer != "filing":
            continue
        handed = first.get(duty.id)
        totals["owed"] += 1
        totals["filed"] += handed is not None
        totals["late"] += handed is not None and handed > duty.due.nominal
        totals["overdue"] += handed is None and day > duty.due.nominal
    told = run(great_demo, "status", "--as-of", str(day), "-f", "json").json["totals"]["filings"]
    assert told == dict(totals)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_overdue_owed_and_brief_hold_exactly_what_the_replay_says_is_open(great_demo: Path, day: date) -> None:
    found = recount(open_view(great_demo, day).ledger, day)
    late = run(great_demo, "overdue", "--as-of", str(day), "-f", "json").json["items"]
    owed = run(great_demo, "owed", "--all", "--as-of", str(day), "-f", "json").json["items"]
    brief = run(great_demo, "brief", "--as-of", str(day), "-f", "json").json
    for kind, items in found.items():
        assert {item["id"] for item in late if item["kind"] == kind} == {i["id"] for i in items if i["overdue"]}, kind
        waiting = {i["id"] for i in items if not i["done"] and not settled(i)}
        dated = {i["id"] for i in items if naive_due(kind, i["record"])}
        assert {item["id"] for item in owed if item["kind"] == kind} == waiting & dated, kind
    assert brief["totals"]["issues"] == numbers(found["issue"])
    assert [item["due"] for item in late] == sorted(item["due"] for item in late)


def settled(item: Told) -> bool:
    """Whether what a record waits for has been done, though it is not at its end: rectified, verified."""
    return item["state"] in ("rectified", "verified")


def test_the_demo_fills_every_kind_and_breaks_no_rule(great_demo: Path) -> None:
    ledger = open_view(great_demo, date(2018, 12, 31)).ledger
    kinds = Counter(BY_SHAPE[type(source.record)].kind for source in ledger.sources)
    assert set(kinds) == {kind.kind for kind in BY_SHAPE.values()} - {"handover"}
    assert kinds["issue"] >= 2000
    found = run(great_demo, "check", "-f", "json").json
    assert found["summary"]["errors"] == 0


def test_the_copy_of_a_reading_holds_every_kind(great_demo: Path) -> None:
    read = open_view(great_demo, date(2018, 10, 12)).ledger
    kept = ModelUnpickler(BytesIO(pickle.dumps(read))).load()
    assert (kept.sources, kept.plan, kept.calendar) == (read.sources, read.plan, read.calendar)
