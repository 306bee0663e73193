"""What a person sees when the program itself is wrong: one line, and a report that can be pasted."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path

from ybq_ledger import __version__
from ybq_ledger.cli.shell import Shell
from ybq_ledger.model.language import Text


def report_bug(error: Exception, shell: Shell) -> int:
    """Print where the bug is, without any text of the ledger, and give exit code 3."""
    shell.say(
        Text(
            "程序出错（不是您的数据有问题，文件未被改坏）。请把下面几行发给维护人员：",
            "this is a bug in the program, not in your data. Please send these lines to the maintainers:",
        )
    )
    lines = "\n".join(report_lines(error))
    shell.say(Text(lines, lines))
    return 3


def report_lines(error: Exception) -> list[str]:
    """Version, platform, kind of error and the frames it came through; never a value."""
    frames = traceback.extract_tb(error.__traceback__)
    head = f"  ybq-ledger {__version__} · Python {sys.version.split()[0]} · {platform.system()}"
    return [
        head,
        f"  {type(error).__name__}",
        *(f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in frames[-12:]),
    ]
