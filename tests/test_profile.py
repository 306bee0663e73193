"""The strict profile of YAML: what it takes, what it refuses, and where it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from ybq_ledger.store.nodes import Mapping, Scalar, Sequence, locate_in, plain_value
from ybq_ledger.store.profile import MOST_LEVELS, Parsed, parse
from ybq_ledger.store.spellings import ambiguity
from ybq_ledger.store.tree import MOST_BYTES

GOOD = (Path(__file__).parent / "bad" / "good-issue.yaml").read_bytes()


def read(text: str) -> Parsed:
    return parse(text.encode("utf-8", "surrogatepass"), "f")


def found(text: str) -> list[str]:
    return [f"{finding.rule.id} {finding.place.line}:{finding.place.column}" for finding in read(text).findings]


def value(text: str) -> object:
    parsed = read(text)
    assert parsed.root is not None, parsed.findings
    assert parsed.is_clean, parsed.findings
    return plain_value(parsed.root)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", True), ("false", False), ("0", 0), ("7", 7), ("-12", -12), ("999999999999999999", 999999999999999999),
        ("'no'", "no"), ('"010"', "010"), ("'true'", "true"), ('"12"', "12"), ("2018-05-08", "2018-05-08"),
        ("a7", "a7"), ("二楼 3 号", "二楼 3 号"), ("None", "None"), ("a: b"[:1], "a"), ('"a\\nb"', "a\nb"),
        ("'it''s'", "it's"), ("|-\n  一\n  二", "一\n二"), (">-\n  a\n  b", "a b"), ("|\n  一", "一\n"),
        ("https://example.org/a?b=1", "https://example.org/a?b=1"), ("a:b", "a:b"), ("甲：乙", "甲：乙"),
    ],
)  # fmt: skip
def test_a_value_means_the_same_to_every_reader(written: str, meant: object) -> None:
    got = value(f"k: {written}\n")
    assert got == {"k": meant}
    assert type(got["k"]) is type(meant)  # type: ignore[index]


@pytest.mark.parametrize(
    "spelling",
    [
        "no", "No", "NO", "yes", "on", "off", "y", "N", "True", "TRUE", "False", "010", "0x1f", "0o7", "0b11", "1_000",
        "1e3", "1.5", ".5", "+1", "-0", "1,000", "12:30", "1:30:00", ".nan", ".NaN", ".inf", "-.INF", "=", "<<", "00",
        "1234567890123456789", "-", "1.", "6.02E23",
    ],
)  # fmt: skip
def test_a_spelling_that_readers_disagree_on_must_be_quoted(spelling: str) -> None:
    assert ambiguity(spelling) is not None
    if spelling != "-":
        assert found(f"k: {spelling}\n") == ["Y116 1:4"]
    assert value(f"k: '{spelling}'\n") == {"k": spelling}


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
def test_a_key_without_a_value_is_refused_at_the_key(nothing: str) -> None:
    assert found(f"a: b\nkey: {nothing}\nc: d\n") == ["Y117 2:1"]


def test_every_node_knows_its_line_and_its_column_in_characters() -> None:
    root = read("题: {甲: 乙丙, 丁: [戊, 己]}\nlist:\n- a: 1\n  b: |-\n    x\n").root
    locate = locate_in(root, "f")
    assert str(locate(("题", "丁", 1))) == "f:1:19"
    assert str(locate(("list", 0, "b"))) == "f:4:6"
    assert str(locate(("list", 0))) == "f:3:3"
    assert str(locate(("list", 7, "x"))) == "f:3:1"
    assert str(locate(("nowhere",))) == "f:1:1"


def test_a_file_that_could_not_be_parsed_still_has_a_place() -> None:
    assert str(locate_in(None, "f")(("a", 1))) == "f:1:1"


def test_several_mistakes_are_found_in_one_run() -> None:
    text = "id：x\na: no\nb: &x c\nb: d\ne:\nf:g\nh: 1\n"
    assert found(text) == ["Y119 1:3", "Y120 6:2", "Y116 2:4", "Y111 3:4", "Y114 4:1", "Y117 5:1"]


def test_one_line_gives_one_finding_of_each_rule() -> None:
    assert found("a: x\u200by\u200bz\x07\x07\n") == ["Y106 1:5", "Y105 1:9"]


def test_a_mark_at_the_start_and_windows_line_ends_do_not_hide_the_rest() -> None:
    assert found("\ufeffa: no\r\nb: 1\r\n") == ["Y102 1:1", "Y122 1:1", "Y116 1:4"]


def test_windows_line_ends_alone_leave_the_file_readable() -> None:
    parsed = parse(GOOD.replace(b"\n", b"\r\n"), "f")
    assert [finding.rule.id for finding in parsed.findings] == ["Y122"]
    assert parsed.is_clean
    assert parsed.root == parse(GOOD, "f").root


def test_a_line_of_equals_signs_is_text_inside_block_text_and_a_conflict_outside() -> None:
    assert found("a: |-\n  标题\n  =======\n  正文\n") == []
    assert found("a: b\n=======\nc: d\n") == ["Y107 2:1"]


def test_depth_is_counted_to_its_limit() -> None:
    deepest = "[" * MOST_LEVELS + "x" + "]" * MOST_LEVELS
    assert found(deepest) == []
    assert found(f"[{deepest}]") == [f"Y108 1:{MOST_LEVELS + 1}"]


def test_one_leading_document_mark_is_taken_and_a_second_refused() -> None:
    assert value("---\na: b\n") == {"a": "b"}
    assert found("---\na: b\n---\nc: d\n") == ["Y109 3:1"]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ('key: "value"# no comment\n', "Y118 1:13"),
        ("flow: [a,\nb,\nc]\n", "Y127 2:1"),
        ('quoted: "a\nb\n  c"\n', "Y127 2:1"),
        ("- [a, b]#x\n", "Y118 1:9"),
        ("- [-, a]\n", "Y116 1:4"),
    ],
)
def test_what_one_parser_forgives_and_others_refuse_is_refused(text: str, finding: str) -> None:
    assert found(text) == [finding]


def test_brackets_and_quoted_text_may_span_lines_when_indented() -> None:
    assert value('a: [b,\n  c\n]\nd: "e\n  f"\n') == {"a": ["b", "c"], "d": "e f"}


def test_a_text_of_several_lines_may_be_plain() -> None:
    assert value("a: 甲\n  乙\n") == {"a": "甲 乙"}


def test_the_largest_file_is_read() -> None:
    room = MOST_BYTES - len(GOOD) - 3
    assert parse(GOOD + b"# " + b"x" * room + b"\n", "f").findings == ()


def test_only_so_many_findings_are_given_of_one_file() -> None:
    assert len(read("k: no\n" * 1000).findings) <= 100


def test_nodes_are_what_they_look_like() -> None:
    root = read("a: [b]\nc: 'd'\n").root
    assert isinstance(root, Mapping)
    (key, items), (_, quoted) = root.entries.values()
    assert key == Scalar("a", True, 1, 1)
    assert items == Sequence(1, 4, [Scalar("b", True, 1, 5)])
    assert quoted == Scalar("d", False, 2, 4)
