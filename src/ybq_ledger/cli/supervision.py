"""The commands of supervision: acts, instructions, the escalation ladder, scores, and handovers between units."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from ybq_ledger.cli.activities import Evidence, FromFile, On, Unit
from ybq_ledger.cli.asking import question, today
from ybq_ledger.cli.entering import finish, read_drafts
from ybq_ledger.cli.events import By, Ids, NeededNote, Reason, write
from ybq_ledger.cli.events import On as HappenedOn
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import (
    ActionFilter,
    AsOf,
    AtRevision,
    DryRun,
    FormatOption,
    KnownOn,
    UnitFilter,
    parse_day,
    shell_of,
)
from ybq_ledger.commands.entering import default_unit
from ybq_ledger.commands.eventing import EventDraft
from ybq_ledger.commands.opening import find_root
from ybq_ledger.commands.showing import show_escalate, show_score
from ybq_ledger.commands.supervising import act_draft, handover_draft, instruction_draft
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.supervision import ActKind

About = Annotated[list[str] | None, typer.Option("--about", help=both("涉及的记录或应办事项（可重复）", "a record or duty it is about; may be repeated"))]  # fmt: skip
Title = Annotated[str | None, typer.Option("--title", "-t", help=both("事由，一行", "what it is about, in one line"))]
Work = Annotated[
    str | None, typer.Option("--action", "-a", help=both("相关行动或任务", "the action or task it touches"))
]
Document = Annotated[list[str] | None, typer.Option("--document", "-d", help=both("文书：路径或链接（可重复）", "a path or link; may be repeated"))]  # fmt: skip
To = Annotated[str | None, typer.Option("--to", help=both("对象单位", "the unit it goes to"))]


def need(value: object, option: str) -> None:
    """A usage error where an option is missing."""
    if value is None:
        raise CannotRun(
            Text(f"缺少 {option}", f"{option} is missing"), Text("见 --help 的示例", "see the example in --help")
        )


def supervise(
    context: typer.Context,
    kind: Annotated[ActKind | None, typer.Option("--kind", help=both("措施：提醒 remind、催办 urge、督办 supervise、约谈 summon、通报批评 criticise、曝光 expose、问责 hold-to-account、表扬 praise、移送纪委 refer-discipline", "the act"))] = None,
    to: To = None, items: About = None, title: Title = None,
    by: Annotated[str | None, typer.Option("--by", help=both("发出单位（缺省：git config ledger.unit 或 LEDGER_UNIT）", "the body that acts; default: git config ledger.unit or LEDGER_UNIT"))] = None,
    approver: Annotated[str | None, typer.Option("--approver", help=both("批准人职务", "who approved it, by post"))] = None,
    answer_by: Annotated[Any, typer.Option("--answer-by", parser=parse_day, metavar="YYYY-MM-DD", help=both("回复期限（缺省按 plan/escalation.yaml；提醒、通报、曝光、表扬无须回复）", "the day to answer by; default: by plan/escalation.yaml, where an answer is asked"))] = None,
    form: Annotated[Literal["order", "request"] | None, typer.Option("--form", help=both("督办单 order 或商请函 request（缺省：区外单位用商请函）", "an order or a letter of request; default: a letter to outside bodies"))] = None,
    nature: Annotated[Literal["corruption", "abuse-of-power", "dereliction", "fraud", "conduct", "other"] | None, typer.Option("--nature", help=both("移送纪委的问题性质", "the nature of what is referred to discipline"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", "-r", help=both("具体情况", "the particulars"))] = None,
    on: On = None, action: Work = None, document: Document = None, from_file: FromFile = None, dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter an act towards a unit, once it was approved."""
    shell = shell_of(context)
    root = find_root(shell.folder)
    body = default_unit(root, by)
    if from_file is not None:
        finish(shell, root, "act", read_drafts(from_file, body), dry_run, format)
        return
    need(kind, "--kind")
    need(to, "--to")
    day = on or today(shell)
    answers = {
        "unit": body, "kind": kind, "to": to, "title": title, "issued_on": day, "about": items or [], "form": form,
        "approver": approver, "answer_by": answer_by, "nature": nature, "action": action, "reason": reason,
        "document": document or [],
    }  # fmt: skip
    finish(shell, root, "act", [act_draft(root, answers, day)], dry_run, format)


def add_instruction(
    context: typer.Context, to: To = None, title: Title = None,
    leader: Annotated[str | None, typer.Option("--leader", help=both("批示领导职务", "the leader, by post"))] = None,
    text: Annotated[str | None, typer.Option("--text", help=both("批示内容", "what it says"))] = None,
    report_by: Annotated[Any, typer.Option("--report-by", parser=parse_day, metavar="YYYY-MM-DD", help=both("报告期限", "the day to report back by"))] = None,
    on: On = None, unit: Unit = None, items: About = None, action: Work = None, document: Document = None,
    from_file: FromFile = None, dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter a leader's instruction."""
    shell = shell_of(context)
    root = find_root(shell.folder)
    keeper = default_unit(root, unit)
    if from_file is not None:
        finish(shell, root, "instruction", read_drafts(from_file, keeper), dry_run, format)
        return
    for value, option in ((to, "--to"), (leader, "--leader"), (title, "--title")):
        need(value, option)
    day = on or today(shell)
    answers = {
        "unit": keeper, "to": to, "leader": leader, "title": title, "given_on": day, "text": text,
        "report_by": report_by, "about": items or [], "action": action, "document": document or [],
    }  # fmt: skip
    finish(shell, root, "instruction", [instruction_draft(root, answers, day)], dry_run, format)


def answer(
    context: typer.Context, ids: Ids, note: NeededNote, by: By = None, on: HappenedOn = None, evidence: Evidence = None,
    dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Answer an act."""
    write(context, ids, EventDraft("answer", {"note": note}, tuple(evidence or ())), by, on, dry_run, format)


def lift(
    context: typer.Context, ids: Ids, reason: Reason, by: By = None, on: HappenedOn = None, dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Take an act or instruction off; it counts no more."""
    write(context, ids, EventDraft("lift", {"reason": reason}), by, on, dry_run, format)


def escalate(
    context: typer.Context, unit: UnitFilter = None, action: ActionFilter = None, as_of: AsOf = None,
    known_on: KnownOn = None, at: AtRevision = None, format: FormatOption = "table",
) -> None:  # fmt: skip
    """List the acts that are due, and who must take them; exit 1 where a file could not be read."""
    shell = shell_of(context)
    document, unreadable = show_escalate(question(shell, as_of, known_on, at, unit, action))
    shell.show(document, format)
    raise typer.Exit(1 if unreadable else 0)


def score(
    context: typer.Context, unit: UnitFilter = None,
    explain: Annotated[bool, typer.Option("--explain", help=both("列出每一分的依据", "show what is behind each point"))] = False,
    as_of: AsOf = None, known_on: KnownOn = None, at: AtRevision = None, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Score every unit; exit 1 where a file could not be read."""
    shell = shell_of(context)
    document, unreadable = show_score(question(shell, as_of, known_on, at, unit, None), explain)
    shell.show(document, format)
    raise typer.Exit(1 if unreadable else 0)


def handover(
    context: typer.Context,
    pairs: Annotated[list[str] | None, typer.Argument(metavar="[ITEM=UNIT]...", help=both("记录、事项或行动=接收单位（可多个）", "a record, duty or action = the unit that takes it over"))] = None,
    unit: Annotated[str | None, typer.Option("--from-unit", help=both("移出单位", "the unit that hands over"))] = None,
    to: Annotated[str | None, typer.Option("--to", help=both("其余事项的接收单位", "the unit that takes over the rest"))] = None,
    title: Title = None, on: On = None, document: Document = None, from_file: FromFile = None, dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter who takes over what from a unit that ends."""
    shell = shell_of(context)
    root = find_root(shell.folder)
    if from_file is not None:
        finish(shell, root, "handover", read_drafts(from_file, unit), dry_run, format)
        return
    need(unit, "--from-unit")
    day = on or today(shell)
    answers = {"unit": unit, "title": title, "handed_on": day, "to": to, "document": document or []}
    finish(shell, root, "handover", [handover_draft(root, answers, pairs or [], day)], dry_run, format)
