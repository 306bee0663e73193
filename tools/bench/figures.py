"""Figures as values: the times of one call at one size, what was found of them all, and their ratios."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

FLOOR = "pass"
FIRST_GROWING = 1000
"""Below so many issues a time is mostly the start of a process, and says nothing about growth."""


@dataclass(frozen=True)
class Figure:
    """Seconds of each run of a whole process; `cap` is set where a run was stopped after so long; `failed` tells what went wrong."""

    seconds: tuple[float, ...] = ()
    cap: float | None = None
    failed: str = ""

    @property
    def value(self) -> float | None:
        """The median; None where there is none."""
        return median(self.seconds) if self.seconds and not self.cap and not self.failed else None

    @property
    def text(self) -> str:
        """The median for people, or why there is none."""
        if self.failed:
            return f"failed: {self.failed}"
        if self.cap:
            return f"> {self.cap:.0f} s"
        return duration(self.value)


class Memory(NamedTuple):
    """The most memory in MB: of a call's largest process, and of all its processes at once."""

    largest: float
    whole: float


@dataclass
class Results:
    """What was measured: times by name and size, peak memory and kept bytes likewise; names of rows that were left out, and why."""

    sizes: tuple[int, ...]
    times: dict[tuple[str, int], Figure] = field(default_factory=dict)
    memory: dict[tuple[str, int], Memory] = field(default_factory=dict)
    kept: dict[int, int] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, str] = field(default_factory=dict)

    @property
    def largest(self) -> int:
        """The largest size."""
        return max(self.sizes)

    def time(self, name: str, size: int) -> float | None:
        """Seconds; None where there are none."""
        figure = self.times.get((name, size))
        return figure.value if figure else None

    def ratio(self, name: str, floor: str, size: int) -> float | None:
        """How many times as long as its floor in the same run."""
        return quotient(self.time(name, size), self.time(floor, size))

    def doublings(self, name: str) -> dict[tuple[int, int], float]:
        """By how much a time grows with each doubling, between neighbouring sizes."""
        sizes = [size for size in self.sizes if size >= FIRST_GROWING]
        found = {}
        for small, large in pairwise(sizes):
            factor = quotient(self.time(name, large), self.time(name, small))
            if factor is not None:
                found[small, large] = per_doubling(factor, large / small)
        return found


def per_doubling(factor: float, growth: float) -> float:
    """The growth of a time with each doubling, when a ledger `growth` times as large takes `factor` times as long."""
    return float(factor ** (math.log(2) / math.log(growth)))


def quotient(above: float | None, below: float | None) -> float | None:
    """A ratio; None where one of the two was not measured."""
    return above / below if above is not None and below else None


def duration(seconds: float | None) -> str:
    """`12 ms`, `1.24 s`, `85 s`; a dash for nothing."""
    if seconds is None:
        return "–"
    if seconds < 0.995:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.2f} s" if seconds < 9.95 else f"{seconds:.0f} s"


def times(ratio: float | None) -> str:
    """`1.6 ×`; a dash for nothing."""
    if ratio is None:
        return "–"
    return f"{ratio:.2f} ×" if ratio < 1 else f"{ratio:.1f} ×" if ratio < 99.5 else f"{ratio:.0f} ×"
