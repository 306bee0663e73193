"""Which columns of a table a terminal has room for, and how wide each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter

from ybq_ledger.model.value import dataclass
from ybq_ledger.render.layout import longest_piece, width_of, width_of_lines, wrap

GAP = 2
"""Blanks between two columns."""
COMFORT = 20
"""A text column is not squeezed below so many cells while a less important column can go."""
LONGEST_KEPT = 24
"""An unbreakable piece (an id) up to so many cells keeps its column at least as wide."""
NARROW = 8
BARE = 4
SHORT_HEADING = 6
NUMBER = re.compile(r"(?<![\w./-])[0-9][0-9,.-]{0,14}(?![\w./-])|[0-9]{4}-[0-9]{2}-[0-9]{2}[!*]?")
"""A date or number inside a text; its column is never brought down so far that it would break."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Cells a column would like, is readable with, needs to keep its ids whole, needs for its numbers; `drop` as in Column."""

    natural: int
    comfort: int
    whole: int
    least: int
    drop: int = 0


@dataclass(frozen=True, slots=True)
class Fit:
    """Positions of the columns shown and left out, and the width of each one shown."""

    shown: tuple[int, ...]
    widths: tuple[int, ...]
    left_out: tuple[int, ...]


def measure(title: str, texts: Sequence[str], rigid: bool, drop: int) -> Measure:
    """Measure one column; a rigid one (numbers, dates) never wraps its values, only its heading, to two lines."""
    distinct = set(texts)
    body = max(map(width_of_lines, distinct), default=0)
    natural, heading = max(body, width_of(title)), two_lines(title)
    if rigid:
        least = max(body, heading)
        return Measure(natural, least, least, least, drop)
    pieces = min(LONGEST_KEPT, max(map(longest_piece, distinct), default=0))
    numbers = max((width_of(number) for text in distinct for number in NUMBER.findall(text)), default=0)
    comfort = min(natural, max(COMFORT, pieces, heading))
    return Measure(natural, comfort, min(comfort, max(NARROW, pieces)), min(comfort, max(BARE, numbers)), drop)


def two_lines(title: str) -> int:
    """The fewest cells in which a heading takes at most two lines; a short one is never broken."""
    if width_of(title) <= SHORT_HEADING:
        return width_of(title)
    least = max(longest_piece(title), (width_of(title) + 1) // 2)
    return least if len(wrap(title, least)) <= 2 else least + 1


def fit(measures: Sequence[Measure], width: int) -> Fit:
    """Leave out the least important columns until the rest is readable, then narrow the widest of the rest."""
    kept = list(range(len(measures)))
    while room(measures[place].comfort for place in kept) > width:
        droppable = [place for place in kept if measures[place].drop]
        if not droppable:
            break
        kept.remove(max(droppable, key=lambda place: (measures[place].drop, place)))
    left_out = tuple(place for place in range(len(measures)) if place not in kept)
    return Fit(tuple(kept), tuple(narrow([measures[place] for place in kept], width)), left_out)


def room(widths: Iterable[int]) -> int:
    """Cells that columns of these widths take, with the gaps between them."""
    listed = list(widths)
    return sum(listed) + GAP * (len(listed) - 1)


def narrow(measures: Sequence[Measure], width: int) -> list[int]:
    """Take cells from the widest column, one by one: down to comfort, to whole ids, to what numbers need."""
    widths = [min(entry.natural, max(width, entry.comfort)) for entry in measures]
    for floor in (attrgetter("comfort"), attrgetter("whole"), attrgetter("least")):
        while room(widths) > width:
            spare = [place for place, cells in enumerate(widths) if cells > floor(measures[place])]
            if not spare:
                break
            widths[max(spare, key=widths.__getitem__)] -= 1
    return widths
