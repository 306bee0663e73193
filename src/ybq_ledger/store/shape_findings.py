"""Turns pydantic's errors into findings a clerk can act on; what was written is never repeated in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence as Items
from dataclasses import dataclass, is_dataclass
from datetime import date
from typing import Any, get_origin

from ybq_ledger.model.finding import Finding, Rule
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Path, Place
from ybq_ledger.model.shape import About, Between, Length, Matches, OneOf, Pinned
from ybq_ledger.store import profile_rules, shape_rules
from ybq_ledger.store.fields import Field, follow
from ybq_ledger.store.mistakes import FULL_WIDTH_KEY
from ybq_ledger.store.nodes import Mapping, Node, Scalar, nodes_on, scalar_value
from ybq_ledger.store.profile import short
from ybq_ledger.store.suggestions import did_you_mean, nearest

MOST_FINDINGS = 100


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing pydantic found: what kind, the field and node it is about, and the field that holds it."""

    kind: str
    context: dict[str, Any]
    path: Path
    field: Field
    parent: Field
    node: Node
    key: Scalar | None = None

    @property
    def text(self) -> str:
        """What was written, where it is a scalar."""
        return self.node.text if isinstance(self.node, Scalar) else ""


Named = tuple[Rule, dict[str, object]]


def findings_of(errors: Items[Any], shape: Any, root: Node, file: str) -> list[Finding]:
    """One finding for each mistake; two errors at one place are one mistake."""
    found: dict[Place, Finding] = {}
    wrongs = [wrong_of(error, shape, root) for error in errors[:MOST_FINDINGS]]
    meant = {(wrong.path[:-1], near_field(wrong)) for wrong in wrongs if wrong.kind == "unexpected_keyword_argument"}
    for wrong in wrongs:
        if wrong.kind == "missing" and (wrong.path[:-1], wrong.path[-1]) in meant:
            continue
        rule, facts = name_wrong(wrong)
        line, column = place_of(wrong, rule)
        place = Place(file, line, column)
        if wrong.kind == "missing":
            found.setdefault(Place(f"{file}\0{wrong.path[-1]}", line, column), Finding(rule, place, facts))
        else:
            found.setdefault(place, Finding(rule, place, facts))
    return list(found.values())


def wrong_of(error: Any, shape: Any, root: Node) -> Wrong:
    """Find the field and the node an error is about."""
    path, field, parent = follow(shape, error["loc"])
    if error["type"].startswith("union_tag"):
        tagged = field.mark(OneOf)
        path = (*path, tagged.key if tagged else "")
        missing = error["type"] == "union_tag_not_found" and not isinstance(last_node(root, path)[0], Scalar)
        kind = "missing" if missing and not last_node(root, path)[1] else "literal_error"
        error = {**error, "type": kind}
    node, _ = last_node(root, path)
    key = key_at(root, path) if error["type"] == "unexpected_keyword_argument" else None
    return Wrong(error["type"], error.get("ctx") or {}, path, field, parent, node, key)


def last_node(root: Node, path: Path) -> tuple[Node, bool]:
    """The node at `path` or its nearest parent, and whether it is the node itself."""
    nodes = list(nodes_on(root, path))
    return nodes[-1], len(nodes) == len(path) + 1


def key_at(root: Node, path: Path) -> Scalar | None:
    """The key itself of the field at `path`."""
    holder, _ = last_node(root, path[:-1])
    entry = holder.entries.get(str(path[-1])) if isinstance(holder, Mapping) else None
    return entry[0] if entry else None


def place_of(wrong: Wrong, rule: Rule) -> tuple[int, int]:
    """Line and column: the key of an unknown field, a full-width colon itself, else the value or its parent."""
    node = wrong.node
    if wrong.key:
        return wrong.key.line, wrong.key.column
    if rule is profile_rules.FULL_WIDTH_COLON and isinstance(node, Scalar):
        return node.line, node.column + node.text.index("：")
    return node.line, node.column


def name_wrong(wrong: Wrong) -> Named:
    """The rule that is broken, and its facts."""
    match wrong.kind:
        case "missing":
            return name_missing(wrong)
        case "unexpected_keyword_argument":
            return name_unknown_field(wrong)
        case "literal_error":
            return name_unknown_choice(wrong)
        case "string_pattern_mismatch" | "value_error" | "string_too_short":
            return name_bad_text(wrong)
        case "string_too_long":
            return shape_rules.TEXT_TOO_LONG, {"length": len(wrong.text), "most": wrong.context["max_length"]}
        case "too_short" | "too_long":
            return name_wrong_count(wrong)
        case "greater_than_equal" | "less_than_equal":
            return name_out_of_range(wrong)
        case _:
            return name_wrong_type(wrong)


def name_missing(wrong: Wrong) -> Named:
    """A field that must be there."""
    name = str(wrong.path[-1])
    about = wrong.field.mark(About)
    text = Text(f"{name}（{about.zh}）", f"{name} ({about.en})") if about else Text(name, name)
    return shape_rules.MISSING_FIELD, {"field": name, "about": text}


def name_unknown_field(wrong: Wrong) -> Named:
    """A field nobody knows, with the nearest one that exists."""
    near = near_field(wrong)
    facts = {"field": short(str(wrong.path[-1])), "near": did_you_mean(near), "legal": ", ".join(wrong.parent.fields)}
    return shape_rules.UNKNOWN_FIELD, facts


def near_field(wrong: Wrong) -> str | None:
    """The legal field most like an unknown one."""
    return nearest(str(wrong.path[-1]), tuple(wrong.parent.fields))


def name_unknown_choice(wrong: Wrong) -> Named:
    """A word that is none of those allowed."""
    legal = list(wrong.field.choices)
    near = did_you_mean(nearest(wrong.text, tuple(legal)))
    ranges = [mark for member in wrong.field.members for mark in getattr(member, "__metadata__", ())]
    legal += [f"{mark.least}–{mark.most}" for mark in ranges if isinstance(mark, Between)]
    return shape_rules.UNKNOWN_CHOICE, {"near": near, "legal": ", ".join(legal)}


def name_bad_text(wrong: Wrong) -> Named:
    """Text that is blank, has too many lines, or is not written as its field wants it."""
    if right := half_width(wrong):
        return shape_rules.FULL_WIDTH_CHARACTERS, {"right": right}
    if wrong.field.mark(Pinned):
        return (shape_rules.IMPOSSIBLE_DATE if wrong.kind == "value_error" else shape_rules.NOT_A_DATE), {}
    if not wrong.text.strip():
        return shape_rules.BLANK, {}
    if pattern := wrong.field.mark(Matches):
        about = wrong.field.mark(About)
        named = Text(f"（{about.zh}）", f" ({about.en})") if about else Text("", "")
        return shape_rules.WRONG_PATTERN, {"example": pattern.example, "about": named}
    return shape_rules.SEVERAL_LINES, {}


def half_width(wrong: Wrong) -> str | None:
    """The text in ASCII, if it was only typed in full-width characters (digits, letters, hyphens)."""
    right = unicodedata.normalize("NFKC", wrong.text).replace("—", "-").replace("−", "-").strip()
    if right == wrong.text or not right.isascii() or len(right) > 40:
        return None
    return right if fits(wrong.field, right) else None


def fits(field: Field, text: str) -> bool:
    """Whether a number, date or patterned field takes this text."""
    if field.type is int:
        return text.isdigit()
    if field.mark(Pinned):
        return is_day(text)
    pattern = field.mark(Matches)
    return pattern is not None and re.fullmatch(pattern.pattern, text) is not None


def is_day(text: str) -> bool:
    """Whether the text is a day in its one form."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def name_wrong_count(wrong: Wrong) -> Named:
    """Too few or too many items."""
    length = wrong.field.mark(Length)
    facts: dict[str, object] = {"least": length.least if length else 0, "most": length.most if length else 0}
    return shape_rules.WRONG_COUNT, facts


def name_out_of_range(wrong: Wrong) -> Named:
    """A number beyond its limits."""
    limits = wrong.field.mark(Between)
    facts: dict[str, object] = {"least": limits.least if limits else "", "most": limits.most if limits else ""}
    return shape_rules.OUT_OF_RANGE, facts


def name_wrong_type(wrong: Wrong) -> Named:
    """A number where text belongs, text where a list belongs, and so on."""
    node, field = wrong.node, wrong.field
    if isinstance(node, Scalar) and field.mark(Pinned):
        return shape_rules.NOT_A_DATE, {}
    if isinstance(node, Scalar) and node.plain and FULL_WIDTH_KEY.match(node.text):
        return profile_rules.FULL_WIDTH_COLON, {}
    if right := half_width(wrong):
        return shape_rules.FULL_WIDTH_CHARACTERS, {"right": right}
    expected, remedy = EXPECTED[kind_of_field(field)]
    if kind_of_field(field) == "text" and isinstance(node, Scalar):
        remedy = QUOTE_IT
    return shape_rules.WRONG_TYPE, {"expected": expected, "found": FOUND[kind_of_node(node)], "remedy": remedy}


QUOTE_IT = Text("两边加英文引号", "put quotes round it")
EXPECTED = {
    "text": (Text("一段文字", "text"), Text("直接写文字，不要写成列表或字段", "write text, not a list or fields")),
    "number": (Text("一个整数", "a whole number"), Text("写成不加引号的整数", "write a whole number without quotes")),
    "truth": (Text("“true”或“false”", "`true` or `false`"), Text("写 true 或 false，不加引号", "write true or false, no quotes")),
    "list": (Text("一个列表", "a list"), Text("每项另起一行，以“- ”开头", "put each item on a line that begins with `- `")),
    "fields": (Text("一组字段", "fields"), Text("写成“字段: 值”，每行一个", "write `field: value`, one to a line")),
}  # fmt: skip
FOUND = {
    "text": Text("文字", "text"),
    "number": Text("数字", "a number"),
    "truth": Text("是/否值", "true or false"),
    "list": Text("列表", "a list"),
    "fields": Text("一组字段", "fields"),
}


def kind_of_field(field: Field) -> str:
    """What sort of value a field takes."""
    if field.mark(OneOf) or is_dataclass(field.type):
        return "fields"
    return {tuple: "list", int: "number", bool: "truth"}.get(get_origin(field.type) or field.type, "text")


def kind_of_node(node: Node) -> str:
    """What sort of value was written."""
    if isinstance(node, Scalar):
        value = scalar_value(node) if node.plain else ""
        return "truth" if isinstance(value, bool) else "number" if isinstance(value, int) else "text"
    return "fields" if isinstance(node, Mapping) else "list"
