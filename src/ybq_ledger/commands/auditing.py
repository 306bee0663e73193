"""Walks the whole history once: every commit that broke a rule of history, whoever let it through; and every seal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ybq_ledger.checks import history_rules as history
from ybq_ledger.checks.seal_rules import FOLDER, changed_seals, compared
from ybq_ledger.commands.changing import deltas_of, plan_at, records_of
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.finding import Finding, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.record import Record
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.findings import entry
from ybq_ledger.reports.masking import masked_path, safe
from ybq_ledger.store import change_set as objects
from ybq_ledger.store.change_set import ChosenTree, Touched
from ybq_ledger.store.commits import Commit, commits, differences
from ybq_ledger.store.git import run_git
from ybq_ledger.store.revision import resolve

COLUMNS = (
    Column("commit", Text("提交", "Commit")), Column("day", Text("日期", "Day")), Column("path", Text("文件", "File")),
    Column("what", Text("问题", "What")),
)  # fmt: skip
BEFORE = timedelta(days=history.EARLIEST)
COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
LARGEST_SEAL = 64 << 20


@dataclass(frozen=True, slots=True)
class Breach:
    """A finding with the commit that brought it in."""

    commit: str
    day: date
    finding: Finding

    @property
    def is_error(self) -> bool:
        """Whether a rule was broken; else nobody can tell."""
        return self.finding.rule.severity == Severity.error


def audit(root: Path, revision: str, seals: Sequence[Path] = ()) -> tuple[int, list[Breach]]:
    """How many commits there are up to a revision, and every breach in them, oldest first; then what seals tell.

    `seals` are files kept elsewhere, which nobody who rewrites this history can reach.
    """
    head = resolve(root, revision)
    plan = plan_at(root, head).plan
    walked = commits(root, head)
    found = list(breaches(root, walked, plan))
    broken = list(against_seals(root, head, plan, seals))
    return len(walked), found + [Breach(head, walked[-1].day, finding) for finding in broken]


def breaches(root: Path, walked: list[Commit], plan: Plan | None) -> Iterator[Breach]:
    """What each commit broke, against each of its parents."""
    by_id = {commit.id: commit for commit in walked}
    pairs = [(by_id[parent].tree, commit.tree) for commit in walked for parent in commit.parents if parent in by_id]
    changes = differences(root, pairs)
    shared = ChosenTree(root, {})
    for commit in walked:
        seen = set()
        for parent in (by_id[name] for name in commit.parents if name in by_id):
            files = changes[parent.tree, commit.tree]
            if len(commit.parents) > 1:
                files = own_work(root, commit, parent, files)
            deltas = list(deltas_of(root, files, plan, plan, shared)[0]) if files else []
            for finding in (*history.history(deltas, era_of(commit, parent), plan), *changed_seals(deltas)):
                if finding.order not in seen:
                    seen.add(finding.order)
                    yield Breach(commit.id, commit.day, finding)


def era_of(commit: Commit, parent: Commit) -> history.Era:
    """The days on which a commit's entries can have been made; a merge's were made in the commits it joins."""
    if len(commit.parents) > 1:
        return history.Era(date.min, date.max)
    return history.Era(min(commit.day, parent.day) - BEFORE, commit.day)


def own_work(root: Path, merge: Commit, parent: Commit, files: list[Touched]) -> list[Touched]:
    """What a merge itself did to one of its parents: to files this side had changed, or to which no side had done that.

    What merely came in from another side was judged in the commits of that side.
    """
    base = objects.joint_base(root, merge.parents)
    if base is None:
        return files
    here = {file.path for file in objects.touched(root, base, parent.tree)}
    elsewhere = [
        {(file.path, file.new_blob) for file in objects.touched(root, base, other)}
        for other in merge.parents
        if other != parent.id
    ]
    return [f for f in files if f.path in here or not any((f.path, f.new_blob) in side for side in elsewhere)]


def against_seals(root: Path, head: str, plan: Plan | None, others: Sequence[Path]) -> Iterator[Finding]:
    """Every seal of the revision, and every one kept elsewhere, against the records there are."""
    listed = objects.listing(root, head, FOLDER)
    by_blob = {blob: path for path, (_, blob) in listed.items()}
    texts = [(by_blob[blob], data.decode("utf-8", "replace")) for blob, data in objects.texts_of(root, by_blob)]
    texts += [(path.name, outside(path)) for path in others]
    if not texts:
        return
    sources = records_of(root, objects.listing(root, head, "ledger"), plan).sources
    records = {source.path: source.record for source in sources}

    def past(commit: str, path: str) -> Record | None:
        return record_at(root, commit, path, plan)

    for path, text in sorted(texts):
        yield from compared(path, text, records, past, plan)


def record_at(root: Path, commit: str, path: str, plan: Plan | None) -> Record | None:
    """The record that stood there in a commit; None where this repository has not got it any more."""
    if not COMMIT.fullmatch(commit) or run_git(root, "cat-file", "-e", f"{commit}^{{commit}}").returncode:
        return None
    found = records_of(root, objects.listing(root, commit, path), plan).sources
    return found[0].record if found else None


def outside(path: Path) -> str:
    """The text of a seal that is kept elsewhere."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_SEAL).decode("utf-8", "replace")
    except OSError as error:
        raise CannotRun(
            Text(f"读不了 {path}", f"cannot read {path}"), Text("检查 --seal 后面的路径", "check the path after --seal")
        ) from error


def audit_document(number: int, found: list[Breach]) -> Document:
    """One line for each breach."""
    wrong = [breach for breach in found if breach.is_error]
    head = Text(f"{number} 个提交，{len(wrong)} 处违规", f"{number} commits, {len(wrong)} breaches")
    parts: list[Line | Table] = [Line(head, "red" if wrong else "green")]
    if unsure := len(found) - len(wrong):
        parts.append(Line(Text(f"{unsure} 处无从核对", f"{unsure} that cannot be compared"), "yellow"))
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
