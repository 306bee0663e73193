"""Reads what is about to be written with the strict reader: it comes back equal, or it is never written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.store.canonical import render_record
from ybq_ledger.store.tree import MOST_BYTES

if TYPE_CHECKING:
    from ybq_ledger.model.finding import Finding
    from ybq_ledger.model.record import Record

FIELD = re.compile(r"([a-z_]+):", re.ASCII)


class NotWritable(CannotRun):
    """A record holds something that no file of the ledger may hold."""


def record_text(record: Record, path: str = "", header: str = "") -> str:
    """The canonical text of a record, read back and found equal; else NotWritable, which names `path` or the id."""
    text = render_record(record, header)
    require_equal(text, record, path or record.id)
    return text


def require_equal(text: str, record: Record, path: str) -> None:
    """NotWritable unless the strict reader takes `text` for exactly this record, without any finding."""
    found = differences(text, record, path)
    if found is not None:
        raise found


def reads_as(text: str, record: Record, path: str) -> bool:
    """Whether the strict reader takes `text` for exactly this record."""
    return differences(text, record, path) is None


def differences(text: str, record: Record, path: str) -> NotWritable | None:
    """Why the text is not the record; None if it is."""
    from ybq_ledger.store.profile_rules import WINDOWS_LINE_ENDS
    from ybq_ledger.store.strict import value_in

    data = text.encode("utf-8", "surrogatepass")
    if len(data) > MOST_BYTES:
        return too_large(path, len(data))
    read = value_in(data, path, type(record))
    findings = [finding for finding in read.findings if finding.rule is not WINDOWS_LINE_ENDS]
    if findings:
        return refused(path, text, findings[0])
    return None if read.value == record else changed(path)


def refused(path: str, text: str, finding: Finding) -> NotWritable:
    """The reader finds fault with it."""
    field = field_at(text, finding.place.line)
    message = finding.message
    return NotWritable(
        Text(
            f"{path} 没有写入，{field} 有问题：{message.zh}", f"{path} was not written, {field} is wrong: {message.en}"
        ),
        finding.hint,
    )


def field_at(text: str, line: int) -> str:
    """The name of the top field that a line belongs to."""
    for content in reversed(text.split("\n")[:line]):
        if found := FIELD.match(content):
            return found[1]
    return "?"


def too_large(path: str, size: int) -> NotWritable:
    """No file of the ledger is that large."""
    return NotWritable(
        Text(
            f"{path} 没有写入：有 {size} 字节，上限 {MOST_BYTES}",
            f"{path} was not written: it has {size} bytes, the limit is {MOST_BYTES}",
        ),
        Text("长篇材料另存为附件，这里只写路径和 sha256", "keep long papers apart; give their path and sha256 here"),
    )


def changed(path: str) -> NotWritable:
    """It can be read, but as something else."""
    return NotWritable(
        Text(f"{path} 没有写入：写出后读回的内容不同", f"{path} was not written: it would read back differently"),
        Text("请把这条记录的内容报给开发者", "please report what this record holds"),
    )
