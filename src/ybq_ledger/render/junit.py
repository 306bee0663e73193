"""Findings as a JUnit report, which every build server shows: one case for each file with findings."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from ybq_ledger.model.language import Language
from ybq_ledger.model.table import Document
from ybq_ledger.render.safe import visible


def render(document: Document, language: Language, width: int | None = None) -> str:  # noqa: ARG001 - one signature
    """Errors are failures; warnings and notes stand in the case's output."""
    findings: list[Any] = document.data["findings"]  # type: ignore[assignment]
    files: dict[str, list[Any]] = {}
    for finding in findings:
        files.setdefault(finding["path"], []).append(finding)
    failed = sum(any(f["severity"] == "error" for f in found) for found in files.values())
    suites = ElementTree.Element("testsuites")
    suite = ElementTree.SubElement(
        suites, "testsuite", name="ledger check", tests=str(max(1, len(files))), failures=str(failed), errors="0"
    )
    for path, found in files.items() or {"ledger": []}.items():
        add_case(suite, path, found, language)
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"


def add_case(suite: ElementTree.Element, path: str, found: list[Any], language: Language) -> None:
    """One file."""
    case = ElementTree.SubElement(suite, "testcase", classname="ledger", name=visible(path))
    errors = [told(finding, language) for finding in found if finding["severity"] == "error"]
    others = [told(finding, language) for finding in found if finding["severity"] != "error"]
    if errors:
        failure = ElementTree.SubElement(case, "failure", message=errors[0].replace("\n", " "))
        failure.text = "\n".join(errors)
    if others:
        ElementTree.SubElement(case, "system-out").text = "\n".join(others)


def told(finding: Any, language: Language) -> str:
    """One finding in a line."""
    place = f"{finding['path']}:{finding['line']}:{finding['column']}"
    return visible(f"{place} {finding['rule']} {finding['message'][language]} {finding['hint'][language]}")
