"""Counts deadlines by law: the starting day is not counted, and a last day of rest moves on (民法典 200–204)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.deadline import Due, Step
from ybq_ledger.model.language import Text
from ybq_ledger.model.schedule import RestDay, Unit

GENERAL_PROVISIONS = (date(2017, 10, 1), date(2020, 12, 31))
"""In force: the General Provisions of the Civil Law of 2017 (民法总则); from 2021 on the Civil Code (民法典)."""


def law_of(day: date) -> Text:
    """The law by which a period beginning on `day` is counted."""
    if day > GENERAL_PROVISIONS[1]:
        return Text("民法典第200—204条", "Civil Code, articles 200-204")
    if day >= GENERAL_PROVISIONS[0]:
        return Text("民法总则第200—204条", "General Provisions of the Civil Law, articles 200-204")
    return Text("民法通则第154条", "General Principles of the Civil Law, article 154")


def fixed(calendar: WorkingCalendar, day: date, rest_day: RestDay = "kept") -> Due:
    """A date as written; a rest day moves it only where `rest_day` says so."""
    due = settle(calendar, day, rest_day)
    return Due(due, day, calendar.on_or_before(due), calendar.provisional(max(day, due)))


def count(calendar: WorkingCalendar, start: date, number: int, unit: Unit, rest_day: RestDay = "forward") -> Due:
    """The due date `number` working days, calendar days or months after `start`."""
    nominal = nominal_day(calendar, start, number, unit)
    due = settle(calendar, nominal, rest_day)
    provisional = calendar.provisional(max(nominal, due)) or calendar.provisional(start)
    return Due(due, nominal, calendar.on_or_before(due), provisional)


def nominal_day(calendar: WorkingCalendar, start: date, number: int, unit: Unit) -> date:
    """The last day of the period before any rest day moves it."""
    if unit == "working-days":
        return calendar.add(start, number)
    if unit == "calendar-days":
        return start + timedelta(days=number)
    from dateutil.relativedelta import relativedelta

    later: date = start + relativedelta(months=number)
    return later


def settle(calendar: WorkingCalendar, day: date, rest_day: RestDay) -> date:
    """The day itself, or the nearest working day on the side the rule says."""
    if rest_day == "forward":
        return calendar.on_or_after(day)
    return calendar.on_or_before(day) if rest_day == "back" else day


def explain(
    calendar: WorkingCalendar, start: date, number: int, unit: Unit, rest_day: RestDay = "forward"
) -> tuple[Step, ...]:
    """Every step of `count`: the starting day, each counted and each skipped day, the move at the end."""
    law = law_of(start)
    begin = Text(f"起算日，不计入（{law.zh}）", f"the starting day, not counted ({law.en})")
    steps = [Step("start", start, begin)]
    if unit == "working-days":
        steps += working_day_steps(calendar, start, number)
    else:
        nominal = nominal_day(calendar, start, number, unit)
        steps.append(Step("corresponding", nominal, corresponding(start, nominal, number, unit)))
    nominal, due = nominal_day(calendar, start, number, unit), count(calendar, start, number, unit, rest_day).day
    if due != nominal:
        text = Text(f"末日休息，移到 {due}", f"the last day is a rest day: moved to {due}")
        steps.append(Step("moved", due, text, notice=calendar.info(nominal).notice))
    if calendar.provisional(max(nominal, due)) or calendar.provisional(start):
        text = Text("涉及尚无放假通知的日子，暂定", "touches days that no notice settles yet: provisional")
        steps.append(Step("provisional", due, text))
    return tuple(steps)


def corresponding(start: date, nominal: date, number: int, unit: Unit) -> Text:
    """Where a count of months or calendar days ends."""
    if unit == "calendar-days":
        return Text(f"第 {number} 天", f"day {number}")
    if nominal.day == start.day:
        return Text(f"{number} 个月后的对应日", f"the corresponding day {number} months later")
    return Text(
        f"{number} 个月后没有对应日，取月末", f"no corresponding day {number} months later: the month's last day"
    )


def working_day_steps(calendar: WorkingCalendar, start: date, number: int) -> Iterator[Step]:
    """Every day up to the last counted one."""
    day, counted = start, 0
    while counted < number:
        day += timedelta(days=1)
        info = calendar.info(day)
        name = info.name or Text("周末", "weekend")
        if info.working:
            counted += 1
            suffix = Text("（调休上班）", " (make-up day)") if info.kind == "make-up" else Text("", "")
            text = Text(f"第 {counted} 个工作日{suffix.zh}", f"working day {counted}{suffix.en}")
            yield Step("counted", day, text, counted, info.notice)
        else:
            yield Step("skipped", day, Text(f"跳过：{name.zh}", f"skipped: {name.en}"), notice=info.notice)
