"""The door: answers `--version` at once, starts the program otherwise, and turns every end into an exit code."""

from __future__ import annotations

import gc
import sys

from ybq_ledger import __version__


def main() -> None:
    """Run `ledger` with the arguments of the process and exit (0 fine, 1 findings, 2 cannot run, 3 a bug, 130 stopped)."""
    if sys.argv[1:] == ["--version"]:
        print(f"ybq-ledger {__version__}")
        return
    gc.disable()  # a command is short and its values hold no cycles; collecting costs a tenth of its time
    from ybq_ledger.cli.ahead import VIEWS, look_ahead

    if not VIEWS.isdisjoint(sys.argv[1:]):
        look_ahead(sys.argv[1:])
    from ybq_ledger.cli.program import run

    try:
        code = run(sys.argv[1:])
    except OSError:  # not even the error stream takes a word; the exit code is all that can be told
        code = 2
    leave(code)


def leave(code: int) -> None:
    """End the process at once: every file is closed by now, and taking all values apart takes a tenth of the time."""
    import os
    from contextlib import suppress

    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)
