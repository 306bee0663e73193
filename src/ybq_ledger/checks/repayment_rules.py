"""Rules about debts: schedules that add up, within three rolling years, planned anew each year, and paid as told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ybq_ledger.checks.context import Context, RuleCheck
from ybq_ledger.domain import deadlines
from ybq_ledger.domain.repaying import NOTHING, Version, account
from ybq_ledger.domain.timeline import in_order
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.repayment import Adjust, Pay, Repayment, Replan

INSTALMENTS_NOT_BALANCE = Rule(
    "R600", "instalments-not-balance", Severity.error,
    Text("分期合计 {sum} 元，应还 {balance} 元", "the instalments add up to {sum} yuan, {balance} are owed"),
    Text("改到合计等于当时的余额", "make them add up to what was owed then"),
)  # fmt: skip
BEYOND_THREE_YEARS = Rule(
    "R601", "beyond-three-years", Severity.warning,
    Text("最后一期 {due} 超出 {made} 起三年（到 {limit}）", "the last instalment, {due}, lies beyond three years from {made} (until {limit})"),
    Text("按三年滚动排计划（三.（三）.8），余下的逐年重排", "plan three rolling years (三.（三）.8) and the rest anew each year"),
)  # fmt: skip
NOT_PLANNED_ANEW = Rule(
    "R602", "not-planned-anew", Severity.warning,
    Text("计划还是 {made} 的，已满一年没有滚动重排", "the schedule is of {made}; a year has gone by without planning anew"),
    Text("用 ledger replan 排下一个三年", "plan the next three years with ledger replan"),
)  # fmt: skip
PAID_TOO_MUCH = Rule(
    "R603", "paid-too-much", Severity.error,
    Text("付款 {amount} 元，当时只欠 {balance} 元", "{amount} yuan were paid, only {balance} were owed"),
    Text("核对金额；总额变了先登记 adjust", "check the sum; where the debt itself changed, enter adjust first"),
)  # fmt: skip
INSTALMENT_BEFORE_PLAN = Rule(
    "R604", "instalment-before-plan", Severity.error,
    Text("一期的期限 {due} 早于计划日期 {made}", "an instalment is due on {due}, before its schedule was made on {made}"),
    Text("核对日期；已到期未付的排到新计划里", "check the day; what is overdue goes into the new schedule with a day to come"),
)  # fmt: skip
PAYMENT_WITHOUT_EVIDENCE = Rule(
    "R605", "payment-without-evidence", Severity.warning,
    Text("付款没有凭证", "a payment without evidence"),
    Text("加 evidence：回单的路径或链接", "add evidence: path or link of the receipt"),
)  # fmt: skip
NOTHING_OWED = Rule(
    "R606", "nothing-owed", Severity.error,
    Text("金额是 0", "the sum is 0"),
    Text("写实际金额；记录不该有就作废", "write the real sum; void the record if there is no debt"),
)  # fmt: skip
YEAR_MONTHS = 12
ROLLING_MONTHS = 36


def schedules(context: Context) -> Iterator[Finding]:
    """R600, R601, R604: every version of every schedule."""
    for path, record in debts(context):
        events = [event for _, event in in_order(record.events)]
        places: list[tuple[str | int, ...]] = [()]
        places += [("events", i) for i, e in in_order(record.events) if isinstance(e, Replan | Adjust)]
        for steps, version in zip(places, account(record, events).versions, strict=False):
            yield from wrong_schedule(context, path, steps, version)


def debts(context: Context) -> Iterator[tuple[str, Repayment]]:
    """Every debt with the path of its file."""
    for source in context.ledger.sources:
        if isinstance(source.record, Repayment):
            yield source.path, source.record


def wrong_schedule(context: Context, path: str, steps: tuple[str | int, ...], version: Version) -> Iterator[Finding]:
    """What is wrong with one version."""
    total = sum((part.amount for part in version.instalments), NOTHING)
    place = (*steps, "instalments")
    if total != version.balance and version.balance > 0:
        yield Finding(INSTALMENTS_NOT_BALANCE, context.place(path, *place), {"sum": total, "balance": version.balance})
    limit = months_after(context, version.made_on, ROLLING_MONTHS)
    last = max((part.due for part in version.instalments), default=version.made_on)
    if last > limit:
        yield Finding(
            BEYOND_THREE_YEARS, context.place(path, *place), {"due": last, "made": version.made_on, "limit": limit}
        )
    for index, part in enumerate(version.instalments):
        if part.due < version.made_on:
            found = context.place(path, *steps, "instalments", index, "due")
            yield Finding(INSTALMENT_BEFORE_PLAN, found, {"due": part.due, "made": version.made_on})
        if part.amount == 0:
            yield Finding(NOTHING_OWED, context.place(path, *steps, "instalments", index, "amount"))


def months_after(context: Context, day: date, months: int) -> date:
    """The corresponding day so many months later; a rest day is as good as any here."""
    return deadlines.count(context.calendar, day, months, "months", "kept").day


def not_planned_anew(context: Context) -> Iterator[Finding]:
    """R602: still owing, and the schedule in force is more than a year old today."""
    for path, record in debts(context):
        events = [event for _, event in in_order(record.events)]
        state = account(record, events)
        made = state.versions[-1].made_on
        void = any(event.event == "void" for event in events)
        if state.balance > 0 and not void and months_after(context, made, YEAR_MONTHS) < context.today:
            yield Finding(NOT_PLANNED_ANEW, context.place(path, "instalments"), {"made": made})


def payments(context: Context) -> Iterator[Finding]:
    """R603, R605."""
    for path, record in debts(context):
        if record.amount == 0:
            yield Finding(NOTHING_OWED, context.place(path, "amount"))
        before: list[object] = []
        for index, event in in_order(record.events):
            if isinstance(event, Pay):
                balance = account(record, before).balance  # type: ignore[arg-type]  # events, collected one by one
                if event.amount > balance:
                    facts = {"amount": event.amount, "balance": balance}
                    yield Finding(PAID_TOO_MUCH, context.place(path, "events", index, "amount"), facts)
                if not event.evidence:
                    yield Finding(PAYMENT_WITHOUT_EVIDENCE, context.place(path, "events", index, "event"))
            before.append(event)


REPAYMENT_RULES: tuple[RuleCheck, ...] = (
    ((INSTALMENTS_NOT_BALANCE, BEYOND_THREE_YEARS, INSTALMENT_BEFORE_PLAN), schedules),
    ((NOT_PLANNED_ANEW,), not_planned_anew),
    ((PAID_TOO_MUCH, PAYMENT_WITHOUT_EVIDENCE, NOTHING_OWED), payments),
)
