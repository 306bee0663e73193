"""owed, remind, lists and brief against a slow recount of the made-up ledger, and as they look on 80 columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from program import run
from real_plan import ROOT
from ybq_ledger.commands.opening import open_view
from ybq_ledger.render.terminal import render
from ybq_ledger.reports.brief import brief
from ybq_ledger.reports.lists import lists
from ybq_ledger.reports.owed import owed
from ybq_ledger.reports.remind import remind

DAY = date(2018, 7, 16)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rounds") / "ledger"
    assert run(ROOT, "demo", "--issues", "150", "--seed", "5", str(folder)).code == 0
    return folder


def asked(folder: Path, *call: str) -> Any:
    return run(folder, *call, "--as-of", str(DAY), "-f", "json").json


def test_owed_is_every_duty_and_limit_that_is_still_open_once_for_each_unit(demo: Path) -> None:
    view = open_view(demo, DAY)
    everything = asked(demo, "owed", "--all")["items"]
    assert len({(item["kind"], item["id"], item["due"], *item["units"]) for item in everything}) == len(everything)
    duties = {item.id for item in view.duties if item.due and not item.settled}
    assert {item["id"] for item in everything if "/" in item["id"]} == duties
    overdue = asked(demo, "overdue")["items"]
    assert [item for item in everything if item["overdue"]] != []
    assert sorted(item["id"] for item in everything if item["overdue"]) == sorted(item["id"] for item in overdue)
    for unit in ("guotuju", "caizhengju", "ruanjianban"):
        mine = asked(demo, "owed", "--unit", unit)["items"]
        assert [item["id"] for item in mine] == [item["id"] for item in everything if unit in item["units"]]


def test_every_command_that_owed_gives_is_taken(demo: Path) -> None:
    seen = set()
    for item in asked(demo, "owed", "--all")["items"]:
        words = item["command"].replace("…", "x").split()[1:]
        if not words or (words[0], item["kind"]) in seen:
            continue
        seen.add((words[0], item["kind"]))
        stands_for = {"settle": "mediated", "pay": "10.00"}
        words = [stands_for.get(words[0], word) if word == "x" else word for word in words]
        done = run(
            demo,
            *words,
            "--dry-run",
            *(() if "--by" in words or words[0] in ("file", "add-activity") else ("--by", item["units"][0])),
        )
        assert done.code != 2, (words, done.err)
    assert {verb for verb, _ in seen} >= {"file", "rectify", "verify", "close", "settle", "reply"}


def test_remind_names_each_unit_that_has_not_handed_in_and_nobody_else(demo: Path) -> None:
    view = open_view(demo, DAY)
    answered = {answer for paper in view.answers if paper.point.state != "void" for answer in paper.record.answers}
    for period in ("2018-05", "2018-06"):
        reminders = asked(demo, "remind", "--period", period)["reminders"]
        missing = {unit for entry in reminders for item in entry["missing"] for unit in item["units"]}
        units = {unit.code for unit in view.plan.units} - {view.plan.document.coordinator}
        assert missing == {
            unit for unit in units if f"progress/{unit}/{period}" in {d.id for d in view.duties} - answered
        }
    assert "区软环境建设办公室" not in run(demo, "remind", "--as-of", str(DAY)).out


def test_a_period_that_is_none_is_refused(demo: Path) -> None:
    refused = run(demo, "remind", "--period", "六月")
    assert (refused.code, "2018-06" in refused.err) == (2, True)


def test_the_lists_hold_every_living_issue_with_its_causes_and_measures(demo: Path) -> None:
    view = open_view(demo, DAY)
    for work in ("a1", "a7", "t2"):
        items = asked(demo, "lists", "--action", work)["items"]
        issues = [item for item in view.records if item.kind == "issue" and work in item.works and item.state != "void"]
        assert sorted(item["id"] for item in items) == sorted(item.id for item in issues)
        assert [item["number"] for item in items] == list(range(1, len(items) + 1))
    table = run(demo, "lists", "--action", "a1", "--only", "measures", "--as-of", str(DAY), "-f", "csv").out
    measures = sum(len(item["measures"]) for item in asked(demo, "lists", "--action", "a1")["items"])
    assert table.count("\n") == 1 + measures


def test_a_brief_counts_what_a_day_by_day_walk_counts(demo: Path) -> None:
    since = DAY - timedelta(days=14)
    told = asked(demo, "brief", "--since", str(since))
    status = asked(demo, "status")["totals"]
    assert {key: told["totals"][key] for key in ("issues", "filings")} == {
        key: status[key] for key in ("issues", "filings")
    }
    begun, late, done = set(), set(), set()
    for offset in range((DAY - since).days + 1):
        view = open_view(demo, since + timedelta(days=offset))
        for item in view.clocks:
            key = (item.kind, item.id, item.begins)
            if offset == 0:
                begun |= {key}
                late |= {key} if item.overdue else set()
                done |= {key} if item.settled or item.done else set()
    last = {(item.kind, item.id, item.begins): item for item in open_view(demo, DAY).clocks}
    assert len(told["late"]) == sum(1 for key, item in last.items() if item.overdue and key not in late)
    assert len(told["closed"]) == sum(
        1 for key, item in last.items() if (item.settled or item.done) and key not in done
    )
    assert [item["days_late"] for item in told["worst"]] == sorted(
        (item["days_late"] for item in told["worst"]), reverse=True
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_leader_sees_one_screen(demo: Path, language: Any, golden: Callable[[str, str], None]) -> None:
    view = open_view(ROOT, date(2018, 7, 2))
    for name, document in {
        "owed": owed(view, "guotuju", None, None), "remind": remind(view, "2018-06", None, None),
        "brief": brief(view, date(2018, 6, 25)),
    }.items():  # fmt: skip
        golden(f"rounds/{name}.{language}.txt", render(document, language, 80, color=False))
    shown = render(brief(open_view(demo, DAY), DAY - timedelta(days=7)), language, 80, color=False)
    assert len(shown.splitlines()) <= 30
    assert lists(view, "a7", None, None).data["items"] == []
