"""The commands about changes: `diff`, `audit`, `seal`, `codeowners`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ybq_ledger.cli.asking import today
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import DryRun, FormatOption, shell_of
from ybq_ledger.commands.auditing import audit as audit_history
from ybq_ledger.commands.auditing import audit_document
from ybq_ledger.commands.changing import gate_root, open_change
from ybq_ledger.commands.judging import read_plan_of
from ybq_ledger.commands.opening import find_root
from ybq_ledger.commands.sealing import seal as seal_records
from ybq_ledger.commands.sealing import sealed_document
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.reports.differences import differences

Span = Annotated[str, typer.Argument(metavar="A..B", help=both("哪两个版本之间", "between which revisions"))]


def ends_of(span: str) -> tuple[str, str]:
    """Both ends of a range; CannotRun where it is none."""
    old, dots, new = span.partition("..")
    if not (old and dots and new):
        raise CannotRun(
            Text(f"“{span}”不是范围", f"{span!r} is no range"),
            Text("写成 A..B，如 main..HEAD", "write A..B: main..HEAD"),
        )
    return old, new


def diff(context: typer.Context, span: Span, format: FormatOption = "table") -> None:
    """Say in words what a change does."""
    shell = shell_of(context)
    old, new = ends_of(span)
    change = open_change(gate_root(shell.folder, old), old, new)
    plan = change.plan.plan or change.base_plan.plan
    if plan is None:
        raise CannotRun(
            Text("两边的方案都读不出来", "neither side's plan can be read"),
            Text("运行 ledger check", "run ledger check"),
        )
    shell.show(differences(change.deltas, plan), format)


def audit(
    context: typer.Context,
    revision: Annotated[str, typer.Argument(metavar="[REV]", help=both("查到哪个版本（缺省 HEAD）", "up to which revision"))] = "HEAD",
    seals: Annotated[list[Path] | None, typer.Option("--seal", metavar="FILE", help=both("另存于别处的封存文件（可重复）", "a seal that was kept elsewhere; may be repeated"))] = None,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Report every commit that broke a rule of history, and every seal that no longer fits; exit 1 where there is one, not for what cannot be told."""
    shell = shell_of(context)
    number, found = audit_history(gate_root(shell.folder, revision), revision, seals or ())
    shell.show(audit_document(number, found), format)
    raise typer.Exit(1 if any(breach.is_error for breach in found) else 0)


def seal(
    context: typer.Context,
    revision: Annotated[str, typer.Argument(metavar="[REV]", help=both("封存哪个版本（缺省 HEAD）", "which revision; default: HEAD"))] = "HEAD",
    dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Seal every record of a commit into seals/, and print the fingerprint."""
    shell = shell_of(context)
    path, made = seal_records(find_root(shell.folder), revision, today(shell), dry_run=dry_run)
    shell.wrote(() if dry_run else [path], f"seal {made.day}")
    shell.show(sealed_document(path, made, dry_run), format)


def codeowners(context: typer.Context) -> None:
    """Print a CODEOWNERS file made from plan/people.yaml."""
    shell = shell_of(context)
    plan = read_plan_of(find_root(shell.folder)).plan
    keepers: dict[str, list[str]] = {}
    owners: dict[str, list[str]] = {}
    for account in plan.accounts:
        for part in account.maintains:
            keepers.setdefault(f"/{part}", []).append(account.login)
        if account.unit:
            owners.setdefault(f"/ledger/{account.unit}/", []).append(account.login)
    lines = ["# made by: ledger codeowners"]
    for named in (keepers, owners):
        lines += [f"{path} {' '.join(f'@{login}' for login in logins)}" for path, logins in sorted(named.items())]
    shell.write("\n".join(lines) + "\n")
