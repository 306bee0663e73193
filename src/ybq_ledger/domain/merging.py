"""Two versions of one record that grew apart, as one that loses neither side; pure, on values alone."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Literal, cast

from ybq_ledger.domain.redacting import is_before, redactions, without
from ybq_ledger.model.record import Event, Record
from ybq_ledger.model.value import dataclass

Outcome = Literal["joined", "same-id", "kept", "by-hand"]


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a conflict.

    `record` is what stands under the name now; `other` a second record that needs an id of its own (`same-id`);
    `fields` what only a person can decide (`by-hand`).
    """

    outcome: Outcome
    record: Record | None = None
    other: Record | None = None
    fields: tuple[str, ...] = ()


def merge(base: Record | None, ours: Record | None, theirs: Record | None) -> Merged:
    """Join two versions: facts changed on one side, events of both; None stands for a file that is not there.

    A deletion never wins. Two records that have nothing but their id in common both stay.
    """
    if ours is None or theirs is None:
        kept = ours if ours is not None else theirs
        return Merged("kept", kept if kept is not None else base)
    if type(ours) is not type(theirs):
        return Merged("same-id", ours, theirs)
    if base is None:
        same = facts_of(ours) == facts_of(theirs)
        return (
            Merged("joined", with_events(ours, joined((), ours, theirs))) if same else Merged("same-id", ours, theirs)
        )
    gone = taken_out(base, ours, theirs)
    if gone is None:
        return Merged("by-hand", fields=("events",))
    base, ours, theirs = (without(version, gone) for version in (base, ours, theirs))
    before = base.events
    if ours.events[: len(before)] != before or theirs.events[: len(before)] != before:
        return Merged("by-hand", fields=("events",))
    facts, disputed = merged_facts(base, ours, theirs)
    if disputed:
        return Merged("by-hand", fields=disputed)
    record = cast(Record, replace(cast(Any, ours), **facts))
    return Merged("joined", with_events(record, joined(before, ours, theirs)))


def taken_out(base: Record, *sides: Record) -> tuple[str, ...] | None:
    """What either side has redacted; None where one of them did so in an event of its own, whose number may change."""
    number = len(base.events)
    gone = tuple(event.field for side in sides for _, event in redactions(side, number))
    return gone if all(is_before(field, number) for field in gone) else None


def facts_of(record: Record) -> dict[str, object]:
    """Everything but the events."""
    return {field.name: getattr(record, field.name) for field in fields(record) if field.name != "events"}


def merged_facts(base: Record, ours: Record, theirs: Record) -> tuple[dict[str, object], tuple[str, ...]]:
    """The facts as the side that changed them has them, and the names of those that both changed differently."""
    old, left, right = facts_of(base), facts_of(ours), facts_of(theirs)
    disputed = tuple(name for name in old if left[name] != old[name] != right[name] and left[name] != right[name])
    return {name: right[name] if left[name] == old[name] else left[name] for name in old}, disputed


def joined(before: tuple[Event, ...], ours: Record, theirs: Record) -> tuple[Event, ...]:
    """The common events, then those of both sides in the order of their recording; an equal one stands once."""
    mine, other = ours.events[len(before) :], theirs.events[len(before) :]
    new = [*mine, *(event for event in other if event not in mine)]
    return (*before, *sorted(new, key=lambda event: event.recorded))


def with_events(record: Record, events: tuple[Event, ...]) -> Record:
    """The record with these events."""
    return cast(Record, replace(cast(Any, record), events=events))
