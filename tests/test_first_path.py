"""The first whole path, walked through the program itself: the untouched plan, then one issue from entry to end."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from program import run
from real_plan import ROOT

ZONES = (
    "UTC", "Asia/Shanghai", "Pacific/Kiritimati", "Etc/GMT+12", "America/New_York", "Europe/London", "Asia/Tokyo",
    "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca", "Asia/Tehran",
    "America/Caracas", "Antarctica/Troll",
)  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A copy of the untouched repository: the plan and an empty ledger."""
    for folder in ("plan", "ledger"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def test_the_plan_is_shown_whole() -> None:
    plan = run(ROOT, "plan", "show", "-f", "json").json
    assert [len(plan[key]) for key in ("actions", "tasks", "units", "goals")] == [12, 5, 48, 6]
    assert plan["actions"][6]["leads"][0].keys() >= {"unit", "as_written", "office"}
    assert [len(action["leads"]) for action in plan["actions"]] == [1, 1, 1, 1, 1, 1, 2, 1, 0, 2, 1, 1]


def test_a_unit_answers_to_every_alias_the_plan_uses() -> None:
    plan = run(ROOT, "plan", "show", "-f", "json").json
    picture = {}
    for unit in plan["units"]:
        for name in (unit["code"], unit["name"], *unit["aliases"]):
            picture[name] = unit["code"]
    assert len(picture) > 100
    assert picture["区编办"] == picture["区编委办"]
    first, second = (run(ROOT, "status", "--unit", name, "--as-of", "2018-10-08") for name in ("区编办", "区编委办"))
    assert first.out == second.out


def test_in_may_each_lead_owes_one_sub_plan_and_one_set_of_lists(ledger: Path) -> None:
    late = run(ledger, "overdue", "--as-of", "2018-05-21", "-f", "json").json["items"]
    assert Counter(item["id"].partition("/")[0] for item in late) == {"sub-plan": 11, "lists": 11}
    assert len({item["id"] for item in late}) == 22
    joint = {item["id"]: item["units"] for item in late if len(item["units"]) > 1}
    assert {key.split("/")[1] for key in joint} == {"a7", "a10"}
    assert not any("/a9/" in item["id"] for item in late)
    assert all(item["days_late"] == 1 for item in late)
    assert "行动 9" in run(ledger, "status", "--as-of", "2018-05-21").out


def test_in_july_the_progress_papers_of_two_months_are_late_once_per_unit_and_month(ledger: Path) -> None:
    late = run(ledger, "overdue", "--as-of", "2018-07-02", "-f", "json").json["items"]
    papers = [item for item in late if item["id"].startswith("progress/")]
    assert len(papers) == len({(item["unit"], item["id"].rpartition("/")[2]) for item in papers})
    assert Counter(item["id"].rpartition("/")[2] for item in papers) == {"2018-05": 47, "2018-06": 47}
    assert len(late) == 117


def test_every_day_gives_its_own_picture(ledger: Path) -> None:
    days = ("2018-05-21", "2018-10-08", "2018-12-17", "2026-11-24")
    seen = [run(ledger, "status", "--as-of", day, "-f", "json").json for day in days]
    assert [view["totals"]["filings"]["owed"] for view in seen] == [80, 268, 268, 268]
    assert [view["totals"]["filings"]["overdue"] for view in seen] == [22, 257, 268, 268]
    assert len({json.dumps(view["rows"]) for view in seen[:3]}) == 3
    head = run(ledger, "status", "--as-of", "2018-10-08").out.splitlines()[0]
    assert head.startswith("2018-10-08 星期一 · 工作日")


def test_the_same_day_gives_the_same_bytes_in_every_zone(ledger: Path) -> None:
    for command in (
        ("status",),
        ("overdue",),
        ("why", "sub-plan/a7/2018"),
        ("calendar", "due", "2018-09-21", "--months", "3"),
    ):
        as_of = () if command[0] == "calendar" else ("--as-of", "2018-10-08")
        assert len({run(ledger, *command, *as_of, TZ=zone).out for zone in ZONES}) == 1


def test_with_and_without_the_kept_reading_every_answer_is_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    assert run(ROOT, "demo", "--issues", "60", "--seed", "3", str(folder)).code == 0
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    for command in (
        ("status",),
        ("status", "--by", "unit", "-f", "json"),
        ("overdue",),
        ("list", "issues", "-f", "csv"),
    ):
        for day in ("2018-06-20", "2018-10-15"):
            arguments = (*command, "--as-of", day)
            plain = run(folder, *arguments, LEDGER_INDEX="off").out
            assert plain == run(folder, *arguments, **cache).out == run(folder, *arguments, **cache).out


def test_the_untouched_repository_is_in_order_and_says_what_is_odd_about_the_plan() -> None:
    checked = run(ROOT, "check", "-f", "json")
    found = checked.json
    assert checked.code == 0
    assert found["summary"]["errors"] == 0
    assert Counter(finding["name"] for finding in found["findings"]) == {
        "action-without-lead": 1, "group-without-members": 3,
    }  # fmt: skip


def test_an_issue_entered_is_in_every_view_until_it_is_closed(ledger: Path) -> None:
    entered = run(
        ledger, "add-issue", "--unit", "区国土局", "--action", "7", "--title", "两宗出让地块未按期供地",
        "--problem", "拆迁未完成", "--cause", "补偿款未到位", "--measure", "筹措补偿款", "--found", "2018-06-04",
        "-f", "json",
    )  # fmt: skip
    assert entered.code == 0, entered.err
    issue = entered.json
    assert (ledger / issue["path"]).is_file()
    assert Path(issue["path"]).stem == issue["id"]
    digits = issue["id"].rpartition("-")[2]
    row = next(
        row for row in run(ledger, "status", "--as-of", "2018-06-30", "-f", "json").json["rows"] if row["key"] == "a7"
    )
    assert (row["issues"]["total"], row["issues"]["open"], row["issues"]["overdue"]) == (1, 1, 0)
    assert [item["id"] for item in run(ledger, "list", "issues", "-f", "json").json["items"]] == [issue["id"]]
    assert run(ledger, "show", digits, "-f", "json").json["id"] == issue["id"]
    why = run(ledger, "why", digits, "--as-of", "2018-06-30", "-f", "json").json
    assert (why["due"], why["first_due"], why["provisional"]) == ("2018-09-30", "2018-09-30", False)
    assert run(ledger, "check").code == 0
    late = run(ledger, "overdue", "--as-of", "2018-10-08", "-f", "json").json["items"]
    assert next(item["days_late"] for item in late if item["id"] == issue["id"]) == 1
    for step in (
        ("rectify", digits, "--on", "2018-09-28", "--by", "区国土局", "--evidence", "佐证/供地.pdf"),
        ("verify", digits, "--on", "2018-10-10", "--by", "区软环境建设办公室"),
        ("close", digits, "--on", "2018-10-12", "--by", "区软环境建设办公室"),
    ):
        done = run(ledger, *step)
        assert done.code == 0, done.err
    totals = run(ledger, "status", "--as-of", "2018-10-12", "-f", "json").json["totals"]["issues"]
    assert totals == {"total": 1, "open": 0, "overdue": 0, "closed": 1, "late": 0}
    assert run(ledger, "check").code == 0


ISSUE = """\
id: guotuju-2018-3047192
unit: guotuju
title: 地块未供
source: self-check
found_on: 2018-06-04
recorded: 2018-06-04
action: a7
events:
"""


def event(kind: str, day: str, by: str, more: str = "") -> str:
    return f"  - event: {kind}\n    on: {day}\n    recorded: {day}\n    by: {by}\n{more}"


def test_the_day_of_a_verified_rectification_decides_whether_it_was_late(ledger: Path) -> None:
    file = ledger / "ledger/guotuju/issues/guotuju-2018-3047192.yaml"
    file.parent.mkdir(parents=True)
    proof = "    evidence:\n      - at: 佐证.pdf\n"
    first = ISSUE + event("rectify", "2018-09-28", "guotuju", proof)

    def late(*known: str) -> tuple[int, int]:
        shown = run(ledger, "status", "--as-of", "2018-10-16", *known, "-f", "json", LEDGER_INDEX="off")
        totals = shown.json["totals"]["issues"]
        return totals["late"], totals["open"]

    file.write_text(first + event("verify", "2018-10-12", "ruanjianban") + event("close", "2018-10-12", "ruanjianban"))
    assert run(ledger, "check").code == 0
    assert late() == (0, 0)
    back = event("return", "2018-10-12", "ruanjianban", "    reason: 未供地\n")
    file.write_text(first + back + event("rectify", "2018-10-15", "guotuju", proof))
    assert run(ledger, "check").code == 0
    assert late() == (1, 1)
    assert late("--known-on", "2018-10-01") == (0, 1)


def test_a_measure_keeps_every_part_that_was_typed() -> None:
    from ybq_ledger.commands.entering import measure_of

    assert measure_of("开会") == {"what": "开会"}
    assert measure_of("开会 | 2018-05-20") == {"what": "开会", "due": "2018-05-20"}
    assert measure_of("开会 | 张科长 | 2018-05-20") == {"what": "开会", "owner": "张科长", "due": "2018-05-20"}
    assert measure_of("开会｜张科长｜五月底前") == {"what": "开会", "owner": "张科长", "due": "五月底前"}
    assert measure_of("开会 | 甲 | 乙 | 丙") == {"what": "开会", "owner": "甲", "due": "乙 | 丙"}
