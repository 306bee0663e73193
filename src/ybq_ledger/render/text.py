"""Plain text for pipes, files and logs: no colour, no frame, nothing cut and nothing left out."""

from __future__ import annotations

from itertools import zip_longest

from ybq_ledger.model.language import Language
from ybq_ledger.model.table import Column, Document, Line, Table
from ybq_ledger.render.layout import pad, width_of_lines
from ybq_ledger.render.safe import shown, without_log_commands
from ybq_ledger.render.sheet import NOTHING, Sheet, sheet_of

GAP = "  "


def render(document: Document, language: Language, width: int | None = None) -> str:  # noqa: ARG001 - one signature
    """The whole document; `width` is ignored, so that output never depends on the window."""
    blocks: list[str] = []
    for before, part in zip((None, *document.parts), document.parts, strict=False):
        if blocks and (isinstance(part, Table) or isinstance(before, Table)):
            blocks.append("")
        blocks += table_lines(part, language) if isinstance(part, Table) else running_lines(part, language)
    return without_log_commands("".join(f"{line}\n" for line in blocks))


def running_lines(line: Line, language: Language) -> list[str]:
    """A line of running text; what follows a line feed is indented, so that no text can pose as the next line."""
    first, *more = shown(line.text, language).split("\n")
    return [first, *(f"    {entry}" for entry in more)]


def table_lines(table: Table, language: Language) -> list[str]:
    """Title, headings, rows and total in aligned columns."""
    sheet = sheet_of(table, language)
    widths = [
        max(width_of_lines(row[place]) for row in (sheet.heads, *sheet.rows, sheet.total) if row)
        for place in range(len(table.columns))
    ]
    rule = GAP.join("-" * cells for cells in widths)
    lines = [sheet.title] if sheet.title else []
    lines += [*row_lines(sheet.heads, table.columns, widths), rule]
    lines += [NOTHING.to(language)] if not sheet.rows else []
    lines += [line for row in sheet.rows for line in row_lines(row, table.columns, widths)]
    return lines + total_lines(sheet, table.columns, widths, rule)


def total_lines(sheet: Sheet, columns: tuple[Column, ...], widths: list[int], rule: str) -> list[str]:
    """The last row, set apart by a rule."""
    return [rule, *row_lines(sheet.total, columns, widths)] if sheet.total else []


def row_lines(texts: tuple[str, ...], columns: tuple[Column, ...], widths: list[int]) -> list[str]:
    """One row; a text with line feeds goes on below, in its own column."""
    split = [text.split("\n") for text in texts] if any("\n" in text for text in texts) else [[text] for text in texts]
    return [
        GAP.join(pad(text, cells, column.align) for text, cells, column in zip(line, widths, columns, strict=True)).rstrip()
        for line in zip_longest(*split, fillvalue="")
    ]  # fmt: skip
