"""Makes up activities with findings, results, and readings of targets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ybq_ledger.commands import demo_texts as texts
from ybq_ledger.commands.demo_records import Maker
from ybq_ledger.domain.obligations import obligations, participants
from ybq_ledger.model.activity import Activity, ActivityKind, Found, Reading, Result, ResultKind
from ybq_ledger.model.record import Issue

INSPECTIONS = 6
ISSUES_PER_INSPECTION = 2
QUARTER = 91


def make_answers(maker: Maker, through: date) -> Iterator[Activity | Result]:
    """Something for most of the dated activities and some of the undated duties."""
    for duty in obligations(maker.plan, maker.calendar, through):
        chosen = maker.chance.random() < (0.8 if duty.due else 0.3)
        if not chosen or duty.milestone.answer not in ("activity", "result"):
            continue
        unit = maker.chance.choice(duty.units)
        start = duty.due.day - timedelta(days=20) if duty.due else duty.begins
        day = max(duty.begins, start + timedelta(days=maker.chance.randint(0, 24)))
        title = f"{texts.MARK}{duty.milestone.title.zh} {duty.period}"
        if duty.milestone.answer == "activity":
            yield Activity(
                id=maker.new_id(unit, day), unit=unit, kind="meeting" if duty.due else "other", title=title, held_on=day,
                recorded=maker.recorded(day), answers=(duty.id,), evidence=maker.proof(),
            )  # fmt: skip
        else:
            yield Result(
                id=maker.new_id(unit, day), unit=unit, kind="rule", title=title, made_on=day,
                recorded=maker.recorded(day), answers=(duty.id,), document=maker.proof(),
            )  # fmt: skip


def make_inspections(maker: Maker) -> Iterator[Activity | Issue]:
    """Inspections, each with what it found and the issues that came of a part of it."""
    for _ in range(INSPECTIONS):
        day = maker.later(maker.plan.issued, 20, 120)
        work = maker.chance.choice([work for work in maker.plan.actions if participants(maker.plan, work)])
        units = maker.chance.sample(participants(maker.plan, work), min(3, len(participants(maker.plan, work))))
        found = tuple(
            Found(
                f"{texts.MARK}{maker.chance.choice(texts.SUBJECTS)}{maker.chance.choice(texts.FAULTS)}", unit, work.id
            )
            for unit in units
        )
        inspection = Activity(
            id=maker.new_id(maker.coordinator, day), unit=maker.coordinator, kind="inspection",
            title=f"{texts.MARK}明查暗访", held_on=day, recorded=maker.recorded(day), actions=(work.id,), found=found,
        )  # fmt: skip
        yield inspection
        for entry in found[:ISSUES_PER_INSPECTION]:
            unit = entry.unit or maker.coordinator
            yield Issue(
                id=maker.new_id(unit, day), unit=unit, title=entry.what, source="inspection", found_on=day,
                recorded=inspection.recorded, action=work.id, origin=inspection.id,
            )  # fmt: skip


OCCASIONS: tuple[tuple[ActivityKind, str], ...] = (
    ("survey", "企业和群众测评"), ("publicity", "营商环境宣传周"), ("visit", "帮扶团队走访企业"), ("training", "党校营商环境专题课"),
    ("exposure", "失信行为曝光"), ("meeting", "联席会议"), ("other", "窗口开放日"),
)  # fmt: skip
"""An activity of every kind that is neither an inspection nor an assessment."""
INDICATORS = ("开办企业", "办理建筑许可", "获得电力供应", "登记财产")
OUTCOMES: tuple[tuple[ResultKind, str], ...] = (
    ("rule", "首问负责登记制度"), ("roadmap", "园区经验推广时间表路线图"), ("experience", "容缺受理经验"), ("platform", "非公经济服务平台"),
    ("other", "办事指南汇编"),
)  # fmt: skip
"""A result of every kind."""


def make_occasions(maker: Maker) -> Iterator[Activity | Issue | Result]:
    """An activity and a result of each kind, and an assessment whose weak points became issues by indicator."""
    works = [work for work in maker.plan.actions if participants(maker.plan, work)]
    for kind, title in OCCASIONS if works else ():
        work, day = maker.chance.choice(works), maker.later(maker.plan.issued, 20, 160)
        unit = maker.chance.choice(participants(maker.plan, work))
        yield Activity(
            id=maker.new_id(unit, day), unit=unit, kind=kind, title=texts.MARK + title, held_on=day,
            recorded=maker.recorded(day), actions=(work.id,), summary=texts.MARK + "情况已汇总", evidence=maker.proof(),
        )  # fmt: skip
    for made, title in OUTCOMES if works else ():
        work, day = maker.chance.choice(works), maker.later(maker.plan.issued, 40, 170)
        unit = maker.chance.choice(participants(maker.plan, work))
        yield Result(
            id=maker.new_id(unit, day), unit=unit, kind=made, title=texts.MARK + title, made_on=day,
            recorded=maker.recorded(day), actions=(work.id,), document=maker.proof(),
        )  # fmt: skip
    yield from make_assessment(maker)


def make_assessment(maker: Maker) -> Iterator[Activity | Issue]:
    """A third party's report with a weak point for each indicator, each an issue of a unit of the last task with units."""
    tasks = [work for work in maker.plan.works if participants(maker.plan, work)]
    work = next(
        (each for each in maker.plan.tasks[::-1] if each in tasks and len(participants(maker.plan, each)) > 3), None
    )
    if work is None:
        return
    day = maker.later(maker.plan.issued, 30, 60)
    units = maker.chance.sample(
        participants(maker.plan, work), min(len(INDICATORS), len(participants(maker.plan, work)))
    )
    found = tuple(
        Found(f"{texts.MARK}{maker.chance.choice(texts.FAULTS)}", unit, work.id, indicator)
        for unit, indicator in zip(units, INDICATORS, strict=False)
    )
    report = Activity(
        id=maker.new_id(maker.coordinator, day), unit=maker.coordinator, kind="assessment",
        title=f"{texts.MARK}第三方评估报告", held_on=day, recorded=maker.recorded(day), actions=(work.id,), found=found,
        evidence=maker.proof(),
    )  # fmt: skip
    yield report
    for entry in found:
        unit = entry.unit or maker.coordinator
        yield Issue(
            id=maker.new_id(unit, day), unit=unit, title=f"{entry.indicator}：{entry.what}", source="assessment",
            found_on=day, recorded=report.recorded, task=work.id, origin=report.id,
        )  # fmt: skip


def make_readings(maker: Maker) -> Iterator[Reading]:
    """Each target read at the end of up to three quarters, with more and more of it done."""
    for target in [target for goal in maker.plan.goals for target in goal.targets]:
        share = maker.chance.uniform(0.7, 0.97)
        for number in range(1, maker.chance.randint(1, 4)):
            day = maker.plan.issued + timedelta(days=QUARTER * number)
            total = maker.chance.randint(80, 1200)
            share = min(1.0, share + maker.chance.uniform(-0.02, 0.1))
            yield Reading(
                id=maker.new_id(maker.coordinator, day), unit=maker.coordinator, target=target.id, measured_on=day,
                recorded=maker.recorded(day), numerator=int(total * share), denominator=total, source="第三方机构",
                evidence=maker.proof(),
            )  # fmt: skip
