"""The encoding of the 2018 plan against an independent transcription of the document."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from real_plan import real_plan
from ybq_ledger.domain.names import Names, written
from ybq_ledger.model.plan import Assignment, Milestone, Work
from ybq_ledger.model.schedule import Fixed, Recurring, Undated

DEPARTMENTS, TOWNS, PARKS = "区直各有关部门", "各镇（办事处）", "各园区"
ALL_GROUPS = [DEPARTMENTS, TOWNS, PARKS]
RJB = "区软环境建设办公室"

# As the document writes them, in its order: leads, units responsible, groups.
TRANSCRIPTION: dict[str, tuple[list[str], list[str], list[str]]] = {
    "t1": (
        ["区编委办"],
        ["区政府办公室（法制办）", "区发改局", "区商务局", "区市场监督管理局", "区行政审批局", RJB],
        ALL_GROUPS,
    ),
    "t2": (
        [],
        ["区发改局", "区经信局", "区商务局", "区招商局", "区重点企业工作办公室", "区自贸区协调对接事务中心"],
        [TOWNS, PARKS],
    ),
    "t3": ([], [], []),
    "t4": (
        [],
        [
            "区政府办（法制办）", "区发改局", "区规划建设局", "区经信局", "区金融办", "区商务局", "区编委办",
            "区市场监督管理局", "区人社局", "区行政审批局", "区公安局", "区国税局", "熊岳国税局", "区地税局",
            "熊岳地税局", "区国土局", "区不动产登记中心",
        ],
        [TOWNS, PARKS],
    ),
    "t5": ([], [RJB], ALL_GROUPS),
    "a1": (
        [RJB],
        [
            "区纪委", "区委组织部", "区委宣传部", "区委办公室", "区政府办公室", "区编办", "区发改局", "区商务局",
            "区招商局", "区人社局",
        ],
        ALL_GROUPS,
    ),
    "a2": (["区行政审批局"], ["区政府办公室", "区编委办", "区信息化建设管理中心", RJB], ALL_GROUPS),
    "a3": ([RJB], ["区纪委", "区委组织部", "区编委办", "区政府办公室"], ALL_GROUPS),
    "a4": (
        ["区经信局"],
        [
            "区政府办公室（法制办）", "区发改局", "区人社局", "区交通局", "区水利局", "区市场监管局", "区金融办",
            "区工商联",
        ],
        ALL_GROUPS,
    ),
    "a5": (
        [RJB],
        [
            "区发改局", "区商务局", "区公安局", "区司法局", "区环保局", "区综合执法局", "区市场监管局", "区行政审批局",
            "区房屋征收局", "区人大办公室", "区政协办公室", "区法院", "区国税局", "熊岳国税局", "区地税局",
            "熊岳地税局", "区消防大队", "区供电公司",
        ],
        ALL_GROUPS,
    ),
    "a6": (
        ["区委宣传部（文明办）"],
        [
            "区发改局（物价局）", "区市场监管局", "区卫计局", "区公安局", "区教育局", "区交通局", "区综合执法局", RJB,
            "区旅游局",
        ],
        ALL_GROUPS,
    ),
    "a7": (["区国土局", "区财政局"], ["区规划建设局"], ALL_GROUPS),
    "a8": (
        ["区财政局"],
        ["区政府办（法制办）", "区规划建设局", "区交通局", RJB],
        ["区直有关部门", TOWNS, PARKS],
    ),
    "a9": (
        [],
        ["区公安局", "区公用事业与房产局", "区规划建设局", "区国资局", "区消防大队", "区供电公司"],
        [],
    ),
    "a10": (["区编委办", "区政府办公室（法制办）"], [RJB], ALL_GROUPS),
    "a11": (
        ["区商务局"],
        ["区编委办", "区发改局", "区经信局", RJB, "区重点企业工作办公室", "区自贸区协调对接事务中心"],
        ALL_GROUPS,
    ),
    "a12": (["区委宣传部"], ["区党校", RJB, "区广播电视台", "区信息中心", "区网络信息中心"], ALL_GROUPS),
}  # fmt: skip

ALIKE = (
    ("区编委办", "区编办"),
    ("区市场监督管理局", "区市场监管局"),
    ("区政府办公室", "区政府办"),
    ("区政府办公室", "区政府办公室（法制办）"),
    ("区政府办公室", "区政府办（法制办）"),
    ("区发改局", "区发改局（物价局）"),
    ("区委宣传部", "区委宣传部（文明办）"),
)
APART = (
    "区信息化建设管理中心", "区信息中心", "区网络信息中心", "区国税局", "熊岳国税局", "区地税局", "熊岳地税局",
    "区国土局", "区国资局", "区委办公室", "区政府办公室",
)  # fmt: skip


def work(identifier: str) -> Work:
    return next(work for work in real_plan().works if work.id == identifier)


def milestone(identifier: str) -> Milestone:
    return next(milestone for milestone in real_plan().milestones if milestone.id == identifier)


def as_written(assignments: tuple[Assignment, ...]) -> list[str]:
    units = Names(real_plan()).units
    return [written(assignment, units[assignment.unit]) for assignment in assignments]


def test_the_transcription_and_the_encoding_hold_the_same_tasks_and_actions() -> None:
    assert {work.id for work in real_plan().works} == set(TRANSCRIPTION)
    assert [len(real_plan().tasks), len(real_plan().actions)] == [5, 12]


@pytest.mark.parametrize("identifier", TRANSCRIPTION)
def test_leads_and_units_responsible_are_those_of_the_document_in_its_order_and_spelling(identifier: str) -> None:
    encoded = work(identifier)
    groups = [group.as_written for group in encoded.groups]
    assert (as_written(encoded.leads), as_written(encoded.responsible), groups) == TRANSCRIPTION[identifier]


@pytest.mark.parametrize("identifier", TRANSCRIPTION)
def test_every_spelling_leads_to_the_unit_it_is_encoded_as(identifier: str) -> None:
    names = Names(real_plan())
    for assignment in (*work(identifier).leads, *work(identifier).responsible):
        found = names.unit(written(assignment, names.units[assignment.unit]))
        assert found is not None
        assert found.code == assignment.unit


def test_a_bracketed_office_stands_on_its_own_assignment() -> None:
    offices = {
        (encoded.id, assignment.unit): assignment.office
        for encoded in real_plan().works
        for assignment in (*encoded.leads, *encoded.responsible)
        if assignment.office
    }
    assert offices == {
        ("t1", "zhengfuban"): "法制办", ("t4", "zhengfuban"): "法制办", ("a4", "zhengfuban"): "法制办",
        ("a8", "zhengfuban"): "法制办", ("a10", "zhengfuban"): "法制办", ("a6", "xuanchuanbu"): "文明办",
        ("a6", "fagaiju"): "物价局",
    }  # fmt: skip


def test_there_are_48_units_each_named_somewhere() -> None:
    units = {unit.code for unit in real_plan().units}
    named = {a.unit for encoded in real_plan().works for a in (*encoded.leads, *encoded.responsible)}
    assert len(real_plan().units) == len(units) == 48
    assert units == named


def test_every_name_code_and_alias_resolves_to_its_unit() -> None:
    names = Names(real_plan())
    for unit in real_plan().units:
        for word in (unit.code, unit.name, unit.en, *unit.aliases):
            assert names.unit(word) is unit, word


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_spellings_of_one_body_are_one_unit(one: str, other: str) -> None:
    names = Names(real_plan())
    assert names.unit(one) is names.unit(other) is not None


def test_bodies_that_only_look_alike_stay_apart() -> None:
    names = Names(real_plan())
    assert len({unit.code for word in APART if (unit := names.unit(word))}) == len(APART)


def test_bodies_outside_the_district_governments_command_are_marked() -> None:
    outside = {unit.name for unit in real_plan().units if unit.command == "outside"}
    assert outside == {
        "区纪委", "区人大办公室", "区政协办公室", "区法院", "区国税局", "熊岳国税局", "区地税局", "熊岳地税局",
        "区消防大队", "区供电公司",
    }  # fmt: skip


def test_the_document_and_what_it_rests_on() -> None:
    document = real_plan().document
    assert document.issued == date(2018, 3, 30)
    assert document.issuer.zh == "中共营口市鲅鱼圈区委员会办公室"
    assert document.title.zh == "2018年鲅鱼圈区优化营商环境建设工作实施方案"
    assert [basis.number for basis in document.basis] == [None, "辽软环境发〔2018〕1号", "营委办发〔2018〕4号"]
    assert document.coordinator == "ruanjianban"


def test_six_goals_with_every_figure_they_state() -> None:
    assert [goal.number for goal in real_plan().goals] == [1, 2, 3, 4, 5, 6]
    figures = {(goal.id, target.at_least): 0 for goal in real_plan().goals for target in goal.targets}
    assert set(figures) == {("g1", 100), ("g2", 100), ("g2", 80), ("g3", 100)}
    assert Counter(goal.id for goal in real_plan().goals for _ in goal.targets) == {"g1": 2, "g2": 2, "g3": 1}


def test_the_goals_actions_are_marked_as_editorial_and_some_stay_unassigned() -> None:
    assigned = {identifier for goal in real_plan().goals for identifier in goal.actions}
    assert all(goal.convention for goal in real_plan().goals if goal.actions)
    assert {"a5", "a6"} & assigned == set()


@pytest.mark.parametrize(
    ("identifier", "day", "owner", "per"),
    [
        ("sub-plan", date(2018, 5, 20), "leads", "action"),
        ("lists", date(2018, 5, 20), "leads", "action"),
        ("rectification", date(2018, 9, 30), "participants", "unit"),
        ("summary", date(2018, 12, 15), "leads", "action"),
    ],
)
def test_the_fixed_dates_of_the_document(identifier: str, day: date, owner: str, per: str) -> None:
    duty = milestone(identifier)
    assert isinstance(duty.due, Fixed)
    assert (duty.due.on, duty.owed_by, duty.per, duty.actions) == (day, owner, per, None)


def test_progress_is_one_paper_per_unit_and_month_from_may_to_september() -> None:
    duty = milestone("progress")
    assert duty.due == Recurring("recurring", "month", "last", "2018-05", "2018-09")
    assert (duty.owed_by, duty.per, duty.to) == ("participants", "unit", "coordinator")
    assert duty.convention


def test_the_meeting_of_action_5_is_held_every_quarter_from_the_second() -> None:
    duty = milestone("quarterly-meeting")
    assert duty.due == Recurring("recurring", "quarter", "last", "2018-Q2", "2018-Q4")
    assert (duty.owed_by, duty.answer, duty.actions) == ("coordinator", "activity", ("a5",))
    assert duty.convention


@pytest.mark.parametrize(
    ("identifier", "words"),
    [
        ("kickoff", "第一时间"), ("policy-publicity", "第一时间"), ("publicise-experience", "届时"),
        ("commendation", "届时"), ("neglect-exposed", "届时"), ("cases-published", "分批"),
        ("online-approval", "逐步"), ("hospital-booking", "逐步"), ("mobilisation", "未定"), ("work-plan", "未定"),
        ("unit-lists", "未定"), ("help-teams", "未定"), ("bans-check", "未定"),
    ],
)  # fmt: skip
def test_duties_without_a_date_keep_the_documents_words_for_when(identifier: str, words: str) -> None:
    assert milestone(identifier).due == Undated("undated", words)


def test_the_limits_on_complaints() -> None:
    limits = {limit.id: (limit.count, limit.unit, limit.after, limit.replaces) for limit in real_plan().limits}
    assert limits["reply"] == (7, "working-days", "receipt", None)
    assert limits["resolve"] == (30, "working-days", "receipt", None)
    assert limits["resolve-extended"] == (3, "months", "receipt", "resolve")


def test_the_phases_days_are_ours_and_say_so() -> None:
    assert [phase.number for phase in real_plan().phases] == [1, 2, 3, 4]
    assert all(phase.convention for phase in real_plan().phases if phase.starts or phase.ends)


def test_no_group_has_a_member_the_document_does_not_give() -> None:
    assert all(group.members is None for group in real_plan().groups)
    assert all(group.members is None for encoded in real_plan().works for group in encoded.groups)
