"""Sixteen writers on one clone, killed again and again: no id is given twice, no acknowledged entry is lost."""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

from faults.row import Row, Size
from ybq_ledger.domain.ids import new_id
from ybq_ledger.model.event import Progress
from ybq_ledger.model.record import Issue
from ybq_ledger.store.canonical import render_event, render_record
from ybq_ledger.store.change import ChangedMeanwhile, NameTaken, sha256
from ybq_ledger.store.strict import value_in
from ybq_ledger.store.writer import create_file, replace_file, sweep_temps

WRITERS = 16
SHARED = 300
"""Records that all of them add events to."""
UNITS = tuple(f"unit{letter}" for letter in "abcdefghijklmnopqrst")
DAY = date(2018, 6, 12)
POOL = 60_000
"""Numbers that ids are drawn from, few enough for two writers to draw the same one."""


def path_of(record_id: str) -> str:
    """Where a record stands."""
    return f"ledger/{record_id.split('-')[0]}/issues/{record_id}.yaml"


def issue(record_id: str, title: str) -> str:
    """The text of a new record."""
    return render_record(Issue(record_id, record_id.split("-")[0], title, "self-check", DAY, DAY, "a7"))


def work(root: Path, log: Path, shared: list[str]) -> None:
    """Write until killed; each acknowledged entry is one line of the log, written after the writer returned."""
    chance = random.Random(os.getpid() ^ time.monotonic_ns())
    out = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    number = 0
    while True:
        number += 1
        word = f"{os.getpid()}x{number}x{chance.getrandbits(40):x}"
        try:
            if chance.random() < 0.5:
                record = new_id(chance.choice(UNITS), 2018, f"{chance.randrange(POOL):06d}")
                create_file(root, path_of(record), issue(record, word))
                os.write(out, f"new {record} {word}\n".encode())
            else:
                record = chance.choice(shared)
                text = (root / path_of(record)).read_text(encoding="utf-8")
                head = "" if "events:" in text else "events:\n"
                event = render_event(Progress("progress", DAY, DAY, record.split("-")[0], word))
                replace_file(root, path_of(record), sha256(text), text + head + event)
                os.write(out, f"event {record} {word}\n".encode())
        except (NameTaken, ChangedMeanwhile):
            continue


def spawn(root: Path, log: Path, shared: list[str]) -> int:
    """A writer of its own, from a process that has everything imported."""
    child = os.fork()
    if child == 0:
        try:
            work(root, log, shared)
        finally:
            os._exit(1)
    return child


def acknowledged(folder: Path) -> list[list[str]]:
    """Every whole line of every log."""
    return [
        line.split() for log in folder.glob("*.log") for line in log.read_text().splitlines() if line.count(" ") == 2
    ]


def writers(size: Size) -> Row:
    """Kill, start again, and at the end look for every acknowledged entry."""
    kills_wanted, acks_wanted = size.pick(120, 10_000), size.pick(600, 100_000)
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as top:
        root, logs = Path(top) / "ledger", Path(top) / "logs"
        logs.mkdir()
        root.mkdir()
        shared = [new_id("unita", 2018, f"9{number:05d}") for number in range(SHARED)]
        for record in shared:
            create_file(root, path_of(record), issue(record, "shared"))
        children = [spawn(root, logs / f"{slot}.log", shared) for slot in range(WRITERS)]
        kills, acks = 0, 0
        while kills < kills_wanted or acks < acks_wanted:
            time.sleep(chance.random() * 0.012)
            slot = chance.randrange(WRITERS)
            os.kill(children[slot], signal.SIGKILL)
            os.waitpid(children[slot], 0)
            kills += 1
            children[slot] = spawn(root, logs / f"{slot}.log", shared)
            if kills % 200 == 0 or size.short:
                acks = len(acknowledged(logs))
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        found = acknowledged(logs)
        swept = len(sweep_temps(root))
        wrong = verify(root, found)
        files = sum(1 for _ in root.rglob("*.yaml"))
    figures: dict[str, int | str] = {
        "kills": kills,
        "acknowledged": len(found),
        "files": files,
        "leftovers swept": swept,
    }
    return Row("sixteen writers under SIGKILL", len(found), figures, tuple(wrong))


def verify(root: Path, found: list[list[str]]) -> list[str]:
    """Every acknowledged entry reads back; no id was given twice; no file is torn."""
    texts = {path.stem: path.read_bytes() for path in root.rglob("*.yaml")}
    wrong = [f"TORN: {name}" for name, data in texts.items() if value_in(data, path_of(name), Issue).value is None]
    given = Counter(record for kind, record, _ in found if kind == "new")
    wrong += [f"TWICE: {record}" for record, number in given.items() if number > 1]
    words = {name: set(data.decode().replace('"', " ").split()) for name, data in texts.items()}
    wrong += [f"LOST: {kind} {record} {word}" for kind, record, word in found if word not in words.get(record, ())]
    return wrong
