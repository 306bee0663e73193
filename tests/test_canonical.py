"""The canonical layout reads back as the same record, for every reader."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from record_values import AWKWARD, MORE_LINES, RECORDS, is_legal
from ybq_ledger.model.event import Evidence, Progress
from ybq_ledger.model.record import Filing, Issue, Measure, Record
from ybq_ledger.store.canonical import render_record
from ybq_ledger.store.read_back import NotWritable, reads_as, record_text

MAY = date(2018, 5, 8)
PLAIN = Issue("guotuju-2018-3047192", "guotuju", "出让金返还逾期未到位", "self-check", MAY, date(2018, 5, 10), "a7")


def with_problem(problem: str) -> Issue:
    return Issue(PLAIN.id, PLAIN.unit, PLAIN.title, PLAIN.source, MAY, MAY, "a7", problem=problem)


def test_the_layout_is_fields_in_order_without_defaults() -> None:
    record = Issue(
        *(PLAIN.id, PLAIN.unit, PLAIN.title, PLAIN.source, MAY, date(2018, 5, 10), "a7"),
        problem="第一行\n第二行", causes=("甲", "no"), measures=(Measure("对账", due=date(2018, 7, 31)), Measure("一\n二\n")),
        evidence=(Evidence("a/b.pdf", title="清单"),),
        events=(Progress("progress", date(2018, 6, 1), date(2018, 6, 2), "guotuju", "已核对: 三笔"),),
    )  # fmt: skip
    assert render_record(record, "# 表头") == (
        "# 表头\n"
        "id: guotuju-2018-3047192\n"
        "unit: guotuju\n"
        "title: 出让金返还逾期未到位\n"
        "source: self-check\n"
        "found_on: 2018-05-08\n"
        "recorded: 2018-05-10\n"
        "action: a7\n"
        "problem: |-\n"
        "  第一行\n"
        "  第二行\n"
        "causes:\n"
        "  - 甲\n"
        '  - "no"\n'
        "measures:\n"
        "  - what: 对账\n"
        "    due: 2018-07-31\n"
        "  - what: |\n"
        "      一\n"
        "      二\n"
        "evidence:\n"
        "  - at: a/b.pdf\n"
        "    title: 清单\n"
        "events:\n"
        "  - event: progress\n"
        "    on: 2018-06-01\n"
        "    recorded: 2018-06-02\n"
        "    by: guotuju\n"
        '    note: "已核对: 三笔"\n'
    )


def test_truth_is_written_only_where_it_is_not_the_default() -> None:
    paper = Filing("guotuju-2018-3047192", "guotuju", "月报", ("progress/guotuju/2018-05",), MAY, MAY)
    nil = Filing("guotuju-2018-3047192", "guotuju", "月报", ("progress/guotuju/2018-05",), MAY, MAY, nil=True)
    assert "nil" not in render_record(paper)
    assert "nil: true\n" in render_record(nil)
    assert reads_as(render_record(nil), nil, "x.yaml")


@pytest.mark.parametrize("text", [text for text in AWKWARD + MORE_LINES if is_legal(text)])
def test_awkward_texts_read_back_equal(text: str) -> None:
    record = with_problem(text)
    assert reads_as(record_text(record, "x.yaml"), record, "x.yaml")


@settings(max_examples=120, deadline=None)
@given(RECORDS)
def test_every_legal_record_reads_back_equal(record: Record) -> None:
    record_text(record, "x.yaml")


@settings(max_examples=80, deadline=None)
@given(RECORDS, st.sampled_from(["1.1", "1.2"]))
def test_readers_of_either_version_of_yaml_see_the_same_texts(record: Record, version: str) -> None:
    yaml = YAML(typ="safe", pure=True)
    yaml.version = version
    seen = yaml.load(render_record(record).replace("\non: ", '\n"on": '))
    assert seen.get("title", record.title) == record.title
    assert seen["unit"] == record.unit
    if isinstance(record, Issue):
        assert [measure["what"] for measure in seen.get("measures", [])] == [m.what for m in record.measures]
        assert seen.get("problem") == record.problem
        assert tuple(seen.get("causes", ())) == record.causes


@settings(max_examples=120, deadline=None)
@given(st.text(st.characters(codec=None), max_size=40))
def test_any_other_text_is_refused_before_anything_is_written(text: str) -> None:
    record = with_problem(text)
    try:
        assert reads_as(record_text(record, "x.yaml"), record, "x.yaml")
    except NotWritable:
        assert not is_legal(text) or any(ord(character) >= 0xFDD0 for character in text)


@pytest.mark.parametrize(
    ("problem", "said"),
    [("a\x1b[31m", "U+001B"), ("a\u202eb", "U+202E"), ("a\tb", "Tab"), ("\ud800", "UTF-8"), (" \n ", "空白"),
     ("a\u2028b", "U+2028"), ("a\rb", "U+000D"), ("长" * 9000, "9000"), ("长" * 90000, "字节")],
)  # fmt: skip
def test_a_refusal_says_what_and_where_without_repeating_it(problem: str, said: str) -> None:
    with pytest.raises(NotWritable) as refusal:
        record_text(with_problem(problem), "ledger/x.yaml")
    assert said in refusal.value.message.zh
    assert "problem" in refusal.value.message.zh or "字节" in said
    assert problem not in refusal.value.message.zh
