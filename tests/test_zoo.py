"""The zoo of broken files: each gives exactly its finding, at its place, and makes the check fail."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from small_ledger import full_check, make_ledger, new_findings
from ybq_ledger.commands.rules import RULES

ZOO = Path(__file__).parent / "bad"
EXPECTED: dict[str, Any] = tomllib.loads((ZOO / "EXPECTED.toml").read_text(encoding="utf-8"))
GOOD = ("good-issue", "good-filing")
NEEDS_ANOTHER_PLAN = {"R551", "R554"}
"""Errors that need a unit with a last day; their pages put one into the plan."""


def put(root: Path, name: str, path: str) -> None:
    """Copy a file of the zoo, byte for byte, to its place in a ledger."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes((ZOO / f"{name}.yaml").read_bytes())


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_broken_file_gives_exactly_its_finding_at_its_place(name: str, tmp_path: Path) -> None:
    case = EXPECTED[name]
    root = make_ledger(tmp_path)
    put(root, name, case["path"])
    for good, path in case.get("beside", {}).items():
        put(root, good, path)
    found = new_findings(root)
    assert [f"{finding.rule.id} {finding.place.line}:{finding.place.column}" for finding in found] == case["findings"]
    assert {finding.place.path for finding in found} == {case["path"]}
    assert full_check(root).fails("error")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("good-issue", "ledger/guotuju/issues/guotuju-2018-3047192.yaml"),
        ("good-filing", "ledger/guotuju/filings/guotuju-2018-6120484.yaml"),
    ],
)
def test_the_good_files_the_zoo_was_made_from_give_no_finding(name: str, path: str, tmp_path: Path) -> None:
    root = make_ledger(tmp_path)
    put(root, name, path)
    assert new_findings(root) == []
    assert full_check(root).records == 1


def test_every_file_of_the_zoo_is_expected_and_every_expected_file_is_there() -> None:
    assert {path.stem for path in ZOO.glob("*.yaml")} == {*EXPECTED, *GOOD}


def test_the_zoo_has_at_least_sixty_files_and_an_animal_for_every_error_of_reading_and_records() -> None:
    shown = {finding.split()[0] for case in EXPECTED.values() for finding in case["findings"]}
    assert len(EXPECTED) >= 60
    errors = {rule.id for rule in RULES.values() if rule.severity == 2 and rule.id[0] in "YSR"}
    assert errors - shown == NEEDS_ANOTHER_PLAN


def test_no_finding_of_the_zoo_repeats_what_was_written(tmp_path: Path) -> None:
    secret = "13800138000"
    text = (ZOO / "good-issue.yaml").read_text(encoding="utf-8")
    for old in ("self-check", "2018-05-08", "guotuju\ntitle", "  - event: progress", "action: a7"):
        broken = text.replace(old, f"{secret}\ntitle" if old.endswith("title") else f"{secret}", 1)
        root = make_ledger(tmp_path / old.strip().replace(" ", "").replace("\n", "").replace(":", ""))
        (root / "ledger/guotuju/issues").mkdir(parents=True)
        (root / "ledger/guotuju/issues/guotuju-2018-3047192.yaml").write_text(broken, encoding="utf-8")
        for finding in new_findings(root):
            assert secret not in finding.message.zh + finding.message.en + finding.hint.zh + finding.hint.en
