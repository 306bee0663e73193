"""Makes up supervising acts along the ladder, instructions of leaders, and debts with their payments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import get_args

from ybq_ledger.commands import demo_texts as texts
from ybq_ledger.commands.demo_records import Maker
from ybq_ledger.domain.obligations import leads_of
from ybq_ledger.model import event as happening
from ybq_ledger.model import supervision as step
from ybq_ledger.model.complaint import Report
from ybq_ledger.model.record import Issue
from ybq_ledger.model.repayment import Adjust, Debt, Instalment, Pay, Repayment, RepaymentEvent, Replan
from ybq_ledger.model.supervision import Act, ActEvent, Instruction, InstructionEvent

ISSUES_PER_LADDER = 12
ISSUES_PER_INSTRUCTION = 40
ISSUES_PER_DEBT = 25
MATTERS = ("尽快解决企业反映的用地问题", "督促兑现招商承诺", "窗口排队时间过长", "核实媒体反映的收费问题")
DEBTS = ("道路工程款", "园区配套资金", "出让金返还", "维修工程尾款")
LEADERS = ("区委书记", "区长", "常务副区长", "分管副区长")
SHARES = (Decimal("0.3"), Decimal("0.3"), Decimal("0.4"))
FEN = Decimal("0.01")


def make_acts(maker: Maker, issues: list[Issue]) -> Iterator[Act]:
    """For one issue in so many a climb of some rungs, and now and then a praise."""
    for issue in issues[::ISSUES_PER_LADDER]:
        if issue.events and issue.events[-1].event in ("void", "merge"):
            continue
        yield from climb(maker, issue)
        if maker.chance.random() < 0.2 and issue.unit != maker.coordinator:
            day = maker.later(issue.found_on, 60, 100)
            yield act(maker, "praise", issue.unit, day, issue, None)


def climb(maker: Maker, issue: Issue) -> Iterator[Act]:
    """Acts over one issue, each some days after the one before."""
    outside = {unit.code for unit in maker.plan.units if unit.command == "outside"}
    day = maker.later(issue.found_on, 30, 60)
    rungs = [rung for rung in maker.plan.rungs if rung.outside or issue.unit not in outside]
    height = maker.chance.randint(1, len(rungs)) if rungs and issue.unit != maker.coordinator else 0
    for rung in rungs[:height]:
        yield act(maker, rung.id, issue.unit, day, issue, rung.approver.zh, outside=issue.unit in outside)
        day = maker.later(day, 5, 8)


def act(
    maker: Maker, kind: step.ActKind, to: str, day: date, issue: Issue, approver: str | None, *, outside: bool = False
) -> Act:  # fmt: skip
    """One act, mostly signed for and answered."""
    asks = kind not in ("remind", "criticise", "expose", "praise")
    until = maker.calendar.add(day, 5) if asks else None
    return Act(
        id=maker.new_id(maker.coordinator, day), unit=maker.coordinator, kind=kind, to=to,
        title=f"{texts.MARK}{issue.title.removeprefix(texts.MARK)}"[:200], issued_on=day, recorded=day,
        about=() if kind == "praise" else (issue.id,), form="request" if outside else "order", approver=approver,
        answer_by=until, action=issue.action, task=issue.task, events=tuple(act_events(maker, to, day)) if asks else (),
    )  # fmt: skip


def act_events(maker: Maker, to: str, day: date) -> Iterator[ActEvent]:
    """Signed for in a day or two, answered in time or late, sometimes not at all."""
    signed = maker.later(day, 1, 3)
    yield happening.Sign("sign", signed, signed, to)
    if maker.chance.random() < 0.05:
        ended = maker.later(signed, 1, 5)
        yield step.Lift("lift", ended, ended, maker.coordinator, texts.MARK + "事项已办结")
    elif maker.chance.random() < 0.85:
        answered = maker.later(signed, 1, 5)
        yield step.Answered("answer", answered, answered, to, maker.chance.choice(texts.NOTES), maker.proof())
        if maker.chance.random() < 0.1:
            back = maker.later(answered, 1, 2)
            yield happening.Return("return", back, back, maker.coordinator, maker.chance.choice(texts.REASONS))


def make_instructions(maker: Maker, number: int) -> Iterator[Instruction]:
    """So many instructions to leads, most of them reported on."""
    works = [work for work in maker.plan.actions if leads_of(work)]
    for _ in range(number if works else 0):
        work = maker.chance.choice(works)
        to, day = maker.chance.choice(leads_of(work)), maker.later(maker.plan.issued, 10, 150)
        yield Instruction(
            id=maker.new_id(maker.coordinator, day), unit=maker.coordinator, to=to,
            leader=maker.chance.choice(LEADERS), title=texts.MARK + maker.chance.choice(MATTERS), given_on=day,
            recorded=day, text=texts.MARK + "请抓紧办理并报结果",
            report_by=maker.calendar.add(day, 10) if maker.chance.random() < 0.9 else None, action=work.id,
            events=tuple(instruction_events(maker, to, day)),
        )  # fmt: skip


def instruction_events(maker: Maker, to: str, day: date) -> Iterator[InstructionEvent]:
    """Signed for, worked on, reported back in time or late."""
    signed = maker.later(day, 1, 2)
    yield happening.Sign("sign", signed, signed, to)
    if maker.chance.random() < 0.4:
        yield happening.Progress("progress", signed, signed, to, maker.chance.choice(texts.NOTES))
    if maker.chance.random() < 0.8:
        done = maker.later(signed, 3, 12)
        yield Report("report", done, done, to, maker.chance.choice(texts.NOTES), maker.proof())


def make_debts(maker: Maker, number: int) -> Iterator[Repayment]:
    """So many debts of units of the action on trust in government, paid more or less as planned."""
    works = [work for work in maker.plan.actions if leads_of(work)]
    units = [unit.code for unit in maker.plan.units if unit.command == "district"]
    for index in range(number if works and units else 0):
        work = works[min(7, len(works) - 1)]
        unit = maker.chance.choice(units)
        day = maker.later(maker.plan.issued, 5, 60)
        amount = Decimal(maker.chance.randint(20_000_00, 900_000_000)) / 100
        parts = instalments(amount, day)
        yield Repayment(
            id=maker.new_id(unit, day), unit=unit, kind=maker.chance.choice(get_args(Debt)),
            title=texts.MARK + maker.chance.choice(DEBTS), creditor=f"演示案卷 QK-{day.year}-{index + 1:04d}",
            confirmed_on=day, recorded=day, amount=amount.quantize(FEN), instalments=parts, action=work.id,
            document=maker.proof(), events=tuple(debt_events(maker, unit, amount, parts)),
        )  # fmt: skip


def instalments(amount: Decimal, day: date) -> tuple[Instalment, ...]:
    """Three parts at the ends of half-years, to the fen."""
    shares = [(amount * share).quantize(FEN) for share in SHARES[:-1]]
    parts = [*shares, amount.quantize(FEN) - sum(shares)]
    days = [date(day.year, 9, 30), date(day.year, 12, 31), date(day.year + 1, 12, 31)]
    return tuple(Instalment(due, part) for due, part in zip(days, parts, strict=True))


def debt_events(maker: Maker, unit: str, amount: Decimal, parts: tuple[Instalment, ...]) -> Iterator[RepaymentEvent]:
    """The first instalment paid in time, late, in part or not at all; one debt in six planned anew after it."""
    first = parts[0]
    paid = first.amount if maker.chance.random() < 0.6 else (first.amount / 2).quantize(FEN)
    if maker.chance.random() < 0.25:
        return
    day = first.due + timedelta(days=maker.chance.randint(-20, 15))
    yield Pay("pay", day, day, unit, paid, texts.MARK + "财政拨付", maker.proof())
    if maker.chance.random() < 0.17:
        again = day + timedelta(days=20)
        left = amount.quantize(FEN) - paid
        new = instalments(left, date(again.year, 1, 1))[1:]
        total = sum((part.amount for part in new), Decimal("0.00"))
        new = (Instalment(new[0].due, new[0].amount + left - total), *new[1:])
        yield Replan("replan", again, again, unit, new, texts.MARK + "年度滚动重排", "分管副区长")
    elif maker.chance.random() < 0.1:
        again = day + timedelta(days=25)
        less = (amount * Decimal("0.9")).quantize(FEN)
        rest = (Instalment(date(again.year + 1, 6, 30), less - paid),) if less > paid else ()
        yield Adjust("adjust", again, again, unit, less, rest, texts.MARK + "结算审计核减", maker.proof())
