"""Periods counted by law, dates kept as written, and an explanation that says no more and no less."""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from test_working_days import calendar
from ybq_ledger.domain.deadlines import count, explain, fixed
from ybq_ledger.model.schedule import RestDay, Unit

DAY = timedelta(days=1)
DAYS = some.dates(date(2017, 1, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("start", "number", "unit", "due"),
    [
        ("2018-09-21", 7, "working-days", "2018-10-08"),
        ("2018-09-21", 30, "working-days", "2018-11-08"),
        ("2018-09-21", 3, "months", "2018-12-21"),
        ("2018-12-28", 7, "working-days", "2019-01-09"),
        ("2018-12-28", 30, "working-days", "2019-02-14"),
        ("2018-12-28", 3, "months", "2019-03-28"),
        ("2019-02-01", 7, "working-days", "2019-02-15"),
        ("2019-02-01", 30, "working-days", "2019-03-20"),
        ("2019-02-01", 3, "months", "2019-05-05"),
        ("2018-11-30", 3, "months", "2019-02-28"),
        ("2019-11-30", 3, "months", "2020-03-02"),
        ("2018-09-22", 1, "working-days", "2018-09-25"),
        ("2018-06-15", 3, "calendar-days", "2018-06-19"),
        ("2018-09-27", 3, "calendar-days", "2018-09-30"),
    ],
)
def test_periods_end_when_the_law_says(start: str, number: int, unit: Unit, due: str) -> None:
    assert count(calendar(), date.fromisoformat(start), number, unit).day == date.fromisoformat(due)


@given(DAYS, some.integers(1, 40))
def test_months_end_on_the_day_of_the_same_number_or_the_last_of_the_month(start: date, number: int) -> None:
    nominal = count(calendar(), start, number, "months").nominal
    assert (nominal.year * 12 + nominal.month) - (start.year * 12 + start.month) == number
    assert nominal.day == min(start.day, months.monthrange(nominal.year, nominal.month)[1])


@given(DAYS, some.integers(1, 60), some.sampled_from(["working-days", "calendar-days", "months"]))
def test_a_period_never_ends_on_a_rest_day_unless_the_rule_keeps_it(start: date, number: int, unit: Unit) -> None:
    forward, back, kept = (count(calendar(), start, number, unit, answer) for answer in answers())
    assert back.day <= kept.day == kept.nominal <= forward.day
    assert calendar().is_working(forward.day)
    assert calendar().is_working(back.day)
    assert calendar().between(kept.day, forward.day) == (0 if calendar().is_working(kept.day) else 1)
    assert calendar().between(back.day, kept.day) == 0
    assert {forward.act_by == forward.day, back.act_by == back.day} == {True}
    assert kept.act_by == back.day


def answers() -> tuple[RestDay, RestDay, RestDay]:
    return ("forward", "back", "kept")


def test_a_date_of_the_plan_is_kept_with_the_last_working_day_before_it() -> None:
    due = fixed(calendar(), date(2018, 5, 20))
    assert (due.day, due.act_by, due.provisional) == (date(2018, 5, 20), date(2018, 5, 18), False)
    assert fixed(calendar(), date(2018, 9, 30)).act_by == date(2018, 9, 30)
    assert fixed(calendar(), date(2018, 5, 20), "back").day == date(2018, 5, 18)
    assert fixed(calendar(), date(2018, 5, 20), "forward").day == date(2018, 5, 21)


@given(DAYS, some.integers(1, 60))
def test_every_day_after_the_start_is_explained_once_until_the_last_is_counted(start: date, number: int) -> None:
    steps = explain(calendar(), start, number, "working-days")
    due = count(calendar(), start, number, "working-days")
    days = [step for step in steps if step.kind in ("counted", "skipped")]
    assert steps[0].kind == "start"
    assert [step.day for step in days] == [start + DAY * offset for offset in range(1, (due.day - start).days + 1)]
    assert [step.number for step in days if step.kind == "counted"] == list(range(1, number + 1))
    assert all(calendar().is_working(step.day) == (step.kind == "counted") for step in days)
    assert (steps[-1].kind == "provisional") == due.provisional


@given(DAYS, some.integers(1, 24), some.sampled_from(answers()))
def test_a_move_is_explained_by_every_rest_day_it_passed(start: date, number: int, answer: RestDay) -> None:
    due = count(calendar(), start, number, "months", answer)
    steps = explain(calendar(), start, number, "months", answer)
    moved = [step for step in steps if step.kind == "moved"]
    assert [step.day for step in moved] == ([due.day] if due.day != due.nominal else [])
    passed = [step.day for step in steps if step.kind == "skipped"]
    assert len(passed) == abs((due.day - due.nominal).days)
    assert not any(calendar().is_working(day) for day in passed)


def test_the_explanation_of_the_autumn_complaint_names_the_notice() -> None:
    steps = {step.day.isoformat(): step for step in explain(calendar(), date(2018, 9, 21), 30, "working-days")}
    assert (steps["2018-09-29"].kind, steps["2018-09-30"].kind) == ("counted", "counted")
    assert "调休" in steps["2018-09-29"].text.zh
    assert all(steps[f"2018-10-0{day}"].kind == "skipped" for day in range(1, 8))
    assert steps["2018-10-03"].notice == "国办发明电〔2017〕12号"


def test_what_touches_a_year_without_notice_is_provisional() -> None:
    assert count(calendar(), date(2026, 12, 1), 30, "working-days").provisional
    assert count(calendar(), date(2026, 12, 25), 1, "working-days").provisional
    assert not count(calendar(), date(2026, 11, 2), 30, "working-days").provisional
