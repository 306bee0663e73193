"""Remembers what was worked out from a plan: it is asked for again with every record, and a plan never changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from ybq_ledger.model.plan import Plan

Answer = TypeVar("Answer")
MOST_PLANS = 4
"""A view with handovers, one without, and those of two sides of a change."""


def once_for_a_plan(work: Callable[..., Answer]) -> Callable[..., Answer]:
    """Call `work` once for every plan (the very object) and further arguments, which can be hashed."""
    found: dict[int, tuple[Plan, dict[tuple[Any, ...], Answer]]] = {}

    @wraps(work)
    def remembered(plan: Plan, *further: Any) -> Answer:
        entry = found.get(id(plan))
        if entry is None or entry[0] is not plan:
            if len(found) >= MOST_PLANS:
                found.clear()
            entry = found[id(plan)] = (plan, {})
        answers = entry[1]
        if further not in answers:
            answers[further] = work(plan, *further)
        return answers[further]

    return remembered
