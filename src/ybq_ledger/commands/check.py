"""Finds everything that is wrong with plan, calendar and records, in one run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from ybq_ledger.checks.waivers import FILE as WAIVERS
from ybq_ledger.checks.waivers import waived
from ybq_ledger.commands.examining import examine
from ybq_ledger.commands.opening import open_tree, open_view
from ybq_ledger.commands.sharing import MANY, NEVER
from ybq_ledger.model.finding import Finding, Severity
from ybq_ledger.model.place import Place
from ybq_ledger.model.progress import Watch, unwatched
from ybq_ledger.store.documents import locate_from
from ybq_ledger.store.tree import Tree

FailOn = Literal["error", "warning", "overdue", "never"]


MOST_LINES = 500
"""Findings whose line is shown; somebody with more mends the first ones first."""
SHOWN = "YSRPG"
"""Families of rules that point at a line; the others are about a file's name or a day."""


@dataclass(frozen=True, slots=True)
class Checked:
    """All findings in order, and what was looked at.

    `overdue` counts late items where that was asked for; `lines` are the lines of files that findings point at.
    """

    findings: tuple[Finding, ...]
    files: int
    records: int
    ignored: int
    overdue: int = 0
    lines: Mapping[Place, str] = field(default_factory=dict)

    def number(self, severity: Severity) -> int:
        """How many findings of one severity."""
        return sum(1 for finding in self.findings if finding.rule.severity == severity)

    def fails(self, fail_on: FailOn) -> bool:
        """Whether the exit code is 1."""
        errors, warnings = self.number(Severity.error), self.number(Severity.warning)
        limits = {"never": 0, "error": errors, "warning": errors + warnings, "overdue": errors + self.overdue}
        return limits[fail_on] > 0


def check(
    root: Path,
    today: date,
    paths: tuple[str, ...] = (),
    revision: str | None = None,
    count_overdue: bool = False,
    watch: Watch = unwatched,
    many: int = MANY,
) -> Checked:
    """Check a ledger; with `paths`, show only what is wrong in those files and folders (all is read all the same).

    From `many` files on they are shared among the cores; the answer is the same.
    """
    tree = open_tree(root, revision)
    examined = examine(tree, today, watch, many if revision is None else NEVER)
    every = examined.findings
    if examined.waivers:
        locate = locate_from(tree, WAIVERS)
        every = tuple(waived(every, examined.waivers, today, lambda _: True, is_of_files, locate))
    found = [finding for finding in every if is_inside(finding.place.path, paths)]
    late = count_late(root, today, revision) if count_overdue and examined.is_readable else 0
    ordered = tuple(sorted(set_of(found), key=lambda finding: finding.order))
    return Checked(
        ordered, examined.files, examined.records, examined.ignored, late, lines_of(tree, ordered)
    )  # fmt: skip


def is_of_files(rule: str) -> bool:
    """Whether a check of files tests a rule; those about changes only a change can test."""
    return not rule.startswith("G")


def lines_of(tree: Tree, findings: tuple[Finding, ...]) -> dict[Place, str]:
    """The line each of the first findings points at, as it is written; what cannot be read has none."""
    texts: dict[str, list[str]] = {}
    found = {}
    for finding in findings[:MOST_LINES]:
        place = finding.place
        if place.path not in texts:
            data = tree.read(place.path)
            texts[place.path] = data.decode("utf-8", "replace").split("\n") if isinstance(data, bytes) else []
        lines = texts[place.path]
        if 0 < place.line <= len(lines) and lines[place.line - 1].strip() and finding.rule.id[0] in SHOWN:
            found[place] = lines[place.line - 1].rstrip("\r")
    return found


def set_of(findings: list[Finding]) -> list[Finding]:
    """The findings, each once: two ways of finding the same thing are one finding."""
    return list({finding.order: finding for finding in findings}.values())


def is_inside(path: str, wanted: tuple[str, ...]) -> bool:
    """Whether a file is one of those wanted, or lies in a folder that is."""
    return not wanted or "." in wanted or any(path == name or path.startswith(f"{name}/") for name in wanted)


def count_late(root: Path, today: date, revision: str | None) -> int:
    """How many items are overdue."""
    return sum(1 for item in open_view(root, today, revision=revision).items if item.overdue)
