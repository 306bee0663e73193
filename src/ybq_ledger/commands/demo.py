"""Makes a clearly marked, made-up ledger in another folder, the same for the same seed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from ybq_ledger.commands.demo_activities import make_answers, make_inspections, make_occasions, make_readings
from ybq_ledger.commands.demo_complaints import make_complaints
from ybq_ledger.commands.demo_records import Maker, make_filings, make_issues
from ybq_ledger.commands.demo_reform import as_yaml, made_up_unit, make_reform
from ybq_ledger.commands.demo_supervision import (
    ISSUES_PER_DEBT,
    ISSUES_PER_INSTRUCTION,
    make_acts,
    make_debts,
    make_instructions,
)
from ybq_ledger.commands.entering import place_of
from ybq_ledger.commands.judging import read_plan_of
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Issue, Record

ISSUES_PER_COMPLAINT = 8
BATCH = 100
"""Files written in one go; each holds some descriptors open until all of them are on the disk."""
README = """# 演示台账 / Demonstration ledger

这里的问题和材料都是程序虚构的，与任何单位、企业、个人无关。
Every issue and paper here was made up by a program and has nothing to do with any unit, enterprise or person.

生成 / made by: `ledger demo --issues {issues} --seed {seed}`
"""


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made, and where."""

    folder: Path
    issues: int
    filings: int
    complaints: int


def make_demo(root: Path, folder: Path, number: int, seed: int, *, dry_run: bool) -> Demo:
    """Copy the plan and write `number` issues with the papers and complaints that go with them, or none of all.

    Refuses a folder that is not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotRun(
            Text(f"{folder} 不是空目录", f"{folder} is not an empty folder"),
            Text(
                "给一个不存在或空的目录，以免覆盖",
                "name a folder that is empty or does not exist, so that nothing is overwritten",
            ),
        )
    opened = read_plan_of(root)
    maker = Maker(opened.plan, WorkingCalendar(opened.calendar), Random(seed))
    issues = list(make_issues(maker, number))
    filings = list(make_filings(maker, date(opened.plan.issued.year, 12, 31))) if number else []
    complaints = list(make_complaints(maker, math.ceil(number / ISSUES_PER_COMPLAINT)))
    others = list(make_others(maker, issues, date(opened.plan.issued.year, 12, 31))) if number else []
    unit = made_up_unit(maker) if number else None
    others += list(make_reform(maker, unit, number)) if unit else []
    if not dry_run:
        readme = README.format(issues=number, seed=seed)
        write_demo(root, folder, [*issues, *filings, *complaints, *others], readme, as_yaml(unit) if unit else "")
    return Demo(folder, len(issues), len(filings), len(complaints))


def make_others(maker: Maker, issues: list[Issue], through: date) -> Iterator[Record]:
    """What was held, made and measured, what supervisors did, what leaders told, and what is owed."""
    yield from make_answers(maker, through)
    yield from make_inspections(maker)
    yield from make_readings(maker)
    yield from make_acts(maker, issues)
    yield from make_instructions(maker, math.ceil(len(issues) / ISSUES_PER_INSTRUCTION))
    yield from make_debts(maker, math.ceil(len(issues) / ISSUES_PER_DEBT))
    yield from make_occasions(maker)


def write_demo(root: Path, folder: Path, records: list[Record], readme: str, unit: str) -> None:
    """Plan with one made-up unit more, schemas and records, through the one writer."""
    from ybq_ledger.store.canonical import render_record
    from ybq_ledger.store.change import Change
    from ybq_ledger.store.system_error import explained
    from ybq_ledger.store.writer import WRITE, apply

    with explained(str(folder), WRITE):
        folder.mkdir(parents=True, exist_ok=True)
    copied = [*sorted((root / "plan").glob("*.yaml")), *sorted((root / "docs" / "schema").glob("*.json"))]
    more = {"units.yaml": unit}
    changes = [
        Change(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8") + more.get(path.name, ""), None)
        for path in copied
    ]
    changes.append(Change("ledger/README.md", readme, None))
    changes += [Change(place_of(record), render_record(record), None) for record in records]
    for start in range(0, len(changes), BATCH):
        apply(folder, changes[start : start + BATCH])
