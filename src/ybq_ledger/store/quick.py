"""Reads records in exactly the layout our own writer gives them, without a parser or a validator; unsure of the rest.

Everything here says "yes, and this is the value" or "ask the strict reader" (None). It never reports a finding, so it
cannot disagree with the strict reader but by accepting what that one would not, or as something else: a differential
fuzz over many thousand files holds the two together.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar, cast

from ybq_ledger.store.quick_values import Quoted, Unsure, reader_of

Shape = TypeVar("Shape")
LINE = re.compile(
    r"""^(\ *+)(-\ )?+(?:([a-z][a-z0-9_]*+):(?:\ (?=[^\n])|(?=\n)))?+
    ([^-?:,\[\]{}\#&*!|>'"%@`\ \n][^\n:\#]*+(?<!\ )|"[^"\\\n]*+"|'[^'\n]*+')?\n""",
    re.VERBOSE | re.MULTILINE,
)
"""Indent, dash, key, value: all that a line of the plain layout is made of."""
BLOCK = re.compile(
    r"""^(\ *)([a-z][a-z0-9_]*):\ \|(-?)\n
    (\1\ \ [^\ \n][^\n]*\n(?:(?:\1\ \ [^\n]*|)\n)*)""",
    re.VERBOSE | re.MULTILINE,
)
"""Indent, key, whether the last line break is cut off, and the lines of a text of several lines."""
MARKERS = ("<<<<<<<", ">>>>>>>", "=======", "|||||||")
"""What a merge leaves in a file; inside such a text nobody else would see it."""
STEP = 2
MOST_LINES = 20_000
HIDDEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2065\u3164\uffa0\ufffc\ufffd\U000e0000-\U000e0fff]"
)
"""What shows nothing though Python calls it printable."""


def read_quickly(data: bytes, shape: type[Shape]) -> Shape | None:
    """The value in the bytes of a file; None wherever there could be any doubt."""
    try:
        text = data.decode()
        if not is_plain(text):
            return None
        if text[-1:] != "\n" or text.count("\n") > MOST_LINES:
            return None
        blocks: list[str] = []
        if "|" in text:
            text = without_blocks(text, blocks)
        lines = LINE.findall(text)
        if len(lines) != text.count("\n"):
            return None
        value: Shape = reader_of(cast(Any, shape))(nested(lines, blocks))
    except (Unsure, UnicodeDecodeError):
        return None
    return value


def is_plain(text: str) -> bool:
    """Whether every character can be seen, and is one that no rule speaks of."""
    return text.replace("\n", "").isprintable() and (text.isascii() or HIDDEN.search(text) is None)


def without_blocks(text: str, blocks: list[str]) -> str:
    """The text with a number in quotes, behind a sign no file holds, for each text of several lines; those go to `blocks`."""
    if any(marker in text for marker in MARKERS):
        raise Unsure

    def put_aside(found: re.Match[str]) -> str:
        indent, key, cut, body = found.groups()
        lines = [line[len(indent) + STEP :] for line in body.split("\n")[:-1]]
        if not lines[-1] or any(line and not line.strip(" ") for line in lines):
            raise Unsure
        blocks.append("\n".join(lines) + ("" if cut else "\n"))
        return f'{indent}{key}: "\0{len(blocks) - 1}"\n'

    return BLOCK.sub(put_aside, text)


def nested(lines: list[tuple[str, str, str, str]], blocks: list[str]) -> dict[str, Any]:
    """The lines as mappings and lists; every step inwards is two blanks."""
    root: dict[str, Any] = {}
    fields: dict[str, Any] | None = root
    level, bullets, items = 0, -1, None
    outer: list[tuple[int, dict[str, Any] | None, int, list[Any] | None]] = []
    waiting = ""
    for blanks, dash, key, value in lines:
        indent = len(blanks)
        if dash:
            if waiting:
                if indent != level + STEP or fields is None:
                    raise Unsure
                outer.append((level, fields, bullets, items))
                items = fields[waiting] = []
                bullets, waiting = indent, ""
            else:
                while indent < bullets:
                    level, fields, bullets, items = outer.pop()
                if indent != bullets:
                    raise Unsure
            level, fields = indent + STEP, None
            if key:
                fields = {}
            assert items is not None
            items.append(fields if key else scalar(value))
            if not key:
                continue
        else:
            if waiting or not key:
                raise Unsure
            while indent < level and outer:
                level, fields, bullets, items = outer.pop()
            if indent != level:
                raise Unsure
        if fields is None or key in fields:
            raise Unsure
        if value:
            fields[key] = value if value[0] not in "\"'" else quoted(value, blocks)
        else:
            fields[key] = None
            waiting = key
    if waiting:
        raise Unsure
    return root


def quoted(text: str, blocks: list[str]) -> str:
    """What stands in quotes, or stood in a text of several lines."""
    return Quoted(blocks[int(text[2:-1])] if text[1:2] == "\0" else text[1:-1])


def scalar(text: str) -> str:
    """An item of a list on one line."""
    if not text:
        raise Unsure
    return text if text[0] not in "\"'" else Quoted(text[1:-1])
