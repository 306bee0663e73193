"""A YAML document as a tree of nodes that know where they stand, and the places of values in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ybq_ledger.model.ledger import Locate
from ybq_ledger.model.place import Path, Place


@dataclass(slots=True)
class Scalar:
    """A text as written; only a `plain` one may be a number or true/false."""

    text: str
    plain: bool
    line: int
    column: int


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys with their values, in the order of the file; no key stands twice."""

    line: int
    column: int
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


def plain_value(node: Node) -> object:
    """The node as JSON-like values: dict, list, str, int and bool."""
    if isinstance(node, Scalar):
        return scalar_value(node) if node.plain else node.text
    if isinstance(node, Mapping):
        return {key: plain_value(value) for key, (_, value) in node.entries.items()}
    return [plain_value(item) for item in node.items]


def scalar_value(node: Scalar) -> str | int | bool:
    """A plain scalar: true, false and canonical whole numbers are what they look like, all else is text."""
    text = node.text
    if text in ("true", "false"):
        return text == "true"
    digits = text[1:] if text[:1] == "-" else text
    if digits.isascii() and digits.isdigit() and len(digits) <= 18 and (digits[0] != "0" or text == "0"):
        return int(text)
    return text


def nodes_on(root: Node, path: Path) -> Iterator[Node]:
    """The nodes met on the way to `path`, as far as it exists; the first is the root."""
    node = root
    yield node
    for step in path:
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[str(step)][1]
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
        else:
            return
        yield node


def locate_in(root: Node | None, file: str) -> Locate:
    """Give places in one file: the value's own, or that of its nearest parent when it is absent."""

    def locate(path: Path) -> Place:
        if root is None:
            return Place(file)
        *_, nearest = nodes_on(root, path)
        return Place(file, nearest.line, nearest.column)

    return locate
