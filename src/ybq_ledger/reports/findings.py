"""Findings as a document: one block each for people, one object each for machines."""

from __future__ import annotations

from collections.abc import Sequence

from ybq_ledger.model.finding import Finding, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Document, Line, Style, Table

SEVERITIES: dict[Severity, tuple[Text, Style]] = {
    Severity.error: (Text("错误", "error"), "red"),
    Severity.warning: (Text("警告", "warning"), "yellow"),
    Severity.note: (Text("提示", "note"), "faint"),
}


def findings_document(findings: Sequence[Finding], summary: dict[str, int]) -> Document:
    """Every finding in order, then the count of what was read, if anything was."""
    lines: list[Line | Table] = []
    for finding in findings:
        lines += block(finding)
    if summary.get("files"):
        lines.append(summary_line(summary))
    return Document("check", tuple(lines), {"findings": [entry(finding) for finding in findings], "summary": summary})


def block(finding: Finding) -> list[Line]:
    """Place, severity, rule, message; then the remedy."""
    word, style = SEVERITIES[finding.rule.severity]
    head, message, hint = f"{finding.place}: ", finding.message, finding.hint
    rule = f"{finding.rule.id} {finding.rule.name}"
    return [
        Line(Text(f"{head}{word.zh} {rule} {message.zh}", f"{head}{word.en} {rule} {message.en}"), style),
        Line(Text(f"    办法：{hint.zh}", f"    remedy: {hint.en}"), "faint"),
    ]


def summary_line(summary: dict[str, int]) -> Line:
    """What was looked at and how many findings there are."""
    style: Style = "red" if summary["errors"] else "yellow" if summary["warnings"] else "green"
    zh = "读 {files} 个文件（{records} 条记录，{ignored} 个按规则忽略）：{errors} 个错误，{warnings} 个警告，{notes} 个提示"
    en = "read {files} files ({records} records, {ignored} ignored by rule): {errors} errors, {warnings} warnings, {notes} notes"
    return Line(Text(zh, en).format(**summary), style)


def entry(finding: Finding) -> dict[str, object]:
    """One finding as JSON (cli.md)."""
    return {
        "rule": finding.rule.id, "name": finding.rule.name, "severity": finding.rule.severity.name,
        "path": finding.place.path, "line": finding.place.line, "column": finding.place.column,
        "message": {"zh": finding.message.zh, "en": finding.message.en},
        "hint": {"zh": finding.hint.zh, "en": finding.hint.en},
    }  # fmt: skip
