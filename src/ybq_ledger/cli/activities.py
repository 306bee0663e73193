"""The commands for what was held, made and measured, and for the targets it is measured against."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ybq_ledger.cli.asking import question, today
from ybq_ledger.cli.entering import finish, read_drafts, report
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import AsOf, AtRevision, DryRun, FormatOption, KnownOn, parse_day, shell_of
from ybq_ledger.commands.entering import default_unit, plain_draft
from ybq_ledger.commands.finding_issues import issues_from as enter_issues_from
from ybq_ledger.commands.opening import find_root
from ybq_ledger.commands.showing import show_targets
from ybq_ledger.model.activity import ActivityKind, ResultKind
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text

Unit = Annotated[
    str | None,
    typer.Option(
        "--unit",
        "-u",
        help=both(
            "单位（缺省：git config ledger.unit 或 LEDGER_UNIT）",
            "unit; default: git config ledger.unit or LEDGER_UNIT",
        ),
    ),
]
Duties = Annotated[
    list[str] | None,
    typer.Argument(metavar="[DUTY]...", help=both("完成的应办事项（可多个）", "the duties it answers")),
]
Title = Annotated[str | None, typer.Option("--title", "-t", help=both("名称，一行", "what it is called, in one line"))]
Works = Annotated[
    list[str] | None,
    typer.Option(
        "--action", "-a", help=both("相关行动或任务（可重复）", "an action or task it is about; may be repeated")
    ),
]
Evidence = Annotated[
    list[str] | None,
    typer.Option("--evidence", "-e", help=both("佐证：路径或链接（可重复）", "a path or link; may be repeated")),
]
On = Annotated[
    Any,
    typer.Option(
        "--on", parser=parse_day, metavar="YYYY-MM-DD", help=both("日期（缺省为今天）", "the day; default: today")
    ),
]
FromFile = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="FILE|-", help=both("从 YAML 或 JSON 读入一条或多条", "read one or many from YAML or JSON")
    ),
]


def enter_one(
    context: typer.Context, kind: str, unit: str | None, answers: dict[str, Any], needed: tuple[str, ...],
    from_file: str | None, dry_run: bool, format: str,
) -> None:  # fmt: skip
    """Enter one record from options, or many from a file; a usage error names the option that is missing."""
    shell = shell_of(context)
    root = find_root(shell.folder)
    default = default_unit(root, unit)
    if from_file is not None:
        finish(shell, root, kind, read_drafts(from_file, default), dry_run, format)
        return
    missing = next((name for name in needed if answers.get(name) in (None, [], "")), None)
    if missing:
        option = f"--{missing.replace('_', '-')}"
        raise CannotRun(
            Text(f"缺少 {option}", f"{option} is missing"), Text("见 --help 的示例", "see the example in --help")
        )
    finish(shell, root, kind, [plain_draft({"unit": default} | answers)], dry_run, format)


def add_activity(
    context: typer.Context, duties: Duties = None, kind: Annotated[ActivityKind, typer.Option("--kind", help=both("类别", "kind"))] = "other",
    title: Title = None, on: On = None, unit: Unit = None, action: Works = None,
    place: Annotated[str | None, typer.Option("--place", help=both("地点", "where"))] = None,
    with_unit: Annotated[list[str] | None, typer.Option("--with", help=both("参加单位（可重复）", "a unit that took part; may be repeated"))] = None,
    summary: Annotated[str | None, typer.Option("--summary", help=both("情况摘要", "what happened"))] = None,
    found: Annotated[list[str] | None, typer.Option("--found", help=both("发现的问题 | 责任单位 | 行动 | 评估指标（后三项可省；可重复）", "what was found | unit | action | indicator; the last three may be left out; may be repeated"))] = None,
    evidence: Evidence = None, from_file: FromFile = None, dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter something that was held."""
    answers = {
        "kind": kind, "title": title, "held_on": on or today(shell_of(context)), "answers": duties or [], "actions": action or [],
        "place": place, "with_units": with_unit or [], "summary": summary, "found": [found_of(text) for text in found or []],
        "evidence": evidence or [],
    }  # fmt: skip
    enter_one(context, "activity", unit, answers, ("title",), from_file, dry_run, format)


def found_of(text: str) -> dict[str, str]:
    """`what | unit | action | indicator`, the last three left out where nothing is known."""
    parts = [part.strip() for part in text.replace("｜", "|").split("|")]
    named = dict(zip(("what", "unit", "action", "indicator"), [*parts[:3], " | ".join(parts[3:])], strict=False))
    return {key: part for key, part in named.items() if part}


def add_result(
    context: typer.Context, duties: Duties = None, kind: Annotated[ResultKind, typer.Option("--kind", help=both("类别", "kind"))] = "rule",
    title: Title = None, on: On = None, unit: Unit = None, action: Works = None,
    document: Annotated[list[str] | None, typer.Option("--document", "-d", help=both("材料：路径或链接（可重复）", "a path or link; may be repeated"))] = None,
    note: Annotated[str | None, typer.Option("--note", "-n", help=both("说明", "remark"))] = None, from_file: FromFile = None,
    dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter something that stays."""
    answers = {
        "kind": kind, "title": title, "made_on": on or today(shell_of(context)), "answers": duties or [], "actions": action or [],
        "document": document or [], "note": note,
    }  # fmt: skip
    enter_one(context, "result", unit, answers, ("title",), from_file, dry_run, format)


def add_reading(
    context: typer.Context,
    target: Annotated[str | None, typer.Argument(metavar="TARGET", help=both("指标代码，见 ledger targets", "the target's code, see ledger targets"))] = None,
    numerator: Annotated[int | None, typer.Option("--numerator", min=0, help=both("分子", "how many"))] = None,
    denominator: Annotated[int | None, typer.Option("--denominator", min=0, help=both("分母", "of how many"))] = None,
    on: On = None, unit: Unit = None,
    source: Annotated[str | None, typer.Option("--source", help=both("由谁测量", "who measured it"))] = None,
    evidence: Evidence = None, note: Annotated[str | None, typer.Option("--note", "-n", help=both("说明", "remark"))] = None,
    from_file: FromFile = None, dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter the measured value of a target."""
    answers = {
        "target": target, "measured_on": on or today(shell_of(context)), "numerator": numerator, "denominator": denominator,
        "source": source, "evidence": evidence or [], "note": note,
    }  # fmt: skip
    enter_one(context, "reading", unit, answers, ("target", "numerator", "denominator"), from_file, dry_run, format)


def issues_from(
    context: typer.Context, activity: Annotated[str, typer.Argument(metavar="ID", help=both("活动编号", "the activity's id"))],
    due: Annotated[Any, typer.Option("--due", parser=parse_day, metavar="YYYY-MM-DD", help=both("自定时限（缺省按方案）", "their own deadline; default: the plan's"))] = None,
    dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Make issues of what an activity found; doing it twice makes none twice."""
    shell = shell_of(context)
    report(
        shell, enter_issues_from(find_root(shell.folder), activity, due, today(shell), dry_run=dry_run), dry_run, format
    )


def targets(
    context: typer.Context, goal: Annotated[str | None, typer.Option("--goal", "-g", help=both("哪个目标，如 g1", "one goal, such as g1"))] = None,
    as_of: AsOf = None, known_on: KnownOn = None, at: AtRevision = None, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Show each target with its last reading; exit 1 where a file could not be read."""
    shell = shell_of(context)
    document, unreadable = show_targets(question(shell, as_of, known_on, at, None, None), goal)
    shell.show(document, format)
    raise typer.Exit(1 if unreadable else 0)
