"""Git is called the same way whatever the machine, the repository and the environment say."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.store.git import commit, config_get, config_set, git, git_dir, run_git, version


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "global"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    root = tmp_path / "root"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    config_set(root, "user.name", "Somebody")
    config_set(root, "user.email", "somebody@example.org")
    return root


def committed(root: Path) -> list[str]:
    return git(root, "show", "--pretty=", "--name-only", "-z", "HEAD").decode().strip("\0").split("\0")


def test_a_commit_holds_the_paths_it_was_given_and_nothing_else(repository: Path) -> None:
    for name in ("记录.yaml", "other.yaml", "unstaged.yaml"):
        (repository / name).write_text("1\n")
    git(repository, "add", "other.yaml")
    first = commit(repository, ["记录.yaml"], "登记问题\n\n# not a remark\n")
    assert first == git(repository, "rev-parse", "HEAD").decode().strip()
    assert committed(repository) == ["记录.yaml"]
    assert git(repository, "diff", "--cached", "--name-only").decode() == "other.yaml\n"
    assert b"# not a remark" in git(repository, "log", "-1", "--pretty=%B")


def test_nothing_changed_is_no_commit(repository: Path) -> None:
    (repository / "a.yaml").write_text("1\n")
    assert commit(repository, ["a.yaml"], "one")
    assert commit(repository, ["a.yaml"], "two") is None
    assert commit(repository, [], "three") is None


def test_a_path_is_a_name_and_not_a_pattern(repository: Path) -> None:
    for name in ("a.yaml", "[ab].yaml", "*.yaml"):
        (repository / name).write_text("1\n")
    commit(repository, ["[ab].yaml"], "one")
    assert committed(repository) == ["[ab].yaml"]


def test_hooks_of_the_repository_are_not_started(repository: Path) -> None:
    hooks = repository / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("pre-commit", "post-commit", "commit-msg", "prepare-commit-msg"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch '{repository}/started'\nexit 1\n")
        (hooks / name).chmod(0o755)
    (repository / "a.yaml").write_text("1\n")
    assert commit(repository, ["a.yaml"], "one")
    assert not (repository / "started").exists()


def test_variables_of_another_repository_are_not_obeyed(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(repository / "elsewhere"))
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    (repository / "a.yaml").write_text("1\n")
    assert commit(repository, ["a.yaml"], "one")
    assert git_dir(repository) == repository / ".git"
    assert not (repository / "elsewhere").exists()


def test_outside_a_repository_there_is_no_git_directory(tmp_path: Path) -> None:
    assert git_dir(tmp_path) is None
    with pytest.raises(CannotRun, match="not a git repository") as failure:
        git(tmp_path, "status")
    assert "git init" in failure.value.hint.en


def test_settings_are_read_as_the_machine_has_them(repository: Path) -> None:
    assert config_get(repository, "ledger.unit") is None
    config_set(repository, "ledger.unit", "guotuju")
    config_set(repository, "core.quotePath", "true")
    assert config_get(repository, "ledger.unit") == "guotuju"
    assert config_get(repository, "core.quotePath") == "true"
    assert config_get(repository, "core.fsync") is None


def test_without_an_identity_the_remedy_is_named(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(repository, "config", "--unset", "user.name")
    git(repository, "config", "--unset", "user.email")
    monkeypatch.setenv("HOME", str(repository))
    config_set(repository, "user.useConfigOnly", "true")
    (repository / "a.yaml").write_text("1\n")
    with pytest.raises(CannotRun) as failure:
        commit(repository, ["a.yaml"], "one")
    assert "user.email" in failure.value.hint.en


def test_a_lock_left_behind_is_named(repository: Path) -> None:
    (repository / "a.yaml").write_text("1\n")
    (repository / ".git/index.lock").write_text("")
    with pytest.raises(CannotRun) as failure:
        commit(repository, ["a.yaml"], "one")
    assert "index.lock" in failure.value.hint.en
    assert run_git(repository, "log").returncode


def test_without_git_the_remedy_is_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotRun) as failure:
        git(tmp_path, "status")
    assert "install git" in failure.value.hint.en
    assert config_get(tmp_path, "ledger.unit") is None


def test_the_version_is_told(tmp_path: Path) -> None:
    assert version(tmp_path) >= (2,)


def test_a_commit_waits_for_the_disk(repository: Path) -> None:
    (repository / "a.yaml").write_text("1\n")
    trace = repository.parent / "trace"
    os.environ["GIT_TRACE2_PERF"] = str(trace)
    try:
        commit(repository, ["a.yaml"], "one")
    finally:
        del os.environ["GIT_TRACE2_PERF"]
    with_fsync = [line for line in trace.read_text().splitlines() if "fsync" in line]
    assert any("core.fsync=committed,reference,index" in line for line in with_fsync)
    assert (
        subprocess.run(["git", "-C", repository, "fsck", "--strict"], capture_output=True, check=False).returncode == 0
    )
