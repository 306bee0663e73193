"""`ledger init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import DryRun, FormatOption, parse_day, shell_of
from ybq_ledger.cli.shell import today_in
from ybq_ledger.commands.init import gate_document, start_ledger, started_document, write_gate


def init(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help=both("哪个目录（缺省：当前目录）", "the folder; default: the current one"))] = Path(),
    issued: Annotated[Any, typer.Option("--issued", parser=parse_day, metavar="YYYY-MM-DD", help=both("方案哪天印发（缺省：今天）", "the day the plan was issued; default: today"))] = None,
    ci: Annotated[Literal["github", "gitlab", "server", "pre-commit"] | None, typer.Option("--ci", help=both("只写把关配置：github、gitlab、server（裸仓库 pre-receive）、pre-commit", "write the configuration of a gate alone: github, gitlab, server (pre-receive of a bare repository), pre-commit"))] = None,
    dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Start an empty ledger for another plan; nothing that exists is overwritten."""
    shell = shell_of(context)
    if ci:
        files = write_gate(shell.folder / folder, ci, dry_run=dry_run)
        shell.show(gate_document(files, dry_run), format)
        return
    started = start_ledger(shell.folder / folder, issued or today_in("Asia/Shanghai"), dry_run=dry_run)
    shell.show(started_document(started, dry_run), format)
