"""Finds the one record or duty that an id, or the seven digits of one, stands for."""

from __future__ import annotations

from datetime import date

from ybq_ledger.domain.ids import seven_digits
from ybq_ledger.domain.obligations import obligations
from ybq_ledger.domain.standing import Standing, stand_obligation
from ybq_ledger.domain.view import View
from ybq_ledger.model.ledger import Source


def records_named(view: View, word: str) -> list[Source]:
    """Every record with this id, or with these seven digits however they were spoken or typed."""
    digits = seven_digits(word)
    return [
        source
        for source in view.ledger.sources
        if source.record.id == word or (digits and source.record.id.endswith(f"-{digits}"))
    ]


def duty_named(view: View, word: str) -> Standing | None:
    """The duty with this id; one whose period has not begun yet is found up to two years after the plan's issue."""
    found = next((duty for duty in view.duties if duty.id == word), None)
    if found:
        return found
    horizon = max(view.as_of, date(view.plan.issued.year + 2, 12, 31))
    for duty in obligations(view.plan, view.calendar, horizon):
        if duty.id == word:
            return stand_obligation(view.plan, view.calendar, duty, [], view.as_of)
    return None


def standing_named(view: View, record_id: str) -> Standing | None:
    """The standing of a record on the day, void or not; None before it began."""
    return next((item for item in view.records if item.id == record_id), None)
