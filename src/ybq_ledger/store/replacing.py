"""Puts another text in the place of one in a file that people may have edited, and touches nothing else in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.place import Path
from ybq_ledger.model.record import Record
from ybq_ledger.store.editing import by_hand, read_as_record, unreadable
from ybq_ledger.store.nodes import Scalar, nodes_on
from ybq_ledger.store.read_back import differences

if TYPE_CHECKING:
    from collections.abc import Callable

DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
SINGLE = re.compile(r"'(?:[^']|'')*'")
HEADER = re.compile(r"[|>][+-]?")
"""A block that says how far it is set in is left to a person."""
BLANK = " \r"
SPACES = re.compile(r"\s+")


def replace_text(text: str, steps: Path, new: str, wanted: Record, path: str) -> str:
    """The file's text with `new`, a plain word, at the end of the way, which then reads as `wanted`; else CannotRun."""
    read = read_as_record(text, path, type(wanted))
    if read.root is None or read.value is None:
        raise unreadable(path, read.findings[0].message if read.findings else None)
    *_, node = nodes_on(read.root, steps)
    start = offset_of(text, node.line, node.column)
    end = end_of(text, start, node) if isinstance(node, Scalar) else None
    if end is None:
        raise by_hand(path)
    replaced = text[:start] + new + text[end:]
    wrong: CannotRun | None = differences(replaced, wanted, path)
    if wrong is not None:
        raise by_hand(path) from wrong
    return replaced


def offset_of(text: str, line: int, column: int) -> int:
    """Where a line and column begin in the text."""
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1


def end_of(text: str, start: int, node: Scalar) -> int | None:
    """Where a text that begins there ends, to the last line that is its own; None where it cannot be told."""
    found = ENDS.get(text[start : start + 1], plain_end)(text, start, node)
    return found if found is not None and found > start else None


def double_end(text: str, start: int, _: Scalar) -> int | None:
    """The end of a text in double quotes."""
    match = DOUBLE.match(text, start)
    return match.end() if match else None


def single_end(text: str, start: int, _: Scalar) -> int | None:
    """The end of a text in single quotes."""
    match = SINGLE.match(text, start)
    return match.end() if match else None


def plain_end(text: str, start: int, node: Scalar) -> int | None:
    """The end of a bare text: its words in their order, however the lines are broken."""
    words = [re.escape(word) for word in SPACES.split(node.text) if word]
    match = re.compile(r"\s+".join(words)).match(text, start)
    return match.end() if match else None


def block_end(text: str, start: int, _: Scalar) -> int | None:
    """The end of a block: every line set in as far as its first one, also such as look like remarks; blank ones stay."""
    head = text.find("\n", start)
    if head < 0 or not HEADER.fullmatch(text[start:head].rstrip(" \r")):
        return None
    lines = text[head + 1 :].split("\n")
    depth = next((margin(line) for line in lines if line.strip(BLANK)), 0)
    end, at = head - text[start:head].endswith("\r"), head + 1
    for line in lines:
        is_blank = not line.strip(BLANK)
        if not is_blank and margin(line) < depth:
            break
        end = end if is_blank else at + len(line.rstrip("\r"))
        at += len(line) + 1
    return end


def margin(line: str) -> int:
    """How far in a line begins."""
    return len(line) - len(line.lstrip(" "))


ENDS: dict[str, Callable[[str, int, Scalar], int | None]] = {
    '"': double_end, "'": single_end, "|": block_end, ">": block_end,
}  # fmt: skip
