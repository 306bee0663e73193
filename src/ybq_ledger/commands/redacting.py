"""Takes one text out of a record: which one is meant, what else says the same, and the file without it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ybq_ledger.commands.choosing import record_source
from ybq_ledger.commands.opening import open_some
from ybq_ledger.domain.redacting import steps_of, texts_in, without
from ybq_ledger.domain.view import View
from ybq_ledger.model.event import MARKER
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Record
from ybq_ledger.reports.masking import masked

MOST_NAMED = 24
"""How many texts a message names."""


def field_to_redact(record: Record, asked: str) -> str:
    """The way to a text that may be taken out; CannotRun says which may."""
    field, texts = asked.strip().strip("/"), texts_in(record)
    there = [name for name, text in texts.items() if text != MARKER]
    if field in there:
        return field
    named = "、".join(there[:MOST_NAMED]) + ("……" if len(there) > MOST_NAMED else "")
    hint = Text(f"可以删的：{named}", f"what may be redacted: {named.replace('、', ', ').replace('……', ' …')}")
    if field in texts:
        raise CannotRun(Text(f"{field} 已经删去", f"{field} is redacted already"), hint)
    if stands_for_something(record, field):
        raise CannotRun(
            Text(
                f"{field} 不是一处文字；编号、日期、代码、校验值和选项不能删",
                f"{field} is no text; ids, days, codes, hashes and choices cannot be redacted",
            ),
            hint,
        )
    said = repr(masked(field))
    raise CannotRun(Text(f"{record.id} 没有 {said} 这处文字", f"{record.id} has no text {said}"), hint)


def stands_for_something(record: Record, field: str) -> bool:
    """Whether a way leads to any value that is there."""
    value: object = record
    for step in steps_of(field):
        if isinstance(value, tuple):
            value = value[step] if isinstance(step, int) and step < len(value) else None
        else:
            value = getattr(value, step, None) if isinstance(step, str) and not step.startswith("_") else None
    return value is not None


def said_elsewhere(root: Path, word: str, field: str, today: date) -> tuple[str, ...]:
    """The other texts of a record that hold the same words, as a correction does that names the old title."""
    texts = texts_in(record_source(View(open_some(root, [word]), today), word).record)
    gone = texts.get(field.strip().strip("/"))
    return tuple(name for name, text in texts.items() if gone and gone in text and name != field.strip().strip("/"))


def taken_out(record: Record, text: str, field: str, path: str) -> tuple[Record, str]:
    """The record and its file with the marker in the place of one text; every other line stays as it is."""
    from ybq_ledger.store.replacing import replace_text

    changed = without(record, [field])
    return changed, replace_text(text, steps_of(field), MARKER, changed, path)
