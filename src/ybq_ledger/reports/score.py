"""The score of each unit, and with `explain` every item behind every point."""

from __future__ import annotations

from decimal import Decimal

from ybq_ledger.domain.scoring import Points, UnitScore, Unscored, unit_scores
from ybq_ledger.domain.view import View
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Cell, Column, Document, Line, Table

COLUMNS = (
    Column("rank", Text("名次", "Rank"), "right"),
    Column("unit", Text("单位", "Unit")),
    Column("score", Text("得分", "Score"), "right"),
    Column("taken", Text("扣分", "Taken off"), "right", drop=1),
    Column("given", Text("加分", "Added"), "right", drop=1),
)
EXPLAINED = (
    Column("unit", Text("单位", "Unit")),
    Column("line", Text("评分项", "Line")),
    Column("number", Text("件数", "Items"), "right"),
    Column("points", Text("分值", "Points"), "right"),
    Column("items", Text("依据", "Because of")),
)
REASONS: dict[Unscored, Text] = {
    "outside": Text("不归区里指挥，不计分", "outside the district's command: not scored"),
    "nothing-owed": Text("无应办事项，不计分", "nothing owed: not scored"),
    "ended": Text("单位当日不存在，不计分", "not in existence that day: not scored"),
    "no-scoring": Text("plan/scoring.yaml 没有评分项", "plan/scoring.yaml has no lines"),
}
PROPOSAL = Text(
    "分值是本系统的建议（plan/scoring.yaml），不是方案原文；每一分的依据见 --explain。",
    "The points are our proposal (plan/scoring.yaml), not the plan's; --explain shows what is behind each of them.",
)


def score(view: View, unit: str | None, explain: bool) -> Document:
    """Units in the order of their score, then those that are not scored, each with the reason."""
    everybody = unit_scores(view)
    ranked = sorted((found for found in everybody if found.total is not None), key=lambda found: -points_of(found))
    places = {found.unit.code: place_of(found, ranked) for found in ranked}
    wanted = [found for found in ranked if unit in (None, found.unit.code)]
    others = [found for found in everybody if found.total is None and unit in (None, found.unit.code)]
    head = Text(f"截至 {view.as_of}：{len(ranked)} 个单位计分", f"as of {view.as_of}: {len(ranked)} units scored")
    parts: list[Line | Table] = [Line(head, "strong"), Line(PROPOSAL, "faint")]
    parts.append(Table(COLUMNS, tuple(row(found, places) for found in [*wanted, *others])))
    if explain:
        parts.append(Table(EXPLAINED, tuple(line for found in wanted for line in explained(found)), title=BEHIND))
    data: dict[str, object] = {
        "as_of": str(view.as_of), "unreadable": len(view.ledger.unreadable),
        "rows": [as_data(found, places) for found in [*wanted, *others]],
    }  # fmt: skip
    return Document("score", tuple(parts), data)


BEHIND = Text("每一分的依据", "What is behind each point")


def points_of(found: UnitScore) -> Decimal:
    """A total that is there."""
    return found.total if found.total is not None else Decimal(0)


def place_of(found: UnitScore, ranked: list[UnitScore]) -> int:
    """One more than how many have more points: equals share a place."""
    return 1 + sum(1 for other in ranked if points_of(other) > points_of(found))


def row(found: UnitScore, places: dict[str, int]) -> tuple[Cell, ...]:
    """One unit for people."""
    name = Text(found.unit.name, found.unit.en)
    if found.unscored:
        reason = REASONS[found.unscored]
        return (Cell(None), Cell(name, "faint"), Cell(reason, "faint"), Cell(None), Cell(None))
    points = [line.points for line in found.lines if line.score.measure != "base"]
    taken = sum((value for value in points if value < 0), Decimal("0.0"))
    given = sum((value for value in points if value > 0), Decimal("0.0"))
    return (
        Cell(places[found.unit.code]), Cell(name), Cell(found.total, "strong"), Cell(taken, "red" if taken else "faint"),
        Cell(given, "green" if given else "faint"),
    )  # fmt: skip


def explained(found: UnitScore) -> list[tuple[Cell, ...]]:
    """Each line of one unit with its items."""
    name = Text(found.unit.name, found.unit.en)
    return [
        (
            Cell(name), Cell(line.score.title), Cell(len(line.items) or None), Cell(line.points, "red" if line.points < 0 else "plain"),
            Cell(" ".join(line.items)),
        )
        for line in found.lines
    ]  # fmt: skip


def as_data(found: UnitScore, places: dict[str, int]) -> dict[str, object]:
    """One unit for programs; points are decimals as text."""
    reason = REASONS[found.unscored] if found.unscored else None
    return {
        "unit": found.unit.code, "name": found.unit.name, "name_en": found.unit.en,
        "rank": places.get(found.unit.code), "score": None if found.total is None else str(found.total),
        "reason": reason.zh if reason else None, "reason_en": reason.en if reason else None,
        "lines": [line_data(line) for line in found.lines],
    }  # fmt: skip


def line_data(line: Points) -> dict[str, object]:
    """One line with the items behind it."""
    return {
        "line": line.score.id, "title": line.score.title.zh, "title_en": line.score.title.en,
        "clause": line.score.clause, "each": str(line.score.points), "most": str(line.score.most),
        "points": str(line.points), "items": list(line.items),
    }  # fmt: skip
