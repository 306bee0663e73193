"""A table turned into safe texts, the common start of every format that people read."""

from __future__ import annotations

from decimal import Decimal

from ybq_ledger.model.language import Language, Text
from ybq_ledger.model.table import Cell, Style, Table
from ybq_ledger.model.value import dataclass
from ybq_ledger.render.safe import is_number, shown, shown_on_one_line

NOTHING = Text("（无）", "(none)")
MARKS: dict[Style, str] = {"red": "!", "yellow": "*"}
"""What stands beside a coloured text, so that nobody needs to see the colour; green and grey ask for nothing."""
WORDS: dict[Style, tuple[str, ...]] = {
    "red": ("红", "red", "逾期", "late", "!", "！"),
    "yellow": ("黄", "yellow", "逾期", "late", "*"),
}
"""Words that say what the colour says."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The texts of a table, row by row; `title` and `total` are empty where the table has none."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]


def sheet_of(table: Table, language: Language, marked: bool = False) -> Sheet:
    """All texts of a table in one language; `marked` adds the marks of coloured cells."""
    return Sheet(
        shown(table.title, language),
        tuple(shown_on_one_line(column.title, language) for column in table.columns),
        tuple(texts_of(row, language, marked) for row in table.rows),
        texts_of(table.total, language, marked) if table.total else (),
    )


def texts_of(cells: tuple[Cell, ...], language: Language, marked: bool) -> tuple[str, ...]:
    """One row; the first column stays on one line, so that no text can pose as a further row."""
    first, *others = [shown(cell.value, language) for cell in cells]
    texts = [first.replace("\n", "⏎"), *others]
    return tuple(map(with_mark, cells, texts)) if marked else tuple(texts)


def with_mark(cell: Cell, text: str) -> str:
    """The text with its colour's mark, unless it already says so; a number's heading says what it counts."""
    mark = MARKS.get(cell.style)
    if not mark or not text or isinstance(cell.value, int | Decimal) or any(word in text for word in WORDS[cell.style]):
        return text
    return f"{text}{mark}"


def rigid_columns(table: Table) -> tuple[bool, ...]:
    """For each column whether it holds nothing but numbers and dates."""
    rows = (*table.rows, *((table.total,) if table.total else ()))
    return tuple(
        all(is_number(row[place].value) or row[place].value in (None, "") for row in rows)
        and any(is_number(row[place].value) for row in rows)
        for place in range(len(table.columns))
    )
