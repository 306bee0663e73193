"""Seals the records of a commit: a file with a digest of each, and one fingerprint to be printed elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ybq_ledger.checks.seal_rules import FOLDER
from ybq_ledger.commands.changing import plan_at, records_of
from ybq_ledger.domain.sealing import Seal, seal_of, seal_text
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Document, Line
from ybq_ledger.store import change_set as objects
from ybq_ledger.store.change import Change
from ybq_ledger.store.revision import resolve
from ybq_ledger.store.writer import apply, rehearse


def seal(root: Path, revision: str, today: date, *, dry_run: bool) -> tuple[str, Seal]:
    """Write the seal of a commit into seals/; its path. CannotRun where a record of it cannot be read."""
    commit = resolve(root, revision)
    plan = plan_at(root, commit).plan
    records = records_of(root, objects.listing(root, commit, "ledger"), plan)
    if records.unreadable or plan is None:
        first = records.unreadable[0] if records.unreadable else "plan/"
        raise CannotRun(
            Text(f"{first} 读不出来，不能封存", f"{first} cannot be read, so nothing is sealed"),
            Text("运行 ledger check，改正后提交，再封存", "run ledger check, mend and commit it, then seal"),
        )
    made = seal_of(records.sources, commit, today)
    path = f"{FOLDER}/{today}.txt"
    (rehearse if dry_run else apply)(root, [Change(path, seal_text(made))])
    return path, made


def sealed_document(path: str, made: Seal, dry_run: bool) -> Document:
    """What was sealed, and the fingerprint."""
    number = len(made.records)
    verb = Text("将封存", "would seal") if dry_run else Text("已封存", "sealed")
    lines = (
        Line(Text(f"{verb.zh} {number} 条记录：{path}", f"{verb.en} {number} records: {path}"), "green"),
        Line(Text(f"指纹 {made.fingerprint}", f"fingerprint {made.fingerprint}"), "strong"),
        Line(
            Text(
                "把指纹印在通报上或发到别处；ledger audit 核对历史是否被改写",
                "print the fingerprint in a bulletin or keep it elsewhere; ledger audit tells whether the past was rewritten",
            ),
            "faint",
        ),
    )
    data: dict[str, object] = {
        "path": path, "commit": made.commit, "day": str(made.day), "records": number,
        "fingerprint": made.fingerprint, "dry_run": dry_run,
    }  # fmt: skip
    return Document("seal", lines, data)
