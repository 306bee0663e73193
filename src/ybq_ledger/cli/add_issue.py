"""`ledger add-issue`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ybq_ledger.cli.asking import today
from ybq_ledger.cli.entering import finish, read_drafts
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import DryRun, FormatOption, parse_day, shell_of
from ybq_ledger.commands.entering import default_unit, issue_draft
from ybq_ledger.commands.opening import find_root
from ybq_ledger.model.record import IssueKind


def add_issue(
    context: typer.Context,
    unit: Annotated[str | None, typer.Option("--unit", "-u", help=both("单位（缺省：git config ledger.unit 或 LEDGER_UNIT）", "unit; default: git config ledger.unit or LEDGER_UNIT"))] = None,
    action: Annotated[str | None, typer.Option("--action", "-a", help=both("专项行动或任务（a7、7、t2 或名称）", "action or task: a7, 7, t2 or its title"))] = None,
    title: Annotated[str | None, typer.Option("--title", "-t", help=both("问题名称，一行", "what is wrong, in one line"))] = None,
    problem: Annotated[str | None, typer.Option("--problem", help=both("问题描述", "the problem at length"))] = None,
    cause: Annotated[list[str] | None, typer.Option("--cause", help=both("原因（可重复）", "a cause; may be repeated"))] = None,
    measure: Annotated[list[str] | None, typer.Option("--measure", help=both("措施 | 责任人 | 时限（后两项可省；可重复）", "what | owner | due (the last two may be left out); may be repeated"))] = None,
    due: Annotated[Any, typer.Option("--due", parser=parse_day, metavar="YYYY-MM-DD", help=both("自定时限（缺省按方案）", "its own deadline; default: the plan's"))] = None,
    found: Annotated[Any, typer.Option("--found", parser=parse_day, metavar="YYYY-MM-DD", help=both("发现日期（缺省为今天）", "the day it was found; default: today"))] = None,
    source: Annotated[str | None, typer.Option("--source", help=both("来源：self-check peer public enterprise complaint inspection higher-check assessment media delegates other", "source: self-check peer public enterprise complaint inspection higher-check assessment media delegates other"))] = None,
    kind: Annotated[IssueKind | None, typer.Option("--kind", help=both("整改方式：立行立改 at-once、限期整改 by-date（缺省）、长期坚持 long-term", "at-once, by-date (default) or long-term"))] = None,
    evidence: Annotated[list[str] | None, typer.Option("--evidence", help=both("佐证：路径或链接（可重复；文件自动算 sha256）", "a path or link; may be repeated; a file's sha256 is worked out"))] = None,
    from_file: Annotated[str | None, typer.Option("--from", metavar="FILE|-", help=both("从 YAML 或 JSON 读入一条或多条", "read one or many from YAML or JSON"))] = None,
    dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter one issue by options or by questions, or many from a file."""
    shell = shell_of(context)
    root = find_root(shell.folder)
    if from_file is not None:
        finish(shell, root, "issue", read_drafts(from_file, default_unit(root, unit)), dry_run, format)
        return
    answers = {
        "unit": default_unit(root, unit), "action": action, "title": title, "problem": problem, "causes": cause or [],
        "measures": measure or [], "deadline": due, "found_on": found or today(shell), "source": source,
        "kind": kind, "evidence": evidence or [],
    }  # fmt: skip
    if not (answers["unit"] and action and title):
        from ybq_ledger.cli.guiding import ask_issue

        answers = ask_issue(shell, root, answers)
    finish(shell, root, "issue", [issue_draft(answers)], dry_run, format)
