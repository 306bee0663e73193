"""Each rule over the plan finds its mistake at its place, and the real plan has only its known oddities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from real_plan import reading, real_plan
from ybq_ledger.checks.plan_rules import PLAN_RULES, check_plan
from ybq_ledger.model.finding import Finding, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Path, Place
from ybq_ledger.model.plan import Designation, GroupAssignment, Plan
from ybq_ledger.model.schedule import Fixed, Recurring, Relative

Change = Callable[[Plan], Plan]


def where(file: str, path: Path) -> Place:
    """A stand-in for a place that shows what was asked for."""
    return Place("/".join([file, *map(str, path)]))


def edit(field: str, index: int, **changes: object) -> Change:
    """A plan with one entry of one list changed."""

    def change(plan: Plan) -> Plan:
        listed = list(getattr(plan, field))
        listed[index] = replace(listed[index], **changes)
        return replace(plan, **{field: tuple(listed)})

    return change


def again(field: str) -> Change:
    """A plan whose first entry of one list stands in it twice."""
    return lambda plan: replace(plan, **{field: (*getattr(plan, field), getattr(plan, field)[0])})


def assign(index: int, role: str, **changes: object) -> Change:
    """A plan with the first assignment of one action changed."""

    def change(plan: Plan) -> Plan:
        first, *rest = getattr(plan.actions[index], role)
        return edit("actions", index, **{role: (replace(first, **changes), *rest)})(plan)

    return change


def position(field: str, identifier: str) -> int:
    return [entry.id for entry in getattr(real_plan(), field)].index(identifier)


SUMMARY = position("milestones", "summary")
LAST_CLAUSE = len(real_plan().clauses) - 1
ACTING = Designation("gonganju", "会议纪要第3期", date(2018, 6, 1), acting=True)
EVERY_MONTH = Recurring("recurring", "month", "last")
M = f"plan/milestones.yaml/milestones/{SUMMARY}"

CASES: dict[str, tuple[Change, str]] = {
    "P401 lead": (assign(6, "leads", unit="guotujuu"), "plan/actions.yaml/actions/6/leads/0/unit"),
    "P401 responsible": (assign(8, "responsible", unit="nobody"), "plan/actions.yaml/actions/8/responsible/0/unit"),
    "P401 coordinator": (
        lambda plan: replace(plan, document=replace(plan.document, coordinator="nobody")),
        "plan/plan.yaml/coordinator",
    ),
    "P401 designated lead": (
        edit("actions", 8, designated_lead=replace(ACTING, unit="nobody")),
        "plan/actions.yaml/actions/8/designated_lead/unit",
    ),
    "P401 successor": (edit("units", 0, successors=("nobody",)), "plan/units.yaml/units/0/successors/0"),
    "P401 member": (edit("groups", 1, members=("guotuju", "nobody")), "plan/groups.yaml/groups/1/members/1"),
    "P401 member on an action": (
        edit("actions", 0, groups=(GroupAssignment("departments", "区直各有关部门", ("nobody",)),)),
        "plan/actions.yaml/actions/0/groups/0/members/0",
    ),
    "P401 named": (edit("milestones", SUMMARY, owed_by="units", named=("nobody",)), f"{M}/named/0"),
    "P402 alias": (edit("units", 3, aliases=("区编办",)), "plan/units.yaml/units/3/aliases/0"),
    "P402 name in another width": (edit("units", 3, name="区政府办(法制办)"), "plan/units.yaml/units/3/name"),
    "P402 group": (edit("groups", 1, name="区国土局"), "plan/groups.yaml/groups/1/name"),
    "P403": (edit("actions", 0, leads=()), "plan/actions.yaml/actions/0/leads"),
    "P404": (edit("groups", 1, name="各街道"), "plan/groups.yaml/groups/1"),
    "P405 units": (edit("milestones", SUMMARY, owed_by="units"), f"{M}/owed_by"),
    "P405 leads": (edit("milestones", SUMMARY, actions=("a9",)), f"{M}/owed_by"),
    "P406 clause": (edit("milestones", SUMMARY, clause="六"), f"{M}/clause"),
    "P406 also": (edit("milestones", SUMMARY, also=("四.（四）.第1句", "六")), f"{M}/also/1"),
    "P406 target": (
        lambda plan: edit("goals", 0, targets=(replace(plan.goals[0].targets[0], clause="六"),))(plan),
        "plan/goals.yaml/goals/0/targets/0/clause",
    ),
    "P407": (
        edit("actions", 8, designated_lead=replace(ACTING, acting=False)),
        "plan/actions.yaml/actions/8/designated_lead",
    ),
    "P408": (edit("actions", 8, designated_lead=ACTING), "plan/actions.yaml/actions/8/designated_lead"),
    "P409 duty": (edit("milestones", SUMMARY, actions=("a1", "a13")), f"{M}/actions/1"),
    "P409 goal": (edit("goals", 0, actions=("a0",)), "plan/goals.yaml/goals/0/actions/0"),
    "P410": (edit("milestones", SUMMARY, phase="p9"), f"{M}/phase"),
    "P411 action": (
        edit("actions", 0, groups=(GroupAssignment("villages", "各村"),)),
        "plan/actions.yaml/actions/0/groups/0/group",
    ),
    "P411 duty": (
        edit("milestones", SUMMARY, owed_by="groups", groups=(GroupAssignment("villages", "各村"),)),
        f"{M}/groups/0/group",
    ),
    "P412": (
        edit("milestones", SUMMARY, due=Relative("relative", 5, "working-days", "milestone:nothing")),
        f"{M}/due/after",
    ),
    "P413": (edit("limits", 2, replaces="nothing"), "plan/limits.yaml/limits/2/replaces"),
    "P414 duty": (edit("milestones", SUMMARY, id="sub-plan"), f"{M}/id"),
    "P414 action like a task": (edit("actions", 0, id="t1"), "plan/actions.yaml/actions/0/id"),
    "P414 unit": (again("units"), "plan/units.yaml/units/48/code"),
    "P414 clause": (again("clauses"), f"plan/trace.yaml/clauses/{LAST_CLAUSE + 1}/clause"),
    "P415 unit": (
        edit("units", 0, valid_from=date(2019, 1, 1), valid_to=date(2018, 1, 1)),
        "plan/units.yaml/units/0/valid_to",
    ),
    "P415 phase": (edit("phases", 3, ends=date(2018, 9, 30)), "plan/phases.yaml/phases/3/ends"),
    "P415 fixed": (
        edit("milestones", SUMMARY, due=Fixed("fixed", date(2018, 5, 1), begins=date(2018, 5, 2))),
        f"{M}/due/on",
    ),
    "P415 recurring": (
        edit("milestones", SUMMARY, due=replace(EVERY_MONTH, first="2018-09", last="2018-05")),
        f"{M}/due/last",
    ),
    "P416": (edit("milestones", SUMMARY, due=replace(EVERY_MONTH, first="2018-Q2")), f"{M}/due/first"),
    "P417 number": (edit("milestones", SUMMARY, due=replace(EVERY_MONTH, day=32)), f"{M}/due/day"),
    "P417 weekday": (edit("milestones", SUMMARY, due=replace(EVERY_MONTH, day="friday")), f"{M}/due/day"),
    "P418 recurring start": (
        edit("milestones", SUMMARY, due=Relative("relative", 1, "months", "milestone:progress")),
        f"{M}/due/after",
    ),
    "P418 itself": (
        edit("milestones", SUMMARY, due=Relative("relative", 1, "months", "milestone:summary")),
        f"{M}/due/after",
    ),
    "P419": (assign(6, "leads", as_written="区财政局"), "plan/actions.yaml/actions/6/leads/0/as_written"),
    "P420": (
        edit("clauses", 2, not_encoded=None),
        "plan/trace.yaml/clauses/2/clause",
    ),
    "P421": (
        edit("clauses", 0, not_encoded=Text("没有", "nothing")),
        "plan/trace.yaml/clauses/0/not_encoded",
    ),
    "P422": (edit("phases", 1, starts=date(2018, 4, 15)), "plan/phases.yaml/phases/1/starts"),
    "P423 no end": (edit("units", 0, successors=("guotuju",)), "plan/units.yaml/units/0/successors"),
    "P423 itself": (
        lambda plan: edit("units", 0, valid_to=date(2018, 7, 31), successors=(plan.units[0].code,))(plan),
        "plan/units.yaml/units/0/successors",
    ),
    "P423 in a circle": (
        lambda plan: edit("units", 1, valid_to=date(2018, 7, 31), successors=(plan.units[0].code,))(
            edit("units", 0, valid_to=date(2018, 7, 31), successors=(plan.units[1].code,))(plan)
        ),
        "plan/units.yaml/units/0/successors",
    ),
    "P423 not there": (
        lambda plan: edit("units", 1, valid_from=date(2018, 9, 1))(
            edit("units", 0, valid_to=date(2018, 7, 31), successors=(plan.units[1].code,))(plan)
        ),
        "plan/units.yaml/units/0/successors",
    ),
    "P424": (edit("rungs", 2, days=0), "plan/escalation.yaml/rungs/2/days"),
    "P425 record": (edit("scores", 1, record="isue"), "plan/scoring.yaml/scores/1/record"),
    "P425 sign": (edit("scores", 1, most=Decimal("5.0")), "plan/scoring.yaml/scores/1/record"),
    "P427": (edit("units", 0, code="aux"), "plan/units.yaml/units/0/code"),
    "P426 until": (edit("limits", 0, until=("replied",)), "plan/limits.yaml/limits/0/until/0"),
    "P426 after": (edit("limits", 4, after="rectified"), "plan/limits.yaml/limits/4/after"),
}


def findings(plan: Plan) -> list[Finding]:
    return list(check_plan(plan, where))


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_found_by_its_rule_at_its_place(case: str) -> None:
    change, place = CASES[case]
    assert (case[:4], place) in [(finding.rule.id, finding.place.path) for finding in findings(change(real_plan()))]


def test_every_rule_has_a_case() -> None:
    assert {case[:4] for case in CASES} == {rule.id for rule, _ in PLAN_RULES}


def test_the_real_plan_has_its_known_oddities_and_no_error() -> None:
    found = [(finding.rule.name, finding.place.path) for finding in findings(real_plan())]
    assert found == [
        ("action-without-lead", "plan/actions.yaml/actions/8/leads"),
        ("group-without-members", "plan/groups.yaml/groups/0"),
        ("group-without-members", "plan/groups.yaml/groups/1"),
        ("group-without-members", "plan/groups.yaml/groups/2"),
    ]
    assert all(finding.rule.severity == Severity.warning for finding in findings(real_plan()))


def test_a_finding_stands_at_the_line_of_the_entry_it_is_about() -> None:
    found = next(check_plan(real_plan(), lambda file, path: reading().locate(file)(path)))
    lines = (reading().tree.root / found.place.path).read_text(encoding="utf-8").splitlines()
    assert lines[found.place.line - 1].strip() == "- id: a9"


@pytest.mark.parametrize("case", CASES)
def test_every_message_says_the_same_facts_in_both_languages(case: str) -> None:
    for finding in findings(CASES[case][0](real_plan())):
        for text in (finding.message, finding.hint):
            assert text.zh.strip() and text.en.strip()
            assert "{" not in text.zh + text.en


def test_a_designated_lead_ends_the_warning_about_a_missing_one() -> None:
    names = [f.rule.name for f in findings(edit("actions", 8, designated_lead=ACTING)(real_plan()))]
    assert "action-without-lead" not in names


def test_a_group_whose_members_are_set_everywhere_is_not_reported() -> None:
    plan = edit("groups", 1, members=("guotuju",))(real_plan())
    places = [finding.place.path for finding in findings(plan) if finding.rule.id == "P404"]
    assert places == ["plan/groups.yaml/groups/0", "plan/groups.yaml/groups/2"]
