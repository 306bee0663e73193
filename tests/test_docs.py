"""What the documents say is what happens: their sessions are run, their links lead somewhere, their lists are whole."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from real_plan import ROOT
from transcript import Transcript
from ybq_ledger.cli.entries import ENTRIES

sys.path.insert(0, str(ROOT / "tools"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
WITH_SESSIONS = [path for path in DOCUMENTS if "```console" in path.read_text(encoding="utf-8")]
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", WITH_SESSIONS, ids=name_of)
def test_every_session_shown_is_what_the_program_prints(
    path: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    copy, home = tmp_path / "ybq-ledger", tmp_path / "home"
    home.mkdir()
    for folder in ("plan", "ledger"):
        shutil.copytree(ROOT / folder, copy / folder)
    subprocess.run(["git", "init", "-q", str(copy)], check=True)
    text = path.read_text(encoding="utf-8")
    english = ".zh" not in path.name and not path.name.endswith(
        ("tutorial.md", "clerk.md", "coordinator.md", "leader.md")
    )
    now = Transcript(copy, home, "en" if english else "zh").replay(text)
    if request.config.getoption("--rewrite-golden"):
        path.write_text(now, encoding="utf-8")
        return
    assert now == text


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_link_leads_to_a_file(path: Path) -> None:
    assert [link for link in LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / link).exists()] == []


def test_the_reference_is_up_to_date() -> None:
    from reference import TARGET, reference

    assert TARGET.read_text(encoding="utf-8") == reference(), "run python tools/reference.py"


def test_every_command_has_an_example_that_parses() -> None:
    from shlex import split

    from ybq_ledger.cli.group import build_form

    for entry in ENTRIES:
        words = split(entry.example)
        assert words[: entry.name.count(" ") + 1] == entry.name.split(), entry.name
        build_form(entry, "en").make_context(entry.name, words[entry.name.count(" ") + 1 :])


def test_the_two_readmes_show_the_same_commands() -> None:
    def commands(name: str) -> list[str]:
        return re.findall(
            r"^(?:\$ )?((?:ledger|make) [a-z-]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE
        )

    assert commands("README.md") == commands("README.zh-CN.md")
