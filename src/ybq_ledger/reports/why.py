"""How a deadline came to be, step by step: the clause, the day it starts from, each move, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import ybq_ledger.domain.deadlines as deadlines
from ybq_ledger.domain.standing import Standing, rectification
from ybq_ledger.domain.view import View
from ybq_ledger.model.deadline import Step
from ybq_ledger.model.event import ApplyExtension, ApproveExtension
from ybq_ledger.model.language import Text
from ybq_ledger.model.obligation import Obligation
from ybq_ledger.model.plan import Milestone
from ybq_ledger.model.record import Issue
from ybq_ledger.model.schedule import Relative, Undated
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.wording import day_text, due_text, lateness, same, units_text


@dataclass(frozen=True, slots=True)
class Basis:
    """What a deadline rests on: a clause of the plan, one of our conventions, or the record itself."""

    text: Text
    clause: str | None = None
    milestone: str | None = None
    convention: Text | None = None


def why(view: View, item: Standing) -> Document:
    """Explain one issue's or duty's deadline."""
    basis = basis_of(view, item)
    steps = steps_of(view, item)
    return Document("why", parts(view, item, basis, steps), data(item, basis, steps))


def basis_of(view: View, item: Standing) -> Basis:
    """The clause or convention behind the first due date."""
    if isinstance(item.source, Obligation):
        return milestone_basis(item.source.milestone)
    if isinstance(item.source, Issue) and item.source.deadline:
        return Basis(Text("问题自定的时限", "the issue's own deadline"))
    milestone = rectification(view.plan, item.source) if isinstance(item.source, Issue) else None
    if milestone is None or item.first_due is None:
        return Basis(
            Text(
                "发现时已过方案的整改时限，须自定时限",
                "found after the plan's rectification date: it needs its own deadline",
            )
        )
    return milestone_basis(milestone)


def milestone_basis(milestone: Milestone) -> Basis:
    """A milestone's clause and, where it has one, the convention that completes it."""
    clause = milestone.clause
    text = Text(f"方案 {clause}：{milestone.title.zh}", f"the plan, {clause}: {milestone.title.en}")
    return Basis(text, clause, milestone.id, milestone.convention)


def steps_of(view: View, item: Standing) -> list[Step]:
    """First the counting of the first due date, then every extension."""
    if isinstance(item.source, Obligation):
        return duty_steps(view, item.source)
    steps = [] if item.first_due is None else fixed_steps(view, item.first_due)
    if isinstance(item.source, Issue):
        steps += extension_steps(item)
    return steps


def duty_steps(view: View, duty: Obligation) -> list[Step]:
    """The counting of a duty's due date by its rule."""
    rule = duty.milestone.due
    if isinstance(rule, Undated):
        text = Text(
            f"方案只写“{rule.words}”，没有日期，不计逾期", f"the plan says only “{rule.words}”: no date, never overdue"
        )
        return [Step("fixed", duty.begins, text)]
    if isinstance(rule, Relative) and duty.due:
        start = view.plan.issued if rule.after == "issue" else duty.begins
        return list(
            deadlines.explain(
                view.calendar, start, rule.count, rule.unit, rule.rest_day or view.plan.document.rest_days.relative
            )
        )
    return fixed_steps(view, duty.due.nominal, duty.due.day) if duty.due else []


def fixed_steps(view: View, nominal: date, due: date | None = None) -> list[Step]:
    """A date as written: kept or moved on a rest day, and the last working day on or before it (reading 8)."""
    info = view.calendar.info(nominal)
    steps = [
        Step("fixed", nominal, Text(f"时限写明为 {nominal}，含当日", f"the date as written is {nominal}, inclusive"))
    ]
    if due and due != nominal:
        steps.append(
            Step("moved", due, Text(f"当天休息，移到 {due}", f"a rest day: moved to {due}"), notice=info.notice)
        )
    elif not info.working:
        act_by = view.calendar.on_or_before(nominal)
        text = Text(
            f"当天休息，时限不变；最后一个工作日是 {act_by}",
            f"a rest day, but kept as written; last working day: {act_by}",
        )
        steps.append(Step("kept", nominal, text, notice=info.notice))
    elif info.kind == "make-up":
        text = Text("当天是周末，但按通知调休上班", "a weekend day worked by notice")
        steps.append(Step("kept", nominal, text, notice=info.notice))
    if info.provisional:
        text = Text("该日所在年份的放假通知尚未录入，暂定", "no notice for that day's year yet: provisional")
        steps.append(Step("provisional", nominal, text))
    return steps


def extension_steps(item: Standing) -> list[Step]:
    """Each application (moves nothing) and each approval, with what it did."""
    steps = []
    due = item.first_due
    for event in sorted(item.source.events, key=lambda entry: entry.on) if isinstance(item.source, Issue) else ():
        if isinstance(event, ApplyExtension):
            text = Text(f"申请延至 {event.to}，时限不变", f"asked to extend to {event.to}; moves nothing")
            steps.append(Step("kept", event.on, text))
        elif isinstance(event, ApproveExtension) and (due is None or event.on <= due < event.to):
            text = Text(f"{event.approver} 批准延至 {event.to}", f"{event.approver} granted {event.to}")
            steps.append(Step("extended", event.on, text))
            due = event.to
        elif isinstance(event, ApproveExtension):
            text = Text(
                f"批准延至 {event.to} 无效：批准时原时限已过或新时限不晚于原时限",
                f"grant of {event.to} is void: too late, or not later",
            )
            steps.append(Step("kept", event.on, text))
    return steps


def parts(view: View, item: Standing, basis: Basis, steps: list[Step]) -> tuple[Line | Table, ...]:
    """The explanation for people."""
    holders = units_text(view, item.units)
    lines: list[Line | Table] = [
        Line(
            Text(f"{item.id} · {item.title.zh} · {holders.zh}", f"{item.id} · {item.title.en} · {holders.en}"), "strong"
        ),
        Line(Text(f"依据：{basis.text.zh}", f"basis: {basis.text.en}")),
    ]
    if basis.convention:
        text = basis.convention
        lines.append(
            Line(Text(f"本系统约定（非方案原文）：{text.zh}", f"our convention, not the plan's: {text.en}"), "faint")
        )
    if steps:
        columns = (Column("date", Text("日期", "Date")), Column("number", Text("第几日", "No."), "right", 1),
                   Column("text", Text("说明", "What")), Column("notice", Text("依据通知", "Notice"), drop=2))  # fmt: skip
        rows = tuple(
            (Cell(day_text(step.day)), Cell(step.number), Cell(step.text), Cell(step.notice)) for step in steps
        )
        lines.append(Table(columns, rows))
    due, late = due_text(item), lateness(item)
    standing = late.value if isinstance(late.value, Text) else same(str(late.value))
    lines.append(
        Line(
            Text(
                f"期限 {due.zh}；截至 {view.as_of}：{standing.zh}", f"due {due.en}; as of {view.as_of}: {standing.en}"
            ),
            late.style,
        )
    )
    return tuple(lines)


def data(item: Standing, basis: Basis, steps: list[Step]) -> dict[str, object]:
    """The JSON object of cli.md."""
    return {
        "id": item.id,
        "kind": item.kind,
        "due": str(item.due) if item.due else None,
        "first_due": str(item.first_due) if item.first_due else None,
        "basis": {
            "text": basis.text.zh, "text_en": basis.text.en, "clause": basis.clause, "milestone": basis.milestone,
            "convention": basis.convention.zh if basis.convention else None,
            "convention_en": basis.convention.en if basis.convention else None,
        },
        "steps": [step_data(step) for step in steps],
        "provisional": item.provisional,
        "settled": str(item.settled) if item.settled else None,
        "overdue": item.overdue,
        "late": item.late,
        "days_late": item.days_late,
    }  # fmt: skip


def step_data(step: Step) -> dict[str, object]:
    """One step as JSON."""
    return {
        "kind": step.kind, "date": str(step.day), "number": step.number, "text": step.text.zh, "text_en": step.text.en,
        "notice": step.notice,
    }  # fmt: skip
