"""What happened to a deadline after it was counted: extensions, returns, transfers, successions, payments."""

from __future__ import annotations

from itertools import pairwise

from ybq_ledger.domain.lookup import duty_named, standing_named
from ybq_ledger.domain.repaying import account
from ybq_ledger.domain.standing import Standing, life_of
from ybq_ledger.domain.succession import NEXT_DAY, succession
from ybq_ledger.domain.timeline import in_order
from ybq_ledger.domain.view import View
from ybq_ledger.model.complaint import Refer
from ybq_ledger.model.deadline import Step
from ybq_ledger.model.event import (
    ApplyExtension,
    ApproveExtension,
    AskHigher,
    Merge,
    Reopen,
    Return,
    Transfer,
)
from ybq_ledger.model.language import Text
from ybq_ledger.model.obligation import Obligation
from ybq_ledger.model.record import Event, Record
from ybq_ledger.model.record_types import BY_SHAPE
from ybq_ledger.model.repayment import Repayment
from ybq_ledger.model.supervision import Act, Instruction
from ybq_ledger.reports.wording import unit_text


def event_steps(view: View, item: Standing) -> list[Step]:
    """Each approval of an extension, with what it did, and each event that people may think moves the date, but does not."""
    record = item.source
    if record is None or isinstance(record, Obligation):
        return []
    refused = {problem.event for problem in life_of(view.plan, view.calendar, record).problems}
    steps = []
    for index, event in in_order(record.events):
        if isinstance(event, ApproveExtension):
            steps.append(approval_step(event, index in refused))
        elif index not in refused and (text := moves_nothing(view, event)):
            steps.append(Step("kept", event.on, text))
    return steps


def approval_step(event: ApproveExtension, refused: bool) -> Step:
    """An approval: the new date, or why it is void."""
    if refused:
        text = Text(
            f"批准延至 {event.to}，无效（过期批准、不更晚或超上限）",
            f"grant of {event.to} is void: too late, not later, or beyond the cap",
        )
        return Step("kept", event.on, text)
    text = Text(
        f"{event.approver} 批准延至 {event.to}（{event.reason}）",
        f"{event.approver} granted {event.to} ({event.reason})",
    )
    return Step("extended", event.on, text)


def moves_nothing(view: View, event: Event) -> Text | None:
    """What is said of an event that leaves the date as it was; None where nobody would think otherwise."""
    match event:
        case ApplyExtension():
            return Text(f"申请延至 {event.to}，时限不变", f"asked to extend to {event.to}; moves nothing")
        case Transfer() | Refer():
            to = unit_text(view, event.to)
            return Text(f"转给{to.zh}，时限不变", f"passed to {to.en}; the date stays")
        case Return():
            return Text("退回，时限连续计算", "sent back; the clock runs on as if it had not stopped")
        case Reopen():
            return Text("重新打开，时限连续计算", "reopened; the clock runs on as if it had not stopped")
        case AskHigher():
            return Text("提请上级协调，时限不停算", "a higher level was asked; the clock does not stop")
        case Merge():
            return Text(f"并入 {event.into}，本条不再计", f"merged into {event.into}; this one counts no more")
    return None


def about_steps(view: View, record: Act | Instruction) -> list[Step]:
    """The records and duties an act or instruction is about, each with its own date."""
    steps = []
    for word in record.about:
        item = duty_named(view, word) or standing_named(view, word)
        if item and item.due:
            text = Text(
                f"涉及 {item.id}（{item.title.zh}），期限 {item.due}",
                f"about {item.id} ({item.title.en}), due {item.due}",
            )
            steps.append(Step("kept", item.due, text))
    return steps


def succession_steps(view: View, item: Standing) -> list[Step]:
    """Each unit that took the item over because the one before it had ended; the date stays."""
    found = succession(view.plan)
    if found is None or item.source is None:
        return []
    duty = isinstance(item.source, Obligation)
    keys = (item.id, *item.works)
    begun = item.source.units if isinstance(item.source, Obligation) else (first_holder(item.source),)
    day = min(item.settled or view.as_of, view.as_of) if duty else view.as_of
    steps = []
    for unit in begun:
        for before, heir in pairwise(found.chain(unit, keys, day)):
            last = found.last_day(before) or view.as_of
            old, new = unit_text(view, before), unit_text(view, heir)
            text = Text(
                f"{old.zh}于 {last} 终止，由{new.zh}承接，时限不变",
                f"{old.en} ended on {last}; {new.en} took it over, the date stays",
            )
            if heir in item.units:
                steps.append(Step("kept", last + NEXT_DAY, text))
    return steps


def first_holder(record: Record) -> str:
    """The unit that had to act when the record began."""
    holder: str = getattr(record, BY_SHAPE[type(record)].holder)
    return holder


def instalment_steps(view: View, record: Repayment) -> list[Step]:
    """Each instalment of the schedule in force: covered by what was paid, or how much of it is open."""
    refused = {problem.event for problem in life_of(view.plan, view.calendar, record).problems}
    state = account(record, [event for index, event in in_order(record.events) if index not in refused])
    version = state.versions[-1]
    left = {part.due: part.amount for part in state.open_instalments}
    made = Text(
        f"第 {len(state.versions)} 版计划，当时应还 {version.balance} 元",
        f"version {len(state.versions)} of the schedule; {version.balance} yuan were owed",
    )
    steps = [Step("start", version.made_on, made)]
    for part in sorted(version.instalments, key=lambda part: part.due):
        open_ = left.get(part.due)
        text = Text(
            f"应付 {part.amount} 元，{f'尚欠 {open_} 元' if open_ else '已付清'}",
            f"{part.amount} yuan due, {f'{open_} open' if open_ else 'covered'}",
        )
        steps.append(Step("fixed", part.due, text))
    return steps
