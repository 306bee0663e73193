"""What a person asks to see: status, overdue, lists, one record, and why a deadline is what it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ybq_ledger.commands.choosing import record_source, unit_code, work_id
from ybq_ledger.commands.opening import answered, open_some, open_view
from ybq_ledger.domain.lookup import duty_named, standing_named
from ybq_ledger.domain.tally import By
from ybq_ledger.domain.timeline import happened
from ybq_ledger.domain.view import View
from ybq_ledger.model.activity import Reading
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.handover import Handover
from ybq_ledger.model.language import Text
from ybq_ledger.model.ledger import Source
from ybq_ledger.model.progress import Watch, unwatched
from ybq_ledger.model.record import Record
from ybq_ledger.model.record_types import RECORD_TYPES
from ybq_ledger.model.table import Document

if TYPE_CHECKING:
    from ybq_ledger.reports.lists import Which
    from ybq_ledger.store.watching import Asked
from ybq_ledger.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """What every view is asked with: where, for which day, as known when, at which revision, about whom."""

    root: Path
    as_of: date
    known_on: date | None = None
    revision: str | None = None
    unit: str | None = None
    work: str | None = None
    watch: Watch = unwatched
    asked: Asked | None = None


def view_of(question: Question) -> tuple[View, str | None, str | None]:
    """The view, and the codes of the unit and work asked for."""
    view = open_view(question.root, question.as_of, question.known_on, question.revision, question.watch)
    return view, unit_code(view.names, question.unit), work_id(view.names, question.work)


Told = Callable[[View, str | None, str | None], Document]
"""What is made of a view, and the codes of the unit and work asked for."""


def told(question: Question, tell: Told) -> tuple[Document, int]:
    """The answer to a question about standings alone, which the index can give, and how many files could not be read."""

    def answer(view: View) -> tuple[Document, int]:
        document = tell(view, unit_code(view.names, question.unit), work_id(view.names, question.work))
        return document, len(view.ledger.unreadable)

    if question.known_on or question.revision:
        return answer(open_view(question.root, question.as_of, question.known_on, question.revision, question.watch))
    return answered(question.root, question.as_of, answer, question.watch, question.asked)


def show_status(question: Question, by: By) -> tuple[Document, int]:
    """The status, and how many files could not be read."""
    from ybq_ledger.reports.status import status

    return told(question, lambda view, unit, work: status(view, by, unit, work))


def show_overdue(question: Question, within: int | None) -> tuple[Document, int]:
    """What is late, and how many files could not be read."""
    from ybq_ledger.reports.overdue import overdue

    return told(question, lambda view, unit, work: overdue(view, within, unit, work))


def show_owed(question: Question, within: int | None) -> tuple[Document, int]:
    """What is still to be done, and how many files could not be read."""
    from ybq_ledger.reports.owed import owed

    return told(question, lambda view, unit, work: owed(view, unit, work, within))


def show_remind(question: Question, period: str | None) -> tuple[Document, int]:
    """Who has not handed in, and how many files could not be read; CannotRun where `period` is none."""
    from ybq_ledger.domain.periods import first_day
    from ybq_ledger.reports.remind import remind

    try:
        first_day(period or "2018")
    except ValueError as error:
        raise CannotRun(
            Text(f"“{period}”不是期数", f"{period!r} is no period"),
            Text("写成 2018-06、2018-Q2、2018-W24 或 2018", "write 2018-06, 2018-Q2, 2018-W24 or 2018"),
        ) from error
    view, unit, work = view_of(question)
    return remind(view, period, unit, work), len(view.ledger.unreadable)


def show_lists(question: Question, only: Which | None) -> tuple[Document, int]:
    """The three lists, and how many files could not be read."""
    from ybq_ledger.reports.lists import lists

    view, unit, work = view_of(question)
    return lists(view, work, unit, only), len(view.ledger.unreadable)


def show_brief(question: Question, since: date | None) -> tuple[Document, int]:
    """What changed since a day (default: a week before), and how many files could not be read."""
    from ybq_ledger.reports.brief import brief

    view, _, _ = view_of(question)
    return brief(view, since or view.as_of - timedelta(days=7)), len(view.ledger.unreadable)


def show_escalate(question: Question) -> tuple[Document, int]:
    """The acts that are due, and how many files could not be read."""
    from ybq_ledger.reports.escalate import escalate

    view, unit, work = view_of(question)
    return escalate(view, unit, work), len(view.ledger.unreadable)


def show_score(question: Question, explain: bool) -> tuple[Document, int]:
    """The scores, and how many files could not be read."""
    from ybq_ledger.reports.score import score

    view, unit, _ = view_of(question)
    return score(view, unit, explain), len(view.ledger.unreadable)


def show_repayments(question: Question) -> tuple[Document, int]:
    """The debts, and how many files could not be read."""
    from ybq_ledger.reports.repayments import repayments

    view, unit, work = view_of(question)
    return repayments(view, unit, work), len(view.ledger.unreadable)


def show_targets(question: Question, goal: str | None) -> tuple[Document, int]:
    """Targets with their readings, and how many files could not be read; CannotRun where there is no such goal."""
    from ybq_ledger.reports.targets import targets

    view, _, _ = view_of(question)
    goals = [entry.id for entry in view.plan.goals]
    if goal and goal not in goals:
        raise CannotRun(Text(f"没有目标“{goal}”", f"no goal {goal!r}"), Text("、".join(goals), ", ".join(goals)))
    return targets(view, goal), len(view.ledger.unreadable)


def show_list(question: Question, kind: str, state: str | None) -> tuple[Document, int]:
    """A list of one kind, and how many files could not be read."""
    from ybq_ledger.reports.listing import LISTS, OF_WHOLE_RECORDS

    if kind in OF_WHOLE_RECORDS:
        view, unit, work = view_of(question)
        return LISTS[kind](view, state, unit, work), len(view.ledger.unreadable)
    return told(question, lambda view, unit, work: LISTS[kind](view, state, unit, work))


def show_one(question: Question, word: str) -> Document:
    """One record, by id or seven digits."""
    from ybq_ledger.reports.record import show_record

    view = View(open_some(question.root, [word], question.revision), question.as_of, question.known_on)
    source = record_source(view, word)
    seen(view, source)
    return show_record(view, source)


def show_why(question: Question, word: str) -> Document:
    """How the deadline of a record or duty was counted, or what stands behind a target's readings."""
    from ybq_ledger.reports.why import why

    beside = frozenset(kind.folder for kind in RECORD_TYPES if not kind.counted)
    ledger = open_some(question.root, [word], question.revision, beside)
    view = View(ledger, question.as_of, question.known_on)
    target = next((target for goal in view.plan.goals for target in goal.targets if target.id == word), None)
    if target:
        from ybq_ledger.reports.why_others import why_target

        return why_target(view, target)
    item = duty_named(view, word)
    if item:
        return why(view, item)
    record = seen(view, record_source(view, word))
    item = standing_named(view, record.id)
    return why(view, item) if item else why_other(view, record)


def seen(view: View, source: Source) -> Record:
    """The record as it was on the day; CannotRun before it began, or was known."""
    record = happened(source.record, view.as_of, view.known_on)
    if record is None:
        day = view.known_on or view.as_of
        raise CannotRun(
            Text(f"{day} 还没有 {source.record.id}", f"there was no {source.record.id} yet on {day}"),
            Text("换一天：--as-of、--known-on", "look at another day: --as-of, --known-on"),
        )
    return record


def why_other(view: View, record: Record) -> Document:
    """What stands behind a record that has no deadline of its own."""
    from ybq_ledger.reports.why_others import why_answer, why_handover, why_target

    if isinstance(record, Handover):
        return why_handover(view, record)
    if isinstance(record, Reading):
        target = next(
            (target for goal in view.plan.goals for target in goal.targets if target.id == record.target), None
        )
        taken = any(other.id == record.id for _, other in view.readings)
        if target and taken:
            return why_target(view, target, record)
    answer = next((answer for answer in view.answers if answer.record.id == record.id), None)
    if answer is None:
        raise CannotRun(
            Text(f"{record.id} 已作废，没有可说明的", f"{record.id} is void: there is nothing to explain"),
            Text(f"看经过：ledger show {record.id}", f"see its history: ledger show {record.id}"),
        )
    return why_answer(view, answer)
