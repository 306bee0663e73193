"""The nearest legal word to one that is not, and the question that offers it."""

from __future__ import annotations

from collections.abc import Iterable

from ybq_ledger.model.language import Text

NOTHING = Text("", "")


def nearest(word: str, legal: Iterable[str]) -> str | None:
    """The legal word most like `word`, if any is like it at all."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word[:60].lower(), list(legal), 1, 0.65)), None)


def did_you_mean(near: str | None) -> Text:
    """The question that goes with a near miss; nothing without one."""
    return Text(f"，是不是“{near}”？", f"; did you mean `{near}`?") if near else NOTHING
