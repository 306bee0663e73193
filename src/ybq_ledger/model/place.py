"""A place in a file, as people and editors count: lines and columns from 1, columns in characters."""

from __future__ import annotations

from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Keys and list positions that lead from the top of a document to a value, e.g. ("events", 2, "on")."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """`path` is relative to the ledger's root, with `/` between its parts."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
