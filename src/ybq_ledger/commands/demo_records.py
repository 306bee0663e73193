"""Makes up records for a plan from a seed: the same seed gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import get_args

from ybq_ledger.commands import demo_texts as texts
from ybq_ledger.domain.due import rectification
from ybq_ledger.domain.ids import new_id
from ybq_ledger.domain.obligations import leads_of, obligations, participants
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model import event as happening
from ybq_ledger.model.event import Evidence, IssueEvent
from ybq_ledger.model.obligation import Obligation
from ybq_ledger.model.plan import Plan, Work
from ybq_ledger.model.record import Filing, Issue, IssueKind, Measure, Source

STORIES = (
    ("on-time", 40), ("late", 13), ("open", 14), ("rectified", 8), ("verified", 4), ("returned", 7), ("extended", 6),
    ("reopened", 3), ("transferred", 3), ("coordinated", 3), ("merged", 2), ("void", 2),
)  # fmt: skip
"""How an issue goes, and how many in a hundred go so."""


@dataclass
class Maker:
    """Carries what making up needs: the plan, its calendar, one stream of chance, the ids already given, and `alive`: the last issue
    with the deadline of all that another may be merged into."""

    plan: Plan
    calendar: WorkingCalendar
    chance: Random
    alive: str = ""
    ids: set[str] = field(default_factory=set)

    @property
    def coordinator(self) -> str:
        """The coordinating unit."""
        return self.plan.document.coordinator

    def new_id(self, unit: str, day: date) -> str:
        """An id not given before."""
        while True:
            made = new_id(unit, day.year, f"{self.chance.randrange(10**6):06d}")
            if made not in self.ids:
                self.ids.add(made)
                return made

    def later(self, day: date, least: int, most: int) -> date:
        """A working day some working days after `day`."""
        return self.calendar.add(day, self.chance.randint(least, most))

    def recorded(self, day: date) -> date:
        """Mostly the same day, sometimes a few days later (补录)."""
        return day if self.chance.random() < 0.7 else day + timedelta(days=self.chance.randint(1, 9))

    def proof(self) -> tuple[Evidence, ...]:
        """A piece of evidence with a hash."""
        name = f"evidence/{self.chance.randrange(10**6):06d}.pdf"
        return (Evidence(name, f"{self.chance.getrandbits(256):064x}", "现场照片与说明"),)


def make_issues(maker: Maker, number: int) -> Iterator[Issue]:
    """So many issues, spread over actions, units, days and stories as in life."""
    works = [work for work in maker.plan.works if participants(maker.plan, work)]
    stories, weights = zip(*STORIES, strict=True)
    for index in range(number):
        work = maker.chance.choice(works)
        story = maker.chance.choices(stories, weights)[0]
        yield make_issue(maker, index, work, story)


def make_issue(maker: Maker, index: int, work: Work, story: str) -> Issue:
    """One issue with its events."""
    chance = maker.chance
    units = participants(maker.plan, work)
    unit = chance.choice(units)
    found = maker.later(maker.plan.issued, 5, 150)
    is_action = work in maker.plan.actions
    opening = Issue(
        id=maker.new_id(unit, found), unit=unit, title=texts.title(index, chance.randrange(99), chance.randrange(99)),
        source=chance.choice(get_args(Source)), found_on=found, recorded=maker.recorded(found),
        action=work.id if is_action else None, task=None if is_action else work.id,
        problem=texts.LONG_PROBLEM.rstrip() if index % 11 == 0 else texts.MARK + chance.choice(texts.CAUSES),
        causes=tuple(chance.sample(texts.CAUSES, chance.randint(1, 2))),
        kind=chance.choices(get_args(IssueKind), (12, 80, 8))[0],
    )  # fmt: skip
    milestone = rectification(maker.plan, opening)
    limit = milestone.due.on if milestone and milestone.due.rule == "fixed" else date(found.year, 12, 31)
    at_once = opening.kind == "at-once" and found <= limit
    own = found > limit or (not at_once and chance.random() < 0.1)
    due = maker.later(found, 20, 40) if own else min(maker.calendar.add(found, 5), limit) if at_once else limit
    opening = replace(opening, kind=opening.kind if at_once or opening.kind != "at-once" else "by-date")
    story = "open" if story == "merged" and (own or at_once or not maker.alive) else story
    measures = tuple(make_measure(maker, found, due) for _ in range(chance.randint(1, 3)))
    events = in_sequence(opening.recorded, make_events(maker, opening, work, story, due))
    if story not in ("void", "merged", "extended") and not own and not at_once:
        maker.alive = opening.id
    return Issue(
        **{name: getattr(opening, name) for name in Issue.__slots__ if name not in ("measures", "deadline", "events")},
        measures=measures, deadline=due if own else None, events=events,
    )  # fmt: skip


def make_measure(maker: Maker, found: date, due: date) -> Measure:
    """One measure, due between the day found and the deadline."""
    day = found + (due - found) * maker.chance.random()
    return Measure(maker.chance.choice(texts.MEASURES), maker.chance.choice(texts.OWNERS), day)


def in_sequence(recorded: date, events: list[IssueEvent]) -> tuple[IssueEvent, ...]:
    """Recording days never go back, because entries are appended."""
    found = []
    for event in events:
        recorded = max(recorded, event.recorded)
        found.append(replace(event, recorded=recorded))
    return tuple(found)


def make_events(maker: Maker, issue: Issue, work: Work, story: str, due: date) -> list[IssueEvent]:
    """The events of one story, all legal."""
    day = maker.later(issue.found_on, 3, 15)
    events: list[IssueEvent] = [progress(maker, issue.unit, day)]
    holder = issue.unit
    if story == "void":
        return [happening.Void("void", day, maker.recorded(day), holder, f"{texts.MARK}重复登记")]
    if story == "merged":
        us, ground = maker.coordinator, f"{texts.MARK}同一问题"
        return [*events, happening.Merge("merge", day, maker.recorded(day), us, maker.alive, ground)]
    if story == "coordinated":
        events += coordinate(maker, holder, day)
        day = events[-1].on
    if story == "transferred":
        holder = next((unit for unit in participants(maker.plan, work) if unit != issue.unit), issue.unit)
        if holder != issue.unit:
            day = maker.later(day, 1, 5)
            events.append(
                happening.Transfer("transfer", day, maker.recorded(day), maker.coordinator, holder, "职责归该单位")
            )
    if story == "extended" and day <= due:
        day, due = extend(maker, holder, events, day, due)
    if story == "open":
        return events
    done = rectified_on(maker, story, day, due)
    events += finish(maker, work, holder, story, done, mechanism_of(maker, issue))
    return events


def coordinate(maker: Maker, holder: str, day: date) -> list[IssueEvent]:
    """A higher level asked, and what it decided."""
    settled = maker.later(day, 3, 12)
    to, ground = maker.plan.document.leading_group.zh, maker.chance.choice(texts.GROUNDS)
    return [
        happening.AskHigher("ask-higher", day, maker.recorded(day), holder, to, ground),
        happening.Coordinated("coordinated", settled, maker.recorded(settled), maker.coordinator, "由领导小组统一协调"),
    ]


def progress(maker: Maker, unit: str, day: date) -> happening.Progress:
    """A note of progress."""
    return happening.Progress("progress", day, maker.recorded(day), unit, maker.chance.choice(texts.NOTES))


def extend(maker: Maker, holder: str, events: list[IssueEvent], day: date, due: date) -> tuple[date, date]:
    """An application and its approval, both before the old date."""
    asked = min(max(day, due - timedelta(days=20)), due)
    granted = min(asked + timedelta(days=5), due)
    later = maker.later(due, 15, 30)
    ground = maker.chance.choice(texts.GROUNDS)
    events.append(happening.ApplyExtension("apply-extension", asked, asked, holder, later, ground))
    events.append(
        happening.ApproveExtension(
            "approve-extension", granted, granted, maker.coordinator, later, ground, "分管副区长"
        )
    )
    return granted, later


def rectified_on(maker: Maker, story: str, day: date, due: date) -> date:
    """On a working day before the due date, or after it where the story is late."""
    if story == "late" or day >= due:
        return maker.later(max(day, due), 2, 30)
    return maker.calendar.on_or_after(day + (due - day) * maker.chance.random())


def finish(maker: Maker, work: Work, holder: str, story: str, done: date, mechanism: str | None) -> list[IssueEvent]:
    """From the rectification on, as far as the story goes."""
    events: list[IssueEvent] = [rectify(maker, holder, done, mechanism)]
    if story == "rectified":
        return events
    looked = maker.later(done, 2, 8)
    verifier = verifier_of(maker, work, holder)
    if story == "returned":
        reason = maker.chance.choice(texts.REASONS)
        events.append(happening.Return("return", looked, maker.recorded(looked), verifier, reason))
        again = maker.later(looked, 2, 10)
        events.append(rectify(maker, holder, again, mechanism))
        looked = maker.later(again, 2, 6)
    events.append(happening.Verify("verify", looked, maker.recorded(looked), verifier, "现场复核属实", maker.proof()))
    if story == "verified":
        return events
    closed = maker.later(looked, 1, 5)
    events.append(happening.Close("close", closed, maker.recorded(closed), closer_of(maker, holder)))
    if story == "reopened":
        again = maker.later(closed, 5, 30)
        reason = maker.chance.choice(texts.REASONS)
        events.append(happening.Reopen("reopen", again, maker.recorded(again), maker.coordinator, reason))
    return events


def mechanism_of(maker: Maker, issue: Issue) -> str | None:
    """What keeps a long-term issue solved; others have something now and then."""
    wanted = issue.kind == "long-term" or maker.chance.random() < 0.2
    return f"{texts.MARK}{maker.chance.choice(texts.RULES)}" if wanted else None


def rectify(maker: Maker, holder: str, day: date, mechanism: str | None) -> happening.Rectify:
    """A rectification with evidence."""
    return happening.Rectify(
        "rectify", day, maker.recorded(day), holder, maker.chance.choice(texts.NOTES), maker.proof(), mechanism
    )


def verifier_of(maker: Maker, work: Work, holder: str) -> str:
    """The lead; the coordinator where the lead did it or nobody leads; anybody else where the coordinator did it."""
    if holder == maker.coordinator:
        return next(unit.code for unit in maker.plan.units if unit.code != holder)
    leads = leads_of(work)
    return maker.coordinator if holder in leads or not leads else leads[0]


def closer_of(maker: Maker, holder: str) -> str:
    """The coordinator, unless it did the work itself."""
    return verifier_of(maker, maker.plan.works[0], holder) if holder == maker.coordinator else maker.coordinator


def make_filings(maker: Maker, through: date) -> Iterator[Filing]:
    """Papers for most of what is owed by `through`: in time, late, nil, returned, one for several; some missing."""
    found: dict[tuple[str, str], Filing] = {}
    for duty in obligations(maker.plan, maker.calendar, through):
        if duty.due and duty.milestone.answer == "filing" and maker.chance.random() < 0.88:
            paper = make_filing(maker, duty, duty.due.day)
            last = found.get((paper.unit, duty.milestone.id))
            if last and maker.chance.random() < 0.12 and duty.begins <= last.filed_on:
                found[paper.unit, duty.milestone.id] = replace(last, answers=(*last.answers, duty.id))
                continue
            yield from filter(None, [last])
            found[paper.unit, duty.milestone.id] = paper
    yield from found.values()


def make_filing(maker: Maker, duty: Obligation, due: date) -> Filing:
    """One paper for one duty."""
    unit = maker.chance.choice(duty.units)
    late = maker.chance.random() < 0.15
    start = max(duty.begins, due - timedelta(days=12))
    filed = maker.later(due, 1, 9) if late else start + (due - start) * maker.chance.random()
    nil = duty.milestone.per == "unit" and maker.chance.random() < 0.1
    return Filing(
        id=maker.new_id(unit, filed), unit=unit, title=f"{texts.MARK}{duty.milestone.title.zh} {duty.period}",
        answers=(duty.id,), filed_on=filed, recorded=maker.recorded(filed), nil=nil,
        document=() if nil else maker.proof(), events=filing_events(maker, unit, filed),
        entered_by=maker.coordinator if unit != maker.coordinator and maker.chance.random() < 0.06 else None,
    )  # fmt: skip


def filing_events(maker: Maker, unit: str, filed: date) -> tuple[happening.FilingEvent, ...]:
    """Signed for, or sent back and completed."""
    signed = maker.calendar.add(filed + timedelta(days=9), 1)
    if maker.chance.random() < 0.9:
        return (happening.Sign("sign", signed, signed, maker.coordinator),)
    completed = maker.later(signed, 1, 4)
    return (
        happening.Return("return", signed, signed, maker.coordinator, "缺少盖章页"),
        happening.Supplement("supplement", completed, completed, unit, maker.proof()),
    )
