"""Counts over standings: the numbers of a status row, each with the items behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from ybq_ledger.domain.standing import Light, Standing, worst
from ybq_ledger.domain.succession import is_valid
from ybq_ledger.model.language import Text
from ybq_ledger.model.obligation import Obligation
from ybq_ledger.model.plan import Goal, Phase, Plan, Work
from ybq_ledger.model.value import dataclass

if TYPE_CHECKING:
    from ybq_ledger.domain.view import View

By = Literal["action", "unit", "goal", "phase"]
UNASSIGNED_KEY = "unassigned"
UNASSIGNED = Text("未归类", "unassigned")


class Countable(Protocol):
    """One item, or several that are counted alike."""

    @property
    def kind(self) -> str:
        """Kind of record or duty, or the time limit's id."""

    @property
    def done(self) -> bool:
        """Closed, or handed in."""

    @property
    def late(self) -> bool:
        """Done after its due date."""

    @property
    def overdue(self) -> bool:
        """Not done, and past its due date."""

    @property
    def any_late(self) -> bool:
        """The same, or true of another limit on it."""

    @property
    def any_overdue(self) -> bool:
        """The same, or true of another limit on it."""

    @property
    def dated(self) -> bool:
        """It has a date."""

    @property
    def number(self) -> int:
        """How many items it stands for."""


@dataclass(frozen=True, slots=True)
class Counted:
    """So many items, or time limits on items (`is_item` false), of which all is alike that a status counts.

    `units` and `works` say in whose rows they stand, `owners` who has to act: for an item they are the same as units.
    """

    is_item: bool
    kind: str
    units: tuple[str, ...]
    owners: tuple[str, ...]
    works: tuple[str, ...]
    phase: str
    done: bool
    late: bool
    overdue: bool
    any_late: bool
    any_overdue: bool
    dated: bool
    provisional: bool
    light: Light
    number: int = 1


def counted(item: Standing, phase: str) -> Iterator[Counted]:
    """An item and every time limit on it, as a status counts them."""
    for entry in (item, *item.clocks):
        yield Counted(
            entry is item, entry.kind, item.units, entry.units, item.works, phase, entry.done, entry.late,
            entry.overdue, entry.any_late, entry.any_overdue, entry.dated, entry.provisional, entry.light,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Falling:
    """What falls due on one day: how many duties and what they are called, and how many records and limits of each kind."""

    due: date
    duties: int = 0
    titles: tuple[Text, ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()

    def __and__(self, other: Falling) -> Falling:
        """What falls due sooner; both together where they fall due on one day."""
        if self.due != other.due:
            return min(self, other, key=lambda falling: falling.due)
        titles = tuple(dict.fromkeys(self.titles + other.titles))
        numbers = Counter(dict(self.numbers)) + Counter(dict(other.numbers))
        return Falling(self.due, self.duties + other.duties, titles, tuple(sorted(numbers.items())))

    @property
    def number(self) -> int:
        """How many items in all."""
        return self.duties + sum(number for _, number in self.numbers)


def falling(entries: Iterable[Standing], day: date) -> Falling | None:
    """What of some open entries falls due next, from a day on."""
    ahead = [entry for entry in entries if entry.due and entry.due >= day]
    due = min((entry.due for entry in ahead if entry.due), default=None)
    if due is None:
        return None
    found = [entry for entry in ahead if entry.due == due]
    duties = [entry.title for entry in found if isinstance(entry.source, Obligation)]
    numbers = Counter(entry.kind for entry in found if not isinstance(entry.source, Obligation))
    return Falling(due, len(duties), tuple(dict.fromkeys(duties)), tuple(sorted(numbers.items())))


def phase_of(plan: Plan, item: Standing) -> str:
    """Duties fall under their milestone's phase (else that of their due date), issues under that of the day found."""
    own = (
        next((entry.phase for entry in plan.milestones if entry.id == item.milestone), None) if item.milestone else None
    )
    if own:
        return own
    day = item.begins if item.kind == "issue" else (item.due or item.begins)
    return next((phase.id for phase in plan.phases if contains(phase, day)), UNASSIGNED_KEY)


def contains(phase: Phase, day: date) -> bool:
    """Whether `day` lies in the phase, both ends included; a phase without an end has no last day."""
    return phase.starts is not None and phase.starts <= day <= (phase.ends or date.max)


IsCounted = Callable[[Countable], bool]

RECORD_STATES: dict[str, IsCounted] = {
    "total": lambda _: True,
    "open": lambda item: not item.done,
    "overdue": lambda item: item.overdue,
    "closed": lambda item: item.done,
    "late": lambda item: item.late,
}
EITHER_CLOCK: dict[str, IsCounted] = RECORD_STATES | {
    "overdue": lambda item: item.any_overdue,
    "late": lambda item: item.any_late,
}
"""A complaint's two clocks; the inner dates between units are not what the complainant was promised."""
DUTY_STATES: dict[str, IsCounted] = {
    "owed": lambda item: item.dated,
    "filed": lambda item: item.dated and item.done,
    "late": lambda item: item.late,
    "overdue": lambda item: item.overdue,
}
ALL: IsCounted = RECORD_STATES["total"]
COUNTS: dict[str, dict[str, tuple[str, IsCounted]]] = {
    "issues": {name: ("issue", counts) for name, counts in RECORD_STATES.items()},
    "filings": {name: ("filing", counts) for name, counts in DUTY_STATES.items()},
    "complaints": {name: ("complaint", counts) for name, counts in EITHER_CLOCK.items()},
    "activities": {name: ("activity", counts) for name, counts in DUTY_STATES.items()} | {"held": ("held", ALL)},
    "results": {name: ("result", counts) for name, counts in DUTY_STATES.items()} | {"made": ("made", ALL)},
    "readings": {"total": ("measured", ALL)},
    "acts": {name: ("act", counts) for name, counts in RECORD_STATES.items()},
    "instructions": {name: ("instruction", counts) for name, counts in RECORD_STATES.items()},
    "repayments": {name: ("repayment", counts) for name, counts in RECORD_STATES.items()},
    "handovers": {"total": ("handed", ALL)},
}
"""status field → number → the kind of standing it counts, and which of them (cli.md)."""
DUTY_KINDS = frozenset({"filing", "activity", "result"})
KEPT_KINDS = frozenset({"held", "made", "measured", "handed"})
"""Records that are only there, with nothing owed on them: a row for what belongs nowhere does not open for their sake."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a status: `counts[field][name]` as in COUNTS; `reason` says why a light is grey."""

    key: str
    name: Text
    counts: dict[str, dict[str, int]]
    light: Light
    reason: Text | None = None

    @property
    def is_counted(self) -> bool:
        """Whether any of its numbers is not zero."""
        return any(any(numbers.values()) for numbers in self.counts.values())


def count(items: Iterable[Countable]) -> dict[str, dict[str, int]]:
    """Every number of COUNTS over `items`."""
    by_kind: dict[str, list[Countable]] = defaultdict(list)
    for item in items:
        by_kind[item.kind].append(item)
    return {
        field: {
            name: sum(item.number for item in by_kind[kind] if counts(item)) for name, (kind, counts) in numbers.items()
        }
        for field, numbers in COUNTS.items()
    }


def row(key: str, name: Text, entries: list[Counted], reason: Text | None = None) -> Row:
    """A status row over the items and time limits among `entries`."""
    light = worst([entry.light for entry in entries if entry.light != "grey"])
    numbers = count(entry for entry in entries if entry.is_item)
    return Row(key, name, numbers, light, (reason or NOTHING_OWED) if light == "grey" else None)


NOTHING_OWED = Text("无应办事项", "nothing owed")
NOT_COMPUTABLE = Text("成员单位未明确，无法计算", "members not set, cannot be computed")


Heading = tuple[str, Text, Text | None]
"""Key and name of a row, and why it is grey if nothing can be counted in it."""
KeysOf = Callable[[Counted], Iterable[str]]


def rows(view: View, by: By, entries: Iterable[Counted]) -> list[Row]:
    """The status rows for one way of grouping; an item held by several keys stands in each of their rows."""
    headings, keys_of = GROUPINGS[by](view)
    found: dict[str, list[Counted]] = {key: [] for key, _, _ in headings}
    for entry in entries:
        for key in keys_of(entry):
            if key != UNASSIGNED_KEY or entry.kind not in KEPT_KINDS:
                found[key].append(entry)
    listed = [row(key, name, found[key], reason) for key, name, reason in headings]
    return [entry for entry in listed if entry.is_counted or entry.key not in optional(view)]


def optional(view: View) -> set[str]:
    """The rows left out when all their numbers are zero: tasks, and units that do not exist on the day."""
    gone = (unit.code for unit in view.plan.units if not is_valid(unit, view.as_of))
    return {UNASSIGNED_KEY, *(task.id for task in view.plan.tasks), *gone}


def titled(numbered: Work | Goal) -> Text:
    """A task's, action's or goal's number and title."""
    return Text(f"{numbered.number} {numbered.title.zh}", f"{numbered.number} {numbered.title.en}")


def by_action(view: View) -> tuple[list[Heading], KeysOf]:
    """Every special action, then those tasks that have items."""
    headings: list[Heading] = [(work.id, titled(work), None) for work in (*view.plan.actions, *view.plan.tasks)]
    known = {key for key, _, _ in headings}
    headings.append((UNASSIGNED_KEY, UNASSIGNED, None))
    return headings, lambda item: [work for work in item.works if work in known] or [UNASSIGNED_KEY]


def by_unit(view: View) -> tuple[list[Heading], KeysOf]:
    """Every unit of the plan, then every group whose members nobody has set."""
    headings: list[Heading] = [(unit.code, Text(unit.name, unit.en), None) for unit in view.plan.units]
    groups = [group for group in view.plan.groups if group.members is None]
    headings += [(group.id, Text(group.name, group.en), NOT_COMPUTABLE) for group in groups]
    known = {key for key, _, _ in headings}
    headings.append((UNASSIGNED_KEY, UNASSIGNED, None))
    return headings, lambda item: [unit for unit in item.units if unit in known] or [UNASSIGNED_KEY]


def by_goal(view: View) -> tuple[list[Heading], KeysOf]:
    """Every goal with the actions that editors assigned to it, then what nobody assigned (reading 18)."""
    headings: list[Heading] = [(goal.id, titled(goal), None) for goal in view.plan.goals]
    headings.append((UNASSIGNED_KEY, UNASSIGNED, None))
    goals = {work.id: [goal.id for goal in view.plan.goals if work.id in goal.actions] for work in view.plan.works}

    def keys_of(item: Counted) -> Iterable[str]:
        return dict.fromkeys(goal for work in item.works for goal in goals.get(work, ())) or [UNASSIGNED_KEY]

    return headings, keys_of


def by_phase(view: View) -> tuple[list[Heading], KeysOf]:
    """Every phase, then what falls into none."""
    headings: list[Heading] = [(phase.id, phase.title, None) for phase in view.plan.phases]
    headings.append((UNASSIGNED_KEY, UNASSIGNED, None))
    return headings, lambda item: [item.phase]


GROUPINGS: dict[By, Callable[[View], tuple[list[Heading], KeysOf]]] = {
    "action": by_action,
    "unit": by_unit,
    "goal": by_goal,
    "phase": by_phase,
}
