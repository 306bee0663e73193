"""From nodes to values: strict types, and every mistake named at its place with its remedy."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from ybq_ledger.model.event import Progress, Rectify
from ybq_ledger.model.finding import Finding
from ybq_ledger.model.plan import Goal, Unit
from ybq_ledger.model.record import Filing, Issue, Measure
from ybq_ledger.model.record_types import RECORD_TYPES
from ybq_ledger.model.schedule import Recurring
from ybq_ledger.store.strict import value_in

BAD = Path(__file__).parent / "bad"
ISSUE = (BAD / "good-issue.yaml").read_text(encoding="utf-8")


def findings(text: str, shape: type = Issue) -> list[Finding]:
    read = value_in(text.encode(), "f", shape)
    assert read.value is None
    return list(read.findings)


def found(text: str, shape: type = Issue) -> list[str]:
    return [f"{finding.rule.id} {finding.place.line}:{finding.place.column}" for finding in findings(text, shape)]


def test_a_good_issue_becomes_a_plain_value_of_the_model() -> None:
    issue = value_in(ISSUE.encode(), "f", Issue).value
    assert issue is not None
    assert issue.found_on == date(2018, 5, 8)
    assert issue.measures == (Measure("与财政局核对台账", "利用科", date(2018, 7, 31)),)
    assert issue.problem == "三家企业的出让金返还逾期，\n最长一笔已逾期两年。"
    assert [type(event) for event in issue.events] == [Progress, Rectify]


def test_a_good_filing_becomes_a_plain_value_of_the_model() -> None:
    filing = value_in((BAD / "good-filing.yaml").read_bytes(), "f", Filing).value
    assert filing is not None
    assert filing.answers == ("progress/guotuju/2018-05",)


def test_all_mistakes_of_a_file_are_found_in_one_run() -> None:
    text = ISSUE
    for old, new in [
        ("title:", "titel:"), ("self-check", "selfcheck"), ("2018-05-08", "2018-02-30"), ("2018-05-10", "5月10日"),
        ("a7", "A7"), ("2018-07-31", "31.7.2018"), ("event: progress", "event: progres"), ("by: guotuju\n    evi", "evi"),
    ]:  # fmt: skip
        assert old in text
        text = text.replace(old, new, 1)
    assert sorted(found(text)) == sorted(
        ["S202 3:1", "S204 4:9", "S206 5:11", "S205 6:11", "S211 7:9", "S205 14:10", "S204 16:12", "S201 21:5"]
    )


def test_a_misspelt_field_is_one_mistake_not_also_a_missing_one() -> None:
    (finding,) = findings(ISSUE.replace("title:", "titel:"))
    assert finding.message.zh == "没有“titel”这个字段，是不是“title”？"
    assert finding.message.en == "there is no field `titel`; did you mean `title`?"


def test_a_field_unlike_any_other_gets_no_guess() -> None:
    (finding,) = findings(ISSUE + "qqqq: 1\n")
    assert finding.message.en == "there is no field `qqqq`"
    assert "measures" in finding.hint.en


def test_a_missing_field_says_what_it_is_for() -> None:
    (finding,) = findings(ISSUE.replace("source: self-check\n", ""))
    assert finding.hint.zh == "补上：source（问题来源）"
    assert finding.hint.en == "add it: source (how it came to be known)"


def test_two_missing_fields_of_one_list_item_are_two_findings() -> None:
    text = ISSUE.replace("    on: 2018-06-01\n    recorded: 2018-06-02\n", "")
    assert [finding.facts["field"] for finding in findings(text)] == ["on", "recorded"]


def test_an_unknown_event_lists_the_events_there_are() -> None:
    (finding,) = findings(ISSUE.replace("event: rectify", "event: rectified"))
    assert "是不是“rectify”" in finding.message.zh
    assert "approve-extension" in finding.hint.zh


def test_a_value_of_the_wrong_kind_says_what_it_should_be_and_what_it_is() -> None:
    (finding,) = findings(ISSUE.replace("利用科", "12"))
    assert finding.message.en == "this should be text, but it is a number"
    assert finding.hint.en == "put quotes round it"


def test_a_union_of_words_and_numbers_names_both() -> None:
    (finding,) = findings("rule: recurring\nevery: month\nday: 500\n", Recurring)
    assert finding.rule.id == "S204"
    assert finding.hint.en.endswith("saturday, sunday, 1–366")


def test_places_inside_tagged_events_are_exact() -> None:
    assert found(ISSUE.replace("recorded: 2018-08-21", "recorded: 2018-08-32")) == ["S206 23:15"]
    assert found(ISSUE.replace("      - at: 附件/返还凭证.pdf", "      - at: 7")) == ["S203 26:13"]


def test_a_field_that_stands_where_it_does_not_belong_is_found_in_flow_style_too() -> None:
    text = "id: g1\nnumber: 1\ntitle: {zh: 甲, en: a, fr: b}\nclause: 二.一\ngist: {zh: 甲, en: a}\n"
    assert found(text, Goal) == ["S202 3:23"]


def test_null_is_no_value_for_an_optional_field() -> None:
    assert found("code: a\nname: 甲\nen: a\nvalid_to: null\n", Unit) == ["Y117 4:1"]


def test_what_follows_from_an_earlier_mistake_is_not_reported_again() -> None:
    assert found(ISSUE.replace("title: 出", "title: &a 出").replace("guotuju-2018-3047192", "guotuju")) == [
        "Y111 3:8",
        "S211 1:5",
    ]
    assert found(ISSUE.replace("source: self-check", "source: no")) == ["Y116 4:9"]


@pytest.mark.parametrize("length", [200, 201])
def test_a_title_may_have_two_hundred_characters(length: int) -> None:
    read = value_in(ISSUE.replace("出让金返还逾期未到位", "长" * length).encode(), "f", Issue)
    assert (read.value is None) == (length > 200)


def test_every_field_of_every_record_type_refuses_a_list_of_lists() -> None:
    for kind in RECORD_TYPES:
        for field in fields(kind.shape):
            rules = {finding.rule.id for finding in findings(f"{field.name}: [[]]\n", kind.shape)}
            assert rules & {"S203", "S204", "S211"}, field.name
