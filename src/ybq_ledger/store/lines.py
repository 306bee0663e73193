"""A quick reader for the plain layout nearly every file has; whatever it is not sure of it leaves to the strict one."""

from __future__ import annotations

import re

from ybq_ledger.store.nodes import Mapping, Node, Scalar, Sequence
from ybq_ledger.store.spellings import NULLS, ambiguity

MOST_LEVELS = 11
"""One less than the profile allows, so that only the strict reader ever judges depth."""

MOST_LINES = 20_000
"""A record with a thousand events has fewer; the strict reader says what is wrong with more."""

KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*):(?: +(.*))?")
QUOTED = re.compile(r"""(?:"([^"\\]*)"|'((?:[^']|'')*)')(?: +#.*| *)""")
STARTS_PLAIN = re.compile(r"[^-?:,\[\]{}#&*!|>'\"%@` ]|-[1-9]")
SUSPECT = re.compile(r"[-+.=<~0-9]|(?:y|n|yes|no|on|off|true|false|null)\Z", re.IGNORECASE)
USUAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FLOW_PART = re.compile(
    r"""\ *(?:(?P<key>[A-Za-z_][A-Za-z0-9_-]*):\ +)?
    (?:"(?P<double>[^"\\]*)"\ *|'(?P<single>(?:[^']|'')*)'\ *
    |(?P<plain>[^-"'\[\]{}\#&*!|>%@`?,:\ ][^\[\]{}\#&*!|>%@`?,:]*))
    (?P<comma>,|\Z)""",
    re.VERBOSE,
)
"""One part of what stands in brackets: a key perhaps, then a quoted or plain scalar."""


class Unsure(Exception):
    """The layout is not the plain one; ask the strict reader."""


class Line:
    """A line with something on it: its number from 1, where its content begins (from 0), and the content."""

    __slots__ = ("indent", "number", "text")

    def __init__(self, number: int, indent: int, text: str) -> None:
        self.number = number
        self.indent = indent
        self.text = text


def read_lines(text: str) -> Node | None:
    """The nodes of a document in plain layout; None where there could be any doubt.

    `text` has passed the gate without a finding: no tabs, no carriage returns, nothing invisible.
    """
    if not text.endswith("\n") or text.count("\n") > MOST_LINES:
        return None
    try:
        return LineReader(text).document()
    except Unsure:
        return None


class LineReader:
    """Reads line by line; `at` is the line looked at."""

    def __init__(self, text: str) -> None:
        self.raw = text.split("\n")
        self.raw.pop()
        self.lines: list[Line | None] = [
            Line(number, len(raw) - len(text), text)
            for number, raw in enumerate(self.raw, 1)
            if (text := raw.lstrip(" ")) and text[0] != "#"
        ]
        self.lines.append(None)
        self.index = 0
        self.at = self.lines[0]

    def document(self) -> Node:
        """The whole file: one mapping."""
        if self.at is None or self.at.indent:
            raise Unsure
        root = self.mapping(0, 1)
        if self.at is not None:
            raise Unsure
        return root

    def move(self) -> None:
        """Go to the next line that is neither blank nor a comment."""
        self.index += 1
        self.at = self.lines[self.index]

    def move_past(self, number: int) -> None:
        """Go to the first such line after line `number`."""
        while self.at is not None and self.at.number <= number:
            self.move()

    def block(self, indent: int, level: int) -> Node:
        """The mapping or sequence that begins at the line looked at."""
        line = self.at
        if line is None or level > MOST_LEVELS:
            raise Unsure
        return self.sequence(indent, level) if line.text.startswith("- ") else self.mapping(indent, level)

    def mapping(self, indent: int, level: int) -> Mapping:
        """Fields that all begin at `indent`."""
        line = self.at
        assert line is not None
        node = Mapping(line.number, indent + 1)
        entries = node.entries
        while line is not None and line.indent == indent:
            match = KEY.fullmatch(line.text)
            if match is None or match[1] in entries:
                raise Unsure
            key = Scalar(match[1], True, line.number, indent + 1)
            entries[key.text] = (key, self.value(line, match, indent, level))
            line = self.at
        if line is not None and line.indent > indent:
            raise Unsure
        return node

    def value(self, line: Line, match: re.Match[str], indent: int, level: int) -> Node:
        """What follows a key: something on its line, or a block below it."""
        text = match[2]
        if text and text[0] != "#":
            return self.scalar(line, text, indent + match.start(2), indent)
        self.move()
        below = self.at
        if below is None:
            raise Unsure
        if below.indent > indent:
            return self.block(below.indent, level + 1)
        if below.indent == indent and below.text.startswith("- "):
            return self.sequence(indent, level + 1)
        raise Unsure

    def sequence(self, indent: int, level: int) -> Sequence:
        """Items that all begin with a dash at `indent`."""
        line = self.at
        assert line is not None
        if level > MOST_LEVELS:
            raise Unsure
        node = Sequence(line.number, indent + 1)
        while line is not None and line.indent == indent and line.text.startswith("- "):
            node.items.append(self.item(line, indent, level))
            line = self.at
        if line is not None and line.indent > indent:
            raise Unsure
        return node

    def item(self, line: Line, indent: int, level: int) -> Node:
        """What follows a dash: a block that begins on its line, or a scalar."""
        text = line.text[1:].lstrip(" ")
        column = indent + len(line.text) - len(text)
        if not text or text[0] == "#":
            raise Unsure
        if text.startswith("- ") or KEY.fullmatch(text):
            self.at = Line(line.number, column, text)
            return self.block(column, level + 1)
        return self.scalar(line, text, column, indent)

    def scalar(self, line: Line, text: str, column: int, indent: int) -> Node:
        """A value on one line (or a block text); what follows may not be indented deeper than its key or dash."""
        if text[0] == "|":
            return self.block_text(line, text, column, indent)
        node = one_line(text, line.number, column + 1)
        self.move()
        if self.at is not None and self.at.indent > indent:
            raise Unsure
        return node

    def block_text(self, line: Line, text: str, column: int, indent: int) -> Scalar:
        """Text after `|` or `|-`; blank lines count, and its first line sets its indentation."""
        if text not in ("|", "|-"):
            raise Unsure
        raw, index = self.raw, line.number
        first = raw[index] if index < len(raw) else ""
        inner = len(first) - len(first.lstrip(" "))
        if inner <= indent or inner == len(first):
            raise Unsure
        lead = " " * inner
        lines = []
        while index < len(raw) and (raw[index] == "" or raw[index].startswith(lead)):
            lines.append(raw[index][inner:])
            index += 1
        while not lines[-1]:
            lines.pop()
        if any(part and not part.strip(" ") for part in lines):
            raise Unsure
        self.move_past(index)
        if index < len(raw) and (not raw[index].strip(" ") or raw[index].startswith(" " * (indent + 1))):
            raise Unsure
        return Scalar("\n".join(lines) + ("\n" if text == "|" else ""), False, line.number, column + 1)


def one_line(text: str, number: int, column: int) -> Node:
    """A quoted or plain scalar, or a flat list or mapping in brackets."""
    first = text[0]
    if first in "\"'":
        quoted = QUOTED.fullmatch(text)
        if quoted is None:
            raise Unsure
        content = quoted[1] if quoted[1] is not None else quoted[2].replace("''", "'")
        return Scalar(content, False, number, column)
    if first in "[{":
        return flow(text, number, column)
    return Scalar(plain(text), True, number, column)


def plain(text: str) -> str:
    """A plain scalar without the comment and the blanks after it."""
    if " #" in text:
        text = text[: text.index(" #")]
    text = text.rstrip(" ")
    if not STARTS_PLAIN.match(text) or ": " in text or text[-1] == ":":
        raise Unsure
    return sure(text)


def flow(text: str, number: int, column: int) -> Node:
    """`[a, "b"]` or `{a: b, c: 'd'}` on one line, with scalars only."""
    close = "]" if text[0] == "[" else "}"
    end = text.rfind(close)
    rest = text[end + 1 :]
    if end < 0 or (rest.strip(" ") and not rest.startswith(" #")):
        raise Unsure
    parts = flow_parts(text[1:end])
    if close == "]":
        return Sequence(number, column, [flow_item(part, number, column + 1) for part in parts])
    return Mapping(number, column, flow_fields(parts, number, column + 1))


def flow_parts(inner: str) -> list[re.Match[str]]:
    """The parts between the commas; together they are the whole inside of the brackets."""
    parts: list[re.Match[str]] = []
    at = 0
    while at < len(inner):
        part = FLOW_PART.match(inner, at)
        if part is None:
            raise Unsure
        parts.append(part)
        at = part.end()
    if parts and parts[-1]["comma"]:
        raise Unsure
    return parts


def flow_fields(parts: list[re.Match[str]], number: int, column: int) -> dict[str, tuple[Scalar, Node]]:
    """The fields of a mapping in brackets; `column` is where its inside begins."""
    fields: dict[str, tuple[Scalar, Node]] = {}
    for part in parts:
        name = part["key"]
        if name is None or name in fields:
            raise Unsure
        fields[name] = (Scalar(name, True, number, column + part.start("key")), flow_scalar(part, number, column))
    return fields


def flow_item(part: re.Match[str], number: int, column: int) -> Scalar:
    """An item of a list in brackets."""
    if part["key"] is not None:
        raise Unsure
    return flow_scalar(part, number, column)


def flow_scalar(part: re.Match[str], number: int, column: int) -> Scalar:
    """The value of one part."""
    if part["plain"]:
        return Scalar(sure(part["plain"].rstrip(" ")), True, number, column + part.start("plain"))
    if part["double"] is not None:
        return Scalar(part["double"], False, number, column + part.start("double") - 1)
    return Scalar(part["single"].replace("''", "'"), False, number, column + part.start("single") - 1)


def sure(text: str) -> str:
    """A plain scalar that no reader takes for anything else."""
    if SUSPECT.match(text) and not USUAL.fullmatch(text) and (ambiguity(text) or text in NULLS):
        raise Unsure
    return text
