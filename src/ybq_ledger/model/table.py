"""What a report shows: tables of cells under a headline, before any format is chosen."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Literal

from ybq_ledger.model.language import Text
from ybq_ledger.model.value import dataclass

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠|%]")
"""How a text begins that a sheet would take for a formula."""
Style = Literal["plain", "strong", "faint", "red", "yellow", "green", "grey"]
Value = Text | str | int | date | Decimal | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One value and how it is meant; `None` shows as nothing."""

    value: Value
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is the csv header; columns with the highest `drop` go first on a narrow terminal (0 stays)."""

    key: str
    title: Text
    align: Literal["left", "right"] = "left"
    drop: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, one per column. `total` is a last row set apart."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: Text | None = None
    total: tuple[Cell, ...] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of running text with one style."""

    text: Text
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole answer: what people read (`parts`, in order) and the JSON object of the same facts (`data`).

    `data` holds only dict, list, str, int, bool, None, dates as text; `name` gives `schema: ybq-ledger/<name>/1`. `sheet`:
    the table for csv, where people read lines.
    """

    name: str
    parts: tuple[Table | Line, ...]
    data: dict[str, object]
    sheet: Table | None = None
