"""One self-contained web page: no script, nothing loaded, light and dark, and fit for the printer."""

from __future__ import annotations

import html

from ybq_ledger.model.language import Language
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.render.safe import COMMAND_ANYWHERE, shown
from ybq_ledger.render.sheet import NOTHING, sheet_of, with_mark

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
LONGEST_WHOLE = 30
STYLES = """\
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --line: #ccc; --faint: #666;
  --red: #b00020; --yellow: #8a5a00; --green: #1b6e2e; --grey: #666; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --paper: #161616; --line: #444; --faint: #a0a0a0;
  --red: #ff8a80; --yellow: #ffd166; --green: #8fd19e; --grey: #a0a0a0; } }
body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
p { margin: .3rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
h1 { font-size: 1.3rem; } caption { text-align: left; font-weight: bold; padding: .3rem 0; }
.wide { overflow-x: auto; margin: 1rem 0; } table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top;
  white-space: pre-wrap; overflow-wrap: break-word; }
th, .whole { white-space: nowrap; } .right { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
tfoot td { border-top: 2px solid var(--ink); font-weight: bold; }
.strong { font-weight: bold; } .faint { color: var(--faint); } .red { color: var(--red); font-weight: bold; }
.yellow { color: var(--yellow); } .green { color: var(--green); } .grey { color: var(--grey); }
@media print { :root { --ink: #000; --paper: #fff; --line: #999; --red: #900; } body { margin: 0; max-width: none;
  font-size: 9pt; } .wide { overflow: visible; } thead { display: table-header-group; } tr { break-inside: avoid; }
  @page { size: A4 landscape; margin: 15mm; } }"""


def render(document: Document, language: Language, width: int | None = None) -> str:  # noqa: ARG001 - one signature
    """The whole page; `width` is ignored."""
    parts = "\n".join(
        table_element(part, language) if isinstance(part, Table) else paragraph(part, language, first=number == 0)
        for number, part in enumerate(document.parts)
    )
    return f"""\
<!DOCTYPE html>
<html lang="{"zh-CN" if language == "zh" else "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title_of(document, language)}</title>
<style>
{STYLES}
</style>
</head>
<body>
{parts}
</body>
</html>
"""


def escaped(text: str) -> str:
    """Text as HTML shows it letter by letter."""
    return COMMAND_ANYWHERE.sub("&#35;", html.escape(text)).replace("::", "&#58;:")


def title_of(document: Document, language: Language) -> str:
    """The first line of the document, else its name."""
    first = document.parts[0] if document.parts else None
    return escaped(shown(first.text, language).partition("\n")[0] if isinstance(first, Line) else document.name)


def paragraph(line: Line, language: Language, first: bool) -> str:
    """A line of running text; the first one of a page is its heading."""
    tag = "h1" if first else "p"
    return f'<{tag} class="{line.style}">{escaped(shown(line.text, language))}</{tag}>'


def table_element(table: Table, language: Language) -> str:
    """Caption, headings that repeat on every printed page, rows, total."""
    sheet = sheet_of(table, language)
    heads = "".join(head_cell(text, column) for text, column in zip(sheet.heads, table.columns, strict=True))
    rows = [row_element(cells, texts, table.columns) for cells, texts in zip(table.rows, sheet.rows, strict=True)]
    nothing = f'<tr><td class="faint" colspan="{len(table.columns)}">{escaped(NOTHING.to(language))}</td></tr>'
    return "\n".join(
        [
            '<div class="wide"><table>',
            *([f"<caption>{escaped(sheet.title)}</caption>"] if sheet.title else []),
            f"<thead><tr>{heads}</tr></thead>",
            "<tbody>", *(rows or [nothing]), "</tbody>",
            *([f"<tfoot>{row_element(table.total, sheet.total, table.columns)}</tfoot>"] if table.total else []),
            "</table></div>",
        ]
    )  # fmt: skip


def head_cell(text: str, column: Column) -> str:
    """One heading."""
    return f'<th scope="col" class="{column.align}">{escaped(text)}</th>'


def row_element(cells: tuple[Cell, ...], texts: tuple[str, ...], columns: tuple[Column, ...]) -> str:
    """One row; the mark beside a coloured text stays on a black-and-white print."""
    inner = map(cell_element, cells, texts, columns)
    return f"<tr>{''.join(inner)}</tr>"


def cell_element(cell: Cell, text: str, column: Column) -> str:
    """One cell; ids and dates stay whole, though browsers would break them at their hyphens."""
    whole = " whole" if text.isascii() and " " not in text and len(text) <= LONGEST_WHOLE else ""
    return f'<td class="{column.align} {cell.style}{whole}">{escaped(with_mark(cell, text))}</td>'
