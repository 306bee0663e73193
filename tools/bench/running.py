"""Times calls side by side: every round runs each of them once, so that a busy minute of the machine touches all alike."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.figures import Figure, Memory

PEAK = Path(__file__).with_name("peak.py")
ENOUGH = 60.0
"""Seconds: a call that took so long in all is not run again."""
LONG = 10.0
"""Seconds after which a person wonders what is going on."""
SAID_BY_OTHERS = ("PYTHON", "LEDGER_", "GIT_", "LC_", "LANG", "TZ", "TASK", "VIRTUAL_ENV", "BEANCOUNT")
"""Beginnings of variables that would change what is measured, such as one that keeps Python from writing bytecode."""


@dataclass(frozen=True)
class Call:
    """A process to be timed; `before` puts things as they must be, `after` puts them back, neither is timed."""

    name: str
    words: Sequence[str]
    folder: Path
    before: Callable[[], object] | None = None
    after: Callable[[str], object] | None = None
    codes: tuple[int, ...] = (0,)
    environment: Mapping[str, str] = field(default_factory=dict)


def environment(home: Path) -> dict[str, str]:
    """As on the machine of somebody who set nothing."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(SAID_BY_OTHERS)}
    return kept | {"HOME": str(home), "XDG_CACHE_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C.UTF-8"}


def measure(
    calls: Sequence[Call],
    rounds: int,
    cap: float,
    home: Path,
    begin: Callable[[], object] = lambda: None,
    tell: Callable[[str], object] = lambda _: None,
) -> dict[str, Figure]:
    """Every call, `rounds` times each or until it took long enough; `begin` runs before each round, untimed.

    `tell` hears at once of what fails or takes long.
    """
    found: dict[str, Figure] = {}
    for _ in range(rounds):
        due = [call for call in calls if goes_on(found.get(call.name))]
        if due:
            begin()
        for call in due:
            one = run_once(call, cap, home)
            before = found.get(call.name, Figure())
            found[call.name] = Figure((*before.seconds, *one.seconds), one.cap, one.failed)
            if one.value is None or one.value > LONG:
                tell(f"{call.name}: {one.text}")
    return found


def goes_on(figure: Figure | None) -> bool:
    """Whether another run is worth its time."""
    return figure is None or not (figure.cap or figure.failed or sum(figure.seconds) > ENOUGH)


def run_once(call: Call, cap: float, home: Path) -> Figure:
    """One run from the start of the process to its end, its output read."""
    if call.before:
        call.before()
    begun = time.perf_counter()
    code, out, err = finish(call, cap, home)
    seconds = time.perf_counter() - begun
    if code is None:
        figure = Figure(cap=cap)
    elif code in call.codes:
        figure = Figure((seconds,))
    else:
        lines = (err or out).strip().splitlines()
        figure = Figure((seconds,), failed=f"exit {code}: {(lines or [''])[-1][:120]}")
    if call.after:
        call.after(out)
    return figure


def finish(call: Call, cap: float, home: Path) -> tuple[int | None, str, str]:
    """Run a call with all its processes to the end: exit code (None: stopped after `cap` seconds), output, error stream."""
    process = subprocess.Popen(
        call.words, cwd=call.folder, env=environment(home) | dict(call.environment), start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        out, err = process.communicate(timeout=cap)
    except BaseException as reason:  # also when a person stops the bench: what it started must not run on
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        if not isinstance(reason, subprocess.TimeoutExpired):
            raise
        return None, "", ""
    return process.returncode, out.decode(errors="replace"), err.decode(errors="replace")


def peak(call: Call, cap: float, home: Path) -> Memory | None:
    """The most memory a call took; None where it did not end well."""
    watched = Call(call.name, [sys.executable, "-I", "-S", str(PEAK), *call.words], call.folder)
    code, _, err = finish(watched, cap, home)
    if code != 0:
        return None
    told = json.loads(err.strip().splitlines()[-1])
    return Memory(float(told["largest"]), float(told["megabytes"])) if told["code"] in call.codes else None
