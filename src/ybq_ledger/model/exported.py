"""One row of an export: how a record or duty, or one time limit on it, stood from one day to another."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class ExportedSpan(NamedTuple):
    """`first` is the first day, `until` the first day on which it no longer holds (None: it still does).

    `path` is empty for a duty, which no file holds. `part` is empty for the record or duty itself, else the id of the time limit; `counted` is false for what is void or merged.
    """

    path: str
    id: str
    kind: str
    part: str
    title: str
    units: str
    works: str
    state: str
    first: date
    until: date | None
    begins: date
    due: date | None
    first_due: date | None
    settled: date | None
    counted: bool
    done: bool
    late: bool
    overdue: bool
    any_late: bool
    any_overdue: bool
    was_overdue: bool
    light: str


COLUMNS = ExportedSpan._fields
