"""Counts over standings: the numbers of a status row, each with the items behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from ybq_ledger.domain.standing import Light, Standing, worst
from ybq_ledger.domain.succession import is_valid
from ybq_ledger.domain.view import View, contains
from ybq_ledger.model.language import Text
from ybq_ledger.model.plan import Goal, Work
from ybq_ledger.model.value import dataclass

By = Literal["action", "unit", "goal", "phase"]
UNASSIGNED = Text("未归类", "unassigned")

IsCounted = Callable[[Standing], bool]

RECORD_STATES: dict[str, IsCounted] = {
    "total": lambda _: True,
    "open": lambda item: not item.done,
    "overdue": lambda item: item.overdue,
    "closed": lambda item: item.done,
    "late": lambda item: item.late,
}
EITHER_CLOCK: dict[str, IsCounted] = RECORD_STATES | {
    "overdue": lambda item: item.overdue or any(clock.overdue for clock in item.clocks),
    "late": lambda item: item.late or any(clock.late for clock in item.clocks),
}
DUTY_STATES: dict[str, IsCounted] = {
    "owed": lambda item: item.due is not None,
    "filed": lambda item: item.due is not None and item.done,
    "late": lambda item: item.late,
    "overdue": lambda item: item.overdue,
}
COUNTS: dict[str, tuple[str, dict[str, IsCounted]]] = {
    "issues": ("issue", RECORD_STATES),
    "filings": ("filing", DUTY_STATES),
    "complaints": ("complaint", EITHER_CLOCK),
    "activities": ("activity", DUTY_STATES),
    "results": ("result", DUTY_STATES),
    "acts": ("act", RECORD_STATES),
    "instructions": ("instruction", RECORD_STATES),
    "repayments": ("repayment", RECORD_STATES),
}
"""status field → kind of standing and what each of its numbers counts (cli.md)."""


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


def count(items: Iterable[Standing]) -> dict[str, dict[str, int]]:
    """Every number of COUNTS over `items`."""
    listed = list(items)
    return {
        field: {
            name: sum(1 for item in listed if item.kind == kind and counts(item)) for name, counts in states.items()
        }
        for field, (kind, states) in COUNTS.items()
    }


def row(key: str, name: Text, items: list[Standing], reason: Text | None = None) -> Row:
    """A status row over `items`, which are distinct."""
    lights = [entry.light for item in items for entry in (item, *item.clocks)]
    light = worst([found for found in lights if found != "grey"])
    return Row(key, name, count(items), light, (reason or NOTHING_OWED) if light == "grey" else None)


NOTHING_OWED = Text("无应办事项", "nothing owed")
NOT_COMPUTABLE = Text("成员单位未明确，无法计算", "members not set, cannot be computed")


Heading = tuple[str, Text, Text | None]
"""Key and name of a row, and why it is grey if nothing can be counted in it."""
KeysOf = Callable[[Standing], Iterable[str]]


def rows(view: View, by: By, items: tuple[Standing, ...]) -> list[Row]:
    """The status rows for one way of grouping; an item held by several keys stands in each of their rows."""
    headings, keys_of = GROUPINGS[by](view)
    found: dict[str, list[Standing]] = {key: [] for key, _, _ in headings}
    for item in items:
        for key in keys_of(item):
            found[key].append(item)
    listed = [row(key, name, found[key], reason) for key, name, reason in headings]
    return [entry for entry in listed if entry.is_counted or entry.key not in optional(view)]


def optional(view: View) -> set[str]:
    """The rows left out when all their numbers are zero: tasks, and units that do not exist on the day."""
    gone = (unit.code for unit in view.plan.units if not is_valid(unit, view.as_of))
    return {"unassigned", *(task.id for task in view.plan.tasks), *gone}


def titled(numbered: Work | Goal) -> Text:
    """A task's, action's or goal's number and title."""
    return Text(f"{numbered.number} {numbered.title.zh}", f"{numbered.number} {numbered.title.en}")


def by_action(view: View) -> tuple[list[Heading], KeysOf]:
    """Every special action, then those tasks that have items."""
    headings: list[Heading] = [(work.id, titled(work), None) for work in (*view.plan.actions, *view.plan.tasks)]
    known = {key for key, _, _ in headings}
    headings.append(("unassigned", UNASSIGNED, None))
    return headings, lambda item: [work for work in item.works if work in known] or ["unassigned"]


def by_unit(view: View) -> tuple[list[Heading], KeysOf]:
    """Every unit of the plan, then every group whose members nobody has set."""
    headings: list[Heading] = [(unit.code, Text(unit.name, unit.en), None) for unit in view.plan.units]
    groups = [group for group in view.plan.groups if group.members is None]
    headings += [(group.id, Text(group.name, group.en), NOT_COMPUTABLE) for group in groups]
    known = {key for key, _, _ in headings}
    headings.append(("unassigned", UNASSIGNED, None))
    return headings, lambda item: [unit for unit in item.units if unit in known] or ["unassigned"]


def by_goal(view: View) -> tuple[list[Heading], KeysOf]:
    """Every goal with the actions that editors assigned to it, then what nobody assigned (reading 18)."""
    headings: list[Heading] = [(goal.id, titled(goal), None) for goal in view.plan.goals]
    headings.append(("unassigned", UNASSIGNED, None))
    goals = {work.id: [goal.id for goal in view.plan.goals if work.id in goal.actions] for work in view.plan.works}

    def keys_of(item: Standing) -> Iterable[str]:
        return dict.fromkeys(goal for work in item.works for goal in goals.get(work, ())) or ["unassigned"]

    return headings, keys_of


def by_phase(view: View) -> tuple[list[Heading], KeysOf]:
    """Duties under their milestone's phase (else that of their due date), issues under that of the day found."""
    headings: list[Heading] = [(phase.id, phase.title, None) for phase in view.plan.phases]
    headings.append(("unassigned", UNASSIGNED, None))
    phase_of = {milestone.id: milestone.phase for milestone in view.plan.milestones}

    def keys_of(item: Standing) -> Iterable[str]:
        day = item.begins if item.kind == "issue" else (item.due or item.begins)
        by_day = next((phase.id for phase in view.plan.phases if contains(phase, day)), "unassigned")
        return [phase_of.get(item.milestone) or by_day]

    return headings, keys_of


GROUPINGS: dict[By, Callable[[View], tuple[list[Heading], KeysOf]]] = {
    "action": by_action,
    "unit": by_unit,
    "goal": by_goal,
    "phase": by_phase,
}
