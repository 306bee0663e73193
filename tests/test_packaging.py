"""The lock files fit what the project declares, and a machine that lacks something is told so in the first line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")
TOOLS = "sh sed cksum cat rm dirname readlink printf make".split()  # noqa: SIM905 - a list of commands reads best so


def locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def declared(name: str) -> list[str]:
    groups = PROJECT["dependency-groups"]
    build, dev = groups["build"], [entry for entry in groups["dev"] if isinstance(entry, str)]
    runtime = PROJECT["project"]["dependencies"]
    return {"requirements.lock": runtime, "requirements-build.lock": build}.get(name, [*runtime, *build, *dev])


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_every_declared_package_within_its_range(name: str) -> None:
    versions = locked(name)
    for text in declared(name):
        requirement = Requirement(text)
        assert requirement.specifier.contains(versions[re.sub(r"[._]", "-", requirement.name)]), text


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_a_hash_for_every_package_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|--trusted", text)
    for package in re.split(r"\n(?=[a-z0-9-]+==)", text)[1:]:
        assert "--hash=sha256:" in package


def test_the_locks_agree_with_each_other() -> None:
    everything = locked("requirements-dev.lock")
    for name in LOCKS:
        assert locked(name).items() <= everything.items()


def test_the_build_backend_is_the_locked_one() -> None:
    assert PROJECT["build-system"]["requires"] == [f"hatchling=={locked('requirements-build.lock')['hatchling']}"]


def test_every_package_has_its_reason_in_the_decisions() -> None:
    text = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    for entry in declared("requirements-dev.lock"):
        assert re.search(rf"^- `{re.escape(Requirement(entry).name)}`", text, re.MULTILINE), entry


def test_help_tells_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE).group(1).split())  # type: ignore[union-attr]
    shown = subprocess.run(["sh", "tools/project.sh"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert targets - {"help", "environment", "development"} == set(re.findall(r"^make (\w+)", shown, re.MULTILINE))


class Machine:
    """A machine with few programs: a folder that alone is on the PATH, and a copy of what sets the project up."""

    def __init__(self, folder: Path) -> None:
        self.programs, self.project = folder / "bin", folder / "项 目"
        self.programs.mkdir(parents=True)
        (self.project / "tools").mkdir(parents=True)
        for name in ("Makefile", "tools/project.sh", "pyproject.toml", *LOCKS):
            shutil.copy(ROOT / name, self.project / name)
        for tool in TOOLS:
            (self.programs / tool).symlink_to(str(shutil.which(tool)))
        self.add("git", "echo git version 2.45.1")

    def add(self, name: str, script: str) -> None:
        path = self.programs / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def make(self, *arguments: str) -> tuple[int, str]:
        run = subprocess.run(
            [str(self.programs / "make"), "-C", str(self.project), *arguments],
            capture_output=True, text=True, env={"PATH": str(self.programs), "HOME": "", "LANG": "C.UTF-8"}, check=False,
        )  # fmt: skip
        return run.returncode, run.stderr.splitlines()[0] if run.stderr else ""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    if os.name == "nt" or not shutil.which("make"):
        pytest.skip("needs make")
    return Machine(tmp_path)


def test_without_python_the_first_line_says_to_install_it(machine: Machine) -> None:
    code, line = machine.make("status")
    assert code == 2
    assert "请安装" in line
    assert "Python 3.11 or newer is missing" in line


def test_with_an_old_python_the_first_line_says_so(machine: Machine) -> None:
    machine.add("python3", 'case "$1" in --version) echo Python 3.9.18 ;; *) exit 1 ;; esac')
    code, line = machine.make("status")
    assert code == 2
    assert "现有：Python 3.9.18" in line


def test_with_a_python_that_lacks_venv_the_first_line_names_the_package(machine: Machine) -> None:
    machine.add("python3.12", 'case "$2" in *ensurepip*) exit 1 ;; *print*) echo 3.12 ;; esac')
    code, line = machine.make("test")
    assert code == 2
    assert "apt install python3.12-venv" in line


def test_without_git_the_first_line_says_to_install_it(machine: Machine) -> None:
    (machine.programs / "git").unlink()
    code, line = machine.make("status")
    assert code == 2
    assert line.startswith("缺 git：请安装 git")


@pytest.mark.parametrize("version", ["1.9.5", "2.14.1"])
def test_with_a_git_too_old_to_work_the_first_line_says_so(machine: Machine, version: str) -> None:
    machine.add("git", f"echo git version {version}")
    code, line = machine.make("status")
    assert code == 2
    assert "git 太旧" in line


def test_with_a_make_too_old_the_first_line_says_so(machine: Machine) -> None:
    code, line = machine.make("status", "MAKE_VERSION=3.79.1")
    assert code == 2
    assert line.startswith("make 太旧")


def test_a_set_up_that_fails_shows_why(machine: Machine) -> None:
    machine.add("python3", 'case "$*" in *venv*.venv*) echo no room; exit 1 ;; esac')
    code, line = machine.make("status")
    assert code == 2
    assert "正在准备 .venv" in line
