"""The one table of record types; folders, schemas, docs, the life of a record and its reading derive from it."""

from __future__ import annotations

from datetime import date

from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Filing, Issue, Record
from ybq_ledger.model.value import dataclass

Moves = dict[str, dict[str, str]]
"""state → event kind → state after it; an event missing from a state's row is illegal there."""

ISSUE_OPEN = {
    "progress": "open", "rectify": "rectified", "apply-extension": "open", "approve-extension": "open",
    "transfer": "open", "correct": "open", "void": "void",
}  # fmt: skip
ISSUE_MOVES: Moves = {
    "open": ISSUE_OPEN,
    "rectified": {"verify": "verified", "return": "open", "correct": "rectified", "void": "void"},
    "verified": {"close": "closed", "return": "open", "correct": "verified", "void": "void"},
    "closed": {"reopen": "open", "correct": "closed", "void": "void"},
    "void": {},
}
FILING_MOVES: Moves = {
    "filed": {"sign": "signed", "return": "returned", "correct": "filed", "void": "void"},
    "returned": {"supplement": "filed", "correct": "returned", "void": "void"},
    "signed": {"return": "returned", "correct": "signed", "void": "void"},
    "void": {},
}


@dataclass(frozen=True, slots=True)
class RecordType:
    """`opened` names the field with the day the record begins; `moves` is its whole life, beginning in `initial`;
    `defaults` are the values of fields that an entry may leave out."""

    kind: str
    folder: str
    shape: type[Record]
    title: Text
    opened: str
    initial: str
    ended: frozenset[str]
    moves: Moves
    defaults: tuple[tuple[str, str], ...] = ()

    def opened_on(self, record: Record) -> date:
        """The day the record begins."""
        day: date = getattr(record, self.opened)
        return day


RECORD_TYPES: tuple[RecordType, ...] = (
    RecordType(
        "issue",
        "issues",
        Issue,
        Text("问题", "issue"),
        "found_on",
        "open",
        frozenset({"closed"}),
        ISSUE_MOVES,
        (("source", "self-check"),),
    ),
    RecordType(
        "filing", "filings", Filing, Text("材料", "filing"), "filed_on", "filed", frozenset({"signed"}), FILING_MOVES
    ),
)
BY_KIND = {kind.kind: kind for kind in RECORD_TYPES}
BY_FOLDER = {kind.folder: kind for kind in RECORD_TYPES}
BY_SHAPE = {kind.shape: kind for kind in RECORD_TYPES}

STATE_NAMES: dict[str, Text] = {
    "open": Text("整改中", "open"),
    "rectified": Text("已整改待核查", "rectified"),
    "verified": Text("已核查待销号", "verified"),
    "closed": Text("已销号", "closed"),
    "void": Text("作废", "void"),
    "filed": Text("已报送", "filed"),
    "returned": Text("待补正", "to supplement"),
    "signed": Text("已签收", "signed for"),
}
