"""All rules a reading can break, in the order of their ids: bytes and YAML, shape, layout."""

from __future__ import annotations

from ybq_ledger.model.finding import Rule
from ybq_ledger.store.layout_rules import LAYOUT_RULES
from ybq_ledger.store.profile_rules import PROFILE_RULES
from ybq_ledger.store.shape_rules import SHAPE_RULES

READING_RULES: tuple[Rule, ...] = (*PROFILE_RULES, *SHAPE_RULES, *LAYOUT_RULES)
