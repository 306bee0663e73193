"""Counts deadlines by law: the starting day is not counted, and a last day of rest moves on (民法典 200–204)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ybq_ledger.domain.working_days import DayInfo, WorkingCalendar
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
    return due_on(calendar, day, settle(calendar, day, rest_day), day)


def count(calendar: WorkingCalendar, start: date, number: int, unit: Unit, rest_day: RestDay = "forward") -> Due:
    """The due date `number` working days, calendar days or months after `start`, which is not counted itself."""
    question = (start, number, unit, rest_day)
    found = calendar.counted.get(question)
    if found is None:
        nominal = nominal_day(calendar, start, number, unit)
        found = calendar.counted[question] = due_on(calendar, nominal, settle(calendar, nominal, rest_day), start)
    return found


def due_on(calendar: WorkingCalendar, nominal: date, due: date, start: date) -> Due:
    """A due date with its last working day; provisional where any day it was found by is (domain.md, the calendar)."""
    act_by = calendar.on_or_before(due)
    days = (start, nominal, due, act_by)
    return Due(due, nominal, act_by, calendar.provisional_between(min(days), max(days)))


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
    """Every step of `count`: the starting day, each counted and each skipped day, and where a rest day moved the end."""
    due, law = count(calendar, start, number, unit, rest_day), law_of(start)
    begin = Text(f"起算日，不计入（{law.zh}）", f"the starting day, not counted ({law.en})")
    steps = [Step("start", start, begin, notice=calendar.info(start).notice)]
    if unit == "working-days":
        steps += working_day_steps(calendar, start, due.nominal)
    else:
        ends = corresponding(start, due.nominal, number, unit)
        steps += [Step("corresponding", due.nominal, ends), *moves(calendar, due)]
    if due.provisional:
        text = Text("涉及尚无放假通知的日子，暂定", "touches days that no notice settles yet: provisional")
        steps.append(Step("provisional", due.day, text))
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


def moves(calendar: WorkingCalendar, due: Due) -> Iterator[Step]:
    """Each rest day between the end as counted and the day it moved to; or that it was kept although one of rest."""
    info = calendar.info(due.day)
    if due.day != due.nominal:
        way = 1 if due.day > due.nominal else -1
        for offset in range(abs((due.day - due.nominal).days)):
            yield skipped(calendar.info(due.nominal + timedelta(days=way * offset)))
        note, verb = make_up_note(info), Text("顺延到", "on") if way > 0 else Text("提前到", "back")
        text = Text(
            f"末日休息，{verb.zh} {due.day}{note.zh}",
            f"the last day is a rest day: moved {verb.en} to {due.day}{note.en}",
        )
        yield Step("moved", due.day, text, notice=info.notice)
    elif not info.working:
        text = Text(
            f"末日休息，按约定不移动；此前最后一个工作日是 {due.act_by}",
            f"a rest day, kept by rule; the last working day is {due.act_by}",
        )
        yield Step("kept", due.day, text, notice=info.notice)
    elif info.kind == "make-up":
        text = Text("末日虽是周末，但调休上班，不移动", "a weekend day that is worked in exchange: not moved")
        yield Step("kept", due.day, text, notice=info.notice)


def working_day_steps(calendar: WorkingCalendar, start: date, last: date) -> Iterator[Step]:
    """Every day after `start` up to the last counted one."""
    counted = 0
    for offset in range(1, (last - start).days + 1):
        info = calendar.info(start + timedelta(days=offset))
        if not info.working:
            yield skipped(info)
            continue
        counted += 1
        note = make_up_note(info)
        text = Text(f"第 {counted} 个工作日{note.zh}", f"working day {counted}{note.en}")
        yield Step("counted", info.day, text, counted, info.notice)


def skipped(info: DayInfo) -> Step:
    """A rest day that does not count, with what it is called and the notice that says so."""
    name = info.name or Text("周末", "weekend")
    return Step("skipped", info.day, Text(f"跳过：{name.zh}", f"skipped: {name.en}"), notice=info.notice)


def make_up_note(info: DayInfo) -> Text:
    """Marks a weekend day that counts because it is worked in exchange."""
    return Text("（调休上班）", " (worked in exchange)") if info.kind == "make-up" else Text("", "")
