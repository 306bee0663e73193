"""The commands that help out of trouble: `undo` and `resolve`."""

from __future__ import annotations

import typer

from ybq_ledger.cli.asking import today
from ybq_ledger.cli.options import DryRun, FormatOption, shell_of
from ybq_ledger.commands.opening import find_root
from ybq_ledger.commands.resolve import next_command, resolved_document
from ybq_ledger.commands.resolve import resolve as resolve_conflicts
from ybq_ledger.commands.undo import undo as take_back
from ybq_ledger.commands.undo import undone_document


def undo(context: typer.Context, dry_run: DryRun = False, format: FormatOption = "table") -> None:
    """Take back the last change of this clone that was not pushed."""
    shell = shell_of(context)
    undone = take_back(find_root(shell.folder), dry_run=dry_run)
    shell.wrote(() if dry_run else [done.path for done in undone.files], f"撤回 {undone.files[0].path}")
    shell.show(undone_document(undone, dry_run), format)


def resolve(context: typer.Context, dry_run: DryRun = False, format: FormatOption = "table") -> None:
    """Resolve merge conflicts in records without losing either side; exit 1 where a person must decide."""
    shell = shell_of(context)
    root = find_root(shell.folder)
    found = resolve_conflicts(root, today(shell), dry_run=dry_run)
    shell.show(resolved_document(found, dry_run, next_command(root)), format)
    raise typer.Exit(1 if any(entry.is_left for entry in found) else 0)
