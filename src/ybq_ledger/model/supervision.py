"""Acts of supervising bodies towards a unit, and instructions of leaders, each with a day to answer by (五.（三）, 五.（五）)."""

from __future__ import annotations

from typing import Annotated, Literal

from ybq_ledger.model.complaint import Report
from ybq_ledger.model.event import (
    ApproveExtension,
    By,
    Correct,
    On,
    Progress,
    Proofs,
    Reason,
    Recorded,
    Redact,
    Return,
    Sign,
    Void,
)
from ybq_ledger.model.identity import RecordId, UnitCode
from ybq_ledger.model.shape import STRICT, About, Day, Length, Line, Matches, OneOf, Passage, Slug
from ybq_ledger.model.value import dataclass

ActKind = Literal[
    "remind", "urge", "supervise", "summon", "criticise", "expose", "hold-to-account", "praise", "refer-discipline"
]
Items = Annotated[
    tuple[Annotated[str, Matches(r"[a-z][A-Za-z0-9-]*(/[A-Za-z0-9-]+){0,3}", "sub-plan/a7/2018")], ...],
    Length(200, 0),
    About("涉及的记录或应办事项", "the records or duties it is about"),
]
Addressee = Annotated[Slug, About("对象单位", "the unit it goes to")]
Works = Annotated[Slug | None, About("相关专项行动", "the action it touches")]
Tasks = Annotated[Slug | None, About("相关任务", "the task it touches")]


@dataclass(frozen=True, slots=True)
class Answered:
    """The unit answers an act (回复)."""

    __pydantic_config__ = STRICT

    event: Literal["answer"]
    on: On
    recorded: Recorded
    by: By
    note: Annotated[Passage, About("回复内容", "the answer")]
    evidence: Proofs = ()


@dataclass(frozen=True, slots=True)
class Lift:
    """The act has done its work and is taken off (解除)."""

    __pydantic_config__ = STRICT

    event: Literal["lift"]
    on: On
    recorded: Recorded
    by: By
    reason: Reason


ActEvent = Sign | Answered | Return | ApproveExtension | Lift | Correct | Void | Redact
InstructionEvent = Sign | Progress | Report | Return | ApproveExtension | Lift | Correct | Void | Redact


@dataclass(frozen=True, slots=True)
class Act:
    """One act towards a unit; a body outside the district's command is asked by letter (domain reading 19)."""

    __pydantic_config__ = STRICT

    id: RecordId
    unit: Annotated[UnitCode, About("发出单位", "the body that acts")]
    kind: Annotated[ActKind, About("督查措施", "what kind of act")]
    to: Addressee
    title: Annotated[Line, About("事由", "what it is about")]
    issued_on: Annotated[Day, About("发出日期", "the day it was issued")]
    recorded: Recorded
    about: Items = ()
    form: Annotated[
        Literal["order", "request"], About("文书：督办单 order，商请函 request", "an order, or a letter of request")
    ] = "order"
    approver: Annotated[Line | None, About("批准人（职务）", "who approved it, by post")] = None
    answer_by: Annotated[Day | None, About("回复期限", "the day to answer by")] = None
    nature: Annotated[
        Literal["corruption", "abuse-of-power", "dereliction", "fraud", "conduct", "other"] | None,
        About("移交纪委的问题性质", "the nature of what is referred to discipline"),
    ] = None
    action: Works = None
    task: Tasks = None
    reason: Annotated[Passage | None, About("具体情况", "the particulars")] = None
    document: Proofs = ()
    events: Annotated[tuple[Annotated[ActEvent, OneOf("event")], ...], Length(1000, 0)] = ()


@dataclass(frozen=True, slots=True)
class Instruction:
    """A leader's instruction (批示) that a unit carries out and reports back on."""

    __pydantic_config__ = STRICT

    id: RecordId
    unit: Annotated[UnitCode, About("登记单位", "the unit that keeps it")]
    to: Addressee
    leader: Annotated[Line, About("批示领导（职务）", "the leader, by post")]
    title: Annotated[Line, About("批示事项", "what it is about")]
    given_on: Annotated[Day, About("批示日期", "the day it was given")]
    recorded: Recorded
    text: Annotated[Passage | None, About("批示内容", "what it says")] = None
    report_by: Annotated[Day | None, About("报告期限", "the day to report back by")] = None
    about: Items = ()
    action: Works = None
    task: Tasks = None
    document: Proofs = ()
    events: Annotated[tuple[Annotated[InstructionEvent, OneOf("event")], ...], Length(1000, 0)] = ()
