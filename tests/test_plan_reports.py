"""What `plan show` and `plan trace` say about the real plan."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from real_plan import real_plan
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Document, Table
from ybq_ledger.reports.plan_show import SECTIONS, show_plan
from ybq_ledger.reports.plan_trace import trace_plan

Data = dict[str, Any]


def shown(*sections: str) -> Data:
    data: Data = json.loads(json.dumps(show_plan(real_plan(), sections).data))
    return data


def traced() -> Data:
    data: Data = json.loads(json.dumps(trace_plan(real_plan()).data))
    return data


def tables(document: Document) -> list[Table]:
    return [part for part in document.parts if isinstance(part, Table)]


def test_the_whole_plan_has_every_section() -> None:
    data = shown()
    assert list(data) == ["plan", *SECTIONS]
    counts = {name: len(data[name]) for name in ("tasks", "actions", "units", "goals", "targets", "groups", "phases")}
    assert counts == {"tasks": 5, "actions": 12, "units": 48, "goals": 6, "targets": 5, "groups": 3, "phases": 4}


@pytest.mark.parametrize("section", SECTIONS)
def test_one_section_alone_holds_only_itself_and_the_plan(section: str) -> None:
    assert list(shown(section)) == ["plan", section]
    assert len(tables(show_plan(real_plan(), (section,)))) == 1


def test_the_section_plan_is_the_heading_alone() -> None:
    assert list(shown("plan")) == ["plan"]


def test_sections_keep_their_own_order_whatever_the_order_asked_for() -> None:
    assert list(shown("units", "actions")) == ["plan", "actions", "units"]


def test_an_action_has_its_units_with_their_spelling_always_filled_in() -> None:
    action = next(action for action in shown("actions")["actions"] if action["id"] == "a10")
    assert action["number"] == 10
    assert (action["title"], action["clause"]) == ("规范执法行为", "三.（三）.10")
    assert action["leads"] == [
        {"unit": "bianweiban", "as_written": "区编委办", "office": None},
        {"unit": "zhengfuban", "as_written": "区政府办公室（法制办）", "office": "法制办"},
    ]
    assert action["responsible"] == [{"unit": "ruanjianban", "as_written": "区软环境建设办公室", "office": None}]
    assert [group["as_written"] for group in action["groups"]] == ["区直各有关部门", "各镇（办事处）", "各园区"]


def test_every_text_has_an_english_twin() -> None:
    def walk(value: object) -> None:
        if isinstance(value, dict):
            for key in ("title", "gist", "support", "convention", "issuer", "excludes", "leading_group"):
                assert (key in value) == (f"{key}_en" in value)
                assert (value.get(key) is None) == (value.get(f"{key}_en") is None)
            for inner in value.values():
                walk(inner)
        if isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(shown())
    walk({key: value for key, value in traced().items() if key != "plan"})


def test_a_duty_shows_its_rule_whole() -> None:
    duties = {duty["id"]: duty for duty in shown("milestones")["milestones"]}
    assert duties["progress"]["due"] == {
        "rule": "recurring", "every": "month", "day": "last", "first": "2018-05", "last": "2018-09", "rest_day": None,
    }  # fmt: skip
    assert duties["summary"]["due"] == {"rule": "fixed", "on": "2018-12-15", "begins": None, "rest_day": None}
    assert duties["kickoff"]["due"] == {"rule": "undated", "words": "第一时间"}


def test_an_action_without_a_lead_stands_out_in_its_table() -> None:
    (table,) = tables(show_plan(real_plan(), ("actions",)))
    leads = table.rows[8][2]
    assert leads.style == "yellow"
    assert leads.value == Text("没有牵头部门", "no lead named")


def test_every_row_has_a_cell_for_every_column() -> None:
    for document in (show_plan(real_plan(), ()), trace_plan(real_plan())):
        for table in tables(document):
            assert {len(row) for row in table.rows} == {len(table.columns)}


def test_every_clause_is_encoded_or_a_heading_or_explained() -> None:
    data = traced()
    for clause in data["clauses"]:
        assert clause["encoded"] or clause["heading"] or clause["not_encoded"], clause["clause"]
    counts = data["counts"]
    assert counts["unexplained"] == 0
    assert counts["clauses"] == counts["encoded"] + counts["headings"] + counts["not_encoded"] == len(data["clauses"])


def test_a_clause_lists_all_that_is_encoded_from_it() -> None:
    clauses = {clause["clause"]: clause for clause in traced()["clauses"]}
    found = [(entry["kind"], entry["id"]) for entry in clauses["四.（二）.第2段"]["encoded"]]
    assert found == [
        ("milestones", "sub-plan"), ("milestones", "lists"), ("milestones", "unit-lists"), ("limits", "supplement"),
    ]  # fmt: skip
    assert ("actions", "a9") in [(entry["kind"], entry["id"]) for entry in clauses["三.（三）.9"]["encoded"]]


def test_conventions_are_listed_apart_as_ours() -> None:
    ours = {entry["id"]: entry for entry in traced()["conventions"]}
    assert {"progress", "quarterly-meeting", "lights", "rest_days", "p1", "g1", "supplement"} <= set(ours)
    assert "summary" not in ours
    assert ours["progress"]["convention"]


def test_an_unexplained_clause_is_counted_and_shown() -> None:
    plan = real_plan()
    bare = replace(plan.clauses[2], not_encoded=None)
    document = trace_plan(replace(plan, clauses=(*plan.clauses[:2], bare, *plan.clauses[3:])))
    assert document.data["counts"]["unexplained"] == 1  # type: ignore[index]
    assert tables(document)[0].rows[2][2].style == "yellow"
