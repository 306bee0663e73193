"""Ids are made, taken apart and checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ybq_ledger.domain.ids import IdParts, damm, is_right, new_id, parse, seven_digits

SIX = st.text("0123456789", min_size=6, max_size=6)


def test_the_published_example_of_the_method_gives_its_digit() -> None:
    assert damm("572") == 4
    assert damm("5724") == 0


def test_an_id_reads_unit_year_and_seven_digits() -> None:
    assert new_id("guotuju", 2018, "304719").startswith("guotuju-2018-304719")
    assert parse("guotuju-2018-3047195") == IdParts("guotuju", 2018, "3047195")
    assert parse("ruan-jian-2018-0000000") == IdParts("ruan-jian", 2018, "0000000")


@given(SIX)
def test_every_new_id_is_right(digits: str) -> None:
    assert is_right(new_id("guotuju", 2018, digits))


@given(SIX, st.integers(0, 6), st.integers(1, 9))
def test_one_miscopied_digit_is_always_found(digits: str, position: int, shift: int) -> None:
    number = digits + str(damm(digits))
    wrong = (int(number[position]) + shift) % 10
    assert not is_right(f"guotuju-2018-{number[:position]}{wrong}{number[position + 1 :]}")


@given(SIX, st.integers(0, 5))
def test_two_swapped_neighbours_are_always_found(digits: str, position: int) -> None:
    number = digits + str(damm(digits))
    left, right = number[position], number[position + 1]
    swapped = number[:position] + right + left + number[position + 2 :]
    assert is_right(f"guotuju-2018-{swapped}") == (left == right)


@pytest.mark.parametrize(
    "text",
    ["", "guotuju", "guotuju-2018-304719", "Guotuju-2018-3047195", "guotuju-2018-30471955", "-2018-3047195",
     "guotuju-2018-3047195\n", "guotuju-２０１８-3047195", "guotuju--2018-3047195", "../a-2018-3047195"],
)  # fmt: skip
def test_what_is_not_shaped_like_an_id_is_none(text: str) -> None:
    assert parse(text) is None
    assert not is_right(text)


@pytest.mark.parametrize("text", ["3047195", " 304 7195 ", "304-7195", "３０４７１９５", "3 0 4 7 1 9 5"])
def test_seven_digits_are_understood_as_people_write_them(text: str) -> None:
    assert seven_digits(text) == "3047195"


@pytest.mark.parametrize("text", ["304719", "30471955", "abc", "", "²²²²²²²", "guotuju-2018-3047195"])
def test_other_texts_are_not_seven_digits(text: str) -> None:
    assert seven_digits(text) is None


@pytest.mark.parametrize("digits", ["12345", "1234567", "12345x", "１２３４５６"])
def test_only_six_ascii_digits_make_an_id(digits: str) -> None:
    with pytest.raises(ValueError, match="six ASCII digits"):
        new_id("guotuju", 2018, digits)
