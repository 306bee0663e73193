"""Adding an event changes nothing else in a file that people have edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from record_values import FILING_EVENTS, FILINGS, ISSUE_EVENTS, ISSUES, LINES
from ybq_ledger.model.event import Close, FilingEvent, IssueEvent, Progress
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.record import Event, Filing, Issue, Record
from ybq_ledger.store.canonical import render_record
from ybq_ledger.store.editing import append_event
from ybq_ledger.store.read_back import NotWritable, reads_as
from ybq_ledger.store.strict import value_in

JUNE = date(2018, 6, 1)
EVENT = Progress("progress", JUNE, JUNE, "guotuju", "已核对三笔\n另有两笔")
OPENING = """\
# 国土局的记录
id: guotuju-2018-3047192
unit: guotuju   # 单位
title: '单引号的题目'

source: self-check
found_on: 2018-05-08
recorded: 2018-05-10
action: a7
"""


def is_only_longer(old: str, new: str) -> bool:
    """Whether the old lines all stand in the new text, in order, around one run of added lines."""
    before, after = old.splitlines(), new.splitlines()
    head = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    return before[head:] == after[len(after) - (len(before) - head) :]


def check_appended(old: str, event: Event, shape: type[Record]) -> str:
    new = append_event(old, event, "x.yaml", shape)
    was = value_in(old.encode(), "x.yaml", shape).value
    assert was is not None
    wanted: Record = replace(was, events=(*was.events, event))  # type: ignore[arg-type]
    assert reads_as(new, wanted, "x.yaml")
    return new


@settings(max_examples=80, deadline=None)
@given(ISSUES, ISSUE_EVENTS)
def test_a_canonical_issue_grows_by_lines_at_its_end(record: Issue, event: IssueEvent) -> None:
    old = render_record(record)
    new = check_appended(old, event, Issue)
    assert new.startswith(old)
    assert new == render_record(replace(record, events=(*record.events, event)))


@settings(max_examples=50, deadline=None)
@given(FILINGS, FILING_EVENTS)
def test_a_canonical_filing_grows_by_lines_at_its_end(record: Filing, event: FilingEvent) -> None:
    old = render_record(record)
    assert check_appended(old, event, Filing).startswith(old)


@settings(max_examples=80, deadline=None)
@given(ISSUES, ISSUE_EVENTS, st.data())
def test_comments_and_blank_lines_that_people_added_stay(record: Issue, event: IssueEvent, data: st.DataObject) -> None:
    lines = render_record(record).splitlines()
    tops = [number for number, line in enumerate(lines) if line[:1].isalpha()] + [len(lines)]
    for number in sorted(data.draw(st.sets(st.sampled_from(tops), max_size=4)), reverse=True):
        remark = data.draw(st.sampled_from(["", "# 备注", "  # 缩进的备注", "# a: b", "\n# 两行\n# 备注\n"]))
        lines[number:number] = remark.split("\n")
    old = "\n".join(lines) + data.draw(
        st.sampled_from(["\n", "", "\n\n", "  # 行尾\n" if record.events == () else "\n"])
    )
    if value_in(old.encode(), "x.yaml", Issue).value != record:
        return  # the remark fell into a text
    assert is_only_longer(old, check_appended(old, event, Issue))


@settings(max_examples=50, deadline=None)
@given(st.lists(ISSUE_EVENTS, min_size=1, max_size=4), LINES)
def test_events_one_after_the_other_give_the_same_file_as_all_at_once(events: list[IssueEvent], title: str) -> None:
    record = Issue("guotuju-2018-3047192", "guotuju", title, "self-check", JUNE, JUNE, "a7")
    text = render_record(record)
    for event in events:
        text = append_event(text, event, "x.yaml", Issue)
    assert text == render_record(replace(record, events=tuple(events)))


@pytest.mark.parametrize(
    "tail",
    [
        "",
        "# 末尾备注\n",
        "problem: |-\n  第一行\n  # 不是备注\n",
        "problem: |+\n  第一行\n\n\n",
        "events:\n- event: close  # 短横顶格\n  on: 2018-06-01\n  recorded: 2018-06-01\n  by: guotuju\n",
        "events:\n    -   event: close\n        on: 2018-06-01\n        recorded: 2018-06-01\n        by: guotuju\n",
        "events:\n  - {event: close, on: 2018-06-01, recorded: 2018-06-01, by: guotuju}  # 行内\n",
        "events:\n  # 备注\n  - event: close\n    on: 2018-06-01\n    recorded: 2018-06-01\n    by: guotuju\n    note: |-\n"
        "      文字\n      # 仍是文字\n\n# 下面是期限\ndeadline: 2018-06-30\n",
        "events:\n  - event: close\n    on: 2018-06-01\n    recorded: 2018-06-01\n    by: guotuju\n\n\n",
    ],
)
def test_every_layout_in_lines_only_gains_lines(tail: str) -> None:
    assert is_only_longer(OPENING + tail, check_appended(OPENING + tail, EVENT, Issue))


def test_an_empty_list_becomes_a_list_of_lines() -> None:
    new = check_appended(OPENING + "events: []  # 暂无\ndeadline: 2018-06-30\n", EVENT, Issue)
    assert "\nevents:  # 暂无\n  - event: progress\n" in new
    assert new.endswith("\ndeadline: 2018-06-30\n")


def test_a_list_in_brackets_keeps_its_comments() -> None:
    line = "events: [{event: close, on: 2018-06-01, recorded: 2018-06-01, by: guotuju}]  # 行尾\n"
    new = check_appended(OPENING + line, EVENT, Issue)
    for remark in ("# 国土局的记录", "# 单位", "# 行尾", "'单引号的题目'"):
        assert remark in new


def test_windows_line_ends_stay_windows_line_ends() -> None:
    old = OPENING.replace("\n", "\r\n")
    new = check_appended(old, EVENT, Issue)
    assert new.startswith(old)
    assert new.count("\r\n") == new.count("\n")


def test_a_last_text_without_a_line_end_keeps_its_meaning() -> None:
    check_appended(OPENING + "problem: |\n  第一行", EVENT, Issue)


def test_nothing_is_added_to_a_file_that_cannot_be_read() -> None:
    for broken in (OPENING + "title: 又一个\n", OPENING.replace("2018-05-08", "5月8日"), ""):
        with pytest.raises(CannotRun, match="cannot be read as it is"):
            append_event(broken, EVENT, "x.yaml", Issue)


def test_an_event_that_no_file_may_hold_is_refused() -> None:
    for note in ("a\x1bb", "a\u202eb", "长" * 9000):
        with pytest.raises(NotWritable):
            append_event(OPENING, replace(EVENT, note=note), "x.yaml", Issue)
    with pytest.raises(NotWritable):
        append_event(OPENING, Close("close", JUNE, JUNE, "Not A Code"), "x.yaml", Issue)


def test_the_kind_of_record_is_found_from_its_fields() -> None:
    new = append_event(OPENING, EVENT)
    assert new == append_event(OPENING, EVENT, "x.yaml", Issue)
    with pytest.raises(CannotRun):
        append_event("a: 1\n", EVENT)
