"""Which rung of the escalation ladder an open item has come to; the ladder proposes, people decide (五.（五）.第1句)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from ybq_ledger.domain.obligations import coordinator_on
from ybq_ledger.domain.standing import Standing
from ybq_ledger.domain.view import View
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.ladder import Rung
from ybq_ledger.model.supervision import Act
from ybq_ledger.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Climb:
    """The act that is due next towards one unit over one item.

    `since` is the day from which it may be taken, `last` the act taken before it. `taker` is the unit that takes it;
    None: the leading group, since nobody supervises itself. `form` says how it is written.
    """

    item: Standing
    unit: str
    rung: Rung
    since: date
    last: Act | None
    taker: str | None
    form: str


def climbs(view: View) -> list[Climb]:
    """Every act that is due on the day, the items that are the longest late first.

    An act, and the limit to sign for it, do not climb: what the act is about does.
    """
    taken = acts_taken(view)
    found = [
        climb
        for item in view.clocks
        if item.due and not (item.settled or item.done or item.self_kept or isinstance(item.source, Act))
        for unit in item.units
        if (climb := climb_of(view, item, unit, taken[(item.id, unit)]))
    ]
    return sorted(found, key=lambda climb: (climb.item.due or date.max, climb.item.id, climb.unit))


def acts_taken(view: View) -> defaultdict[tuple[str, str], list[Act]]:
    """Item and unit → the acts already taken over it that stand, in the order of days."""
    found: defaultdict[tuple[str, str], list[Act]] = defaultdict(list)
    for standing in view.of_kind("act"):
        act = standing.source
        if isinstance(act, Act) and standing.state != "lifted":
            for item in act.about:
                found[(item, act.to)].append(act)
    for listed in found.values():
        listed.sort(key=lambda act: (act.issued_on, act.id))
    return found


def climb_of(view: View, item: Standing, unit: str, acts: list[Act]) -> Climb | None:
    """The next act, if its day has come; None where it has not, or the ladder has no further rung for such a body."""
    ladder = view.plan.rungs
    place = ladder_places(ladder)
    climbed = [act for act in acts if act.kind in place]
    last = max(climbed, key=lambda act: place[act.kind], default=None)
    body = view.names.units.get(unit)
    outside = body is not None and body.command == "outside"
    begin = place[last.kind] + 1 if last else 0
    rung = next(next_rungs(ladder[begin:], item.overdue, outside), None)
    if rung is None or item.due is None:
        return None
    since = first_day(view.calendar, item.due, rung, last)
    if view.as_of < since:
        return None
    coordinator = coordinator_on(view.plan, view.as_of)
    taker = None if unit == coordinator else coordinator
    return Climb(item, unit, rung, since, last, taker, "request" if outside else "order")


def ladder_places(rungs: tuple[Rung, ...]) -> dict[str, int]:
    """Kind of act → its place on the ladder, from 0."""
    return {rung.id: index for index, rung in enumerate(rungs)}


def next_rungs(rungs: tuple[Rung, ...], overdue: bool, outside: bool) -> Iterator[Rung]:
    """The rungs that fit: a reminder only before the date, outside bodies only what is meant for them."""
    for rung in rungs:
        if (rung.days < 0) != overdue and (rung.outside or not outside):
            yield rung


def first_day(calendar: WorkingCalendar, due: date, rung: Rung, last: Act | None) -> date:
    """From when a rung may be taken: so far from the due date, and not before the pause after the last act is over."""
    if rung.days > 0:
        day = calendar.add(due, rung.days)
    else:
        day = calendar.on_or_before(due)
        for _ in range(-rung.days):
            day = calendar.on_or_before(day - timedelta(days=1))
    if last and rung.pause:
        return max(day, calendar.add(last.issued_on, rung.pause))
    return day
