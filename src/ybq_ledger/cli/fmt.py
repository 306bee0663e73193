"""`ledger fmt`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ybq_ledger.cli.check import relative
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import DryRun, FormatOption, shell_of
from ybq_ledger.commands.fmt import format_files, formatted_document
from ybq_ledger.commands.opening import find_root


def fmt(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help=both("只整理这些文件或目录", "only these files or folders")),
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help=both("不写文件，有不规范的则退出码为 1", "write nothing; exit 1 if a file is not in layout")),
    ] = False,
    dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Put files into canonical layout; exit 1 where one cannot be read, or with --check is not in it."""
    shell = shell_of(context)
    root = find_root(shell.folder)
    wanted = [relative(root, path, must_exist=True) for path in paths or ()]
    done = format_files(root, wanted, check=check or dry_run)
    if done.changed and not (check or dry_run):
        shell.wrote(done.changed, "fmt")
    shell.show(formatted_document(done, check or dry_run), format)
    if done.findings or done.stuck or (check and done.changed):
        raise typer.Exit(1)
