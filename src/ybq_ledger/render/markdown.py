"""Markdown with tables as GitHub and Gitee read them; nothing in a text acts as markup, link, mention or HTML."""

from __future__ import annotations

import re

from ybq_ledger.model.language import Language
from ybq_ledger.model.table import Document, Line, Style, Table
from ybq_ledger.render.safe import shown, without_log_commands
from ybq_ledger.render.sheet import NOTHING, sheet_of

SYNTAX = re.compile(r"[\\`*_{}\[\]<>#|~$^]|&(?=[#\w])")
LINE_START = re.compile(r"^([-+=:]|[0-9]+(?=[.)]))")
ADDRESS = re.compile(r"(?<=[a-z]):(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)
MENTION = re.compile(r"@(?=\w)")


def render(document: Document, language: Language, width: int | None = None) -> str:  # noqa: ARG001 - one signature
    """The whole document; `width` is ignored."""
    blocks = [
        table_block(part, language) if isinstance(part, Table) else paragraph(part, language) for part in document.parts
    ]
    return without_log_commands("\n\n".join(blocks) + "\n")


def escaped(text: str) -> str:
    """Text that a Markdown reader shows letter by letter; line feeds become `<br>`."""
    plain = SYNTAX.sub(r"\\\g<0>", text.strip())
    plain = ADDRESS.sub(r"\\\g<0>", plain)
    return MENTION.sub("@<!-- -->", plain).replace("\n", "<br>")


def backslash(match: re.Match[str]) -> str:
    """Keep a list mark, a rule or a command at a paragraph's start from acting; a number gets it before its dot."""
    sign = match.group()
    return f"{sign}\\" if sign[0].isdigit() else f"\\{sign}"


def paragraph(line: Line, language: Language) -> str:
    """A line of running text; strong ones are bold."""
    return LINE_START.sub(backslash, styled(escaped(shown(line.text, language)), line.style))


def styled(text: str, style: Style) -> str:
    """Markdown knows no colours, only strong."""
    return f"**{text}**" if style == "strong" and text else text


def table_block(table: Table, language: Language) -> str:
    """Title and table; the total is the last row, in bold."""
    sheet = sheet_of(table, language)
    rules = tuple("--:" if column.align == "right" else "---" for column in table.columns)
    rows = [tuple(map(escaped, row)) for row in sheet.rows]
    total = [tuple(styled(escaped(text), "strong") for text in sheet.total)] if sheet.total else []
    lines = [pipe_row(row) for row in (tuple(map(escaped, sheet.heads)), rules, *rows, *total)]
    title = [styled(escaped(sheet.title), "strong"), ""] if sheet.title else []
    nothing = ["", escaped(NOTHING.to(language))] if not rows else []
    return "\n".join([*title, *lines, *nothing])


def pipe_row(texts: tuple[str, ...]) -> str:
    """One row between strokes."""
    return f"| {' | '.join(texts)} |"
