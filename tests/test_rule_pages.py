"""Every rule has its page, and the page's examples are true."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from rule_page import RULES as PAGES
from rule_page import Example, read_page
from small_ledger import full_check, make_ledger
from ybq_ledger.commands.rules import RULES

IDS = sorted(RULES)
FACT = re.compile(r"\{(\w+)")


def found_with(examples: tuple[Example, ...], root: Path) -> set[str]:
    """The ids of the rules a full check finds broken once the examples are put into a ledger."""
    make_ledger(root)
    for example in examples:
        example.put(root)
    if any("mode=000" in example.words and os.access(root / example.path, os.R_OK) for example in examples):
        pytest.skip("this user may read everything")
    return {finding.rule.id for finding in full_check(root).findings}


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert sorted(path.stem for path in PAGES.glob("[A-Z][0-9]*.md")) == IDS


@pytest.mark.parametrize("rule", IDS)
def test_a_page_names_its_rule_and_says_why_in_both_languages(rule: str) -> None:
    page = read_page(PAGES / f"{rule}.md")
    assert page.title == f"{rule} {RULES[rule].name}"
    assert " · " in page.summary
    chinese, english = page.why.split("\n\n")
    assert re.search(r"[一-鿿]", chinese)
    assert re.search(r"[a-z]{3}", english)


@pytest.mark.parametrize("rule", IDS)
def test_the_wrong_example_breaks_the_rule(rule: str, tmp_path: Path) -> None:
    page = read_page(PAGES / f"{rule}.md")
    assert page.wrong
    assert rule in found_with(page.wrong, tmp_path)


@pytest.mark.parametrize("rule", IDS)
def test_the_right_example_does_not_break_the_rule(rule: str, tmp_path: Path) -> None:
    page = read_page(PAGES / f"{rule}.md")
    assert page.right
    assert rule not in found_with(page.right, tmp_path)


@pytest.mark.parametrize("rule", IDS)
def test_message_and_hint_hold_the_same_facts_in_both_languages(rule: str) -> None:
    for text in (RULES[rule].message, RULES[rule].hint):
        assert set(FACT.findall(text.zh)) == set(FACT.findall(text.en))
        assert text.zh
        assert text.en
