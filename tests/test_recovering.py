"""Getting out of trouble: commits that last, taking back, merge conflicts, crash reports; with real git."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path

import pytest

from program import run
from small_ledger import make_ledger

ISSUE = "ledger/guotuju/issues/guotuju-2018-3047192.yaml"
TEXT = """id: guotuju-2018-3047192
unit: guotuju
title: 出让金返还逾期未到位
source: self-check
found_on: 2018-05-08
recorded: 2018-05-10
action: a7
"""
NAMED = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(folder: Path, *words: str, check: bool = True) -> str:
    call = ["git", "-c", "user.name=某科", "-c", "user.email=x@example.org", "-C", str(folder), *words]
    done = subprocess.run(call, capture_output=True, env=os.environ | NAMED, check=False)
    assert done.returncode == 0 or not check, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A ledger under git with one issue."""
    root = make_ledger(tmp_path / "clone")
    (root / ISSUE).parent.mkdir(parents=True)
    (root / ISSUE).write_text(TEXT, encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "某科")
    git(root, "config", "user.email", "x@example.org")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "开始")
    return root


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*.yaml")}


def test_commit_commits_what_was_written_and_nothing_else(clone: Path) -> None:
    (clone / "ledger/notes.txt").write_text("另一件事", encoding="utf-8")
    git(clone, "add", "ledger/notes.txt")
    done = run(clone, "progress", "3047192", "--note", "已会商", "--on", "2018-06-12", "--commit", **NAMED)
    assert done.code == 0 and "已提交" in done.err
    assert git(clone, "show", "--name-only", "--format=%s", "HEAD").split() == ["guotuju-2018-3047192", "进展", ISSUE]
    assert "ledger/notes.txt" in git(clone, "status", "--porcelain")
    added = run(
        clone, "add-issue", "--unit", "guotuju", "--action", "a7", "--title", "新", "--found", "2018-06-04", "--commit", **NAMED
    )  # fmt: skip
    assert added.code == 0 and git(clone, "rev-list", "--count", "HEAD").strip() == "3"
    dry = run(clone, "progress", "3047192", "--note", "x", "--dry-run", "--commit", **NAMED)
    assert dry.code == 0 and git(clone, "rev-list", "--count", "HEAD").strip() == "3"


def test_what_cannot_be_committed_is_written_all_the_same_and_says_so(clone: Path) -> None:
    (clone / ".git/index.lock").touch()
    done = run(clone, "progress", "3047192", "--note", "已会商", "--on", "2018-06-12", "--commit", **NAMED)
    assert done.code == 2 and "已写入，但没有提交" in done.err and "index.lock" in done.err
    assert "已会商" in (clone / ISSUE).read_text(encoding="utf-8")


def test_a_commit_in_the_middle_of_a_merge_says_what_comes_first(clone: Path) -> None:
    note = ("progress", "3047192", "--on", "2018-06-12", "--commit", "--note")
    git(clone, "checkout", "-q", "-b", "side")
    run(clone, *note, "甲", **NAMED)
    git(clone, "checkout", "-q", "main")
    run(clone, *note, "乙", **NAMED)
    git(clone, "merge", "side", check=False)
    options = ("--unit", "guotuju", "--action", "a7", "--title", "新", "--found", "2018-06-04", "--commit")
    done = run(clone, "add-issue", *options, **NAMED)
    assert done.code == 2 and "已写入，但没有提交" in done.err and "先把合并做完" in done.err


def test_undo_takes_back_one_change_after_the_other_to_the_byte(clone: Path) -> None:
    pictures = [files(clone)]
    run(clone, "progress", "3047192", "--note", "甲", "--on", "2018-06-12")
    pictures.append(files(clone))
    run(clone, "add-issue", "--unit", "guotuju", "--action", "a7", "--title", "新", "--found", "2018-06-04")
    pictures.append(files(clone))
    run(clone, "rectify", "3047192", "--evidence", "a.pdf", "--on", "2018-06-20")
    for before in reversed(pictures):
        rehearsed = run(clone, "undo", "--dry-run")
        assert rehearsed.code == 0 and files(clone) != before
        assert run(clone, "undo").code == 0
        assert files(clone) == before
    nothing = run(clone, "undo")
    assert nothing.code == 2 and "没有可以撤回的改动" in nothing.err


def test_undo_refuses_what_was_edited_since_or_pushed(clone: Path, tmp_path: Path) -> None:
    run(clone, "progress", "3047192", "--note", "甲", "--on", "2018-06-12", "--commit", **NAMED)
    written = (clone / ISSUE).read_bytes()
    (clone / ISSUE).write_bytes(written + b"# x\n")
    edited = run(clone, "undo")
    assert edited.code == 2 and "后来又改过" in edited.err
    (clone / ISSUE).write_bytes(written)
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "others.git")
    git(clone, "remote", "add", "origin", str(tmp_path / "others.git"))
    git(clone, "push", "-q", "origin", "main")
    pushed = run(clone, "undo")
    assert pushed.code == 2 and "已经推送" in pushed.err
    assert (clone / ISSUE).read_bytes() == written


def test_an_undo_that_was_stopped_half_way_is_finished_by_the_next(clone: Path) -> None:
    before = files(clone)
    options = ("--unit", "guotuju", "--action", "a7", "--found", "2018-06-04")
    drafts = "".join(f"- {{unit: guotuju, action: a7, title: 新{n}, found_on: 2018-06-04}}\n" for n in range(3))
    assert run(clone, "add-issue", *options, "--title", "旧").code == 0
    kept = files(clone)
    assert run(clone, "add-issue", "--from", "-", stdin=drafts).code == 0
    new = sorted(set(files(clone)) - set(kept))
    (clone / new[0]).unlink()  # as far as the first undo came
    assert run(clone, "undo").code == 0
    assert files(clone) == kept
    assert run(clone, "undo").code == 0
    assert files(clone) == before


@pytest.mark.parametrize("folder", [".", "台账"])
def test_the_commit_of_a_change_goes_with_it_and_history_stays_sound(clone: Path, folder: str) -> None:
    root = clone / folder
    if folder != ".":
        root.mkdir()
        git(clone, "mv", "plan", "ledger", str(root))
        git(clone, "commit", "-qm", "move")
    before, start = files(clone), git(clone, "rev-parse", "HEAD")
    options = ("--unit", "guotuju", "--action", "a7", "--title", "新", "--found", "2018-06-04")
    assert run(root, "add-issue", *options, "--commit", **NAMED).code == 0
    made = git(clone, "rev-parse", "--short=10", "HEAD").strip()
    assert f"将撤回提交 {made}" in run(root, "undo", "--dry-run").out
    assert f"已撤回提交 {made}" in run(root, "undo").out
    assert (files(clone), git(clone, "rev-parse", "HEAD"), git(clone, "status", "--porcelain")) == (before, start, "")


def test_a_commit_that_holds_more_or_that_another_branch_has_stays(clone: Path) -> None:
    before = files(clone)
    note = ("progress", "3047192", "--on", "2018-06-12", "--note", "甲")
    run(clone, *note)
    assert "提交" not in run(clone, "undo").out
    run(clone, *note)
    (clone / "ledger/more.txt").write_text("另一件事", encoding="utf-8")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "both")
    assert "和别的改动一起提交" in run(clone, "undo", "--commit", **NAMED).out
    assert (files(clone), git(clone, "status", "--porcelain")) == (before, "")
    run(clone, *note, "--commit", **NAMED)
    git(clone, "branch", "other")
    made = git(clone, "rev-parse", "HEAD")
    assert run(clone, "undo").code == 0
    assert (files(clone), git(clone, "rev-parse", "HEAD")) == (before, made)


def test_what_was_written_for_another_folder_of_the_clone_does_not_stand_in_the_way(clone: Path) -> None:
    before = files(clone)
    run(clone, "progress", "3047192", "--note", "甲", "--on", "2018-06-12")
    assert run(clone, "schema", "--write", str(clone / "docs/schema")).code == 0
    assert run(clone, "init", "another").code == 0
    assert run(clone, "undo").code == 0
    assert {path: data for path, data in files(clone).items() if not path.startswith("another/")} == before
    (clone / "link").symlink_to(clone)
    run(clone / "link", "progress", "3047192", "--note", "乙", "--on", "2018-06-12")
    assert run(clone, "undo").code == 0


def test_layout_and_calendar_are_committed_on_request(clone: Path) -> None:
    text = (clone / ISSUE).read_text(encoding="utf-8")
    (clone / ISSUE).write_text(text.replace("action: a7", "action:   'a7'"), encoding="utf-8")
    git(clone, "commit", "-qam", "by hand")
    assert run(clone, "fmt", "--commit", **NAMED).code == 0
    assert (git(clone, "status", "--porcelain"), (clone / ISSUE).read_text(encoding="utf-8")) == ("", text)
    calendar = clone / "plan/calendar.yaml"
    known = calendar.read_text(encoding="utf-8")
    calendar.write_text(known[: known.rindex("  - number:")], encoding="utf-8")
    git(clone, "commit", "-qam", "a year less")
    notice = ("--number", "国办发明电〔2025〕7号", "--published", "2025-11-04")
    assert run(clone, "calendar", "update", "2026", *notice, "--commit", **NAMED).code == 0
    assert git(clone, "status", "--porcelain") == ""
    assert "plan/calendar.yaml" in git(clone, "show", "--name-only", "--format=", "HEAD")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_an_output_that_takes_no_more_is_no_bug_and_what_was_written_stays(clone: Path) -> None:
    call = [sys.executable, "-m", "ybq_ledger", "-C", str(clone), "--lang", "zh", "progress", "3047192", "--note", "甲"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, check=False)
        mute = subprocess.run(call, stdout=full, stderr=full, check=False)
    assert (done.returncode, mute.returncode) == (2, 2)
    assert done.stderr.decode().splitlines()[0] == "无法执行：不能输出到 stdout：磁盘已满"
    assert (clone / ISSUE).read_text(encoding="utf-8").count("note: 甲") == 2


def test_ten_clerks_who_write_to_one_record_at_once_all_succeed(clone: Path) -> None:
    with ThreadPoolExecutor(10) as pool:
        calls = [("progress", "3047192", "--note", f"第 {number} 人", "--on", "2018-06-12") for number in range(10)]
        done = list(pool.map(lambda call: run(clone, *call), calls))
    assert [entry.code for entry in done] == [0] * 10, [entry.err for entry in done if entry.code]
    text = (clone / ISSUE).read_text(encoding="utf-8")
    assert all(f"第 {number} 人" in text for number in range(10)) and run(clone, "check").code == 0


def branches(clone: Path, ours: list[list[str]], theirs: list[list[str]]) -> bool:
    """Two clerks work apart, then one merges the other; whether git gave up."""
    git(clone, "checkout", "-qb", "theirs")
    for call in theirs:
        assert run(clone, *call).code == 0, call
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "乙")
    git(clone, "checkout", "-q", "main")
    for call in ours:
        assert run(clone, *call).code == 0, call
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "甲")
    git(clone, "merge", "-q", "theirs", check=False)
    return bool(git(clone, "ls-files", "--unmerged"))


ON = ("--on", "2018-06-12")
MOVES: dict[str, list[str]] = {
    "progress": ["progress", "3047192", "--note", "已会商", *ON],
    "rectify": ["rectify", "3047192", "--evidence", "a.pdf", *ON],
    "apply": ["extend", "3047192", "--to", "2018-10-31", "--reason", "冻结", *ON],
    "approve": ["extend", "3047192", "--to", "2018-11-30", "--reason", "冻结", "--approver", "副区长", "--by", "ruanjianban", *ON],
    "transfer": ["transfer", "3047192", "--to", "caizhengju", "--reason", "职责", "--by", "ruanjianban", *ON],
    "ask-higher": ["ask-higher", "3047192", "--to", "领导小组", "--reason", "权限", *ON],
    "correct": ["correct", "3047192", "--field", "title", "--now", "返还不到位", "--reason", "有误", "--by", "guotuju", *ON],
    "redact": ["redact", "3047192", "--field", "title", "--reason", "有当事人信息", "--by", "ruanjianban", *ON],
    "void": ["void", "3047192", "--reason", "重复", "--by", "guotuju", *ON],
}  # fmt: skip


@pytest.mark.parametrize("pair", list(combinations(MOVES, 2)), ids="+".join)
def test_events_of_two_clerks_are_both_kept_or_left_to_a_person(clone: Path, pair: tuple[str, str]) -> None:
    assert branches(clone, [MOVES[pair[0]]], [MOVES[pair[1]]])
    assert run(clone, "check").code == 1  # git's marks are never taken for a record
    done = run(clone, "resolve", "-f", "json")
    assert done.code in (0, 1), done.err
    text = (clone / ISSUE).read_text(encoding="utf-8")
    assert text.count("  - event:") == 2 and "<<<<" not in text
    (item,) = done.json["items"]
    assert item["outcome"] == ("joined" if done.code == 0 else "clash")
    left = git(clone, "ls-files", "--unmerged")
    assert bool(left) == (done.code == 1)
    assert (run(clone, "check").code == 1) == (done.code == 1)


def test_the_same_event_entered_twice_stands_once(clone: Path) -> None:
    call = ["progress", "3047192", "--note", "已会商", *ON]
    git(clone, "checkout", "-qb", "theirs")
    run(clone, *call, "--evidence", "b.pdf")
    run(clone, *call)
    git(clone, "commit", "-qam", "乙")
    git(clone, "checkout", "-q", "main")
    run(clone, *call)
    git(clone, "commit", "-qam", "甲")
    git(clone, "merge", "-q", "theirs", check=False)
    assert run(clone, "resolve").code == 0
    assert (clone / ISSUE).read_text(encoding="utf-8").count("  - event:") == 2


def test_two_records_with_one_id_both_stay_the_second_under_a_new_one(clone: Path) -> None:
    path = clone / "ledger/guotuju/issues/guotuju-2018-6120484.yaml"
    git(clone, "checkout", "-qb", "theirs")
    path.write_text(TEXT.replace("3047192", "6120484").replace("逾期未到位", "标准不一"), encoding="utf-8")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "乙")
    git(clone, "checkout", "-q", "main")
    path.write_text(TEXT.replace("3047192", "6120484").replace("逾期未到位", "没有公示"), encoding="utf-8")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "甲")
    git(clone, "merge", "-q", "theirs", check=False)
    done = run(clone, "resolve", "-f", "json")
    assert (done.code, done.json["items"][0]["outcome"]) == (0, "same-id")
    titles = {p.read_text(encoding="utf-8").split("title: ")[1].split("\n")[0] for p in path.parent.glob("*.yaml")}
    assert titles == {"出让金返还逾期未到位", "出让金返还标准不一", "出让金返还没有公示"}
    assert run(clone, "check").code == 0 and git(clone, "ls-files", "--unmerged") == ""


@pytest.mark.parametrize(
    ("words", "then"),
    [
        (("merge", "side"), "git commit"),
        (("rebase", "side"), "git rebase --continue"),
        (("cherry-pick", "side"), "git cherry-pick --continue"),
        (("stash", "pop"), "git commit"),
    ],
)
def test_however_git_came_to_stop_both_events_stay_and_the_way_on_is_named(
    clone: Path, words: tuple[str, ...], then: str
) -> None:
    note = ("progress", "3047192", "--on", "2018-06-12", "--note")
    git(clone, "checkout", "-q", "-b", "side")
    run(clone, *note, "甲", "--commit", **NAMED)
    git(clone, "checkout", "-q", "main")
    if words[0] == "stash":
        run(clone, *note, "甲")
        git(clone, "stash", "-q")
    run(clone, *note, "乙", "--commit", **NAMED)
    git(clone, *words, check=False)
    head = git(clone, "rev-parse", "HEAD")
    done = run(clone, "resolve")
    assert done.code == 0 and f"再 {then}" in done.out
    text = (clone / ISSUE).read_text(encoding="utf-8")
    assert "note: 甲" in text and "note: 乙" in text and "<<<<" not in text
    assert run(clone, "undo").code == 2  # git's marks are never brought back
    assert ((clone / ISSUE).read_text(encoding="utf-8"), git(clone, "rev-parse", "HEAD")) == (text, head)
    if words[0] != "stash":
        git(clone, "-c", "core.editor=true", *then.split()[1:], *(["-m", "both"] if then == "git commit" else []))
        assert git(clone, "status", "--porcelain") == ""


def test_a_deletion_never_wins_against_an_edit(clone: Path) -> None:
    git(clone, "checkout", "-qb", "theirs")
    git(clone, "rm", "-q", ISSUE)
    git(clone, "commit", "-qm", "删")
    git(clone, "checkout", "-q", "main")
    run(clone, "progress", "3047192", "--note", "已会商", *ON)
    git(clone, "commit", "-qam", "甲")
    git(clone, "merge", "-q", "theirs", check=False)
    done = run(clone, "resolve", "-f", "json")
    assert (done.code, done.json["items"][0]["outcome"]) == (0, "kept")
    assert "已会商" in (clone / ISSUE).read_text(encoding="utf-8")


def test_what_both_sides_changed_differently_is_left_and_named(clone: Path) -> None:
    for branch, words in (("theirs", "标准不一"), ("main", "没有公示")):
        git(clone, "checkout", "-qB", branch)
        (clone / ISSUE).write_text(TEXT.replace("逾期未到位", words), encoding="utf-8")
        git(clone, "commit", "-qam", words)
        git(clone, "checkout", "-q", "-B", "main", "HEAD~1" if branch == "theirs" else "HEAD")
    git(clone, "merge", "-q", "theirs", check=False)
    before = (clone / ISSUE).read_bytes()
    done = run(clone, "resolve", "-f", "json")
    assert done.code == 1 and "title" in done.json["items"][0]["said"]
    assert (clone / ISSUE).read_bytes() == before


def test_a_conflict_in_the_plan_is_left_to_a_person(clone: Path) -> None:
    plan = clone / "plan/limits.yaml"
    text = plan.read_text(encoding="utf-8")
    for branch, number in (("theirs", "count: 8"), ("main", "count: 9")):
        git(clone, "checkout", "-qB", branch, "main" if branch == "theirs" else "theirs~1")
        plan.write_text(text.replace("count: 7", number, 1), encoding="utf-8")
        git(clone, "commit", "-qam", number)
    git(clone, "merge", "-q", "theirs", check=False)
    done = run(clone, "resolve", "-f", "json")
    assert (done.code, done.json["items"][0]["outcome"]) == (1, "unreadable")


def test_without_a_conflict_there_is_nothing_to_do(clone: Path) -> None:
    done = run(clone, "resolve", "-f", "json")
    assert (done.code, done.json["items"]) == (0, [])


def test_a_bug_gives_one_line_exit_3_and_a_report_without_any_text_of_the_ledger(clone: Path, tmp_path: Path) -> None:
    broken = (
        "import sys; sys.argv = ['ledger', '-C', sys.argv[1], 'show', '3047192', '--as-of', '2018-07-02'];"
        "import ybq_ledger.commands.showing as s;"
        "s.record_source = lambda *_: {}['出让金返还逾期未到位'];"
        "from ybq_ledger.cli.main import main; main()"
    )
    place = tmp_path / "temporary"
    place.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", broken, str(clone)], capture_output=True, env=os.environ | {"TMPDIR": str(place), "LEDGER_LANG": "zh"}, check=False
    )  # fmt: skip
    assert done.returncode == 3 and done.stdout == b""
    assert len(done.stderr.decode().strip().splitlines()) == 1
    (report,) = place.iterdir()
    told = report.read_text(encoding="utf-8")
    assert str(report) in done.stderr.decode()
    assert "builtins.KeyError" in told and "show_one" in told and "command and options: show --as-of" in told
    assert "出让金" not in told + done.stderr.decode() and "3047192" not in told
