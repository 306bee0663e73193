"""The one table of record types; folders, schemas, docs, the life of a record and its reading derive from it."""

from __future__ import annotations

from datetime import date

from ybq_ledger.model.activity import Activity, Reading, Result
from ybq_ledger.model.complaint import Complaint
from ybq_ledger.model.handover import Handover
from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Filing, Issue, Record
from ybq_ledger.model.repayment import Repayment
from ybq_ledger.model.supervision import Act, Instruction
from ybq_ledger.model.value import dataclass

Moves = dict[str, dict[str, str]]
"""state → event kind → state after it; an event missing from a state's row is illegal there."""

GONE = frozenset({"void", "merged"})
"""States of a record that counts nowhere: it should not exist, or goes on in another one."""


def redactable(moves: Moves) -> Moves:
    """The same life, with a text taken out in any state: that changes none."""
    return {state: {**row, "redact": state} for state, row in moves.items()}


ISSUE_OPEN = {
    "progress": "open", "ask-higher": "open", "coordinated": "open", "merge": "merged", "rectify": "rectified", "apply-extension": "open", "approve-extension": "open",
    "transfer": "open", "correct": "open", "void": "void",
}  # fmt: skip
ISSUE_MOVES = redactable(
    {
        "open": ISSUE_OPEN,
        "rectified": {"verify": "verified", "return": "open", "correct": "rectified", "void": "void"},
        "verified": {"close": "closed", "return": "open", "correct": "verified", "void": "void"},
        "closed": {"reopen": "open", "correct": "closed", "void": "void"},
        "merged": {"reopen": "open", "correct": "merged", "void": "void"},
        "void": {},
    }
)
FILING_MOVES = redactable(
    {
        "filed": {"sign": "signed", "return": "returned", "correct": "filed", "void": "void"},
        "returned": {"supplement": "filed", "correct": "returned", "void": "void"},
        "signed": {"return": "returned", "correct": "signed", "void": "void"},
        "void": {},
    }
)


COMPLAINT_OPEN = {
    "refer": "accepted", "sign": "accepted", "report": "accepted", "return": "accepted", "reply": "accepted",
    "cannot-answer": "accepted", "progress": "accepted", "apply-extension": "accepted",
    "approve-extension": "accepted", "resolve": "resolved", "withdraw": "withdrawn", "correct": "accepted",
    "void": "void",
}  # fmt: skip
COMPLAINT_MOVES = redactable({
    "received": {
        "accept": "accepted", "decline": "declined", "reply": "received", "cannot-answer": "received",
        "withdraw": "withdrawn", "correct": "received", "void": "void",
    },
    "accepted": COMPLAINT_OPEN,
    "resolved": {
        "reply": "resolved", "cannot-answer": "resolved", "follow-up": "resolved", "reopen": "accepted",
        "correct": "resolved", "void": "void",
    },
    "declined": {"reply": "declined", "cannot-answer": "declined", "correct": "declined", "void": "void"},
    "withdrawn": {"correct": "withdrawn", "void": "void"},
    "void": {},
})  # fmt: skip


ACT_MOVES = redactable({
    "issued": {
        "sign": "acknowledged", "answer": "answered", "approve-extension": "issued", "lift": "lifted",
        "correct": "issued", "void": "void",
    },
    "acknowledged": {
        "answer": "answered", "approve-extension": "acknowledged", "lift": "lifted", "correct": "acknowledged",
        "void": "void",
    },
    "answered": {"return": "acknowledged", "lift": "lifted", "correct": "answered", "void": "void"},
    "announced": {"sign": "announced", "lift": "lifted", "correct": "announced", "void": "void"},
    "lifted": {"correct": "lifted", "void": "void"},
    "void": {},
})  # fmt: skip
INSTRUCTION_MOVES = redactable({
    "issued": {
        "sign": "acknowledged", "progress": "issued", "report": "answered", "approve-extension": "issued",
        "lift": "lifted", "correct": "issued", "void": "void",
    },
    "acknowledged": {
        "progress": "acknowledged", "report": "answered", "approve-extension": "acknowledged", "lift": "lifted",
        "correct": "acknowledged", "void": "void",
    },
    "answered": {"return": "acknowledged", "lift": "lifted", "correct": "answered", "void": "void"},
    "announced": {"sign": "announced", "progress": "announced", "report": "answered", "correct": "announced", "void": "void"},
    "lifted": {"correct": "lifted", "void": "void"},
    "void": {},
})  # fmt: skip
REPAYMENT_MOVES = redactable(
    {
        "owing": {"pay": "owing", "replan": "owing", "adjust": "owing", "correct": "owing", "void": "void"},
        "paid": {"adjust": "owing", "correct": "paid", "void": "void"},
        "void": {},
    }
)


def kept_as(state: str) -> Moves:
    """The life of what was there from the first day on: only corrected, redacted, or voided."""
    return redactable({state: {"correct": state, "void": "void"}, "void": {}})


@dataclass(frozen=True, slots=True)
class RecordType:
    """One kind of record.

    `opened` names the field with the day it begins. `moves` is its whole life, beginning in `initial`; in a state of
    `ended` nothing more is owed. An event of `settles` is what its due date waits for, one of `unsettles` takes that
    back; `settled_at_opening`: coming in is already what was owed. `deadline` names the field with an own due date.
    `defaults` are the values of fields that an entry may leave out. `counted`: a status counts it by itself; what only
    answers a duty, or is measured, is not. `holder` names the field with the unit that has to act; a record without a
    date in `deadline` begins in `initial_undated` where there is such a state.
    """

    kind: str
    folder: str
    shape: type[Record]
    title: Text
    opened: str
    initial: str
    ended: frozenset[str]
    moves: Moves
    settles: frozenset[str] = frozenset()
    unsettles: frozenset[str] = frozenset()
    settled_at_opening: bool = False
    deadline: str | None = None
    defaults: tuple[tuple[str, str], ...] = ()
    counted: bool = True
    holder: str = "unit"
    initial_undated: str | None = None

    def first_state(self, record: Record) -> str:
        """The state it begins in."""
        undated = self.initial_undated and self.deadline and getattr(record, self.deadline) is None
        return (self.initial_undated or self.initial) if undated else self.initial

    def opened_on(self, record: Record) -> date:
        """The day the record begins."""
        day: date = getattr(record, self.opened)
        return day


RECORD_TYPES: tuple[RecordType, ...] = (
    RecordType(
        kind="issue", folder="issues", shape=Issue, title=Text("问题", "issue"), opened="found_on", initial="open",
        ended=frozenset({"closed"}), moves=ISSUE_MOVES, settles=frozenset({"rectify"}),
        unsettles=frozenset({"return", "reopen"}), deadline="deadline", defaults=(("source", "self-check"),),
    ),
    RecordType(
        kind="filing", folder="filings", shape=Filing, title=Text("材料", "filing"), opened="filed_on",
        initial="filed", ended=frozenset({"signed"}), moves=FILING_MOVES, settled_at_opening=True, counted=False,
    ),
    RecordType(
        kind="complaint", folder="complaints", shape=Complaint, title=Text("投诉举报", "complaint"),
        opened="received_on", initial="received", ended=frozenset({"resolved", "declined", "withdrawn"}),
        moves=COMPLAINT_MOVES, settles=frozenset({"resolve"}), unsettles=frozenset({"reopen"}),
        defaults=(("kind", "complaint"),),
    ),
    RecordType(
        kind="activity", folder="activities", shape=Activity, title=Text("活动", "activity"), opened="held_on",
        initial="held", ended=frozenset({"held"}), moves=kept_as("held"), settled_at_opening=True, counted=False,
    ),
    RecordType(
        kind="result", folder="results", shape=Result, title=Text("成果", "result"), opened="made_on", initial="made",
        ended=frozenset({"made"}), moves=kept_as("made"), settled_at_opening=True, counted=False,
    ),
    RecordType(
        kind="reading", folder="readings", shape=Reading, title=Text("指标读数", "reading"), opened="measured_on",
        initial="measured", ended=frozenset({"measured"}), moves=kept_as("measured"), settled_at_opening=True,
        counted=False,
    ),
    RecordType(
        kind="act", folder="acts", shape=Act, title=Text("督查措施", "act"), opened="issued_on", initial="issued",
        ended=frozenset({"answered", "announced", "lifted"}), moves=ACT_MOVES, settles=frozenset({"answer"}),
        unsettles=frozenset({"return"}), deadline="answer_by", holder="to", initial_undated="announced",
    ),
    RecordType(
        kind="instruction", folder="instructions", shape=Instruction, title=Text("批示", "instruction"),
        opened="given_on", initial="issued", ended=frozenset({"answered", "announced", "lifted"}),
        moves=INSTRUCTION_MOVES, settles=frozenset({"report"}), unsettles=frozenset({"return"}), deadline="report_by",
        holder="to", initial_undated="announced",
    ),
    RecordType(
        kind="repayment", folder="repayments", shape=Repayment, title=Text("还款", "repayment"), opened="confirmed_on",
        initial="owing", ended=frozenset({"paid"}), moves=REPAYMENT_MOVES, settles=frozenset({"pay"}),
        unsettles=frozenset({"adjust"}),
    ),
    RecordType(
        kind="handover", folder="handovers", shape=Handover, title=Text("移交清单", "handover"), opened="handed_on",
        initial="handed", ended=frozenset({"handed"}), moves=kept_as("handed"), settled_at_opening=True, counted=False,
    ),
)  # fmt: skip
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
    "received": Text("已收到待受理", "received"),
    "accepted": Text("办理中", "being handled"),
    "declined": Text("不予受理", "declined"),
    "resolved": Text("已办结", "resolved"),
    "withdrawn": Text("已撤回", "withdrawn"),
    "held": Text("已举办", "held"),
    "made": Text("已形成", "made"),
    "measured": Text("已测量", "measured"),
    "merged": Text("已并案", "merged"),
    "issued": Text("已发出待签收", "issued"),
    "acknowledged": Text("已签收待回复", "acknowledged"),
    "answered": Text("已回复", "answered"),
    "announced": Text("已发出", "announced"),
    "lifted": Text("已解除", "lifted"),
    "owing": Text("还款中", "owing"),
    "paid": Text("已还清", "paid"),
    "handed": Text("已移交", "handed over"),
}
