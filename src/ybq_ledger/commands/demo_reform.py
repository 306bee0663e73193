"""Makes up a unit that ends in the first summer, with a handover list that splits its open issues between two successors."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from ybq_ledger.commands import demo_texts as texts
from ybq_ledger.commands.demo_records import Maker, finish, in_sequence, rectified_on
from ybq_ledger.domain.due import rectification
from ybq_ledger.domain.obligations import leads_of
from ybq_ledger.model import event as happening
from ybq_ledger.model.event import IssueEvent
from ybq_ledger.model.handover import Handed, Handover
from ybq_ledger.model.plan import Unit
from ybq_ledger.model.record import Issue

CODE = "yanshi-zhongxin"
NAME = "【演示】项目服务中心"
ISSUES_PER_HANDED = 40
LIFE = 90
"""Working days from the plan's issue to the unit's last one."""


def made_up_unit(maker: Maker) -> Unit | None:
    """A unit with two successors that is no unit of the plan; None where the plan has too few units for it."""
    heirs = [unit.code for unit in maker.plan.units if unit.command == "district" and unit.code != maker.coordinator]
    if len(heirs) < 2 or any(unit.code == CODE for unit in maker.plan.units):
        return None
    last = maker.calendar.add(maker.plan.issued, LIFE)
    return Unit(code=CODE, name=NAME, en="Demo project service centre", valid_to=last, successors=tuple(heirs[:2]))


def as_yaml(unit: Unit) -> str:
    """The unit as it stands at the end of plan/units.yaml."""
    return (
        f"  - code: {unit.code}\n    name: {unit.name}\n    en: {unit.en}\n    valid_to: {unit.valid_to}\n"
        f"    successors: [{', '.join(unit.successors)}]\n"
    )


def make_reform(maker: Maker, unit: Unit, number: int) -> Iterator[Issue | Handover]:
    """Issues of the unit, found while it existed; its successors put most of them right; and the list that hands them over."""
    last = unit.valid_to
    works = [work for work in maker.plan.actions if leads_of(work)]
    if last is None or not works:
        return
    items = []
    for index in range(max(2, math.ceil(number / ISSUES_PER_HANDED))):
        heir = unit.successors[index % 2]
        issue = handed_issue(maker, unit.code, heir, last, works[index % len(works)].id, index)
        items += [Handed(issue.id, heir)] if heir != unit.successors[0] else []
        yield issue
    signed = maker.calendar.on_or_before(last)
    yield Handover(
        id=maker.new_id(unit.code, signed), unit=unit.code, title=f"{texts.MARK}机构调整移交清单", handed_on=signed,
        recorded=signed, items=tuple(items), to=unit.successors[0], document=maker.proof(),
    )  # fmt: skip


def handed_issue(maker: Maker, unit: str, heir: str, last: date, work: str, index: int) -> Issue:
    """One issue that the unit worked on and left open; every third one is open still."""
    found = maker.later(maker.plan.issued, 5, LIFE - 20)
    day = min(maker.later(found, 2, 10), last)
    opening = Issue(
        id=maker.new_id(unit, found), unit=unit, title=texts.title(index, maker.chance.randrange(99), maker.chance.randrange(99)),
        source="self-check", found_on=found, recorded=found, action=work, causes=(maker.chance.choice(texts.CAUSES),),
    )  # fmt: skip
    milestone = rectification(maker.plan, opening)
    due = milestone.due.on if milestone and milestone.due.rule == "fixed" else date(found.year, 12, 31)
    own = found > due
    due = maker.later(last, 20, 40) if own else due
    events: list[IssueEvent] = [happening.Progress("progress", day, day, unit, maker.chance.choice(texts.NOTES))]
    if index % 3:
        taken = maker.later(last, 2, 20)
        done = rectified_on(maker, "on-time", taken, max(due, taken))
        which = next(each for each in maker.plan.works if each.id == work)
        events += finish(maker, which, heir, "on-time", done, None)
    return Issue(
        **{name: getattr(opening, name) for name in Issue.__slots__ if name not in ("deadline", "events")},
        deadline=due if own else None, events=in_sequence(found, events),
    )  # fmt: skip
