"""The life of a record: states, due dates, lateness and illegal events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ybq_ledger.domain.timeline import happened, timeline, was_overdue
from ybq_ledger.model import event as happening
from ybq_ledger.model.record import Filing, Issue
from ybq_ledger.model.record_types import FILING_MOVES, ISSUE_MOVES

DUE = date(2018, 9, 30)
ISSUE = Issue(
    "guotuju-2018-3047195", "guotuju", "t", "self-check", date(2018, 5, 8), recorded=date(2018, 5, 10), action="a7"
)  # fmt: skip


def on(month: int, day: int) -> date:
    return date(2018, month, day)


def rectify(day: date) -> happening.Rectify:
    return happening.Rectify("rectify", day, day, "guotuju")


def verify(day: date) -> happening.Verify:
    return happening.Verify("verify", day, day, "caizhengju")


def close(day: date) -> happening.Close:
    return happening.Close("close", day, day, "ruanjianban")


def send_back(day: date) -> happening.Return:
    return happening.Return("return", day, day, "caizhengju", "不完整")


def with_events(*events: happening.IssueEvent) -> Issue:
    return replace(ISSUE, events=events)


def test_the_day_of_the_rectification_decides_not_the_day_of_closing() -> None:
    line = timeline(with_events(rectify(on(9, 28)), verify(on(10, 12)), close(on(10, 12))), DUE)
    point = line.on(on(10, 12))
    assert point is not None
    assert (point.state, point.settled) == ("closed", on(9, 28))
    assert not was_overdue(line, on(10, 12))


def test_a_returned_rectification_lets_the_clock_run_on_as_if_it_had_not_stopped() -> None:
    line = timeline(with_events(rectify(on(9, 28)), send_back(on(10, 12)), rectify(on(10, 15))), DUE)
    returned = line.on(on(10, 12))
    again = line.on(on(10, 15))
    assert returned is not None and again is not None
    assert (returned.state, returned.settled) == ("open", None)
    assert again.settled == on(10, 15)
    assert was_overdue(line, on(10, 12))


def test_what_was_recorded_later_is_not_known_earlier() -> None:
    late_entry = happening.Return("return", on(9, 29), on(10, 12), "caizhengju", "不完整")
    issue = with_events(rectify(on(9, 28)), late_entry)
    known = happened(issue, on(10, 1), known_on=on(10, 1))
    all_known = happened(issue, on(10, 1))
    assert known is not None and all_known is not None
    assert [event.event for event in known.events] == ["rectify"]
    assert [event.event for event in all_known.events] == ["rectify", "return"]


def test_a_record_does_not_exist_before_it_began_or_was_recorded() -> None:
    assert happened(ISSUE, on(5, 7)) is None
    assert happened(ISSUE, on(5, 8)) is not None
    assert happened(ISSUE, on(5, 9), known_on=on(5, 9)) is None


def test_closing_before_rectifying_is_a_problem_and_changes_nothing() -> None:
    line = timeline(with_events(close(on(6, 1))), DUE)
    assert [problem.name for problem in line.problems] == ["illegal-event"]
    assert line.points[-1].state == "open"


def test_an_extension_moves_the_date_only_if_approved_before_it_ran_out() -> None:
    def approve(day: date) -> happening.ApproveExtension:
        return happening.ApproveExtension("approve-extension", day, day, "ruanjianban", on(10, 31), "天气", "区长")

    in_time = timeline(with_events(approve(DUE)), DUE)
    too_late = timeline(with_events(approve(on(10, 1))), DUE)
    assert in_time.points[-1].due == on(10, 31)
    assert in_time.first_due == DUE
    assert too_late.points[-1].due == DUE
    assert [problem.name for problem in too_late.problems] == ["extension-too-late"]


def test_an_application_for_an_extension_changes_nothing() -> None:
    apply = happening.ApplyExtension("apply-extension", on(9, 1), on(9, 1), "guotuju", on(10, 31), "天气")
    assert timeline(with_events(apply), DUE).points[-1].due == DUE


def test_a_transfer_keeps_the_clock_and_changes_the_holder() -> None:
    transfer = happening.Transfer("transfer", on(6, 1), on(6, 2), "guotuju", "caizhengju", "职责")
    point = timeline(with_events(transfer), DUE).points[-1]
    assert (point.unit, point.due, point.state) == ("caizhengju", DUE, "open")


def test_late_entries_find_their_place_by_the_day_they_happened() -> None:
    late_entry = happening.Progress("progress", on(6, 1), on(9, 30), "guotuju", "补录")
    line = timeline(with_events(rectify(on(9, 28)), late_entry), DUE)
    assert not line.problems
    assert line.points[-1].state == "rectified"


def test_a_correction_mends_the_opening_day_in_the_open() -> None:
    correct = happening.Correct(
        "correct", on(6, 1), on(6, 1), "guotuju", "found_on", "2018-05-08", "2018-05-03", "笔误"
    )
    assert timeline(with_events(correct), DUE).points[0].day == on(5, 3)


def test_a_returned_paper_keeps_the_day_it_first_came() -> None:
    paper = Filing("guotuju-2018-3047195", "guotuju", "t", ("progress/guotuju/2018-05",), on(5, 30), on(5, 30), events=(
        happening.Return("return", on(6, 1), on(6, 1), "ruanjianban", "缺章"),
        happening.Supplement("supplement", on(6, 4), on(6, 4), "guotuju"),
    ))  # fmt: skip
    line = timeline(paper, None)
    assert [point.state for point in line.points] == ["filed", "returned", "filed"]
    assert line.points[-1].settled == on(5, 30)


DAYS = st.integers(0, 300).map(lambda number: date(2018, 5, 8) + timedelta(days=number))
EVENTS = st.one_of(
    DAYS.map(rectify), DAYS.map(verify), DAYS.map(close), DAYS.map(send_back),
    DAYS.map(lambda day: happening.Progress("progress", day, day, "guotuju", "x")),
    DAYS.map(lambda day: happening.Reopen("reopen", day, day, "ruanjianban", "x")),
    DAYS.map(lambda day: happening.Void("void", day, day, "ruanjianban", "x")),
    st.tuples(DAYS, DAYS).map(
        lambda days: happening.ApproveExtension("approve-extension", days[0], days[0], "ruanjianban", days[1], "x", "区长")
    ),
)  # fmt: skip


def recount(issue: Issue, day: date) -> tuple[str, date | None, date | None]:
    """The slow way: replay every event up to `day`, one by one."""
    state, due, settled = "open", DUE, None
    for event in sorted(issue.events, key=lambda entry: entry.on):
        if event.on > day or event.event not in ISSUE_MOVES[state]:
            continue
        if isinstance(event, happening.ApproveExtension):
            if event.on > due or event.to <= due:
                continue
            due = event.to
        state = ISSUE_MOVES[state][event.event]
        if event.event == "rectify":
            settled = event.on
        if event.event in ("return", "reopen"):
            settled = None
    return state, due, settled


@settings(max_examples=400, deadline=None)
@given(st.lists(EVENTS, max_size=8), DAYS)
def test_any_order_of_events_gives_what_a_slow_replay_gives(events: list[happening.IssueEvent], day: date) -> None:
    issue = with_events(*events)
    point = timeline(issue, DUE).on(day)
    assert point is not None
    assert (point.state, point.due, point.settled) == recount(issue, day)


def test_every_move_leads_to_a_state_of_the_table() -> None:
    for moves in (ISSUE_MOVES, FILING_MOVES):
        assert {after for row in moves.values() for after in row.values()} <= set(moves)
