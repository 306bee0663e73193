"""Runs the program as a person does: a process of its own, with an environment that says nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SAID_BY_OTHERS = ("LEDGER_LANG", "LEDGER_UNIT", "LEDGER_INDEX", "LC_ALL", "LC_MESSAGES", "LANG", "TZ", "NO_COLOR")


@dataclass(frozen=True, slots=True)
class Ran:
    """How a call ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The result as data."""
        return json.loads(self.out)


def run(folder: Path, *arguments: str, stdin: str = "", **environment: str) -> Ran:
    """`ledger -C folder arguments…`; Chinese unless the environment says otherwise."""
    clean = {name: value for name, value in os.environ.items() if name not in SAID_BY_OTHERS}
    done = subprocess.run(
        [sys.executable, "-m", "ybq_ledger", "-C", str(folder), *arguments],
        input=stdin.encode(), capture_output=True, check=False, env=clean | {"LEDGER_LANG": "zh"} | environment,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
