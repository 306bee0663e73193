"""The writing commands that are broken, each with the ledger that it works on: a real git repository with a commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
ISSUE = "ledger/guotuju/issues/guotuju-2018-3047192.yaml"
TEXT = """id: guotuju-2018-3047192
unit: guotuju
title: 出让金返还逾期未到位
source: self-check
found_on: 2018-05-08
recorded: 2018-05-10
action: a7
"""
EVENT = """events:
  - event: progress
    on: 2018-06-{day}
    recorded: 2018-06-{day}
    by: guotuju
    note: {note}
"""
THREE = "".join(f"- {{unit: guotuju, action: a7, title: 新{n}, found_on: 2018-06-12}}\n" for n in range(3))
DAYS = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2018-06-12T09:00:00+08:00")


def nothing(root: Path) -> None:
    """The ledger as it is."""


def out_of_layout(root: Path) -> None:
    """Two records somebody wrote by hand."""
    for file in (root / ISSUE).parent.glob("*.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace("action: a7", "action:   'a7'"), encoding="utf-8")


def without_last_notice(root: Path) -> None:
    """A calendar that lacks its last year."""
    calendar = root / "plan/calendar.yaml"
    text = calendar.read_text(encoding="utf-8")
    calendar.write_text(text[: text.rindex("  - number:")], encoding="utf-8")


def old_schemas(root: Path) -> None:
    """One schema missing, another one old."""
    (root / "docs/schema/issue.json").unlink()
    (root / "docs/schema/units.json").write_text("{}\n", encoding="utf-8")


def draft_file(root: Path) -> None:
    """Three records to enter."""
    (root / "three.yaml").write_text(THREE, encoding="utf-8")


def table_file(root: Path) -> None:
    """Three rows to enter."""
    rows = "".join(f"guotuju,a7,新{n},2018-06-12\n" for n in range(3))
    (root / "table.csv").write_text(f"责任单位,专项行动,问题名称,发现日期\n{rows}", encoding="utf-8")


def event_written(root: Path) -> None:
    """A change to take back."""
    ledger(root, "progress", "3047192", "6120484", "--note", "已会商")


def issue_written(root: Path) -> None:
    """A new record to take back."""
    ledger(root, "add-issue", "--unit", "guotuju", "--action", "a7", "--title", "新", "--found", "2018-06-12")


def two_sides(root: Path) -> None:
    """A merge that stopped: both sides added an event to one record."""
    file, text = root / ISSUE, (root / ISSUE).read_text(encoding="utf-8")
    git(root, "checkout", "-q", "-b", "side")
    for branch, day, note in (("side", "12", "甲"), ("main", "13", "乙")):
        git(root, "checkout", "-q", branch)
        file.write_text(text + EVENT.format(day=day, note=note), encoding="utf-8")
        git(root, "commit", "-qam", note)
    assert git(root, "merge", "side", check=False) == 1


@dataclass(frozen=True)
class Scenario:
    """One command on one ledger, with the exit codes it may give when it is repeated after a kill (none: not repeated).

    Of one call that it makes very often `most` are broken, evenly spread.
    """

    arguments: tuple[str, ...]
    bed: Callable[[Path], None] = nothing
    again: tuple[int, ...] = ()
    most: int = 100_000


ADD = ("add-issue", "--unit", "guotuju", "--action", "a7", "--title", "新", "--found", "2018-06-12")
NOTE = ("--note", "已会商")
CALENDAR = ("calendar", "update", "2026", "--number", "国办发明电〔2025〕7号", "--published", "2025-11-04")
SCENARIOS: dict[str, Scenario] = {
    "add one": Scenario(ADD),
    "add three from a file": Scenario(("add-issue", "--from", "{root}/three.yaml"), draft_file),
    "import a table": Scenario(("import", "issue", "{root}/table.csv"), table_file),
    "add in a new folder": Scenario(("add-issue", "--unit", "caizhengju", *ADD[3:])),
    "add and commit": Scenario((*ADD, "--commit")),
    "an event": Scenario(("progress", "3047192", *NOTE)),
    "an event on two": Scenario(("progress", "3047192", "6120484", *NOTE)),
    "an event and commit": Scenario(("progress", "3047192", *NOTE, "--commit")),
    "layout": Scenario(("fmt",), out_of_layout, (0,)),
    "calendar": Scenario(CALENDAR, without_last_notice, (0, 2)),
    "schemas": Scenario(("schema", "--write", "{root}/docs/schema"), old_schemas, (0,)),
    "set-up": Scenario(("setup", "--unit", "guotuju"), nothing, (0,)),
    "resolve": Scenario(("resolve",), two_sides, (0,)),
    "take back an event": Scenario(("undo",), event_written, (0, 2)),
    "take back an addition": Scenario(("undo",), issue_written, (0, 2)),
    "init": Scenario(("init", "new", "--issued", "2018-06-12"), nothing, (0, 2), 20),
    "demo": Scenario(("demo", "--issues", "1", "{root}/demo"), most=6),
}
"""Every command that writes."""


def prepare(root: Path, scenario: str) -> Path:
    """The ledger before the command, under version control."""
    shutil.copytree(ROOT / "plan", root / "plan")
    shutil.copytree(ROOT / "docs/schema", root / "docs/schema")
    for digits in ("3047192", "6120484"):
        file = root / ISSUE.replace("3047192", digits)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT.replace("3047192", digits), encoding="utf-8")
    git(root, "init", "-q", "-b", "main", "--template=")
    git(root, "config", "user.name", "clerk")
    git(root, "config", "user.email", "clerk@example.org")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "start")
    git(root, "gc", "-q")
    SCENARIOS[scenario].bed(root)
    return root


def git(root: Path, *words: str, check: bool = True) -> int:
    """Git by itself, as on a machine without settings; its exit code."""
    environment = os.environ | DAYS | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(
        ["git", "-C", str(root), *words], check=check, capture_output=True, env=environment
    ).returncode


def ledger(root: Path, *words: str) -> None:
    """The program in a process of its own."""
    call = [sys.executable, "-B", "-m", "ybq_ledger", "-C", str(root), *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(call, check=True, capture_output=True, env=environment)
