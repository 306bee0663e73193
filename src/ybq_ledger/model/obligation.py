"""What somebody owes: a milestone made concrete for units and a period; derived, never stored."""

from __future__ import annotations

from datetime import date

from ybq_ledger.model.deadline import Due
from ybq_ledger.model.plan import Milestone
from ybq_ledger.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Obligation:
    """`id` is `<milestone>/<action or unit>/<period>`; `units` owe it jointly, any of them may answer it.

    `begins` is the first day of its period; `due` is None where the plan gives no date; `actions` are all the
    special actions it is about. `self_kept`: the coordinator's own paper, which nobody is chased for.
    """

    id: str
    milestone: Milestone
    period: str
    units: tuple[str, ...]
    actions: tuple[str, ...]
    begins: date
    due: Due | None
    self_kept: bool = False
