"""The commands of debts: entering one, paying, planning anew, and where all of them stand."""

from __future__ import annotations

from typing import Annotated

import typer

from ybq_ledger.cli.activities import FromFile, On, Unit, enter_one
from ybq_ledger.cli.asking import question, today
from ybq_ledger.cli.events import By, Evidence, Note, OneId, Reason, write
from ybq_ledger.cli.events import On as HappenedOn
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import ActionFilter, AsOf, AtRevision, DryRun, FormatOption, KnownOn, UnitFilter, shell_of
from ybq_ledger.commands.eventing import EventDraft
from ybq_ledger.commands.repaying import instalment_of, money_of
from ybq_ledger.commands.showing import show_repayments
from ybq_ledger.model.repayment import Debt

Amount = Annotated[str, typer.Option("--amount", help=both("金额（元；可写 125万）", "the sum in yuan"))]
Instalments = Annotated[
    list[str] | None,
    typer.Option("--instalment", "-i", help=both("一期：期限 | 金额（可重复）", "due | sum; may be repeated")),
]


def add_repayment(
    context: typer.Context,
    title: Annotated[str | None, typer.Option("--title", "-t", help=both("欠款事由", "what the money is owed for"))] = None,
    amount: Annotated[str | None, typer.Option("--amount", help=both("欠款总额（元；可写 125万）", "the sum owed in yuan"))] = None,
    creditor: Annotated[str | None, typer.Option("--creditor", help=both("债权单位或案卷号（不写个人）", "the enterprise or file number; never a person"))] = None,
    instalment: Instalments = None,
    kind: Annotated[Debt, typer.Option("--kind", help=both("类别：工程款 construction、配套资金 matching-fund、税费返还 tax-refund、土地 land、合同 contract、其他 other", "kind of debt"))] = "other",
    on: On = None, unit: Unit = None,
    action: Annotated[str | None, typer.Option("--action", "-a", help=both("相关行动或任务", "the action or task it touches"))] = None,
    document: Annotated[list[str] | None, typer.Option("--document", "-d", help=both("依据：路径或链接（可重复）", "a path or link; may be repeated"))] = None,
    note: Note = None, from_file: FromFile = None, dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter a debt with its schedule."""
    answers = {
        "kind": kind, "title": title, "creditor": creditor, "confirmed_on": on or today(shell_of(context)),
        "amount": money_of(amount) if amount else None, "instalments": [instalment_of(part) for part in instalment or []],
        "action": action, "document": document or [], "note": note,
    }  # fmt: skip
    needed = ("title", "amount", "creditor")
    enter_one(context, "repayment", unit, answers, needed, from_file, dry_run, format)


def pay(
    context: typer.Context, record: OneId, amount: Amount, note: Note = None, by: By = None, on: HappenedOn = None,
    evidence: Evidence = None, dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter a payment; the oldest instalment is covered first."""
    draft = EventDraft("pay", {"amount": money_of(amount), "note": note}, tuple(evidence or ()))
    write(context, [record], draft, by, on, dry_run, format)


def replan(
    context: typer.Context, record: OneId, reason: Reason,
    approver: Annotated[str, typer.Option("--approver", help=both("批准人职务", "who approved it, by post"))],
    instalment: Instalments = None, by: By = None, on: HappenedOn = None, dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter a new version of the schedule; the old one stays readable."""
    parts = [instalment_of(part) for part in instalment or []]
    draft = EventDraft("replan", {"instalments": parts, "reason": reason, "approver": approver})
    write(context, [record], draft, by, on, dry_run, format)


def adjust(
    context: typer.Context, record: OneId, amount: Amount, reason: Reason, instalment: Instalments = None,
    by: By = None, on: HappenedOn = None, evidence: Evidence = None, dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter that the sum owed was settled anew, by an audit or an agreement."""
    parts = [instalment_of(part) for part in instalment or []]
    facts = {"amount": money_of(amount), "instalments": parts, "reason": reason}
    write(context, [record], EventDraft("adjust", facts, tuple(evidence or ())), by, on, dry_run, format)


def repayments(
    context: typer.Context, unit: UnitFilter = None, action: ActionFilter = None, as_of: AsOf = None,
    known_on: KnownOn = None, at: AtRevision = None, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Show debts, payments and balances; exit 1 where a file could not be read."""
    shell = shell_of(context)
    document, unreadable = show_repayments(question(shell, as_of, known_on, at, unit, action))
    shell.show(document, format)
    raise typer.Exit(1 if unreadable else 0)
