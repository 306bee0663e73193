"""What a unit that ends hands over, and to whom, item by item where there are several successors."""

from __future__ import annotations

from typing import Annotated

from ybq_ledger.model.activity import Events
from ybq_ledger.model.event import Proofs, Recorded
from ybq_ledger.model.identity import RecordId, UnitCode
from ybq_ledger.model.shape import STRICT, About, Day, Length, Line, Matches, Passage, Slug
from ybq_ledger.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Handed:
    """One record, duty, action or task, and the unit that takes it over."""

    __pydantic_config__ = STRICT

    item: Annotated[
        str,
        Matches(r"[a-z][A-Za-z0-9-]*(/[A-Za-z0-9-]+){0,3}", "guotuju-2018-3047192"),
        About("记录编号、应办事项、行动或任务", "a record, a duty, an action or a task"),
    ]
    to: Annotated[Slug, About("接收单位", "the unit that takes it over")]


@dataclass(frozen=True, slots=True)
class Handover:
    """A handover list (移交清单); it takes effect the day after the unit's last one, whenever it was signed."""

    __pydantic_config__ = STRICT

    id: RecordId
    unit: UnitCode
    title: Annotated[Line, About("移交清单名称", "what the list is called")]
    handed_on: Annotated[Day, About("移交日期", "the day it was signed")]
    recorded: Recorded
    items: Annotated[tuple[Handed, ...], Length(2000, 0), About("逐项移交", "item by item")] = ()
    to: Annotated[Slug | None, About("其余事项的接收单位", "the unit that takes over the rest")] = None
    document: Proofs = ()
    note: Annotated[Passage | None, About("说明", "remark")] = None
    events: Events = ()
