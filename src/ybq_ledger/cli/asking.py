"""Turns the options that every view shares into a Question."""

from __future__ import annotations

from datetime import date

from ybq_ledger.cli.ahead import taken
from ybq_ledger.cli.shell import Shell, today_in
from ybq_ledger.cli.waiting import Waiting
from ybq_ledger.commands.opening import find_root
from ybq_ledger.commands.showing import Question
from ybq_ledger.model.failure import CannotRun

CAPITAL = "Asia/Shanghai"


def zone_of(shell: Shell) -> str:
    """The time zone named in plan.yaml, read with the least effort; the capital's where it cannot be read yet."""
    import re

    try:
        text = (find_root(shell.folder) / "plan" / "plan.yaml").read_bytes().decode("utf-8", "replace")
    except CannotRun:
        return CAPITAL  # a repository without a work tree; the command itself says where there is no ledger at all
    found = re.search(r"^time_zone: *[\"']?([A-Za-z_/+-]+)", text, re.MULTILINE)
    return found.group(1) if found else CAPITAL


def today(shell: Shell) -> date:
    """Today, where the plan is at home."""
    return today_in(zone_of(shell))


def question(
    shell: Shell, as_of: date | None, known_on: date | None, at: str | None, unit: str | None, action: str | None
) -> Question:
    """The options as one value; `--as-of` defaults to today."""
    root = find_root(shell.folder)
    return Question(root, as_of or today(shell), known_on, at, unit, action, Waiting(shell), taken(root))
