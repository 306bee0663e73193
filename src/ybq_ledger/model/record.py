"""The records units keep: the facts of an opening and the append-only events after it, never a status."""

from __future__ import annotations

from typing import Annotated, Literal

from ybq_ledger.model.activity import Activity, PlainEvent, Reading, Result
from ybq_ledger.model.complaint import Complaint, ComplaintEvent
from ybq_ledger.model.event import FilingEvent, IssueEvent, Proofs, Recorded
from ybq_ledger.model.handover import Handover
from ybq_ledger.model.identity import DutyId, RecordId, UnitCode
from ybq_ledger.model.repayment import Repayment, RepaymentEvent
from ybq_ledger.model.shape import STRICT, About, Day, Length, Line, OneOf, Passage, Slug
from ybq_ledger.model.supervision import Act, ActEvent, Instruction, InstructionEvent
from ybq_ledger.model.value import dataclass

Source = Literal[
    "self-check", "peer", "public", "enterprise", "complaint", "inspection", "higher-check", "assessment", "media",
    "delegates", "other",
]  # fmt: skip


IssueKind = Literal["at-once", "by-date", "long-term"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One step towards the solution: what, who answers for it, by when."""

    __pydantic_config__ = STRICT

    what: Annotated[Passage, About("措施", "what is to be done")]
    owner: Annotated[Line | None, About("责任人或科室（职务）", "post or office that answers for it")] = None
    due: Annotated[Day | None, About("完成时限", "by when")] = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem a unit found or was told of (问题台账)."""

    __pydantic_config__ = STRICT

    id: RecordId
    unit: UnitCode
    title: Annotated[Line, About("问题名称", "what is wrong, in one line")]
    source: Annotated[Source, About("问题来源", "how it came to be known")]
    found_on: Annotated[Day, About("发现日期", "the day it was found")]
    recorded: Recorded
    action: Annotated[Slug | None, About("专项行动（与 task 二选一）", "special action; or else task")] = None
    task: Annotated[Slug | None, About("工作任务（与 action 二选一）", "task; or else action")] = None
    problem: Annotated[Passage | None, About("问题描述", "the problem at length")] = None
    causes: Annotated[tuple[Passage, ...], Length(50, 0), About("原因清单", "causes")] = ()
    measures: Annotated[tuple[Measure, ...], Length(50, 0), About("措施清单", "measures")] = ()
    deadline: Annotated[Day | None, About("自定时限；缺省按方案", "its own deadline; default: the plan's")] = None
    evidence: Proofs = ()
    origin: Annotated[RecordId | None, About("由哪次活动发现", "the activity that found it")] = None
    kind: Annotated[
        IssueKind, About("整改方式：立行立改、限期整改、长期坚持", "at once, by a date, or for the long term")
    ] = "by-date"
    events: Annotated[tuple[Annotated[IssueEvent, OneOf("event")], ...], Length(1000, 0)] = ()


@dataclass(frozen=True, slots=True)
class Filing:
    """A paper handed in: which duties it answers, what document it is, or formally nothing to report."""

    __pydantic_config__ = STRICT

    id: RecordId
    unit: UnitCode
    title: Annotated[Line, About("材料名称", "what the paper is called")]
    answers: Annotated[tuple[DutyId, ...], Length(100)]
    filed_on: Annotated[Day, About("报送日期", "the day it was handed in")]
    recorded: Recorded
    actions: Annotated[
        tuple[Slug, ...], Length(50, 0), About("写到的专项行动", "special actions it has a section on")
    ] = ()
    nil: Annotated[bool, About("零报告", "nothing to report, said formally")] = False
    document: Proofs = ()
    note: Annotated[Passage | None, About("备注", "remark")] = None
    entered_by: Annotated[Slug | None, About("代录单位", "the unit that entered it on behalf of its author")] = None
    events: Annotated[tuple[Annotated[FilingEvent, OneOf("event")], ...], Length(1000, 0)] = ()


Record = Issue | Filing | Complaint | Activity | Result | Reading | Act | Instruction | Repayment | Handover
Answering = Filing | Activity | Result
"""What can answer a duty."""
Event = IssueEvent | FilingEvent | ComplaintEvent | PlainEvent | ActEvent | InstructionEvent | RepaymentEvent
