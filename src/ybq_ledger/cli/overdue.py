"""`ledger overdue`."""

from __future__ import annotations

from typing import Annotated

import typer

from ybq_ledger.cli.asking import question
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import ActionFilter, AsOf, AtRevision, FormatOption, KnownOn, UnitFilter, shell_of
from ybq_ledger.commands.showing import show_overdue


def overdue(
    context: typer.Context,
    within: Annotated[
        int | None,
        typer.Option(
            "--within",
            min=0,
            metavar="N",
            help=both("也列出 N 个工作日内到期的", "also what is due within N working days"),
        ),
    ] = None,
    unit: UnitFilter = None,
    action: ActionFilter = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    at: AtRevision = None,
    format: FormatOption = "table",
) -> None:
    """List what is late, worst first; exit 1 where a file could not be read."""
    shell = shell_of(context)
    document, unreadable = show_overdue(question(shell, as_of, known_on, at, unit, action), within)
    shell.show(document, format)
    raise typer.Exit(1 if unreadable else 0)
