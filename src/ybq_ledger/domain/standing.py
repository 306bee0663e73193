"""Where each item stands on one day: done or not, late or not, which light."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ybq_ledger.domain.clocks import Clock, cap_of, clocks
from ybq_ledger.domain.due import first_due
from ybq_ledger.domain.obligations import leads_of
from ybq_ledger.domain.succession import holders_on, succession
from ybq_ledger.domain.timeline import Point, Timeline, timeline, was_overdue
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.event import ApproveExtension
from ybq_ledger.model.language import Text
from ybq_ledger.model.obligation import Obligation
from ybq_ledger.model.plan import Limit, Plan
from ybq_ledger.model.record import Answering, Record
from ybq_ledger.model.record_types import BY_SHAPE
from ybq_ledger.model.value import changed, dataclass

Light = Literal["red", "yellow", "green", "grey"]
ORDER: tuple[Light, ...] = ("grey", "green", "yellow", "red")


@dataclass(frozen=True, slots=True)
class Standing:
    """One item on one day. `due` is in force, `first_due` the one before any extension.

    `done`: closed, or handed in. `late`: done after its due date. `overdue`: not done and past it. `days_late` are
    working days past the due date (negative: still to go; None: no date). `clocks` are the other time limits that
    run on the same record, each late or in time on its own; `ended_by` are the events that would end such a limit;
    `addressee` is the unit the record was passed to, where the limit is an inner one between units.
    """

    kind: str
    id: str
    title: Text
    units: tuple[str, ...]
    works: tuple[str, ...]
    state: str
    begins: date
    due: date | None
    first_due: date | None
    settled: date | None
    done: bool
    late: bool
    overdue: bool
    was_overdue: bool
    days_late: int | None
    provisional: bool
    light: Light
    path: str = ""
    milestone: str = ""
    self_kept: bool = False
    source: Record | Obligation | None = None
    clocks: tuple[Standing, ...] = ()
    ended_by: tuple[str, ...] = ()
    addressee: str = ""

    @property
    def key(self) -> tuple[str, str, date, str]:
        """What makes it the same one on another day: a limit that starts anew, or for another unit, is another one."""
        return (self.kind, self.id, self.begins, self.addressee)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.settled is None and not self.done

    @property
    def dated(self) -> bool:
        """Whether it has a date that could pass."""
        return self.due is not None

    @property
    def any_overdue(self) -> bool:
        """Whether it, or another time limit on it, is overdue; inner dates between units do not count."""
        return self.overdue or any(clock.overdue for clock in self.clocks if not clock.addressee)

    @property
    def any_late(self) -> bool:
        """Whether it, or something else that had a limit on it, was done late."""
        return self.late or any(clock.late for clock in self.clocks if not clock.addressee)

    @property
    def number(self) -> int:
        """How many items it stands for: itself."""
        return 1


def is_wanted(item: Standing, unit: str | None, work: str | None) -> bool:
    """Whether an item belongs to the unit and the task or action asked for."""
    return (unit is None or unit in item.units) and (work is None or work in item.works)


@dataclass(frozen=True, slots=True)
class Answer:
    """A paper, activity or result that answers duties, with how it stands and the clocks that run on it."""

    record: Answering
    point: Point
    path: str
    clocks: tuple[Standing, ...] = ()

    @property
    def day(self) -> date:
        """The day it was handed in, held or made."""
        return BY_SHAPE[type(self.record)].opened_on(self.record)


def worst(lights: list[Light]) -> Light:
    """The light of a row: red over yellow over green; grey where there is nothing else."""
    return max(lights, key=ORDER.index, default="grey")


def light_of(warning: int, *, done: bool, overdue: bool, days_late: int | None) -> Light:
    """Red: overdue. Yellow: due within `warning` working days. Green: otherwise. Grey: not computable."""
    if done:
        return "green"
    if days_late is None:
        return "grey"
    if overdue:
        return "red"
    return "yellow" if days_late >= -warning else "green"


def life_of(plan: Plan, calendar: WorkingCalendar, record: Record) -> Timeline:
    """A record's timeline with its first due date and, where one was granted, the plan's cap on extensions."""
    due = first_due(plan, calendar, record)
    extended = any(isinstance(event, ApproveExtension) for event in record.events)
    return timeline(record, due, cap_of(plan, calendar, record, due) if extended else None, succession(plan))


def stand_record(
    plan: Plan, calendar: WorkingCalendar, record: Record, line: Timeline, day: date, path: str = "",
    running: tuple[Clock, ...] | None = None,
) -> Standing:  # fmt: skip
    """One record's standing; for an issue the day of the rectification decides, not that of closing (reading 11).

    `running`: the clocks on it, where they are known.
    """
    kind = BY_SHAPE[type(record)]
    point = line.on(day) or line.points[0]
    settled, due = point.settled, point.due
    ended = point.state in kind.ended
    reference = settled or (point.day if ended else day)
    past = due is not None and reference > due
    open_end = settled is None and not ended
    days = calendar.between(due, reference) if due else None
    title = title_of(record)
    return Standing(
        kind=kind.kind, id=record.id, title=title, units=(point.unit,), works=works_of(record), state=point.state,
        begins=kind.opened_on(record), due=due, first_due=line.first_due, settled=settled, done=ended,
        late=past and settled is not None, overdue=past and open_end, was_overdue=was_overdue(line, day),
        days_late=days, provisional=due is not None and calendar.provisional(max(due, day)),
        light=light_of(
            plan.document.lights.default, done=not open_end, overdue=past, days_late=days
        ),
        path=path, source=record, clocks=stand_clocks(plan, calendar, record, line, day, path, running),
    )  # fmt: skip


def stand_kept(record: Record, path: str) -> Standing:
    """A record that is only there: done from its first day, without a date."""
    kind, works = BY_SHAPE[type(record)], getattr(record, "actions", ())
    begins = kind.opened_on(record)
    return Standing(
        kind=kind.initial, id=record.id, title=title_of(record), units=(record.unit,), works=tuple(works),
        state=kind.initial, begins=begins, due=None, first_due=None, settled=begins, done=True, late=False,
        overdue=False, was_overdue=False, days_late=None, provisional=False, light="grey", path=path, source=record,
    )  # fmt: skip


def title_of(record: Record) -> Text:
    """A record's title; a complaint without one goes by its opaque reference."""
    words = str(record.title or getattr(record, "reference", record.id))
    return Text(words, words)


def works_of(record: Record) -> tuple[str, ...]:
    """The action or task a record is about."""
    return tuple(work for work in (getattr(record, "action", None), getattr(record, "task", None)) if work)


def stand_clocks(
    plan: Plan, calendar: WorkingCalendar, record: Record, line: Timeline, day: date, path: str,
    running: tuple[Clock, ...] | None = None,
) -> tuple[Standing, ...]:  # fmt: skip
    """The standing of every clock on a record but its main one; `running`: all clocks, where they are known."""
    point = line.on(day) or line.points[0]
    title, works = title_of(record), works_of(record)
    found = []
    for clock in clocks(plan, calendar, record, line, day) if running is None else running:
        if clock.limit.main or (clock.dropped and clock.settled is None):
            continue
        end = clock.settled or day
        days = calendar.between(clock.due, end)
        warning = clock.limit.warning if clock.limit.warning is not None else plan.document.lights.default
        overdue = clock.overdue_on(day)
        found.append(
            Standing(
                kind=clock.limit.id, id=record.id, units=owner_of(plan, record, clock, point, end),
                title=limit_title(title, clock.limit),
                works=works, state=point.state, begins=clock.start, due=clock.due,
                first_due=clock.first.day, settled=clock.settled, done=clock.settled is not None,
                late=clock.late_on(day), overdue=overdue, was_overdue=end > clock.due, days_late=days,
                provisional=clock.first.provisional,
                light=light_of(warning, done=clock.settled is not None, overdue=overdue, days_late=days),
                path=path, source=record, ended_by=clock.limit.until, addressee=clock.addressee,
            )
        )  # fmt: skip
    return tuple(found)


def limit_title(title: Text, limit: Limit) -> Text:
    """What a time limit on a record is called."""
    return Text(f"{title.zh}：{limit.title.zh}", f"{title.en}: {limit.title.en}")


def owner_of(plan: Plan, record: Record, clock: Clock, point: Point, day: date) -> tuple[str, ...]:
    """Who owes a clock on a day: the holder, the coordinator, whom it was passed to, or whoever verifies (reading 13)."""
    if clock.limit.owed_by == "holder":
        return (point.unit,)
    if clock.limit.owed_by == "addressee":
        return holders_on(plan, (clock.addressee,), (record.id,), day)
    if clock.limit.owed_by == "verifier":
        works = works_of(record)
        leads = next((leads_of(work) for work in plan.works if work.id in works), ())
        if leads and point.by not in leads:
            return holders_on(plan, leads, (record.id, *works), day)
    return holders_on(plan, (plan.document.coordinator,), (record.id,), day)


def about(clock: Standing, works: tuple[str, ...]) -> Standing:
    """A time limit on a paper, as one on the duty it answers: it is about the same actions."""
    return changed(clock, works=works)


def stand_obligation(
    plan: Plan, calendar: WorkingCalendar, duty: Obligation, answers: list[Answer], day: date
) -> Standing:
    """One obligation's standing, given the papers that answer it; the day the first of them came counts."""
    due = duty.due.day if duty.due else None
    first = min(answers, key=lambda answer: (answer.day, answer.record.id), default=None)
    settled = first.day if first else None
    past = due is not None and (settled or day) > due
    days = calendar.between(due, settled or day) if due else None
    warning = plan.document.lights.default
    holders = holders_on(plan, duty.units, (duty.id, *duty.actions), min(settled or day, day))
    return Standing(
        kind=duty.milestone.answer, id=duty.id, title=duty.milestone.title, units=holders, works=duty.actions,
        state=first.point.state if first else ("undated" if due is None else "owed"), begins=duty.begins, due=due,
        first_due=due, settled=settled, done=settled is not None, late=past and settled is not None,
        overdue=past and settled is None, was_overdue=past, days_late=days,
        provisional=bool(duty.due and duty.due.provisional),
        light=light_of(warning, done=settled is not None, overdue=past, days_late=days),
        milestone=duty.milestone.id, self_kept=duty.self_kept, source=duty,
        clocks=tuple(about(clock, duty.actions) for answer in answers for clock in answer.clocks),
    )  # fmt: skip
