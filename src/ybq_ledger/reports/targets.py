"""Each target of the plan with its last reading: met, not met, not read, or not computable."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from typing import Literal

from ybq_ledger.domain.view import View
from ybq_ledger.model.activity import Reading
from ybq_ledger.model.language import Text
from ybq_ledger.model.plan import Target
from ybq_ledger.model.table import Cell, Column, Document, Line, Style, Table

Outcome = Literal["met", "not-met", "not-read", "not-computable"]
OUTCOMES: dict[Outcome, tuple[Text, Style]] = {
    "met": (Text("达到", "met"), "green"),
    "not-met": (Text("未达到", "not met"), "red"),
    "not-read": (Text("无读数", "not read"), "grey"),
    "not-computable": (Text("分母为零，不计", "n/a: nothing to count"), "grey"),
}
TRENDS: dict[str, Text] = {
    "up": Text("升", "up"),
    "down": Text("降", "down"),
    "level": Text("平", "level"),
    "": Text("", ""),
}
COLUMNS = (
    Column("target", Text("指标", "Target")), Column("title", Text("内容", "What"), drop=1),
    Column("at_least", Text("要求", "At least"), "right"), Column("value", Text("读数", "Reading"), "right"),
    Column("measured_on", Text("截止日期", "Measured")), Column("outcome", Text("结果", "Outcome")),
    Column("trend", Text("趋势", "Trend"), drop=2),
)  # fmt: skip


def targets(view: View, goal: str | None = None) -> Document:
    """Every target, or those of one goal, in the order of the plan."""
    rows, items = [], []
    for entry in view.plan.goals:
        for target in entry.targets if goal in (None, entry.id) else ():
            taken = [record for _, record in view.readings if record.target == target.id]
            rows.append(row(target, taken))
            items.append({"goal": entry.id} | as_data(target, taken))
    unread = sum(1 for item in items if item["outcome"] == "not-read")
    head = Text(
        f"截至 {view.as_of}：{len(items)} 项指标，其中 {unread} 项没有读数",
        f"as of {view.as_of}: {len(items)} targets, {unread} of them not read",
    )
    data: dict[str, object] = {"as_of": str(view.as_of), "unreadable": len(view.ledger.unreadable), "items": items}
    return Document("targets", (Line(head, "strong"), Table(COLUMNS, tuple(rows))), data)


def share(reading: Reading) -> Decimal | None:
    """Per cent to two places, cut and not rounded up (99.999 % is not 100 %); None where the denominator is zero."""
    if not reading.denominator:
        return None
    exact = Decimal(reading.numerator) * 100 / Decimal(reading.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_DOWN)


def outcome(target: Target, taken: list[Reading]) -> Outcome:
    """How the last reading stands against the target (reading 17)."""
    if not taken:
        return "not-read"
    last = taken[-1]
    if not last.denominator:
        return "not-computable"
    return "met" if last.numerator * 100 >= target.at_least * last.denominator else "not-met"


def trend(taken: list[Reading]) -> str:
    """The last reading against the one before; empty where one of them has no value."""
    values = [share(reading) for reading in taken[-2:]]
    if len(values) < 2 or values[0] is None or values[1] is None:
        return ""
    return "up" if values[1] > values[0] else "down" if values[1] < values[0] else "level"


def row(target: Target, taken: list[Reading]) -> tuple[Cell, ...]:
    """One target for people."""
    words, style = OUTCOMES[outcome(target, taken)]
    value = share(taken[-1]) if taken else None
    shown = "" if value is None else f"{value}%"
    return (
        Cell(target.id), Cell(target.title), Cell(f"{target.at_least}%"), Cell(shown),
        Cell(taken[-1].measured_on if taken else None), Cell(words, style), Cell(TRENDS[trend(taken)]),
    )  # fmt: skip


def as_data(target: Target, taken: list[Reading]) -> dict[str, object]:
    """One target for programs; `value` is a decimal as text."""
    last = taken[-1] if taken else None
    value = share(last) if last else None
    return {
        "target": target.id, "title": target.title.zh, "title_en": target.title.en, "at_least": target.at_least,
        "outcome": outcome(target, taken), "value": None if value is None else str(value), "trend": trend(taken) or None,
        "readings": [
            {"id": r.id, "measured_on": str(r.measured_on), "numerator": r.numerator, "denominator": r.denominator}
            for r in taken
        ],
    }  # fmt: skip
