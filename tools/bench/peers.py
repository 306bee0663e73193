"""Other programs that keep records in plain files, on the same number of items: got from the package index, or found on the machine.

Each is given what it is made for (transactions, requirements, tasks, controls), one item for each of our issues, and asked
its nearest question to `check` or `status`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from bench.figures import Results
from bench.running import Call

GROUPS = 60


@dataclass(frozen=True)
class Tool:
    """A peer: the command, the package that brings it (None: it must be on the machine), what prepares its items, and what is run.

    `largest` is the size beyond which it takes longer than anybody waits.
    """

    command: str
    package: str | None
    make: Callable[[Path, int, str], None]
    rows: dict[str, tuple[str, ...]]
    largest: dict[str, int]
    codes: tuple[int, ...] = (0,)


def day(number: int, dash: str = "-") -> str:
    """Some day of 2018."""
    return f"2018{dash}{number % 12 + 1:02}{dash}{number % 28 + 1:02}"


def make_beancount(folder: Path, number: int, _: str) -> None:
    """One file of transactions between accounts of sixty units."""
    with (folder / "book.beancount").open("w", encoding="utf-8") as file:
        for group in range(GROUPS):
            file.write(f"2018-01-01 open Assets:U{group} CNY\n2018-01-01 open Expenses:U{group} CNY\n")
        for item in range(number):
            group, sum_ = item % GROUPS, item % 97 + 1
            file.write(
                f'{day(item)} * "U{group}" "Issue {item}"\n  note: "{item}"\n'
                f"  Assets:U{group}  -{sum_}.00 CNY\n  Expenses:U{group}  {sum_}.00 CNY\n\n"
            )


def make_hledger(folder: Path, number: int, _: str) -> None:
    """The same transactions as a journal."""
    with (folder / "book.journal").open("w", encoding="utf-8") as file:
        for item in range(number):
            group, sum_ = item % GROUPS, item % 97 + 1
            file.write(
                f"{day(item)} * Issue {item}  ; note: {item}\n"
                f"    assets:u{group}  -{sum_}.00 CNY\n    expenses:u{group}  {sum_}.00 CNY\n\n"
            )


def make_doorstop(folder: Path, number: int, _: str) -> None:
    """A document with a file for each requirement, with the stamp of its review, in a git repository."""
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    items = folder / "reqs"
    items.mkdir()
    (items / ".doorstop.yml").write_text(
        "settings:\n  digits: 6\n  itemformat: yaml\n  prefix: REQ\n  sep: ''\n", encoding="utf-8"
    )
    for item in range(1, number + 1):
        name, told = f"REQ{item:06}", f"The unit answers within thirty working days. Item {item}."
        stamp = urlsafe_b64encode(sha256(f"{name}{told}".encode()).digest()).decode()
        (items / f"{name}.yml").write_text(
            f"active: true\nderived: false\nheader: ''\nlevel: '1.{item}'\nlinks: []\nnormative: true\nref: ''\n"
            f"reviewed: {stamp}\ntext: |\n  {told}\n",
            encoding="utf-8",
        )


def make_trestle(folder: Path, number: int, _: str) -> None:
    """A catalog of controls in a workspace."""
    for name in (".trestle", "catalogs/c"):
        (folder / name).mkdir(parents=True)
    (folder / ".trestle/config.ini").touch()
    controls = [
        {
            "id": f"c-{item}",
            "title": f"Control {item}",
            "parts": [{"id": f"c-{item}_smt", "name": "statement", "prose": "The unit answers in time. " * 20}],
        }
        for item in range(number)
    ]
    metadata = {
        "title": "Controls",
        "last-modified": "2018-06-04T00:00:00+08:00",
        "version": "1",
        "oscal-version": "1.1.2",
    }
    catalog = {"uuid": str(UUID(int=0x1000_4000_8000_0000, version=4)), "metadata": metadata, "controls": controls}
    (folder / "catalogs/c/catalog.json").write_text(json.dumps({"catalog": catalog}), encoding="utf-8")


def make_taskwarrior(folder: Path, number: int, command: str) -> None:
    """Pending tasks of sixty projects, brought in by its own import."""
    (folder / "rc").write_text(
        f"data.location={folder}/data\nconfirmation=off\nnews.version=99.0.0\n", encoding="utf-8"
    )
    (folder / "data").mkdir()
    tasks = [
        {
            "description": f"Issue {item}: answer within thirty working days",
            "entry": "20180604T010000Z",
            "due": f"{day(item, '')}T000000Z",
            "project": f"unit{item % GROUPS}",
            "status": "pending",
            "uuid": str(UUID(int=item, version=4)),
        }
        for item in range(number)
    ]
    (folder / "tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
    subprocess.run(
        [command, "rc.verbose=nothing", "import", str(folder / "tasks.json")],
        check=True, capture_output=True, env=os.environ | {"TASKRC": str(folder / "rc")}, stdin=subprocess.DEVNULL,
    )  # fmt: skip


TOOLS: tuple[Tool, ...] = (
    Tool(
        "bean-check", "beancount", make_beancount,
        {"bean-check, no cache": ("bean-check", "-C", "book.beancount"), "bean-check, cached": ("bean-check", "book.beancount")},
        {},
    ),
    Tool(
        "hledger", None, make_hledger,
        {"hledger check": ("hledger", "-f", "book.journal", "check"), "hledger balance": ("hledger", "-f", "book.journal", "balance")},
        {},
    ),
    Tool(
        "doorstop", "doorstop", make_doorstop,
        {"doorstop -F": ("doorstop", "-F"), "doorstop": ("doorstop",)}, {"doorstop -F": 10_000, "doorstop": 1_000},
    ),
    Tool(
        "trestle", "compliance-trestle", make_trestle,
        {"trestle validate": ("trestle", "validate", "-f", "catalogs/c/catalog.json")}, {"trestle validate": 100_000},
    ),
    Tool("task", None, make_taskwarrior, {"task list": ("task", "list")}, {}),
)  # fmt: skip
ROWS = tuple(row for tool in TOOLS for row in tool.rows)


def install(folder: Path, results: Results) -> dict[str, str]:
    """Command → its path, for every peer that can be had; the others are named in `results.skipped`, and why."""
    found: dict[str, str] = {}
    if not (folder / "bin/python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    for tool in TOOLS:
        path = shutil.which(tool.command)
        why = "not installed on this machine"
        if tool.package:
            done = subprocess.run(
                [folder / "bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check", tool.package],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            path = str(folder / "bin" / tool.command) if done.returncode == 0 else None
            why = f"pip could not install {tool.package}: {(done.stderr.strip().splitlines() or [''])[-1][:120]}"
        if path:
            found[tool.command] = path
            results.conditions[tool.command] = version_of(tool, folder, path)
        else:
            results.skipped |= dict.fromkeys(tool.rows, why)
    return found


def version_of(tool: Tool, folder: Path, path: str) -> str:
    """The version of a peer."""
    if tool.package:
        ask = f"from importlib.metadata import version; print(version({tool.package!r}))"
        return subprocess.run(
            [folder / "bin/python", "-c", ask], capture_output=True, text=True, check=True
        ).stdout.strip()
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    return told.split(",")[0].split()[-1]


def peers(found: dict[str, str], folder: Path, number: int, results: Results) -> list[Call]:
    """The calls of every peer on so many items."""
    calls = []
    for tool in TOOLS:
        rows = {row: words for row, words in tool.rows.items() if number <= tool.largest.get(row, number)}
        for row in tool.rows.keys() - rows.keys():
            results.skipped[f"{row} at {number:,}"] = "would take longer than anybody waits"
        if not rows or tool.command not in found:
            continue
        place = folder / f"{tool.command}-{number}"
        place.mkdir(parents=True)
        tool.make(place, number, found[tool.command])
        set_ = {"TASKRC": str(place / "rc")} if tool.command == "task" else {}
        calls += [Call(row, [found[tool.command], *words[1:]], place, environment=set_) for row, words in rows.items()]
    return calls
