"""Text for a person's terminal: coloured, fitted to its width, with a note on every column that had no room.

rich paints; where a text breaks and which columns have room is ours (docs/decisions.md). No text is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest

from ybq_ledger.model.language import Language, Text
from ybq_ledger.model.table import Column, Document, Line, Style, Table
from ybq_ledger.render.fitting import GAP, Fit, fit, measure, two_lines
from ybq_ledger.render.layout import width_of, wrap
from ybq_ledger.render.safe import shown, without_log_commands
from ybq_ledger.render.sheet import NOTHING, Sheet, rigid_columns, sheet_of

LEFT_OUT = Text("（窗口太窄，未显示：{columns}）", "(no room for: {columns})")
LOOKS: dict[Style, str] = {
    "strong": "bold", "faint": "dim", "red": "red", "yellow": "yellow", "green": "green", "grey": "bright_black",
}  # fmt: skip
"""Style of ours → style of rich; only colours that every terminal has."""
Paint = Callable[[str, Style], str]
DEFAULT_WIDTH = 80


def render(document: Document, language: Language, width: int | None = None, color: bool = True) -> str:
    """The document in `width` cells; without `color` the marks and words still say what the colours do."""
    paint = painter(color)
    cells = width or DEFAULT_WIDTH
    lines: list[str] = []
    for before, part in zip((None, *document.parts), document.parts, strict=False):
        if lines and (isinstance(part, Table) or isinstance(before, Table)):
            lines.append("")
        if isinstance(part, Table):
            lines += TableView(part, language, cells, paint).lines()
        else:
            lines += running_lines(part, language, cells, paint)
    return without_log_commands("".join(f"{line}\n" for line in lines))


def painter(color: bool) -> Paint:
    """What puts a style around a text; without colour the text alone."""
    if not color:
        return lambda text, _: text
    from rich.color import ColorSystem
    from rich.style import Style as Look

    looks = {style: Look.parse(look) for style, look in LOOKS.items()}

    def paint(text: str, style: Style) -> str:
        look = looks.get(style)
        return look.render(text, color_system=ColorSystem.STANDARD) if look else text

    return paint


def running_lines(line: Line, language: Language, width: int, paint: Paint) -> list[str]:
    """A line of running text, wrapped; what follows is indented, so that no text can pose as the next line."""
    text = shown(line.text, language)
    indent = " " * min(len(text) - len(text.lstrip(" ")), width // 2)
    first, *more = text.split("\n")
    wrapped = wrap(first.strip(" "), width - len(indent) - 2)
    hanging = wrapped[1:] + [entry for part in more for entry in wrap(part, width - len(indent) - 2)]
    return [indent + paint(wrapped[0], line.style), *(f"{indent}  {paint(entry, line.style)}" for entry in hanging)]


class TableView:
    """One table laid out for one width."""

    def __init__(self, table: Table, language: Language, width: int, paint: Paint) -> None:
        self.table, self.language, self.width, self.paint = table, language, width, paint
        self.sheet: Sheet = sheet_of(table, language, marked=True)
        self.fit: Fit = fit(
            [
                measure(head, texts, rigid, column.drop)
                for head, texts, rigid, column in zip(
                    self.sheet.heads, self.columns_of_texts(), rigid_columns(table), table.columns, strict=True
                )
            ],
            width,
        )

    def columns_of_texts(self) -> list[tuple[str, ...]]:
        """The texts below each heading."""
        rows = (*self.sheet.rows, *((self.sheet.total,) if self.sheet.total else ()))
        return list(zip(*rows, strict=True)) if rows else [() for _ in self.sheet.heads]

    def lines(self) -> list[str]:
        """Title, headings, rows, total, and what was left out."""
        return [
            *([self.paint(entry, "strong") for entry in wrap(self.sheet.title, self.width)] if self.sheet.title else []),
            *self.heads(),
            self.rule(),
            *(self.body() if self.sheet.rows else [self.paint(NOTHING.to(self.language), "faint")]),
            *self.total(),
            *self.note(),
        ]  # fmt: skip

    def heads(self) -> list[str]:
        """The headings; a long one is broken into two lines of like length."""
        wrapped = [
            wrap(head, cells if width_of(head) <= cells else two_lines(head))
            for head, cells in zip((self.sheet.heads[place] for place in self.fit.shown), self.fit.widths, strict=True)
        ]
        styles: tuple[Style, ...] = tuple("strong" for _ in self.sheet.heads)
        return [self.line(line, styles) for line in zip_longest(*wrapped, fillvalue="")]

    def body(self) -> Iterator[str]:
        """Every row in its styles."""
        for texts, cells in zip(self.sheet.rows, self.table.rows, strict=True):
            yield from self.row(texts, tuple(cell.style for cell in cells))

    def total(self) -> list[str]:
        """The last row below a rule."""
        if not self.table.total:
            return []
        return [self.rule(), *self.row(self.sheet.total, tuple(cell.style for cell in self.table.total))]

    def rule(self) -> str:
        """A line below the headings and above the total."""
        return self.paint((" " * GAP).join("-" * cells for cells in self.fit.widths), "faint")

    def row(self, texts: tuple[str, ...], styles: tuple[Style, ...]) -> list[str]:
        """One row on as many lines as its longest text takes."""
        wrapped = [wrap(texts[place], cells) for place, cells in zip(self.fit.shown, self.fit.widths, strict=True)]
        return [self.line(line, styles) for line in zip_longest(*wrapped, fillvalue="")]

    def line(self, texts: tuple[str, ...], styles: tuple[Style, ...]) -> str:
        """One line of one row; blanks at its end are left away."""
        last = max((number for number, text in enumerate(texts) if text), default=-1)
        painted = [
            self.aligned(text, styles[place], cells, self.table.columns[place])
            for text, place, cells in zip(texts[: last + 1], self.fit.shown, self.fit.widths, strict=False)
        ]
        return (" " * GAP).join(painted).rstrip(" ")

    def aligned(self, text: str, style: Style, cells: int, column: Column) -> str:
        """A text at its place in the column; the colour covers the text alone."""
        blanks = " " * (cells - width_of(text))
        painted = self.paint(text, style)
        return blanks + painted if column.align == "right" else painted + blanks

    def note(self) -> list[str]:
        """The columns that had no room."""
        if not self.fit.left_out:
            return []
        names = "、" if self.language == "zh" else ", "
        columns = names.join(self.sheet.heads[place] for place in self.fit.left_out)
        text = LEFT_OUT.to(self.language).format(columns=columns)
        return [self.paint(entry, "faint") for entry in wrap(text, self.width)]
