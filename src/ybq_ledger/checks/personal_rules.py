"""The rule about personal data, over the values of records and over the raw text of any file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from ybq_ledger.checks.context import Context, RuleCheck
from ybq_ledger.domain.personal import KINDS, personal_data
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Place

PERSONAL_DATA = Rule(
    "R620", "personal-data", Severity.error,
    Text("这里有{kind}", "there is a {kind} here"),
    Text("删去，只写登记号或职务；已提交过的请汇总单位处理历史", "take it out, write a file number or a post; if it was committed before, tell the coordinator"),
)  # fmt: skip


def personal_data_in_records(context: Context) -> Iterator[Finding]:
    """R620: in any text of any record; the value is never shown."""
    for path, record in context.records:
        for steps, text in texts_of(record, ()):
            for found in personal_data(text):
                yield Finding(PERSONAL_DATA, context.place(path, *steps), {"kind": KINDS[found.kind]})


def texts_of(value: object, steps: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text inside a value, with the way to it; hashes are no texts."""
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts_of(item, (*steps, index))
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "sha256":
                yield from texts_of(getattr(value, field.name), (*steps, field.name))


def personal_data_in_text(text: str, path: str) -> Iterator[Finding]:
    """R620 over a whole file as it is written; lines and columns count from 1."""
    for found in personal_data(text):
        line = text.count("\n", 0, found.start) + 1
        column = found.start - text.rfind("\n", 0, found.start)
        yield Finding(PERSONAL_DATA, Place(path, line, column), {"kind": KINDS[found.kind]})


PERSONAL_RULES: tuple[RuleCheck, ...] = (((PERSONAL_DATA,), personal_data_in_records),)
