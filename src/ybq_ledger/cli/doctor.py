"""`ledger doctor`."""

from __future__ import annotations

from typing import Annotated

import typer

from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import FormatOption, shell_of
from ybq_ledger.cli.shell import today_in
from ybq_ledger.commands.doctor import diagnose, doctor_document
from ybq_ledger.commands.opening import find_root


def doctor(
    context: typer.Context,
    fix: Annotated[bool, typer.Option("--fix", help=both("修好能安全修好的", "mend what is safe to mend"))] = False,
    format: FormatOption = "table",
) -> None:
    """Examine machine and clone; exit 1 where something is in the way."""
    shell = shell_of(context)
    found = diagnose(find_root(shell.folder), today_in("Asia/Shanghai"), mend=fix)
    shell.show(doctor_document(found), format)
    raise typer.Exit(1 if any(diagnosis.state == "bad" for diagnosis in found) else 0)
