"""The commands of a record's life: each appends one event to one or many records."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ybq_ledger.cli.asking import today
from ybq_ledger.cli.entering import remember
from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import DryRun, FormatOption, parse_day, shell_of
from ybq_ledger.commands.eventing import EventDraft, append_events
from ybq_ledger.commands.opening import find_root
from ybq_ledger.commands.redacting import said_elsewhere
from ybq_ledger.model.language import Text
from ybq_ledger.reports.findings import findings_document
from ybq_ledger.reports.written import summary_of, written_document

Ids = Annotated[
    list[str], typer.Argument(metavar="ID...", help=both("编号或其七位数字（可多个）", "ids, or their seven digits"))
]
OneId = Annotated[str, typer.Argument(metavar="ID", help=both("编号或其七位数字", "an id, or its seven digits"))]
By = Annotated[
    str | None,
    typer.Option("--by", help=both("经办单位（缺省：git config ledger.unit 或 LEDGER_UNIT）", "acting unit; default: git config ledger.unit or LEDGER_UNIT")),
]  # fmt: skip
On = Annotated[
    Any,
    typer.Option("--on", parser=parse_day, metavar="YYYY-MM-DD", help=both("发生日期（缺省为今天；可补录）", "the day it happened; default: today")),
]  # fmt: skip
Note = Annotated[str | None, typer.Option("--note", "-n", help=both("说明", "remark"))]
NeededNote = Annotated[str, typer.Option("--note", "-n", help=both("进展情况", "what was done"))]
Reason = Annotated[str, typer.Option("--reason", "-r", help=both("理由", "why"))]
Evidence = Annotated[
    list[str] | None,
    typer.Option("--evidence", "-e", help=both("佐证：路径或链接（可重复）", "a path or link; may be repeated")),
]


def write(
    context: typer.Context, ids: list[str], draft: EventDraft, by: str | None, on: Any, dry_run: bool, format: str
) -> None:
    """Append the event to every record, or to none; exit 1 with the findings where one of them forbids it."""
    shell = shell_of(context)
    now = today(shell)
    done = append_events(find_root(shell.folder), ids, draft, by, on or now, now, dry_run=dry_run)
    if done.refused:
        shell.show(findings_document(done.findings, summary_of(done.findings)), format)
        raise typer.Exit(1)
    for finding in done.findings:
        shell.say(
            Text(f"注意 {finding.rule.id}：{finding.message.zh}", f"note {finding.rule.id}: {finding.message.en}")
        )
    remember(shell, done.written, dry_run)
    shell.show(written_document(done.written, dry_run), format)


def progress(
    context: typer.Context, ids: Ids, note: NeededNote, by: By = None, on: On = None, evidence: Evidence = None,
    dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Note progress."""
    write(context, ids, EventDraft("progress", {"note": note}, tuple(evidence or ())), by, on, dry_run, format)


def rectify(
    context: typer.Context, ids: Ids, note: Note = None, by: By = None, on: On = None, evidence: Evidence = None,
    mechanism: Annotated[str | None, typer.Option("--mechanism", help=both("长效机制：立了什么制度", "what was set up so that it stays solved"))] = None,
    dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Say that the problem is put right; its day decides timeliness once verified."""
    facts = {"note": note, "mechanism": mechanism}
    write(context, ids, EventDraft("rectify", facts, tuple(evidence or ())), by, on, dry_run, format)


def ask_higher(
    context: typer.Context, ids: Ids,
    to: Annotated[str, typer.Option("--to", help=both("提请谁协调（机构或职务）", "who is asked: a body or post"))],
    reason: Reason, by: By = None, on: On = None, dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Ask a higher level to coordinate; the issue's clock runs on."""
    write(context, ids, EventDraft("ask-higher", {"to": to, "reason": reason}), by, on, dry_run, format)


def coordinated(
    context: typer.Context, ids: Ids, note: NeededNote, by: By = None, on: On = None, evidence: Evidence = None,
    dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Enter what the higher level decided."""
    write(context, ids, EventDraft("coordinated", {"note": note}, tuple(evidence or ())), by, on, dry_run, format)


def merge(
    context: typer.Context, ids: Ids,
    into: Annotated[str, typer.Option("--into", help=both("并入哪一条", "the record that goes on"))],
    reason: Reason, by: By = None, on: On = None, dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Merge duplicates into one record; they stay readable and count no more."""
    write(context, ids, EventDraft("merge", {"into": into, "reason": reason}), by, on, dry_run, format)


def verify(
    context: typer.Context, ids: Ids, note: Note = None, by: By = None, on: On = None, evidence: Evidence = None,
    dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Agree that a rectification holds."""
    write(context, ids, EventDraft("verify", {"note": note}, tuple(evidence or ())), by, on, dry_run, format)


def close(
    context: typer.Context, ids: Ids, note: Note = None, by: By = None, on: On = None, dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Strike a verified issue off the list."""
    write(context, ids, EventDraft("close", {"note": note}), by, on, dry_run, format)


def send_back(
    context: typer.Context, ids: Ids, reason: Reason, by: By = None, on: On = None, dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Send back a rectification that does not hold, or a paper to be completed."""
    write(context, ids, EventDraft("return", {"reason": reason}), by, on, dry_run, format)


def reopen(
    context: typer.Context, ids: Ids, reason: Reason, by: By = None, on: On = None, dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Open a closed issue again; its clock runs on."""
    write(context, ids, EventDraft("reopen", {"reason": reason}), by, on, dry_run, format)


def extend(
    context: typer.Context,
    ids: Ids,
    reason: Reason,
    to: Annotated[
        Any,
        typer.Option("--to", parser=parse_day, metavar="YYYY-MM-DD", help=both("延至（缺省为上限）", "the new date; default: the latest allowed")),
    ] = None,
    approver: Annotated[
        str | None,
        typer.Option("--approver", help=both("批准人职务；写了就是批准，不写是申请", "post of the approver; with it an approval, without an application")),
    ] = None,
    by: By = None,
    on: On = None,
    dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Apply for a later date (moves nothing), or with --approver enter an approval (moves it)."""
    facts = {"to": to, "reason": reason}
    draft = (
        EventDraft("approve-extension", {**facts, "approver": approver})
        if approver
        else EventDraft("apply-extension", facts)
    )
    write(context, ids, draft, by, on, dry_run, format)


def transfer(
    context: typer.Context, ids: Ids,
    to: Annotated[str, typer.Option("--to", help=both("接收单位", "the unit that takes it over"))],
    reason: Reason, by: By = None, on: On = None, dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Pass an issue to the unit it belongs to; the clock runs on."""
    write(context, ids, EventDraft("transfer", {"to": to, "reason": reason}), by, on, dry_run, format)


def sign(
    context: typer.Context, ids: Ids, note: Note = None, by: By = None, on: On = None, dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Sign for a paper."""
    write(context, ids, EventDraft("sign", {"note": note}), by, on, dry_run, format)


def supplement(
    context: typer.Context, ids: Ids, note: Note = None, by: By = None, on: On = None, evidence: Evidence = None,
    dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Complete a returned paper; the day it first came is kept."""
    write(context, ids, EventDraft("supplement", {"note": note}, tuple(evidence or ())), by, on, dry_run, format)


def correct(
    context: typer.Context, record: OneId,
    field: Annotated[str, typer.Option("--field", help=both("更正哪一项：title problem source found_on filed_on action task", "the field: title problem source found_on filed_on action task"))],
    now: Annotated[str, typer.Option("--now", help=both("正确的值", "the right value"))],
    reason: Reason, by: By = None, on: On = None, dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Mend a wrong opening fact in the open; the wrong value stays readable."""
    write(
        context,
        [record],
        EventDraft("correct", {"field": field, "now": now, "reason": reason}),
        by,
        on,
        dry_run,
        format,
    )


def void(
    context: typer.Context, ids: Ids, reason: Reason, by: By = None, on: On = None, dry_run: DryRun = False,
    format: FormatOption = "table",
) -> None:  # fmt: skip
    """Void a record that should not exist; it stays readable and counts nowhere."""
    write(context, ids, EventDraft("void", {"reason": reason}), by, on, dry_run, format)


REMEMBERED = Text(
    "原文仍在 git 历史和本机的撤回记录里。要从历史里清除，请找仓库维护人员（步骤见 docs/ci.md），并告知保有克隆的各单位和数据所涉的人",
    "git history, and what undo keeps here, still hold the old text. To have it taken out of history ask whoever maintains the repository"
    " (docs/ci.md), and tell everybody who has a clone and whomever the data is about",
)


def redact(
    context: typer.Context, record: OneId,
    field: Annotated[str, typer.Option("--field", help=both("哪一处文字：title、measures/0/what、events/2/note（从 0 数起）", "which text: title, measures/0/what, events/2/note (counted from 0)"))],
    reason: Reason, by: By = None, on: On = None, dry_run: DryRun = False, format: FormatOption = "table",
) -> None:  # fmt: skip
    """Take a text out that must go (somebody's data); the record says that it was. The coordinator's."""
    shell = shell_of(context)
    same = said_elsewhere(find_root(shell.folder), record, field, today(shell))
    write(context, [record], EventDraft("redact", {"field": field, "reason": reason}), by, on, dry_run, format)
    if same:
        named = " ".join(same)
        shell.say(Text(f"同样的文字还在：{named}", f"the same words also stand at: {named}"))
    shell.say(REMEMBERED)
