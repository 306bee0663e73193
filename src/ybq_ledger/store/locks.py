"""Locks on open files, for as long as the process holds them open; the system frees them when it dies."""

from __future__ import annotations

import os
import time

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text

LONGEST_WAIT = 30.0
"""Seconds to wait for another writer, who needs milliseconds."""
PAUSE = 0.005


def lock(descriptor: int, path: str) -> bool:
    """Lock an open file against other writers; False where the system has no such locks. CannotRun after a long wait."""
    if os.name != "posix":
        return False
    import fcntl

    give_up = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise busy(path) from None
            time.sleep(PAUSE)
        except OSError:  # a share without locks: the comparison of hashes still holds, the promise is weaker
            return False
        else:
            return True


def busy(path: str) -> CannotRun:
    """Somebody holds the lock and does not let go."""
    return CannotRun(
        Text(f"{path} 正被另一个程序占用", f"{path} is held by another program"),
        Text("等它结束后重新运行；也可能有程序停住了", "run it again when that has ended; perhaps one hangs"),
    )
