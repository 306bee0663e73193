"""Findings as annotations of a GitHub run: errors first, one for each file; the rest belongs into the step summary."""

from __future__ import annotations

from typing import Any

from ybq_ledger.model.language import Language
from ybq_ledger.model.table import Document
from ybq_ledger.render.safe import visible

LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
MOST = 10
"""Annotations of one level that a step shows; the runner drops what comes after them without a word."""


def render(document: Document, language: Language, width: int | None = None) -> str:  # noqa: ARG001 - one signature
    """One `::level file=…::message` line for each file, the worst finding of it."""
    findings: list[Any] = document.data["findings"]  # type: ignore[assignment]
    order = list(LEVELS)
    first: dict[str, Any] = {}
    for finding in sorted(findings, key=lambda finding: order.index(finding["severity"])):
        first.setdefault(finding["path"], finding)
    kept: dict[str, list[Any]] = {level: [] for level in LEVELS}
    for finding in first.values():
        kept[finding["severity"]].append(finding)
    return "".join(line(finding, language) for level in kept.values() for finding in level[:MOST])


def line(finding: Any, language: Language) -> str:
    """One annotation; what the runner would obey is escaped as it asks for."""
    title = f"{finding['rule']} {finding['name']}"
    where = f"file={word(finding['path'])},line={finding['line']},col={finding['column']},title={word(title)}"
    remedy = {"zh": "办法：", "en": "remedy: "}[language]
    text = f"{finding['message'][language]}\n{remedy}{finding['hint'][language]}"
    return f"::{LEVELS[finding['severity']]} {where}::{data(text)}\n"


def data(text: str) -> str:
    """The message part of a command."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def word(text: str) -> str:
    """A property of a command."""
    return data(text).replace(":", "%3A").replace(",", "%2C")
