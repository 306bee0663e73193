"""`ledger status`."""

from __future__ import annotations

from typing import Annotated

import typer

from ybq_ledger.cli.asking import question
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import ActionFilter, AsOf, AtRevision, FormatOption, KnownOn, UnitFilter, shell_of
from ybq_ledger.commands.showing import show_status
from ybq_ledger.domain.tally import By


def status(
    context: typer.Context,
    by: Annotated[By, typer.Option("--by", help=both("按什么分行", "what the rows are"))] = "action",
    unit: UnitFilter = None,
    action: ActionFilter = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    at: AtRevision = None,
    format: FormatOption = "table",
) -> None:
    """Show where the plan stands; exit 1 where a file could not be read."""
    shell = shell_of(context)
    document, unreadable = show_status(question(shell, as_of, known_on, at, unit, action), by)
    shell.show(document, format)
    raise typer.Exit(1 if unreadable else 0)
