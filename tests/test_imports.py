"""What the common commands may import from others: each package costs every call its time."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from small_ledger import make_ledger
from ybq_ledger.commands.opening import ask
from ybq_ledger.store.plan_copy import plan_reading
from ybq_ledger.store.tree import WorkTree

TYPER = {"typer", "annotated_doc", "shellingham"}
READER = {"pydantic", "pydantic_core", "annotated_types", "typing_extensions", "typing_inspection"}
COMMANDS: dict[str, tuple[list[str], set[str]]] = {
    "--version": (["--version"], set()),
    "--help": (["--help"], TYPER),
    "status": (["status"], TYPER),
    "overdue": (["overdue", "--within", "5"], TYPER),
    "owed": (["owed", "--unit", "guotuju"], TYPER),
    "list": (["list", "issues"], TYPER),
    "show": (["show", "3047192"], TYPER),
    "why": (["why", "3047192"], TYPER),
    "brief": (["brief"], TYPER),
    "remind": (["remind"], TYPER),
    "calendar day": (["calendar", "day", "2018-10-01"], TYPER),
    "calendar due": (["calendar", "due", "2018-09-21", "--working-days", "30"], TYPER),
    "plan show": (["plan", "show"], TYPER),
    "explain": (["explain", "R509"], TYPER),
    "add-issue": (["add-issue", "--unit", "guotuju", "--action", "7", "--title", "x", "--found", "2018-06-04", "--dry-run"], TYPER | READER),
}  # fmt: skip
"""Command → what it is called with, and all packages of others it may load once the plan's copy and the index stand."""
SEEN = """
import sys
before = set(sys.modules)
import atexit, os
def told():
    loaded = {name.partition(".")[0] for name in set(sys.modules) - before}
    print("LOADED", *sorted(loaded - sys.stdlib_module_names - {"ybq_ledger"}), file=sys.stderr, flush=True)
leave = os._exit
os._exit = lambda code: (told(), leave(code))
sys.argv[0] = "ledger"
from ybq_ledger.cli.main import main
main()
told()
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger at rest, with the copy of its plan and its index."""
    root = make_ledger(tmp_path_factory.mktemp("imports") / "ledger")
    record = root / "ledger" / "guotuju" / "issues" / "guotuju-2018-3047192.yaml"
    record.parent.mkdir(parents=True)
    record.write_text(
        "id: guotuju-2018-3047192\nunit: guotuju\ntitle: 出让金\nsource: self-check\nfound_on: 2018-05-08\n"
        "recorded: 2018-05-10\naction: a7\n", encoding="utf-8",
    )  # fmt: skip
    os.environ["XDG_CACHE_HOME"] = str(root.parent / "cache")
    try:
        ask(root, date(2018, 6, 1), rest=0)
        plan_reading(WorkTree(root), rest=0)
    finally:
        del os.environ["XDG_CACHE_HOME"]
    for _ in range(50):  # until the files have been at rest for two seconds, and the copies are believed
        if not loaded(root, ["plan", "show"]) & READER:
            break
    return root


def loaded(root: Path, arguments: list[str]) -> set[str]:
    """The packages of others that one call loads."""
    environment = os.environ | {"XDG_CACHE_HOME": str(root.parent / "cache"), "LEDGER_LANG": "en"}
    call = [sys.executable, "-c", SEEN, *arguments]
    done = subprocess.run(call, cwd=root, env=environment, capture_output=True, text=True, check=False)
    line = next(line for line in done.stderr.splitlines() if line.startswith("LOADED"))
    return set(line.split()[1:])


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_loads_what_it_needs_and_no_more(ledger: Path, name: str) -> None:
    arguments, allowed = COMMANDS[name]
    found = {package for package in loaded(ledger, arguments) if not package.startswith("_")}
    assert found <= allowed, found - allowed
