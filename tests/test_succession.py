"""Two units merge and one splits on a day: before, on and after it totals add up and open items stand where they should."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from program import run
from real_plan import ROOT
from ybq_ledger.commands.check import check
from ybq_ledger.commands.opening import open_view

LAST = date(2018, 7, 31)
NEW_UNITS = """  - code: shichangzhiju
    name: 区市场和质量监管局
    en: New market bureau
    valid_from: 2018-08-01
  - code: ziranju
    name: 区自然资源局
    en: Natural resources bureau
    valid_from: 2018-08-01
"""
SPLIT = "guotuju"


def ending(text: str, code: str, successors: str) -> str:
    """units.yaml with a last day and successors for one unit."""
    before, rest = text.split(f"  - code: {code}\n", 1)
    body, mark, after = rest.partition("\n  - code: ")
    return f"{before}  - code: {code}\n{body}\n    valid_to: {LAST}\n    successors: [{successors}]{mark}{after}"


@pytest.fixture(scope="module")
def reform(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up ledger in which two bureaus merge into a new one and the land bureau is split in two."""
    folder = tmp_path_factory.mktemp("reform") / "ledger"
    assert run(ROOT, "demo", "--issues", "240", "--seed", "11", str(folder)).code == 0
    units = (folder / "plan/units.yaml").read_text(encoding="utf-8")
    for code in ("shangwuju", "zhaoshangju"):
        units = ending(units, code, "shichangzhiju")
    units = ending(units, SPLIT, "ziranju, guijianju")
    (folder / "plan/units.yaml").write_text(units + NEW_UNITS, encoding="utf-8")
    return folder


def status(folder: Path, day: date, *more: str) -> Any:
    return run(folder, "status", "--by", "unit", "--as-of", str(day), *more, "-f", "json").json


def open_items(folder: Path, day: date) -> dict[str, tuple[str, ...]]:
    """Every item that is not done, with its units."""
    return {item.id: item.units for item in open_view(folder, day).items if not item.done}


def test_the_plan_of_the_reform_is_sound(reform: Path) -> None:
    findings = check(reform, date(2018, 12, 31)).findings
    assert [f.rule.id for f in findings if f.rule.id.startswith("P4") and f.rule.severity == 2] == []


def test_what_is_open_when_a_unit_ends_follows_its_successor_and_what_is_closed_stays(reform: Path) -> None:
    before, after = open_view(reform, LAST), open_view(reform, LAST + timedelta(days=1))
    then = {item.id: item for item in before.items}
    moved = stayed = 0
    for item in after.items:
        old = then.get(item.id)
        if old is None or not {"shangwuju", "zhaoshangju"} & set(old.units):
            continue
        if old.done:
            assert item.units == old.units
            stayed += 1
        else:
            assert "shichangzhiju" in item.units and not {"shangwuju", "zhaoshangju"} & set(item.units)
            moved += 1
    assert moved > 3 and stayed > 3


def test_a_split_leaves_items_where_they_are_until_a_handover_names_who_takes_them(
    reform: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "ledger"
    shutil.copytree(reform, folder)
    day = LAST + timedelta(days=1)
    issue = ("add-issue", "--unit", SPLIT, "--action", "a7", "--title", "两宗地块未供", "--found", "2018-07-02")
    assert run(folder, *issue).code == 0
    mine = [item for item in open_view(folder, day).items if SPLIT in item.units and not item.done]
    assert len(mine) > 3
    hanging = {f.place.path for f in check(folder, day).findings if f.rule.id == "R553"}
    records = [item for item in mine if item.path]
    assert hanging & {item.path for item in records}
    first = next(item for item in records if item.kind == "issue")
    call = (
        "handover",
        f"{first.id}=guijianju",
        "--from-unit",
        "区国土局",
        "--to",
        "区自然资源局",
        "--on",
        "2018-07-30",
    )
    done = run(folder, *call)
    assert done.code == 0, done.out + done.err
    after = open_items(folder, day)
    assert after[first.id] == ("guijianju",)
    older = [item for item in mine if item.begins <= LAST and item.id != first.id and len(item.units) == 1]
    assert all(after[item.id] == ("ziranju",) for item in older)
    assert after["progress/ziranju/2018-08"] == ("ziranju",)  # a period that begins afterwards is the successor's own
    assert not any(SPLIT in units for units in after.values())
    assert [f for f in check(folder, date(2018, 12, 31)).findings if f.rule.id == "R553"] == []
    known = run(folder, "status", "--by", "unit", "--as-of", str(day), "--known-on", "2018-07-31", "-f", "json").json
    assert next(row for row in known["rows"] if row["key"] == SPLIT)["issues"]["open"] > 0


@pytest.mark.parametrize("offset", [-30, -1, 0, 1, 2, 40, 120])
def test_totals_add_up_before_on_and_after_the_day(reform: Path, offset: int) -> None:
    day = LAST + timedelta(days=offset)
    told = status(reform, day)
    view = open_view(reform, day)
    rows = {row["key"]: row for row in told["rows"]}
    by_unit: Counter[str] = Counter()
    for item in view.of_kind("issue"):
        by_unit.update(item.units)
    assert {key: row["issues"]["total"] for key, row in rows.items() if row["issues"]["total"]} == dict(by_unit)
    assert told["totals"]["issues"]["total"] == sum(by_unit.values())
    plain = run(reform, "status", "--as-of", str(day), "-f", "json").json
    assert plain["totals"]["issues"] == told["totals"]["issues"]
    joint = [item for item in view.duties if len(item.units) == 1 and item.kind == "filing" and item.due]
    assert sum(row["filings"]["owed"] for row in rows.values()) >= len(joint)
    assert ("ziranju" in rows) == (offset > 0)


def test_what_was_open_in_the_evening_and_not_touched_is_open_in_the_morning_and_nothing_else(reform: Path) -> None:
    evening, morning = open_items(reform, LAST), open_items(reform, LAST + timedelta(days=1))
    view = open_view(reform, LAST + timedelta(days=1))
    touched = {s.record.id for s in view.ledger.sources if any(e.on == view.as_of for e in s.record.events)}
    touched |= {duty.id for duty in view.duties if duty.settled == view.as_of}
    new = {item.id for item in view.items if item.begins == view.as_of}
    assert set(evening) - touched == set(morning) - touched - new


def test_a_new_periods_paper_is_owed_by_the_successor_once(reform: Path) -> None:
    september = {item.id for item in open_view(reform, date(2018, 9, 10)).duties if item.id.endswith("2018-09")}
    assert "progress/shichangzhiju/2018-09" in september
    assert not {"progress/shangwuju/2018-09", "progress/zhaoshangju/2018-09"} & september
    july = {item.id: item.units for item in open_view(reform, date(2018, 8, 10)).duties if item.id.endswith("2018-07")}
    for code in ("shangwuju", "zhaoshangju"):
        assert july[f"progress/{code}/2018-07"] in (("shichangzhiju",), (code,))


def test_a_successor_may_answer_what_its_predecessor_owed_and_the_old_unit_enters_nothing_more(
    reform: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "ledger"
    shutil.copytree(reform, folder)
    duty = next(
        item for item in open_view(folder, date(2018, 8, 10)).duties
        if item.units == ("shichangzhiju",) and item.kind == "filing" and not item.done and item.due and "/" in item.id
    )  # fmt: skip
    paper = ("--document", "报送材料/补报.docx", "--on", "2018-08-10")
    assert run(folder, "file", duty.id, "--unit", "shichangzhiju", *paper).code == 0
    after = next(item for item in open_view(folder, date(2018, 8, 10)).duties if item.id == duty.id)
    assert after.done and after.units == ("shichangzhiju",)
    refused = run(
        folder, "add-issue", "--unit", "shangwuju", "--action", "a11", "--title", "新问题", "--found", "2018-08-08", "--due", "2018-09-30"
    )  # fmt: skip
    assert (refused.code, "R554" in refused.out) == (1, True)
    assert (
        run(
            folder,
            "add-issue",
            "--unit",
            "shangwuju",
            "--action",
            "a11",
            "--title",
            "补录的问题",
            "--found",
            "2018-07-08",
        ).code
        == 0
    )


def test_why_tells_who_took_an_item_over_and_that_its_date_stays(reform: Path) -> None:
    view = open_view(reform, date(2018, 9, 3))
    taken = next(
        item for item in view.records
        if item.units == ("shichangzhiju",) and not item.done and item.begins < LAST and item.kind == "issue"
    )  # fmt: skip
    before = run(reform, "why", taken.id, "--as-of", str(LAST), "-f", "json").json
    now = run(reform, "why", taken.id, "--as-of", "2018-09-03", "-f", "json").json
    assert (before["due"], before["first_due"]) == (now["due"], now["first_due"])
    assert [step["date"] for step in now["steps"] if "承接" in step["text"]] == ["2018-08-01"]
