"""The canonical YAML text of a record: the one layout the program writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ybq_ledger.model.record import Event, Record
from ybq_ledger.store.spellings import ambiguity

NEVER_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`=<~+.")
"""Signs that begin something else in YAML, or that some reader takes for the start of a number."""
NEVER_INSIDE = re.compile(r": | #|:$")
LIKE_A_NUMBER_OR_DATE = re.compile(r"[0-9][0-9\s:/.,_TtZz+-]*")
NOTHING = frozenset(("null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"))
CONFLICT_LIKE = re.compile(r"^\s*(?:<{7}|>{7}|={7}|\|{7})", re.MULTILINE)


def render_record(record: Record, header: str = "") -> str:
    """The whole file: `header` (comment lines, may be empty), then the fields in the model's order.

    What equals its default is left out. Nothing is checked here: `read_back.record_text` reads the text back.
    """
    lines = [*header.splitlines(), *mapping_lines(record, 0)]
    return "\n".join(lines) + "\n"


def render_event(event: Event, indent: int = 2) -> str:
    """One event as an item of a list whose dashes stand `indent` spaces in; ends in a newline."""
    return "".join(f"{line}\n" for line in item_lines(event, indent))


def mapping_lines(value: Any, indent: int) -> Iterator[str]:
    """The fields of a model value, one after the other."""
    for field in fields(value):
        content = getattr(value, field.name)
        if field.default is MISSING or content != field.default:
            yield from field_lines(field.name, content, indent)


def field_lines(key: str, content: object, indent: int) -> Iterator[str]:
    """`key: value` on one line, or the key with an indented block below."""
    margin = " " * indent
    if isinstance(content, tuple):
        yield f"{margin}{key}:" if content else f"{margin}{key}: []"
        for item in content:
            yield from item_lines(item, indent + 2)
    elif is_dataclass(content):
        yield f"{margin}{key}:"
        yield from mapping_lines(content, indent + 2)
    else:
        first, *rest = scalar_lines(content, indent + 2)
        yield f"{margin}{key}: {first}"
        yield from rest


def item_lines(item: object, indent: int) -> Iterator[str]:
    """One item of a list; its dash stands `indent` spaces in, its content two more."""
    if is_dataclass(item):
        first, *rest = mapping_lines(item, indent + 2)
        first = first[indent + 2 :]
    else:
        first, *rest = scalar_lines(item, indent + 2)
    yield f"{' ' * indent}- {first}"
    yield from rest


def scalar_lines(content: object, indent: int) -> list[str]:
    """A date, truth, number or text; only a text of several lines takes more than one line."""
    if isinstance(content, bool):
        return ["true" if content else "false"]
    if isinstance(content, (date, int)):
        return [str(content)]
    if isinstance(content, Decimal):
        return [f'"{content}"']
    if not isinstance(content, str):
        raise TypeError(f"no YAML spelling for {type(content).__name__}")
    if "\n" in content and is_block_safe(content):
        return block_lines(content, indent)
    return [content if is_plain_safe(content) else quoted(content)]


def is_plain_safe(text: str) -> bool:
    """Whether every YAML reader takes the bare text for this same text."""
    if not text or text != text.strip() or "\n" in text or text[0] in NEVER_FIRST:
        return False
    if text in NOTHING or LIKE_A_NUMBER_OR_DATE.fullmatch(text) or NEVER_INSIDE.search(text):
        return False
    return ambiguity(text) is None


def quoted(text: str) -> str:
    """In double quotes on one line, whatever it holds."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def is_block_safe(text: str) -> bool:
    """Whether a literal block gives the text back: no indent to be guessed wrongly, nothing like a merge conflict."""
    first = text.partition("\n")[0]
    return bool(first) and not first[0].isspace() and not CONFLICT_LIKE.search(text)


def block_lines(text: str, indent: int) -> list[str]:
    """A literal block; its sign says how many line ends close the text: none `-`, one, or more `+`."""
    body = text.removesuffix("\n")
    sign = "|-" if body == text else "|+" if body.endswith("\n") else "|"
    margin = " " * indent
    return [sign, *(margin + line if line else "" for line in body.split("\n"))]
