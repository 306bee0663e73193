"""Zones and clocks: the same due dates and the same bytes in every zone, at year ends, with a clock that is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from faults.row import Row, Size

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
    figures: dict[str, int | str] = {"zones": len(places), "calls": len(cases)}
    return Row("zones, year ends, unpublished years", len(places) * len(cases), figures, tuple(wrong))
