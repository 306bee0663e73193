"""A ledger for tests: the real plan, no records, and a day on which all of 2018 has happened."""

from __future__ import annotations

import shutil
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ybq_ledger.commands.check import Checked, check
from ybq_ledger.model.finding import Finding

PLAN = Path(__file__).parent.parent / "plan"
TODAY = date(2018, 12, 31)


def make_ledger(root: Path) -> Path:
    """Copy the plan into `root`."""
    shutil.copytree(PLAN, root / "plan")
    return root


def full_check(root: Path) -> Checked:
    """Everything `ledger check` finds."""
    return check(root, TODAY)


def new_findings(root: Path) -> list[Finding]:
    """What a full check finds beyond what it says of the plan alone."""
    usual = usual_findings()
    return [finding for finding in full_check(root).findings if finding.order not in usual]


@lru_cache(maxsize=1)
def usual_findings() -> frozenset[object]:
    """What a full check says of the plan as it is."""
    with TemporaryDirectory() as folder:
        return frozenset(finding.order for finding in full_check(make_ledger(Path(folder))).findings)
