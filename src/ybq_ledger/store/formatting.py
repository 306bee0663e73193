"""Puts files into their canonical layout without ever changing a value or losing a comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ybq_ledger.store.canonical import render_record
from ybq_ledger.store.comments import carry_over, find_comments
from ybq_ledger.store.nodes import Node, plain_value
from ybq_ledger.store.profile import parse
from ybq_ledger.store.read_back import reads_as

if TYPE_CHECKING:
    from ybq_ledger.model.record import Record

MARK = "\ufeff"
TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


def format_record(text: str, record: Record, path: str) -> str | None:
    """The canonical text of the record in `text`, comments kept; None where that cannot be done safely."""
    canonical = render_record(record)
    if text == canonical:
        return text
    if "#" not in text:
        return canonical if reads_as(canonical, record, path) else None
    source = unix(text)
    old, new = nodes_of(source, path), nodes_of(canonical, path)
    if old is None or new is None:
        return None
    comments = find_comments(source)
    done = carry_over(comments, old, new, canonical)
    same = sorted(comment.text for comment in find_comments(done)) == sorted(comment.text for comment in comments)
    return done if same and reads_as(done, record, path) else None


def format_plain(text: str, path: str) -> str:
    """Only what nobody sees: line ends, blanks at the end of lines, one line end at the end of the file.

    For plan/, whose layout and comments are people's own. Whatever would change a value is left as it is.
    """
    source = unix(text)
    old = nodes_of(source, path)
    tidy = TRAILING.sub("", source).rstrip("\n") + "\n"
    for candidate in (tidy, source.rstrip("\n") + "\n", source):
        new = nodes_of(candidate, path)
        if old is not None and new is not None and plain_value(new) == plain_value(old):
            return candidate
    return text


def unix(text: str) -> str:
    """Without byte order mark and Windows line ends, neither of which is part of a value."""
    return text.removeprefix(MARK).replace("\r\n", "\n")


def nodes_of(text: str, path: str) -> Node | None:
    """The nodes of a clean text; None where the strict reader finds fault."""
    parsed = parse(text.encode("utf-8", "surrogatepass"), path)
    return parsed.root if parsed.is_clean else None
