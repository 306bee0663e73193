"""What a person sees when the program itself is wrong: one line, and a file with what a maintainer needs."""

from __future__ import annotations

import os
import platform
import re
import sys
import tempfile
import traceback
from pathlib import Path

from ybq_ledger import __version__
from ybq_ledger.cli.entries import ENTRIES
from ybq_ledger.cli.shell import Shell
from ybq_ledger.model.language import Text

MOST_FRAMES = 40
OPTION = re.compile(r"--[a-z]+(-[a-z]+)*")


def report_bug(error: Exception, shell: Shell) -> int:
    """Say in one line where the report is, and give exit code 3; the report holds no text of the ledger."""
    lines = report_lines(error)
    where = keep(lines)
    place = f"{lines[1].strip()} {lines[-1].strip()}"
    tail = (
        Text(f"请把 {where} 发给维护人员", f"please send {where} to the maintainers") if where else Text(place, place)
    )
    shell.say(
        Text(
            f"程序出错（不是您的数据有问题，文件未被改坏）：{tail.zh}",
            f"this is a bug in the program, not in your data: {tail.en}",
        )
    )
    return 3


def report_lines(error: Exception) -> list[str]:
    """Version, platform, the command's name, kind of error and the frames it came through; never a value."""
    frames = traceback.extract_tb(error.__traceback__)
    known = {word for entry in ENTRIES for word in entry.name.split()}
    command = [word for word in sys.argv[1:] if word in known or OPTION.fullmatch(word)]
    return [
        f"ybq-ledger {__version__} · Python {platform.python_version()} · {platform.platform()}",
        f"{type(error).__module__}.{type(error).__name__}",
        f"command and options: {' '.join(command)}",
        *(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames[-MOST_FRAMES:]),
    ]


def keep(lines: list[str]) -> str | None:
    """Write the report to a new file among the temporary ones; None where not even that works."""
    try:
        handle, path = tempfile.mkstemp(prefix="ybq-ledger-crash-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return path
