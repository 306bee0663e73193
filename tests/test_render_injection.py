"""Hostile texts from files stay text in every format; each payload goes through each of them."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from markdown_it import MarkdownIt

from ybq_ledger.cli.shell import said
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import FORMULA, Cell, Column, Document, Line, Table
from ybq_ledger.render import terminal
from ybq_ledger.render.csv import PLAIN_NUMBER
from ybq_ledger.render.formats import FORMATS, render
from ybq_ledger.render.safe import visible
from ybq_ledger.store.characters import REFUSED

PAYLOADS = (
    # terminals
    "\x1b[31mred", "\x1b]0;title\x07", "\x1b]52;c;ZWNobyBoaQ==\x07", "\x1b[2J\x1b[H", "\x1b[6n", "\x1bc", "\x1b[?1049h",
    "\x1b]8;;file:///etc/passwd\x1b\\x\x1b]8;;\x1b\\", "\x1bP+q544e\x1b\\", "\x9b31mred", "\x9d0;title\x9c", "\x90q\x9c", "\x85next",
    "a\rb", "a\bb", "\x07\x00\x7f", "a\tb", "a\vb\fc", "\x1b[38;5;1m", "\x1b#8", "\x0e\x0f", "\x1b[1;1r",
    # direction, width, line ends
    "\u202egnp.exe", "\u202a\u202b\u202c\u202d", "\u2066a\u2069", "\u200e\u200f\u061c", "a\u200bb\u200cc\u200dd", "\ufeffa", "\u2060a", "a\u00adb",
    "a\u2028b\u2029c", "\ud800", "\udfff\ud800", "\ufffe\uffff", "\U000e0041\U000e0042", "\u115f\u1160\u3164\uffa0", "\U0001d173", "\u034f\u17b4",
    # markup of libraries and templates
    "[/]", "[bold]x", "[link=http://x]y[/link]", "{{7*7}}", "{% import os %}", "${7*7}", "#{7*7}", "%s%n", "{0.__class__}", ":smile:",
    # sheets
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "＝1+1", "＋1", "－1+1", "＠SUM(1)",
    '=HYPERLINK("http://x","y")', '"=1+1', "'=1+1", "=IMPORTXML(1)", "%0A=1", "-5", "+8613800000000", "1e5", "a;=1+1", 'a","b', "a\n=1+1,b",
    # markdown
    "a|b|c", "\\|", "\\", "|---|", "`code`", "```\ncode", "**b** *i* __b__ _i_", "~~s~~", "# head", "> quote", "- item", "+ item", "1. item", "1) item",
    "===", "---", "***", "[a](javascript:alert(1))", "![a](http://x/y.png)", "[a]: http://x", "<http://x>", "http://x.example", "www.example.com", "a@b.example",
    "@everyone", "[^1]", "[x] done", "$x$", "&lt;", "&#60;", "&amp;lt;", "    code", "a  \nb", "a\\\nb", "a\n\nb", "<br>", "^a^", "\\<b>",
    # pages
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</td></tr></table><script>", "<!--", "-->", "]]>", "<![CDATA[x", "</title><script>", "</style><script>",
    "<svg onload=alert(1)>", "\"><script>", "' onmouseover='x", "<a href=javascript:x>", "javascript:alert(1)", "&quot;", "<style>*{}</style>", "<?php ?>", "<base href=//x>", "<meta http-equiv=refresh>",
    # build logs
    "::error::x", "  ::set-env name=x::y", "::add-mask::x", "\u3000::warning::x", "a\n::error::x", "##[error]x", "a ##[group]b", "##vso[task.setvariable x]y", "##teamcity[x]", "###[error]",
    "section_start:1:x\r\x1b[0Ka", "::stop-commands::x", "\n\n::x", "::", ":::", "a::b", "::a\n::b", "\x1b[31m::error::",
)  # fmt: skip
MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")
CODES = re.compile(r"\x1b\[[0-9]{1,2}m")


EVERY = (*PAYLOADS, *(f"请看{text}。" for text in PAYLOADS), *(f"a\n{text}" for text in PAYLOADS))
"""Alone, inside a sentence, and at the start of a second line."""


def document_with(text: str) -> Document:
    both = Text(text, text)
    table = Table(
        (Column("a", Text("甲", "A")), Column("b", Text("乙", "B")), Column("c", Text("丙", "C"))),
        ((Cell(text, "red"), Cell(both), Cell(1)), (Cell("x"), Cell(date(2018, 5, 20)), Cell(text, "yellow"))),
        title=both,
        total=(Cell(text), Cell(None), Cell(2)),
    )
    return Document("x", (Line(both, "strong"), table, Line(both)), {"text": text, "list": [text]})


def test_there_are_many_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 120
    assert len(set(EVERY)) >= 300


@pytest.mark.parametrize("text", EVERY)
def test_nothing_on_the_error_stream_is_active(text: str) -> None:
    assert_inert(said(Text(text, text), "zh"))


def assert_inert(output: str) -> None:
    """No character acts or hides, no build server obeys a line, and the text can be encoded."""
    for character in set(output) - {"\n"}:
        assert unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp"), hex(ord(character))
        assert not REFUSED.match(character) or character == "\ufffd"
    for line in output.split("\n"):
        assert not line.strip().startswith("::")
        assert not re.search(r"##\w*\[", line)
    output.encode()


@pytest.mark.parametrize("text", EVERY)
@pytest.mark.parametrize("name", [*FORMATS, "terminal"])
def test_nothing_in_the_output_is_active(name: str, text: str) -> None:
    document = document_with(text)
    for language in ("zh", "en"):
        if name == "terminal":
            colored = terminal.render(document, language, 60)
            assert_inert(CODES.sub("", colored))
            assert CODES.sub("", colored) == terminal.render(document, language, 60, color=False)
        else:
            output = render(name, document, language)
            assert_inert(output.removeprefix("\ufeff").replace("\r\n", "\n") if name == "csv-excel" else output)


@pytest.mark.parametrize("text", PAYLOADS)
def test_json_gives_the_text_back(text: str) -> None:
    assert json.loads(render("json", document_with(text), "zh"))["text"] == text


@pytest.mark.parametrize("text", PAYLOADS)
@pytest.mark.parametrize("name", ["csv", "csv-excel"])
def test_a_sheet_has_its_rows_and_no_formula(name: str, text: str) -> None:
    output = render(name, document_with(text), "zh").removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(output, newline="")))
    assert [len(row) for row in rows] == [3, 3, 3]
    for cell in (cell for row in rows for cell in row):
        assert PLAIN_NUMBER.fullmatch(cell) or not FORMULA.match(cell)


@pytest.mark.parametrize("text", PAYLOADS)
def test_no_text_makes_a_line_of_its_own_at_the_margin(text: str) -> None:
    lines = render("table", document_with(text), "zh").split("\n")
    plain = render("table", document_with("x"), "zh").split("\n")
    at_margin = [line for line in lines if line and not line.startswith(" ")]
    allowed = len([line for line in plain if line]) + (1 if "\n" in visible(text) else 0)
    assert len(at_margin) <= allowed


def markdown_texts(source: str) -> list[str]:
    """The inline texts of a Markdown document; fails on any markup but tables, bold, line breaks and comments."""
    texts = []
    allowed = {"paragraph", "table", "thead", "tbody", "tr", "th", "td", "inline"}
    for token in MARKDOWN.parse(source):
        assert token.type.removesuffix("_open").removesuffix("_close") in allowed, token.type
        if token.type == "inline":
            texts.append("".join(inline_text(child.type, child.content) for child in token.children or []))
    return texts


def inline_text(kind: str, content: str) -> str:
    if kind == "html_inline":
        return {"<br>": "\n", "<!-- -->": ""}[content]
    assert kind in ("text", "text_special", "strong_open", "strong_close"), (kind, content)
    return content


def assert_markdown_keeps(text: str) -> None:
    texts = markdown_texts(render("markdown", document_with(text), "zh"))
    expected = visible(text).strip()
    key = visible(text).replace("\n", "⏎").strip()
    wanted = [
        expected,
        expected,
        "甲",
        "乙",
        "丙",
        key,
        expected,
        "1",
        "x",
        "2018-05-20",
        expected,
        key,
        "",
        "2",
        expected,
    ]
    assert [entry.strip() for entry in texts] == [entry.strip() for entry in wanted if entry or entry == ""]


@pytest.mark.parametrize("text", PAYLOADS)
def test_markdown_shows_the_text_letter_by_letter(text: str) -> None:
    assert_markdown_keeps(text)


@given(some.text(alphabet="ab1 \\`*_{}[]<>#+-.!|~$^&;:=()@/\n中", min_size=1).filter(str.strip))
@example("\\|")
def test_markdown_shows_any_text_letter_by_letter(text: str) -> None:
    assert_markdown_keeps(text)


class Page(HTMLParser):
    """Collects the tags and the texts of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.texts: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_pi = unknown_decl = handle_comment


def without_whole(tag: tuple[str, tuple[tuple[str, str | None], ...]]) -> object:
    return tag[0], [(name, (value or "").removesuffix(" whole")) for name, value in tag[1]]


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_page_has_the_same_tags_whatever_the_text_is(text: str) -> None:
    page, plain = (Page(render("html", document_with(entry), "zh")) for entry in (text, "x"))
    assert [without_whole(tag) for tag in page.tags] == [without_whole(tag) for tag in plain.tags]
    assert page.texts.count(visible(text)) >= 3
