"""What is paid, owed and behind on a debt: exact decimals, payments set against the oldest instalment first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from ybq_ledger.model.record import Event
from ybq_ledger.model.repayment import Adjust, Instalment, Pay, Repayment, Replan
from ybq_ledger.model.value import dataclass

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Version:
    """One schedule: the day it was made, what was owed and already paid then, and its instalments."""

    made_on: date
    amount: Decimal
    paid_before: Decimal
    instalments: tuple[Instalment, ...]

    @property
    def balance(self) -> Decimal:
        """What its instalments have to add up to."""
        return self.amount - self.paid_before


@dataclass(frozen=True, slots=True)
class Account:
    """A debt after some events: the sum owed, all payments, and every version of its schedule, the last in force."""

    amount: Decimal
    paid: Decimal
    versions: tuple[Version, ...]
    payments: tuple[Pay, ...]

    @property
    def balance(self) -> Decimal:
        """What is still to be paid."""
        return self.amount - self.paid

    @property
    def open_instalments(self) -> tuple[Instalment, ...]:
        """The instalments not covered yet, the first of them cut to what is missing."""
        version = self.versions[-1]
        covered, found = self.paid - version.paid_before, []
        for part in sorted(version.instalments, key=lambda part: part.due):
            missing = part.amount - max(min(covered, part.amount), NOTHING)
            covered -= part.amount
            if missing > 0:
                found.append(Instalment(part.due, missing))
        return tuple(found)

    def scheduled_by(self, day: date) -> Decimal:
        """What the schedule in force wanted paid by the end of `day`, payments before it included."""
        version = self.versions[-1]
        return version.paid_before + sum((p.amount for p in version.instalments if p.due <= day), NOTHING)

    def behind_on(self, day: date) -> Decimal:
        """How much is overdue on a day: instalments whose last day is past, less what was paid; never negative."""
        return sum((part.amount for part in self.open_instalments if part.due < day), NOTHING)


def account(record: Repayment, events: Iterable[Event]) -> Account:
    """The debt after `events`, which are in order and legal."""
    amount, paid, payments = record.amount, NOTHING, []
    versions = [Version(record.confirmed_on, amount, NOTHING, record.instalments)]
    for event in events:
        match event:
            case Pay():
                paid += event.amount
                payments.append(event)
            case Replan():
                versions.append(Version(event.on, amount, paid, event.instalments))
            case Adjust():
                amount = event.amount
                if event.instalments or amount <= paid:
                    versions.append(Version(event.on, amount, paid, event.instalments))
    return Account(amount, paid, tuple(versions), tuple(payments))


def next_due(state: Account) -> date | None:
    """The last day to pay the oldest instalment that is open; None where none is."""
    return next((part.due for part in state.open_instalments), None)
