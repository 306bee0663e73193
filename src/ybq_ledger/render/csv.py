"""CSV for programs: the first table, headed by the keys of its columns, in UTF-8 without a mark."""

from __future__ import annotations

import csv
import io
import re

from ybq_ledger.model.language import Language, Text
from ybq_ledger.model.table import FORMULA, Cell, Column, Document, Line, Table, Value
from ybq_ledger.render.safe import is_number, shown, without_log_commands

PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def render(document: Document, language: Language, width: int | None = None) -> str:  # noqa: ARG001 - one signature
    """The main table: its rows alone, since a total among them would be counted twice."""
    table = main_table(document)
    return rows_as_csv([[column.key for column in table.columns], *value_rows(table, language)], "\n")


def main_table(document: Document) -> Table:
    """A document's own sheet, else its first table; a document of lines alone becomes a table of lines."""
    if document.sheet:
        return document.sheet
    for part in document.parts:
        if isinstance(part, Table):
            return part
    lines = [part for part in document.parts if isinstance(part, Line)]
    return Table((Column("text", Text("内容", "Text")),), tuple((Cell(line.text),) for line in lines))


def value_rows(table: Table, language: Language) -> list[list[str]]:
    """Every row of a table as safe cells."""
    return [[csv_cell(cell.value, language) for cell in row] for row in table.rows]


def csv_cell(value: Value, language: Language) -> str:
    """A value for a sheet; a text that a sheet would take for a formula begins with an apostrophe."""
    text = shown(value, language)
    if is_number(value) or PLAIN_NUMBER.fullmatch(text) or not FORMULA.match(text):
        return text
    return f"'{text}"


def rows_as_csv(rows: list[list[str]], line_end: str) -> str:
    """Quote where needed, and break what a build server would obey."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator=line_end).writerows(rows)
    return without_log_commands(buffer.getvalue())
