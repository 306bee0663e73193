"""Debts with their schedules: owed, paid, what should be paid by now, how much is behind, and sums by unit."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ybq_ledger.domain.repaying import NOTHING, Account, account
from ybq_ledger.domain.standing import Standing, is_wanted, life_of
from ybq_ledger.domain.timeline import in_order
from ybq_ledger.domain.view import View
from ybq_ledger.model.language import Text
from ybq_ledger.model.repayment import Instalment, Repayment
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.wording import STATES, unit_text

COLUMNS = (
    Column("id", Text("编号", "Id"), drop=3),
    Column("unit", Text("单位", "Unit")),
    Column("title", Text("事由", "For"), drop=2),
    Column("amount", Text("欠款", "Owed"), "right"),
    Column("paid", Text("已还", "Paid"), "right"),
    Column("balance", Text("余额", "Balance"), "right"),
    Column("behind", Text("落后", "Behind"), "right"),
    Column("next", Text("下期", "Next"), drop=1),
    Column("state", Text("状态", "State"), drop=1),
)
SUMS = (
    Column("unit", Text("单位", "Unit")), Column("number", Text("笔数", "Debts"), "right"),
    Column("amount", Text("欠款", "Owed"), "right"), Column("paid", Text("已还", "Paid"), "right"),
    Column("balance", Text("余额", "Balance"), "right"), Column("behind", Text("落后", "Behind"), "right"),
)  # fmt: skip
BY_UNIT = Text("分单位合计（元）", "Sums by unit (yuan)")
ON_SCHEDULE = Text("按计划", "on schedule")
BEHIND = Text("落后", "behind")
Entry = tuple[Standing, Repayment, Account]


def repayments(view: View, unit: str | None, work: str | None) -> Document:
    """Every debt on the day, then the sums of each unit and of all."""
    found = [entry for entry in entries(view) if is_wanted(entry[0], unit, work)]
    units = list(dict.fromkeys(entry[0].units[0] for entry in found))
    behind = sum(1 for _, _, state in found if state.behind_on(view.as_of))
    head = Text(
        f"截至 {view.as_of}：{len(found)} 笔欠款，{behind} 笔落后于计划（单位：元）",
        f"as of {view.as_of}: {len(found)} debts, {behind} behind schedule (in yuan)",
    )
    sums = tuple(
        (Cell(unit_text(view, code)), *sum_cells(view, [entry for entry in found if entry[0].units[0] == code]))
        for code in units
    )
    total = (Cell(Text("合计", "Total"), "strong"), *sum_cells(view, found))
    parts: tuple[Line | Table, ...] = (Line(head, "strong"),)
    if found:
        parts += (
            Table(COLUMNS, tuple(row(view, entry) for entry in found)),
            Table(SUMS, sums, title=BY_UNIT, total=total),
        )
    data: dict[str, object] = {
        "as_of": str(view.as_of), "unreadable": len(view.ledger.unreadable),
        "items": [as_data(view, entry) for entry in found],
        "units": [{"unit": code} | sums_of(view, [e for e in found if e[0].units[0] == code]) for code in units],
        "total": sums_of(view, found),
    }  # fmt: skip
    return Document("repayment-accounts", parts, data)


def entries(view: View) -> list[Entry]:
    """The debts that are not void, each with its account on the day; illegal events count for nothing."""
    found = []
    for item in view.of_kind("repayment"):
        record = item.source
        if isinstance(record, Repayment):
            refused = {problem.event for problem in life_of(view.plan, view.calendar, record).problems}
            events = [event for index, event in in_order(record.events) if index not in refused]
            found.append((item, record, account(record, events)))
    return found


def figures(view: View, state: Account) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Owed in all, paid, still owed, behind."""
    return state.amount, state.paid, state.balance, state.behind_on(view.as_of)


def totals(view: View, found: Iterable[Entry]) -> tuple[Decimal, ...]:
    """The four sums over debts."""
    columns = list(zip(*(figures(view, state) for _, _, state in found), strict=True))
    return tuple(sum(column, NOTHING) for column in columns) or (NOTHING,) * 4


def sum_cells(view: View, found: list[Entry]) -> tuple[Cell, ...]:
    """The sums for people."""
    amount, paid, balance, behind = totals(view, found)
    return (Cell(len(found)), Cell(amount), Cell(paid), Cell(balance), Cell(behind, "red" if behind else "faint"))


def sums_of(view: View, found: list[Entry]) -> dict[str, object]:
    """The sums for programs."""
    amount, paid, balance, behind = totals(view, found)
    return {
        "debts": len(found), "amount": str(amount), "paid": str(paid), "balance": str(balance), "behind": str(behind),
    }  # fmt: skip


def row(view: View, entry: Entry) -> tuple[Cell, ...]:
    """One debt for people."""
    item, record, state = entry
    amount, paid, balance, behind = figures(view, state)
    coming = next(iter(state.open_instalments), None)
    shown = f"{coming.due} {coming.amount}" if coming else ""
    return (
        Cell(item.id), Cell(unit_text(view, item.units[0])), Cell(record.title), Cell(amount), Cell(paid), Cell(balance),
        Cell(behind, "red" if behind else "faint"), Cell(shown), Cell(state_text(item, state, view), item.light),
    )  # fmt: skip


def state_text(item: Standing, state: Account, view: View) -> Text:
    """Paid, behind, or on schedule."""
    if item.state == "paid":
        return STATES["paid"]
    return BEHIND if state.behind_on(view.as_of) else ON_SCHEDULE


def as_data(view: View, entry: Entry) -> dict[str, object]:
    """One debt for programs, with every version of its schedule; sums are decimals as text."""
    item, record, state = entry
    amount, paid, balance, behind = figures(view, state)
    return {
        "id": item.id, "unit": item.units[0], "title": record.title, "kind": record.kind, "creditor": record.creditor,
        "amount": str(amount), "paid": str(paid), "balance": str(balance),
        "scheduled": str(state.scheduled_by(view.as_of)), "behind": str(behind), "state": item.state,
        "on_schedule": not behind,
        "next": [instalment_data(part) for part in state.open_instalments],
        "versions": [
            {"made_on": str(version.made_on), "instalments": [instalment_data(part) for part in version.instalments]}
            for version in state.versions
        ],
        "payments": [{"on": str(payment.on), "amount": str(payment.amount)} for payment in state.payments],
        "path": item.path,
    }  # fmt: skip


def instalment_data(part: Instalment) -> dict[str, object]:
    """One instalment."""
    return {"due": str(part.due), "amount": str(part.amount)}
