"""One file to one value: bytes from the tree, the strict profile, the shape, and every finding on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from ybq_ledger.model.finding import Finding, Severity
from ybq_ledger.model.ledger import Locate
from ybq_ledger.store import profile_rules, shape_rules
from ybq_ledger.store.nodes import Node, locate_in
from ybq_ledger.store.profile import NOT_OF_A_LINE, parse
from ybq_ledger.store.quick import read_quickly
from ybq_ledger.store.shapes import build
from ybq_ledger.store.tree import Tree

Shape = TypeVar("Shape")

DOUBTFUL = (profile_rules.SWALLOWED_LINE, profile_rules.ODD_KEY, profile_rules.MERGE_KEY)
"""Where one of these was broken, the file's fields are not those its author meant."""


@dataclass(frozen=True, slots=True)
class Read(Generic[Shape]):
    """What a file gave. `value` is there only if nothing in the file is an error; `root` if it could be parsed."""

    value: Shape | None
    root: Node | None
    findings: tuple[Finding, ...]


def read_value(tree: Tree, path: str, shape: type[Shape]) -> Read[Shape]:
    """Read one file as one value."""
    data = tree.read(path)
    if isinstance(data, Finding):
        return Read(None, None, (data,))
    return value_in(data, path, shape)


def read_record(tree: Tree, path: str, shape: type[Shape]) -> Read[Shape]:
    """Read one record: at once where it stands in our own layout, else as any file is read."""
    data = tree.read(path)
    if isinstance(data, Finding):
        return Read(None, None, (data,))
    value = read_quickly(data, shape)
    return value_in(data, path, shape) if value is None else Read(value, None, ())


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


def locate_from(tree: Tree, path: str) -> Locate:
    """Places of the values in one file, read again: positions are computed only where something was found."""
    data = tree.read(path)
    return locate_in(None if isinstance(data, Finding) else parse(data, path).root, path)


def has_error(findings: tuple[Finding, ...]) -> bool:
    """Whether something here keeps a file from counting."""
    return any(finding.rule.severity is Severity.error for finding in findings)
