"""The commands of a complaint's life."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from ybq_ledger.cli.asking import today
from ybq_ledger.cli.entering import finish, read_drafts
from ybq_ledger.cli.events import By, Evidence, Ids, Note, On, Reason, write
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import DryRun, FormatOption, parse_day, shell_of
from ybq_ledger.commands.entering import default_unit, plain_draft
from ybq_ledger.commands.eventing import EventDraft
from ybq_ledger.commands.opening import find_root
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text


def add_complaint(
    context: typer.Context,
    reference: Annotated[str | None, typer.Option("--reference", help=both("登记号，如 TS-2018-0042（不得含身份信息）", "opaque number such as TS-2018-0042; never an identity"))] = None,
    received: Annotated[Any, typer.Option("--received", parser=parse_day, metavar="YYYY-MM-DD", help=both("收到日期（缺省为今天）", "the day it was received; default: today"))] = None,
    kind: Annotated[Literal["complaint", "report"], typer.Option("--kind", help=both("投诉 complaint，举报 report", "complaint or report"))] = "complaint",
    title: Annotated[str | None, typer.Option("--title", "-t", help=both("事由（不写身份信息）", "what it is about; no identity"))] = None,
    summary: Annotated[str | None, typer.Option("--summary", help=both("摘要（不写身份信息）", "summary; no identity"))] = None,
    channel: Annotated[Literal["phone", "window", "letter", "online", "transfer", "other"], typer.Option("--channel", help=both("渠道", "channel"))] = "other",
    about: Annotated[list[str] | None, typer.Option("--about", help=both("被投诉单位（可重复）", "a unit it is about; may be repeated"))] = None,
    action: Annotated[str | None, typer.Option("--action", "-a", help=both("相关行动或任务", "the action or task it touches"))] = None,
    anonymous: Annotated[bool, typer.Option("--anonymous", help=both("匿名", "anonymous"))] = False,
    restricted: Annotated[bool, typer.Option("--restricted", help=both("涉密：只留编号和日期", "restricted: number and dates only"))] = False,
    unit: Annotated[str | None, typer.Option("--unit", "-u", help=both("收件单位（缺省：git config ledger.unit 或 LEDGER_UNIT）", "receiving unit; default: git config ledger.unit or LEDGER_UNIT"))] = None,
    from_file: Annotated[str | None, typer.Option("--from", metavar="FILE|-", help=both("从 YAML 或 JSON 读入一条或多条", "read one or many from YAML or JSON"))] = None,
    dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter a complaint or report."""
    shell = shell_of(context)
    root = find_root(shell.folder)
    if from_file is not None:
        finish(shell, root, "complaint", read_drafts(from_file, default_unit(root, unit)), dry_run, format)
        return
    if reference is None:
        raise CannotRun(
            Text("缺少 --reference", "--reference is missing"), Text("写不透明的登记号", "give an opaque number")
        )
    answers = {
        "unit": default_unit(root, unit), "kind": kind, "reference": reference, "received_on": received or today(shell),
        "title": title, "summary": summary, "channel": None if channel == "other" else channel, "about": about or [],
        "action": action, "anonymous": anonymous, "restricted": restricted,
    }  # fmt: skip
    finish(shell, root, "complaint", [plain_draft(answers)], dry_run, format)


def accept(
    context: typer.Context, ids: Ids, note: Note = None, by: By = None, on: On = None, dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Take a complaint on."""
    write(context, ids, EventDraft("accept", {"note": note}), by, on, dry_run, format)


def decline(
    context: typer.Context, ids: Ids, reason: Reason, by: By = None, on: On = None, dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Decline a complaint, with the reason."""
    write(context, ids, EventDraft("decline", {"reason": reason}), by, on, dry_run, format)


def refer(
    context: typer.Context, ids: Ids,
    to: Annotated[str, typer.Option("--to", help=both("承办单位", "the unit that handles it"))],
    assist: Annotated[bool, typer.Option("--assist", help=both("协办（缺省为转办）", "assists only; default: handles it"))] = False,
    due: Annotated[Any, typer.Option("--due", parser=parse_day, metavar="YYYY-MM-DD", help=both("内部时限", "the inner date to report by"))] = None,
    note: Note = None, by: By = None, on: On = None, dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Pass a complaint on to be handled; no clock starts again."""
    facts = {"to": to, "role": "assist" if assist else None, "due": due, "note": note}
    write(context, ids, EventDraft("refer", facts), by, on, dry_run, format)


def report(
    context: typer.Context, ids: Ids, note: Note = None, by: By = None, on: On = None, evidence: Evidence = None,
    dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Report back what the handling unit found and did."""
    write(context, ids, EventDraft("report", {"note": note}, tuple(evidence or ())), by, on, dry_run, format)


def reply(
    context: typer.Context, ids: Ids, note: Note = None,
    cannot: Annotated[str | None, typer.Option("--cannot", metavar="REASON", help=both("无从答复的理由（如匿名）", "why nobody can be answered, such as anonymous"))] = None,
    by: By = None, on: On = None, evidence: Evidence = None, dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter the written reply, or with --cannot why there can be none."""
    draft = (
        EventDraft("cannot-answer", {"reason": cannot})
        if cannot
        else EventDraft("reply", {"note": note}, tuple(evidence or ()))
    )
    write(context, ids, draft, by, on, dry_run, format)


def settle(
    context: typer.Context, ids: Ids,
    outcome: Annotated[Literal["upheld", "partly", "unfounded", "mediated"], typer.Option("--outcome", help=both("办理结果：属实、部分属实、不属实、调解", "how it ended"))],
    note: Note = None, by: By = None, on: On = None, evidence: Evidence = None, dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Settle a complaint."""
    write(
        context,
        ids,
        EventDraft("resolve", {"outcome": outcome, "note": note}, tuple(evidence or ())),
        by,
        on,
        dry_run,
        format,
    )


def follow_up(
    context: typer.Context, ids: Ids,
    satisfied: Annotated[Literal["yes", "partly", "no", "unreachable"], typer.Option("--satisfied", help=both("是否满意", "whether satisfied"))],
    note: Note = None, by: By = None, on: On = None, dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter a follow-up call."""
    write(context, ids, EventDraft("follow-up", {"satisfied": satisfied, "note": note}), by, on, dry_run, format)


def withdraw(
    context: typer.Context, ids: Ids, reason: Reason, by: By = None, on: On = None, dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter that the complainant took it back."""
    write(context, ids, EventDraft("withdraw", {"reason": reason}), by, on, dry_run, format)
