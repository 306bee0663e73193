"""The quick reader takes the plain layout, and leaves everything else to the strict one."""

from __future__ import annotations

from pathlib import Path

import pytest

from mutations import GOOD
from ybq_ledger.store.lines import read_lines
from ybq_ledger.store.profile import parse_text

ROOT = Path(__file__).parent.parent
PLAN = sorted((ROOT / "plan").glob("*.yaml"))


@pytest.mark.parametrize("path", PLAN, ids=lambda path: path.stem)
def test_every_file_of_the_plan_is_in_the_plain_layout(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read_lines(text) is not None
    assert parse_text(text, "f") == (read_lines(text), [])


@pytest.mark.parametrize("text", GOOD)
def test_a_record_is_in_the_plain_layout(text: str) -> None:
    assert parse_text(text, "f") == (read_lines(text), [])


@pytest.mark.parametrize(
    "text",
    [
        "a: b # c\n", "a: 'b' # c\n", "a:  b  \n", "a: [b, c d, 7] # e\n", "a: {zh: 甲, en: \"b's, c: d\"}\n", "a: ['it''s', \"#\", b's]\n", "a: {b: c, d: e}\n", "a: []\nb: {}\n",
        "a:\n- b\n- c\n", "a:\n  - b: c\n    d: e\n  - - f\n    - g\n", "a: |\n  b\n\n   c\nd: e\n", "# c\n\na: b\n  # d\n",
        "a: |-\n  # no comment\n  b: c\n\n\nd: e\n", "on: 2018-05-08\n", "a: it's\n", "a: '--'\n", "a: x:y\n", "a: -3\nb: 5\n", "a: -1\n"[:3] + "x\n",
    ],
)  # fmt: skip
def test_plain_layouts_are_read_as_the_strict_reader_reads_them(text: str) -> None:
    assert read_lines(text) is not None
    assert parse_text(text, "f") == (read_lines(text), [])


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "a: b", "- a\n", "a: b\n c: d\n", "a: b\n  c\n", "a: no\n", "a: ~\n", "a:\n", "a: &b c\n", "a: *b\n",
        "a: !b c\n", "a: 'b\n", 'a: "\\n"\n', "a: b: c\n", "a: [b: c]\n", "a: [b, [c]]\n", "a: b\na: c\n", "a: |2\n  b\n",
        "a: >\n  b\n", "a: |\n\n  b\n", "a: |\nb: c\n", "---\na: b\n", "a: b\n...\n", "? a\n: b\n", "<<: a\n", "a: @b\n",
        "a: [b,]\n", "a: {b}\n", "标题: b\n", "a: |\n  b\n   \n", "a: |\n   b\n  c\n", "a: 010\n",
    ],
)  # fmt: skip
def test_whatever_is_not_certain_is_left_to_the_strict_reader(text: str) -> None:
    assert read_lines(text) is None
