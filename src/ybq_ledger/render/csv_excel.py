"""CSV that Excel on a Chinese Windows opens by a double click: byte order mark, readable headings, its line ends."""

from __future__ import annotations

from ybq_ledger.model.language import Language
from ybq_ledger.model.table import Document
from ybq_ledger.render.csv import csv_cell, main_table, rows_as_csv, value_rows

BYTE_ORDER_MARK = "\ufeff"


def render(document: Document, language: Language, width: int | None = None) -> str:  # noqa: ARG001 - one signature
    """The main table with the headings people read."""
    table = main_table(document)
    heads = [csv_cell(column.title, language) for column in table.columns]
    return BYTE_ORDER_MARK + rows_as_csv([heads, *value_rows(table, language)], "\r\n")
