"""Plain spellings that YAML 1.1, YAML 1.2 and JSON readers take for different things."""

from __future__ import annotations

import re

from ybq_ledger.model.language import Text

WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false"])
NULLS = frozenset(["~", "null", "Null", "NULL", ""])
TRUTH = Text("是/否", "true or false")
NUMBER = Text("数字", "a number")
CLOCK = Text("时间或六十进制数", "a time or a number to base sixty")
SIGN = Text("YAML 的特殊记号", "a special sign of YAML")

CANONICAL = re.compile(r"0|-?[1-9][0-9]{0,17}")
CLOCK_LIKE = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
NUMBER_LIKE = re.compile(
    r"[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-f_]+|\.inf|[0-9][0-9_,]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?"
    r"|\.[0-9][0-9_]*(?:e[-+]?[0-9]+)?)|\.nan",
    re.IGNORECASE,
)


def ambiguity(text: str) -> Text | None:
    """What else a plain scalar might be taken for; None where all readers agree.

    Plain `true` and `false` and whole numbers of up to 18 digits are what they look like everywhere.
    """
    if text in ("true", "false") or CANONICAL.fullmatch(text):
        return None
    if text in ("=", "<<", "-", "?", ":"):
        return SIGN
    if len(text) <= 5 and text.lower() in WORDS:
        return TRUTH
    if CLOCK_LIKE.fullmatch(text):
        return CLOCK
    return NUMBER if NUMBER_LIKE.fullmatch(text) else None
