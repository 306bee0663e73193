"""Every rule has its page, and the page's examples are true."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from rule_page import RULES as PAGES
from rule_page import Example, read_page
from small_ledger import TODAY, full_check, make_ledger
from ybq_ledger.commands.auditing import audit
from ybq_ledger.commands.gate import judge_change
from ybq_ledger.commands.rules import RULES
from ybq_ledger.commands.sealing import seal

IDS = sorted(RULES)
SEALED = ("G713", "G714")
"""Rules about what was sealed before the change."""
FACT = re.compile(r"\{(\w+)")


def found_with(examples: tuple[Example, ...], root: Path, rule: str = "") -> set[str]:
    """The ids of the rules a full check finds broken once the examples are put into a ledger."""
    make_ledger(root)
    if rule.startswith("G"):
        return found_in_change(examples, root, rule)
    for example in examples:
        example.put(root)
    if any("mode=000" in example.words and os.access(root / example.path, os.R_OK) for example in examples):
        pytest.skip("this user may read everything")
    return {finding.rule.id for finding in full_check(root).findings}


def found_in_change(examples: tuple[Example, ...], root: Path, rule: str) -> set[str]:
    """The same for a change: `base` stands before it, `first` is a commit on the way, `told=TEXT` what the last one says
    of itself, `other` was merged meanwhile, `actor=LOGIN` sends it.
    """
    git(root, "init", "-q", "-b", "main")
    for example in (each for each in examples if "base" in each.words):
        example.put(root)
    commit(root)
    if rule in SEALED:
        seal(root, "HEAD", TODAY, dry_run=False)
        commit(root)
    if rule == "G714":  # the past is purged: history begins anew
        shutil.rmtree(root / ".git")
        git(root, "init", "-q", "-b", "main")
        commit(root)
    git(root, "checkout", "-q", "-b", "change")
    for example in (each for each in examples if "first" in each.words):
        example.put(root)
    commit(root)
    for example in (each for each in examples if not each.words & {"base", "first", "other"}):
        example.put(root)
    commit(root, next(iter(worded(examples, "told=")), "x"))
    git(root, "checkout", "-q", "main")
    for example in (each for each in examples if "other" in each.words):
        example.put(root)
    commit(root)
    if rule in SEALED:
        return {breach.finding.rule.id for breach in audit(root, "change")[1]}
    judged = judge_change(root, "main", "change", worded(examples, "actor="), TODAY)
    return {finding.rule.id for finding in judged.findings}


def worded(examples: tuple[Example, ...], start: str) -> tuple[str, ...]:
    """What stands behind a word of this kind."""
    return tuple(word.removeprefix(start) for example in examples for word in example.words if word.startswith(start))


def git(root: Path, *words: str) -> None:
    days = {"GIT_COMMITTER_DATE": "2018-12-15T12:00:00+08:00", "GIT_AUTHOR_DATE": "2018-12-15T12:00:00+08:00"}
    call = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(root), *words]
    subprocess.run(call, check=True, capture_output=True, env=os.environ | days)


def commit(root: Path, message: str = "x") -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)


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
    assert rule in found_with(page.wrong, tmp_path, rule)


@pytest.mark.parametrize("rule", IDS)
def test_the_right_example_does_not_break_the_rule(rule: str, tmp_path: Path) -> None:
    page = read_page(PAGES / f"{rule}.md")
    assert page.right
    assert rule not in found_with(page.right, tmp_path, rule)


@pytest.mark.parametrize("rule", IDS)
def test_message_and_hint_hold_the_same_facts_in_both_languages(rule: str) -> None:
    for text in (RULES[rule].message, RULES[rule].hint):
        assert set(FACT.findall(text.zh)) == set(FACT.findall(text.en))
        assert text.zh
        assert text.en
