"""The table of working days against a slow count, and against another source, for every day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as some

from real_plan import reading
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.calendar import CalendarData, Notice, RestDays
from ybq_ledger.model.language import Text

DAY = timedelta(days=1)
DAYS = some.dates(date(2014, 1, 1), date(2031, 12, 31))


@lru_cache(maxsize=1)
def data() -> CalendarData:
    found = reading().calendar
    assert found is not None
    return found


@lru_cache(maxsize=1)
def calendar() -> WorkingCalendar:
    return WorkingCalendar(data())


@lru_cache(maxsize=1)
def ruled() -> dict[date, bool]:
    """What the notices say of each day, worked out the plain way: one after the other."""
    found: dict[date, bool] = {}
    for notice in sorted(data().notices, key=lambda entry: entry.published):
        for day in notice.withdraws:
            found.pop(day, None)
        for rest in notice.rest:
            day = rest.first
            while day <= rest.last:
                found[day] = False
                day += DAY
        for day in notice.workdays:
            found[day] = True
    return found


def worked(day: date) -> bool:
    return ruled().get(day, day.weekday() < 5)


@given(DAYS, DAYS)
def test_days_between_are_counted_as_one_by_one(start: date, end: date) -> None:
    early, late = min(start, end), max(start, end)
    slow = sum(worked(early + DAY * number) for number in range(1, (late - early).days + 1))
    assert calendar().between(early, late) == slow
    assert calendar().between(late, early) == -slow


@given(DAYS, some.integers(1, 400))
def test_the_nth_working_day_is_the_nth_of_a_slow_count(start: date, number: int) -> None:
    day, left = start, number
    while left:
        day += DAY
        left -= worked(day)
    assert calendar().add(start, number) == day


@given(DAYS)
def test_the_nearest_working_day_is_the_nearest(day: date) -> None:
    after, before = day, day
    while not worked(after):
        after += DAY
    while not worked(before):
        before -= DAY
    assert (calendar().on_or_after(day), calendar().on_or_before(day)) == (after, before)
    assert calendar().is_working(day) == calendar().info(day).working == worked(day)


@given(some.dates(date(1, 1, 8), date(9990, 1, 1)), some.integers(1, 300))
def test_outside_the_table_monday_to_friday_holds_and_every_answer_agrees(start: date, number: int) -> None:
    end = calendar().add(start, number)
    assert calendar().is_working(end)
    assert calendar().between(start, end) == number
    assert calendar().between(start, end - DAY) == number - 1


@pytest.mark.parametrize("year", range(2018, 2027))
def test_every_day_is_as_the_holidays_package_has_it(year: int) -> None:
    import holidays

    other = holidays.CN(years=[year], language="zh_CN")
    first = date(year, 1, 1)
    days = [first + DAY * number for number in range((date(year + 1, 1, 1) - first).days)]
    assert [day for day in days if calendar().is_working(day) != other.is_working_day(day)] == []


def test_the_year_of_the_plan_is_as_its_notice_arranged_it() -> None:
    weekends_worked = ["02-11", "02-24", "04-08", "04-28", "09-29", "09-30", "12-29"]
    rest = "01-01 02-15 02-16 02-19 02-20 02-21 04-05 04-06 04-30 05-01 06-18 09-24 10-01 10-02 10-03 10-04 10-05 12-31"
    assert calendar().between(date(2017, 12, 31), date(2018, 12, 31)) == 250
    assert all(calendar().info(date.fromisoformat(f"2018-{day}")).kind == "make-up" for day in weekends_worked)
    assert all(calendar().info(date.fromisoformat(f"2018-{day}")).kind == "rest" for day in rest.split())
    assert calendar().info(date(2018, 9, 30)).notice == "国办发明电〔2017〕12号"


def test_every_day_of_the_published_years_is_settled_and_later_ones_are_provisional() -> None:
    last = calendar().published_to
    assert last == date(2026, 12, 27)
    assert not calendar().provisional_between(date(2017, 1, 1), last)
    assert all(calendar().provisional(last + DAY * number) for number in range(1, 800))
    assert calendar().provisional(date(2016, 12, 31))


def test_what_was_known_earlier_leaves_out_later_notices() -> None:
    known = WorkingCalendar(data().known_on(date(2018, 11, 30)))
    assert not known.is_working(date(2018, 12, 29))
    assert calendar().is_working(date(2018, 12, 29))
    assert known.provisional(date(2018, 12, 29))
    assert not known.provisional(date(2018, 12, 27))
    assert WorkingCalendar(data().known_on(date(2018, 12, 6))).is_working(date(2018, 12, 29))


def test_a_later_notice_overrules_an_earlier_one_and_can_withdraw_it() -> None:
    def notice(number: str, published: date, **more: object) -> Notice:
        return Notice(number=number, published=published, title="安排", **more)  # type: ignore[arg-type]

    name = Text("春节", "Spring Festival")
    early = notice(
        "1号", date(2017, 11, 1), year=2018,
        rest=(RestDays(name, date(2018, 2, 15), date(2018, 2, 21)),), workdays=(date(2018, 2, 24),),
    )  # fmt: skip
    longer = notice("2号", date(2018, 1, 1), rest=(RestDays(name, date(2018, 2, 22), date(2018, 2, 23)),))
    gone = notice("3号", date(2018, 1, 2), rest=(), withdraws=(date(2018, 2, 24),))
    plain = Text("约定", "convention")
    made = WorkingCalendar(CalendarData(2018, "12-28", plain, (gone, early, longer)))
    assert [made.is_working(date(2018, 2, day)) for day in (14, 15, 22, 23, 24, 26)] == [
        True,
        False,
        False,
        False,
        False,
        True,
    ]
    assert made.info(date(2018, 2, 24)).notice == "3号"


def test_a_year_without_a_notice_between_others_is_provisional() -> None:
    notices = tuple(notice for notice in data().notices if notice.year != 2020)
    made = WorkingCalendar(CalendarData(data().first_year, data().year_end_from, data().convention, notices))
    assert made.published_to == date(2019, 12, 27)
    assert made.provisional(date(2020, 5, 4))
    assert not made.provisional(date(2021, 5, 4))
    assert made.provisional_between(date(2019, 3, 1), date(2021, 3, 1))
