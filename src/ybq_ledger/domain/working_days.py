"""The Chinese working-day calendar as a prefix table: which days are worked, and how many lie between two."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from ybq_ledger.model.calendar import CalendarData, Notice
from ybq_ledger.model.language import Text

Kind = Literal["workday", "weekend", "rest", "make-up"]
MARGIN_YEARS = 2
"""Years the table goes on beyond the last notice, so that most questions about the future stay in it."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class DayInfo:
    """What one day is, and the notice that made it so; `provisional` where no notice settles it yet."""

    day: date
    working: bool
    kind: Kind
    name: Text | None
    notice: str | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a notice says of one day."""

    working: bool
    name: Text | None
    notice: str


MAKE_UP = Text("调休上班", "worked in exchange")


class WorkingCalendar:
    """Working days by the notices of `data`; weekdays are worked where no notice says otherwise."""

    def __init__(self, data: CalendarData) -> None:
        self.data = data

    @cached_property
    def rulings(self) -> dict[date, Ruling]:
        """Every day some notice speaks of; a later notice overrules an earlier one."""
        found: dict[date, Ruling] = {}
        for notice in sorted(self.data.notices, key=lambda entry: entry.published):
            for day in notice.withdraws:
                found.pop(day, None)
            found |= rulings_of(notice)
        return found

    @cached_property
    def published_to(self) -> date:
        """The last day that is settled: where the next year is not arranged yet, the days before its turn."""
        years = [notice.year for notice in self.data.notices if notice.year is not None]
        month, day = (int(part) for part in self.data.year_end_from.split("-"))
        last = max(years, default=self.data.first_year)
        return date(last, month, day) - timedelta(days=1)

    @cached_property
    def first(self) -> date:
        """The first day of the table."""
        return date(self.data.first_year, 1, 1)

    @cached_property
    def counts(self) -> array[int]:
        """counts[i]: the working days among the first i days of the table."""
        last = date(self.published_to.year + MARGIN_YEARS, 12, 31)
        total, found = 0, array("l", [0])
        weekday, rulings = self.first.weekday(), self.rulings
        special = {(day - self.first).days: ruling.working for day, ruling in rulings.items()}
        for index in range((last - self.first).days + 1):
            total += special.get(index, (weekday + index) % WEEK < 5)
            found.append(total)
        return found

    def is_working(self, day: date) -> bool:
        """Whether `day` is worked."""
        ruling = self.rulings.get(day)
        return ruling.working if ruling else day.weekday() < 5

    def provisional(self, day: date) -> bool:
        """Whether no notice settles `day`: after the last published year, in its last days, or before the first."""
        return day > self.published_to or day < self.first

    def info(self, day: date) -> DayInfo:
        """Everything known about `day`."""
        ruling = self.rulings.get(day)
        if ruling is None:
            kind: Kind = "workday" if day.weekday() < 5 else "weekend"
            return DayInfo(day, kind == "workday", kind, None, None, self.provisional(day))
        kind = "make-up" if ruling.working else "rest"
        return DayInfo(day, ruling.working, kind, ruling.name, ruling.notice, self.provisional(day))

    def on_or_after(self, day: date) -> date:
        """The nearest working day from `day` on."""
        return day if self.is_working(day) else self.add(day, 1)

    def on_or_before(self, day: date) -> date:
        """The nearest working day up to `day`."""
        while not self.is_working(day):
            day -= timedelta(days=1)
        return day

    def total(self, day: date) -> int:
        """Working days from the table's first day to `day`, both included; Monday to Friday outside the table."""
        index = (day - self.first).days + 1
        if index < 0:
            return -weekdays_between(day, self.first - timedelta(days=1))
        if index < len(self.counts):
            return self.counts[index]
        last = self.first + timedelta(days=len(self.counts) - 2)
        return self.counts[-1] + weekdays_between(last, day)

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to `end`; negative where `end` is the earlier one."""
        return self.total(end) - self.total(start)

    def add(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself is not counted (civil code, articles 200-204)."""
        if count < 1:
            raise ValueError(f"count must be at least 1, not {count}")
        wanted = self.total(day) + count
        if 0 < wanted <= self.counts[-1]:
            return self.first + timedelta(days=bisect_left(self.counts, wanted) - 1)
        return self.step_to(day, count)

    def step_to(self, day: date, count: int) -> date:
        """The same, outside the table: whole weeks at once, then day by day."""
        target = self.total(day) + count
        reached = day + timedelta(days=max(0, (count // 5 - 60)) * WEEK)
        reached = day if self.total(reached) >= target else reached
        while self.total(reached) < target:
            reached += timedelta(days=1)
        return reached


def rulings_of(notice: Notice) -> dict[date, Ruling]:
    """The days one notice speaks of."""
    found = {
        holiday.first + timedelta(days=offset): Ruling(False, holiday.name, notice.number)
        for holiday in notice.rest
        for offset in range((holiday.last - holiday.first).days + 1)
    }
    return found | {day: Ruling(True, MAKE_UP, notice.number) for day in notice.workdays}


def weekdays_between(start: date, end: date) -> int:
    """Mondays to Fridays after `start` up to `end`, by arithmetic."""
    return weekdays_to(end) - weekdays_to(start)


def weekdays_to(day: date) -> int:
    """Mondays to Fridays from the calendar's own beginning (a Monday) to `day`."""
    weeks, rest = divmod(day.toordinal(), WEEK)
    return weeks * 5 + min(rest, 5)
