"""Findings as a document: one block each for people, one object each for machines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from ybq_ledger.model.finding import Finding, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Place
from ybq_ledger.model.table import Cell, Column, Document, Line, Style, Table
from ybq_ledger.reports.masking import masked, masked_path, safe

SEVERITIES: dict[Severity, tuple[Text, Style]] = {
    Severity.error: (Text("错误", "error"), "red"),
    Severity.warning: (Text("警告", "warning"), "yellow"),
    Severity.note: (Text("提示", "note"), "faint"),
}


def findings_document(
    findings: Sequence[Finding], summary: dict[str, int], excerpts: Mapping[Place, str] | None = None
) -> Document:
    """Every finding in order, with its own line and a caret where there is one, then the count of what was read."""
    lines: list[Line | Table] = []
    for finding in findings:
        lines += block(finding, (excerpts or {}).get(finding.place))
    if summary.get("files"):
        lines.append(summary_line(summary))
    data: dict[str, object] = {"findings": [entry(finding) for finding in findings], "summary": summary}
    return Document("check", tuple(lines), data, Table(SHEET, tuple(sheet_row(finding) for finding in findings)))


SHEET = (
    Column("rule", Text("规则", "Rule")), Column("name", Text("名称", "Name")), Column("severity", Text("程度", "Severity")),
    Column("path", Text("文件", "File")), Column("line", Text("行", "Line"), "right"),
    Column("column", Text("列", "Column"), "right"), Column("message", Text("问题", "Message")),
    Column("hint", Text("办法", "Remedy")),
)  # fmt: skip
"""The columns of findings in a sheet."""


def sheet_row(finding: Finding) -> tuple[Cell, ...]:
    """One finding as a row."""
    rule, place = finding.rule, finding.place
    severity, _ = SEVERITIES[rule.severity]
    values = (
        rule.id, rule.name, severity, masked_path(place.path), place.line, place.column, safe(finding.message),
        safe(finding.hint),
    )  # fmt: skip
    return tuple(Cell(value) for value in values)


WIDEST = 100
"""Characters of a line that are shown around its mistake."""
LONG_NUMBER = re.compile(r"\d(?:[ \-]?\d){10,}")
"""What might be somebody's number where it is glued to a word, as in a mistyped key."""
RECORD = re.compile(r"\d{4}-\d{7}")


def excerpt(text: str, column: int) -> list[Line]:
    """The line as it was written, masked, and a caret below the mistake; wide letters are stepped over by wide blanks."""
    text = LONG_NUMBER.sub(starred, masked(text.replace("\t", " ")))
    start = max(0, min(column - 1, len(text)) - WIDEST // 2)
    shown = text[start : start + WIDEST]
    before = "".join("\u3000" if is_wide(letter) else " " for letter in shown[: column - 1 - start])
    return [Line(Text(f"    │ {shown}", f"    │ {shown}")), Line(Text(f"    │ {before}^", f"    │ {before}^"), "red")]


def starred(found: re.Match[str]) -> str:
    """Stars for a long number, but for the end of an id."""
    return found.group() if RECORD.fullmatch(found.group()) else "*" * len(found.group())


def is_wide(letter: str) -> bool:
    """Whether a letter takes two columns of a terminal."""
    return unicodedata.east_asian_width(letter) in "WF"


def block(finding: Finding, line: str | None = None) -> list[Line]:
    """Place, severity, rule, message; the line it is about; then the remedy."""
    word, style = SEVERITIES[finding.rule.severity]
    place = finding.place
    head = f"{Place(masked_path(place.path), place.line, place.column)}: "
    message, hint = safe(finding.message), safe(finding.hint)
    rule = f"{finding.rule.id} {finding.rule.name}"
    return [
        Line(Text(f"{head}{word.zh} {rule} {message.zh}", f"{head}{word.en} {rule} {message.en}"), style),
        *(excerpt(line, place.column) if line is not None and finding.rule.shows_line else []),
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
    message, hint = safe(finding.message), safe(finding.hint)
    return {
        "rule": finding.rule.id, "name": finding.rule.name, "severity": finding.rule.severity.name,
        "path": masked_path(finding.place.path), "line": finding.place.line, "column": finding.place.column,
        "message": {"zh": message.zh, "en": message.en}, "hint": {"zh": hint.zh, "en": hint.en},
    }  # fmt: skip
