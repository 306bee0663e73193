"""Finds units, groups, tasks and actions by any of their written names; explicit spellings only, never a guess."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from ybq_ledger.model.plan import Assignment, Group, Plan, Unit, Work

Claimant = TypeVar("Claimant")

QUOTES = dict.fromkeys(map(ord, "“”‘’\"'「」『』"))
"""Quotation marks do not tell two names apart."""


def key_of(word: str) -> str:
    """The form in which spellings are compared: full and half width, case, blanks and quotation marks made equal."""
    folded = unicodedata.normalize("NFKC", word).casefold().translate(QUOTES)
    return "".join(folded.split())


def written(assignment: Assignment, unit: Unit | None) -> str:
    """The spelling that stands in the plan: as written, else the unit's name (its code if nobody knows the unit)."""
    return assignment.as_written or (unit.name if unit else assignment.unit)


class Names:
    """Every spelling of one plan. A spelling claimed twice belongs to the first; a rule reports the second."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.units = {unit.code: unit for unit in plan.units}
        self.works = {work.id: work for work in plan.works}

    def unit(self, word: str) -> Unit | None:
        """The unit with this code, name or alias, also with one of its own offices in brackets after it."""
        return self.unit_by_key.get(key_of(word))

    def group(self, word: str) -> Group | None:
        """The group with this id, name or alias."""
        return self.group_by_key.get(key_of(word))

    def work(self, word: str) -> Work | None:
        """The task or action with this id (a7, t4), number (7: an action), clause, title or alias."""
        return self.work_by_key.get(key_of(word))

    def nearest(self, word: str) -> tuple[str, ...]:
        """Up to three known spellings that look like `word`, for a message only; nothing is ever resolved by it."""
        wanted = key_of(word)
        scores = {spelling: similarity(wanted, key_of(spelling)) for spelling in self.spellings}
        ranked = sorted((spelling for spelling in scores if scores[spelling] >= 0.6), key=lambda s: -scores[s])
        return tuple(ranked[:3])

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """Names, codes and aliases of units and titles of tasks and actions, in the order of the plan."""
        units = [word for unit in self.plan.units for word in (unit.name, unit.code, *unit.aliases)]
        works = [word for work in self.plan.works for word in (work.title.zh, work.id, *work.aliases)]
        return tuple(dict.fromkeys(units + works))

    @cached_property
    def unit_by_key(self) -> dict[str, Unit]:
        """Every spelling of every unit, names before spellings with an office."""
        plain = [(word, unit) for unit in self.plan.units for word in unit_spellings(unit)]
        with_office = [
            (f"{word}({office})", self.units[code])
            for code, office in self.offices
            for word in unit_spellings(self.units[code])
        ]
        return first_claims(plain + with_office)

    @cached_property
    def offices(self) -> tuple[tuple[str, str], ...]:
        """The offices that stand in brackets after a known unit somewhere in the plan."""
        found = (
            (assignment.unit, assignment.office)
            for work in self.plan.works
            for assignment in work.leads + work.responsible
            if assignment.office and assignment.unit in self.units
        )
        return tuple(dict.fromkeys((code, office) for code, office in found if office))

    @cached_property
    def group_by_key(self) -> dict[str, Group]:
        """Every spelling of every group."""
        return first_claims(
            (word, group) for group in self.plan.groups for word in (group.id, group.name, group.en, *group.aliases)
        )

    @cached_property
    def work_by_key(self) -> dict[str, Work]:
        """Every spelling of every task and action; a bare number is an action's."""
        return first_claims((word, work) for work in self.plan.actions + self.plan.tasks for word in self.calls(work))

    def calls(self, work: Work) -> Iterator[str]:
        """What people call a task or action."""
        zh, en = ("行动", "action") if work in self.plan.actions else ("任务", "task")
        yield from (work.id, work.title.zh, work.title.en, *work.aliases, work.clause)
        yield from (f"{zh}{work.number}", f"{en}{work.number}", str(work.number))


def unit_spellings(unit: Unit) -> tuple[str, ...]:
    """What the plan itself calls a unit: its code, name, English name and aliases."""
    return (unit.code, unit.name, unit.en, *unit.aliases)


def first_claims(claims: Iterable[tuple[str, Claimant]]) -> dict[str, Claimant]:
    """Each spelling's first claimant."""
    found: dict[str, Claimant] = {}
    for word, claimant in claims:
        found.setdefault(key_of(word), claimant)
    return found


def similarity(wanted: str, known: str) -> float:
    """0 … 1; a part of a longer spelling, of two signs or more, counts as near."""
    from difflib import SequenceMatcher

    ratio = SequenceMatcher(None, wanted, known).ratio()
    return max(ratio, 0.8) if len(wanted) > 1 and wanted in known else ratio
