"""`ledger calendar …`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import AtRevision, DryRun, FormatOption, KnownOn, bad_parameter, parse_day, shell_of
from ybq_ledger.commands import calendar as commands
from ybq_ledger.commands.opening import find_root
from ybq_ledger.model.language import Text
from ybq_ledger.model.schedule import Unit
from ybq_ledger.model.table import Document, Line
from ybq_ledger.reports import calendar_views as views

Days = Annotated[list[str], typer.Argument(metavar="YYYY-MM-DD...", help=both("一个或多个日期", "one date or more"))]
Number = Annotated[int | None, typer.Option(min=1, max=1000, metavar="N")]


def day(
    context: typer.Context, days: Days, known_on: KnownOn = None, at: AtRevision = None, format: FormatOption = "table"
) -> None:
    """Say of each day whether it is worked, and by which notice."""
    shell = shell_of(context)
    asked = [parse_day(text) for text in days]
    shell.show(views.days_view(commands.open_calendar(find_root(shell.folder), known_on, at), asked), format)


def due(
    context: typer.Context,
    starts: Days,
    working_days: Annotated[int | None, typer.Option("--working-days", min=1, max=1000, metavar="N", help=both("N 个工作日", "N working days"))] = None,
    months: Annotated[int | None, typer.Option("--months", min=1, max=1000, metavar="N", help=both("N 个月", "N months"))] = None,
    calendar_days: Annotated[int | None, typer.Option("--calendar-days", min=1, max=1000, metavar="N", help=both("N 天（日历日）", "N calendar days"))] = None,
    steps: Annotated[bool, typer.Option("--steps/--no-steps", help=both("逐日列出", "list every day"))] = True,
    known_on: KnownOn = None,
    at: AtRevision = None,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Count a deadline from each day; the day itself is not counted."""
    options: dict[Unit, int | None] = {"working-days": working_days, "months": months, "calendar-days": calendar_days}
    given = [(number, unit) for unit, number in options.items() if number is not None]
    if len(given) != 1:
        raise bad_parameter(
            Text(
                "--working-days、--months、--calendar-days 写且只写一个",
                "give exactly one of --working-days, --months, --calendar-days",
            )
        )
    shell = shell_of(context)
    calendar = commands.open_calendar(find_root(shell.folder), known_on, at)
    items = commands.count_each(calendar, [parse_day(text) for text in starts], *given[0])
    shell.show(views.due_view(items, steps and len(items) == 1), format)


def show(
    context: typer.Context,
    year: Annotated[int, typer.Argument(min=1949, max=2200, help=both("年份", "the year"))],
    known_on: KnownOn = None,
    at: AtRevision = None,
    format: FormatOption = "table",
) -> None:
    """Show a year as month grids."""
    shell = shell_of(context)
    shell.show(views.year_view(commands.open_calendar(find_root(shell.folder), known_on, at), year), format)


def check(context: typer.Context, format: FormatOption = "table") -> None:
    """Compare every published day with the holidays package; exit 1 where they differ."""
    shell = shell_of(context)
    calendar = commands.open_calendar(find_root(shell.folder))
    found = commands.cross_check(calendar.data)
    shell.show(views.differences_view(calendar, found), format)
    raise typer.Exit(1 if found else 0)


def update(
    context: typer.Context,
    year: Annotated[int, typer.Argument(min=1949, max=2200, help=both("年份", "the year"))],
    number: Annotated[str, typer.Option("--number", help=both("通知文号", "the notice's number"))],
    published: Annotated[Any, typer.Option("--published", parser=parse_day, metavar="YYYY-MM-DD", help=both("通知发布日期", "the day it was published"))],
    dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Add a new year as the holidays package proposes it; review and commit it like any change."""
    shell = shell_of(context)
    text, notice = commands.update(find_root(shell.folder), year, number, published, dry_run=dry_run)
    shell.wrote(() if dry_run else (commands.FILE,), f"calendar {year} {number}")
    verb = Text("将写入", "would write") if dry_run else Text("已写入", "wrote")
    lines = [
        Line(
            Text(
                f"{verb.zh} {commands.FILE}，请照通知逐项核对后提交：",
                f"{verb.en} {commands.FILE}; check it against the notice, then commit:",
            ),
            "strong",
        )
    ]
    lines += [Line(Text(line, line)) for line in commands.notice_lines(notice)]
    data: dict[str, object] = {"path": commands.FILE, "year": year, "dry_run": dry_run, "text": text}
    shell.show(Document("calendar-update", tuple(lines), data), format)
