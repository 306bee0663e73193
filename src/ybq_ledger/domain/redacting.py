"""Texts that had to go: which texts of a record may be taken out, and the record as it is without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, cast

from ybq_ledger.domain.obligations import coordinator_on
from ybq_ledger.domain.texts import collect
from ybq_ledger.domain.timeline import AnyRecord
from ybq_ledger.model.event import MARKER, Correct, Redact
from ybq_ledger.model.place import Path
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.record import Record

OF_WORDS = frozenset({"title", "problem"})
"""Fields whose corrections hold words; those of days, choices and codes are kept like these themselves."""


def way(steps: Path) -> str:
    """The steps to a text as a redaction names them: `measures/0/what`."""
    return "/".join(map(str, steps))


def steps_of(field: str) -> Path:
    """The way back: positions count from 0."""
    return tuple(int(part) if part.isdecimal() else part for part in field.split("/"))


def texts_in(record: Record) -> dict[str, str]:
    """Every text that may be taken out, by the way to it."""
    found: list[tuple[Path, str]] = []
    collect(record, (), found)
    return {way(steps): text for steps, text in found if may_go(record, steps)}


def may_go(record: Record, steps: Path) -> bool:
    """Whether a text is words; a correction's values are so only where those of its field are."""
    event = record.events[int(steps[1])] if steps[0] == "events" else None
    return not isinstance(event, Correct) or steps[2] == "reason" or event.field in OF_WORDS


def redactions(record: Record, start: int = 0) -> Iterator[tuple[int, Redact]]:
    """The redactions among a record's events from one on, with their positions."""
    for index, event in enumerate(record.events[start:], start):
        if isinstance(event, Redact):
            yield index, event


def by_the_coordinator(plan: Plan, record: Record, start: int) -> Iterator[str]:
    """What redactions from one event on have taken out; those of anybody but the coordinator take nothing out."""
    for _, event in redactions(record, start):
        if event.by == coordinator_on(plan, event.recorded):
            yield event.field


def is_before(field: str, number: int) -> bool:
    """Whether a text stands among a record's facts and first events."""
    steps = steps_of(field)
    return steps[0] != "events" or (len(steps) > 1 and isinstance(steps[1], int) and steps[1] < number)


def without(record: AnyRecord, fields: Iterable[str]) -> AnyRecord:
    """The record with the marker in the place of these texts; a way that leads to none changes nothing."""
    for field in fields:
        if field in texts_in(record):
            record = cast(AnyRecord, put(record, steps_of(field)))
    return record


def put(value: Any, steps: Path) -> Any:
    """A value with the marker at the end of the way."""
    if not steps:
        return MARKER
    step, *rest = steps
    if isinstance(value, tuple):
        at = int(step)
        return (*value[:at], put(value[at], tuple(rest)), *value[at + 1 :])
    return replace(value, **{str(step): put(getattr(value, str(step)), tuple(rest))})


def unchanged_but_for(plan: Plan | None, old: AnyRecord, new: Record) -> AnyRecord:
    """The old version with what new redactions of the coordinator took out of it, and nothing else."""
    if plan is None or type(old) is not type(new):
        return old
    fields = list(by_the_coordinator(plan, new, len(old.events)))
    now = texts_in(new) if fields else {}
    return without(old, [field for field in fields if now.get(field) == MARKER])
