"""The round of a month: `ledger owed`, `remind`, `lists`, `brief`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from ybq_ledger.cli.asking import question
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import (
    ActionFilter,
    AsOf,
    AtRevision,
    FormatOption,
    KnownOn,
    UnitFilter,
    parse_day,
    shell_of,
)
from ybq_ledger.commands.entering import default_unit
from ybq_ledger.commands.opening import find_root
from ybq_ledger.commands.showing import show_brief, show_lists, show_owed, show_remind
from ybq_ledger.model.table import Document

Period = Annotated[
    str | None,
    typer.Option("--period", "-p", metavar="PERIOD", help=both("期数，如 2018-06、2018-Q2、2018；缺省为所有逾期的", "the period: 2018-06, 2018-Q2, 2018; default: all that is overdue")),
]  # fmt: skip
Only = Annotated[
    Literal["problems", "causes", "measures"] | None,
    typer.Option("--only", help=both("只要一张：问题、原因、措施", "one list alone")),
]
Since = Annotated[
    Any,
    typer.Option("--since", parser=parse_day, metavar="YYYY-MM-DD", help=both("从哪天以来（缺省：一周前）", "since this day; default: a week before")),
]  # fmt: skip
Within = Annotated[
    int | None,
    typer.Option("--within", min=0, metavar="N", help=both("只看逾期和 N 个工作日内到期的", "only what is overdue or due within N working days")),
]  # fmt: skip
Everybody = Annotated[
    bool, typer.Option("--all", help=both("全部单位，不看缺省单位", "all units, whatever the default unit"))
]


def owed(
    context: typer.Context, unit: UnitFilter = None, everybody: Everybody = False, action: ActionFilter = None,
    within: Within = None, as_of: AsOf = None, known_on: KnownOn = None, at: AtRevision = None,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """List what is still to be done, with the command for each; exit 1 where a file could not be read."""
    shell = shell_of(context)
    asked = None if everybody else default_unit(find_root(shell.folder), unit)
    finish(context, show_owed(question(shell, as_of, known_on, at, asked, action), within), format)


def remind(
    context: typer.Context, period: Period = None, unit: UnitFilter = None, action: ActionFilter = None,
    as_of: AsOf = None, known_on: KnownOn = None, at: AtRevision = None, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Say who has not handed in, ready to paste; exit 1 where a file could not be read."""
    asked = question(shell_of(context), as_of, known_on, at, unit, action)
    finish(context, show_remind(asked, period), format)


def lists(
    context: typer.Context, action: ActionFilter = None, unit: UnitFilter = None, only: Only = None, as_of: AsOf = None,
    known_on: KnownOn = None, at: AtRevision = None, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Show the lists of problems, causes and measures; exit 1 where a file could not be read."""
    asked = question(shell_of(context), as_of, known_on, at, unit, action)
    finish(context, show_lists(asked, only), format)


def brief(
    context: typer.Context, since: Since = None, as_of: AsOf = None, known_on: KnownOn = None, at: AtRevision = None,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Show one screen for a leader; exit 1 where a file could not be read."""
    finish(context, show_brief(question(shell_of(context), as_of, known_on, at, None, None), since), format)


def finish(context: typer.Context, shown: tuple[Document, int], format: str) -> None:
    """Print, and exit 1 where files could not be read."""
    document, unreadable = shown
    shell_of(context).show(document, format)
    raise typer.Exit(1 if unreadable else 0)
