"""Examines the machine: Python, time zones, the installed calendar, what the file system can promise."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ybq_ledger.commands.diagnosis import Diagnosis, bad, good, note
from ybq_ledger.model.language import Text

HOLIDAYS = (0, 92)
"""The first `holidays` that is right for every day of 2018–2026 (older ones miss the change of May 2019)."""
OLDEST_PYTHON = (3, 11)


def python() -> tuple[Diagnosis, ...]:
    """Whether Python is new enough."""
    said = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return good("python", Text(f"Python {said}", f"Python {said}"))
    return bad(
        "python", Text(f"Python {said} 太旧", f"Python {said} is too old"), Text("安装 Python 3.11 以上", "install 3.11 or newer")
    )  # fmt: skip


def time_zones() -> tuple[Diagnosis, ...]:
    """Whether the zone that decides what today is can be had; Windows brings none along."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo("Asia/Shanghai")
    except (ZoneInfoNotFoundError, OSError):
        return bad(
            "time-zones",
            Text("没有时区数据，无法确定“今天”", "no time zone data: what today is cannot be told"),
            Text("运行 pip install tzdata", "run pip install tzdata"),
        )
    return good("time-zones", Text("有时区数据", "time zone data is there"))


def holidays() -> tuple[Diagnosis, ...]:
    """Whether the package that cross-checks the calendar is there and right."""
    hint = Text(
        "运行 pip install -U holidays（只影响 ledger calendar check 和 update）",
        "run pip install -U holidays (only ledger calendar check and update use it)",
    )
    try:
        said = version("holidays")
    except PackageNotFoundError:
        return note("holidays", Text("没有安装 holidays", "holidays is not installed"), hint)
    parts = tuple(int(part) for part in said.split(".")[:2] if part.isdigit())
    if parts < HOLIDAYS:
        return note("holidays", Text(f"holidays {said} 太旧，有错日", f"holidays {said} is too old: some days are wrong"), hint)  # fmt: skip
    return good("holidays", Text(f"holidays {said}", f"holidays {said}"))


def file_system(root: Path) -> tuple[Diagnosis, ...]:
    """What the file system below the ledger can promise, tried out with a file that is removed again."""
    from ybq_ledger.model.failure import CannotRun
    from ybq_ledger.store.abilities import try_out

    try:
        missing = try_out(root)
    except CannotRun as failure:
        return bad("file-system", failure.message, failure.hint)
    if not missing:
        return good("file-system", Text("文件系统支持硬链接和文件锁", "the file system has hard links and locks"))
    names = "、".join(ability.zh for ability in missing), ", ".join(ability.en for ability in missing)
    return note(
        "file-system",
        Text(
            f"这里没有{names[0]}：写入仍不会留下半个文件，但几个人同时写同一份时保证较弱",
            f"no {names[1]} here: no half file is ever left, but less is promised when several write one file at once",
        ),
        Text(
            "把台账放到本机磁盘上（不用 FAT、网络共享）", "keep the ledger on a local disk (no FAT, no network share)"
        ),
    )
