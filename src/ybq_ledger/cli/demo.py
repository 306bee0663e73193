"""`ledger demo`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import DryRun, FormatOption, shell_of
from ybq_ledger.commands.demo import make_demo
from ybq_ledger.commands.opening import find_root
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Document, Line


def demo(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help=both("写到哪个空目录", "the empty folder to write into"))
    ],
    issues: Annotated[
        int, typer.Option("--issues", "-n", min=0, max=1_000_000, help=both("问题条数", "how many issues"))
    ] = 100,
    seed: Annotated[
        int, typer.Option("--seed", help=both("随机种子：相同种子内容相同", "the same seed makes the same ledger"))
    ] = 1,
    dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:
    """Make up a ledger for trying, documentation and measurement."""
    shell = shell_of(context)
    made = make_demo(find_root(shell.folder), folder, issues, seed, dry_run=dry_run)
    text = Text(
        f"{'将生成' if dry_run else '已生成'}虚构台账 {folder}：{made.issues} 个问题，{made.filings} 份材料，{made.complaints} 件投诉举报；试试 ledger -C {folder} status",
        f"{'would make' if dry_run else 'made up'} {folder}: {made.issues} issues, {made.filings} papers, {made.complaints} complaints; try ledger -C {folder} status",
    )
    data: dict[str, object] = {
        "path": str(folder),
        "issues": made.issues,
        "filings": made.filings,
        "complaints": made.complaints,
        "dry_run": dry_run,
    }
    shell.show(Document("demo", (Line(text),), data), format)
