"""Activities answer duties and become issues; readings say whether a target is met."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from program import run
from real_plan import ROOT
from record_values import READINGS
from ybq_ledger.model.activity import Reading
from ybq_ledger.model.language import Text
from ybq_ledger.model.plan import Target
from ybq_ledger.reports.targets import outcome, share, trend


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    for folder in ("plan", "ledger"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def test_a_meeting_that_was_held_answers_its_quarter(ledger: Path) -> None:
    def activities(day: str) -> dict[str, int]:
        found: dict[str, int] = run(ledger, "status", "--as-of", day, "-f", "json").json["totals"]["activities"]
        return found

    assert activities("2018-07-02") == {"owed": 2, "filed": 0, "late": 0, "overdue": 1, "held": 0}
    done = run(
        ledger, "add-activity", "quarterly-meeting/2018-Q2", "--kind", "meeting", "--title", "座谈会", "--unit", "ruanjianban",
        "--on", "2018-06-20", "-f", "json",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert activities("2018-07-02") == {"owed": 2, "filed": 1, "late": 0, "overdue": 0, "held": 1}
    assert "quarterly-meeting/2018-Q2" not in run(ledger, "overdue", "--as-of", "2018-07-02").out
    assert (
        run(ledger, "void", done.json["id"], "--reason", "误录", "--by", "ruanjianban", "--on", "2018-06-21").code == 0
    )
    assert activities("2018-07-02")["overdue"] == 1
    assert run(ledger, "check").code == 0


def test_what_an_inspection_found_becomes_issues_once(ledger: Path) -> None:
    found = ("窗口无人值守 | 区国土局 | 7", "收费未公示 | 区财政局 | a7", "墙面破损 | guotuju | t2")
    entered = run(
        ledger, "add-activity", "--kind", "inspection", "--title", "明查暗访", "--unit", "ruanjianban", "--on", "2018-06-20",
        *(word for text in found for word in ("--found", text)), "-f", "json",
    )  # fmt: skip
    assert entered.code == 0, entered.out + entered.err
    activity = entered.json["id"]
    assert run(ledger, "issues-from", activity, "--dry-run").code == 0
    first = run(ledger, "issues-from", activity, "-f", "json")
    assert first.code == 0, first.err
    assert len(first.json["items"]) == 3
    assert run(ledger, "issues-from", activity, "-f", "json").json["items"] == []
    listed = run(ledger, "list", "activities", "-f", "json").json["items"]
    assert [(item["found"], item["entered"]) for item in listed] == [(3, 3)]
    issues = run(ledger, "list", "issues", "-f", "json").json["items"]
    assert sorted((item["unit"], item["works"][0]) for item in issues) == [
        ("caizhengju", "a7"), ("guotuju", "a7"), ("guotuju", "t2"),
    ]  # fmt: skip
    assert run(ledger, "check").code == 0
    assert run(ledger, "issues-from", "guotuju-2018-0000000").code == 2


def test_a_reading_below_above_and_without_a_denominator(ledger: Path) -> None:
    def add(number: str, total: str, day: str) -> None:
        words = ("add-reading", "online-handling", "--numerator", number, "--denominator", total, "--on", day)
        done = run(ledger, *words, "--unit", "shenpiju", "--evidence", "a.pdf")
        assert done.code == 0, done.err

    def told(day: str) -> tuple[str, str | None, str | None]:
        items = run(ledger, "targets", "--as-of", day, "-f", "json").json["items"]
        item = next(item for item in items if item["target"] == "online-handling")
        return item["outcome"], item["value"], item["trend"]

    add("79999", "100000", "2018-06-30")
    add("8", "10", "2018-09-30")
    add("0", "0", "2018-12-10")
    assert told("2018-05-01") == ("not-read", None, None)
    assert told("2018-07-01") == ("not-met", "79.99", None)
    assert told("2018-10-01") == ("met", "80.00", "up")
    assert told("2018-12-20") == ("not-computable", None, None)
    assert (
        run(ledger, "add-reading", "online", "--numerator", "1", "--denominator", "2", "--unit", "shenpiju").code == 1
    )


@given(READINGS, READINGS, some.integers(0, 100))
def test_what_is_shown_never_says_more_than_was_counted(first: Reading, second: Reading, at_least: int) -> None:
    target = Target("x", Text("指标", "target"), at_least, "二.一.第1句")
    for reading in (first, second):
        value = share(reading)
        assert (value is None) == (reading.denominator == 0)
        if value is not None:
            assert value * reading.denominator <= 100 * reading.numerator
            assert (outcome(target, [reading]) == "met") == (100 * reading.numerator >= at_least * reading.denominator)
    assert trend([first]) == ""
    assert trend([first, first]) in ("", "level")


def test_what_came_on_paper_is_entered_by_the_coordinator_and_stays_the_units_own(ledger: Path) -> None:
    words = ("file", "progress/guotuju/2018-05", "--unit", "区国土局", "--document", "纸质", "--on", "2018-05-30")
    done = run(ledger, *words, "--by", "区软环境建设办公室", "-f", "json")
    assert done.code == 0, done.err + done.out
    assert done.json["path"].startswith("ledger/guotuju/filings/")
    shown = run(ledger, "show", done.json["id"], "-f", "json").json
    assert (shown["unit"], shown["entered_by"]) == ("guotuju", "ruanjianban")
    assert run(ledger, *words, "--by", "区公安局").code == 1
    assert run(ledger, "check").code == 0
