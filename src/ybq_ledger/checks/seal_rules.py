"""Rules about seals: they are never changed, and the records they are of still begin as they were sealed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ybq_ledger.domain.redacting import by_the_coordinator, is_before, without
from ybq_ledger.domain.sealing import Seal, Sealed, differing, digest, read_seal
from ybq_ledger.model.delta import Delta
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Place
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.record import Record

FOLDER = "seals"
SEAL_CHANGED = Rule(
    "G712", "seal-changed", Severity.error,
    Text("改动或删除了封存文件", "a seal was changed or removed"),
    Text("封存文件只增不改；恢复原样，另行封存", "seals are only added: restore it, and seal anew"),
)  # fmt: skip
REWRITTEN_PAST = Rule(
    "G713", "rewritten-past", Severity.error,
    Text("与 {day} 的封存不符（当时有 {events} 个事件）；不符的共 {number} 条，这是第一条", "not as sealed on {day}, when it had {events} events; the first of {number} records that differ"),
    Text("历史被改写过：与别处的克隆和印发的指纹核对，用 git log 查是谁", "the past was rewritten: compare with other clones and the fingerprint that was printed"),
)  # fmt: skip

REDACTED_SINCE = Rule(
    "G714", "redacted-since-sealing", Severity.warning,
    Text("{day} 封存以后删去过文字，封存时的原文已不在，无从核对；这样的共 {number} 条，这是第一条", "redacted since the seal of {day}, and the text it was sealed with is gone: nothing to compare; the first of {number}"),
    Text("与保有 {commit} 的克隆核对；清除历史之后重新封存", "compare with a clone that has {commit}; after a purge of history seal anew"),
)  # fmt: skip

Past = Callable[[str, str], Record | None]
"""Commit and path → the record that stood there, where it can still be read."""


def changed_seals(deltas: list[Delta]) -> Iterator[Finding]:
    """G712 over the files of a change."""
    for delta in deltas:
        if delta.path.startswith(f"{FOLDER}/") and not delta.is_new:
            yield Finding(SEAL_CHANGED, Place(delta.path))


def compared(path: str, text: str, records: Mapping[str, Record], past: Past, plan: Plan | None) -> Iterator[Finding]:
    """G712–G714 for one seal; a text the coordinator has redacted since is told from one that was rewritten."""
    seal = read_seal(text)
    if seal is None:
        yield Finding(SEAL_CHANGED, Place(path))
        return
    found: dict[Rule, list[Sealed]] = {REWRITTEN_PAST: [], REDACTED_SINCE: []}
    for sealed in differing(seal, records):
        rule = reason_of(seal, sealed, records.get(sealed.path), past, plan)
        if rule:
            found[rule].append(sealed)
    for rule, wrong in found.items():
        if wrong:
            facts = {"day": seal.day, "events": wrong[0].events, "number": len(wrong), "commit": seal.commit[:10]}
            yield Finding(rule, Place(wrong[0].path), facts)


def reason_of(seal: Seal, sealed: Sealed, record: Record | None, past: Past, plan: Plan | None) -> Rule | None:
    """What is wrong with a record that is not as it was sealed; None where redactions since are all there is.

    A digest does not tell which text is another one. So the sealed version is read again where its commit is still
    there, proved by its digest, and redacted the same way; where it is gone nobody can tell.
    """
    if record is None or plan is None:
        return REWRITTEN_PAST
    gone = [field for field in by_the_coordinator(plan, record, sealed.events) if is_before(field, sealed.events)]
    if not gone:
        return REWRITTEN_PAST
    before = past(seal.commit, sealed.path)
    if before is None or digest(before, sealed.events) != sealed.digest:
        return REDACTED_SINCE
    is_same = digest(without(before, gone), sealed.events) == digest(record, sealed.events)
    return None if is_same else REWRITTEN_PAST


SEAL_RULES = (SEAL_CHANGED, REWRITTEN_PAST, REDACTED_SINCE)
