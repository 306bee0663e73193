"""The complaint of 21 September 2018, through the program: two clocks, an extension in time and one too late."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from program import run
from real_plan import ROOT

COMPLAINT = """\
id: ruanjianban-2018-5208866
unit: ruanjianban
kind: complaint
reference: TS-2018-0042
received_on: {received}
recorded: {received}
title: 办证拖延
events:
  - event: accept
    on: {received}
    recorded: {received}
    by: ruanjianban
"""
EXTENSION = """\
  - event: apply-extension
    on: 2018-11-01
    recorded: 2018-11-01
    by: ruanjianban
    to: 2018-12-21
    reason: 案情特别重大
  - event: approve-extension
    on: {day}
    recorded: {day}
    by: ruanjianban
    to: 2018-12-21
    reason: 案情特别重大
    approver: 领导小组组长
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "plan", tmp_path / "plan")
    path = tmp_path / "ledger/ruanjianban/complaints/ruanjianban-2018-5208866.yaml"
    path.parent.mkdir(parents=True)
    return path


def dues(file: Path, *more: str) -> tuple[str, str]:
    """The dates by which it must be settled and answered."""
    why = run(file.parents[3], "why", "5208866", *more, "-f", "json", LEDGER_INDEX="off").json
    return why["due"], why["clocks"][0]["due"]


def test_both_clocks_run_from_the_receipt_and_name_the_notice(file: Path) -> None:
    file.write_text(COMPLAINT.format(received="2018-09-21"), encoding="utf-8")
    assert dues(file, "--as-of", "2018-10-01") == ("2018-11-08", "2018-10-08")
    why = run(file.parents[3], "why", "5208866", "--as-of", "2018-10-01", "-f", "json").json
    steps = {step["date"]: step for step in why["steps"]}
    assert (steps["2018-09-29"]["kind"], steps["2018-09-30"]["kind"]) == ("counted", "counted")
    assert {steps[f"2018-10-0{day}"]["kind"] for day in range(1, 8)} == {"skipped"}
    assert {steps[f"2018-10-0{day}"]["notice"] for day in range(1, 8)} == {"国办发明电〔2017〕12号"}


@pytest.mark.parametrize(("day", "due", "code"), [("2018-11-08", "2018-12-21", 0), ("2018-11-09", "2018-11-08", 1)])
def test_an_extension_counts_up_to_the_last_day_and_not_one_longer(file: Path, day: str, due: str, code: int) -> None:
    file.write_text(COMPLAINT.format(received="2018-09-21") + EXTENSION.format(day=day), encoding="utf-8")
    assert dues(file, "--as-of", "2018-11-12")[0] == due
    checked = run(file.parents[3], "check", "-f", "json")
    assert checked.code == code
    assert [f["rule"] for f in checked.json["findings"] if f["severity"] == "error"] == ["R509"] * code
    late = run(file.parents[3], "overdue", "--as-of", "2018-11-12", "-f", "json").json["items"]
    assert ("complaint" in {item["kind"] for item in late if "5208866" in item["id"]}) == (code == 1)


def test_what_was_known_before_a_notice_came_is_told_and_provisional(file: Path) -> None:
    file.write_text(COMPLAINT.format(received="2018-11-19"), encoding="utf-8")
    assert dues(file, "--as-of", "2018-11-30")[0] == "2018-12-29"
    asked = ("why", "5208866", "--as-of", "2018-11-30", "--known-on", "2018-11-30", "-f", "json")
    known = run(file.parents[3], *asked).json
    assert (known["due"], known["provisional"]) == ("2018-12-31", True)
