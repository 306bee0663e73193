"""Rules about seals: they are never changed, and the records they are of still begin as they were sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ybq_ledger.domain.sealing import differing, read_seal
from ybq_ledger.model.delta import Delta
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Place
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


def changed_seals(deltas: list[Delta]) -> Iterator[Finding]:
    """G712 over the files of a change."""
    for delta in deltas:
        if delta.path.startswith(f"{FOLDER}/") and not delta.is_new:
            yield Finding(SEAL_CHANGED, Place(delta.path))


def compared(path: str, text: str, records: Mapping[str, Record]) -> Iterator[Finding]:
    """G712, G713 for one seal."""
    seal = read_seal(text)
    if seal is None:
        yield Finding(SEAL_CHANGED, Place(path))
        return
    wrong = list(differing(seal, records))
    if wrong:
        facts = {"day": seal.day, "events": wrong[0].events, "number": len(wrong)}
        yield Finding(REWRITTEN_PAST, Place(wrong[0].path), facts)


SEAL_RULES = (SEAL_CHANGED, REWRITTEN_PAST)
