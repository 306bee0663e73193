"""Who takes over from a unit that has ended: the successor, or in a split the one a handover names for each item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from ybq_ledger.domain.remembering import once_for_a_plan
from ybq_ledger.model.activity import PlainEvent
from ybq_ledger.model.handover import Handover
from ybq_ledger.model.ledger import Source
from ybq_ledger.model.plan import Plan, Unit
from ybq_ledger.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Succession:
    """The units of a plan that have a last day, by code, and the handovers that were recorded."""

    ended: dict[str, Unit]
    handovers: tuple[Handover, ...]

    def last_day(self, unit: str) -> date | None:
        """The last day of a unit; None while nobody has set one."""
        found = self.ended.get(unit)
        return found.valid_to if found else None

    def heir(self, unit: str, keys: Iterable[str]) -> str | None:
        """Who takes over what goes by any of `keys` (record or duty first, then its works); None where nobody says."""
        lists = [handover for handover in self.handovers if handover.unit == unit]
        for key in keys:
            for handover in lists:
                named = next((item.to for item in handover.items if item.item == key), None)
                if named:
                    return named
        rest = next((handover.to for handover in lists if handover.to), None)
        successors = self.ended[unit].successors
        return rest or (successors[0] if len(successors) == 1 else None)

    def holder(self, unit: str, keys: tuple[str, ...], day: date) -> str:
        """The unit that holds on `day` what `unit` held once; `unit` itself where nobody took it over."""
        return self.chain(unit, keys, day)[-1]

    def chain(self, unit: str, keys: tuple[str, ...], day: date) -> tuple[str, ...]:
        """Everybody who held it one after the other, up to `day`."""
        held = [unit]
        while True:
            last = self.last_day(held[-1])
            heir = self.heir(held[-1], keys) if last and last < day else None
            if heir is None or heir in held:
                return tuple(held)
            held.append(heir)


@once_for_a_plan
def succession(plan: Plan) -> Succession | None:
    """The successions of a plan; None, and nothing to do, where every unit goes on."""
    ended = {unit.code: unit for unit in plan.units if unit.valid_to}
    return Succession(ended, plan.handovers) if ended else None


def holder_on(plan: Plan, unit: str, keys: tuple[str, ...], day: date) -> str:
    """The unit that stands on `day` in the place of `unit`."""
    found = succession(plan)
    return found.holder(unit, keys, day) if found else unit


def holders_on(plan: Plan, units: tuple[str, ...], keys: tuple[str, ...], day: date) -> tuple[str, ...]:
    """The units that stand in the place of several, none twice."""
    found = succession(plan)
    return tuple(dict.fromkeys(found.holder(unit, keys, day) for unit in units)) if found else units


def is_valid(unit: Unit, day: date) -> bool:
    """Whether a unit exists on a day, both ends included."""
    return (unit.valid_from or date.min) <= day <= (unit.valid_to or date.max)


def with_handovers(plan: Plan, sources: Iterable[Source], known_on: date | None = None) -> Plan:
    """The plan with the handovers among the records that are not void; as it is where no unit has ended."""
    if succession(plan) is None:
        return plan
    known = known_on or date.max
    found = tuple(
        source.record
        for source in sources
        if isinstance(source.record, Handover)
        and source.record.recorded <= known
        and not any(voids(event, source.record, known) for event in source.record.events)
    )
    return replace(plan, handovers=found)


def voids(event: PlainEvent, record: Handover, known: date) -> bool:
    """Whether an event makes a list void, as known on a day; one from before the list was signed is no legal one."""
    return event.event == "void" and event.recorded <= known and event.on >= record.handed_on


NEXT_DAY = timedelta(days=1)
