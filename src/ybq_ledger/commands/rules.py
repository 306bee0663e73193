"""The one table of all rules, in the order of their ids."""

from __future__ import annotations

from ybq_ledger.checks.authority_rules import AUTHORITY_RULES
from ybq_ledger.checks.calendar_rules import CALENDAR_RULES
from ybq_ledger.checks.gate_rules import GATE_RULES
from ybq_ledger.checks.history_rules import HISTORY_RULES
from ybq_ledger.checks.plan_rules import PLAN_RULES
from ybq_ledger.checks.record_rules import RECORD_RULES
from ybq_ledger.checks.seal_rules import SEAL_RULES
from ybq_ledger.model.finding import Rule
from ybq_ledger.store.reading_rules import READING_RULES

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in sorted(
        (
            *READING_RULES,
            *(rule for rule, _ in PLAN_RULES),
            *(rule for rules, _ in RECORD_RULES for rule in rules),
            *(rule for rule, _ in CALENDAR_RULES),
            *HISTORY_RULES,
            *AUTHORITY_RULES,
            *GATE_RULES,
            *SEAL_RULES,
        ),
        key=lambda rule: rule.id,
    )
}


def rule_named(word: str) -> Rule | None:
    """The rule with this id (any case) or name."""
    return RULES.get(word.upper()) or next((rule for rule in RULES.values() if rule.name == word.lower()), None)
