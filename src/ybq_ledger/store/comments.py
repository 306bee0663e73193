"""The comments of a YAML text: where each stands, which value it speaks of, and how it moves with that value."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ybq_ledger.model.place import Path
from ybq_ledger.store.nodes import Mapping, Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

SIGN = re.compile(r"(?:^|(?<=[ \t]))#", re.MULTILINE)
BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """`text` begins with its sign; a `trailing` one stands behind a value on the same line; both count from 1."""

    text: str
    line: int
    column: int
    trailing: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a field's name or a list's item begins."""

    line: int
    column: int
    path: Path


def find_comments(text: str) -> list[Comment]:
    """Every comment; a sign inside a text is none."""
    spans = sorted(text_spans(text))
    starts = [start for start, _ in spans]
    found = []
    end = 0
    for match in SIGN.finditer(text):
        start = match.start()
        index = bisect_right(starts, start) - 1
        if start >= end and (index < 0 or start >= spans[index][1]):
            end = (text + "\n").index("\n", start)
            found.append(comment_at(text, start, end))
    return found


def comment_at(text: str, start: int, end: int) -> Comment:
    """The comment from its sign to the end of its line."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    line = text.count("\n", 0, start) + 1
    return Comment(text[start:end].rstrip(), line, len(before) + 1, bool(before.strip()))


def text_spans(text: str) -> Iterator[tuple[int, int]]:
    """From where to where, in characters, each text of the document reaches; a block begins below its sign."""
    from ybq_ledger.store.profile import events_of

    offsets = [0]
    for line in text.split("\n"):
        offsets.append(offsets[-1] + len(line) + 1)
    for event in events_of(text):
        if type(event).__name__ == "ScalarEvent":
            first, last = event.start_mark, event.end_mark
            start, end = offsets[first.line] + first.column, offsets[last.line] + last.column
            yield (offsets[first.line + 1] if BLOCK_HEADER.match(text, start) else start), end


def spots(node: Node, path: Path = ()) -> Iterator[Spot]:
    """Every field and item, from the top to the bottom of the file."""
    if isinstance(node, Mapping):
        for name, (key, value) in node.entries.items():
            yield Spot(key.line, key.column, (*path, name))
            yield from spots(value, (*path, name))
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield Spot(item.line, item.column, (*path, number))
            yield from spots(item, (*path, number))


def carry_over(comments: Iterable[Comment], old: Node, new: Node, text: str) -> str:
    """Put each comment beside the same value in `text`, whose nodes are `new`; a field left out hands its own on."""
    lines = text.split("\n")[:-1]
    places = {spot.path: spot.line for spot in spots(new)}
    order = list(spots(old))
    above: dict[int, list[str]] = {}
    full: set[int] = set()
    for comment in comments:
        line = places.get(anchor(comment, order)) if comment.trailing else None
        if line and line not in full:
            full.add(line)
            lines[line - 1] += f"  {comment.text}"
        else:
            above.setdefault(line_below(comment, order, places, len(lines) + 1), []).append(comment.text)
    return "".join(f"{line}\n" for line in interleaved(lines, above))


def anchor(comment: Comment, order: list[Spot]) -> Path:
    """The value a trailing comment stands behind."""
    before = [spot for spot in order if (spot.line, spot.column) < (comment.line, comment.column)]
    return before[-1].path if before else ()


def line_below(comment: Comment, order: list[Spot], places: dict[Path, int], end: int) -> int:
    """The new line of the first value below a comment; the top for one above everything, `end` for one below."""
    if not order or comment.line < order[0].line:
        return 1
    below = (spot.path for spot in order if (spot.line, spot.column) > (comment.line, comment.column))
    return next((places[path] for path in below if path in places), end)


def interleaved(lines: list[str], above: dict[int, list[str]]) -> Iterator[str]:
    """The lines, with comments above some of them, as far in as they are."""
    for number, line in enumerate([*lines, ""], 1):
        margin = " " * (len(line) - len(line.lstrip(" ")))
        for remark in above.get(number, ()):
            yield margin + remark
        if number <= len(lines):
            yield line
