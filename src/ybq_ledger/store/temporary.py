"""Names of temporary files, which tell whose they are, and the clearing away of those whose writer has died."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ybq_ledger.store.folder import Folder

NAME = re.compile(r"\.ybq-([0-9]+)-([0-9]+)-([0-9a-f]{6})-([0-9]+)\.tmp")
ABANDONED_AFTER = 24 * 3600
"""Seconds: another computer's temporary file of this age is nobody's any more."""
COUNTER = itertools.count()


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that made a temporary file; `started` tells it from a later one with the same number."""

    process: int
    started: int
    host: str


def this_host() -> str:
    """Six hex digits that stand for this computer."""
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return hashlib.sha256(name.encode(errors="replace")).hexdigest()[:6]


def start_of(process: int) -> int:
    """When the process started, in clock ticks since boot; 0 where the system does not tell; -1 where it has ended."""
    try:
        line = Path(f"/proc/{process}/stat").read_bytes()
    except OSError:
        return -1 if Path("/proc/self/stat").exists() else 0
    facts = line.rpartition(b")")[2].split()
    return -1 if facts[0] in (b"Z", b"X") else int(facts[19])


def new_name() -> str:
    """A name for a temporary file of this process that no other one uses."""
    return f".ybq-{os.getpid()}-{max(start_of(os.getpid()), 0)}-{this_host()}-{next(COUNTER)}.tmp"


def owner_of(name: str) -> Owner | None:
    """Whose temporary file has this name; None where it is not one of ours."""
    found = NAME.fullmatch(name)
    return Owner(int(found[1]), int(found[2]), found[3]) if found else None


def is_dead(owner: Owner, age: float) -> bool:
    """Whether nobody can be writing that file any more; `age` is in seconds."""
    if owner.host != this_host() or os.name != "posix":
        return age > ABANDONED_AFTER
    started = start_of(owner.process)
    if started > 0:
        return owner.started != started
    return started < 0 or not is_running(owner.process)


def is_running(process: int) -> bool:
    """Whether a process has this number, asked for where there is no /proc."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def leftovers(folder: Folder, now: float) -> Iterator[str]:
    """Names in the folder that dead writers left; `now` is the file system's own time in seconds."""
    for name in folder.names():
        owner = owner_of(name) if name.startswith(".ybq-") else None
        status = folder.status(name) if owner else None
        if owner and status and is_dead(owner, now - status.st_mtime):
            yield name


def sweep(folder: Folder, now: float) -> list[str]:
    """Remove what dead writers left in one folder and give the names."""
    names = list(leftovers(folder, now))
    for name in names:
        folder.unlink(name)
    return names


def this_moment() -> float:
    """The computer's time in seconds, to tell how old a leftover is; no deadline ever depends on it."""
    return time.time()
