"""What was held, what came of it and what was measured: activities, results, readings; none of them has a deadline of its own."""

from __future__ import annotations

from typing import Annotated, Literal

from ybq_ledger.model.event import Correct, Proofs, Recorded, Redact, Void
from ybq_ledger.model.identity import DutyId, RecordId, UnitCode
from ybq_ledger.model.shape import STRICT, About, Between, Day, Length, Line, OneOf, Passage, Slug
from ybq_ledger.model.value import dataclass

ActivityKind = Literal[
    "inspection", "meeting", "publicity", "survey", "assessment", "visit", "training", "exposure", "other"
]
ResultKind = Literal["rule", "roadmap", "experience", "platform", "other"]
PlainEvent = Correct | Void | Redact
Events = Annotated[tuple[Annotated[PlainEvent, OneOf("event")], ...], Length(1000, 0)]
Answers = Annotated[tuple[DutyId, ...], Length(100, 0), About("完成的应办事项", "the duties it answers")]
Works = Annotated[tuple[Slug, ...], Length(50, 0), About("相关专项行动、任务", "the actions and tasks it is about")]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing an inspection or assessment found; it becomes an issue of its unit (ledger issues-from)."""

    __pydantic_config__ = STRICT

    what: Annotated[Line, About("发现的问题", "what is wrong")]
    unit: Annotated[Slug | None, About("责任单位", "the unit it belongs to")] = None
    action: Annotated[Slug | None, About("专项行动或任务", "the action or task")] = None
    indicator: Annotated[Line | None, About("评估指标", "the indicator of an assessment")] = None


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that was held: an inspection, a meeting, publicity, a survey, an assessment, a visit (三.（五）, 四)."""

    __pydantic_config__ = STRICT

    id: RecordId
    unit: UnitCode
    kind: Annotated[ActivityKind, About("活动类别", "what kind of activity")]
    title: Annotated[Line, About("活动名称", "what it was")]
    held_on: Annotated[Day, About("举行日期", "the day it was held")]
    recorded: Recorded
    answers: Answers = ()
    actions: Works = ()
    place: Annotated[Line | None, About("地点", "where")] = None
    with_units: Annotated[tuple[Slug, ...], Length(100, 0), About("参加单位", "units that took part")] = ()
    summary: Annotated[Passage | None, About("情况摘要", "what happened")] = None
    found: Annotated[tuple[Found, ...], Length(200, 0), About("发现的问题", "what was found")] = ()
    evidence: Proofs = ()
    events: Events = ()


@dataclass(frozen=True, slots=True)
class Result:
    """Something that stays: a rule set up, a roadmap, an experience worth copying."""

    __pydantic_config__ = STRICT

    id: RecordId
    unit: UnitCode
    kind: Annotated[ResultKind, About("成果类别", "what kind of result")]
    title: Annotated[Line, About("成果名称", "what it is called")]
    made_on: Annotated[Day, About("形成日期", "the day it came to be")]
    recorded: Recorded
    answers: Answers = ()
    actions: Works = ()
    document: Proofs = ()
    note: Annotated[Passage | None, About("说明", "remark")] = None
    events: Events = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The measured value of a target on a day: so many of so many."""

    __pydantic_config__ = STRICT

    id: RecordId
    unit: UnitCode
    target: Annotated[Slug, About("指标代码", "the target's code")]
    measured_on: Annotated[Day, About("数据截止日期", "the day it was measured")]
    recorded: Recorded
    numerator: Annotated[Annotated[int, Between(0, 10**12)], About("分子", "how many")]
    denominator: Annotated[Annotated[int, Between(0, 10**12)], About("分母", "of how many")]
    source: Annotated[Line | None, About("由谁测量", "who measured it")] = None
    evidence: Proofs = ()
    note: Annotated[Passage | None, About("说明", "remark")] = None
    events: Events = ()

    @property
    def title(self) -> str:
        """What stands for a title: the target and its figures."""
        return f"{self.target} {self.numerator}/{self.denominator}"
