"""Kills each writing command, and lets it fail, at every system call it makes to the disk; needs strace."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from faults.beds import SCENARIOS, prepare
from faults.broken import Ran, preload, run
from faults.row import Row, Size
from ybq_ledger.store.conflicts import shape_of
from ybq_ledger.store.strict import value_in

CALLS = (
    "openat", "mkdir", "mkdirat", "write", "fsync", "fdatasync", "link", "linkat", "rename", "renameat", "renameat2",
    "unlink", "unlinkat", "rmdir", "fchmod", "flock", "ftruncate", "pwrite64",
)  # fmt: skip
"""Calls that change the disk, or open what is to be changed; a command's many reads of its own files are left alone."""
ALSO_KILLED = ("read", "close", "newfstatat", "fstat", "lseek", "fcntl", "getdents64")
"""Calls around those, at which a kill may come too."""
MOST = 60
"""Of one call that a command makes very often so many are let fail, evenly spread; all are killed."""
ERRORS = ("ENOSPC", "EIO", "EROFS", "EDQUOT", "EACCES", "EMFILE")
NEXT = ("progress", "6120484", "--note", "再会商")
"""What is done after a kill: it must work without any repair."""
FOLDERS = ("plan", "ledger", "docs", "new", "demo")


@dataclass(frozen=True)
class Fault:
    """One run: the scenario, and what strace does to which call."""

    scenario: str
    call: str
    inject: str


@dataclass(frozen=True)
class Effect:
    """What a command left: how many files are new, changed and gone."""

    new: int
    changed: int
    gone: int


def effect(before: dict[str, bytes], after: dict[str, bytes]) -> Effect:
    """Compare two states."""
    both = set(before) & set(after)
    changed = sum(1 for path in both if before[path] != after[path])
    return Effect(len(set(after) - set(before)), changed, len(set(before) - set(after)))


def files_in(root: Path) -> dict[str, bytes]:
    """The ledger's own files."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for top in FOLDERS
        for path in (root / top).rglob("*")
        if path.is_file() and not path.name.startswith(".ybq-")
    }


def options(fault: Fault | None) -> list[str]:
    """What strace is told to watch and to break."""
    traced = ",".join(f"?{call}" for call in (*CALLS, *ALSO_KILLED))
    return ["-e", f"trace={traced}", *(["-e", f"inject={fault.inject}"] if fault else [])]


def calls_of(bed: Path, scenario: str) -> tuple[dict[str, list[int]], Effect]:
    """Each call from the first file that is made on, numbered as strace counts them; what is read before changes nothing."""
    with tempfile.TemporaryDirectory() as folder:
        root, log = Path(folder) / "ledger", Path(folder) / "log"
        shutil.copytree(bed, root, symlinks=True)
        before = files_in(root)
        ran = run(root, SCENARIOS[scenario].arguments, options(None), log)
        assert ran.code == 0, (scenario, ran)
        done = effect(before, files_in(root))
        lines = log.read_text(errors="replace").splitlines()
    count: dict[str, Counter[str]] = {}
    found: dict[str, set[int]] = {}
    writing = False
    for line in lines:
        name = re.match(r"(\d+) +([a-z0-9_]+)\(", line)
        if not name or name[2] not in (*CALLS, *ALSO_KILLED):
            continue
        process = count.setdefault(name[1], Counter())  # strace counts each process by itself, git's as well as ours
        process[name[2]] += 1
        writing = writing or "O_CREAT" in line
        if writing:
            found.setdefault(name[2], set()).add(process[name[2]])
    return {call: sorted(numbers) for call, numbers in found.items()}, done


def faults_of(numbered: dict[str, list[int]], scenario: str, errors: tuple[str, ...]) -> Iterator[Fault]:
    """Every way to break one scenario."""
    most = SCENARIOS[scenario].most
    for call, every in numbered.items():
        for number in spread(every, most):
            yield Fault(scenario, call, f"{call}:signal=SIGKILL:when={number}")
        for error in errors if call in CALLS else ():
            for number in spread(every, min(most, MOST)):
                yield Fault(scenario, call, f"{call}:error={error}:when={number}")
            yield Fault(scenario, call, f"{call}:error={error}:when={every[0]}+")


def spread(numbers: list[int], most: int) -> list[int]:
    """So many of them at the most, evenly spread from the first on."""
    return numbers[:: -(-len(numbers) // most)]


def judge(beds: Path, effects: dict[str, Effect], fault: Fault) -> str:
    """Break one run and look at what is left: `fine …` or what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "ledger"
        shutil.copytree(beds / fault.scenario, root, symlinks=True)
        before = files_in(root)
        ran = run(root, SCENARIOS[fault.scenario].arguments, options(fault), Path(folder) / "log")
        after = files_in(root)
        verdict = judge_state(fault, before, after, ran, effects[fault.scenario])
        if verdict == "fine: killed":
            return judge_next(fault, root, before, effects[fault.scenario]) or verdict
        return verdict


def judge_state(fault: Fault, before: dict[str, bytes], after: dict[str, bytes], ran: Ran, done: Effect) -> str:
    """What the run said, and whether the files bear it out."""
    torn = next((path for path, data in after.items() if before.get(path) != data and not is_whole(path, data)), None)
    if torn or (set(before) - set(after) and not done.gone):
        return f"TORN: {torn or set(before) - set(after)}"
    if ran.code == 0:
        return "fine: acknowledged" if effect(before, after) == done else f"LOST: {effect(before, after)}, not {done}"
    if ran.code < 0:
        return "fine: killed"
    lines = (
        (ran.err if ran.code != 1 else ran.out).strip().splitlines()
    )  # 1: a file that could not be read is a finding
    if fault.call in ("write", "pwrite64") and not lines:
        return "fine: refused"  # the message itself may be what could not be written
    if ran.code not in (1, 2) or not lines or "Traceback" in ran.err:
        return f"UNCLEAR: exit {ran.code} {lines[-1:]}"
    return "fine: refused" if after == before else "fine: refused, and told what stays"


def judge_next(fault: Fault, root: Path, before: dict[str, bytes], done: Effect) -> str | None:
    """After a kill the next command works, clears what was left, and the same command can be given again."""
    scenario = SCENARIOS[fault.scenario]
    if scenario.again:
        ran = run(root, scenario.arguments)
        if ran.code == 2 and (
            locks := list((root / ".git").glob("*.lock"))
        ):  # git was killed too: doctor names its lock
            if not all(lock.name in run(root, ("doctor",)).out for lock in locks):
                return f"STUCK: doctor does not name {locks}"
            for lock in locks:
                lock.unlink()
            ran = run(root, scenario.arguments)
        if ran.code not in scenario.again or effect(before, files_in(root)) != done:
            return f"STUCK: again gave {ran.code}: {ran.err.strip()[-160:]}"
    ran = run(root, NEXT)
    if ran.code:
        return f"STUCK: the next command gave {ran.code}: {ran.err.strip()[-160:]}"
    left = [path.name for top in ("ledger", "plan") for path in (root / top).rglob(".ybq-*")]
    left += [path.name for path in root.glob(".ybq-*")]
    return f"LEFTOVERS: {left}" if left and scenario.arguments[0] not in ("init", "demo") else None


def is_whole(path: str, data: bytes) -> bool:
    """Whether a file is one the program would write: a record that reads back, or any other whole text."""
    shape = shape_of(path.removeprefix("demo/"))
    if shape is None:
        return data.endswith(b"\n")
    return value_in(data, path, shape).value is not None


def told(verdicts: Iterator[str], number: int) -> Iterator[str]:
    """The verdicts, with a word on how far it is now and then."""
    for done, verdict in enumerate(verdicts, 1):
        if done % 1000 == 0:
            print(f"         storage: {done} of {number}", file=sys.stderr, flush=True)
        yield verdict


def storage(size: Size) -> Row:
    """SIGKILL and six kinds of error at every storage call of every writing command."""
    name = "kill and errors at every storage call"
    if not shutil.which("strace"):
        return Row(name, 0, skipped="strace is not installed: nothing was killed (apt-get install strace)")
    chosen = ["add one", "an event"] if size.short else list(SCENARIOS)
    preload()
    with tempfile.TemporaryDirectory() as folder:
        beds = Path(folder)
        try:
            found = {scenario: calls_of(prepare(beds / scenario, scenario), scenario) for scenario in chosen}
        except (AssertionError, OSError) as error:
            return Row(name, 0, skipped=f"strace does not work here: {str(error)[:200]}")
        errors = ERRORS[:1] if size.short else ERRORS
        faults = [fault for scenario in chosen for fault in faults_of(found[scenario][0], scenario, errors)]
        faults = faults[:: max(1, len(faults) // 60)] if size.short else faults
        effects = {scenario: done for scenario, (_, done) in found.items()}
        with ProcessPoolExecutor(size.jobs) as pool:
            verdicts = list(told(pool.map(partial(judge, beds, effects), faults, chunksize=8), len(faults)))
    wrong = [
        f"{v}: {f.scenario}: {f.inject}" for f, v in zip(faults, verdicts, strict=True) if not v.startswith("fine")
    ]
    kills = sum(1 for fault in faults if "SIGKILL" in fault.inject)
    figures: dict[str, int | str] = {"commands": len(chosen), "kills": kills, "injected errors": len(faults) - kills}
    figures |= {verdict.removeprefix("fine: "): number for verdict, number in sorted(Counter(verdicts).items())}
    return Row(name, len(faults), figures, tuple(wrong))
