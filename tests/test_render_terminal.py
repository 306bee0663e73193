"""A terminal's tables fit its window, lose the least important columns first, and never rely on colour."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from awkward import DOCUMENT, LONG
from ybq_ledger.model.language import Language, Text
from ybq_ledger.model.table import Cell, Column, Document, Line, Style, Table
from ybq_ledger.render import terminal
from ybq_ledger.render.layout import pad, width_of, wrap

CODE = re.compile(r"\x1b\[[0-9;]*m")
STATUS = Table(
    (
        Column("key", Text("代码", "Code"), drop=1),
        Column("name", Text("专项行动", "Action")),
        *(Column(f"n{place}", Text(zh, en), "right", drop) for place, (zh, en, drop) in enumerate((
            ("问题", "Issues", 0), ("未销", "Open", 0), ("逾期", "Over", 0), ("已销", "Closed", 3), ("迟结", "Late", 4),
            ("应报", "Owed", 0), ("已报", "Filed", 0), ("迟报", "Late", 4), ("欠报", "Over", 0),
            ("应办活动", "Activities", 2), ("欠办", "Over", 2),
        ))),
        Column("light", Text("灯", "Light")),
    ),
    tuple(
        (Cell(f"a{row}"), Cell(Text("开展拖欠企业资金问题专项清理行动", "Clearing overdue payments to enterprises")),
         *(Cell(1000 * row + n) for n in range(11)), Cell(Text("红", "red"), "red"))
        for row in range(1, 4)
    ),
)  # fmt: skip


def lines_of(table: Table | Line, language: Language, width: int, color: bool = True) -> list[str]:
    text = terminal.render(Document("x", (table,), {}), language, width, color=color)
    return CODE.sub("", text).splitlines()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", range(60, 201, 7))
def test_no_line_is_wider_than_the_window(width: int, language: Language) -> None:
    text = CODE.sub("", terminal.render(DOCUMENT, language, width))
    assert max(map(width_of, text.splitlines())) <= width
    assert max(map(width_of, lines_of(STATUS, language, max(width, 72)))) <= max(width, 72)


def test_the_least_important_columns_go_first_and_a_line_names_them() -> None:
    lines = lines_of(STATUS, "zh", 80)
    assert lines[0].split() == [
        "代码",
        "专项行动",
        "问题",
        "未销",
        "逾期",
        "应报",
        "已报",
        "欠报",
        "应办",
        "欠办",
        "灯",
    ]
    assert lines[1].split() == ["活动"]
    assert lines[-1] == "（窗口太窄，未显示：已销、迟结、迟报）"


def test_ids_stay_whole_while_other_texts_can_be_narrowed() -> None:
    columns = (Column("id", Text("编号", "Id")), *(Column(f"c{n}", Text("说明", "Note")) for n in range(4)))
    row = (Cell("progress/guotuju/2018-05"), *(Cell(LONG) for _ in range(4)))
    assert any(line.startswith("progress/guotuju/2018-05 ") for line in lines_of(Table(columns, (row,)), "zh", 80))


def test_at_200_nothing_is_left_out_and_nothing_is_wrapped() -> None:
    for language in ("zh", "en"):
        lines = lines_of(STATUS, language, 200)
        assert len(lines) == 2 + len(STATUS.rows)


def test_columns_that_must_stay_stay_even_in_a_narrow_window() -> None:
    lines = lines_of(STATUS, "en", 60)
    for head in ("Action", "Issues", "Owed", "Light"):
        assert head in lines[0]


@pytest.mark.parametrize("width", [30, 45, 60, 80, 120])
def test_numbers_and_dates_are_never_broken(width: int) -> None:
    text = "\n".join(lines_of(DOCUMENT.parts[3], "zh", width))  # type: ignore[arg-type]
    for number in ("2018-05-20", "1000000", "1000009", "-3"):
        assert re.search(rf"(^| ){number}( |!|$)", text, re.MULTILINE)


def test_a_red_or_yellow_cell_has_a_mark_or_says_its_colour() -> None:
    for color in (True, False):
        text = "\n".join(lines_of(DOCUMENT.parts[3], "zh", 200, color))  # type: ignore[arg-type]
        assert "2018-05-20!" in text
        assert "2018-09-30*" in text
        assert "红!" not in text


@pytest.mark.parametrize("style", ["red", "yellow", "green", "grey", "strong", "faint"])
def test_without_colour_no_code_is_written_and_with_colour_every_code_ends(style: Style) -> None:
    document = Document("x", (Line(Text("一行", "line"), style),), {})
    assert "\x1b" not in terminal.render(document, "zh", 80, color=False)
    colored = terminal.render(document, "zh", 80)
    assert re.fullmatch(r"\x1b\[[0-9]+m一行\x1b\[0m\n", colored)


def test_text_in_square_brackets_is_shown_as_it_is() -> None:
    for text in ("[/]", "[bold]x[/bold]", "[link=file:///x]y[/link]", ":smile:"):
        assert lines_of(Line(Text(text, text)), "zh", 80) == [text]


def test_chinese_breaks_between_characters_and_keeps_its_punctuation() -> None:
    for width in range(8, 60):
        lines = wrap(LONG, width)
        assert "".join(lines) == LONG
        assert all(width_of(line) <= width for line in lines)
        assert not any(line[0] in "，。；：）、" or line[-1] in "（" for line in lines)
        assert width < 11 or any("2018-09-30" in line for line in lines)


def test_latin_words_stay_whole_and_long_paths_break_at_strokes() -> None:
    assert wrap("one two three", 8) == ["one two", "three"]
    assert wrap("sub-plan/a7/2018", 12) == ["sub-plan/a7/", "2018"]
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]


@given(
    some.text(alphabet=some.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"])),
    some.integers(2, 40),
)
def test_wrapping_loses_no_character_and_keeps_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line) <= width for line in lines)


@given(some.text(alphabet="abc中文，（ "), some.integers(0, 40))
def test_padding_fills_to_the_width(text: str, width: int) -> None:
    for align in ("left", "right"):
        assert width_of(pad(text, width, align)) == max(width, width_of(text))  # type: ignore[arg-type]
