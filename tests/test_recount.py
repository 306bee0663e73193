"""Every view of a made-up ledger of two thousand issues against a second, slow account of it (slow_recount.py)."""

from __future__ import annotations

import pickle
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from program import run
from slow_recount import (
    COORDINATOR,
    Account,
    Told,
    after,
    by_kind,
    complaints,
    duties,
    numbers,
    working_days,
)
from ybq_ledger.commands.opening import open_view
from ybq_ledger.model.record_types import BY_SHAPE
from ybq_ledger.store.index_file import ModelUnpickler

DAYS = (date(2018, 6, 20), date(2018, 8, 9), date(2018, 10, 12), date(2018, 12, 18))
every_day = pytest.mark.parametrize("day", DAYS, ids=str)
FIELDS = {"issues": "issue", "acts": "act", "instructions": "instruction", "repayments": "repayment"}


@lru_cache(maxsize=8)
def account(folder: Path, day: date) -> Account:
    return Account(open_view(folder, day).ledger, day)


def asked(folder: Path, day: date, *call: str) -> Any:
    return run(folder, *call, "--as-of", str(day), "-f", "json").json


def kept(slow: Account, kind: str) -> list[Any]:
    """Records of a kind that are there and not void."""
    return [record for each, record, told in slow.lives() if each == kind and told["state"] != "void"]


@every_day
@pytest.mark.parametrize("by", ["unit", "action"])
def test_status_counts_what_the_second_account_counts(great_demo: Path, day: date, by: str) -> None:
    slow = account(great_demo, day)
    told = asked(great_demo, day, "status", "--by", by)

    def recounted(belongs: Any) -> dict[str, dict[str, int]]:
        mine = by_kind(item for item in slow.records + slow.duties if belongs(item))
        return {
            **{field: numbers(mine[kind]) for field, kind in FIELDS.items()},
            "complaints": complaints(slow, mine["complaint"]), "filings": duties(mine["filing"]),
        } | {field: duties(mine[kind]) for field, kind in (("activities", "activity"), ("results", "result"))}  # fmt: skip

    for field, expected in recounted(lambda _: True).items():
        assert {name: told["totals"][field][name] for name in expected} == expected, field
    for field, kind, name in (
        ("activities", "activity", "held"), ("results", "result", "made"), ("readings", "reading", "total"),
        ("handovers", "handover", "total"),
    ):  # fmt: skip
        assert told["totals"][field][name] == len(kept(slow, kind)), field
    for row in told["rows"]:
        holds = (lambda item, key=row["key"]: key in item.units) if by == "unit" else (lambda item, key=row["key"]: key in item.works)  # fmt: skip
        for field, expected in recounted(holds).items() if row["key"] != "unassigned" else ():
            assert {name: row[field][name] for name in expected} == expected, (field, row["key"])
    lights = Counter(light_of(item, day) for item in slow.everything)
    assert told["totals"]["lights"] == {light: lights[light] for light in ("red", "yellow", "green", "grey")}
    assert told["totals"]["undated"] == sum(item.due is None for item in slow.duties)


def light_of(item: Told, day: date) -> str:
    """Red: overdue; yellow: due within five working days, two for the reply; green: otherwise; grey: no date."""
    if not item.is_open:
        return "green"
    if item.due is None:
        return "grey"
    if item.overdue:
        return "red"
    return "yellow" if working_days(day, item.due) <= (2 if item.kind == "reply" else 5) else "green"


@every_day
def test_overdue_holds_exactly_what_the_second_account_says_is_late(great_demo: Path, day: date) -> None:
    slow = account(great_demo, day)
    told = asked(great_demo, day, "overdue")["items"]
    expected = [
        (item.kind, item.id, item.units, str(item.due), working_days(item.due, day))
        for item in slow.everything
        if item.overdue and item.due
    ]
    assert Counter((i["kind"], i["id"], tuple(i["units"]), i["due"], i["days_late"]) for i in told) == Counter(expected)
    assert [item["due"] for item in told] == sorted(item["due"] for item in told)
    soon = asked(great_demo, day, "overdue", "--within", "3")["items"]
    near = [i for i in slow.everything if i.due and i.is_open and (i.overdue or working_days(day, i.due) <= 3)]
    assert Counter((item["kind"], item["id"]) for item in soon) == Counter((item.kind, item.id) for item in near)


@every_day
def test_owed_holds_exactly_what_the_second_account_says_is_open(great_demo: Path, day: date) -> None:
    slow = account(great_demo, day)
    told = asked(great_demo, day, "owed", "--all")
    open_items = [item for item in slow.everything if item.is_open]
    dated = [item for item in open_items if item.due]
    assert Counter((i["kind"], i["id"], tuple(i["units"]), i["due"]) for i in told["items"]) == Counter(
        (item.kind, item.id, item.units, str(item.due)) for item in dated
    )
    assert told["undated"] == len(open_items) - len(dated)
    for unit in (COORDINATOR, "caizhengju", "zhengfuban"):
        mine = asked(great_demo, day, "owed", "--unit", unit)["items"]
        assert Counter((i["kind"], i["id"]) for i in mine) == Counter((i.kind, i.id) for i in dated if unit in i.units)


@every_day
def test_remind_names_exactly_whom_the_second_account_misses(great_demo: Path, day: date) -> None:
    slow = account(great_demo, day)
    for period in (None, "2018", "2018-05", "2018-07", "2018-Q3"):
        told = asked(great_demo, day, "remind", *(("--period", period) if period else ()))["reminders"]
        missing = [
            item for item in slow.duties
            if item.due and not item.done and not item.self_kept and (item.period == period if period else item.overdue)
        ]  # fmt: skip
        named = [(part["id"], tuple(part["units"])) for entry in told for part in entry["missing"]]
        assert Counter(named) == Counter((item.id, item.units) for item in missing), period
        for entry in told:
            assert entry["days_late"] == working_days(date.fromisoformat(entry["due"]), day)


PRICES = (
    ("issue overdue", 20, 200), ("issue late", 10, 100), ("returned", 5, 50), ("filing overdue", 10, 150),
    ("filing late", 5, 80), ("complaint overdue", 30, 150), ("complaint late", 15, 100), ("reply overdue", 20, 100),
    ("reply late", 10, 80), ("repayment overdue", 20, 100), ("act overdue", 10, 50), ("criticised", 30, 150),
)  # fmt: skip
"""What is counted, tenths of a point for each, and the most in all."""


@every_day
def test_every_point_of_every_score_is_counted_again(great_demo: Path, day: date) -> None:
    slow = account(great_demo, day)
    told = {row["unit"]: row for row in asked(great_demo, day, "score")["rows"]}
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item in slow.everything:
        for unit in item.units:
            found[unit][f"{item.kind} overdue"] += item.overdue
            found[unit][f"{item.kind} late"] += item.late
    for item in slow.records:
        if item.kind == "act" and item.state != "lifted":
            found[item.record.to]["praised"] += item.record.kind == "praise"
            found[item.record.to]["criticised"] += item.record.kind in (
                "summon", "criticise", "expose", "hold-to-account",
            )  # fmt: skip
        doer = item.record.unit
        for event in sorted(item.record.events, key=lambda event: event.on) if item.kind == "issue" else ():
            doer = event.by if event.event == "rectify" else doer
            found[doer]["returned"] += event.event == "return" and event.on <= day
    for record in kept(slow, "result"):
        found[record.unit]["results"] += record.kind in ("rule", "experience")
    outside = {unit.code for unit in slow.plan.units if unit.command == "outside"}
    assert {unit for unit, row in told.items() if row["score"] is None} >= outside
    for unit, row in told.items():
        if row["score"] is None:
            continue
        tenths = 1000 - sum(min(found[unit][name] * each, most) for name, each, most in PRICES)
        tenths += min(found[unit]["praised"] * 20, 60) + min(found[unit]["results"] * 10, 50)
        assert Decimal(row["score"]) * 10 == tenths, (unit, row, found[unit])
        points = sum((Decimal(line["points"]) for line in row["lines"]), Decimal(0))
        assert points == Decimal(row["score"])
    ranked = [row for row in told.values() if row["score"] is not None]
    assert len(ranked) > 30
    assert [row["score"] for row in ranked] == sorted((row["score"] for row in ranked), key=lambda s: -Decimal(s))


LADDER = (
    ("remind", -3, 0), ("urge", 1, 1), ("supervise", 6, 5), ("summon", 11, 5), ("criticise", 16, 5), ("expose", 21, 5),
    ("hold-to-account", 26, 5),
)  # fmt: skip
"""Rung, working days from the due date, working days after the act before it."""


@every_day
def test_escalate_is_counted_again_from_due_dates_and_acts_alone(great_demo: Path, day: date) -> None:
    slow = account(great_demo, day)
    told = Counter(
        (act["unit"], item["id"], item["kind"], act["kind"])
        for act in asked(great_demo, day, "escalate")["acts"]
        for item in act["items"]
    )
    names = [name for name, _, _ in LADDER]
    outside = {unit.code for unit in slow.plan.units if unit.command == "outside"}
    acts: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for item in slow.records:
        if item.kind == "act" and item.state != "lifted" and item.record.kind in names:
            for word in item.record.about:
                acts[word, item.record.to].append(item.record)
    expected: Counter[tuple[str, str, str, str]] = Counter()
    for item in slow.everything:
        if item.due is None or not item.is_open or item.self_kept or item.kind in ("act", "acknowledge"):
            continue
        for unit in item.units:
            top = max(acts[item.id, unit], key=lambda act: (names.index(act.kind), act.issued_on), default=None)
            rest = LADDER[names.index(top.kind) + 1 :] if top else LADDER
            rest = tuple(r for r in rest if (r[1] < 0) != item.overdue and (unit not in outside or r[0] in names[:3]))
            if not rest:
                continue
            name, days, pause = rest[0]
            since = after(item.due, days)
            if top and pause:
                since = max(since, after(top.issued_on, pause))
            expected[unit, item.id, item.kind, name] += since <= day
    assert told == +expected
    assert len(told) > 20


@every_day
def test_a_brief_is_the_difference_of_two_second_accounts(great_demo: Path, day: date) -> None:
    since = day - timedelta(days=7 if day.month % 4 else 40)
    now, before = account(great_demo, day), account(great_demo, since)
    told = asked(great_demo, day, "brief", "--since", str(since))
    then = {item.key: item for item in before.everything}
    new = [i for i in now.records + now.duties if i.key not in then and i.begins > since]
    closed = [i for i in now.everything if not i.is_open and (i.key not in then or then[i.key].is_open)]
    late = [i for i in now.everything if i.overdue and not (i.key in then and then[i.key].overdue)]
    for name, expected in (("new", new), ("closed", closed), ("late", late)):
        assert Counter((i["kind"], i["id"]) for i in told[name]) == Counter((i.kind, i.id) for i in expected), name
    worst = sorted((str(item.due), item.id) for item in now.everything if item.overdue)
    assert [(item["due"], item["id"]) for item in told["worst"]] == worst[:5]
    coming = sorted((str(i.due), i.id) for i in now.everything if i.is_open and not i.overdue and i.due)
    assert [(item["due"], item["id"]) for item in told["next"]] == coming[:5]
    assert told["totals"]["issues"] == numbers(i for i in now.records if i.kind == "issue")


def test_the_demo_fills_every_kind_and_breaks_no_rule(great_demo: Path) -> None:
    ledger = open_view(great_demo, date(2018, 12, 31)).ledger
    kinds = Counter(BY_SHAPE[type(source.record)].kind for source in ledger.sources)
    assert set(kinds) == {kind.kind for kind in BY_SHAPE.values()}
    assert kinds["issue"] >= 2000
    found = run(great_demo, "check", "-f", "json").json
    assert found["summary"]["errors"] == 0


def test_the_demo_has_every_kind_of_event_a_clerk_may_meet(great_demo: Path) -> None:
    ledger = open_view(great_demo, date(2018, 12, 31)).ledger
    events = {event.event for source in ledger.sources for event in source.record.events}
    known = {event for kind in BY_SHAPE.values() for row in kind.moves.values() for event in row}
    assert known - events == {"correct", "redact"}


def test_the_copy_of_a_reading_holds_every_kind(great_demo: Path) -> None:
    read = open_view(great_demo, date(2018, 10, 12)).ledger
    kept_ = ModelUnpickler(BytesIO(pickle.dumps(read))).load()
    assert (kept_.sources, kept_.plan, kept_.calendar) == (read.sources, read.plan, read.calendar)
