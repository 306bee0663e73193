"""Breaks the writer at every system call it makes, many thousand times, and counts what was torn or lost.

Needs Linux and strace. `python tools/faults.py [--jobs N] [--quick]` prints the figures of docs/reliability.md.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

OLD, NEW, THIRD = "old\n" * 700, "new\n" * 900, "third\n" * 300
FOLDER = "ledger/guotuju/issues"
SCENARIOS: dict[str, str] = {
    "create": f"create_file(root, '{FOLDER}/b.yaml', NEW)",
    "create in a new folder": "create_file(root, 'ledger/caizhengju/issues/b.yaml', NEW)",
    "replace": f"replace_file(root, '{FOLDER}/a.yaml', sha256(OLD), NEW)",
    "three at once": f"apply(root, [Change('{FOLDER}/a.yaml', NEW, sha256(OLD)), Change('{FOLDER}/b.yaml', NEW), Change('{FOLDER}/c.yaml', THIRD)])",
}
WORKER = """
import os, sys
from pathlib import Path
sys.path.insert(0, {source!r})
from ybq_ledger.store.writer import apply, create_file, replace_file
from ybq_ledger.store.change import Change, sha256
from ybq_ledger.store import write, temporary, locks
from ybq_ledger.model.failure import CannotRun
import fcntl
root = Path(sys.argv[1])
OLD, NEW, THIRD = {old!r}, {new!r}, {third!r}
os.access("/begin", 0)
try:
    {action}
except CannotRun as failure:
    os.write(2, (failure.message.en + "\\n").encode())
    os._exit(2)
os.write(1, b"acknowledged")
os._exit(0)
"""
CALLS = (
    "openat", "mkdir", "mkdirat", "write", "read", "lseek", "fsync", "fdatasync", "link", "linkat", "rename",
    "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "fstat", "newfstatat", "stat", "lstat", "fchmod", "flock",
    "close", "getdents64", "fcntl",
)  # fmt: skip
ERRORS = ("ENOSPC", "EIO", "EROFS", "EDQUOT", "EACCES", "EMFILE")
TOLERANT = frozenset({"lseek", "fstat", "close"})
"""Calls that do not fail in these ways on a real system; errors are injected all the same, but once only."""


@dataclass(frozen=True)
class Fault:
    """One run: the scenario, and what strace does to which call."""

    scenario: str
    call: str
    inject: str


def worker(scenario: str) -> str:
    """The program that is broken."""
    source = str(Path(__file__).parents[1] / "src")
    return WORKER.format(source=source, old=OLD, new=NEW, third=THIRD, action=SCENARIOS[scenario])


def run(fault: Fault | None, scenario: str, root: Path, log: Path) -> subprocess.CompletedProcess[bytes]:
    """Run the worker under strace in a fresh ledger."""
    (root / FOLDER).mkdir(parents=True)
    (root / FOLDER / "a.yaml").write_text(OLD)
    trace = ["-e", "trace=" + ",".join(f"?{call}" for call in CALLS) + ",?access,?faccessat,?faccessat2"]
    inject = ["-e", f"inject={fault.inject}"] if fault else []
    call = ["strace", "-qq", "-o", log, *trace, *inject, sys.executable, "-S", "-E", "-B", "-c", worker(scenario), root]
    return subprocess.run(call, capture_output=True, check=False, env={"PYTHONHASHSEED": "0"})


def calls_of(scenario: str, folder: Path) -> dict[str, tuple[int, int]]:
    """How often each call is made before the work begins, and in all."""
    log = folder / "log"
    answer = run(None, scenario, folder / "ledger", log)
    assert answer.stdout == b"acknowledged", answer
    before, after = Counter[str](), Counter[str]()
    begun = False
    for line in log.read_text(errors="replace").splitlines():
        name = re.match(r"[a-z0-9_]+", line)
        begun = begun or '"/begin"' in line
        if name and name[0] in CALLS:
            after[name[0]] += 1
            before[name[0]] += not begun
    return {name: (before[name], after[name]) for name in after}


def faults_of(scenario: str, errors: tuple[str, ...]) -> list[Fault]:
    """Every way to break one scenario."""
    with tempfile.TemporaryDirectory() as folder:
        counts = calls_of(scenario, Path(folder))
    faults = []
    for call, (before, after) in counts.items():
        for number in range(before + 1, after + 1):
            faults.append(Fault(scenario, call, f"{call}:signal=SIGKILL:when={number}"))
            for error in errors:
                faults.append(Fault(scenario, call, f"{call}:error={error}:when={number}"))
                if call not in TOLERANT:
                    faults.append(Fault(scenario, call, f"{call}:error={error}:when={number}+"))
    return faults


def judge(fault: Fault) -> str:
    """Break one run and look at what is left: `fine …` or what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "ledger"
        answer = run(fault, fault.scenario, root, Path(folder) / "log")
        files = {
            path.relative_to(root).as_posix(): path.read_bytes().decode()
            for path in root.rglob("*")
            if path.is_file() and not path.name.startswith(".ybq-")
        }
        temps = list(root.rglob(".ybq-*"))
    killed = answer.returncode < 0 or answer.returncode in (137, 9)
    if set(files.values()) - {OLD, NEW, THIRD} or f"{FOLDER}/a.yaml" not in files:
        return "TORN"
    if answer.stdout == b"acknowledged":
        return "fine: acknowledged" if is_whole(fault.scenario, files) else "LOST"
    if killed:
        return "fine: killed"
    lines = answer.stderr.decode(errors="replace").strip().splitlines()
    is_mute = fault.call == "write" and answer.returncode != 0  # the message itself could not be written
    if not is_mute and (answer.returncode != 2 or len(lines) != 1):
        return f"UNCLEAR: exit {answer.returncode}"
    if files != {f"{FOLDER}/a.yaml": OLD}:
        return "fine: refused, part could not be taken back"
    return "fine: refused, temporary left" if temps else "fine: refused"


def is_whole(scenario: str, files: dict[str, str]) -> bool:
    """Whether everything that was acknowledged is there."""
    name = lambda letter: files.get(f"{FOLDER}/{letter}.yaml")  # noqa: E731
    return {
        "create": name("b") == NEW,
        "create in a new folder": files.get("ledger/caizhengju/issues/b.yaml") == NEW,
        "replace": name("a") == NEW,
        "three at once": (name("a"), name("b"), name("c")) == (NEW, NEW, THIRD),
    }[scenario]


def main() -> int:
    """Run everything and print the figures; 1 where something was torn or lost, or a message was unclear."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=4)
    parser.add_argument("--quick", action="store_true", help="two kinds of error instead of six")
    options = parser.parse_args()
    if not shutil.which("strace"):
        print("strace is needed", file=sys.stderr)
        return 2
    faults = [fault for name in SCENARIOS for fault in faults_of(name, ERRORS[:2] if options.quick else ERRORS)]
    with ThreadPoolExecutor(options.jobs) as pool:
        verdicts = list(pool.map(judge, faults))
    wrong = [
        (fault, verdict) for fault, verdict in zip(faults, verdicts, strict=True) if not verdict.startswith("fine")
    ]
    for verdict, number in sorted(Counter(verdicts).items()):
        print(f"{number:6}  {verdict}")
    kills = sum(1 for fault in faults if "SIGKILL" in fault.inject)
    print(f"{len(faults):6}  in all: {kills} kills, {len(faults) - kills} injected errors, {len(wrong)} wrong")
    for fault, verdict in wrong[:40]:
        print(f"        {verdict}: {fault.scenario}: {fault.inject}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
