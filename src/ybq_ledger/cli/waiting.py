"""A progress bar for a person who has waited a second; nothing where nobody watches."""

from __future__ import annotations

import os
import sys
from time import monotonic
from typing import TYPE_CHECKING

from ybq_ledger.cli.shell import Shell
from ybq_ledger.model.language import Text

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds before a bar appears."""
READING = Text("读取台账", "reading the ledger")


def is_watched() -> bool:
    """Whether somebody sits at a terminal that can draw over what it has drawn."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


class Waiting:
    """Shows how far reading is, on standard error if that is a terminal; the bar goes when the work is done."""

    def __init__(self, shell: Shell) -> None:
        self.shell, self.began = shell, monotonic()
        self.bar: Progress | None = None

    def __call__(self, done: int, total: int) -> None:
        """Take note of `done` files of `total`."""
        if self.bar is None and (done >= total or monotonic() - self.began < PATIENCE or not is_watched()):
            return
        bar = self.bar = self.bar or self.start(total)
        bar.update(bar.task_ids[0], completed=done, total=total)
        bar.refresh()
        if done >= total:
            bar.stop()

    def start(self, total: int) -> Progress:
        """Draw the bar."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            console=Console(stderr=True, no_color=not self.shell.colored), transient=True, auto_refresh=False,
        )  # fmt: skip
        bar.add_task(READING.to(self.shell.language), total=total)
        bar.start()
        return bar
