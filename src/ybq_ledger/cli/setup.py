"""`ledger setup`."""

from __future__ import annotations

from typing import Annotated

import typer

from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import DryRun, FormatOption, shell_of
from ybq_ledger.commands.opening import find_root
from ybq_ledger.commands.setup import set_up, setup_document


def setup(
    context: typer.Context,
    unit: Annotated[str | None, typer.Option("--unit", "-u", help=both("登记时的缺省单位（代码、全称或别名）", "the default unit of entries: code, name or alias"))] = None,
    dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Make the settings a fresh clone lacks; running it again changes nothing."""
    shell = shell_of(context)
    settings = set_up(find_root(shell.folder), unit, dry_run=dry_run)
    shell.show(setup_document(settings, dry_run), format)
