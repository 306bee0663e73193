"""The strict reading of one file: bytes to a value by way of the profile and the shape, with every finding on the way."""

from __future__ import annotations

from typing import TypeVar

from ybq_ledger.model.finding import Finding
from ybq_ledger.store import profile_rules, shape_rules
from ybq_ledger.store.documents import Read
from ybq_ledger.store.profile import NOT_OF_A_LINE, parse
from ybq_ledger.store.shapes import build
from ybq_ledger.store.tree import Tree

Shape = TypeVar("Shape")

DOUBTFUL = (profile_rules.SWALLOWED_LINE, profile_rules.ODD_KEY, profile_rules.MERGE_KEY)
"""Where one of these was broken, the file's fields are not those its author meant."""


def read_value(tree: Tree, path: str, shape: type[Shape]) -> Read[Shape]:
    """Read one file as one value."""
    data = tree.read(path)
    if isinstance(data, Finding):
        return Read(None, None, (data,))
    return value_in(data, path, shape)


def value_in(data: bytes, path: str, shape: type[Shape]) -> Read[Shape]:
    """Read bytes as the file `path` would be read."""
    parsed = parse(data, path)
    if parsed.root is None:
        return Read(None, None, parsed.findings)
    value, found = build(shape, parsed.root, path)
    if parsed.is_clean:
        return Read(value, parsed.root, parsed.findings + tuple(found))
    return Read(None, parsed.root, parsed.findings + independent(found, parsed.findings))


def independent(found: list[Finding], earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Leave out what is most likely a consequence of a mistake already reported: same line, or a field not seen."""
    if any(finding.rule in DOUBTFUL for finding in earlier):
        return ()
    lines = {finding.place.line for finding in earlier if finding.rule not in NOT_OF_A_LINE}
    return tuple(f for f in found if f.place.line not in lines and f.rule is not shape_rules.MISSING_FIELD)
