"""`ledger init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import DryRun, FormatOption, parse_day, shell_of
from ybq_ledger.cli.shell import today_in
from ybq_ledger.commands.init import start_ledger, started_document


def init(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help=both("哪个目录（缺省：当前目录）", "the folder; default: the current one"))] = Path(),
    issued: Annotated[Any, typer.Option("--issued", parser=parse_day, metavar="YYYY-MM-DD", help=both("方案哪天印发（缺省：今天）", "the day the plan was issued; default: today"))] = None,
    dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Start an empty ledger for another plan; nothing that exists is overwritten."""
    shell = shell_of(context)
    started = start_ledger(shell.folder / folder, issued or today_in("Asia/Shanghai"), dry_run=dry_run)
    shell.show(started_document(started, dry_run), format)
