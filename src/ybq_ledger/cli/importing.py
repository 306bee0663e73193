"""`ledger import`."""

from __future__ import annotations

from typing import Annotated

import typer

from ybq_ledger.cli.asking import today
from ybq_ledger.cli.entering import read_file, report
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import DryRun, FormatOption, shell_of
from ybq_ledger.commands.entering import default_unit
from ybq_ledger.commands.importing import heading_row, import_drafts, kind_named, template
from ybq_ledger.commands.opening import find_root
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text


def import_table(
    context: typer.Context,
    record_kind: Annotated[str, typer.Argument(metavar="KIND", help=both("哪种记录：issue（问题）、filing（材料）、complaint（投诉举报）……", "which kind of record: issue, filing, complaint …"))],
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", help=both("表格：.csv 或 .xlsx，第一行是列名", "the table, .csv or .xlsx; its first row holds the headings"))] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help=both("读哪张工作表（缺省为第一张）", "which sheet to read; default: the first"))] = None,
    unit: Annotated[str | None, typer.Option("--unit", "-u", help=both("没有“责任单位”一列时，全部是哪个单位的", "whose records they are where the table has no such column"))] = None,
    empty: Annotated[bool, typer.Option("--template", help=both("只输出表头，存成 .csv 后填写", "print the heading row alone, to be saved as .csv and filled in"))] = False,
    dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter every row of a table as a record, or none where one of them is wrong."""
    shell = shell_of(context)
    chosen = kind_named(record_kind)
    if empty and format == "table":
        shell.write(heading_row(chosen, shell.language))
        return
    if empty:
        shell.show(template(chosen), format)
        return
    if file is None:
        raise CannotRun(
            Text("没有写要导入的表格", "no table given"),
            Text(f"ledger import {record_kind} 表格.xlsx；表头见 --template", f"ledger import {record_kind} TABLE.xlsx; --template prints the headings"),
        )  # fmt: skip
    root = find_root(shell.folder)
    entered, left_out = import_drafts(
        root, chosen, file, read_file(file), sheet, default_unit(root, unit), today(shell), dry_run=dry_run
    )
    if left_out:
        shell.say(
            Text(f"没有读这些工作表：{'、'.join(left_out)}（用 --sheet 指定）", f"not read: {', '.join(left_out)} (name a sheet with --sheet)")
        )  # fmt: skip
    report(shell, entered, dry_run, format)
