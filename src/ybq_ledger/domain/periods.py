"""Periods a duty recurs in, as text: 2018-W20, 2018-05, 2018-Q2, 2018-H1, 2018."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ybq_ledger.model.schedule import DayWord, Every

MONTHS: dict[str, int] = {"Q": 3, "H": 6}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FORM = re.compile(r"([0-9]{4})(?:-(?:(0[1-9]|1[0-2])|(Q)([1-4])|(H)([12])|(W)(0[1-9]|[1-4][0-9]|5[0-3])))?")


def first_day(period: str) -> date:
    """The first day of a period; ValueError where the text is none. Weeks are those of ISO 8601, from Monday."""
    found = FORM.fullmatch(period)
    if not found:
        raise ValueError(f"not a period: {period!r}")
    year = int(found[1])
    if found[7]:
        return date.fromisocalendar(year, int(found[8]), 1)
    if found[2]:
        return date(year, int(found[2]), 1)
    letter, number = found[3] or found[5], found[4] or found[6]
    return date(year, MONTHS[letter] * (int(number) - 1) + 1, 1) if letter else date(year, 1, 1)


def last_day(period: str) -> date:
    """The last day of a period."""
    return first_day(following(period)) - timedelta(days=1)


def following(period: str) -> str:
    """The next period of the same kind."""
    start = first_day(period)
    length = {"week": 7, "month": 31, "quarter": 92, "half-year": 184, "year": 366}[every_of(period)]
    return of(start + timedelta(days=length), every_of(period))


def every_of(period: str) -> Every:
    """How often periods of this form come."""
    if "-" not in period:
        return "year"
    kinds: dict[str, Every] = {"W": "week", "Q": "quarter", "H": "half-year"}
    return kinds.get(period.partition("-")[2][0], "month")


def of(day: date, every: Every) -> str:
    """The period of one kind that `day` lies in."""
    match every:
        case "week":
            year, week, _ = day.isocalendar()
            return f"{year:04d}-W{week:02d}"
        case "month":
            return f"{day.year:04d}-{day.month:02d}"
        case "quarter":
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
        case "half-year":
            return f"{day.year:04d}-H{1 if day.month <= 6 else 2}"
        case "year":
            return f"{day.year:04d}"


def day_in(period: str, day: DayWord | int) -> date:
    """The last day, the Nth day (the last one of a shorter period), or the first such weekday of a period."""
    start, end = first_day(period), last_day(period)
    if day == "last":
        return end
    if isinstance(day, int):
        return min(start + timedelta(days=day - 1), end)
    return start + timedelta(days=(WEEKDAYS.index(day) - start.weekday()) % 7)
