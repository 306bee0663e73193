"""The plan as data: goals, tasks, actions, units, groups, phases, duties, limits, mechanisms and clauses."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from ybq_ledger.model.authority import Account, Grant, Waiver
from ybq_ledger.model.document import Clause, Convention
from ybq_ledger.model.document import Document as Document
from ybq_ledger.model.handover import Handover
from ybq_ledger.model.ladder import Rung, Score
from ybq_ledger.model.language import Text
from ybq_ledger.model.schedule import Schedule
from ybq_ledger.model.schedule import Unit as CountUnit
from ybq_ledger.model.shape import STRICT, About, Between, Day, Line, Slug
from ybq_ledger.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A measurable figure stated in a goal; `at_least` is in per cent."""

    __pydantic_config__ = STRICT

    id: Slug
    title: Text
    at_least: Annotated[int, Between(0, 100)]
    clause: Clause
    excludes: Annotated[Text | None, About("不计入的部分", "what is left out of the count")] = None


@dataclass(frozen=True, slots=True)
class Goal:
    """An environment to build. `actions` are an editorial mapping, marked by `convention`."""

    __pydantic_config__ = STRICT

    id: Slug
    number: int
    title: Text
    clause: Clause
    gist: Text
    targets: tuple[Target, ...] = ()
    actions: tuple[Slug, ...] = ()
    convention: Convention = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit named on a task or action; `as_written` is the plan's spelling where it is not the unit's name."""

    __pydantic_config__ = STRICT

    unit: Slug
    as_written: Annotated[
        Line | None,
        About("方案原样写法（含括号），与单位名称相同则省略", "the spelling, brackets included; default: its name"),
    ] = None
    office: Annotated[Line | None, About("括号内的内设机构", "the office in brackets")] = None


@dataclass(frozen=True, slots=True)
class GroupAssignment:
    """A collective named on a task or action; `members` are set here where they are relative to it."""

    __pydantic_config__ = STRICT

    group: Slug
    as_written: Line
    members: Annotated[tuple[Slug, ...] | None, About("成员单位；未明确则省略", "its members; left out until set")] = (
        None
    )


@dataclass(frozen=True, slots=True)
class Designation:
    """A lead named later, by a decision that stands apart from what the plan says."""

    __pydantic_config__ = STRICT

    unit: Slug
    decision: Annotated[Line, About("指定依据（文号、会议纪要）", "reference of the decision")]
    on: Day
    acting: Annotated[bool, About("是否临时代理", "for the time being only")] = False


@dataclass(frozen=True, slots=True)
class Work:
    """A task (t1 …) or a special action (a1 …), with its units exactly as listed."""

    __pydantic_config__ = STRICT

    id: Slug
    number: int
    title: Text
    clause: Clause
    gist: Text
    leads: tuple[Assignment, ...] = ()
    responsible: tuple[Assignment, ...] = ()
    groups: tuple[GroupAssignment, ...] = ()
    aliases: Annotated[tuple[Line, ...], About("其他叫法", "other titles it goes by")] = ()
    designated_lead: Designation | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post in a unit that answers for the work; office phone only, never a private one."""

    __pydantic_config__ = STRICT

    post: Literal["head", "deputy", "liaison"]
    name: Line
    phone: Line | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A named body; `valid_to` is its last day, `successors` take over its open items."""

    __pydantic_config__ = STRICT

    code: Annotated[Slug, About("单位代码（短拼音）", "short code in pinyin")]
    name: Line
    en: Line
    aliases: Annotated[tuple[Line, ...], About("方案里的其他写法", "other spellings")] = ()
    command: Annotated[
        Literal["district", "outside"],
        About(
            "是否归区政府指挥；outside 不计分，用商请函", "outside bodies are not scored and asked by letter of request"
        ),
    ] = "district"
    valid_from: Day | None = None
    valid_to: Day | None = None
    successors: tuple[Slug, ...] = ()
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A collective the plan never lists by member; `relative` ones have members per action or task."""

    __pydantic_config__ = STRICT

    id: Slug
    name: Line
    en: Line
    aliases: tuple[Line, ...] = ()
    relative: bool = False
    members: tuple[Slug, ...] | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the steps; its last day is editorial where the plan gives none, and marked so."""

    __pydantic_config__ = STRICT

    id: Slug
    number: int
    title: Text
    clause: Clause
    gist: Text
    starts: Day | None = None
    ends: Day | None = None
    convention: Convention = None


Owner = Literal["leads", "responsible", "participants", "coordinator", "units", "groups"]
Per = Literal["action", "unit", "unit-action", "plan"]
Answer = Literal["filing", "activity", "rectification", "result", "none"]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A duty: who owes what, one for each what, by when, and which kind of record answers it.

    `participants` are leads and responsible units; `units` are listed in `named`, `groups` in `groups`.
    `rectification` is not handed in: it is the default deadline of every issue. `actions` left out means every
    special action. `also` are further clauses that say the same.
    """

    __pydantic_config__ = STRICT

    id: Slug
    title: Text
    clause: Clause
    owed_by: Annotated[Owner, About("谁承担", "who owes it")]
    per: Annotated[Per, About("每什么一份", "one for each …")]
    answer: Annotated[Answer, About("用哪种记录完成", "the kind of record that answers it")]
    to: Annotated[Literal["coordinator", "leads", "public", "none"], About("交给谁", "whom it goes to")]
    due: Schedule
    actions: tuple[Slug, ...] | None = None
    named: Annotated[tuple[Slug, ...], About("点名的单位代码", "codes of the units it names")] = ()
    groups: tuple[GroupAssignment, ...] = ()
    phase: Slug | None = None
    also: Annotated[tuple[Clause, ...], About("同一要求的其他出处", "other clauses that ask the same")] = ()
    convention: Convention = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A statutory time limit on one kind of record, e.g. the reply to a complaint."""

    __pydantic_config__ = STRICT

    id: Slug
    title: Text
    record: Slug
    count: Annotated[int, Between(1, 1000)]
    unit: CountUnit
    after: Annotated[Slug, About("起算：receipt、due 或事件", "what starts it: receipt, due, or an event")]
    clause: Clause
    until: Annotated[tuple[Slug, ...], About("什么事件算办到", "the events that end it")] = ()
    owed_by: Annotated[Literal["holder", "verifier", "coordinator", "addressee"], About("谁承担", "who owes it")] = (
        "holder"
    )
    main: Annotated[bool, About("是否就是记录的到期日", "whether it is the record's own due date")] = False
    warning: Annotated[int | None, About("提前几个工作日变黄", "working days before which it turns yellow")] = None
    replaces: Annotated[Slug | None, About("经批准后替代哪个时限", "the limit it replaces once approved")] = None
    kinds: Annotated[
        tuple[Slug, ...], About("只管哪几类记录；缺省为全部", "kinds of the record it is for; default: all")
    ] = ()
    restarts: Annotated[tuple[Slug, ...], About("什么事件使它重新起算", "the events that start it anew")] = ()
    convention: Convention = None


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A requirement without a date of its own, and how the ledger supports it (`support` is our words)."""

    __pydantic_config__ = STRICT

    id: Slug
    title: Text
    clause: Clause
    support: Text
    also: Annotated[tuple[Clause, ...], About("同一要求的其他出处", "other clauses that ask the same")] = ()
    convention: Convention = None


@dataclass(frozen=True, slots=True)
class ClauseNote:
    """A clause of the document with our short gist, and why nothing was encoded from it where nothing was."""

    __pydantic_config__ = STRICT

    clause: Clause
    gist: Text
    not_encoded: Annotated[Text | None, About("未编码的理由", "why nothing is encoded from it")] = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything under plan/ except the calendar; `handovers` come from the ledger, once a unit has ended."""

    document: Document
    goals: tuple[Goal, ...]
    tasks: tuple[Work, ...]
    actions: tuple[Work, ...]
    units: tuple[Unit, ...]
    groups: tuple[Group, ...]
    phases: tuple[Phase, ...]
    milestones: tuple[Milestone, ...]
    limits: tuple[Limit, ...]
    mechanisms: tuple[Mechanism, ...]
    clauses: tuple[ClauseNote, ...]
    accounts: tuple[Account, ...] = ()
    grants: tuple[Grant, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    rungs: tuple[Rung, ...] = ()
    scores: tuple[Score, ...] = ()
    handovers: tuple[Handover, ...] = ()

    @property
    def works(self) -> tuple[Work, ...]:
        """Tasks, then actions."""
        return self.tasks + self.actions

    @property
    def issued(self) -> date:
        """The day the plan was issued."""
        return self.document.issued
