"""`ledger schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import shell_of
from ybq_ledger.commands.publishing import outdated, publish_schemas
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.store.schemas import schema_texts


def schema(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            help=both(
                "哪一种文件（如 issue、actions）；缺省列出名称",
                "which file (issue, actions …); default: list the names",
            )
        ),
    ] = None,
    write: Annotated[
        Path | None,
        typer.Option("--write", metavar="DIR", help=both("全部写入目录", "write all of them into a folder")),
    ] = None,
    check: Annotated[
        Path | None,
        typer.Option(
            "--check", metavar="DIR", help=both("目录里的是否最新", "whether those in a folder are up to date")
        ),
    ] = None,
) -> None:
    """Print a JSON Schema, or write or compare all of them."""
    shell = shell_of(context)
    if write:
        shell.write("".join(f"{write / file}\n" for file in publish_schemas(write)))
        return
    if check:
        old = outdated(check)
        for file in old:
            shell.say(Text(f"需要更新：{check / file}", f"out of date: {check / file}"))
        raise typer.Exit(1 if old else 0)
    texts = schema_texts()
    if name is None:
        shell.write("".join(f"{file.removesuffix('.json')}\n" for file in texts))
    elif f"{name}.json" in texts:
        shell.write(texts[f"{name}.json"])
    else:
        raise CannotRun(
            Text(f"没有 {name} 的 Schema", f"no schema for {name!r}"),
            Text("ledger schema 列出名称", "ledger schema lists them"),
        )
