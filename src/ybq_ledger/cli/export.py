"""`ledger export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from ybq_ledger.cli.asking import today
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import AtRevision, FormatOption, parse_day, shell_of
from ybq_ledger.cli.waiting import Waiting
from ybq_ledger.commands.exporting import export_spans
from ybq_ledger.commands.opening import find_root
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Document, Line

FileFormat = Literal["csv", "parquet"]


def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=both("写到哪个文件", "the file to write"))],
    file_format: Annotated[
        FileFormat | None,
        typer.Option("--as", help=both("文件格式（缺省看扩展名）", "format of the file; default: by its ending")),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=both("覆盖已有的文件", "replace a file that exists"))] = False,
    through: Annotated[
        Any,
        typer.Option(
            "--through",
            parser=parse_day,
            metavar="YYYY-MM-DD",
            help=both("应办事项算到哪一天开始的（缺省为今天）", "duties that begin by that day; default: today"),
        ),
    ] = None,
    at: AtRevision = None,
    format: FormatOption = "table",
) -> None:
    """Export how every record and duty stood from when to when; exit 1 where a file could not be read."""
    shell = shell_of(context)
    chosen = file_format or ("parquet" if file.suffix.lower() == ".parquet" else "csv")
    done = export_spans(find_root(shell.folder), file, chosen, through or today(shell), at, Waiting(shell), force=force)
    facts = {"file": file, "rows": done.rows, "records": done.records, "unreadable": done.unreadable}
    text = Text("已写入 {file}：{records} 条记录，{rows} 行", "wrote {file}: {records} records, {rows} rows").format(
        **facts
    )
    more = Text("{unreadable} 个文件读不出来，未包括", "{unreadable} files could not be read and are left out").format(
        **facts
    )
    lines = (Line(text), *((Line(more, "red"),) if done.unreadable else ()))
    shell.show(Document("export", lines, {**facts, "file": str(file), "as": chosen}), format)
    raise typer.Exit(1 if done.unreadable else 0)
