"""`ledger show`."""

from __future__ import annotations

from typing import Annotated

import typer

from ybq_ledger.cli.asking import question
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import AsOf, AtRevision, FormatOption, KnownOn, shell_of
from ybq_ledger.commands.showing import show_one


def show(
    context: typer.Context,
    record: Annotated[str, typer.Argument(metavar="ID", help=both("编号或其七位数字", "an id, or its seven digits"))],
    as_of: AsOf = None,
    known_on: KnownOn = None,
    at: AtRevision = None,
    format: FormatOption = "table",
) -> None:
    """Show one record whole."""
    shell = shell_of(context)
    shell.show(show_one(question(shell, as_of, known_on, at, None, None), record), format)
