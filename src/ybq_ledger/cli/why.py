"""`ledger why`."""

from __future__ import annotations

from typing import Annotated

import typer

from ybq_ledger.cli.asking import question
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import AsOf, AtRevision, FormatOption, KnownOn, shell_of
from ybq_ledger.commands.showing import show_why


def why(
    context: typer.Context,
    item: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=both("问题编号，或应办事项如 sub-plan/a7/2018", "an issue, or a duty like sub-plan/a7/2018"),
        ),
    ],
    as_of: AsOf = None,
    known_on: KnownOn = None,
    at: AtRevision = None,
    format: FormatOption = "table",
) -> None:
    """Explain a deadline step by step."""
    shell = shell_of(context)
    shell.show(show_why(question(shell, as_of, known_on, at, None, None), item), format)
