"""Drafts of records: what a person gave by options or in a file, before it is a record."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.finding import Finding
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Path, Place
from ybq_ledger.store.nodes import Mapping, Node, Scalar, Sequence, locate_in
from ybq_ledger.store.profile import parse

AnyNode = TypeVar("AnyNode", bound=Scalar | Sequence | Mapping)
OPTIONS = "--"
"""The place of what no single option is about."""
NAMED_OTHERWISE = {
    "causes": "--cause", "measures": "--measure", "deadline": "--due", "entered_by": "--by", "task": "--action",
    "actions": "--action", "found_on": "--found", "received_on": "--received", "with_units": "--with",
    "instalments": "--instalment", "answers": "<DUTY>", "target": "<TARGET>", "items": "<ITEM=UNIT>",
} | dict.fromkeys(("filed_on", "held_on", "made_on", "measured_on", "issued_on", "given_on", "handed_on", "confirmed_on"), "--on")  # fmt: skip
"""Field → the option or argument that gives it, where that is not simply its name."""


def option_of(field: str) -> str:
    """The option that gives a field, as a person types it."""
    return NAMED_OTHERWISE.get(field) or f"--{field.replace('_', '-')}"


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields as nodes; `origin` is the file they came from, or None for options."""

    node: Mapping
    origin: str | None

    @property
    def path(self) -> str:
        """What findings call the place: the file, or the options."""
        return self.origin or OPTIONS

    def locate(self, steps: Path) -> Place:
        """Where a value of the draft stands: in its file, or the option that gives it."""
        if self.origin is None:
            return Place(option_of(str(steps[0])) if steps else OPTIONS)
        return locate_in(self.node, self.path)(steps)

    def named(self, finding: Finding) -> Finding:
        """A finding with the option it is about; the nodes of options stand on lines of their own, in their order."""
        if self.origin is not None:
            return finding
        keys = [key for key, (node, _) in self.node.entries.items() if node.line == finding.place.line]
        return Finding(finding.rule, Place(option_of(keys[0]) if keys else OPTIONS), finding.facts)


def as_plain(node: Mapping) -> dict[str, object]:
    """A draft as `--from` takes it, so that what a person typed is not lost."""
    return {key: plain_value(entry) for key, (_, entry) in node.entries.items()}


def plain_value(node: Node) -> object:
    """One value of a draft."""
    if isinstance(node, Mapping):
        return as_plain(node)
    if isinstance(node, Sequence):
        return [plain_value(item) for item in node.items]
    return True if node.plain and node.text == "true" else node.text


def node_of(value: object) -> Mapping:
    """Options as nodes, each on a line of its own; what was not given is left out."""
    node = to_node(value)
    assert isinstance(node, Mapping)
    for line, (key, (name, entry)) in enumerate(node.entries.items(), 2):
        node.entries[key] = (on_line(name, line), on_line(entry, line))
    return node


def on_line(node: AnyNode, line: int) -> AnyNode:
    """A node and all inside it, on one line."""
    node.line = line
    if isinstance(node, Sequence):
        node.items = [on_line(item, line) for item in node.items]
    elif isinstance(node, Mapping):
        node.entries = {key: (on_line(name, line), on_line(entry, line)) for key, (name, entry) in node.entries.items()}
    return node


def to_node(value: object) -> Node:
    """A Python value as a node without a place of its own."""
    if isinstance(value, dict):
        kept = {
            key: entry
            for key, entry in value.items()
            if entry is not None and entry is not False and entry not in ([], ())
        }
        return Mapping(1, 1, {key: (Scalar(key, True, 1, 1), to_node(entry)) for key, entry in kept.items()})
    if isinstance(value, (list, tuple)):
        return Sequence(1, 1, [to_node(entry) for entry in value])
    if value is True:
        return Scalar("true", True, 1, 1)
    if isinstance(value, int):
        return Scalar(str(value), True, 1, 1)
    return Scalar(str(value) if isinstance(value, date) else clean(str(value)), False, 1, 1)


def clean(text: str) -> str:
    """What a shell or a form leaves around a text: blanks at the ends, Windows line ends."""
    return text.replace("\r\n", "\n").strip()


def drafts_from(name: str, data: bytes, unit: str | None) -> list[Draft]:
    """The drafts in a YAML or JSON text: one mapping, or a list of mappings. CannotRun names what is wrong first."""
    parsed = parse(as_yaml(data), name)
    node = parsed.root
    if node is None or not parsed.is_clean:
        raise unreadable(parsed.findings)
    items = node.items if isinstance(node, Sequence) else [node]
    drafts = []
    for item in items:
        if not isinstance(item, Mapping):
            raise CannotRun(
                Text(
                    f"{name}:{item.line}:{item.column} 不是“字段: 值”的记录",
                    f"{name}:{item.line}:{item.column} is not a record of fields",
                ),
                Text("每条记录写成 title: … 这样的若干行", "write each record as lines like title: …"),
            )
        if unit and "unit" not in item.entries:
            item.entries["unit"] = (
                Scalar("unit", True, item.line, item.column),
                Scalar(unit, False, item.line, item.column),
            )
        drafts.append(Draft(item, name))
    if not drafts:
        raise CannotRun(
            Text(f"{name} 里没有记录", f"no record in {name}"), Text("写一条或多条记录", "write one record or more")
        )
    return drafts


def as_yaml(data: bytes) -> bytes:
    """JSON that YAML would not read (tabs, escapes) rewritten; anything else as it is."""
    if data.lstrip()[:1] not in (b"{", b"["):
        return data
    try:
        return json.dumps(json.loads(data), ensure_ascii=False, indent=1).encode()
    except ValueError:
        return data


def unreadable(findings: tuple[Finding, ...]) -> CannotRun:
    """The first finding as a reason not to go on."""
    first = min(findings, key=lambda finding: finding.order)
    return CannotRun(
        Text(f"{first.place} {first.rule.id} {first.message.zh}", f"{first.place} {first.rule.id} {first.message.en}"),
        first.hint,
    )
