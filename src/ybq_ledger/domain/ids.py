"""Record ids: `<unit>-<year>-<six random digits><check digit>`, made, taken apart and checked."""

from __future__ import annotations

import re

from ybq_ledger.model.value import dataclass

DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
"""Damm's weakly totally anti-symmetric quasigroup of order ten: finds every wrong digit and every swap of neighbours."""

WRITTEN = re.compile(r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)-([0-9]{4})-([0-9]{7})")
SEPARATORS = re.compile(r"[\s\-·]+")


@dataclass(frozen=True, slots=True)
class IdParts:
    """An id taken apart; `number` is its seven digits, the last of which checks the other six."""

    unit: str
    year: int
    number: str


def damm(digits: str) -> int:
    """The check digit of ASCII `digits`; 0 when they already end in their own."""
    interim = 0
    for digit in digits:
        interim = int(DAMM[interim][int(digit)])
    return interim


def new_id(unit: str, year: int, random_digits: str) -> str:
    """The id of a new record; the caller draws the six `random_digits`, so that this stays a pure function."""
    if not re.fullmatch(r"[0-9]{6}", random_digits):
        raise ValueError(f"six ASCII digits are needed, not {random_digits!r}")
    return f"{unit}-{year:04d}-{random_digits}{damm(random_digits)}"


def parse(text: str) -> IdParts | None:
    """Take an id apart; None where `text` is not shaped like one. The check digit is not looked at."""
    found = WRITTEN.fullmatch(text)
    return IdParts(found[1], int(found[2]), found[3]) if found else None


def is_right(text: str) -> bool:
    """Whether `text` is an id whose check digit fits."""
    parts = parse(text)
    return parts is not None and damm(parts.number) == 0


def seven_digits(text: str) -> str | None:
    """The number in what a person wrote or dictated (`3047195`, `304 7195`, `３０４７１９５`); None if it is none."""
    compact = SEPARATORS.sub("", text)
    if len(compact) == 7 and compact.isdecimal():
        return "".join(str(int(digit)) for digit in compact)
    return None
