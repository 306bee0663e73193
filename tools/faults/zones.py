"""Zones and clocks: the same due dates and the same bytes in every zone, at year ends, with a clock that is wrong."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

from faults.row import Row, Size
from ybq_ledger.commands.drafting import Draft, node_of
from ybq_ledger.commands.entering import enter
from ybq_ledger.commands.eventing import EventDraft, append_events

ROOT = Path(__file__).parents[2]
ZONES = (
    "UTC", "Asia/Shanghai", "Asia/Urumqi", "Pacific/Kiritimati", "Pacific/Niue", "America/New_York", "America/Sao_Paulo",
    "Europe/Berlin", "Europe/Lisbon", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "America/St_Johns",
    "Antarctica/Troll", "Asia/Tehran", "",
)  # fmt: skip
DAYS = ("2018-03-25", "2018-05-21", "2018-10-28", "2018-12-31", "2019-01-01", "2026-12-31", "2027-01-04")
CALLS = (
    ("status", "--as-of", "DAY", "-f", "json"), ("overdue", "--as-of", "DAY", "-f", "json"),
    ("calendar", "due", "DAY", "--working-days", "7", "-f", "json"),
    ("calendar", "due", "DAY", "--months", "3", "-f", "json"),
)  # fmt: skip


def answer(zone: str, call: tuple[str, ...], folder: str) -> bytes:
    """What a call prints in a zone."""
    done = subprocess.run(
        [sys.executable, "-m", "ybq_ledger", "-C", folder, *call], capture_output=True, check=False,
        env=os.environ | {"TZ": zone, "LEDGER_LANG": "zh", "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    return done.stdout


def zones(size: Size) -> Row:
    """Every call on every day in every zone; and a day in a year no notice settles is marked provisional."""
    days = DAYS[-1:] if size.short else DAYS
    places = ZONES[:3] if size.short else ZONES
    cases = [tuple(day if word == "DAY" else word for word in call) for call in CALLS for day in days]
    wrong = []
    with tempfile.TemporaryDirectory() as top, ThreadPoolExecutor(size.jobs) as pool:
        folder = f"{top}/demo"
        subprocess.run(
            [sys.executable, "-m", "ybq_ledger", "-C", str(ROOT), "demo", "--issues", "40", folder], check=True,
            capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        )  # fmt: skip
        for call in cases:
            answers = list(pool.map(lambda zone, call=call: answer(zone, call, folder), places))
            wrong += [
                f"DIFFERS in {z}: {call}" for z, a in zip(places, answers, strict=True) if a != answers[0] or not a
            ]
            unsettled = call[0] == "calendar" and call[2] >= "2026-12-28"
            if unsettled and b'"provisional": true' not in answers[0]:
                wrong.append(f"NOT MARKED PROVISIONAL: {call}")
    entries, refused, broken = clock_that_jumps(size.pick(40, 400))
    wrong += broken
    figures: dict[str, int | str] = {
        "zones": len(places), "calls": len(cases), "entries with a clock that jumps": entries, "of them refused": refused,
    }  # fmt: skip
    return Row("zones, year ends, unpublished years", len(places) * len(cases) + entries, figures, tuple(wrong))


def clock_that_jumps(number: int) -> tuple[int, int, list[str]]:
    """Entries by a machine whose clock goes back and forth: each is in order, or refused by a rule with nothing written."""
    chance, first, wrong, refused = random.Random(11), date(2018, 6, 1), [], 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "plan", root / "plan")
        draft = Draft(node_of({"unit": "guotuju", "action": "a7", "title": "钟", "found_on": first}), None)
        record = enter(root, "issue", [draft], first, dry_run=False).written[0]
        latest, now = first, first
        for _ in range(number):
            now += timedelta(days=chance.choice((0, 1, 1, 2, 3, -1, -3)))
            before = (root / record.path).read_bytes()
            event = EventDraft("progress", {"note": "进展"})
            done = append_events(root, [record.id], event, None, now, now, dry_run=False)
            refused += done.refused
            if done.refused != (now < latest):
                wrong.append(f"CLOCK: on {now} after {latest}: {'refused' if done.refused else 'accepted'}")
            if done.refused and (not done.findings or (root / record.path).read_bytes() != before):
                wrong.append(f"CLOCK: refused on {now}, but something was written or nothing said")
            latest = max(latest, now)
    return number, refused, wrong
