"""`python peak.py WORDS…`: run a command and tell the most memory it took, in one line of JSON on the error stream.

A small process of its own, because a child inherits the peak of whoever starts it. Two figures: `largest`, the peak of its
largest process, as the system counts it; and `megabytes`, the larger of that and the sum over all its processes,
git's too, sampled where there is /proc.
"""

from __future__ import annotations

import json
import os
import sys
import time

EVERY = 0.004
"""Seconds between two looks."""


def proportional(session: int) -> int:
    """Bytes that all other processes of a session hold, shared pages counted once; 0 where the system does not tell."""
    found = 0
    try:
        names = os.listdir("/proc")  # noqa: PTH208 - this file imports next to nothing, so that it stays small
    except OSError:
        return 0
    for name in names:
        if name.isdigit() and int(name) != session:
            try:
                if os.getsid(int(name)) == session:
                    found += rollup(name)
            except OSError:
                continue  # it ended meanwhile
    return found


def rollup(process: str) -> int:
    """Proportional bytes of one process."""
    with open(f"/proc/{process}/smaps_rollup", "rb") as file:  # noqa: PTH123
        for line in file:
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def main(words: list[str]) -> int:
    """Run, watch, tell. This process leads a session, so that all others in it are the command's."""
    if os.getsid(0) != os.getpid():
        os.setsid()
    child = os.posix_spawnp(words[0], words, os.environ)
    session, most = os.getpid(), 0
    while True:
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if ended:
            break
        most = max(most, proportional(session))
        time.sleep(EVERY)
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    told = {
        "code": os.waitstatus_to_exitcode(status), "megabytes": max(most, largest) / 1e6, "largest": largest / 1e6,
    }  # fmt: skip
    os.write(2, f"\n{json.dumps(told)}\n".encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
