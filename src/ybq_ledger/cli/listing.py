"""`ledger list`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from ybq_ledger.cli.asking import question
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import ActionFilter, AsOf, AtRevision, FormatOption, KnownOn, UnitFilter, shell_of
from ybq_ledger.commands.showing import show_list

Kind = Literal[
    "issues", "filings", "complaints", "activities", "results", "readings", "acts", "instructions", "repayments",
    "handovers", "duties", "units",
]  # fmt: skip


def list_items(
    context: typer.Context,
    kind: Annotated[Kind, typer.Argument(help=both("列什么", "what to list"))],
    state: Annotated[
        str | None,
        typer.Option(
            "--state", "-s",
            help=both("状态，或 status 表头上的词：open overdue closed late owed filed", "a state, or a word of status: open overdue closed late owed filed"),
        ),
    ] = None,
    unit: UnitFilter = None,
    action: ActionFilter = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    at: AtRevision = None,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """List one kind of thing; exit 1 where a file could not be read."""
    shell = shell_of(context)
    document, unreadable = show_list(question(shell, as_of, known_on, at, unit, action), kind, state)
    shell.show(document, format)
    raise typer.Exit(1 if unreadable else 0)
