"""Kills each writing command, and lets it fail, at every system call it makes to the disk; needs strace."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from faults.row import Row, Size

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
ADD = "enter(root, 'issue', [Draft(node_of({'unit': 'guotuju', 'action': 'a7', 'title': f'新{n}', 'found_on': day}), None) for n in range(NUMBER)], day, dry_run=False)"
SCENARIOS: dict[str, tuple[str, int]] = {
    "add one": (ADD.replace("NUMBER", "1"), 1),
    "add three from a file": (ADD.replace("NUMBER", "3"), 3),
    "add in a new folder": (ADD.replace("NUMBER", "1").replace("'guotuju'", "'caizhengju'"), 1),
    "an event": ("append_events(root, ['3047192'], EventDraft('progress', {'note': '已会商'}), None, day, day, dry_run=False)", 0),
    "an event on two": ("append_events(root, ['3047192', '6120484'], EventDraft('progress', {'note': '已会商'}), None, day, day, dry_run=False)", 0),
    "layout": ("format_files(root, ('ledger',))", 0),
    "calendar": ("update(root, 2026, '国办发明电〔2025〕7号', date(2025, 11, 4), dry_run=False)", 0),
    "init": ("start_ledger(root / 'new', day, dry_run=False)", 0),
    "demo": ("make_demo(root, root / 'demo', 1, 1, dry_run=False)", 0),
    "take back": ("undo(root, dry_run=False)", 0),
}  # fmt: skip
"""What is done → how many new records an acknowledged run leaves at the least."""
IMPORTS = """
from datetime import date
from ybq_ledger.commands.drafting import Draft, node_of
from ybq_ledger.commands.entering import enter
from ybq_ledger.commands.eventing import EventDraft, append_events
from ybq_ledger.commands.calendar import update
from ybq_ledger.commands.demo import make_demo
from ybq_ledger.commands.fmt import format_files
from ybq_ledger.commands.init import start_ledger
from ybq_ledger.commands.undo import undo
import ybq_ledger.store.write, ybq_ledger.store.canonical, ybq_ledger.store.read_back, ybq_ledger.store.editing
"""
WORKER = """
import os, sys
sys.path.insert(0, {source!r})
from pathlib import Path
{imports}
from ybq_ledger.model.failure import CannotRun
root, day = Path(sys.argv[1]), date(2018, 6, 12)
os.access("/begin", 0)
try:
    done = {action}
    if getattr(done, "refused", False):
        raise SystemExit(9)
except CannotRun as failure:
    os.write(2, (failure.message.en + "\\n").encode())
    os._exit(2)
try:
    os.write(1, b"acknowledged")
except OSError:
    os._exit(4)
os._exit(0)
"""
CALLS = (
    "openat", "mkdir", "mkdirat", "write", "fsync", "fdatasync", "link", "linkat", "rename", "renameat", "renameat2",
    "unlink", "unlinkat", "rmdir", "fchmod", "flock", "ftruncate", "pwrite64",
)  # fmt: skip
"""Calls that change the disk, or open what is to be changed; a command's many reads of its own files are left alone."""
ALSO_KILLED = ("read", "close", "newfstatat", "fstat", "lseek", "fcntl", "getdents64")
"""Calls around those, at which a kill may come too."""
MOST = 60
"""Of one call that a command makes many times (an empty ledger, a demo) so many are taken, evenly spread."""
ERRORS = ("ENOSPC", "EIO", "EROFS", "EDQUOT", "EACCES", "EMFILE")


@dataclass(frozen=True)
class Fault:
    """One run: the scenario, and what strace does to which call."""

    scenario: str
    call: str
    inject: str


def worker(scenario: str) -> str:
    """The program that is broken."""
    return WORKER.format(source=str(ROOT / "src"), imports=IMPORTS, action=SCENARIOS[scenario][0])


def prepare(root: Path, scenario: str) -> dict[str, bytes]:
    """A ledger before the command; its files."""
    shutil.copytree(ROOT / "plan", root / "plan")
    shutil.copytree(ROOT / "docs/schema", root / "docs/schema")
    for digits in ("3047192", "6120484"):
        file = root / ISSUE.replace("3047192", digits)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT.replace("3047192", digits), encoding="utf-8")
    if scenario == "layout":
        (root / ISSUE).write_text(TEXT.replace("action: a7", "action:   'a7'"), encoding="utf-8")
    if scenario == "calendar":
        calendar = root / "plan/calendar.yaml"
        text = calendar.read_text(encoding="utf-8")
        calendar.write_text(text[: text.rindex("  - number:")], encoding="utf-8")
    if scenario == "take back":
        subprocess.run(["git", "init", "-q", str(root)], check=True, capture_output=True)
    else:
        (root / ".git").mkdir()
    if scenario == "take back":
        action = WORKER.format(source=str(ROOT / "src"), imports=IMPORTS, action=SCENARIOS["an event on two"][0])
        subprocess.run([sys.executable, "-c", action, str(root)], check=True, capture_output=True)
    return files_in(root)


def files_in(root: Path) -> dict[str, bytes]:
    """The ledger's own files."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for top in ("plan", "ledger", "new", "demo")
        for path in (root / top).rglob("*")
        if path.is_file() and not path.name.startswith(".ybq-")
    }


def run(fault: Fault | None, scenario: str, root: Path, log: Path) -> subprocess.CompletedProcess[bytes]:
    """Run the worker under strace."""
    trace = [
        "-f",
        "-e",
        "trace=" + ",".join(f"?{call}" for call in (*CALLS, *ALSO_KILLED)) + ",?access,?faccessat,?faccessat2",
    ]
    inject = ["-e", f"inject={fault.inject}"] if fault else []
    call = ["strace", "-qq", "-o", str(log), *trace, *inject, sys.executable, "-B", "-c", worker(scenario), str(root)]
    return subprocess.run(call, capture_output=True, check=False, env=os.environ | {"PYTHONHASHSEED": "0"})


def calls_of(scenario: str, folder: Path) -> dict[str, list[int]]:
    """Each call from the first file that is made on, numbered as strace counts them; what is read before changes nothing."""
    log, root = folder / "log", folder / "ledger"
    prepare(root, scenario)
    answer = run(None, scenario, root, log)
    assert answer.stdout == b"acknowledged", (scenario, answer)
    count, found, begun, writing = Counter[str](), {}, False, False
    lines = log.read_text(errors="replace").splitlines()
    for line in lines:
        name = re.match(r"(\d+) +([a-z0-9_]+)\(", line)
        begun = begun or '"/begin"' in line
        if not name or name[1] != lines[0].split()[0] or name[2] not in (*CALLS, *ALSO_KILLED):
            continue  # strace counts each process by itself; ours is the first
        count[name[2]] += 1
        writing = writing or (begun and "O_CREAT" in line)
        if writing:
            found.setdefault(name[2], []).append(count[name[2]])
    return found


def faults_of(scenario: str, errors: tuple[str, ...]) -> list[Fault]:
    """Every way to break one scenario."""
    with tempfile.TemporaryDirectory() as folder:
        numbered = calls_of(scenario, Path(folder))
    faults = []
    for call, every in numbered.items():
        numbers = every[:: max(1, len(every) // MOST)]
        for number in numbers:
            faults.append(Fault(scenario, call, f"{call}:signal=SIGKILL:when={number}"))
            if call in CALLS:
                faults += [Fault(scenario, call, f"{call}:error={error}:when={number}") for error in errors]
        if call in CALLS and call != "openat":
            faults += [Fault(scenario, call, f"{call}:error={error}:when={numbers[0]}+") for error in errors]
    return faults


def judge(fault: Fault) -> str:
    """Break one run and look at what is left: `fine …` or what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "ledger"
        before = prepare(root, fault.scenario)
        answer = run(fault, fault.scenario, root, Path(folder) / "log")
        after = files_in(root)
    torn = next((path for path, data in after.items() if before.get(path) != data and not is_whole(path, data)), None)
    if torn or set(before) - set(after):
        return f"TORN: {torn or set(before) - set(after)}"
    if answer.stdout == b"acknowledged":
        new = len([path for path in set(after) - set(before) if path.startswith("ledger/")])
        changed = any(before[path] != after[path] for path in before) or set(after) != set(before)
        needs = SCENARIOS[fault.scenario][1]
        return "fine: acknowledged" if new >= needs and (changed or fault.scenario == "layout") else "LOST"
    if answer.returncode == 4:
        return "fine: done, but could not say so"
    if answer.returncode < 0 or answer.returncode in (137, 9):
        return "fine: killed"
    lines = answer.stderr.decode(errors="replace").strip().splitlines()
    if fault.call in ("write", "pwrite64") and answer.returncode != 0 and len(lines) <= 1:
        return "fine: refused"  # the message itself may be what could not be written
    if answer.returncode != 2 or len(lines) != 1:
        return f"UNCLEAR: exit {answer.returncode} {lines[-1:]}"
    return "fine: refused" if after == before else "fine: refused, part could not be taken back"


def is_whole(path: str, data: bytes) -> bool:
    """Whether a file is one the program would write: a record that reads back, or any other whole text."""
    sys.path.insert(0, str(ROOT / "src"))
    from ybq_ledger.store.conflicts import shape_of
    from ybq_ledger.store.documents import value_in

    shape = shape_of(path.removeprefix("demo/"))
    if shape is None:
        return data.endswith(b"\n")
    return value_in(data, path, shape).value is not None


def storage(size: Size) -> Row:
    """SIGKILL and six kinds of error at every storage call of every writing command."""
    name = "kill and errors at every storage call"
    if not shutil.which("strace"):
        return Row(name, 0, skipped="strace is not installed")
    chosen = ["add one", "an event"] if size.short else list(SCENARIOS)
    with ThreadPoolExecutor(size.jobs) as pool:
        errors = ERRORS[:1] if size.short else ERRORS
        try:
            faults = [fault for some in pool.map(lambda name: faults_of(name, errors), chosen) for fault in some]
        except (AssertionError, OSError) as error:
            return Row(name, 0, skipped=f"strace does not work here: {str(error)[:120]}")
        faults = faults[:: max(1, len(faults) // 60)] if size.short else faults
        verdicts = list(pool.map(judge, faults))
    wrong = [
        f"{v}: {f.scenario}: {f.inject}" for f, v in zip(faults, verdicts, strict=True) if not v.startswith("fine")
    ]
    kills = sum(1 for fault in faults if "SIGKILL" in fault.inject)
    figures: dict[str, int | str] = {"kills": kills, "injected errors": len(faults) - kills}
    figures |= {verdict.removeprefix("fine: "): number for verdict, number in sorted(Counter(verdicts).items())}
    return Row(name, len(faults), figures, tuple(wrong))
