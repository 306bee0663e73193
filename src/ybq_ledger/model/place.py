"""A place in a file, as people and editors count: lines and columns from 1, columns in characters."""

from __future__ import annotations

from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Keys and list positions that lead from the top of a document to a value, e.g. ("events", 2, "on")."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """`path` is relative to the ledger's root, with `/` between its parts; or it names an option, which has no lines."""

    path: str
    line: int = 1
    column: int = 1

    @property
    def is_typed(self) -> bool:
        """Whether it is an option or argument of a command: `--due`, `<DUTY>`."""
        return self.path.startswith(("--", "<"))

    def __str__(self) -> str:
        return self.path if self.is_typed else f"{self.path}:{self.line}:{self.column}"
