"""Text for people as a Chinese and English pair, kept side by side where it is raised."""

from __future__ import annotations

from typing import Literal

from ybq_ledger.model.shape import STRICT
from ybq_ledger.model.value import dataclass

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in both languages; `{name}` places are filled by `format`."""

    __pydantic_config__ = STRICT

    zh: str
    en: str

    def to(self, language: Language) -> str:
        """Give the half for `language`."""
        return self.zh if language == "zh" else self.en

    def format(self, **facts: object) -> Text:
        """Fill the same named facts into both halves; a fact that is itself a Text keeps its language."""
        return Text(
            self.zh.format(**{name: in_language(fact, "zh") for name, fact in facts.items()}),
            self.en.format(**{name: in_language(fact, "en") for name, fact in facts.items()}),
        )


def in_language(fact: object, language: Language) -> object:
    """Give the half of a Text, and any other fact as it is."""
    return fact.to(language) if isinstance(fact, Text) else fact
