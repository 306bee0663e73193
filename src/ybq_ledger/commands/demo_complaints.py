"""Makes up complaints and reports in every state of their life, by the same chance as the other records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

from ybq_ledger.commands import demo_texts as texts
from ybq_ledger.commands.demo_records import Maker
from ybq_ledger.domain.obligations import participants
from ybq_ledger.model import complaint as step
from ybq_ledger.model import event as happening
from ybq_ledger.model.complaint import RESTRICTED_WORD, Channel, Complaint, ComplaintEvent

FATES = (
    ("resolved", 40), ("late", 12), ("open", 16), ("new", 8), ("extended", 6), ("declined", 6), ("withdrawn", 5),
    ("anonymous", 7),
)  # fmt: skip
"""How a complaint goes, and how many in a hundred go so."""
MATTERS = ("窗口办件拖延", "收费与公示不一致", "承诺政策未兑现", "检查次数过多", "工程款拖欠", "办事材料反复补充")
RESTRICTED_EVERY = 15
ASSISTED_EVERY = 7


def make_complaints(maker: Maker, number: int) -> Iterator[Complaint]:
    """So many complaints, received by the coordinator and passed on to units of all actions."""
    fates, weights = zip(*FATES, strict=True)
    for index in range(number):
        yield make_complaint(maker, index, maker.chance.choices(fates, weights)[0])


def make_complaint(maker: Maker, index: int, fate: str) -> Complaint:
    """One complaint with its events; every fifteenth is restricted and holds no text at all."""
    chance = maker.chance
    work = chance.choice([work for work in maker.plan.actions if participants(maker.plan, work)])
    received = maker.plan.issued + timedelta(days=chance.randint(10, 220))
    restricted = index % RESTRICTED_EVERY == RESTRICTED_EVERY - 1
    units = participants(maker.plan, work)
    handler = chance.choice(units)
    helper = next((unit for unit in units if unit not in (handler, maker.coordinator)), None)
    events = in_order(maker, received, fate, handler, helper if index % ASSISTED_EVERY == 0 else None)
    return Complaint(
        id=maker.new_id(maker.coordinator, received), unit=maker.coordinator,
        kind="report" if fate == "anonymous" or restricted else "complaint",
        reference=f"TS-{received.year}-{index + 1:04d}", received_on=received, recorded=received,
        title=None if restricted else texts.MARK + chance.choice(MATTERS), channel=chance.choice(get_args(Channel)),
        anonymous=fate == "anonymous", restricted=restricted, action=work.id,
        events=without_words(events) if restricted else events,
    )  # fmt: skip


def without_words(events: tuple[ComplaintEvent, ...]) -> tuple[ComplaintEvent, ...]:
    """The same events as a restricted record may hold them."""
    told = {"note": None, "evidence": (), "reason": RESTRICTED_WORD, "approver": RESTRICTED_WORD}
    silent: list[Any] = []
    for event in events:
        kept: Any = event
        silent.append(replace(kept, **{name: value for name, value in told.items() if hasattr(event, name)}))
    return tuple(silent)


def in_order(
    maker: Maker, received: date, fate: str, handler: str, helper: str | None
) -> tuple[ComplaintEvent, ...]:  # fmt: skip
    """The events of one fate, recorded on their day; where there is a helper, it assists, late now and then."""
    us = maker.coordinator
    day = maker.later(received, 1, 3)
    if fate == "new":
        return ()
    if fate == "declined":
        return (step.Decline("decline", day, day, us, f"{texts.MARK}不属本区管辖"),)
    events: list[ComplaintEvent] = [step.Accept("accept", day, day, us)]
    if handler != us:
        inner = maker.calendar.add(received, 15)
        events.append(step.Refer("refer", day, day, us, handler, "handle", inner))
        if helper:
            events.append(step.Refer("refer", day, day, us, helper, "assist", inner))
        day = maker.later(day, 1, 2)
        events.append(happening.Sign("sign", day, day, handler))
        events += [happening.Sign("sign", day, day, helper)] if helper else []
    if fate == "withdrawn":
        day = maker.later(day, 1, 5)
        return (*events, step.Withdraw("withdraw", day, day, us, f"{texts.MARK}投诉人书面撤回"))
    if fate == "open":
        return tuple(events)
    return (*events, *to_the_end(maker, received, fate, handler, helper, day))


def to_the_end(
    maker: Maker, received: date, fate: str, handler: str, helper: str | None, day: date
) -> Iterator[ComplaintEvent]:
    """Answered, reported back (with a helper: sent back once), perhaps extended, settled and followed up."""
    us = maker.coordinator
    answered = max(day, maker.later(received, 8, 12) if fate == "late" else maker.later(received, 4, 7))
    if fate == "anonymous":
        yield step.CannotAnswer("cannot-answer", answered, answered, us, "匿名举报，无从答复")
    else:
        yield step.Reply("reply", answered, answered, us, texts.MARK + "已书面答复", maker.proof())
    if handler != us:
        answered = maker.later(answered, 1, 4)
        yield step.Report("report", answered, answered, handler, maker.chance.choice(texts.NOTES))
        if helper:
            yield happening.Return("return", answered, answered, us, maker.chance.choice(texts.REASONS))
            answered = maker.later(answered, 1, 3)
            yield step.Report("report", answered, answered, helper, maker.chance.choice(texts.NOTES))
            yield step.Report("report", answered, answered, handler, maker.chance.choice(texts.NOTES))
    settled = maker.later(received, 31, 40) if fate == "late" else maker.later(answered, 1, 8)
    if fate == "extended":
        granted, later = maker.calendar.add(received, 28), maker.calendar.add(received, 50)
        ground = maker.chance.choice(texts.GROUNDS)
        yield happening.ApplyExtension("apply-extension", granted, granted, handler, later, ground)
        yield happening.ApproveExtension("approve-extension", granted, granted, us, later, ground, "分管副区长")
        settled = maker.calendar.add(received, 45)
    outcome = maker.chance.choice(("upheld", "partly", "unfounded", "mediated"))
    yield step.Resolve("resolve", settled, settled, us, outcome, texts.MARK + "已办结", maker.proof())  # type: ignore[arg-type]
    asked = maker.later(settled, 2, 6)
    happy = maker.chance.choice(("yes", "yes", "partly", "no", "unreachable"))
    yield step.FollowUp("follow-up", asked, asked, us, happy)  # type: ignore[arg-type]
