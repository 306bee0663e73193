"""Periods: each day lies in one of each kind, and the next begins where it ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ybq_ledger.domain.periods import day_in, every_of, first_day, following, last_day, of
from ybq_ledger.model.schedule import DayWord, Every

DAYS = some.dates(date(1950, 1, 1), date(2150, 12, 31))
KINDS: tuple[Every, ...] = ("week", "month", "quarter", "half-year", "year")


@given(DAYS, some.sampled_from(KINDS))
def test_a_day_lies_between_the_ends_of_its_period_and_the_next_follows_at_once(day: date, every: Every) -> None:
    period = of(day, every)
    assert every_of(period) == every
    assert first_day(period) <= day <= last_day(period)
    assert last_day(period) + timedelta(days=1) == first_day(following(period))
    assert of(first_day(period), every) == of(last_day(period), every) == period


@pytest.mark.parametrize(
    ("period", "day", "expected"),
    [
        ("2018-05", "last", "2018-05-31"),
        ("2018-02", "last", "2018-02-28"),
        ("2020-02", 30, "2020-02-29"),
        ("2018-05", 20, "2018-05-20"),
        ("2018-Q2", "last", "2018-06-30"),
        ("2018-H2", "last", "2018-12-31"),
        ("2018-H1", 10, "2018-01-10"),
        ("2018", 100, "2018-04-10"),
        ("2018-W01", "friday", "2018-01-05"),
        ("2018-05", "friday", "2018-05-04"),
        ("2018-W40", "last", "2018-10-07"),
    ],
)
def test_the_day_of_a_period_is_the_last_the_nth_or_the_first_such_weekday(
    period: str, day: DayWord | int, expected: str
) -> None:
    assert day_in(period, day) == date.fromisoformat(expected)


@pytest.mark.parametrize("text", ["2018-13", "2018-Q5", "2018-W54", "18-05", "2018-5", "2018-H3", "", "2018-W53"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"period|week"):
        first_day(text)
