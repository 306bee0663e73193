"""Who may do what: accounts of the people who send changes, what each kind of event asks for, and waivers of findings."""

from __future__ import annotations

from typing import Annotated, Literal

from ybq_ledger.model.document import Convention
from ybq_ledger.model.shape import STRICT, About, Day, Length, Line, Matches, Passage, Slug
from ybq_ledger.model.value import dataclass

Role = Literal["holder", "lead", "coordinator", "addressee", "issuer", "supervisor"]
Login = Annotated[str, Matches(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}(\[bot\])?", "zhangsan"), About("账号", "login")]


@dataclass(frozen=True, slots=True)
class Account:
    """One account. `unit`: whose clerk it is; `supervisor`: it may issue acts; `maintains`: folders it may edit."""

    __pydantic_config__ = STRICT

    login: Login
    unit: Annotated[Slug | None, About("所属单位代码", "code of the unit")] = None
    supervisor: Annotated[bool, About("可发督查措施", "may issue supervising acts")] = False
    maintains: Annotated[
        tuple[Annotated[str, Matches(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*/?", "docs/")], ...],
        Length(50, 0),
        About("可改的目录、文件", "folders and files it may edit"),
    ] = ()


@dataclass(frozen=True, slots=True)
class Grant:
    """Who may enter one kind of event; `open-<kind>` stands for making a record of that kind."""

    __pydantic_config__ = STRICT

    event: Annotated[Slug, About("事件，或 open-类别", "the event, or open-<kind>")]
    may: Annotated[tuple[Role, ...], Length(6), About("谁可以登记", "who may enter it")]
    convention: Convention = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that is let pass for a time: which rule, where, why, by whom, until when."""

    __pydantic_config__ = STRICT

    rule: Annotated[str, Matches(r"[A-Z][0-9]{3}", "R527"), About("规则编号", "the rule's id")]
    path: Annotated[Line, About("文件", "the file")]
    reason: Annotated[Passage, About("理由", "why")]
    approver: Annotated[Line, About("批准人（职务）", "who approved it, by post")]
    until: Annotated[Day, About("有效期至（含当日）", "the last day it holds")]
