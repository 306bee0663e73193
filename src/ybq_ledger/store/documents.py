"""One record file to one value: at once where it stands in our own layout, else by the strict reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from ybq_ledger.model.finding import Finding, Severity
from ybq_ledger.model.ledger import Locate
from ybq_ledger.store.quick import read_quickly
from ybq_ledger.store.tree import Tree

if TYPE_CHECKING:
    from ybq_ledger.store.nodes import Node

Shape = TypeVar("Shape")


@dataclass(frozen=True, slots=True)
class Read(Generic[Shape]):
    """What a file gave. `value` is there only if nothing in the file is an error; `root` if it could be parsed."""

    value: Shape | None
    root: Node | None
    findings: tuple[Finding, ...]


def read_record(tree: Tree, path: str, shape: type[Shape]) -> Read[Shape]:
    """Read one record: at once where it stands in our own layout, else as any file is read."""
    data = tree.read(path)
    if isinstance(data, Finding):
        return Read(None, None, (data,))
    value = read_quickly(data, shape)
    if value is not None:
        return Read(value, None, ())
    from ybq_ledger.store.strict import value_in

    return value_in(data, path, shape)


def locate_from(tree: Tree, path: str) -> Locate:
    """Places of the values in one file, read again: positions are computed only where something was found."""
    from ybq_ledger.store.nodes import locate_in
    from ybq_ledger.store.profile import parse

    data = tree.read(path)
    return locate_in(None if isinstance(data, Finding) else parse(data, path).root, path)


def has_error(findings: tuple[Finding, ...]) -> bool:
    """Whether something here keeps a file from counting."""
    return any(finding.rule.severity is Severity.error for finding in findings)
