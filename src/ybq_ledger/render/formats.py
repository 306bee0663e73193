"""The one table of output formats; a format's file is imported only when somebody asks for it."""

from __future__ import annotations

from importlib import import_module

from ybq_ledger.model.language import Language
from ybq_ledger.model.table import Document

FORMATS: dict[str, str] = {
    "table": "ybq_ledger.render.text",
    "json": "ybq_ledger.render.json",
    "csv": "ybq_ledger.render.csv",
    "csv-excel": "ybq_ledger.render.csv_excel",
    "markdown": "ybq_ledger.render.markdown",
    "html": "ybq_ledger.render.html",
}
"""Name on the command line → module whose `render(document, language, width)` makes it."""

FINDING_FORMATS: dict[str, str] = {
    "github": "ybq_ledger.render.github",
    "gitlab": "ybq_ledger.render.gitlab",
    "sarif": "ybq_ledger.render.sarif",
    "junit": "ybq_ledger.render.junit",
}
"""Formats for findings alone, which build servers read."""
OF_DATA = frozenset({"json", *FINDING_FORMATS})
"""Formats made of a document's data; the others are made of its parts."""


def render(name: str, document: Document, language: Language, width: int | None = None) -> str:
    """A document in one of FORMATS, or findings in one of FINDING_FORMATS; for a person's terminal call `terminal.render`, which alone needs a width."""
    text: str = import_module((FORMATS | FINDING_FORMATS)[name]).render(document, language, width)
    return text
