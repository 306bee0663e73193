"""Puts stars in the place of personal data in whatever is shown, should a file hold some; its kind and place a check tells."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

from ybq_ledger.domain.personal import personal_data
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Cell, Document, Line, Table

GLUED = re.compile(r"(?<!\d)(?<!\d\.)(?:1[3-9]\d{9}|[1-9]\d{16}[0-9Xx]|[3-6]\d{14,18})(?!\d|\.\d)")
"""What may be somebody's number though it is glued to a word, as in a mistyped key: no rule takes it for one, yet none is shown."""
SHORT = 7
"""No shorter text can hold any."""
HASH = re.compile(r"[0-9a-f]{40,64}")


@lru_cache(maxsize=1 << 16)
def masked(text: str) -> str:
    """A text with stars in the place of personal data."""
    if len(text) < SHORT or HASH.fullmatch(text):
        return text
    for found in sorted(personal_data(text), key=lambda found: -found.start):
        text = text[: found.start] + "*" * found.length + text[found.start + found.length :]
    return GLUED.sub(lambda found: "*" * len(found.group()), text)


def masked_path(path: str) -> str:
    """A path, masked part by part: a file's name may be a number that tells of somebody."""
    return "/".join(".".join(masked(word) for word in part.split(".")) for part in path.split("/"))


def safe(text: Text) -> Text:
    """Both languages, masked."""
    return Text(masked(text.zh), masked(text.en))


def without_personal_data(document: Document, *, of_data: bool) -> Document:
    """What a format shows of a document, its data or its parts, with nobody's data in it; the rest is left out."""
    if of_data:
        return Document(document.name, (), value_of(document.data))
    parts = tuple(part_of(part) for part in document.parts)
    return Document(document.name, parts, {}, table_of(document.sheet) if document.sheet else None)


def part_of(part: Table | Line) -> Table | Line:
    """A line or table, masked."""
    return Line(safe(part.text), part.style) if isinstance(part, Line) else table_of(part)


def table_of(table: Table) -> Table:
    """A table, masked."""
    rows = tuple(tuple(cell_of(cell) for cell in row) for row in table.rows)
    title = safe(table.title) if table.title else None
    return replace(table, rows=rows, title=title, total=tuple(map(cell_of, table.total)) if table.total else None)


def cell_of(cell: Cell) -> Cell:
    """A cell, masked; the same one where nothing had to be."""
    value = cell.value
    if isinstance(value, Text):
        shown = safe(value)
        return cell if (shown.zh, shown.en) == (value.zh, value.en) else Cell(shown, cell.style)
    if isinstance(value, str) and masked(value) != value:
        return Cell(masked(value), cell.style)
    return cell


def value_of(value: Any) -> Any:
    """What goes into JSON, masked."""
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, dict):
        return {masked(key): value_of(held) for key, held in value.items()}
    return [value_of(item) for item in value] if isinstance(value, list | tuple) else value
