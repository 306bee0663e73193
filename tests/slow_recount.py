"""A second account of a ledger, slow and naive: it shares no code with the views, only the values read from the files.

Records are replayed event by event; working days are counted one after the other from the lists of domain.md; duties are
spelled out from the milestones; every time limit is written down once more in plain words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from dateutil.relativedelta import relativedelta

from slow_replay import replay
from ybq_ledger.model.ledger import Ledger
from ybq_ledger.model.record_types import BY_SHAPE

FREE = {
    2018: {4: (5, 6, 7, 29, 30), 5: (1,), 6: (18,), 9: (24,), 10: range(1, 8), 12: (30, 31)},
    2019: {1: (1,), 2: range(4, 11), 4: (5,), 5: range(1, 5), 6: (7,)},
}
REST = {date(year, month, day) for year, months in FREE.items() for month, days in months.items() for day in days}
WORKED = {
    date(2018, 4, 8), date(2018, 4, 28), date(2018, 9, 29), date(2018, 9, 30), date(2018, 12, 29), date(2019, 2, 2),
    date(2019, 2, 3), date(2019, 4, 28), date(2019, 5, 5),
}  # fmt: skip
ALL_DUE = date(2018, 9, 30)
COORDINATOR = "ruanjianban"
COUNTED = ("issue", "complaint", "act", "instruction", "repayment")


def is_worked(day: date) -> bool:
    return day in WORKED or (day.weekday() < 5 and day not in REST)


def after(day: date, number: int) -> date:
    """The so-manieth working day after a day; before it, where the number is negative."""
    while number < 0 and not is_worked(day):
        day -= timedelta(days=1)
    while number:
        day += timedelta(days=1 if number > 0 else -1)
        if is_worked(day):
            number -= 1 if number > 0 else -1
    return day


def rolled(day: date) -> date:
    """The day, or the next working day."""
    while not is_worked(day):
        day += timedelta(days=1)
    return day


def working_days(start: date, end: date) -> int:
    """Working days after `start` up to `end`, negative where `end` comes first."""
    if end < start:
        return -working_days(end, start)
    return sum(is_worked(start + timedelta(days=each)) for each in range(1, (end - start).days + 1))


@dataclass(frozen=True)
class Told:
    """One thing with a date, as the second account has it."""

    kind: str
    id: str
    units: tuple[str, ...]
    begins: date
    due: date | None
    settled: date | None
    done: bool
    overdue: bool
    late: bool
    works: tuple[str, ...] = ()
    record: Any = None
    self_kept: bool = False
    addressee: str = ""
    period: str = ""
    state: str = ""

    @property
    def key(self) -> tuple[str, str, date, str]:
        return self.kind, self.id, self.begins, self.addressee

    @property
    def is_open(self) -> bool:
        return self.settled is None and not self.done


def naive_due(kind: str, record: Any) -> date | None:
    """The first due date by the words of the plan and its conventions."""
    match kind:
        case "issue":
            if record.deadline:
                return record.deadline  # type: ignore[no-any-return]
            if record.kind == "at-once":
                return min(after(record.found_on, 5), ALL_DUE)
            return ALL_DUE if record.found_on <= ALL_DUE else None
        case "complaint":
            return after(record.received_on, 30)
        case "act":
            return record.answer_by  # type: ignore[no-any-return]
        case "instruction":
            return record.report_by  # type: ignore[no-any-return]
        case "repayment":
            return min(part.due for part in record.instalments)
    return None


def naive_cap(kind: str, record: Any, due: date | None) -> date | None:
    """The latest date an extension may reach."""
    start = {"issue": due, "complaint": getattr(record, "received_on", None)}.get(kind)
    return rolled(start + relativedelta(months=3)) if start else None


class Account:
    """The second account of a ledger on one day; `known` leaves out what was recorded later."""

    def __init__(self, ledger: Ledger, day: date, known: date = date.max) -> None:
        self.ledger, self.plan, self.day, self.known = ledger, ledger.plan, day, known
        self.works = {work.id: work for work in self.plan.works}
        self.leads = {work.id: tuple(lead.unit for lead in work.leads) for work in self.plan.works}
        lists = [source.record for source in ledger.sources if BY_SHAPE[type(source.record)].kind == "handover"]
        self.handovers: list[Any] = [handed for handed in lists if self.stands(handed)]

    def stands(self, handed: Any) -> bool:
        """A list that was recorded, and not found void since."""
        void = any(
            event.event == "void" and event.recorded <= self.known and event.on >= handed.handed_on for event in handed.events
        )  # fmt: skip
        return handed.recorded <= self.known and not void

    def heir(self, unit: Any, record_id: str) -> str:
        """Who takes a record over from a unit that ended: whom the list names, else who gets the rest."""
        lists = [handed for handed in self.handovers if handed.unit == unit.code]
        named = [item.to for handed in lists for item in handed.items if item.item == record_id]
        return named[0] if named else next((h.to for h in lists if h.to), unit.successors[0])  # type: ignore[no-any-return]

    def lives(self) -> Iterator[tuple[str, Any, dict[str, Any]]]:
        """Kind, record and replay of every record that had begun."""
        for source in self.ledger.sources:
            record, kind = source.record, BY_SHAPE[type(source.record)]
            if kind.opened_on(record) <= self.day and record.recorded <= self.known:
                record = replace(record, events=tuple(e for e in record.events if e.recorded <= self.known))
                due = naive_due(kind.kind, record)
                cap = naive_cap(kind.kind, record, due)
                ended = {u.code: (u.valid_to, self.heir(u, record.id)) for u in self.plan.units if u.valid_to}
                yield kind.kind, record, replay(kind, record, due, cap, self.day, ended)

    @cached_property
    def records(self) -> list[Told]:
        """Each record of the counted kinds that stands."""
        return [
            Told(
                kind, record.id, (told["unit"],), BY_SHAPE[type(record)].opened_on(record), told["due"], told["settled"],
                told["done"], told["overdue"], told["late"], works_of(record), record, state=told["state"],
            )
            for kind, record, told in self.lives()
            if kind in COUNTED and told["state"] not in ("void", "merged")
        ]  # fmt: skip

    @cached_property
    def papers(self) -> list[tuple[Any, dict[str, Any]]]:
        """Each paper, activity and result that stands, with its replay."""
        kinds = ("filing", "activity", "result")
        return [(r, told) for kind, r, told in self.lives() if kind in kinds and told["state"] != "void"]

    @cached_property
    def duties(self) -> list[Told]:
        """Each duty whose period has begun, and whether and when it was answered."""
        came: dict[str, list[tuple[date, str]]] = defaultdict(list)
        for record, _ in self.papers:
            for duty in record.answers:
                came[duty].append((BY_SHAPE[type(record)].opened_on(record), record.unit))
        found = []
        for spelled in self.spelled_out():
            if spelled[4] <= self.day:
                own = [day for day, unit in came[spelled[0]] if unit in self.may_answer(spelled[0], spelled[2], day)]
                found.append(self.duty(*spelled, min(own, default=None)))
        return found

    def may_answer(self, name: str, units: tuple[str, ...], day: date) -> set[str]:
        """Those who owe it, and the heirs of those that had ended."""
        gone = {unit.code: unit for unit in self.plan.units if unit.valid_to and unit.valid_to < day}
        return {*units, *(self.heir(gone[unit], name) for unit in units if unit in gone)}

    def duty(
        self, name: str, milestone: Any, units: tuple[str, ...], works: tuple[str, ...], begins: date, due: date | None,
        period: str, handed: date | None,
    ) -> Told:  # fmt: skip
        kept = milestone.to in ("coordinator", "none") and COORDINATOR in units
        past = due is not None and (handed or self.day) > due
        asked = min(handed or self.day, self.day)
        ended = {unit.code: unit for unit in self.plan.units if unit.valid_to and unit.valid_to < asked}
        holders = tuple(dict.fromkeys(self.heir(ended[u], name) if u in ended else u for u in units))
        return Told(
            milestone.answer, name, holders, begins, due, handed, handed is not None, past and handed is None,
            past and handed is not None, works, None, kept, period=period,
        )  # fmt: skip

    def spelled_out(self) -> Iterator[Any]:
        """Every duty of the plan, milestone by milestone."""
        for milestone in self.plan.milestones:
            if milestone.answer not in ("filing", "activity", "result"):
                continue
            works = milestone.actions or tuple(work.id for work in self.plan.actions)
            for period, begins, due in self.periods(milestone.due):
                for middle, units, about in self.owed(milestone, works):
                    name = "/".join(part for part in (milestone.id, middle, period) if part)
                    if units:
                        yield name, milestone, units, about, begins, due, period

    def periods(self, rule: Any) -> Iterator[tuple[str, date, date | None]]:
        """The periods of a milestone of 2018 with first and last day."""
        issued = self.plan.issued
        if rule.rule == "fixed":
            yield "2018", issued, rule.on
        elif rule.rule == "undated":
            yield "2018", issued, None
        elif rule.every == "month":
            for month in range(int(rule.first[5:]), int(rule.last[5:]) + 1):
                start = date(2018, month, 1)
                yield f"2018-{month:02d}", max(start, issued), start + relativedelta(months=1, days=-1)
        else:
            for quarter in range(int(rule.first[6:]), int(rule.last[6:]) + 1):
                start = date(2018, quarter * 3 - 2, 1)
                yield f"2018-Q{quarter}", max(start, issued), start + relativedelta(months=3, days=-1)

    def owed(self, milestone: Any, works: Iterable[str]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
        """Who owes it: action or unit in the name, the units, the actions it is about."""
        owners = {work: self.owners(milestone.owed_by, work) for work in works}
        everybody = dict.fromkeys(unit for work in works for unit in owners[work])
        match milestone.per:
            case "action":
                return [(work, owners[work], (work,)) for work in works]
            case "unit":
                return [(unit, (unit,), tuple(w for w in works if unit in owners[w])) for unit in everybody]
            case "unit-action":
                return [(f"{unit}/{work}", (unit,), (work,)) for work in works for unit in owners[work]]
        return [("", tuple(everybody), tuple(milestone.actions or ()))]

    def owners(self, owed_by: str, work: str) -> tuple[str, ...]:
        """Leads and responsible units as the plan names them."""
        leads = self.leads[work]
        named = tuple(dict.fromkeys(each.unit for each in self.works[work].responsible if each.unit not in leads))
        chosen = {"leads": leads, "responsible": named, "participants": leads + named, "coordinator": (COORDINATOR,)}
        chosen |= {"groups": ()}  # nobody has set their members
        return chosen[owed_by]

    @cached_property
    def clocks(self) -> list[Told]:
        """Every other time limit that had started and still matters."""
        found: dict[Any, Told] = {}
        for kind, record, told in self.lives():
            if told["state"] in ("void", "merged"):
                continue
            if kind in ("filing", "activity", "result") and not record.answers:
                continue
            for clock in self.limits(kind, record, told):
                found[clock.key] = clock
        return list(found.values())

    def limits(self, kind: str, record: Any, told: dict[str, Any]) -> Iterator[Told]:
        """The limits on one record, in plain words."""
        events, state, holder, shape = told["legal"], told["state"], told["unit"], BY_SHAPE[type(record)]
        opened, over = shape.opened_on(record), state in shape.ended

        def limit(name: str, start: date, due: date, rest: Any, until: Any, unit: str, **more: Any) -> Iterator[Told]:
            settled = more.pop("settled", next((each.on for each in rest if each.event in until), None))
            dropped = more.pop("dropped", False)
            if settled is None and dropped:
                return
            past = (settled or self.day) > due
            units = more.pop("units", (unit,))
            yield Told(
                name, record.id, units, start, due, settled, settled is not None, past and settled is None,
                past and settled is not None, works_of(record), record, **more,
            )  # fmt: skip

        if kind == "complaint":
            until = ("reply", "cannot-answer")
            yield from limit("reply", opened, after(opened, 7), events, until, holder, dropped=state == "withdrawn")
            for index, event in enumerate(events):
                if event.event == "refer":
                    yield from self.passed_on(limit, event, events[index + 1 :], over)
        if kind == "act":
            gone = state in ("answered", "lifted")
            yield from limit("acknowledge", opened, after(opened, 2), events, ("sign", "answer"), holder, dropped=gone)
        if kind == "instruction":
            gone = state in ("answered", "lifted")
            until = ("sign", "report")
            yield from limit("acknowledge-instruction", opened, after(opened, 1), events, until, holder, dropped=gone)
        if kind == "filing":
            for rest, event in following(events, "return"):
                again = over or any(each.event == "return" for each in rest)
                yield from limit(
                    "supplement", event.on, after(event.on, 3), rest, ("supplement",), holder, dropped=again
                )
        if kind == "issue":
            yield from self.issue_limits(limit, record, told, opened, over)

    def issue_limits(self, limit: Any, record: Any, told: dict[str, Any], opened: date, over: bool) -> Iterator[Told]:
        """Verification, closing, keeping up, coordination."""
        events, holder = told["legal"], told["unit"]
        leads = next((self.leads[work] for work in works_of(record)), ())
        checks = leads if leads and told["doer"] not in leads else (COORDINATOR,)
        for name, start, until, days, units in (
            ("verify", "rectify", ("verify", "return"), 5, checks),
            ("close", "verify", ("close", "return"), 5, (COORDINATOR,)),
            ("coordination", "ask-higher", ("coordinated",), 10, (COORDINATOR,)),
        ):
            for rest, event in following(events, start):
                again = over or any(each.event == start for each in rest)
                yield from limit(name, event.on, after(event.on, days), rest, until, "", units=units, dropped=again)
        if record.kind == "long-term":
            starts = [(events, opened), *((rest, event.on) for rest, event in following(events, "progress"))]
            for rest, day in starts:
                due = rolled(day + relativedelta(months=3))
                yield from limit("keep-up", day, due, rest, ("rectify", "progress"), holder, dropped=over)

    def passed_on(self, limit: Any, event: Any, rest: list[Any], over: bool) -> Iterator[Told]:
        """A referral: signed for in two working days, reported by its inner date; sent back, the date stays."""
        again = any(
            each.event == "refer" and (each.to == event.to or each.role == event.role == "handle") for each in rest
        )
        signed = next((each.on for each in rest if each.event in ("sign", "report") and each.by == event.to), None)
        reported, own = None, False
        for each in rest:
            if each.event == "report":
                own = each.by == event.to
                reported = (reported or each.on) if own else reported
            if each.event == "return" and own:
                reported = None
        facts = {"addressee": event.to, "dropped": over or again}
        due = event.due or after(event.on, 15)
        yield from limit(
            "acknowledge-referral", event.on, after(event.on, 2), rest, (), event.to, settled=signed, **facts
        )
        yield from limit("referral", event.on, due, rest, (), event.to, settled=reported, **facts)

    @property
    def everything(self) -> list[Told]:
        """Records, duties and limits."""
        return self.records + self.duties + self.clocks


def following(events: list[Any], name: str) -> Iterator[tuple[list[Any], Any]]:
    """Each event of a name, with those after it."""
    yield from ((events[index + 1 :], event) for index, event in enumerate(events) if event.event == name)


def works_of(record: Any) -> tuple[str, ...]:
    """The action or task of a record."""
    return tuple(work for work in (getattr(record, "action", None), getattr(record, "task", None)) if work)


def by_kind(items: Iterable[Told]) -> dict[str, list[Told]]:
    """Things sorted into their kinds."""
    found: dict[str, list[Told]] = defaultdict(list)
    for item in items:
        found[item.kind].append(item)
    return found


def numbers(items: Iterable[Told]) -> dict[str, int]:
    """The five numbers of a kind of record."""
    listed = list(items)
    return {
        "total": len(listed), "open": sum(not item.done for item in listed),
        "overdue": sum(item.overdue for item in listed), "closed": sum(item.done for item in listed),
        "late": sum(item.late for item in listed),
    }  # fmt: skip


def complaints(slow: Account, items: Iterable[Told]) -> dict[str, int]:
    """The same for complaints: overdue and late by either of their two clocks."""
    listed = list(items)
    replies = {item.id: item for item in slow.clocks if item.kind == "reply"}
    either = {
        word: sum(getattr(item, word) or (item.id in replies and getattr(replies[item.id], word)) for item in listed)
        for word in ("overdue", "late")
    }
    return numbers(listed) | either


def duties(items: Iterable[Told]) -> dict[str, int]:
    """The four numbers of a kind of duty."""
    listed = [item for item in items if item.due]
    return {
        "owed": len(listed), "filed": sum(item.done for item in listed), "late": sum(item.late for item in listed),
        "overdue": sum(item.overdue for item in listed),
    }  # fmt: skip
