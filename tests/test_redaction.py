"""Texts that must go: taken out by the coordinator, in the open, and nothing else with them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from program import run
from record_values import RECORDS
from small_ledger import make_ledger
from test_gate import git
from ybq_ledger.commands.opening import open_view
from ybq_ledger.domain.redacting import steps_of, texts_in, without
from ybq_ledger.domain.standing import life_of
from ybq_ledger.domain.view import View
from ybq_ledger.model.event import MARKER
from ybq_ledger.model.record import Record
from ybq_ledger.store.canonical import render_record
from ybq_ledger.store.read_back import reads_as
from ybq_ledger.store.replacing import replace_text

ISSUE = "ledger/guotuju/issues/guotuju-2018-3047192.yaml"
TEXT = """\
# 备注一
id: guotuju-2018-3047192
unit: guotuju
title: "张某的出让金"   # 名称
source: self-check
found_on: 2018-05-08
recorded: 2018-05-10
action: a7
problem: |
  张某家住某处
    # 像备注

  还有一行

# 块后备注
causes:
  - 无人牵头
    继续一行
  - '张某''不配合'
measures:
  - what: >-
      找张某
      谈话
    owner: 规划科
events:
  - event: rectify
    on: 2018-06-12
    recorded: 2018-06-12
    by: guotuju
    note: 已会商张某 # 尾
    evidence: [{at: 佐证/张某.pdf}]
# 末尾
"""
ON = ("--on", "2018-06-20")
US = ("--by", "ruanjianban")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    root = make_ledger(tmp_path / "clone")
    (root / ISSUE).parent.mkdir(parents=True)
    (root / ISSUE).write_text(TEXT, encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    return root


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")


def redact(root: Path, field: str, *more: str, **environment: str):  # type: ignore[no-untyped-def]
    return run(
        root, "redact", "3047192", "--field", field, "--reason", "有当事人信息", *(more or US), *ON, **environment
    )


def read(root: Path) -> str:
    return (root / ISSUE).read_text(encoding="utf-8")


PLACES = {
    "title": ('"张某的出让金"',), "problem": ("|\n  张某家住某处\n    # 像备注\n\n  还有一行",),
    "causes/0": ("无人牵头\n    继续一行",), "causes/1": ("'张某''不配合'",), "measures/0/owner": ("规划科",),
    "measures/0/what": (">-\n      找张某\n      谈话",), "events/0/note": ("已会商张某",), "events/0/evidence/0/at": ("佐证/张某.pdf",),
}  # fmt: skip


@pytest.mark.parametrize("field", list(PLACES))
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_only_that_text_and_the_event_are_other_lines(clone: Path, field: str, ending: str) -> None:
    (clone / ISSUE).write_bytes(TEXT.replace("\n", ending).encode())
    done = redact(clone, field)
    assert done.code == 0, done.err
    (old,) = PLACES[field]
    said = f"  - event: redact\n    on: 2018-06-20\n    recorded: {date.today()}\n    by: ruanjianban\n    field: {field}\n    reason: 有当事人信息\n"  # fmt: skip
    expected = TEXT.replace(old, MARKER, 1).replace("# 末尾\n", f"{said}# 末尾\n")
    now = (clone / ISSUE).read_bytes().decode()
    same_day = now.replace(now.split("recorded: ")[-1][:10], str(date.today()))
    assert same_day.replace("\r\n", "\n") == expected
    assert ("\r" in now) == ("\r" in ending) and now.count("\n") == now.count(ending)


@settings(max_examples=150)
@given(RECORDS, some.data())
def test_any_text_of_any_record_can_be_taken_out_of_its_file(record: Record, data: some.DataObject) -> None:
    text, fields = render_record(record), sorted(texts_in(record))
    if not fields or not reads_as(text, record, "x"):
        return
    field = data.draw(some.sampled_from(fields))
    wanted = without(record, [field])
    made = replace_text(text, steps_of(field), MARKER, wanted, "x.yaml")
    before, _, after = made.partition(next(line for line in made.split("\n") if line not in text.split("\n")))
    assert reads_as(made, wanted, "x") and text.startswith(before) and text.endswith(after)
    assert texts_in(wanted)[field] == MARKER


def test_git_history_is_named_in_both_languages_and_no_text_is_shown(clone: Path) -> None:
    assert "git 历史" in redact(clone, "title").err
    done = redact(clone, "problem", *US, LEDGER_LANG="en")
    assert "git history" in done.err and "张某" not in done.out + done.err


def test_other_texts_with_the_same_words_are_named(clone: Path) -> None:
    run(clone, "correct", "3047192", "--field", "title", "--now", "出让金返还", "--reason", "有误", *US, *ON)
    done = redact(clone, "title")
    assert (done.code, "events/1/was" in done.err) == (0, True)
    assert redact(clone, "events/1/was").code == 0
    assert run(clone, "check").code == 0
    assert "张某的出让金" not in read(clone)


@pytest.mark.parametrize(
    "field", ["id", "found_on", "recorded", "action", "source", "events/0/by", "events/0/on", "events/0/event", "measures", "events/0"]
)  # fmt: skip
def test_what_is_no_text_stays_and_the_message_says_what_can_go(clone: Path, field: str) -> None:
    done = redact(clone, field)
    assert (done.code, done.out, read(clone)) == (2, "", TEXT)
    assert f"{field} 不是一处文字" in done.err and "events/0/note" in done.err


@pytest.mark.parametrize(
    "field", ["nothing", "events/7/note", "causes/2", "title/0", "__class__", "", "a b", "13800138000"]
)
def test_an_unknown_field_is_one_message(clone: Path, field: str) -> None:
    done = redact(clone, field)
    assert (done.code, read(clone)) == (2, TEXT)
    assert "可以删的：title" in done.err and "13800138000" not in done.err


def test_a_text_goes_once_and_not_in_a_rehearsal(clone: Path) -> None:
    assert redact(clone, "title", *US, "--dry-run").code == 0
    assert read(clone) == TEXT
    assert redact(clone, "title", *US, "--commit").code == 0
    assert git(clone, "status", "--porcelain").stdout == b""
    assert "已经删去" in redact(clone, "title").err


def test_only_the_coordinator_may(clone: Path) -> None:
    done = redact(clone, "title", "--by", "guotuju", "-f", "json")
    assert (done.code, [f["rule"] for f in done.json["findings"]], read(clone)) == (1, ["R622"], TEXT)


@pytest.mark.parametrize(
    "before", [[], ["verify"], ["verify", "close"], ["void"]], ids=["rectified", "verified", "closed", "void"]
)
def test_it_is_legal_in_every_state_and_changes_none(clone: Path, before: list[str]) -> None:
    for name in before:
        more = ["--reason", "重复"] if name == "void" else []
        by = "caizhengju" if name == "verify" else "ruanjianban"
        done = run(clone, name, "3047192", "--by", by, *more, "--on", "2018-06-18")
        assert done.code == 0, done.err + done.out
    was = line_of(clone)
    assert redact(clone, "problem").code == 0
    assert line_of(clone) == was
    assert run(clone, "check").code == 0


def line_of(root: Path) -> object:
    view: View = open_view(root, date(2026, 12, 31))
    (source,) = view.ledger.sources
    return life_of(view.plan, view.calendar, source.record)


def test_show_says_that_it_was_redacted_when_and_why(clone: Path) -> None:
    redact(clone, "problem")
    redact(clone, "measures/0/what")
    told = run(clone, "show", "3047192").out
    assert f"{MARKER} 2018-06-20 有当事人信息" in told
    assert "措施清单第 1 项·措施；有当事人信息" in told
    english = run(clone, "show", "3047192", LEDGER_LANG="en").out
    assert "text redacted" in english and "measures 1, what is to be done" in english
    assert run(clone, "show", "3047192", "-f", "json").json["events"][1]["field"] == "problem"


def judged(root: Path) -> list[str]:
    return [
        f["rule"]
        for f in run(root, "check", "--base", "HEAD~1", "-f", "json").json["findings"]
        if f["severity"] == "error"
    ]


def test_the_gate_lets_exactly_that_change_pass_and_diff_says_it(clone: Path) -> None:
    for field in PLACES:
        assert redact(clone, field).code == 0
    commit(clone)
    assert judged(clone) == []
    told = run(clone, "diff", "HEAD~1..HEAD").out
    assert "删去 8 处文字" in told and "删去文字（问题描述）" in told
    assert run(clone, "audit").code == 0


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("found_on: 2018-05-08", "found_on: 2018-05-07", "G704"), ("    owner: 规划科", "    owner: 土地科", "G704"),
        (f"title: {MARKER}", "title: 好听的名称", "G704"), ("    by: guotuju", "    by: caizhengju", "G703"),
        ("    by: ruanjianban", "    by: guotuju", "G704"), ("    field: title", "    field: problem", "G704"),
        ("    note: 已会商张某", f"    note: {MARKER}", "G703"), ("    on: 2018-06-12", "    on: 2018-06-11", "G703"),
        (f"title: {MARKER}", 'title: "张某的出让金"', "R623"),
    ],
)  # fmt: skip
def test_anything_else_stays_a_finding(clone: Path, old: str, new: str, rule: str) -> None:
    redact(clone, "title")
    assert old in read(clone)
    (clone / ISSUE).write_text(read(clone).replace(old, new, 1), encoding="utf-8")
    commit(clone)
    assert rule in judged(clone)


def test_what_was_redacted_does_not_come_back(clone: Path) -> None:
    redact(clone, "title")
    commit(clone)
    (clone / ISSUE).write_text(read(clone).replace(f"title: {MARKER}", "title: 好听的名称", 1), encoding="utf-8")
    commit(clone)
    assert {"G704", "R623"} <= set(judged(clone))
    assert run(clone, "audit").code == 1


def test_two_redacted_titles_are_not_taken_for_one_issue_entered_twice(clone: Path) -> None:
    other = TEXT.replace("3047192", "6120484").replace("张某的出让金", "别的")
    (clone / ISSUE.replace("3047192", "6120484")).write_text(other, encoding="utf-8")
    redact(clone, "title")
    run(clone, "redact", "6120484", "--field", "title", "--reason", "有当事人信息", *US, *ON)
    assert "R527" not in run(clone, "check", "-f", "json").out


def test_a_seal_knows_a_redaction_from_a_rewritten_past(clone: Path) -> None:
    assert run(clone, "seal").code == 0
    commit(clone)
    redact(clone, "problem", *US, "--commit")
    assert run(clone, "audit").code == 0
    (clone / ISSUE).write_text(read(clone).replace("规划科", "土地科"), encoding="utf-8")
    commit(clone)
    found = [item["rule"] for item in run(clone, "audit", "-f", "json").json["items"]]
    assert found == ["G704", "G713"]


def test_a_seal_says_that_it_cannot_tell_once_the_old_text_is_purged(clone: Path) -> None:
    run(clone, "seal")
    commit(clone)
    redact(clone, "problem")
    shutil.rmtree(clone / ".git")
    git(clone, "init", "-q", "-b", "main")
    commit(clone)
    done = run(clone, "audit", "-f", "json")
    assert (done.code, [item["rule"] for item in done.json["items"]]) == (0, ["G714"])
    assert "1 处无从核对" in run(clone, "audit").out
    (clone / ISSUE).write_text(read(clone).split("  - event: redact")[0], encoding="utf-8")
    shutil.rmtree(clone / ".git")
    git(clone, "init", "-q", "-b", "main")
    commit(clone)
    assert run(clone, "audit").code == 1


def test_a_redaction_and_another_clerk_s_event_are_joined(clone: Path) -> None:
    git(clone, "checkout", "-qb", "theirs")
    run(clone, "return", "3047192", "--reason", "不实", "--by", "ruanjianban", *ON, "--commit")
    git(clone, "checkout", "-q", "main")
    redact(clone, "events/0/note", *US, "--commit")
    git(clone, "merge", "-q", "theirs", check=False)
    done = run(clone, "resolve")
    assert done.code == 0, done.out + done.err
    assert "event: return" in read(clone) and "event: redact" in read(clone) and "已会商张某" not in read(clone)
    assert run(clone, "check").code == 0


def test_a_telephone_number_that_slipped_in_is_taken_out_and_passes_the_gate(clone: Path) -> None:
    (clone / ISSUE).write_text(TEXT.replace("已会商张某", "来电13800138000"), encoding="utf-8")
    commit(clone)
    assert run(clone, "check").code == 1
    done = redact(clone, "events/0/note")
    assert (done.code, "13800138000" in done.out + done.err) == (0, False)
    commit(clone)
    assert (judged(clone), run(clone, "check").code) == ([], 0)


def test_words_in_a_restricted_report_can_be_taken_out(clone: Path) -> None:
    path = clone / "ledger/ruanjianban/complaints/ruanjianban-2018-7023814.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "id: ruanjianban-2018-7023814\nunit: ruanjianban\nkind: report\nreference: JB-2018-0042\nreceived_on: 2018-05-14\n"
        "recorded: 2018-05-14\ntitle: 张某举报某局\nrestricted: true\n",
        encoding="utf-8",
    )
    assert "R621" in run(clone, "check", "-f", "json").out
    done = run(clone, "redact", "7023814", "--field", "title", "--reason", "涉密", *US, *ON)
    assert (done.code, run(clone, "check").code) == (0, 0), done.out + done.err
