"""Writes docs/reference.md from the table of commands: `python tools/reference.py`; a test keeps it up to date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ybq_ledger.cli.entries import ENTRIES, GROUPS, Entry
from ybq_ledger.cli.group import build_form
from ybq_ledger.cli.options import GLOBAL_PARAMETERS

TARGET = Path(__file__).parent.parent / "docs" / "reference.md"
HEAD = """\
# 命令参考 · Command reference

<!-- Written by tools/reference.py from the table of commands; do not edit. -->

`ledger`（也叫 `ybq-ledger`）。单位、行动可写代码、全称或任一别名；编号可只写七位数字。
`ledger` is also called `ybq-ledger`. Units and actions go by code, full name or any alias; ids by their seven digits alone.

退出码 · Exit codes: 0 正常 fine · 1 有错误 findings · 2 无法执行 cannot run · 3 程序缺陷 a bug · 130 中断 interrupted

"""


def reference() -> str:
    """The whole page."""
    parts = [HEAD, "## 全局选项 · Global options\n\n", table(GLOBAL_PARAMETERS("zh"), GLOBAL_PARAMETERS("en"))]
    group = ""
    for entry in (entry for entry in ENTRIES if not entry.hidden):
        first = entry.name.partition(" ")[0]
        if " " in entry.name and first != group:
            group = first
            parts.append(f"\n## ledger {group}\n\n{GROUPS[group].zh} · {GROUPS[group].en}\n")
        parts.append(section(entry))
    return "".join(parts)


def section(entry: Entry) -> str:
    """One command."""
    chinese, english = build_form(entry, "zh"), build_form(entry, "en")
    level = "###" if " " in entry.name else "##"
    head = (
        f"\n{level} ledger {entry.name}\n\n{entry.help.zh} · {entry.help.en}\n\n```sh\nledger {entry.example}\n```\n\n"
    )
    return head + table(chinese.params, english.params)


def table(chinese: list[Any], english: list[Any]) -> str:
    """Arguments and options."""
    rows = list(rows_of(chinese, english))
    return "".join(["| | |\n|---|---|\n", *rows]) if rows else ""


def rows_of(chinese: list[Any], english: list[Any]) -> Iterator[str]:
    """One line for each parameter."""
    for first, second in zip(chinese, english, strict=True):
        names = [name for name in first.opts if name.startswith("-")] or [first.metavar or first.name]
        choices = getattr(first.type, "choices", None)
        values = " ".join(map(str, choices)) if choices else (first.metavar or "" if names != [first.metavar] else "")
        given = first.default if isinstance(first.default, (str, int)) and not isinstance(first.default, bool) else None
        default = f"（缺省 default: {given}）" if given is not None else ""
        needed = "（必填 required）" if first.required else ""
        label = f"`{', '.join(names)}`" + (f" `{values}`" if values else "")
        yield f"| {label.replace('|', chr(92) + '|')} | {first.help} · {second.help}{default}{needed} |\n"


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
