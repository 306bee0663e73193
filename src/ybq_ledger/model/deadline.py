"""A due date and how it came to be, step by step."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ybq_ledger.model.language import Text
from ybq_ledger.model.value import dataclass

StepKind = Literal["start", "counted", "skipped", "corresponding", "moved", "kept", "fixed", "extended", "provisional"]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the explanation.

    `number` is the running count of a counted day; `notice` the State Council notice that makes the day what it is.
    """

    kind: StepKind
    day: date
    text: Text
    number: int | None = None
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """`nominal` is the date before a rest day moved it; `act_by` the last working day on or before `day`.

    `provisional`: some day it depends on lies where no notice has been published yet.
    """

    day: date
    nominal: date
    act_by: date
    provisional: bool = False
