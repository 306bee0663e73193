"""The page of a rule, from the pages that come with the program."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from ybq_ledger.commands.rules import RULES, rule_named
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.finding import Rule
from ybq_ledger.model.language import Text


def rule_page(word: str) -> tuple[Rule, str]:
    """A rule and its page in Markdown; CannotRun where no rule has this id or name."""
    rule = rule_named(word)
    if rule is None:
        from difflib import get_close_matches

        names = [*RULES, *(entry.name for entry in RULES.values())]
        near = "、".join(get_close_matches(word, names, 3))
        raise CannotRun(
            Text(f"没有规则 {word}", f"no rule {word!r}"),
            Text(
                f"是不是 {near}？" if near else "全部规则：ledger explain",
                f"did you mean {near}?" if near else "all rules: ledger explain",
            ),
        )
    return rule, page_file(rule.id).read_text(encoding="utf-8")


def page_file(rule_id: str) -> Path:
    """Where the page stands: inside the installed package, or in docs/ of a checkout."""
    inside = Path(str(files("ybq_ledger"))) / "rules" / f"{rule_id}.md"
    return inside if inside.exists() else Path(__file__).parents[3] / "docs" / "rules" / f"{rule_id}.md"
