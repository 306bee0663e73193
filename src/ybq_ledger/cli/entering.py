"""What `add-issue` and `file` share: reading drafts from a file, entering them, and saying what was written."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from ybq_ledger.cli.asking import today
from ybq_ledger.cli.shell import Shell
from ybq_ledger.commands.entering import Draft, drafts_from, enter
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.reports.findings import findings_document
from ybq_ledger.reports.written import summary_of, written_document


def read_drafts(name: str, unit: str | None) -> list[Draft]:
    """One draft or many from a file, or from standard input where the name is `-`."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CannotRun(
            Text(f"读不了 {name}：{error.strerror}", f"cannot read {name}: {error.strerror}"),
            Text("检查路径", "check the path"),
        ) from error
    return drafts_from(name, data, unit)


def finish(shell: Shell, root: Path, kind: str, drafts: list[Draft], dry_run: bool, format: str) -> None:
    """Enter all drafts or none; exit 1 with every finding where one of them has an error."""
    entered = enter(root, kind, drafts, today(shell), dry_run=dry_run)
    if entered.refused:
        shell.show(findings_document(entered.findings, summary_of(entered.findings)), format)
        raise typer.Exit(1)
    for finding in entered.findings:
        shell.say(
            Text(f"注意 {finding.rule.id}：{finding.message.zh}", f"note {finding.rule.id}: {finding.message.en}")
        )
    shell.show(written_document(entered.written, dry_run), format)
