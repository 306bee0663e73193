"""JSON for programs: the document's data under the name of its schema, the same in every language."""

from __future__ import annotations

import json

from ybq_ledger.model.language import Language
from ybq_ledger.model.table import Document
from ybq_ledger.render.safe import COMMAND_ANYWHERE, HIDDEN


def render(document: Document, language: Language, width: int | None = None) -> str:  # noqa: ARG001 - one signature
    """The data exactly as it is; characters nobody sees are written as JSON escapes, so that none is active."""
    text = json.dumps({"schema": f"ybq-ledger/{document.name}/1", **document.data}, ensure_ascii=False, indent=2, allow_nan=False)  # fmt: skip
    return COMMAND_ANYWHERE.sub(r"\\u0023", HIDDEN.sub(lambda match: escaped(match.group()), text)) + "\n"


def escaped(character: str) -> str:
    """A character as one or two `\\uXXXX`; a lone surrogate keeps its own number."""
    return json.dumps(character)[1:-1] if character not in "\x7f" else "\\u007f"
