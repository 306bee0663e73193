"""When a duty falls due: a fixed date, a recurring day, a count after something, or no date at all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from ybq_ledger.model.shape import STRICT, About, Between, Day, Line, Matches, OneOf
from ybq_ledger.model.value import dataclass

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

RestDay = Literal["kept", "back", "forward"]
"""What a rest day does to a due date: stands as written, back to the last or forward to the next working day."""
Every = Literal["week", "month", "quarter", "half-year", "year"]
Unit = Literal["working-days", "calendar-days", "months"]


@dataclass(frozen=True, slots=True)
class RealPeriod(Matches):
    """The text matches, and the calendar has such a period: few years have a week 53."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        text = Matches.__get_pydantic_core_schema__(self, source, handler)
        return core_schema.no_info_after_validator_function(real_period, text)


def real_period(period: str) -> str:
    """The period itself; ValueError where no calendar has it, or none that this program counts by (1949 to 2200)."""
    year, _, part = period.partition("-")
    if not 1949 <= int(year) <= 2200:
        raise ValueError(f"no calendar for the year {year}")
    date.fromisocalendar(int(year), int(part[1:]) if part.startswith("W") else 1, 1)
    return period


Period = Annotated[
    str,
    RealPeriod(
        r"[0-9]{4}(-(0[1-9]|1[0-2])|-Q[1-4]|-H[12]|-W(0[1-9]|[1-4][0-9]|5[0-3]))?", "2018-05, 2018-Q2, 2018-W21, 2018"
    ),
]
DayWord = Literal["last", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DayNumber = Annotated[int, Between(1, 366)]


@dataclass(frozen=True, slots=True)
class Fixed:
    """By one date, the day itself included."""

    __pydantic_config__ = STRICT

    rule: Literal["fixed"]
    on: Annotated[Day, About("到期日（含当日）", "the due date, inclusive")]
    begins: Annotated[
        Day | None, About("何时起算；缺省为方案印发日", "first day of the duty; default: the plan's issue")
    ] = None
    rest_day: RestDay | None = None


@dataclass(frozen=True, slots=True)
class Recurring:
    """On one day of every period: its last day, its Nth day, or (weeks only) a weekday.

    Day N of a shorter period is its last day (day 31 of June is the 30th).
    """

    __pydantic_config__ = STRICT

    rule: Literal["recurring"]
    every: Every
    day: Annotated[
        DayWord | DayNumber, About("期内哪一天：last、第几日或星期几", "last, the day's number, or a weekday")
    ]
    first: Annotated[
        Period | None, About("首期；缺省为印发日所在期", "first period; default: that of the plan's issue")
    ] = None
    last: Annotated[Period | None, About("末期；缺省为不限", "last period; default: open")] = None
    rest_day: RestDay | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """A number of days or months after something; the starting day itself is not counted (民法典 200–204).

    `after` is `issue` (the plan's), `receipt` (of the record), `milestone:<id>` or `event:<kind>`.
    """

    __pydantic_config__ = STRICT

    rule: Literal["relative"]
    count: Annotated[int, Between(1, 1000)]
    unit: Unit
    after: Annotated[
        str,
        Matches(r"issue|receipt|milestone:[a-z][a-z0-9-]*|event:[a-z][a-z0-9-]*", "milestone:sub-plan"),
        About("起算点", "what starts the count"),
    ]
    rest_day: RestDay | None = None


@dataclass(frozen=True, slots=True)
class Undated:
    """No date can be computed; `words` are the plan's own few words for when. Never overdue."""

    __pydantic_config__ = STRICT

    rule: Literal["undated"]
    words: Annotated[Line, About("方案原有的时间用语，没有则写“未定”", "the plan's own words for when")]


Schedule = Annotated[Fixed | Recurring | Relative | Undated, OneOf("rule")]
