"""The strict profile of YAML: from bytes to nodes over the event stream, before any value is built."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ybq_ledger.model.finding import Finding, Rule
from ybq_ledger.model.place import Place
from ybq_ledger.store import profile_rules as rules
from ybq_ledger.store.characters import REFUSED, Gate, character_rule, note
from ybq_ledger.store.lines import read_lines
from ybq_ledger.store.mistakes import (
    BLANK_BEFORE_COMMENT,
    colon_at_the_top,
    line_out_of_place,
    mistake_in,
    swallowed_line,
)
from ybq_ledger.store.nodes import Mapping, Node, Scalar, Sequence
from ybq_ledger.store.spellings import NULLS, ambiguity

if TYPE_CHECKING:
    from ruamel.yaml.events import Event

MOST_LEVELS = 12
MOST_EVENTS = 6_000
"""Of the parser; more are only met in files made to be slow (the plain layout may have more lines than that)."""
MOST_BYTES = 128 * 1024
"""Of a file that is not in the plain layout: what the parser takes longer for than a tenth of a second is never one of ours."""
MOST_RETRIES = 8
RETRY_UP_TO = 16 * 1024
"""Characters: a larger file with a mistake that stops the parser is not parsed again to look for more."""
RETRY_EVENTS = 2_000
"""Once the parser has given so many in all, a file is not parsed again either."""
NOT_OF_A_LINE = (rules.WINDOWS_LINE_ENDS, rules.BYTE_ORDER_MARK)
"""Rules about a whole file: breaking one changes nothing on the line it is reported at."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one file gave: `root` is None when nothing could be built from it."""

    root: Node | None
    findings: tuple[Finding, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing makes the file unreadable."""
        return not any(finding.rule.severity >= 2 for finding in self.findings)


def parse(data: bytes, path: str) -> Parsed:
    """Read the bytes of one file; whatever they are, the answer is nodes and findings, never an exception."""
    gate = Gate(data, path)
    if gate.text is None:
        return Parsed(None, tuple(gate.findings))
    if gate.is_sound and (quick := read_lines(gate.text)):
        return Parsed(quick, tuple(gate.findings))
    if len(data) > MOST_BYTES:
        gate.add(rules.FILE_TOO_LARGE, 1, 1, size=len(data), most=MOST_BYTES)
        return Parsed(None, tuple(gate.findings))
    root, found = parse_text(gate.text, path)
    patched = {finding.place.line for finding in gate.findings if finding.rule not in NOT_OF_A_LINE}
    found = [finding for finding in found if finding.place.line not in patched]
    return Parsed(root, tuple(gate.findings + found))


def parse_text(text: str, path: str) -> tuple[Node | None, list[Finding]]:
    """Parse; where a line's mistake is plain and its remedy certain, mend it in memory and go on looking."""
    mistakes: list[Finding] = []
    spent = 0
    for _ in range(MOST_RETRIES):
        builder = Builder(path, text)
        root = builder.build()
        spent += builder.count
        mended = {finding.place.line for finding in mistakes}
        found = [finding for finding in builder.findings if finding.place.line not in mended]
        if builder.mistake is None and not (isinstance(root, Scalar) and root.plain):
            return root, mistakes + found
        builder.mistake = builder.mistake or colon_at_the_top(text, path)
        if builder.mistake is None:
            return root, mistakes + found
        mistakes.append(builder.mistake)
        mended_text = mend(text, builder.mistake) if spent < RETRY_EVENTS else None
        if mended_text is None:
            return None, mistakes + [finding for finding in found if finding.rule is not rules.SWALLOWED_LINE]
        text = mended_text
    return None, mistakes


def mend(text: str, mistake: Finding) -> str | None:
    """Put `: ` where a colon was written wrongly, if that was the mistake."""
    if mistake.rule not in (rules.FULL_WIDTH_COLON, rules.NO_SPACE_AFTER_COLON) or len(text) > RETRY_UP_TO:
        return None
    lines = text.split("\n")
    line, at = mistake.place.line - 1, mistake.place.column - 1
    lines[line] = lines[line][:at] + ": " + lines[line][at + 1 :]
    return "\n".join(lines)


class Builder:
    """Builds nodes from the parser's events and notes what the profile refuses.

    `mistake` is the syntax error that stopped the parser, if one did.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.findings: list[Finding] = []
        self.mistake: Finding | None = None
        self.root: Node | None = None
        self.open: list[Mapping | Sequence] = []
        self.keys: list[Scalar | None] = []
        self.in_flow: list[bool] = []
        self.documents = 0
        self.count = 0

    @cached_property
    def lines(self) -> list[str]:
        """The text line by line."""
        return self.text.split("\n")

    def build(self) -> Node | None:
        """Read all events; the parser's own failures, of whatever class, become the one mistake."""
        try:
            for event in events_of(self.text):
                self.count += 1
                if self.count > MOST_EVENTS:
                    self.add(rules.TOO_MANY_VALUES, *start_of(event), most=MOST_EVENTS)
                if self.count > MOST_EVENTS or not self.take(event):
                    return None
        except (
            Exception
        ) as error:  # measured: ValueError, RecursionError, TypeError, AssertionError besides YAML errors
            self.mistake = mistake_in(error, self.text, self.path)
            return None
        if self.root is None and self.documents <= 1:
            self.add(rules.EMPTY_FILE, 1, 1)
        return self.root

    def add(self, rule: Rule, line: int, column: int, **facts: object) -> None:
        """Note one finding."""
        note(self.findings, Finding(rule, Place(self.path, line, column), facts))

    def take(self, event: Event) -> bool:
        """Take one event; False where reading on is of no use."""
        kind = type(event).__name__
        if kind == "ScalarEvent":
            self.take_scalar(event)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            return self.take_start(event, kind)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.take_end(event)
        elif kind == "DocumentStartEvent":
            return self.take_document(event)
        elif kind == "DocumentEndEvent" and event.explicit:  # type: ignore[attr-defined]  # told apart by its name
            self.add(rules.SEVERAL_DOCUMENTS, *start_of(event))
        elif kind == "AliasEvent":
            self.add(rules.ANCHOR_OR_ALIAS, *start_of(event))
            self.place(Scalar("_", False, *start_of(event)))
        return True

    def take_document(self, event: Any) -> bool:
        """One document only, without directives."""
        self.documents += 1
        if self.documents > 1:
            self.add(rules.SEVERAL_DOCUMENTS, *start_of(event))
            return False
        if event.version or event.tags:
            self.add(rules.DIRECTIVE, 1, 1)
        return True

    def take_start(self, event: Any, kind: str) -> bool:
        """A mapping or sequence begins."""
        self.refuse_properties(event)
        line, column = start_of(event)
        if len(self.open) >= MOST_LEVELS:
            self.add(rules.TOO_DEEP, line, column, most=MOST_LEVELS)
            return False
        node = Mapping(line, column) if kind == "MappingStartEvent" else Sequence(line, column)
        self.place(node)
        self.open.append(node)
        self.keys.append(None)
        self.in_flow.append(bool(event.flow_style))
        return True

    def take_end(self, event: Any) -> None:
        """A mapping or sequence ends."""
        node = self.open.pop()
        self.keys.pop()
        if self.in_flow.pop():
            self.check_layout(node, event)

    def take_scalar(self, event: Any) -> None:
        """A key or a value."""
        self.refuse_properties(event)
        line, column = start_of(event)
        node = Scalar(event.value, not event.style, line, column)
        if event.style == '"' and (match := REFUSED.search(node.text.replace("\t", "\0"))):
            rule, facts = character_rule(match.group())
            self.add(rule, line, column, **facts)
        if node.plain and event.end_mark.line + 1 > line:
            self.look_for_swallowed(node, event.end_mark.line + 1)
        if event.style in ("'", '"'):
            self.check_layout(node, event)
        self.place(node)

    def check_layout(self, node: Node, event: Any) -> None:
        """Refuse what the parser forgives and others do not: a quoted text or bracket out of line, a `#` close to it."""
        end = event.end_mark
        if self.text[end.index : end.index + 1] == "#":
            self.add(rules.BROKEN_YAML, end.line + 1, end.column + 1, reason=BLANK_BEFORE_COMMENT)
        if end.line + 1 > node.line:
            outer = [level.column for level, flow in zip(self.open, self.in_flow, strict=True) if not flow]
            line = line_out_of_place(self.lines, node.line, end.line + 1, outer[-1] if outer else 0)
            if line:
                self.add(rules.BAD_INDENTATION, line, 1)

    def look_for_swallowed(self, node: Scalar, last: int) -> None:
        """A plain text of several lines may have eaten a field or a list item."""
        found = swallowed_line(self.lines, node.line, last)
        if found:
            rule, line, column = found
            self.add(rule, line, column)

    def refuse_properties(self, event: Any) -> None:
        """No tags and no anchors."""
        if event.anchor is not None:
            self.add(rules.ANCHOR_OR_ALIAS, *start_of(event))
        if event.ctag is not None:
            self.add(rules.TAG, *start_of(event))

    def place(self, node: Node) -> None:
        """Put a node where it belongs: the root, a list's end, a key, or a key's value."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Sequence):
            self.check_value(node, None)
            parent.items.append(node)
        elif self.keys[-1] is None:
            self.keys[-1] = self.take_key(node)
        else:
            self.put(parent, self.keys[-1], node)
            self.keys[-1] = None

    def take_key(self, node: Node) -> Scalar:
        """A key is one line of text that stands for a field's name."""
        if not isinstance(node, Scalar) or not node.text.strip() or "\n" in node.text:
            self.add(rules.ODD_KEY, node.line, node.column)
            return Scalar("\0odd", True, node.line, node.column)
        if node.text == "<<" and node.plain:
            self.add(rules.MERGE_KEY, node.line, node.column)
        return node

    def put(self, parent: Mapping, key: Scalar, node: Node) -> None:
        """Enter a field; the first of two with one name stays."""
        if key.text in parent.entries and key.text != "\0odd":
            first = parent.entries[key.text][0].line
            self.add(rules.DUPLICATE_KEY, key.line, key.column, key=short(key.text), first=first)
            return
        self.check_value(node, key)
        parent.entries[key.text] = (key, node)

    def check_value(self, node: Node, key: Scalar | None) -> None:
        """Refuse values that are nothing, or that programs read in different ways."""
        if not isinstance(node, Scalar) or not node.plain:
            return
        if node.text in NULLS:
            if key:
                node.line, node.column = key.line, key.column
            self.add(rules.NO_VALUE, node.line, node.column, key=short(key.text) if key else "-")
        elif kind := ambiguity(node.text):
            self.add(rules.AMBIGUOUS_PLAIN, node.line, node.column, kind=kind)


def events_of(text: str) -> Iterator[Event]:
    """The events of ruamel's parser written in Python, whatever else is installed."""
    from ruamel.yaml import YAML

    yield from YAML(typ="safe", pure=True).parse(text)


def start_of(event: Event) -> tuple[int, int]:
    """Line and column, from 1, where an event begins."""
    mark: Any = event.start_mark
    return mark.line + 1, mark.column + 1


def short(name: str) -> str:
    """A field's name for a message; a long one is no field's name and is not repeated."""
    return name if len(name) <= 40 else name[:20] + "…"
