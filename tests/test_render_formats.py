"""Every output format shows the same awkward document; one golden file each."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from importlib import import_module

import pytest

from awkward import DOCUMENT
from ybq_ledger.model.language import Language, Text
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.render import terminal
from ybq_ledger.render.formats import FORMATS, render
from ybq_ledger.render.layout import width_of

Golden = Callable[[str, str], None]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
EMPTY = Document("empty", (), {})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_a_format_shows_the_awkward_document_as_its_golden_file(name: str, language: Language, golden: Golden) -> None:
    golden(f"render/{name}.{language}.txt", render(name, DOCUMENT, language))


@pytest.mark.parametrize("color", [True, False])
@pytest.mark.parametrize("width", [40, 80, 120, 200])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_terminal_shows_the_awkward_document_as_its_golden_file(
    language: Language, width: int, color: bool, golden: Golden
) -> None:
    text = terminal.render(DOCUMENT, language, width, color=color)
    golden(f"render/terminal-{width}{'-color' if color else ''}.{language}.txt", text)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_a_module_of_its_own_with_one_signature(name: str) -> None:
    module = import_module(FORMATS[name])
    assert module.render(DOCUMENT, "zh", None) == render(name, DOCUMENT, "zh")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_written_to_a_file_and_ends_with_a_line_end(name: str) -> None:
    for document in (DOCUMENT, EMPTY):
        text = render(name, document, "zh")
        assert text.encode().decode() == text
        assert text == "" or text.endswith("\n")


@pytest.mark.parametrize("name", ["table", "markdown", "html"])
@pytest.mark.parametrize("width", [None, 40, 200])
def test_only_a_terminal_asks_how_wide_the_window_is(name: str, width: int | None) -> None:
    assert render(name, DOCUMENT, "zh", width) == render(name, DOCUMENT, "zh")


def test_plain_text_leaves_nothing_out() -> None:
    text = render("table", DOCUMENT, "zh")
    assert "最后一批须在2018-09-30前到账。" in text
    assert "https://example.invalid/a/very/long/path/without/any/blank" in text
    for table in DOCUMENT.parts:
        if isinstance(table, Table):
            assert all(column.title.zh in text for column in table.columns)


def test_plain_text_has_its_columns_below_each_other() -> None:
    table = Table(
        (
            Column("a", Text("名称", "Name")),
            Column("b", Text("数", "Number"), "right"),
            Column("c", Text("灯", "Light")),
        ),
        ((Cell("区国土局"), Cell(5), Cell("红")), (Cell("a"), Cell(12345), Cell("绿"))),
    )
    lines = render("table", Document("x", (table,), {}), "zh").splitlines()
    starts = [width_of(line[: re.search("灯|红|绿|--$", line).start()]) for line in lines]  # type: ignore[union-attr]
    assert len(set(starts)) == 1


def test_json_gives_the_data_back_exactly_and_is_the_same_in_both_languages() -> None:
    text = render("json", DOCUMENT, "zh")
    assert json.loads(text) == {"schema": "ybq-ledger/awkward/1", **DOCUMENT.data}
    assert list(json.loads(text))[:2] == ["schema", "as_of"]
    assert text == render("json", DOCUMENT, "en")


def test_csv_has_the_first_table_alone_under_the_keys_of_its_columns() -> None:
    rows = list(csv.reader(io.StringIO(render("csv", DOCUMENT, "zh"), newline="")))
    assert rows[0] == ["code", "title", "due", "days", "rate", "note", "light"]
    assert len(rows) == 6
    assert rows[1][2:6] == ["2018-05-20", "12", "0.50", ""]
    assert rows[2][3:5] == ["-3", "-100"]
    assert rows[3][1] == "'=1+1"
    assert rows[5][0] == "-5"


def test_csv_of_a_document_without_a_table_has_its_lines() -> None:
    document = Document("x", (Line(Text("没有错误", "no errors")),), {})
    assert render("csv", document, "en") == "text\nno errors\n"


def test_csv_for_excel_begins_with_a_mark_and_has_the_headings_people_read() -> None:
    data = render("csv-excel", DOCUMENT, "zh").encode()
    assert data.startswith(b"\xef\xbb\xbf" + "代码,事项,".encode())
    assert data.count(b"\r\n") == 6


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    page = render("html", DOCUMENT, "en")
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|img|link|iframe|a)\b|\bon\w+=|url\(|@import", page)
    assert '<html lang="en">' in page
    assert '<html lang="zh-CN">' in render("html", DOCUMENT, "zh")
