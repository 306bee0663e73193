"""Helps a clerk out of merge conflicts: both sides' entries stay, and what only a person can decide is said plainly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from ybq_ledger.checks.context import Context
from ybq_ledger.checks.record_rules import check_records
from ybq_ledger.commands.entering import fresh_id, place_of
from ybq_ledger.commands.judging import PlanOnly, read_plan_of
from ybq_ledger.domain.merging import Merged, merge
from ybq_ledger.model.finding import Finding, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.ledger import Ledger, Source
from ybq_ledger.model.place import Path as Steps
from ybq_ledger.model.place import Place
from ybq_ledger.model.record import Record
from ybq_ledger.model.record_types import BY_SHAPE
from ybq_ledger.model.table import Cell, Column, Document, Line, Style, Table
from ybq_ledger.store import git
from ybq_ledger.store.change import Change, sha256
from ybq_ledger.store.conflicts import BASE, OURS, THEIRS, Conflict, conflicts

DONE: dict[str, Text] = {
    "joined": Text("两边的登记都保留，已合并", "both sides' entries are kept and joined"),
    "same-id": Text("两条不同的记录撞了编号，后一条改为 {other}", "two records had one id; the second is now {other}"),
    "kept": Text("一边删除了它；记录不能删除，已保留", "one side deleted it; records are never deleted, so it is kept"),
    "by-hand": Text("两边把同一处改得不同，须人工决定：{fields}", "both sides changed the same thing; a person decides: {fields}"),
    "unreadable": Text("不是记录，或有一边读不出来，须人工处理", "no record, or one side cannot be read: by hand"),
    "clash": Text("两边的事件都保留了，但合在一起不合规则，须人工决定：{why}", "both sides' events are kept, but together they break a rule: {why}"),
}  # fmt: skip
LEFT = frozenset({"by-hand", "unreadable", "clash"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """What was done about one path; `outcome` is a key of DONE, `other` the new place of a second record."""

    path: str
    outcome: str
    said: Text
    other: str | None = None

    @property
    def is_left(self) -> bool:
        """Whether a person still has to do something."""
        return self.outcome in LEFT


def resolve(root: Path, today: date, *, dry_run: bool) -> list[Resolved]:
    """Resolve every unmerged record; nothing that either side wrote is lost."""
    found = conflicts(root)
    return [resolve_one(root, conflict, today, dry_run) for conflict in found]


def resolve_one(root: Path, conflict: Conflict, today: date, dry_run: bool) -> Resolved:
    """One path: written and staged where it is clear, written but left unmerged where the rules object."""
    if not conflict.is_readable:
        return Resolved(conflict.path, "unreadable", DONE["unreadable"])
    merged = merge(conflict.record(BASE), conflict.record(OURS), conflict.record(THEIRS))
    if merged.outcome == "by-hand" or merged.record is None:
        said = DONE["by-hand"].format(fields="、".join(merged.fields))
        return Resolved(conflict.path, "by-hand", said)
    second = renamed(merged) if merged.other else None
    objections = errors_of(read_plan_of(root), merged.record, conflict.path, today)
    if not dry_run:
        write(root, conflict, merged.record, second)
        staged = [place_of(second)] if second else []
        staged += [] if objections else [conflict.path]
        git.git(root, "add", "--", *staged)
    if objections:
        said = DONE["clash"].format(why=objections[0].message)
        return Resolved(conflict.path, "clash", said, place_of(second) if second else None)
    if second:
        said = DONE["same-id"].format(other=second.id)
        return Resolved(conflict.path, "same-id", said, place_of(second))
    return Resolved(conflict.path, merged.outcome, DONE[merged.outcome])


def renamed(merged: Merged) -> Record:
    """The second record under an id of its own."""
    other = merged.other
    assert other is not None
    day = BY_SHAPE[type(other)].opened_on(other)
    return cast(Record, replace(cast(Any, other), id=fresh_id(other.unit, day.year)))


def write(root: Path, conflict: Conflict, record: Record, second: Record | None) -> None:
    """Put the joined record in the place of the file with git's marks, and the second one beside it."""
    from ybq_ledger.store.read_back import record_text
    from ybq_ledger.store.writer import apply

    file = root / conflict.path
    old = sha256(file.read_bytes()) if file.is_file() else None
    changes = [Change(conflict.path, record_text(record), old)]
    changes += [Change(place_of(second), record_text(second))] if second else []
    apply(root, changes, remember=False)  # an undo would bring git's marks back, but not the conflict


def errors_of(opened: PlanOnly, record: Record, path: str, today: date) -> list[Finding]:
    """What the rules object to in the joined record alone."""

    def locate(_: Steps) -> Place:
        return Place(path)

    ledger = Ledger(opened.plan, opened.calendar, (Source(path, record),))
    found = check_records(Context(ledger, today, lambda _: locate, is_whole=False))
    return [finding for finding in found if finding.rule.severity == Severity.error]


def next_command(root: Path) -> str:
    """The command that ends what git stopped in."""
    where = git.git_dir(root)
    return next((command for sign, command in CONTINUES.items() if where and (where / sign).exists()), "git commit")


def resolved_document(found: list[Resolved], dry_run: bool, command: str) -> Document:
    """What was done about each path, and what is left; `command` goes on with what git stopped in."""
    left = sum(1 for entry in found if entry.is_left)
    verb = Text("将处理", "would handle") if dry_run else Text("处理了", "handled")
    head = Text(
        f"{verb.zh} {len(found)} 个冲突，其中 {left} 个须人工决定",
        f"{verb.en} {len(found)} conflicts, {left} of them left to a person",
    )
    columns = (Column("path", Text("文件", "File")), Column("said", Text("结果", "Outcome")))
    rows = tuple((Cell(entry.path), Cell(entry.said, style_of(entry))) for entry in found)
    parts: list[Line | Table] = [Line(head, "strong")]
    parts += [Table(columns, rows)] if found else []
    if found:
        parts.append(Line((NEXT_LEFT if left else NEXT).format(command=command), "faint"))
    items: list[dict[str, object]] = [
        {"path": e.path, "outcome": e.outcome, "other": e.other, "said": e.said.zh, "said_en": e.said.en, "left": e.is_left}
        for e in found
    ]  # fmt: skip
    return Document("resolved", tuple(parts), {"items": items, "left": left, "dry_run": dry_run})


def style_of(entry: Resolved) -> Style:
    """Red where a person is needed."""
    return "red" if entry.is_left else "green"


CONTINUES = {
    "rebase-merge": "git rebase --continue", "rebase-apply": "git rebase --continue",
    "CHERRY_PICK_HEAD": "git cherry-pick --continue", "REVERT_HEAD": "git revert --continue",
}  # fmt: skip
"""What git leaves in its folder while it is stopped → the command that goes on."""
NEXT = Text("接着运行 ledger check，再 {command}", "now run ledger check, then {command}")
NEXT_LEFT = Text(
    "人工处理完后 git add 这些文件，运行 ledger check，再 {command}",
    "mend those files, git add them, run ledger check, then {command}",
)
