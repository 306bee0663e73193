"""What the one door lets through, and how it spells out the rest."""

from __future__ import annotations

import sys
import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Value
from ybq_ledger.render.csv import csv_cell
from ybq_ledger.render.safe import HIDDEN, shown, shown_on_one_line, visible, without_log_commands
from ybq_ledger.store.characters import REFUSED


def test_every_character_of_the_chinese_planes_passes_unchanged() -> None:
    for code in (*range(0x3001, 0x3030), *range(0x3400, 0x9FFF), *range(0x20000, 0x2A6D0), *range(0xFF01, 0xFF5F)):
        assert visible(chr(code)) == chr(code)


def test_no_character_that_is_not_seen_passes() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") and character != "\n":
            assert HIDDEN.match(character), hex(code)


def test_every_character_that_the_reader_refuses_is_spelled_out() -> None:
    shown_all_the_same = [
        hex(code) for code in range(sys.maxunicode + 1) if REFUSED.match(chr(code)) and visible(chr(code)) == chr(code)
    ]
    assert shown_all_the_same == [hex(0xFFFD)]


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("\x1b[31m", "\\x1b[31m"), ("\x9b", "\\x9b"), ("\u202e", "\\u202e"), ("\u2028", "\\u2028"), ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"), ("a\tb\rc", "a\\tb\\rc"), ("第一行\n第二行", "第一行\n第二行"), ("❤️", "❤"), ("区国土局", "区国土局"),
    ],
)  # fmt: skip
def test_what_acts_or_hides_is_spelled_out(text: str, spelled: str) -> None:
    assert visible(text) == spelled


@given(some.text(alphabet=some.characters()))
def test_the_door_is_the_same_when_passed_twice(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    visible(text).encode()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (0, "0"), (-3, "-3"), (date(2018, 5, 20), "2018-05-20"), (Decimal("0.50"), "0.50"),
        (Decimal("-1E+2"), "-100"), (Text("中", "en"), "中"), ("a\nb", "a\nb"),
    ],
)  # fmt: skip
def test_values_are_shown_in_one_form(value: Value, text: str) -> None:
    assert shown(value, "zh") == text
    assert shown_on_one_line(value, "zh") == text.replace("\n", "⏎")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"), ("  =1", "'  =1"), ("\n@x", "'\n@x"), ("＝1", "'＝1"), (-5, "-5"), ("-5", "-5"), ("-5.25", "-5.25"),
        (Decimal("-5.25"), "-5.25"), (date(2018, 5, 20), "2018-05-20"), ("-5+1", "'-5+1"), ("a=1", "a=1"), ("+86", "+86"),
        ("\t=1", "\\t=1"),
    ],
)  # fmt: skip
def test_a_cell_of_a_sheet_is_a_number_or_a_text_and_never_a_formula(value: Value, cell: str) -> None:
    assert csv_cell(value, "zh") == cell


@pytest.mark.parametrize(
    ("output", "safe"),
    [
        ("::error::x\n", ": :error::x\n"), ("a\n \u3000::x\n", "a\n \u3000: :x\n"), ("a::b\n", "a::b\n"), ("##[error]", "# #[error]"),
        ("a ##vso[x]", "a # #vso[x]"), ("###[x]", "## #[x]"), ("## 标题", "## 标题"), ("\x1b[31m::x", "\x1b[31m: :x"),
    ],
)  # fmt: skip
def test_what_a_build_server_obeys_is_broken(output: str, safe: str) -> None:
    assert without_log_commands(output) == safe
