"""Points for each unit, by the lines of plan/scoring.yaml; every point leads back to the items that gave it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, get_args

from ybq_ledger.domain.succession import is_valid
from ybq_ledger.domain.timeline import in_order
from ybq_ledger.domain.view import View
from ybq_ledger.model.activity import Result, ResultKind
from ybq_ledger.model.event import Return
from ybq_ledger.model.ladder import Score
from ybq_ledger.model.plan import Unit
from ybq_ledger.model.record import Issue
from ybq_ledger.model.supervision import Act
from ybq_ledger.model.value import dataclass

Unscored = Literal["outside", "nothing-owed", "ended", "no-scoring"]
Case = tuple[str, str, str]
"""Unit, id of a line of the scoring, id of the item."""
NO_POINTS = Decimal("0.0")


@dataclass(frozen=True, slots=True)
class Points:
    """What one line gives a unit: the items it counts, and the points after the cap."""

    score: Score
    items: tuple[str, ...]
    points: Decimal


@dataclass(frozen=True, slots=True)
class UnitScore:
    """One unit's points; `total` is None where it is not scored, and `unscored` says why."""

    unit: Unit
    total: Decimal | None
    lines: tuple[Points, ...]
    unscored: Unscored | None = None


def unit_scores(view: View) -> list[UnitScore]:
    """Every unit in the order of the plan; bodies outside the district's command are not scored (reading 19)."""
    cases: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for unit, score, item in found_cases(view):
        cases[(unit, score)].append(item)
    busy = {unit for item in view.items for unit in item.units}
    return [score_of(view, unit, cases, unit.code in busy) for unit in view.plan.units]


def score_of(view: View, unit: Unit, cases: dict[tuple[str, str], list[str]], busy: bool) -> UnitScore:
    """One unit: the starting points and each line that counts something."""
    reason = reason_not_to(view, unit, busy)
    if reason:
        return UnitScore(unit, None, (), reason)
    lines = []
    for score in view.plan.scores:
        items = tuple(sorted(cases.get((unit.code, score.id), ())))
        if score.measure == "base":
            lines.append(Points(score, (), score.points))
        elif items:
            lines.append(Points(score, items, capped(score, len(items))))
    return UnitScore(unit, sum((line.points for line in lines), NO_POINTS), tuple(lines))


def reason_not_to(view: View, unit: Unit, busy: bool) -> Unscored | None:
    """Why a unit gets no score: never because it has none of the faults."""
    if not view.plan.scores:
        return "no-scoring"
    if unit.command == "outside":
        return "outside"
    if not is_valid(unit, view.as_of):
        return "ended"
    return None if busy else "nothing-owed"


def capped(score: Score, number: int) -> Decimal:
    """So many times the points, up to the most."""
    points = score.points * number
    return max(points, score.most) if score.points < 0 else min(points, score.most)


def found_cases(view: View) -> Iterator[Case]:
    """Everything any line counts, once for each unit that holds it."""
    for score in view.plan.scores:
        match score.measure:
            case "overdue" | "late":
                yield from standing_cases(view, score)
            case "returned":
                yield from returned_cases(view, score)
            case "received":
                yield from act_cases(view, score)
            case "made":
                yield from made_cases(view, score)


def standing_cases(view: View, score: Score) -> Iterator[Case]:
    """Items of the kind, duties and time limits among them, that are overdue or were done late."""
    for item in view.clocks:
        kind = getattr(item.source, "kind", None)
        if item.kind == score.record and getattr(item, score.measure) and (not score.kinds or kind in score.kinds):
            yield from ((unit, score.id, item.id) for unit in item.units)


def returned_cases(view: View, score: Score) -> Iterator[Case]:
    """Each time a rectification or a paper was sent back: the unit that had handed it in."""
    sources = [item.source for item in view.of_kind("issue")] if score.record == "issue" else []
    for issue in sources:
        if isinstance(issue, Issue):
            doer = issue.unit
            for _, event in in_order(issue.events):
                doer = event.by if event.event == "rectify" else doer
                if isinstance(event, Return):
                    yield doer, score.id, issue.id
    for answer in view.answers if score.record == "filing" else ():
        if answer.point.state != "void":
            for event in answer.record.events:
                if event.event == "return":
                    yield answer.record.unit, score.id, answer.record.id


def act_cases(view: View, score: Score) -> Iterator[Case]:
    """Acts of the kinds that were taken towards a unit and stand."""
    for item in view.of_kind("act"):
        act = item.source
        if isinstance(act, Act) and item.state != "lifted" and (not score.kinds or act.kind in score.kinds):
            yield act.to, score.id, act.id


def made_cases(view: View, score: Score) -> Iterator[Case]:
    """Results of the kinds that a unit made."""
    for answer in view.answers:
        record = answer.record
        if isinstance(record, Result) and answer.point.state != "void" and record.kind in (score.kinds or ANY):
            yield record.unit, score.id, record.id


ANY = get_args(ResultKind)
