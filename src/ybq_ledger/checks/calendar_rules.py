"""Rules about calendar.yaml: notices in order, ranges the right way round, make-up days on weekends, no gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ybq_ledger.model.calendar import CalendarData
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Path, Place

FILE = "plan/calendar.yaml"
LocateIn = Callable[[str, Path], Place]
Check = Callable[[CalendarData, LocateIn], Iterator[Finding]]

RANGE_INVERTED = Rule(
    "C601", "rest-range-inverted", Severity.error,
    Text("放假止于 {last}，早于开始的 {first}", "the rest ends on {last}, before it begins on {first}"),
    Text("核对 first 和 last", "check first and last"),
)  # fmt: skip
WORKDAY_NOT_WEEKEND = Rule(
    "C602", "workday-not-on-weekend", Severity.error,
    Text("{day} 不是周末，不能作调休上班日", "{day} is no weekend day, so it cannot be worked in exchange"),
    Text("照通知核对日期", "check the date against the notice"),
)  # fmt: skip
REST_AND_WORK = Rule(
    "C603", "rest-and-workday", Severity.error,
    Text("{day} 在同一份通知里既放假又上班", "{day} is both rest and work in one notice"),
    Text("照通知核对", "check it against the notice"),
)  # fmt: skip
NUMBER_TWICE = Rule(
    "C604", "notice-number-twice", Severity.error,
    Text("文号 {number} 出现两次", "the notice number {number} stands twice"),
    Text("每份通知一条，文号照原件", "one entry for each notice, numbered as the original"),
)  # fmt: skip
OUT_OF_ORDER = Rule(
    "C605", "notices-out-of-order", Severity.warning,
    Text("{number}（{published}）应排在上一份（{before}）之前", "{number} of {published} belongs before the one of {before}"),
    Text("按发布日期排列", "order the notices by the day they were published"),
)  # fmt: skip
YEAR_MISSING = Rule(
    "C606", "calendar-year-missing", Severity.error,
    Text("缺少 {year} 年的通知", "no notice arranges {year}"),
    Text("补上该年的通知，否则期限会算错", "add that year's notice, or deadlines come out wrong"),
)  # fmt: skip


def rest_range_inverted(data: CalendarData, locate: LocateIn) -> Iterator[Finding]:
    """C601."""
    for index, notice in enumerate(data.notices):
        for number, rest in enumerate(notice.rest):
            if rest.last < rest.first:
                place = locate(FILE, ("notices", index, "rest", number, "last"))
                yield Finding(RANGE_INVERTED, place, {"first": rest.first, "last": rest.last})


def workday_not_on_weekend(data: CalendarData, locate: LocateIn) -> Iterator[Finding]:
    """C602."""
    for index, notice in enumerate(data.notices):
        for number, day in enumerate(notice.workdays):
            if day.weekday() < 5:
                yield Finding(WORKDAY_NOT_WEEKEND, locate(FILE, ("notices", index, "workdays", number)), {"day": day})


def rest_and_workday(data: CalendarData, locate: LocateIn) -> Iterator[Finding]:
    """C603."""
    for index, notice in enumerate(data.notices):
        for number, day in enumerate(notice.workdays):
            if any(rest.first <= day <= rest.last for rest in notice.rest):
                yield Finding(REST_AND_WORK, locate(FILE, ("notices", index, "workdays", number)), {"day": day})


def notice_number_twice(data: CalendarData, locate: LocateIn) -> Iterator[Finding]:
    """C604."""
    seen: set[str] = set()
    for index, notice in enumerate(data.notices):
        if notice.number in seen:
            yield Finding(NUMBER_TWICE, locate(FILE, ("notices", index, "number")), {"number": notice.number})
        seen.add(notice.number)


def notices_out_of_order(data: CalendarData, locate: LocateIn) -> Iterator[Finding]:
    """C605."""
    for index, (before, notice) in enumerate(zip(data.notices, data.notices[1:], strict=False), 1):
        if notice.published < before.published:
            facts = {"number": notice.number, "published": notice.published, "before": before.published}
            yield Finding(OUT_OF_ORDER, locate(FILE, ("notices", index, "published")), facts)


def calendar_year_missing(data: CalendarData, locate: LocateIn) -> Iterator[Finding]:
    """C606: every year from the first to the last published one is arranged."""
    years = {notice.year for notice in data.notices if notice.year is not None}
    for year in range(data.first_year, max(years, default=data.first_year) + 1):
        if year not in years:
            yield Finding(YEAR_MISSING, locate(FILE, ("notices",)), {"year": year})


RuleCheck = tuple[Rule, Check]
CALENDAR_RULES: tuple[RuleCheck, ...] = (
    (RANGE_INVERTED, rest_range_inverted),
    (WORKDAY_NOT_WEEKEND, workday_not_on_weekend),
    (REST_AND_WORK, rest_and_workday),
    (NUMBER_TWICE, notice_number_twice),
    (OUT_OF_ORDER, notices_out_of_order),
    (YEAR_MISSING, calendar_year_missing),
)


def check_calendar(data: CalendarData, locate: LocateIn) -> Iterator[Finding]:
    """Every finding about the calendar."""
    for _, check in CALENDAR_RULES:
        yield from check(data, locate)
