"""Names are found by explicit spellings only; looking alike never resolves, it only suggests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from real_plan import real_plan
from ybq_ledger.domain.names import Names, key_of

NAMES = Names(real_plan())


@pytest.mark.parametrize(
    "word",
    [
        "guotuju",
        "区国土局",
        " 区国土局 ",
        "区 国 土 局",
        "GUOTUJU",
        "ｇｕｏｔｕｊｕ",
        "District Land and Resources Bureau",
    ],
)
def test_a_unit_is_found_by_code_name_and_english_name_whatever_their_width_case_and_blanks(word: str) -> None:
    found = NAMES.unit(word)
    assert found is not None
    assert found.code == "guotuju"


@pytest.mark.parametrize(
    "word", ["区政府办公室（法制办）", "区政府办公室(法制办)", "区政府办(法制办)", "zhengfuban（法制办）"]
)
def test_a_unit_is_found_with_one_of_its_own_offices_in_brackets_of_either_width(word: str) -> None:
    found = NAMES.unit(word)
    assert found is not None
    assert found.code == "zhengfuban"


@pytest.mark.parametrize("word", ["国土局", "区国土", "法制办", "区国土局（法制办）", "区编", "", "市场监管"])
def test_what_nobody_listed_is_not_guessed(word: str) -> None:
    assert NAMES.unit(word) is None


@pytest.mark.parametrize(
    "word",
    [
        "a7",
        "A7",
        "7",
        "７",
        "行动7",
        "行动 7",
        "action 7",
        "解决涉企土地问题",
        "解决涉企土地问题专项行动",
        "三.（三）.7",
    ],
)
def test_an_action_is_found_by_id_number_title_and_clause(word: str) -> None:
    found = NAMES.work(word)
    assert found is not None
    assert found.id == "a7"


@pytest.mark.parametrize("word", ["t1", "任务1", "task 1", "放管服改革", "“放管服”改革", '"放管服"改革'])
def test_a_task_is_found_by_id_and_title_with_any_quotation_marks(word: str) -> None:
    found = NAMES.work(word)
    assert found is not None
    assert found.id == "t1"


@pytest.mark.parametrize("word", ["a13", "0", "土地", "t6", "行动"])
def test_what_is_no_task_or_action_is_not_guessed(word: str) -> None:
    assert NAMES.work(word) is None


@pytest.mark.parametrize("word", ["区直各有关部门", "区直有关部门", "区直相关部门", "departments"])
def test_the_three_spellings_of_the_departments_are_one_group(word: str) -> None:
    found = NAMES.group(word)
    assert found is not None
    assert found.id == "departments"


@pytest.mark.parametrize(("word", "meant"), [("区国士局", "区国土局"), ("guotuj", "guotuju"), ("国土局", "区国土局")])
def test_a_near_miss_is_suggested(word: str, meant: str) -> None:
    assert meant in NAMES.nearest(word)


def test_nothing_is_suggested_for_what_looks_like_nothing_known() -> None:
    assert NAMES.nearest("zzzzzzzz") == ()
    assert NAMES.nearest("") == ()


@given(st.text(max_size=30))
def test_any_text_can_be_looked_up(word: str) -> None:
    found = NAMES.unit(word)
    assert found is None or key_of(word) in NAMES.unit_by_key
    assert len(NAMES.nearest(word)) <= 3
