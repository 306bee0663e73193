"""A complaint passed on, a restricted one, a paper sent back, and why for every kind, through the program."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from program import run
from real_plan import ROOT
from ybq_ledger.cli.entries import ENTRIES
from ybq_ledger.commands.drafting import NAMED_OTHERWISE
from ybq_ledger.commands.opening import open_view
from ybq_ledger.model.record_types import BY_SHAPE, RECORD_TYPES

US = "ruanjianban"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "plan", tmp_path / "plan")
    return tmp_path


def entered(folder: Path, *call: str) -> str:
    done = run(folder, *call, "-f", "json")
    assert done.code == 0, done.out + done.err
    return done.json["items"][0]["id"]  # type: ignore[no-any-return]


def asked(folder: Path, *call: str) -> Any:
    return run(folder, *call, "-f", "json").json


@pytest.fixture
def complaint(folder: Path) -> str:
    """Received on 21 September, handled by one unit, another assists."""
    made = entered(
        folder,
        "add-complaint",
        "--reference",
        "TS-2018-0042",
        "--title",
        "窗口拖延",
        "--received",
        "2018-09-21",
        "--unit",
        US,
    )
    entered(folder, "accept", made, "--by", US, "--on", "2018-09-21")
    entered(folder, "refer", made, "--to", "shenpiju", "--due", "2018-10-12", "--by", US, "--on", "2018-09-25")
    entered(folder, "refer", made, "--to", "gonganju", "--assist", "--by", US, "--on", "2018-09-25")
    return made


def limits(folder: Path, unit: str, day: str) -> dict[str, str]:
    """What the unit owes on complaints, and by when."""
    items = asked(folder, "owed", "--unit", unit, "--as-of", day)["items"]
    return {item["kind"]: item["due"] for item in items if item["kind"] not in ("filing", "activity")}


def test_each_unit_it_is_passed_to_owes_a_receipt_and_a_report_by_its_own_inner_date(
    folder: Path, complaint: str
) -> None:
    assert limits(folder, "gonganju", "2018-09-26") == {"acknowledge-referral": "2018-09-27", "referral": "2018-10-19"}
    assert limits(folder, "shenpiju", "2018-09-26") == {
        "acknowledge-referral": "2018-09-27", "referral": "2018-10-12", "reply": "2018-10-08", "complaint": "2018-11-08",
    }  # fmt: skip
    for item in asked(folder, "owed", "--unit", "gonganju", "--as-of", "2018-09-26")["items"]:
        if item["id"] == complaint:
            assert "--by gonganju" in item["command"]
            assert run(folder, *item["command"].replace("…", "x").split()[1:], "--dry-run").code == 0


def test_sent_back_the_inner_date_runs_on_and_the_outer_clocks_never_stop(folder: Path, complaint: str) -> None:
    entered(folder, "report", complaint, "--note", "已查", "--by", "shenpiju", "--on", "2018-10-10")
    assert "referral" not in limits(folder, "shenpiju", "2018-10-10")
    entered(folder, "return", complaint, "--reason", "再查", "--by", US, "--on", "2018-10-11")
    assert limits(folder, "shenpiju", "2018-10-15")["referral"] == "2018-10-12"
    late = asked(folder, "overdue", "--as-of", "2018-10-15", "--unit", "shenpiju")["items"]
    assert ("referral", complaint) in {(item["kind"], item["id"]) for item in late}
    why = asked(folder, "why", complaint, "--as-of", "2018-10-15")
    assert (why["due"], why["clocks"][0]["due"]) == ("2018-11-08", "2018-10-08")
    assert [step["text"] for step in why["steps"] if step["kind"] == "kept"][-1] == "退回，时限连续计算"
    assert asked(folder, "status", "--as-of", "2018-10-08")["totals"]["complaints"]["overdue"] == 0


def test_a_stranger_cannot_report(folder: Path, complaint: str) -> None:
    refused = run(folder, "report", complaint, "--note", "已查", "--by", "jiaoyuju", "--on", "2018-10-10")
    assert (refused.code, "R566" in refused.out) == (1, True)


def test_passed_to_another_unit_the_first_ones_inner_date_ends(folder: Path, complaint: str) -> None:
    entered(folder, "refer", complaint, "--to", "shichangju", "--due", "2018-10-19", "--by", US, "--on", "2018-10-08")
    assert limits(folder, "shenpiju", "2018-10-09") == {}
    assert limits(folder, "shichangju", "2018-10-09")["referral"] == "2018-10-19"
    assert "referral" in limits(folder, "gonganju", "2018-10-09")


def test_a_restricted_record_takes_no_word_and_none_is_ever_shown(folder: Path) -> None:
    call = (
        "add-complaint",
        "--reference",
        "XS-2018-0007",
        "--restricted",
        "--kind",
        "report",
        "--received",
        "2018-09-03",
    )
    refused = run(folder, *call, "--unit", US, "--title", "反映某局长")
    assert (refused.code, "R621" in refused.out, "某局长" in refused.out + refused.err) == (1, True, False)
    made = entered(folder, *call, "--unit", US)
    assert run(folder, "accept", made, "--by", US, "--on", "2018-09-04", "--note", "内容").code == 1
    entered(folder, "reply", made, "--cannot", "涉密", "--by", US, "--on", "2018-09-05")
    path = folder / f"ledger/{US}/complaints/{made}.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "title: 反映某局长\n", encoding="utf-8")
    checked = run(folder, "check")
    assert (checked.code, "R621" in checked.out, "某局长" in checked.out) == (1, True, False)


def test_a_paper_for_two_duties_is_to_be_supplemented_once(folder: Path) -> None:
    paper = entered(
        folder, "file", "progress/guotuju/2018-05", "progress/guotuju/2018-06", "--unit", "guotuju", "--title", "五六月",
        "--document", "https://example.org/a.pdf", "--on", "2018-06-20",
    )  # fmt: skip
    entered(folder, "return", paper, "--reason", "缺页", "--by", US, "--on", "2018-06-22")
    for call in (("owed", "--unit", "guotuju", "--as-of", "2018-06-25"), ("overdue", "--as-of", "2018-07-02")):
        assert [item["id"] for item in asked(folder, *call)["items"] if item["kind"] == "supplement"] == [paper]
    why = asked(folder, "why", paper, "--as-of", "2018-07-02")
    assert [(duty["id"], duty["late"]) for duty in why["answers"]] == [
        ("progress/guotuju/2018-05", True), ("progress/guotuju/2018-06", False),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [kind.kind for kind in RECORD_TYPES])
def test_why_explains_every_kind_of_record(great_demo: Path, kind: str) -> None:
    ledger = open_view(great_demo, date(2018, 12, 20)).ledger
    found = [
        s.record for s in ledger.sources
        if BY_SHAPE[type(s.record)].kind == kind and all(event.event not in ("void", "merge") for event in s.record.events)
    ]  # fmt: skip
    for record in (found[0], found[-1]):
        why = asked(great_demo, "why", record.id, "--as-of", "2019-06-30")
        assert {"due", "first_due", "basis", "steps", "provisional", "clocks"} <= set(why)
        assert (why["id"], why["kind"]) == (record.id, kind)
        assert why["basis"]["text"] and (why["steps"] or why["due"] is None)
        assert record.id in run(great_demo, "--lang", "en", "why", record.id, "--as-of", "2019-06-30").out


def test_why_of_a_target_tells_every_reading_and_what_is_asked(great_demo: Path) -> None:
    told = {item["target"]: item for item in asked(great_demo, "targets", "--as-of", "2018-12-20")["items"]}
    for target, item in told.items():
        why = asked(great_demo, "why", target, "--as-of", "2018-12-20")
        assert (why["kind"], why["outcome"], len(why["steps"])) == ("target", item["outcome"], len(item["readings"]))
        assert why["basis"]["clause"]


def test_show_and_why_leave_out_what_came_later_and_at_reads_a_revision(folder: Path) -> None:
    issue = entered(
        folder, "add-issue", "--unit", "guotuju", "--action", "a7", "--title", "两宗地块", "--found", "2018-06-04"
    )
    path = folder / f"ledger/guotuju/issues/{issue}.yaml"
    for call in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "x"),
    ):
        subprocess.run(["git", "-C", str(folder), *call], check=True)
    evidence = ("--evidence", "https://example.org/a.pdf")
    entered(folder, "rectify", issue, "--on", "2018-06-20", *evidence)
    before = path.read_bytes()
    assert asked(folder, "show", issue, "--as-of", "2018-06-19")["later_events"] == 1
    assert "events" not in asked(folder, "show", issue, "--as-of", "2018-06-19")
    assert asked(folder, "show", issue, "--at", "HEAD")["standing"]["state"] == "open"
    assert asked(folder, "show", issue)["standing"]["state"] == "rectified"
    assert run(folder, "show", issue, "--as-of", "2018-06-01").code == 2
    assert path.read_bytes() == before


def test_what_was_declined_or_lifted_is_not_due_soon(great_demo: Path) -> None:
    view = open_view(great_demo, date(2018, 10, 12))
    over = {item.id for item in view.records if item.done}
    soon = asked(great_demo, "overdue", "--within", "250", "--as-of", "2018-10-12")["items"]
    kinds = {kind.kind for kind in RECORD_TYPES}
    assert not [item for item in soon if item["id"] in over and item["kind"] in kinds]


def test_a_finding_on_an_option_names_the_option(folder: Path) -> None:
    issue = ("add-issue", "--unit", "guotuju", "--action", "a7", "--title", "x", "--found", "2018-06-04")
    for more, option in (
        (("--due", "2018-06-01"), "--due"), (("--source", "天上"), "--source"), (("--measure", "a|b|2018-13-01"), "--measure"),
    ):  # fmt: skip
        told = run(folder, *issue, *more)
        assert (told.code, told.out.startswith(f"{option}: ")) == (1, True), told.out
    forms = {name for entry in ENTRIES for name in entry.name.split()}
    assert "add-issue" in forms and all(option.startswith(("--", "<")) for option in NAMED_OTHERWISE.values())


def test_findings_in_a_sheet_have_a_row_each(great_demo: Path) -> None:
    found = asked(great_demo, "check")["findings"]
    rows = list(csv.DictReader(run(great_demo, "check", "-f", "csv").out.splitlines()))
    assert list(rows[0]) == ["rule", "name", "severity", "path", "line", "column", "message", "hint"]
    assert Counter((row["rule"], row["path"], row["line"]) for row in rows) == Counter(
        (entry["rule"], entry["path"], str(entry["line"])) for entry in found
    )
