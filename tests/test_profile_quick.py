"""The quick reader takes the plain layout, and leaves everything else to the strict one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from mutations import GOOD
from record_values import RECORDS
from ybq_ledger.model.record import Issue, Record
from ybq_ledger.store.lines import read_lines
from ybq_ledger.store.profile import parse_text
from ybq_ledger.store.quick import read_quickly
from ybq_ledger.store.read_back import record_text

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


@settings(max_examples=300, deadline=None)
@given(RECORDS)
def test_what_we_wrote_is_read_at_once_as_what_it_was_or_left_to_the_strict_reader(record: Record) -> None:
    assert read_quickly(record_text(record).encode(), type(record)) in (record, None)


PLAIN = (
    "id: guotuju-2018-3047192\nunit: guotuju\ntitle: 出让金返还\nsource: self-check\nfound_on: 2018-05-08\n"
    "recorded: 2018-05-10\naction: a7\n"
)


@pytest.mark.parametrize(
    "more",
    [
        "",
        "problem: |-\n  一\n\n  二\n   三\n  # 四\n",
        'problem: "a: b # c"\n',
        "causes:\n  - 甲\n  - '010'\n",
        "kind: at-once\n",
    ],
)
def test_an_ordinary_record_is_read_at_once(more: str) -> None:
    assert read_quickly((PLAIN + more).encode(), Issue) is not None


@pytest.mark.parametrize(
    "text",
    [
        PLAIN + "！" + "problem: x\n", PLAIN + "problem: 010\n", PLAIN + "problem: no\n", PLAIN + "problem: x: y\n",
        PLAIN + "problem: |-\n  一\n  <<<<<<< x\n", PLAIN + "problem: |-\n   一\n", PLAIN + "title: again\n",
        PLAIN + "problem: x\n y: z\n", PLAIN + "nothing: x\n", PLAIN.replace("2018-05-08", "2018-02-30"),
        PLAIN.replace("guotuju-2018-3047192", "Guotuju-2018-3047192"), PLAIN.replace("title: 出让金返还", 'title: "  "'),
        PLAIN + "problem: a\u200bb\n", PLAIN + "problem: a\tb\n", PLAIN + "\n", PLAIN + "# c\n", PLAIN[:-1],
        PLAIN.replace("\n", "\r\n"), "\ufeff" + PLAIN, PLAIN + "causes: [a]\n", PLAIN + "causes:\n- a\n", PLAIN + "causes:\n",
        PLAIN + "title2: x\n", PLAIN + "events:\n  - event: fly\n    on: 2018-05-10\n", PLAIN + f"problem: {'x' * 9000}\n",
    ],
)  # fmt: skip
def test_whatever_is_not_certain_is_not_read_at_once(text: str) -> None:
    assert read_quickly(text.encode(), Issue) is None
