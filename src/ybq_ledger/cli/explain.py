"""`ledger explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from ybq_ledger.cli.group import both
from ybq_ledger.cli.options import FormatOption, shell_of
from ybq_ledger.commands.explaining import rule_page
from ybq_ledger.commands.rules import RULES
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.findings import SEVERITIES


def explain(
    context: typer.Context,
    rule: Annotated[
        str | None,
        typer.Argument(
            metavar="RULE", help=both("规则编号或名称；缺省列出全部", "a rule's id or name; default: all rules")
        ),
    ] = None,
    format: FormatOption = "table",
) -> None:
    """Print a rule's page, or the table of all rules."""
    shell = shell_of(context)
    shell.show(all_rules() if rule is None else one_rule(rule), format)


def one_rule(word: str) -> Document:
    """The page, line by line."""
    rule, page = rule_page(word)
    data: dict[str, object] = {"rule": rule.id, "name": rule.name, "severity": rule.severity.name, "page": page}
    return Document("rule", tuple(Line(Text(line, line)) for line in page.splitlines()), data)


def all_rules() -> Document:
    """Every rule with its severity and message."""
    columns = (
        Column("rule", Text("编号", "Id")), Column("name", Text("名称", "Name")),
        Column("severity", Text("级别", "Severity")), Column("message", Text("内容", "Message")),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(rule.id),
            Cell(rule.name),
            Cell(SEVERITIES[rule.severity][0], SEVERITIES[rule.severity][1]),
            Cell(rule.message),
        )
        for rule in RULES.values()
    )
    data: dict[str, object] = {
        "rules": [
            {
                "rule": r.id,
                "name": r.name,
                "severity": r.severity.name,
                "message": {"zh": r.message.zh, "en": r.message.en},
            }
            for r in RULES.values()
        ]
    }
    return Document("rules", (Table(columns, rows),), data)
