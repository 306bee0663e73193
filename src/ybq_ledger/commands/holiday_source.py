"""The one owner of the holidays package: it proposes and cross-checks the calendar and is never used otherwise."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from ybq_ledger.model.calendar import Notice, RestDays
from ybq_ledger.model.language import Text

NAMES: dict[str, str] = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "农历除夕": "Lunar New Year's Eve",
    "清明节": "Qingming Festival",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
}
TURN_OF_YEAR = 12
"""A year's notice may begin in December of the year before."""


def calendar_of(first: int, last: int):  # type: ignore[no-untyped-def]  # the package's own class, known only when loaded
    """China's calendar of these years; the language is pinned, else the process locale would decide it."""
    import holidays

    return holidays.country_holidays("CN", years=range(first, last + 1), language="zh_CN")


def working_days(first: int, last: int) -> list[tuple[date, bool]]:
    """Every day of these years, and whether it is worked."""
    found = calendar_of(first, last)
    start = date(first, 1, 1)
    days = [start + timedelta(days=offset) for offset in range((date(last, 12, 31) - start).days + 1)]
    return [(day, bool(found.is_working_day(day))) for day in days]


def notice_of(year: int, number: str, published: date) -> Notice | None:
    """A year's arrangement as the package knows it; None where it holds no make-up days for that year yet.

    Outside the years it knows the package silently answers with the statutory days alone, so that a year without a
    single make-up day is taken as unknown.
    """
    found = calendar_of(year - 1, year)
    make_up = sorted(day for day in found.weekend_workdays if in_arrangement(day, year))
    if not make_up:
        return None
    rest = [day for day in sorted(found) if in_arrangement(day, year)]
    return Notice(
        number, published, f"{year}年部分节假日安排", tuple(stretches(rest, found, set(make_up))), year, tuple(make_up)
    )


def in_arrangement(day: date, year: int) -> bool:
    """Whether a day belongs to a year's notice: the year itself, and the turn of the year before it."""
    return (day.year == year and (day.month, day.day) < (TURN_OF_YEAR, 28)) or (
        day.year == year - 1 and (day.month, day.day) >= (TURN_OF_YEAR, 28)
    )


def stretches(rest: list[date], found, make_up: set[date]) -> list[RestDays]:  # type: ignore[no-untyped-def]
    """Runs of rest days, weekends inside and beside them included, each named after its festival."""
    days = set(rest)
    for day in rest:
        for step in (1, -1):
            beside = day + timedelta(days=step)
            while beside.weekday() >= 5 and beside not in make_up:
                days.add(beside)
                beside += timedelta(days=step)
    runs = []
    for _, group in groupby(enumerate(sorted(days)), key=lambda entry: entry[1].toordinal() - entry[0]):
        run = [day for _, day in group]
        runs.append(RestDays(name_of([found.get(day) or "" for day in run]), run[0], run[-1]))
    return runs


def name_of(labels: list[str]) -> Text:
    """The festivals named in a run."""
    festivals = [name for name in NAMES if name != "农历除夕" and any(name in label for label in labels)]
    return Text("、".join(festivals) or "放假", " and ".join(NAMES[name] for name in festivals) or "Rest")
