"""The plan in this repository, read as the program reads it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ybq_ledger.model.plan import Plan
from ybq_ledger.store.plan_files import PlanReading, read_plan
from ybq_ledger.store.tree import WorkTree

ROOT = Path(__file__).parent.parent


@lru_cache(maxsize=1)
def reading() -> PlanReading:
    """The reading of plan/, once."""
    return read_plan(WorkTree(ROOT))


def real_plan() -> Plan:
    """The plan itself."""
    plan = reading().plan
    assert plan is not None, [finding.message.zh for finding in reading().findings]
    return plan
