"""What one kind of fault gave: how many cases, how many of them wrong, and the figures behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """`wrong` names the first failures; `skipped` says why the row could not be run here."""

    name: str
    cases: int
    figures: dict[str, int | str] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()
    skipped: str = ""

    @property
    def line(self) -> str:
        """One line for people."""
        if self.skipped:
            return f"SKIPPED  {self.name}: {self.skipped}"
        told = ", ".join(f"{value} {key}" for key, value in self.figures.items())
        return f"{'WRONG' if self.wrong else 'ok':8} {self.name}: {self.cases} cases ({told}), {len(self.wrong)} wrong"


@dataclass(frozen=True)
class Size:
    """How much to do: `short` is for the tests, the long form is what docs/reliability.md tells; `jobs` run at once."""

    short: bool
    jobs: int

    def pick(self, short: int, long: int) -> int:
        """The number for this size."""
        return short if self.short else long


Run = Callable[[Size], Row]
