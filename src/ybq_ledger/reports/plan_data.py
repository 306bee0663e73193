"""The encoded plan as plain JSON values: Chinese in each text field, English in its `_en` twin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

from ybq_ledger.domain.names import written
from ybq_ledger.model.ladder import Rung, Score
from ybq_ledger.model.language import Text
from ybq_ledger.model.plan import (
    Assignment,
    Goal,
    Group,
    GroupAssignment,
    Limit,
    Mechanism,
    Milestone,
    Phase,
    Plan,
    Target,
    Unit,
    Work,
)

Json = dict[str, object]


def twins(key: str, text: Text | None) -> Json:
    """A text field and its English twin; both null where there is none."""
    return {key: text.zh if text else None, f"{key}_en": text.en if text else None}


def iso(day: date | None) -> str | None:
    """A day as JSON holds it."""
    return day.isoformat() if day else None


def plan_json(plan: Plan) -> Json:
    """The document and the settings that hold for all of it."""
    document = plan.document
    lights, rest_days = document.lights, document.rest_days
    return {
        "id": document.id, **twins("title", document.title), "clause": document.clause,
        **twins("issuer", document.issuer), "issued": iso(document.issued), "number": document.number,
        "language": document.language, "time_zone": document.time_zone, "coordinator": document.coordinator,
        **twins("leading_group", document.leading_group),
        "lights": {"default": lights.default, "reply": lights.reply, **twins("convention", lights.convention)},
        "rest_days": {
            "fixed": rest_days.fixed, "recurring": rest_days.recurring, "relative": rest_days.relative,
            **twins("convention", rest_days.convention),
        },
    }  # fmt: skip


def documents_json(plan: Plan) -> list[Json]:
    """The documents the plan rests on."""
    return [
        {**twins("title", basis.title), "number": basis.number, "clause": basis.clause} for basis in plan.document.basis
    ]


def goal_json(_: Plan, goal: Goal) -> Json:
    """A goal with the actions editors assigned to it."""
    return {
        "id": goal.id, "number": goal.number, **twins("title", goal.title), "clause": goal.clause,
        **twins("gist", goal.gist), "targets": [target.id for target in goal.targets], "actions": list(goal.actions),
        **twins("convention", goal.convention),
    }  # fmt: skip


def target_json(goal: Goal, target: Target) -> Json:
    """A target with its goal; `at_least` is in per cent."""
    return {
        "id": target.id, "goal": goal.id, **twins("title", target.title), "at_least": target.at_least,
        **twins("excludes", target.excludes), "clause": target.clause,
    }  # fmt: skip


def targets_json(plan: Plan) -> list[Json]:
    """Every target of every goal."""
    return [target_json(goal, target) for goal in plan.goals for target in goal.targets]


def work_json(plan: Plan, work: Work) -> Json:
    """A task or action with its units in the document's order and spelling."""
    decision = work.designated_lead
    return {
        "id": work.id, "number": work.number, **twins("title", work.title), "aliases": list(work.aliases),
        "clause": work.clause, **twins("gist", work.gist),
        "leads": [assignment_json(plan, assignment) for assignment in work.leads],
        "responsible": [assignment_json(plan, assignment) for assignment in work.responsible],
        "groups": [group_assignment_json(group) for group in work.groups],
        "designated_lead": decision and {
            "unit": decision.unit, "decision": decision.decision, "on": iso(decision.on), "acting": decision.acting,
        },
    }  # fmt: skip


def assignment_json(plan: Plan, assignment: Assignment) -> Json:
    """A named unit; `as_written` is always filled."""
    unit = next((unit for unit in plan.units if unit.code == assignment.unit), None)
    return {"unit": assignment.unit, "as_written": written(assignment, unit), "office": assignment.office}


def group_assignment_json(group: GroupAssignment) -> Json:
    """A named group; `members` is null until somebody sets them."""
    return {
        "group": group.group,
        "as_written": group.as_written,
        "members": None if group.members is None else list(group.members),
    }


def unit_json(_: Plan, unit: Unit) -> Json:
    """A unit with all its spellings."""
    return {
        "code": unit.code, "name": unit.name, "name_en": unit.en, "aliases": list(unit.aliases),
        "command": unit.command, "valid_from": iso(unit.valid_from), "valid_to": iso(unit.valid_to),
        "successors": list(unit.successors),
        "posts": [{"post": post.post, "name": post.name, "phone": post.phone} for post in unit.posts],
    }  # fmt: skip


def group_json(_: Plan, group: Group) -> Json:
    """A group; `relative`: its members differ from task to task."""
    return {
        "id": group.id, "name": group.name, "name_en": group.en, "aliases": list(group.aliases),
        "relative": group.relative, "members": None if group.members is None else list(group.members),
    }  # fmt: skip


def phase_json(_: Plan, phase: Phase) -> Json:
    """A phase."""
    return {
        "id": phase.id, "number": phase.number, **twins("title", phase.title), "clause": phase.clause,
        **twins("gist", phase.gist), "starts": iso(phase.starts), "ends": iso(phase.ends),
        **twins("convention", phase.convention),
    }  # fmt: skip


def milestone_json(_: Plan, milestone: Milestone) -> Json:
    """A duty; `actions` is null where it is about every special action."""
    return {
        "id": milestone.id, **twins("title", milestone.title), "clause": milestone.clause,
        "also": list(milestone.also), "owed_by": milestone.owed_by, "per": milestone.per,
        "answer": milestone.answer, "to": milestone.to, "due": schedule_json(milestone.due),
        "actions": None if milestone.actions is None else list(milestone.actions), "named": list(milestone.named),
        "groups": [group_assignment_json(group) for group in milestone.groups], "phase": milestone.phase,
        **twins("convention", milestone.convention),
    }  # fmt: skip


def schedule_json(schedule: Any) -> Json:
    """Every field of the rule that a duty follows."""
    values = {field.name: getattr(schedule, field.name) for field in fields(schedule)}
    return {name: iso(value) if isinstance(value, date) else value for name, value in values.items()}


def limit_json(_: Plan, limit: Limit) -> Json:
    """A time limit on a kind of record."""
    return {
        "id": limit.id, **twins("title", limit.title), "record": limit.record, "count": limit.count,
        "unit": limit.unit, "after": limit.after, "replaces": limit.replaces,
        "kinds": list(limit.kinds), "owed_by": limit.owed_by, "until": list(limit.until), "restarts": list(limit.restarts), "clause": limit.clause,
        **twins("convention", limit.convention),
    }  # fmt: skip


def rung_json(_: Plan, rung: Rung) -> Json:
    """A rung of the escalation ladder; `days` and `pause` are working days."""
    return {
        "id": rung.id, **twins("title", rung.title), "days": rung.days, "pause": rung.pause,
        **twins("approver", rung.approver), "outside": rung.outside, "answer": rung.answer, "clause": rung.clause,
        **twins("convention", rung.convention),
    }  # fmt: skip


def score_json(_: Plan, score: Score) -> Json:
    """A line of the scoring; points are decimals as text."""
    return {
        "id": score.id, **twins("title", score.title), "record": score.record, "kinds": list(score.kinds),
        "measure": score.measure, "points": str(score.points), "most": str(score.most), "clause": score.clause,
        **twins("convention", score.convention),
    }  # fmt: skip


def mechanism_json(_: Plan, mechanism: Mechanism) -> Json:
    """A standing requirement and how the ledger supports it."""
    return {
        "id": mechanism.id, **twins("title", mechanism.title), "clause": mechanism.clause,
        "also": list(mechanism.also), **twins("support", mechanism.support),
        **twins("convention", mechanism.convention),
    }  # fmt: skip


LISTED: dict[str, Callable[[Plan, Any], Json]] = {
    "goals": goal_json,
    "tasks": work_json,
    "actions": work_json,
    "units": unit_json,
    "groups": group_json,
    "phases": phase_json,
    "milestones": milestone_json,
    "limits": limit_json,
    "rungs": rung_json,
    "scores": score_json,
    "mechanisms": mechanism_json,
}
"""The plan's lists and how one entry of each is written."""


def section_json(plan: Plan, section: str) -> list[Json]:
    """One section of `plan show`."""
    if section == "documents":
        return documents_json(plan)
    if section == "targets":
        return targets_json(plan)
    return [LISTED[section](plan, value) for value in getattr(plan, section)]
