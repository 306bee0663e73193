"""`ledger plan show` and `ledger plan trace`."""

from __future__ import annotations

from typing import Annotated

import typer

from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import AtRevision, FormatOption, bad_parameter, shell_of
from ybq_ledger.commands.opening import find_root, open_tree, plan_of
from ybq_ledger.model.language import Text


def parse_section(word: str) -> str:
    """A part of the plan by its name; a usage error lists them all."""
    from ybq_ledger.reports.plan_show import SECTIONS

    known = ("plan", *SECTIONS)
    if word not in known:
        raise bad_parameter(
            Text(f"没有“{word}”这一部分；可用：{' '.join(known)}", f"no section {word!r}; one of {' '.join(known)}")
        )
    return word


def show(
    context: typer.Context,
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section", "-s", metavar="SECTION", help=both("只看这一部分（可重复）", "only this part; may be repeated")
        ),
    ] = None,
    at: AtRevision = None,
    format: FormatOption = "table",
) -> None:
    """Show the encoded plan."""
    from ybq_ledger.reports.plan_show import show_plan

    shell = shell_of(context)
    plan, _ = plan_of(open_tree(find_root(shell.folder), at))
    shell.show(show_plan(plan, tuple(parse_section(word) for word in section or ())), format)


def trace(context: typer.Context, at: AtRevision = None, format: FormatOption = "table") -> None:
    """Show clause by clause what is encoded and what is not."""
    from ybq_ledger.reports.plan_trace import trace_plan

    shell = shell_of(context)
    shell.show(trace_plan(plan_of(open_tree(find_root(shell.folder), at))[0]), format)
