"""What the parts of an index add up to is what a count span by span gives, on every day."""

from __future__ import annotations

import sqlite3
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from ybq_ledger.store.index_sums import (
    FALLING,
    Changes,
    Dated,
    Falling,
    added,
    falling_on,
    numbers_on,
    segments,
    together,
    turn_schema,
    write_falling,
    write_turns,
)

DAYS = range(40)
DATED = st.tuples(
    st.integers(0, 30), st.integers(0, 30), st.integers(0, 12), st.sampled_from(["issue", "verify", "complaint"])
).map(lambda drawn: (drawn[0], drawn[1], drawn[1] + drawn[2], drawn[3]))
"""Due date, first day, first day after it, kind."""
SPANS = st.lists(DATED, max_size=30)


def nearest(spans: list[Dated], day: int) -> Falling:
    """What falls due next, by looking at every span."""
    held = [(due, kind) for due, first, until, kind in spans if first <= day < until and due >= day]
    due = min((due for due, _ in held), default=None)
    return due, dict(Counter(kind for other, kind in held if other == due))


@given(st.lists(SPANS, max_size=4))
def test_what_falls_due_next_is_found_for_every_day(parts: list[list[Dated]]) -> None:
    database = sqlite3.connect(":memory:")
    database.executescript(FALLING)
    write_falling(database, together(segments(spans) for spans in parts))
    everything = [span for spans in parts for span in spans]
    for day in DAYS:
        assert falling_on(database, day) == nearest(everything, day), day


@given(st.lists(SPANS, max_size=4))
def test_counts_of_a_day_are_the_spans_that_hold_on_it(parts: list[list[Dated]]) -> None:
    database = sqlite3.connect(":memory:")
    database.executescript(turn_schema(("kind",)))
    write_turns(database, added(changes_of(spans) for spans in parts))
    for day in DAYS:
        held = Counter((kind,) for spans in parts for _, first, until, kind in spans if first <= day < until)
        assert numbers_on(database, ("kind",), day) == held, day


def changes_of(spans: list[Dated]) -> Changes:
    """One more from the first day of a span on, one less from the day after it."""
    found: Changes = {}
    for _, first, until, kind in spans:
        days = found.setdefault((kind,), Counter())
        days[first] += 1
        days[until] -= 1
    return found
