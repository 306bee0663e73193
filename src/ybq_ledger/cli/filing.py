"""`ledger file`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ybq_ledger.cli.asking import today
from ybq_ledger.cli.entering import finish, read_drafts
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import DryRun, FormatOption, parse_day, shell_of
from ybq_ledger.commands.entering import default_unit, filing_draft
from ybq_ledger.commands.opening import find_root


def file(
    context: typer.Context,
    duties: Annotated[list[str] | None, typer.Argument(metavar="[DUTY]...", help=both("完成的应办事项，如 progress/guotuju/2018-05（可多个）", "the duties it answers, such as progress/guotuju/2018-05"))] = None,
    unit: Annotated[str | None, typer.Option("--unit", "-u", help=both("报送单位（缺省：git config ledger.unit 或 LEDGER_UNIT）", "unit; default: git config ledger.unit or LEDGER_UNIT"))] = None,
    title: Annotated[str | None, typer.Option("--title", "-t", help=both("材料名称（缺省按事项）", "what the paper is called; default: after the duty"))] = None,
    document: Annotated[list[str] | None, typer.Option("--document", "-d", help=both("材料：路径或链接（可重复；文件自动算 sha256）", "a path or link; may be repeated; a file's sha256 is worked out"))] = None,
    nil: Annotated[bool, typer.Option("--nil", help=both("零报告", "nothing to report, said formally"))] = False,
    action: Annotated[list[str] | None, typer.Option("--action", "-a", help=both("写到的专项行动（可重复）", "an action it has a section on; may be repeated"))] = None,
    on: Annotated[Any, typer.Option("--on", parser=parse_day, metavar="YYYY-MM-DD", help=both("报送日期（缺省为今天）", "the day it was handed in; default: today"))] = None,
    note: Annotated[str | None, typer.Option("--note", help=both("备注", "remark"))] = None,
    by: Annotated[str | None, typer.Option("--by", help=both("代录：由哪个单位登记送来的纸质材料", "on behalf: the unit that enters what came on paper"))] = None,
    from_file: Annotated[str | None, typer.Option("--from", metavar="FILE|-", help=both("从 YAML 或 JSON 读入一份或多份", "read one or many from YAML or JSON"))] = None,
    dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter a paper handed in; one paper may answer many duties."""
    shell = shell_of(context)
    root = find_root(shell.folder)
    if from_file is not None:
        finish(shell, root, "filing", read_drafts(from_file, default_unit(root, unit)), dry_run, format)
        return
    answers = {
        "unit": default_unit(root, unit), "answers": duties or [], "title": title, "document": document or [], "nil": nil,
        "actions": action or [], "filed_on": on or today(shell), "note": note, "entered_by": by,
    }  # fmt: skip
    if not (answers["unit"] and duties):
        from ybq_ledger.cli.guiding import ask_filing

        answers = ask_filing(shell, root, answers)
    finish(shell, root, "filing", [filing_draft(root, answers)], dry_run, format)
