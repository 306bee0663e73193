"""What a writing command did: each file with the id in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ybq_ledger.model.finding import Finding, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Document, Line


@dataclass(frozen=True, slots=True)
class Written:
    """One record that was written, or would be; `text` is the whole file, `did` says in words what changed."""

    id: str
    path: str
    text: str
    did: Text


def written_document(written: Sequence[Written], dry_run: bool) -> Document:
    """One line each; with `dry_run` the text that would be written. JSON: `{id, path}`, or `{items: […]}` for many."""
    lines = []
    for entry in written:
        verb = Text("将写入", "would write") if dry_run else Text("已写入", "wrote")
        lines.append(
            Line(
                Text(f"{verb.zh} {entry.path}：{entry.did.zh}", f"{verb.en} {entry.path}: {entry.did.en}"),
                "plain" if dry_run else "green",
            )
        )
        if dry_run:
            lines += [Line(Text(f"  {text}", f"  {text}"), "faint") for text in entry.text.splitlines()]
    items: list[dict[str, object]] = [{"id": entry.id, "path": entry.path, "dry_run": dry_run} for entry in written]
    data: dict[str, object] = items[0] | {"items": items} if len(items) == 1 else {"items": items}
    return Document("written", tuple(lines), data)


def summary_of(findings: Sequence[Finding]) -> dict[str, int]:
    """Counts in the form of `check`."""
    numbers = {severity: sum(1 for f in findings if f.rule.severity == severity) for severity in Severity}
    return {
        "files": 0, "records": 0, "ignored": 0, "errors": numbers[Severity.error],
        "warnings": numbers[Severity.warning], "notes": numbers[Severity.note],
    }  # fmt: skip
