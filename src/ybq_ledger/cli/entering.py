"""What `add-issue` and `file` share: reading drafts from a file, entering them, and saying what was written."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from ybq_ledger.cli.asking import today
from ybq_ledger.cli.shell import Shell
from ybq_ledger.commands.drafting import as_plain
from ybq_ledger.commands.entering import Draft, Entered, drafts_from, enter
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.reports.findings import findings_document
from ybq_ledger.reports.written import Written, summary_of, written_document

MOST_READ = 16 * 1024 * 1024
"""Bytes; what is longer is refused by whoever reads it, and a pipe that never ends is not waited for."""


def read_drafts(name: str, unit: str | None) -> list[Draft]:
    """One draft or many from a file, or from standard input where the name is `-`."""
    return drafts_from(name, read_file(name), unit)


def read_file(name: str) -> bytes:
    """What a file that a person named holds; standard input for `-`. No more than any of ours may have is read."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(MOST_READ)
        with Path(name).open("rb") as file:
            return file.read(MOST_READ)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else type(error).__name__
        raise CannotRun(
            Text(f"读不了 {name}：{why}", f"cannot read {name}: {why}"), Text("检查路径", "check the path")
        ) from error


GIVEN = ("id", "recorded")
"""What the program gives a record itself."""


def keep(shell: Shell, drafts: list[Draft]) -> None:
    """Give back what was typed, in the form that `--from` takes."""
    drafts = [draft for draft in drafts if draft.origin is None]
    typed = [{k: v for k, v in as_plain(draft.node).items() if k not in GIVEN} for draft in drafts]
    if typed:
        shell.say(
            Text(
                "没有登记。刚才填的内容在下面：存成文件，改正后用 --from 登记",
                "Nothing was entered. What you typed is below: save it, mend it, and enter it with --from",
            )
        )
        shell.say(Text(*2 * (json.dumps(typed, ensure_ascii=False, indent=2),)))


def finish(shell: Shell, root: Path, kind: str, drafts: list[Draft], dry_run: bool, format: str) -> None:
    """Enter all drafts or none; exit 1 with every finding where one of them has an error."""
    entered = enter(root, kind, drafts, today(shell), dry_run=dry_run)
    if entered.refused and shell.interactive:
        keep(shell, drafts)
    report(shell, entered, dry_run, format)


def report(shell: Shell, entered: Entered, dry_run: bool, format: str) -> None:
    """Say what was written; exit 1 with every finding where nothing was."""
    if entered.refused:
        shell.show(findings_document(entered.findings, summary_of(entered.findings)), format)
        raise typer.Exit(1)
    for finding in entered.findings:
        shell.say(
            Text(f"注意 {finding.rule.id}：{finding.message.zh}", f"note {finding.rule.id}: {finding.message.en}")
        )
    remember(shell, entered.written, dry_run)
    shell.show(written_document(entered.written, dry_run), format)


def remember(shell: Shell, written: Sequence[Written], dry_run: bool) -> None:
    """Keep the paths and what was done, for `--commit`."""
    for entry in written if not dry_run else ():
        shell.wrote([entry.path], f"{entry.id} {entry.did.zh}")
