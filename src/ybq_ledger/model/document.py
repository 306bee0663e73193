"""The document a plan is: what it is called, who issued it, what it rests on, and the settings for all of it."""

from __future__ import annotations

from typing import Annotated, Literal

from ybq_ledger.model.language import Text
from ybq_ledger.model.schedule import RestDay
from ybq_ledger.model.shape import STRICT, About, Between, Day, Line, Matches, Slug
from ybq_ledger.model.value import dataclass

Clause = Annotated[
    str,
    Matches(r"[^\s.]{1,12}(\.[^\s.]{1,12}){0,4}", "三.（三）.7"),
    About("出处条款，逐级用 . 连接", "clause; its levels joined by dots"),
]
Convention = Annotated[
    Text | None,
    About("本系统约定：方案没写、由台账自定的内容及理由", "our convention, not the plan's: what we decided and why"),
]


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A law or document the plan rests on."""

    __pydantic_config__ = STRICT

    title: Text
    clause: Clause
    number: Line | None = None


@dataclass(frozen=True, slots=True)
class Lights:
    """How many working days before a due date an item turns yellow, by kind of record or duty."""

    __pydantic_config__ = STRICT

    default: Annotated[int, Between(0, 60)]
    reply: Annotated[int, Between(0, 60)]
    convention: Convention = None


@dataclass(frozen=True, slots=True)
class RestDayDefaults:
    """What a rest day does to each kind of due date when the duty itself does not say."""

    __pydantic_config__ = STRICT

    fixed: RestDay
    recurring: RestDay
    relative: RestDay
    convention: Convention = None


@dataclass(frozen=True, slots=True)
class Document:
    """plan.yaml: what document this is, what it rests on, and the settings that hold for all of it."""

    __pydantic_config__ = STRICT

    id: Slug
    title: Text
    clause: Clause
    issuer: Text
    issued: Annotated[Day, About("印发日期", "date of issue")]
    language: Literal["zh", "en"]
    time_zone: Annotated[Line, About("“今天”按哪个时区算", "the zone that decides what today is")]
    coordinator: Annotated[Slug, About("牵头汇总的单位代码", "code of the coordinating unit")]
    leading_group: Text
    basis: tuple[LegalBasis, ...]
    lights: Lights
    rest_days: RestDayDefaults
    number: Annotated[Line | None, About("文号，没有则省略", "document number, if it has one")] = None
