"""The one door through which every text from a file passes before it reaches a terminal, a log, a sheet or a page.

What a reader cannot see, or what a program would obey, is spelled out (`\\x1b`, `\\u202e`); letters of every script
stay. Each format adds only the escaping of its own syntax.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from ybq_ledger.model.language import Language, Text
from ybq_ledger.model.table import Value

CONTROLS = "\x00-\x09\x0b-\x1f\x7f-\x9f"
DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
LINE_ENDS = "\u2028\u2029"
UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u2800\u3164\ufeff"
    "\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
NEVER = "\ud800-\udfff\ufdd0-\ufdef" + "".join(f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))  # fmt: skip
HIDDEN = re.compile(f"[{CONTROLS}{DIRECTIONS}{LINE_ENDS}{UNSEEN}{NEVER}]")
"""Everything that is spelled out; the line feed alone passes."""

EMOJI_FORM = re.compile("[\ufe0e\ufe0f]")
"""Choose how an emoji is drawn; terminals disagree on its width then, so they are dropped."""

COMMAND_AT_START = re.compile(r"^((?:[^\S\n]|\x1b\[[0-9;]*m)*):(?=:)", re.MULTILINE)
COMMAND_ANYWHERE = re.compile(r"#(?=#\w*\[)")


def visible(text: str) -> str:
    """Spell out every character that is not seen or that acts on what follows; line feeds stay."""
    if text.isascii() and text.isprintable():
        return text
    return EMOJI_FORM.sub("", HIDDEN.sub(lambda match: spelled(match.group()), text))


def spelled(character: str) -> str:
    """The character as an escape that YAML, JSON and Python users know."""
    short = {"\t": r"\t", "\r": r"\r"}.get(character)
    code = ord(character)
    return short or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")


def shown(value: Value, language: Language) -> str:
    """A value as text, safe to show: dates in their one form, decimals without exponent, None as nothing."""
    if isinstance(value, Text):
        return visible(value.to(language))
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else visible(str(value))


def shown_on_one_line(value: Value, language: Language) -> str:
    """The same with line feeds spelled out: a key column must not be able to fake a further row."""
    return shown(value, language).replace("\n", "⏎")


def is_number(value: Value) -> bool:
    """Whether a value is a number or date, which is never wrapped and never taken for a formula."""
    return isinstance(value, int | Decimal | date)


def without_log_commands(output: str) -> str:
    """Break what build servers obey in a log: `::command` at a line's start, `##[command]` anywhere."""
    if "::" in output:
        output = COMMAND_AT_START.sub(r"\1: ", output)
    return COMMAND_ANYWHERE.sub("# ", output) if "##" in output else output
