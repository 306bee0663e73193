"""How a deadline came to be, step by step: the clause, the day it starts from, each move, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import ybq_ledger.domain.deadlines as deadlines
from ybq_ledger.domain.clocks import main_limit
from ybq_ledger.domain.due import rectification
from ybq_ledger.domain.standing import Standing
from ybq_ledger.domain.view import View
from ybq_ledger.model.deadline import Step
from ybq_ledger.model.ladder import Rung
from ybq_ledger.model.language import Text
from ybq_ledger.model.obligation import Obligation
from ybq_ledger.model.plan import Limit, Milestone
from ybq_ledger.model.record import Issue
from ybq_ledger.model.record_types import BY_KIND
from ybq_ledger.model.repayment import Repayment
from ybq_ledger.model.schedule import Relative, Undated
from ybq_ledger.model.supervision import Act, Instruction
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.why_steps import about_steps, event_steps, instalment_steps, succession_steps
from ybq_ledger.reports.wording import day_text, due_text, lateness, same, units_text


@dataclass(frozen=True, slots=True)
class Basis:
    """What a deadline rests on: a clause of the plan, one of our conventions, or the record itself."""

    text: Text
    clause: str | None = None
    milestone: str | None = None
    convention: Text | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One time limit of an item: its standing, what it rests on, and how it was counted."""

    standing: Standing
    basis: Basis
    steps: list[Step]


def why(view: View, item: Standing) -> Document:
    """Explain every deadline of one record or duty: its own first, then the other clocks that run on it."""
    own = Section(item, basis_of(view, item), steps_of(view, item))
    others = [clock_section(view, clock) for clock in item.clocks]
    parts = [part for section in (own, *others) for part in section_parts(view, section)]
    clocks = [section_data(section) for section in others]
    return Document("why", tuple(parts), section_data(own) | {"clocks": clocks})


def clock_section(view: View, clock: Standing) -> Section:
    """A time limit other than the record's own due date."""
    limit = next(limit for limit in view.plan.limits if limit.id == clock.kind)
    steps = limit_steps(view, limit, clock.begins)
    rest_day = view.plan.document.rest_days.relative
    counted = deadlines.count(view.calendar, clock.begins, limit.count, limit.unit, rest_day).day
    if clock.addressee and clock.first_due and clock.first_due != counted:
        steps = fixed_steps(view, clock.first_due)
    return Section(clock, limit_basis(limit), steps)


def limit_basis(limit: Limit) -> Basis:
    """A time limit's clause and convention."""
    text = Text(f"方案 {limit.clause}：{limit.title.zh}", f"the plan, {limit.clause}: {limit.title.en}")
    return Basis(text, limit.clause, None, limit.convention)


def limit_steps(view: View, limit: Limit, start: date) -> list[Step]:
    """Every counted and skipped day of a time limit."""
    rest_day = view.plan.document.rest_days.relative
    return list(deadlines.explain(view.calendar, start, limit.count, limit.unit, rest_day))


def own_limit(view: View, item: Standing) -> Limit | None:
    """The limit that is a record's own due date, unless the record has a deadline of its own."""
    kind = BY_KIND.get(item.kind)
    if kind is None or isinstance(item.source, Obligation | None):
        return None
    if kind.deadline and getattr(item.source, kind.deadline):
        return None
    limit = main_limit(view.plan, item.source)
    if limit is None or not isinstance(item.source, Issue):
        return limit
    rest_day = view.plan.document.rest_days.relative
    counted = deadlines.count(view.calendar, item.begins, limit.count, limit.unit, rest_day).day
    return limit if counted == item.first_due else None


def basis_of(view: View, item: Standing) -> Basis:
    """The clause or convention behind the first due date."""
    if isinstance(item.source, Obligation):
        return milestone_basis(item.source.milestone)
    limit = own_limit(view, item)
    if limit:
        return limit_basis(limit)
    if isinstance(item.source, Act):
        return act_basis(view, item.source)
    milestone = rectification(view.plan, item.source) if isinstance(item.source, Issue) else None
    if isinstance(item.source, Issue) and item.source.deadline:
        return Basis(Text("问题自定的时限", "the issue's own deadline"))
    if milestone and item.first_due:
        return milestone_basis(milestone)
    if isinstance(item.source, Issue):
        text = Text(
            "发现时已过方案的整改时限，须自定时限",
            "found after the plan's rectification date: it needs its own deadline",
        )
        return Basis(text)
    return Basis(WRITTEN if item.due else NO_DEADLINE)


def act_basis(view: View, act: Act) -> Basis:
    """The rung of the ladder an act stands on; its day to answer by is the rung's own, or one written in the act."""
    rung = next((rung for rung in view.plan.rungs if rung.id == act.kind), None)
    if rung is None:
        return Basis(WRITTEN if act.answer_by else NO_DEADLINE)
    text = Text(f"方案 {rung.clause}：{rung.title.zh}", f"the plan, {rung.clause}: {rung.title.en}")
    if not act.answer_by:
        return Basis(Text(f"{text.zh}，无须回复", f"{text.en}; asks for no answer"), rung.clause, None, rung.convention)
    if rung_behind(view, act) is None:
        return Basis(
            Text(f"{text.zh}；回复期限是文书写明的", f"{text.en}; the day to answer by is its own"), rung.clause
        )
    ours = Text(
        f"没写回复期限的，{rung.answer} 个工作日内回复", f"{rung.answer} working days to answer, where none is written"
    )
    return Basis(text, rung.clause, None, ours)


def rung_behind(view: View, act: Act) -> Rung | None:
    """The rung whose own number of days gives the act's day to answer by."""
    rung = next((rung for rung in view.plan.rungs if rung.id == act.kind and rung.answer), None)
    counted = view.calendar.add(act.issued_on, rung.answer) if rung and rung.answer else None
    return rung if counted and counted == act.answer_by else None


WRITTEN = Text("记录写明的时限", "the date written in the record")
NO_DEADLINE = Text("没有时限", "no deadline")


def milestone_basis(milestone: Milestone) -> Basis:
    """A milestone's clause and, where it has one, the convention that completes it."""
    clause = milestone.clause
    text = Text(f"方案 {clause}：{milestone.title.zh}", f"the plan, {clause}: {milestone.title.en}")
    return Basis(text, clause, milestone.id, milestone.convention)


def steps_of(view: View, item: Standing) -> list[Step]:
    """First the counting of the first due date, then every extension."""
    if isinstance(item.source, Obligation):
        return duty_steps(view, item.source) + succession_steps(view, item)
    if isinstance(item.source, Repayment):
        return instalment_steps(view, item.source) + succession_steps(view, item)
    limit = own_limit(view, item)
    rung = rung_behind(view, item.source) if isinstance(item.source, Act) else None
    if limit:
        steps = limit_steps(view, limit, item.begins)
    elif rung and rung.answer:
        steps = list(deadlines.explain(view.calendar, item.begins, rung.answer, "working-days"))
    else:
        steps = [] if item.first_due is None else fixed_steps(view, item.first_due)
    if isinstance(item.source, Act | Instruction):
        steps += about_steps(view, item.source)
    return steps + event_steps(view, item) + succession_steps(view, item)


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


def section_parts(view: View, section: Section) -> list[Line | Table]:
    """The explanation of one deadline for people."""
    item, basis, steps = section.standing, section.basis, section.steps
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
        lines.append(steps_table(steps))
    due, late = due_text(item), lateness(item)
    standing = late.value if isinstance(late.value, Text) else same(str(late.value))
    end = Text(f"期限 {due.zh}；截至 {view.as_of}：{standing.zh}", f"due {due.en}; as of {view.as_of}: {standing.en}")
    return [*lines, Line(end, late.style)]


def steps_table(steps: list[Step]) -> Table:
    """Every step in order."""
    columns = (
        Column("date", Text("日期", "Date")), Column("text", Text("说明", "What")),
        Column("notice", Text("依据通知", "Notice"), drop=2),
    )  # fmt: skip
    rows = tuple(
        (Cell(day_text(step.day)), Cell(step.text, "faint" if step.kind == "skipped" else "plain"), Cell(step.notice))
        for step in steps
    )
    return Table(columns, rows)


def section_data(section: Section) -> dict[str, object]:
    """The JSON object of cli.md for one deadline."""
    item, basis = section.standing, section.basis
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title.zh,
        "title_en": item.title.en,
        "due": str(item.due) if item.due else None,
        "first_due": str(item.first_due) if item.first_due else None,
        "basis": basis_data(basis),
        "steps": [step_data(step) for step in section.steps],
        "provisional": item.provisional,
        "settled": str(item.settled) if item.settled else None,
        "overdue": item.overdue,
        "late": item.late,
        "days_late": item.days_late,
    }  # fmt: skip


def basis_data(basis: Basis) -> dict[str, object]:
    """What a deadline rests on, as JSON."""
    return {
        "text": basis.text.zh, "text_en": basis.text.en, "clause": basis.clause, "milestone": basis.milestone,
        "convention": basis.convention.zh if basis.convention else None,
        "convention_en": basis.convention.en if basis.convention else None,
    }  # fmt: skip


def step_data(step: Step) -> dict[str, object]:
    """One step as JSON."""
    return {
        "kind": step.kind, "date": str(step.day), "number": step.number, "text": step.text.zh, "text_en": step.text.en,
        "notice": step.notice,
    }  # fmt: skip
