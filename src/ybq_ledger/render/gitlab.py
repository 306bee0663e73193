"""Findings as GitLab's code quality report (a JSON list)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ybq_ledger.model.language import Language
from ybq_ledger.model.table import Document
from ybq_ledger.render.safe import visible

SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(document: Document, language: Language, width: int | None = None) -> str:  # noqa: ARG001 - one signature
    """One entry for each finding; the fingerprint stays while the same thing is wrong in the same file."""
    findings: list[Any] = document.data["findings"]  # type: ignore[assignment]
    entries = []
    for finding in findings:
        sign = f"{finding['rule']}\n{finding['path']}\n{finding['message']['zh']}"
        entries.append(
            {
                "description": visible(f"{finding['rule']} {finding['message'][language]}"), "check_name": finding["name"],
                "fingerprint": hashlib.sha256(sign.encode()).hexdigest(), "severity": SEVERITIES[finding["severity"]],
                "location": {"path": visible(finding["path"]), "lines": {"begin": finding["line"]}},
            }
        )  # fmt: skip
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
