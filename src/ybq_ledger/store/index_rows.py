"""What the index holds, row by row: spans, the cells they fall into, and back to standings on a day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from ybq_ledger.domain.spans import Span, days_kept, days_on, on
from ybq_ledger.domain.standing import Standing, limit_title
from ybq_ledger.domain.tally import Counted, phase_of
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.language import Text
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.record_types import GONE
from ybq_ledger.model.value import changed

FOR_EVER = date.max.toordinal() + 1

SCHEMA = """
CREATE TABLE {place}item (id INTEGER PRIMARY KEY, folder INTEGER NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL);
CREATE TABLE {place}cell (
    id INTEGER PRIMARY KEY, is_item INTEGER NOT NULL, kind TEXT NOT NULL, units TEXT NOT NULL, owners TEXT NOT NULL,
    works TEXT NOT NULL, phase TEXT NOT NULL, state TEXT NOT NULL, ended_by TEXT NOT NULL, dated INTEGER NOT NULL,
    is_open INTEGER NOT NULL, gone INTEGER NOT NULL, done INTEGER NOT NULL, late INTEGER NOT NULL,
    overdue INTEGER NOT NULL, any_late INTEGER NOT NULL, any_overdue INTEGER NOT NULL, was_overdue INTEGER NOT NULL,
    provisional INTEGER NOT NULL, light TEXT NOT NULL, addressee TEXT NOT NULL
);
CREATE TABLE {place}span (
    item INTEGER NOT NULL, part INTEGER NOT NULL, first INTEGER NOT NULL, until INTEGER NOT NULL, cell INTEGER NOT NULL,
    due INTEGER, begins INTEGER NOT NULL, first_due INTEGER, settled INTEGER, days INTEGER,
    PRIMARY KEY (item, part, first)
) WITHOUT ROWID;
CREATE TABLE {place}folder (id INTEGER PRIMARY KEY, path TEXT NOT NULL);
CREATE TABLE {place}kept (item INTEGER PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE {place}aside (item INTEGER PRIMARY KEY, readable INTEGER NOT NULL);
"""
"""`item`: every file; `kept`: the records no span is made of, whole; `aside`: files that hold no record (readable: 1,
ignored by rule) or one that nobody could read (0). Days are ordinals; `until` is the first day after a span."""
CELL_COLUMNS = (
    "is_item", "kind", "units", "owners", "works", "phase", "state", "ended_by", "dated", "is_open", "gone", "done", "late",
    "overdue", "any_late", "any_overdue", "was_overdue", "provisional", "light", "addressee",
)  # fmt: skip
ON_DAY = "s.first <= ? AND s.until > ?"
IS_DATED_AND_OPEN = "c.is_open AND s.due IS NOT NULL"


class SpanRow(NamedTuple):
    """A row of `span` without its item and with its cell spelled out."""

    part: int
    first: int
    until: int
    cell: tuple[Any, ...]
    due: int | None
    begins: int
    first_due: int | None
    settled: int | None
    days: int | None


def span_rows(plan: Plan, calendar: WorkingCalendar, found: Iterable[Span]) -> Iterator[SpanRow]:
    """The rows of one record: one for its own standing and one for each other time limit on it, for each span."""
    for span in found:
        item = span.standing
        phase = phase_of(plan, item)
        for part, entry in enumerate((item, *item.clocks)):
            yield SpanRow(
                part, span.first.toordinal(), ordinal(span.until) or FOR_EVER, cell_of(calendar, item, entry, phase),
                ordinal(entry.due), entry.begins.toordinal(), ordinal(entry.first_due), ordinal(entry.settled),
                days_kept(entry),
            )  # fmt: skip


def cell_of(calendar: WorkingCalendar, item: Standing, entry: Standing, phase: str) -> tuple[Any, ...]:
    """All that is alike in many spans, in the order of the columns of `cell`.

    `provisional` of an item is that of its due date; a day looked at after it decides for itself.
    """
    due = entry.due
    provisional = entry.provisional
    if entry is item:
        provisional = due is not None and due >= calendar.first and calendar.provisional(due)
    gone = item.state in GONE
    return (
        int(entry is item), entry.kind, listed(item.units), listed(entry.units), listed(item.works), phase,
        entry.state, listed(entry.ended_by), int(entry.dated), int(entry.is_open and not gone), int(gone),
        int(entry.done), int(entry.late), int(entry.overdue), int(entry.any_late), int(entry.any_overdue),
        int(entry.was_overdue), int(provisional), entry.light, entry.addressee,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def listed(words: tuple[str, ...]) -> str:
    """Words as JSON, so that each stands in quotes."""
    return json.dumps(words)


def ordinal(day: date | None) -> int | None:
    """A day as a number."""
    return day.toordinal() if day else None


def day_of(number: int | None) -> date | None:
    """A number as a day."""
    return date.fromordinal(number) if number is not None else None


STANDING_COLUMNS = (
    "s.item, s.part, i.folder, i.name, i.title, c.kind, c.owners, c.works, c.state, c.ended_by, c.light, c.done, c.late,"
    " c.overdue, c.was_overdue, c.provisional, s.due, s.begins, s.first_due, s.settled, s.days, c.addressee"
)


def standing_from(row: tuple[Any, ...], plan: Plan, folders: dict[int, str], clocks: tuple[Standing, ...]) -> Standing:
    """A standing as `spans` kept it, from the columns above."""
    (_, part, folder, name, title, kind, owners, works, state, ended_by, light, done, late, overdue, was_overdue,
     provisional, due, begins, first_due, settled, days, addressee) = row  # fmt: skip
    words = Text(title, title)
    if part:
        words = limit_title(words, next(limit for limit in plan.limits if limit.id == kind))
    return Standing(
        kind=kind, id=name.removesuffix(".yaml"), title=words, units=words_in(owners),
        works=words_in(works), state=state, begins=date.fromordinal(begins), due=day_of(due),
        first_due=day_of(first_due), settled=day_of(settled), done=bool(done), late=bool(late), overdue=bool(overdue),
        was_overdue=bool(was_overdue), days_late=days, provisional=bool(provisional and part), light=light,
        path=f"{folders[folder]}/{name}", clocks=clocks, ended_by=words_in(ended_by), addressee=addressee,
    )  # fmt: skip


def standings_from(
    rows: Iterable[tuple[Any, ...]], plan: Plan, calendar: WorkingCalendar, folders: dict[int, str], day: date
) -> list[Standing]:
    """The standings of records with the time limits on them, in the order of their paths, from rows in any order."""
    items: dict[int, dict[int, tuple[Any, ...]]] = {}
    for row in rows:
        items.setdefault(row[0], {})[row[1]] = row
    found = []
    for parts in items.values():
        clocks = tuple(standing_from(parts[part], plan, folders, ()) for part in sorted(parts) if part)
        found.append(on(calendar, standing_from(parts[0], plan, folders, clocks), day))
    return sorted(found, key=path_order)


def entries_from(
    rows: Iterable[tuple[Any, ...]], plan: Plan, calendar: WorkingCalendar, folders: dict[int, str], day: date
) -> list[Standing]:
    """Records and time limits one by one, in the order of their paths."""
    found = []
    for row in rows:
        kept = standing_from(row, plan, folders, ())
        now = changed(kept, days_late=days_on(calendar, kept, day)) if row[1] else on(calendar, kept, day)
        found.append((path_order(now), row[1], now))
    return [entry for _, _, entry in sorted(found, key=lambda found: found[:2])]


def path_order(standing: Standing) -> list[str]:
    """The order in which files are read: folder by folder, name by name."""
    return standing.path.split("/")


COUNTED_COLUMNS = ("is_item", "kind", "works", "dated", "done", "late", "overdue", "any_late", "any_overdue", "provisional", "light")  # fmt: skip


def counted_from(row: tuple[Any, ...], detail: tuple[str, ...], provisional_day: bool) -> Counted:
    """What a status counts, from the columns above, those of `detail`, a number, and how many of it fall due later."""
    facts = dict(zip((*COUNTED_COLUMNS, *detail), row, strict=False))
    number, later = row[-2], row[-1] or 0
    if facts["is_item"] and facts["dated"]:
        provisional = (later > 0 and bool(facts["provisional"])) or (number > later and provisional_day)
    else:
        provisional = bool(facts["provisional"]) and not facts["is_item"]
    return Counted(
        is_item=bool(facts["is_item"]), kind=facts["kind"], units=words_in(facts.get("units")),
        owners=words_in(facts.get("owners")), works=words_in(facts["works"]), phase=str(facts.get("phase", "")),
        done=bool(facts["done"]), late=bool(facts["late"]), overdue=bool(facts["overdue"]),
        any_late=bool(facts["any_late"]), any_overdue=bool(facts["any_overdue"]), dated=bool(facts["dated"]),
        provisional=provisional, light=facts["light"], number=number,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def words_in(text: str | None) -> tuple[str, ...]:
    """Words from JSON."""
    return tuple(json.loads(text)) if text else ()
