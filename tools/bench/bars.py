"""The bars: what must hold, how it is worked out of the figures, and whether it is met. No test fails on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bench.figures import FLOOR, Results, duration, quotient, times
from bench.ours import TITLES

SMALL, LARGE = 100, 100_000
UNCACHED = "bean-check, no cache"
GROWING = ("status", "changed", "overdue", "owed", "list", "brief", "check", "base", "add", "first")


@dataclass(frozen=True)
class Verdict:
    """One line of the table. `value` and `limit` are in the unit of the bar; None where nothing was measured."""

    what: str
    measured: str
    ratio: str
    bar: str
    value: float | None
    limit: float
    judged: bool = True

    @property
    def met(self) -> str:
        """`yes`, `no`, or why there is no verdict."""
        if self.value is None:
            return "not measured"
        if not self.judged:
            return "not judged at this size"
        return "yes" if self.value <= self.limit else "**no**"


Judge = Callable[[Results], Verdict]


def size_for(results: Results, wanted: int) -> int:
    """The size a bar speaks of; the nearest one that was measured where it was not."""
    return min(results.sizes, key=lambda size: abs(size - wanted))


def against(
    name: str, floor: str, limit: float, wanted: int, bar: str, what: str = "{title}, {size:,} issues"
) -> Judge:
    """At most so many times as long as something else of the same run."""

    def judge(results: Results) -> Verdict:
        size = size_for(results, wanted)
        value = results.ratio(name, floor, size)
        return Verdict(
            what.format(title=TITLES[name], size=size), shown(results, name, size), f"{times(value)} {label(floor)}", bar, value, limit,
            size == wanted,
        )  # fmt: skip

    return judge


def label(name: str) -> str:
    """What a ratio is a multiple of, in one word."""
    short = {"read": "reading", FLOOR: "pass", "git status": "`git status`", "status": "that"}
    return short.get(name, name)


def at(title: str, size: int) -> str:
    """A row at a size."""
    return f"{title}, {size:,} issues"


def shown(results: Results, name: str, size: int) -> str:
    """The time, or why there is none."""
    figure = results.times.get((name, size))
    return figure.text if figure else "–"


def above_start(name: str, floor: str, limit: float, wanted: int, bar: str) -> Judge:
    """The same when two starts of Python are taken off: what a command costs above what it cannot avoid."""

    def judge(results: Results) -> Verdict:
        size = size_for(results, wanted)
        time, start = results.time(name, size), results.time(FLOOR, size)
        rest = time - 2 * start if time is not None and start is not None else None
        value = quotient(rest, results.time(floor, size))
        told = f"{times(value)} {label(floor)} + 2 pass"
        return Verdict(
            at(TITLES[name], size), shown(results, name, size), told, bar, value, limit, size == wanted
        )  # fmt: skip

    return judge


def within(name: str, seconds: float, wanted: int) -> Judge:
    """In so many seconds."""

    def judge(results: Results) -> Verdict:
        size = size_for(results, wanted)
        value = results.time(name, size)
        ratio = f"{times(results.ratio(name, FLOOR, size))} pass"
        return Verdict(
            at(TITLES[name], size), shown(results, name, size), ratio, f"≤ {duration(seconds)}", value, seconds,
            size == wanted,
        )  # fmt: skip

    return judge


def independent(name: str, limit: float, small: int, wanted: int) -> Judge:
    """Hardly longer in a large ledger than in a small one."""

    def judge(results: Results) -> Verdict:
        size, less = size_for(results, wanted), size_for(results, small)
        value = quotient(results.time(name, size), results.time(name, less)) if size != less else None
        what = f"the same against a ledger of {less:,}: the cost follows the change"
        return Verdict(
            what, shown(results, name, less), f"{times(value)} that", f"≤ {limit} ×", value, limit, size == wanted
        )

    return judge


def memory(name: str, which: str, megabytes: float, wanted: int, what: str) -> Judge:
    """Peak memory, of its largest process or of all."""

    def judge(results: Results) -> Verdict:
        size = size_for(results, wanted)
        value: float | None = getattr(results.memory.get((name, size)), which, None)
        measured = "–" if value is None else f"{value:.0f} MB"
        return Verdict(at(what, size), measured, "", f"≤ {megabytes:.0f} MB", value, megabytes, size == wanted)

    return judge


def growth(results: Results) -> Verdict:
    """The row that grows fastest with each doubling, between any two neighbouring sizes from a thousand on."""
    worst = max(
        ((factor, name, pair) for name in GROWING for pair, factor in results.doublings(name).items()), default=None
    )
    what = "doubling the ledger at most doubles any time"
    if worst is None:
        return Verdict(what, "–", "–", "≤ 2 ×", None, 2)
    factor, name, (small, large) = worst
    measured = f"fastest growing: {TITLES[name]}, {small:,} to {large:,}"
    return Verdict(what, measured, f"{times(factor)} a doubling", "≤ 2 ×", round(factor, 1), 2, large >= LARGE // 10)


BARS: tuple[Judge, ...] = (
    against("version", FLOOR, 2, SMALL, "≤ 2 × pass", what="{title}"),
    against("status", FLOOR, 10, SMALL, "≤ 10 × pass"),
    above_start("status", "git status", 2.5, LARGE, "≤ 2.5 × `git status` + 2 pass"),
    against("changed", "status", 1.3, LARGE, "≤ 1.3 × that"),
    against("check", "read", 8, LARGE, "≤ 8 × reading"),
    against("check", UNCACHED, 1, LARGE, "≤ 1 × bean-check", what="the same against bean-check without cache, {size:,} transactions"),
    within("base", 1, LARGE),
    independent("base", 1.5, 10_000, LARGE),
    within("add", 0.3, LARGE),
    memory("status", "largest", 35, LARGE, "memory of that `status`, largest process"),
    memory("check", "whole", 300, LARGE, "memory of that `check`, all processes"),
    growth,
)  # fmt: skip


def verdicts(results: Results) -> list[Verdict]:
    """Every bar against what was measured."""
    return [judge(results) for judge in BARS]
