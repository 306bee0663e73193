"""Findings as SARIF 2.1.0 (OASIS), for code scanning services and editors."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from ybq_ledger import __version__
from ybq_ledger.model.language import Language
from ybq_ledger.model.table import Document
from ybq_ledger.render.safe import visible

LEVELS = {"error": "error", "warning": "warning", "note": "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(document: Document, language: Language, width: int | None = None) -> str:  # noqa: ARG001 - one signature
    """One run with every finding, and each rule that was broken described once."""
    findings: list[Any] = document.data["findings"]  # type: ignore[assignment]
    ids = sorted({finding["rule"] for finding in findings})
    rules = [rule(next(f for f in findings if f["rule"] == name), language) for name in ids]
    driver = {"name": "ybq-ledger", "version": __version__, "rules": rules}
    results = [result(finding, ids.index(finding["rule"]), language) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def rule(finding: Any, language: Language) -> dict[str, object]:
    """A rule by one of its findings."""
    return {
        "id": finding["rule"], "name": finding["name"], "shortDescription": {"text": finding["name"]},
        "help": {"text": visible(finding["hint"][language])},
    }  # fmt: skip


def result(finding: Any, index: int, language: Language) -> dict[str, object]:
    """One finding."""
    region = {"startLine": finding["line"], "startColumn": finding["column"]}
    place = {"artifactLocation": {"uri": quote(finding["path"])}, "region": region}
    text = visible(f"{finding['message'][language]} {finding['hint'][language]}")
    return {
        "ruleId": finding["rule"], "ruleIndex": index, "level": LEVELS[finding["severity"]], "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }  # fmt: skip
