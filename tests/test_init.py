"""A new ledger is whole from its first minute, and nothing that exists is overwritten."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ybq_ledger.commands.fmt import format_files
from ybq_ledger.commands.init import start_ledger, started_document
from ybq_ledger.commands.opening import open_ledger, read
from ybq_ledger.commands.setup import set_up
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.finding import Severity
from ybq_ledger.store import git

DAY = date(2026, 11, 23)
PROJECT = Path(__file__).parents[1]


def files_in(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".git/" not in f"{path.relative_to(root).as_posix()}"
    }


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "global"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    start_ledger(tmp_path / "new", DAY, dry_run=False)
    return tmp_path / "new"


def test_a_new_ledger_reads_without_an_error(ledger: Path) -> None:
    reading = read(ledger)
    assert [finding for finding in reading.findings if finding.rule.severity >= Severity.error] == []
    assert reading.ledger is not None
    assert reading.ledger.plan.issued == DAY
    assert reading.ledger.sources == ()


def test_a_new_ledger_is_in_canonical_layout(ledger: Path) -> None:
    assert format_files(ledger, check=True).changed == []


def test_the_calendar_in_force_comes_along(ledger: Path) -> None:
    assert (ledger / "plan/calendar.yaml").read_bytes() == (PROJECT / "plan/calendar.yaml").read_bytes()
    assert open_ledger(ledger).calendar.notices


def test_our_own_ledger_has_the_same_introduction_and_attributes(ledger: Path) -> None:
    for name in ("ledger/README.md", ".gitattributes"):
        assert (ledger / name).read_bytes() == (PROJECT / name).read_bytes()


def test_nothing_is_overwritten(ledger: Path) -> None:
    before = files_in(ledger)
    with pytest.raises(CannotRun, match="already"):
        start_ledger(ledger, DAY, dry_run=False)
    assert files_in(ledger) == before


@pytest.mark.parametrize("name", ["plan/units.yaml", "ledger/x/issues/y.yaml", "docs/schema/mine.json", "plan"])
def test_one_file_in_the_way_is_enough_to_refuse(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine\n")
    for dry_run in (True, False):
        with pytest.raises(CannotRun):
            start_ledger(tmp_path, DAY, dry_run=dry_run)
    assert files_in(tmp_path) == {name: b"mine\n"}


def test_attributes_that_were_there_are_kept_and_said(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_text("mine\n")
    started = start_ledger(tmp_path, DAY, dry_run=False)
    assert started.kept == (".gitattributes",)
    assert (tmp_path / ".gitattributes").read_text() == "mine\n"
    assert (tmp_path / "plan/plan.yaml").exists()


def test_a_rehearsal_writes_nothing_and_names_everything(tmp_path: Path) -> None:
    started = start_ledger(tmp_path / "new", DAY, dry_run=True)
    assert not (tmp_path / "new").exists()
    assert "plan/calendar.yaml" in started.files
    assert started_document(started, True).data["files"] == list(started.files)


def test_setup_needs_a_repository(ledger: Path) -> None:
    with pytest.raises(CannotRun) as failure:
        set_up(ledger, None, dry_run=False)
    assert "git init" in failure.value.hint.en


def test_setup_says_what_it_did_and_does_it_once(ledger: Path) -> None:
    git.git(ledger, "init", "-q")
    rehearsed = set_up(ledger, "示例办", dry_run=True)
    assert git.config_get(ledger, "core.fsync") is None
    assert set_up(ledger, "示例办", dry_run=False) == rehearsed
    assert all(setting.changes for setting in rehearsed if setting.key != "core.precomposeUnicode")
    assert git.config_get(ledger, "core.fsync", "--local") == git.DURABLE
    assert git.config_get(ledger, "ledger.unit") == "bangongshi"
    assert not any(setting.changes for setting in set_up(ledger, "bangongshi", dry_run=False))


def test_setup_refuses_a_unit_nobody_knows_and_sets_nothing(ledger: Path) -> None:
    git.git(ledger, "init", "-q")
    with pytest.raises(CannotRun):
        set_up(ledger, "没有的单位", dry_run=False)
    assert git.config_get(ledger, "core.fsync") is None


def test_a_new_ledger_has_a_demo_of_its_own(ledger: Path, tmp_path: Path) -> None:
    from ybq_ledger.commands.demo import make_demo

    made = make_demo(ledger, tmp_path / "made-up", 20, 1, dry_run=False)
    assert made.issues == 20
    found = read(tmp_path / "made-up")
    assert found.ledger is not None and not [f for f in found.findings if f.rule.severity == Severity.error]
