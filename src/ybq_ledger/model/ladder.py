"""The escalation ladder and the scoring: what the plan leaves open about pressing and judging units, as our conventions."""

from __future__ import annotations

from typing import Annotated, Literal

from ybq_ledger.model.document import Clause, Convention
from ybq_ledger.model.language import Text
from ybq_ledger.model.shape import STRICT, About, Between, Points, Slug
from ybq_ledger.model.supervision import ActKind
from ybq_ledger.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung of the escalation ladder: which act, from when, after which pause, taken by whom, approved by whom.

    `days` are working days from the due date (negative: before it); `pause` working days since the act before it.
    `outside`: whether it is taken towards bodies outside the district's command too. `answer`: working days to answer it
    in, where the act names no day; None: it asks for no answer.
    """

    __pydantic_config__ = STRICT

    id: Annotated[ActKind, About("督查措施", "the kind of act")]
    title: Text
    days: Annotated[int, Between(-60, 500)]
    pause: Annotated[int, Between(0, 60)]
    approver: Annotated[Text, About("由谁批准", "who approves it")]
    clause: Clause
    outside: Annotated[bool, About("是否用于区外单位（用商请函）", "also towards outside bodies, by letter")] = False
    answer: Annotated[
        Annotated[int, Between(1, 60)] | None,
        About("几个工作日内回复；不写则无须回复", "working days to answer it; without it none is asked"),
    ] = None
    convention: Convention = None


Measured = Literal["base", "overdue", "late", "returned", "received", "made"]


@dataclass(frozen=True, slots=True)
class Score:
    """So many points for each item of one kind of which `measure` is true; `most` is the most it can take or give."""

    __pydantic_config__ = STRICT

    id: Slug
    title: Text
    record: Annotated[Slug, About("哪类记录、事项或措施", "the kind of record, duty or act")]
    measure: Annotated[Measured, About("什么情况", "what is counted")]
    points: Annotated[Points, About("每件几分（负数为扣分）", "points for each; negative ones are taken off")]
    most: Annotated[Points, About("最多几分", "the most in all")]
    clause: Clause
    kinds: Annotated[tuple[Slug, ...], About("只算哪几类；缺省为全部", "kinds it counts; default: all")] = ()
    convention: Convention = None
