"""Makes up activities with findings, results, and readings of targets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ybq_ledger.commands import demo_texts as texts
from ybq_ledger.commands.demo_records import Maker
from ybq_ledger.domain.obligations import obligations, participants
from ybq_ledger.model.activity import Activity, Found, Reading, Result
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
