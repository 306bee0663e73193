"""How wide text stands on a screen, how it is padded, and where it may be broken; Chinese characters take two cells."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

OPENING = "（《〈「『【〔［｛“‘"
CLOSING = "，。、；：！？）》〉」』】〕］｝”’…—·％"
WIDE = "\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U0001f000-\U0003ffff"
MARKS = "\u0300-\u036f\u3099\u309a\U0001f3fb-\U0001f3ff"
PIECE = rf"\s+|[{OPENING}]*(?:[{WIDE}][{MARKS}]*|[^\s{WIDE}{OPENING}{CLOSING}]+)[{CLOSING}]*(?:[!*](?!\S))?|[{OPENING}{CLOSING}]+"
"""What may not be broken: blanks, a run of Latin letters and digits, or one wide character with its punctuation.

Compiled when first used (re keeps it): that takes as long as all the rest of a small table.
"""
STEP = re.compile(r"[^/]+/*|/+")


class CellWidths(dict[str, int]):
    """Cells that each character takes, worked out once; characters of ambiguous width are counted as narrow."""

    def __missing__(self, character: str) -> int:
        if unicodedata.category(character) in ("Mn", "Me"):
            cells = 0
        else:
            cells = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        self[character] = cells
        return cells


CELLS = CellWidths()


def width_of(text: str) -> int:
    """The number of cells that a line of text takes."""
    return len(text) if text.isascii() else sum(map(CELLS.__getitem__, text))


def width_of_lines(text: str) -> int:
    """The number of cells that the widest line of a text takes."""
    return width_of(text) if "\n" not in text else max(map(width_of, text.split("\n")))


def pad(text: str, width: int, align: Literal["left", "right"] = "left") -> str:
    """Fill a line with blanks to a number of cells."""
    blanks = " " * (width - width_of(text))
    return blanks + text if align == "right" else text + blanks


def longest_piece(text: str) -> int:
    """Cells that the widest unbreakable piece takes."""
    return max(map(width_of, re.findall(PIECE, text)), default=0)


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` cells; its own line feeds stay, and blanks at a break go."""
    if "\n" not in text and width_of(text) <= width:
        return [text]
    return [line for part in text.split("\n") for line in wrap_line(part, width)]


def wrap_line(text: str, width: int) -> list[str]:
    """Break one line: after blanks, between Chinese characters, and inside a piece only where it alone is too long."""
    lines, line, used = [], "", 0
    for piece in pieces(text, width):
        cells = width_of(piece)
        if used + cells > width:
            lines += [line.rstrip()] if line.strip() else []
            line, used = "", 0
            if piece.isspace():
                continue
        line, used = line + piece, used + cells
    return [*lines, line.rstrip()]


def pieces(text: str, width: int) -> list[str]:
    """The unbreakable pieces of a line; one wider than the line is cut at strokes, else where it is full."""
    found: list[str] = []
    for piece in re.findall(PIECE, text):
        if width_of(piece) <= width:
            found.append(piece)
        else:
            found += [part for step in STEP.findall(piece) for part in cut(step, width)]
    return found


def cut(text: str, width: int) -> list[str]:
    """Cut a text wherever a line is full, never through a wide character or between a letter and its mark."""
    parts, part, used = [], "", 0
    for character in text:
        cells = CELLS[character]
        if part and used + cells > width:
            parts.append(part)
            part, used = "", 0
        part, used = part + character, used + cells
    return [*parts, part]
