"""Walks the whole history once: every commit that broke a rule of history, whoever let it through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ybq_ledger.checks import history_rules as history
from ybq_ledger.commands.gate import deltas_of, plan_at
from ybq_ledger.model.finding import Finding
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.findings import entry, masked_path, safe
from ybq_ledger.store import change_set as objects
from ybq_ledger.store.revision import resolve

COLUMNS = (
    Column("commit", Text("提交", "Commit")), Column("day", Text("日期", "Day")), Column("path", Text("文件", "File")),
    Column("what", Text("问题", "What")),
)  # fmt: skip
BEFORE = timedelta(days=history.EARLIEST)


@dataclass(frozen=True, slots=True)
class Breach:
    """A finding with the commit that brought it in."""

    commit: str
    day: date
    finding: Finding


def audit(root: Path, revision: str) -> tuple[int, list[Breach]]:
    """How many commits there are up to a revision, and every breach in them, oldest first."""
    head = resolve(root, revision)
    plan = plan_at(root, head).plan
    walked = objects.commits(root, None, head)
    found: list[Breach] = []
    for commit, parent in walked:
        if not parent:
            continue
        deltas = deltas_of(root, tuple(objects.touched(root, parent, commit)), plan)[0]
        if not deltas:
            continue
        day = objects.day_of(root, commit)
        era = history.Era(min(day, objects.day_of(root, parent)) - BEFORE, day)
        found += [Breach(commit, day, finding) for finding in history.history(list(deltas), era)]
    return len(walked), found


def audit_document(number: int, found: list[Breach]) -> Document:
    """One line for each breach."""
    head = Text(f"{number} 个提交，{len(found)} 处违规", f"{number} commits, {len(found)} breaches")
    parts: list[Line | Table] = [Line(head, "red" if found else "green")]
    rows = tuple(
        (
            Cell(breach.commit[:10]),
            Cell(breach.day),
            Cell(masked_path(breach.finding.place.path)),
            Cell(safe(breach.finding.message)),
        )
        for breach in found
    )
    parts += [Table(COLUMNS, rows)] if rows else []
    items: list[dict[str, object]] = [
        {"commit": breach.commit, "day": str(breach.day), **entry(breach.finding)} for breach in found
    ]
    return Document("audit", tuple(parts), {"commits": number, "items": items})
