"""Adds an event at the end of a file that people may have edited, and touches nothing else in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Event, Record
from ybq_ledger.model.record_types import BY_SHAPE
from ybq_ledger.store.canonical import render_event, render_record
from ybq_ledger.store.read_back import differences, reads_as

if TYPE_CHECKING:
    from ybq_ledger.store.documents import Read
    from ybq_ledger.store.nodes import Mapping, Sequence

EMPTY_LIST = re.compile(r"^(events:)\s*\[\s*\]", re.MULTILINE)
MOST_POSITIONS = 12
"""Reading back takes milliseconds; nobody ends a list with more remarks than that."""


def append_event(text: str, event: Event, path: str = "", shape: type[Record] | None = None) -> str:
    """The file's text with one more event; `path` is for messages, `shape` is found from the fields if not given.

    Where the events are a list of lines, lines are only added; where they stand in brackets, ruamel rewrites the file
    and keeps its comments. CannotRun where the file cannot be read, or where no way reads back as it should.
    """
    read = read_as_record(text, path, shape)
    if read.value is None:
        raise unreadable(path, read.findings[0].message if read.findings else None)
    path = path or read.value.id
    wanted: Record = replace(read.value, events=(*read.value.events, event))  # type: ignore[arg-type]
    for candidate in candidates(text, event, read.root):
        if reads_as(candidate, wanted, path):
            return candidate
    raise differences(render_record(wanted), wanted, path) or by_hand(path)


def read_as_record(text: str, path: str, shape: type[Record] | None) -> Read[Record]:
    """The record in the text; where its kind is not known, the first one that fits."""
    from ybq_ledger.store.strict import value_in

    shapes = [shape] if shape else list(BY_SHAPE)
    reads: list[Read[Record]] = [value_in(text.encode(), path, each) for each in shapes]
    return next((read for read in reads if read.value is not None), reads[0])


def candidates(text: str, event: Event, root: Any) -> Iterator[str]:
    """Texts that may do, the one nearest to the old file first."""
    entry = root.entries.get("events")
    if entry is None:
        margin = root.column - 1
        lines = " " * margin + "events:\n" + render_event(event, margin + 2)
        yield from insertions(text, lines, len(text.splitlines()), 0)
    elif entry[1].items:
        dash = dash_of(text, entry[1])
        if dash is not None:
            yield from insertions(text, render_event(event, dash), end_of(text, root, entry[0].line), entry[0].line)
    else:
        opened, count = EMPTY_LIST.subn(r"\1", text)
        if count == 1:
            yield from insertions(opened, render_event(event), end_of(text, root, entry[0].line), entry[0].line - 1)
    yield from rewritten(text, event)


def dash_of(text: str, events: Sequence) -> int | None:
    """How far in the list's dashes stand; None where it is written in brackets."""
    first = events.items[0]
    before = text.split("\n")[first.line - 1][: first.column - 1].rstrip()
    return len(before) - 1 if before.endswith("-") and not before[:-1].strip() else None


def end_of(text: str, root: Mapping, start: int) -> int:
    """The number of lines before the field that follows the one on line `start`, or of all lines."""
    following = [key.line for key, _ in root.entries.values() if key.line > start]
    return min(following) - 1 if following else len(text.splitlines())


def insertions(text: str, added: str, end: int, start: int) -> Iterator[str]:
    """Lines added after the last line of content before line `end`; then, should that not do, further down to `end`.

    What looks like a comment may be the last line of a text, and blank lines may belong to one.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += ending
    content = end
    while content > start and is_remark(lines[content - 1]):
        content -= 1
    new = added.replace("\n", ending)
    for position in sorted({*range(content, min(end, content + MOST_POSITIONS)), end}):
        yield "".join(lines[:position]) + new + "".join(lines[position:])


def is_remark(line: str) -> bool:
    """Whether a line is blank or looks like a comment."""
    return not line.strip() or line.lstrip().startswith("#")


def rewritten(text: str, event: Event) -> Iterator[str]:
    """The whole file as ruamel writes it, comments kept: the last resort, for lists in brackets."""
    try:
        yield rewrite(text, event)
    except Exception:  # measured: ruamel raises ValueError, TypeError, AssertionError besides its own
        return


def rewrite(text: str, event: Event) -> str:
    """Load with comments, add the event, dump."""
    from io import StringIO

    from ruamel.yaml import YAML

    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 1 << 20
    yaml.indent(mapping=2, sequence=4, offset=2)
    document = yaml.load(text)
    document.setdefault("events", []).append(yaml.load(render_event(event))[0])
    out = StringIO()
    yaml.dump(document, out)
    return out.getvalue()


def unreadable(path: str, message: Text | None) -> CannotRun:
    """Nothing is added to a file that cannot be read."""
    said = message or Text("读不懂", "not readable")
    return CannotRun(
        Text(f"{path} 现在读不出来：{said.zh}", f"{path} cannot be read as it is: {said.en}"),
        Text("先运行 ledger check，把它改好", "run ledger check and mend it first"),
    )


def by_hand(path: str) -> CannotRun:
    """The event is right, but the file is laid out so that nobody but a person can add it."""
    return CannotRun(
        Text(f"{path} 的排版特殊，加不进新的事件", f"{path} is laid out so that no event can be added"),
        Text("先运行 ledger fmt 整理这个文件", "run ledger fmt on this file first"),
    )
