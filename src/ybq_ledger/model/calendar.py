"""The calendar in force as data: each State Council notice with the rest and make-up days it sets."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ybq_ledger.model.language import Text
from ybq_ledger.model.shape import STRICT, About, Between, Day, Line, Matches
from ybq_ledger.model.value import dataclass


@dataclass(frozen=True, slots=True)
class RestDays:
    """A named holiday: rest from `first` to `last`, both included."""

    __pydantic_config__ = STRICT

    name: Text
    first: Day
    last: Day


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: `number` and `published` identify it; `workdays` are weekend days that must be worked.

    Days named by a later notice overrule an earlier one; `withdraws` gives back to the week what an
    earlier notice had set and this one no longer does.
    """

    __pydantic_config__ = STRICT

    number: Line
    published: Day
    title: Line
    rest: tuple[RestDays, ...]
    year: Annotated[
        Annotated[int, Between(1949, 2200)] | None,
        About("公布哪一年的全年安排；临时调整则省略", "the year it arranges in full; left out for an amendment"),
    ] = None
    workdays: Annotated[tuple[Day, ...], About("调休上班的周末", "weekend days worked in exchange")] = ()
    withdraws: Annotated[tuple[Day, ...], About("恢复为平常日子", "days that go back to being ordinary")] = ()


@dataclass(frozen=True, slots=True)
class CalendarData:
    """calendar.yaml. `year_end_from` is a day of December, MM-DD: from there on days wait for the next year's notice."""

    __pydantic_config__ = STRICT

    first_year: Annotated[int, Between(1949, 2200)]
    year_end_from: Annotated[
        str,
        Matches(r"12-(0[1-9]|[12][0-9]|3[01])", "12-28"),
        About("12 月哪天起仍待下一年通知（月-日）", "from this day of December, MM-DD, days await the next notice"),
    ]
    convention: Text
    notices: tuple[Notice, ...]

    def known_on(self, day: date) -> CalendarData:
        """The calendar as it was published on or before `day`."""
        notices = tuple(notice for notice in self.notices if notice.published <= day)
        return CalendarData(self.first_year, self.year_end_from, self.convention, notices)
