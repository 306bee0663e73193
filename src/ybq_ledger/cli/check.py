"""`ledger check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from ybq_ledger.cli.asking import today
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import AsOf, AtRevision, shell_of
from ybq_ledger.cli.waiting import Waiting
from ybq_ledger.commands.check import Checked, FailOn
from ybq_ledger.commands.check import check as check_ledger
from ybq_ledger.commands.opening import find_root
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.finding import Severity
from ybq_ledger.model.language import Text
from ybq_ledger.reports.findings import findings_document

CheckFormat = Annotated[
    Literal["table", "json", "csv", "csv-excel", "markdown", "html", "github", "gitlab", "sarif", "junit"],
    typer.Option("-f", "--format", help=both("输出格式", "output format")),
]


def check(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help=both("只看这些文件或目录", "only these files or folders")),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help=both("什么情况下退出码为 1", "what makes the exit code 1"))
    ] = "error",
    as_of: AsOf = None,
    at: AtRevision = None,
    base: Annotated[
        str | None,
        typer.Option(
            "--base", metavar="REV", help=both("判一次改动：HEAD 相对 REV", "judge a change: HEAD against REV")
        ),
    ] = None,
    span: Annotated[
        str | None,
        typer.Option("--range", metavar="A..B", help=both("判一次改动：B 相对 A", "judge a change: B against A")),
    ] = None,
    actor: Annotated[
        list[str] | None,
        typer.Option(
            "--actor",
            metavar="LOGIN",
            help=both(
                "提交改动的账号（由 CI 给出；可重复，每个都须有权）",
                "the account that sends it, as CI says; repeated, each of them must be allowed to",
            ),
        ),
    ] = None,
    format: CheckFormat = "table",
) -> None:
    """Show every finding; exit 1 as --fail-on says."""
    shell = shell_of(context)
    day = as_of or today(shell)
    if base or span:
        from ybq_ledger.commands.changing import gate_root
        from ybq_ledger.commands.gate import judge_change

        old, new = ends_of(base, span)
        judged = judge_change(gate_root(shell.folder, old), old, new, tuple(dict.fromkeys(actor or ())), day)
        shell.show(findings_document(judged.findings, summary(judged), judged.lines), format)
        raise typer.Exit(1 if judged.fails(fail_on) else 0)
    root = find_root(shell.folder)
    wanted = tuple(relative(root, path, at is None) for path in paths or ())
    checked = check_ledger(root, day, wanted, at, fail_on == "overdue", Waiting(shell))
    shell.show(findings_document(checked.findings, summary(checked), checked.lines), format)
    raise typer.Exit(1 if checked.fails(fail_on) else 0)


def ends_of(base: str | None, span: str | None) -> tuple[str, str]:
    """Both ends of a change; CannotRun where a range is none."""
    if span is None:
        return base or "", "HEAD"
    old, dots, new = span.partition("..")
    if not (old and dots and new) or base:
        raise CannotRun(
            Text(f"--range 写成 A..B，现在是 {span}", f"--range is A..B, not {span}"),
            Text("只用 --base 或只用 --range", "use --base or --range, not both"),
        )
    return old, new


def relative(root: Path, path: Path, must_exist: bool) -> str:
    """A path as the ledger writes it; CannotRun where it is outside, or not there."""
    absolute = path.absolute()
    if must_exist and not absolute.exists() and not absolute.is_symlink():
        raise CannotRun(Text(f"没有 {path}", f"no such path: {path}"), Text("检查路径", "check the path"))
    try:
        return (absolute.parent.resolve() / absolute.name).relative_to(root).as_posix()
    except ValueError:
        if absolute.resolve() == root:
            return "."
        raise CannotRun(
            Text(f"{path} 不在台账 {root} 内", f"{path} is outside the ledger {root}"),
            Text("用 -C 指定台账", "name the ledger with -C"),
        ) from None


def summary(checked: Checked) -> dict[str, int]:
    """The counts at the end."""
    return {
        "files": checked.files,
        "records": checked.records,
        "ignored": checked.ignored,
        "errors": checked.number(Severity.error),
        "warnings": checked.number(Severity.warning),
        "notes": checked.number(Severity.note),
        "overdue": checked.overdue,
    }
