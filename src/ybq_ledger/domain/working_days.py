"""The Chinese working-day calendar as a prefix table: which days are worked, and how many lie between two."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from typing import Literal

from ybq_ledger.model.calendar import CalendarData, Notice
from ybq_ledger.model.deadline import Due
from ybq_ledger.model.language import Text
from ybq_ledger.model.value import dataclass

Kind = Literal["workday", "weekend", "rest", "make-up"]
MARGIN_YEARS = 2
"""Years the table goes on beyond the last notice, so that most questions about the future stay in it."""
WORKED, RESTED = 5, 2
FARTHEST_REST = 14
"""Days: no two working days in a row lie so far apart."""
WEEK = bytes([1] * WORKED + [0] * RESTED)
"""A week without any notice, from Monday on."""
MAKE_UP = Text("调休上班", "worked in exchange")


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
    """What the notices say of one day in the end; without a name the day is an ordinary one again."""

    working: bool
    name: Text | None
    notice: str


class WorkingCalendar:
    """Working days by the notices of `data`; Monday to Friday where no notice says otherwise.

    The table reaches from the year before the first to two years after the last one arranged. Beyond it, and for
    days a notice names there by mistake, the plain week holds, so that all answers agree with each other.
    """

    def __init__(self, data: CalendarData) -> None:
        self.data = data
        self.counted: dict[tuple[date, int, str, str], Due] = {}
        """Deadlines counted before: the same few limits run from the same few hundred days."""

    @cached_property
    def arranged(self) -> frozenset[int]:
        """The years that some notice arranges in full."""
        years = (notice.year for notice in self.data.notices)
        return frozenset(year for year in years if year is not None and year >= self.data.first_year)

    @cached_property
    def first(self) -> date:
        """The first day the calendar speaks of."""
        return date(self.data.first_year, 1, 1)

    @cached_property
    def published_to(self) -> date:
        """The last day from the first on without a gap that is settled; the day before the first where none is."""
        year = self.data.first_year
        while year in self.arranged:
            year += 1
        return self.first - timedelta(days=1) if year == self.data.first_year else self.settled_to(year - 1)

    @property
    def has_gap(self) -> bool:
        """Whether a year without a notice lies between years that have one."""
        return bool(self.arranged) and max(self.arranged) - self.data.first_year + 1 != len(self.arranged)

    @cached_property
    def origin(self) -> date:
        """The first day of the table: a year early, for days at the end of the year before the first."""
        return date(self.data.first_year - 1, 1, 1)

    @cached_property
    def horizon(self) -> date:
        """The last day of the table."""
        return date(max(self.arranged, default=self.data.first_year) + MARGIN_YEARS, 12, 31)

    @cached_property
    def rulings(self) -> dict[date, Ruling]:
        """Every day of the table some notice speaks of; a later notice overrules an earlier one."""
        found: dict[date, Ruling] = {}
        for notice in sorted(self.data.notices, key=lambda entry: entry.published):
            found |= rulings_of(notice, self.origin, self.horizon)
        return found

    @cached_property
    def counts(self) -> array[int]:
        """counts[i]: the working days among the first i days of the table."""
        length = (self.horizon - self.origin).days + 1
        weekday = self.origin.weekday()
        days = bytearray((WEEK * (length // len(WEEK) + 2))[weekday : weekday + length])
        start = self.origin.toordinal()
        for day, ruling in self.rulings.items():
            days[day.toordinal() - start] = ruling.working
        return array("l", accumulate(days, initial=0))

    def is_working(self, day: date) -> bool:
        """Whether `day` is worked."""
        ruling = self.rulings.get(day)
        return ruling.working if ruling else day.weekday() < WORKED

    def settled_to(self, year: int) -> date:
        """The last settled day of a year that is arranged: its end, or where the next year's turn begins."""
        if year + 1 in self.arranged:
            return date(year, 12, 31)
        month, day = (int(part) for part in self.data.year_end_from.split("-"))
        return date(year, month, day) - timedelta(days=1)

    def provisional(self, day: date) -> bool:
        """Whether no notice settles `day`: its year is not arranged, or it waits for the next year's notice."""
        return day.year not in self.arranged or day > self.settled_to(day.year)

    def provisional_between(self, start: date, end: date) -> bool:
        """Whether any day from `start` to `end`, both included, is provisional."""
        if self.first <= start and end <= self.published_to:
            return False
        ends = (date(year, 12, 31) for year in range(start.year, end.year))
        return self.provisional(start) or self.provisional(end) or any(self.provisional(day) for day in ends)

    def info(self, day: date) -> DayInfo:
        """Everything known about `day`."""
        ruling = self.rulings.get(day)
        provisional = self.provisional(day)
        if ruling is None or ruling.name is None:
            kind: Kind = "workday" if day.weekday() < WORKED else "weekend"
            return DayInfo(day, kind == "workday", kind, None, ruling.notice if ruling else None, provisional)
        kind = "make-up" if ruling.working else "rest"
        return DayInfo(day, ruling.working, kind, ruling.name, ruling.notice, provisional)

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
        if day < self.origin:
            return weekdays_to(day) - weekdays_to(self.origin - timedelta(days=1))
        if day > self.horizon:
            return self.counts[-1] + weekdays_to(day) - weekdays_to(self.horizon)
        return self.counts[day.toordinal() - self.origin.toordinal() + 1]

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to `end`; negative where `end` is the earlier one."""
        return self.total(end) - self.total(start)

    def add(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself is not counted (civil code, articles 200-204)."""
        if count < 1:
            raise ValueError(f"count must be at least 1, not {count}")
        wanted = self.total(day) + count
        if wanted < 1:
            return weekday_numbered(wanted + weekdays_to(self.origin - timedelta(days=1)))
        if wanted > self.counts[-1]:
            return weekday_numbered(wanted - self.counts[-1] + weekdays_to(self.horizon))
        return date.fromordinal(self.origin.toordinal() + bisect_left(self.counts, wanted) - 1)

    def within(self, due: date, count: int) -> date:
        """The first day from which at most `count` working days are left to `due`."""
        start = due - timedelta(days=FARTHEST_REST * (count + 1))
        return self.add(start, max(1, self.total(due) - count - self.total(start)))


def rulings_of(notice: Notice, first: date, last: date) -> dict[date, Ruling]:
    """The days from `first` to `last` one notice speaks of; what it withdraws are ordinary days again."""
    found = {day: Ruling(day.weekday() < WORKED, None, notice.number) for day in notice.withdraws}
    for rest in notice.rest:
        ruling = Ruling(False, rest.name, notice.number)
        for ordinal in range(max(rest.first, first).toordinal(), min(rest.last, last).toordinal() + 1):
            found[date.fromordinal(ordinal)] = ruling
    found |= dict.fromkeys(notice.workdays, Ruling(True, MAKE_UP, notice.number))
    return {day: ruling for day, ruling in found.items() if first <= day <= last}


def weekdays_to(day: date) -> int:
    """Mondays to Fridays from the first of all days (a Monday) to `day`."""
    weeks, rest = divmod(day.toordinal(), len(WEEK))
    return weeks * WORKED + min(rest, WORKED)


def weekday_numbered(number: int) -> date:
    """The `number`-th of all Mondays to Fridays: the other way round."""
    weeks, rest = divmod(number - 1, WORKED)
    return date.fromordinal(weeks * len(WEEK) + rest + 1)
