"""Runs `ledger` in a child that was forked with everything loaded, under strace that breaks it at one call.

A process of its own for each case would spend nine tenths of its time on starting Python; the child runs the same
`main` on the same arguments, and every system call it makes from then on is watched.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import ybq_ledger
from ybq_ledger.cli.entries import ENTRIES
from ybq_ledger.cli.group import build_form
from ybq_ledger.commands.judging import read_plan_of
from ybq_ledger.store.schemas import schema_texts

ROOT = Path(__file__).parents[2]

SET_PTRACER, ANY_PROCESS = 0x59616D61, ctypes.c_ulong(-1)
"""For `prctl`: our tracer is no parent of ours, which some systems allow only if one says so."""
LONGEST = 60
"""Seconds for one command, which needs less than one."""
ENVIRONMENT = {"LEDGER_LANG": "en", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
NOT_OURS = ("LEDGER_UNIT", "LEDGER_INDEX")


@dataclass(frozen=True)
class Ran:
    """How a call ended (below 0: killed by that signal) and what it said on its error stream."""

    code: int
    err: str
    out: str = ""


def preload() -> None:
    """Load all of the program, and what it loads when it is called, so that the children need not."""
    for module in pkgutil.walk_packages(ybq_ledger.__path__, "ybq_ledger."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for name in ("holidays", "pydantic", "ruamel.yaml", "typer.main", "dateutil.relativedelta", "zoneinfo", "shutil"):
        import_module(name)
    schema_texts()  # builds what pydantic needs for every shape, once
    read_plan_of(ROOT)
    for entry in ENTRIES:
        build_form(entry, "en")
    gc.collect()
    gc.freeze()  # nothing of it is looked at again, so that the children share its memory


def run(root: Path, arguments: Sequence[str], strace: Sequence[str] = (), log: Path | None = None) -> Ran:
    """`ledger -C root arguments…`, watched from the first call to the last where strace has something to do."""
    with tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as out:
        child = os.fork()
        if child == 0:
            become(root, arguments, out.fileno(), err.fileno(), stop=log is not None)
        tracer = watch(child, strace, log) if log is not None else None
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if tracer:
            tracer.wait(LONGEST)
        err.seek(0)
        out.seek(0)
        return Ran(code, err.read().decode(errors="replace"), out.read().decode(errors="replace"))


def become(root: Path, arguments: Sequence[str], out: int, err: int, *, stop: bool) -> None:
    """In the child: be `ledger`; never return."""
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", closefd=False)
        sys.dont_write_bytecode = True
        sys.argv = ["ledger", "-C", str(root), *(word.replace("{root}", str(root)) for word in arguments)]
        for name in NOT_OURS:
            os.environ.pop(name, None)
        os.environ.update(ENVIRONMENT)
        signal.alarm(LONGEST)
        if stop:
            with suppress(OSError, AttributeError):
                ctypes.CDLL(None).prctl(SET_PTRACER, ANY_PROCESS, 0, 0, 0)
            os.kill(os.getpid(), signal.SIGSTOP)
        from ybq_ledger.cli.main import main

        main()
    finally:
        os._exit(70)


def watch(child: int, options: Sequence[str], log: Path | None) -> subprocess.Popen[bytes]:
    """Let strace take hold of the stopped child, then let the child go on."""
    os.waitpid(child, os.WUNTRACED)
    call = ["strace", "-f", "-o", str(log), *options, "-p", str(child)]
    tracer = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert tracer.stderr is not None
    said = tracer.stderr.readline()
    if b"attached" not in said:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise OSError(said.decode(errors="replace").strip() or "strace ended")
    os.kill(child, signal.SIGCONT)
    return tracer
