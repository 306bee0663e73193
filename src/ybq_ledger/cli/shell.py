"""The surroundings of one call: folder, language, terminal, today; and the one way results and errors leave."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ybq_ledger.model.language import Language, Text
from ybq_ledger.model.value import dataclass

if TYPE_CHECKING:
    from ybq_ledger.model.table import Document

Color = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class Shell:
    """What the global options and the environment say; `language` is None until somebody chose one."""

    folder: Path
    asked: Language | None
    color: Color
    written: list[str] = field(default_factory=list)
    """Paths that this call has written, in a list of its own, for `--commit`."""
    messages: list[str] = field(default_factory=list)

    @property
    def language(self) -> Language:
        """`--lang`, else LEDGER_LANG, else the locale (zh*, en*), else Chinese."""
        return self.asked or language_of_environment(os.environ) or "zh"

    def speaking(self, language: Language) -> Shell:
        """The same shell, in the plan's own language where nobody chose another."""
        return replace(self, asked=self.asked or language_of_environment(os.environ) or language)

    @property
    def terminal(self) -> bool:
        """Whether results go to a person's screen (or `--color always` asks to pretend so)."""
        return self.color == "always" or (self.color == "auto" and sys.stdout.isatty())

    @property
    def colored(self) -> bool:
        """Whether colour may be used: a terminal, no NO_COLOR, not `--color never`."""
        if self.color != "auto":
            return self.color == "always"
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    @property
    def interactive(self) -> bool:
        """Whether a person can be asked for what is missing."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def wrote(self, paths: Iterable[str], message: str) -> None:
        """Remember what was written and what to call it, for `--commit`."""
        self.written.extend(paths)
        self.messages.append(message)

    def show(self, document: Document, format: str = "table") -> None:
        """Print a document to standard output in one of the formats."""
        from ybq_ledger.render.formats import OF_DATA, render
        from ybq_ledger.reports.masking import without_personal_data

        document = without_personal_data(document, of_data=format in OF_DATA)
        if format == "table" and sys.stdout.isatty() | (self.color == "always"):
            import shutil

            from ybq_ledger.render.terminal import render as render_terminal

            width = shutil.get_terminal_size((80, 24)).columns
            self.write(render_terminal(document, self.language, width, color=self.colored))
        else:
            self.write(render(format, document, self.language))

    def write(self, text: str) -> None:
        """Print text as it is, in UTF-8 whatever the locale says."""
        try:
            sys.stdout.buffer.write(text.encode())
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise cannot_write(error) from error

    def say(self, text: Text) -> None:
        """Tell the person something beside the result, on standard error."""
        sys.stdout.flush()
        sys.stderr.buffer.write(f"{said(text, self.language)}\n".encode(errors="backslashreplace"))
        sys.stderr.flush()


def cannot_write(error: OSError) -> Exception:
    """The disk behind standard output is full, say; what the command did it did all the same."""
    from ybq_ledger.store.system_error import cannot_access

    return cannot_access(error, "stdout", Text("输出到", "write to"))


def said(text: Text, language: Language) -> str:
    """A message as a terminal or a build log may have it: whatever came from a file or an option is shown, never obeyed."""
    from ybq_ledger.render.safe import visible, without_log_commands

    return without_log_commands(visible(text.to(language)))


def language_of_environment(environment: Any) -> Language | None:
    """The language the environment asks for: LEDGER_LANG, else the locale; None where it names neither of ours."""
    for name in ("LEDGER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = str(environment.get(name, "")).lower()
        if value.startswith("zh"):
            return "zh"
        if value.startswith("en"):
            return "en"
    return None


def today_in(zone: str) -> date:
    """Today's date in the plan's time zone, whatever the machine's own zone is."""
    from datetime import datetime, timedelta, timezone

    if zone == "Asia/Shanghai":  # one offset since 1991; looking it up would cost a short command a tenth of its time
        return datetime.now(timezone(timedelta(hours=8))).date()
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(zone)).date()
