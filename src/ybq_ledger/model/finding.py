"""Rules and findings: bad data is a value with a name, a place, a message and a remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import IntEnum

from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Place
from ybq_ledger.model.value import dataclass


class Severity(IntEnum):
    """How much a finding matters; `error` alone makes a check fail by default."""

    note = 0
    warning = 1
    error = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be wrong: `id` and `name` never change their meaning once published.

    `message` and `hint` hold `{fact}` places; both halves of each name the same facts. `shows_line`: the line it is about
    may be shown beside it.
    """

    id: str
    name: str
    severity: Severity
    message: Text
    hint: Text
    shows_line: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule at one place."""

    rule: Rule
    place: Place
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> Text:
        """The rule's message with this finding's facts."""
        return self.rule.message.format(**self.facts)

    @property
    def hint(self) -> Text:
        """The remedy with this finding's facts."""
        return self.rule.hint.format(**self.facts)

    @property
    def order(self) -> tuple[Place, str, str]:
        """Sort key: by place, then rule, then text, so that output never depends on reading order."""
        return (self.place, self.rule.id, self.message.zh)
