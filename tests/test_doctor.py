"""The doctor names what is missing, says what to do, and mends what is safe."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ybq_ledger.commands.diagnosis import Diagnosis
from ybq_ledger.commands.doctor import diagnose, doctor_document
from ybq_ledger.commands.init import start_ledger
from ybq_ledger.commands.setup import set_up
from ybq_ledger.model.language import Text
from ybq_ledger.store import git
from ybq_ledger.store.abilities import missing_in
from ybq_ledger.store.folder import Folder

DAY = date(2026, 3, 2)


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "global"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("LEDGER_UNIT", raising=False)
    root = tmp_path / "new"
    start_ledger(root, DAY, dry_run=False)
    git.git(root, "init", "-q")
    return root


def states(root: Path, day: date = DAY, *, mend: bool = False) -> dict[str, str]:
    return {diagnosis.name: diagnosis.state for diagnosis in diagnose(root, day, mend=mend)}


def test_a_clone_that_was_set_up_has_nothing_wrong(clone: Path) -> None:
    set_up(clone, "bangongshi", dry_run=False)
    assert set(states(clone).values()) == {"good"}


def test_the_settings_a_fresh_clone_lacks_are_mended(clone: Path) -> None:
    keys = {"core.fsync", "core.untrackedCache", "core.quotePath"}
    for mend, expected in ((False, "note"), (True, "mended"), (False, "good")):
        found = states(clone, mend=mend)
        assert {found[key] for key in keys} == {expected}


def leave_a_temporary_file(root: Path) -> None:
    (root / "ledger/.ybq-4194305-1-000000-0.tmp").write_text("half")
    script = (
        "import os, sys; from pathlib import Path; from ybq_ledger.store.temporary import new_name;"
        "Path(sys.argv[1], new_name()).write_text('half'); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, root / "ledger"], check=False)


def set_a_wrong_unit(root: Path) -> None:
    git.config_set(root, "ledger.unit", "nobody")


def leave_a_lock(root: Path) -> None:
    (root / ".git/index.lock").write_text("")


def leave_a_lock_on_a_branch(root: Path) -> None:
    (root / ".git/refs/heads/main.lock").write_text("")


def leave_a_lock_on_settings(root: Path) -> None:
    (root / ".git/config.lock").write_text("")


def forget_line_ends(root: Path) -> None:
    (root / ".gitattributes").unlink()


def convert_line_ends(root: Path) -> None:
    forget_line_ends(root)
    git.config_set(root, "core.autocrlf", "true")


def break_the_plan(root: Path) -> None:
    (root / "plan/units.yaml").write_text("units:\n\t- code: x\n")


def leave_the_repository(root: Path) -> None:
    (root / ".git").rename(root.parent / "elsewhere")


@pytest.mark.parametrize(
    ("spoil", "name", "state"),
    [
        (leave_a_temporary_file, "leftovers", "note"),
        (set_a_wrong_unit, "unit", "bad"),
        (leave_a_lock, "git-lock", "bad"),
        (leave_a_lock_on_a_branch, "git-lock", "bad"),
        (leave_a_lock_on_settings, "git-lock", "bad"),
        (forget_line_ends, "line-ends", "note"),
        (convert_line_ends, "line-ends", "bad"),
        (break_the_plan, "plan", "bad"),
        (leave_the_repository, "repository", "note"),
    ],
)
def test_each_trouble_is_named_with_a_remedy(clone: Path, spoil: Callable[[Path], None], name: str, state: str) -> None:
    set_up(clone, "bangongshi", dry_run=False)
    spoil(clone)
    found = [diagnosis for diagnosis in diagnose(clone, DAY) if diagnosis.state != "good"]
    assert (name, state) in [(diagnosis.name, diagnosis.state) for diagnosis in found]
    assert all(diagnosis.remedy for diagnosis in found)


@pytest.mark.parametrize("had", [None, b"*.docx binary", b"*.docx binary\n"])
def test_line_ends_are_mended_and_what_the_file_says_stays(clone: Path, had: bytes | None) -> None:
    forget_line_ends(clone)
    if had is not None:
        (clone / ".gitattributes").write_bytes(had)
    assert states(clone, mend=True)["line-ends"] == "mended"
    assert (clone / ".gitattributes").read_bytes().startswith(had or b"*.yaml text eol=lf\n")
    assert states(clone)["line-ends"] == "good"


def test_leftovers_are_swept_and_those_of_other_machines_wait(clone: Path) -> None:
    leave_a_temporary_file(clone)
    assert states(clone, mend=True)["leftovers"] == "mended"
    assert [path.name for path in (clone / "ledger").glob(".ybq*")] == [".ybq-4194305-1-000000-0.tmp"]


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2026, 10, 31), "good"), (date(2026, 11, 1), "note"), (date(2027, 1, 4), "bad"), (date(2018, 5, 21), "good")],
)
def test_a_year_without_a_notice_is_named_in_time(clone: Path, day: date, state: str) -> None:
    assert states(clone, day)["calendar"] == state


def test_a_shallow_clone_is_named(clone: Path) -> None:
    git.git(clone, "config", "user.name", "Somebody")
    git.git(clone, "config", "user.email", "somebody@example.org")
    for message in ("one", "two"):
        (clone / "note").write_text(message)
        git.commit(clone, ["note", "plan", "ledger/README.md"], message)
    shallow = clone.parent / "shallow"
    git.git(clone.parent, "clone", "-q", "--depth=1", f"file://{clone}", str(shallow))
    assert states(shallow)["repository"] == "note"


def test_without_git_it_says_so_and_goes_on(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(clone))
    found = states(clone)
    assert found["git"] == "bad"
    assert found["plan"] == "good"


def test_trying_out_the_file_system_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = Folder.open_root(tmp_path)
    assert missing_in(folder) == []
    folder.close()
    assert list(tmp_path.iterdir()) == []


def test_the_answer_is_the_same_in_json_and_in_words() -> None:
    found = (Diagnosis("unit", "bad", Text("甲", "a"), Text("乙", "b")), Diagnosis("plan", "good", Text("丙", "c")))
    document = doctor_document(found)
    assert document.data["bad"] == 1
    assert document.data["checks"] == [
        {"name": "unit", "state": "bad", "said": {"zh": "甲", "en": "a"}, "remedy": {"zh": "乙", "en": "b"}, "fixable": False},
        {"name": "plan", "state": "good", "said": {"zh": "丙", "en": "c"}, "remedy": None, "fixable": False},
    ]  # fmt: skip
    assert len(document.parts) == 4
