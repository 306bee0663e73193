"""`ledger plan show` and `ledger plan trace`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import AtRevision, FormatOption, shell_of
from ybq_ledger.commands.opening import find_root, open_ledger

Section = Literal[
    "plan", "goals", "targets", "tasks", "actions", "units", "groups", "phases", "milestones", "limits", "mechanisms"
]


def show(
    context: typer.Context,
    section: Annotated[
        list[Section] | None,
        typer.Option("--section", "-s", help=both("只看这一部分（可重复）", "only this part; may be repeated")),
    ] = None,
    at: AtRevision = None,
    format: FormatOption = "table",
) -> None:
    """Show the encoded plan."""
    from ybq_ledger.reports.plan_show import show_plan

    shell = shell_of(context)
    ledger = open_ledger(find_root(shell.folder), at)
    shell.show(show_plan(ledger.plan, tuple(section or ())), format)


def trace(context: typer.Context, at: AtRevision = None, format: FormatOption = "table") -> None:
    """Show clause by clause what is encoded and what is not."""
    from ybq_ledger.reports.plan_trace import trace_plan

    shell = shell_of(context)
    shell.show(trace_plan(open_ledger(find_root(shell.folder), at).plan), format)
