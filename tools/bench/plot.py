"""The growth plot as SVG: two panels with logarithmic axes, each line named at its end."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from bench.figures import Results

WIDTH, HEIGHT = 1120, 500
TOP, BOTTOM = 84, 64
PANEL, GAP, LEFT = 322, 236, 66
LEAST_GAP = 15
"""Pixels between two names."""
FONT = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
INK, FAINT, RULE = "#1f2933", "#66727f", "#e3e8ee"


@dataclass(frozen=True)
class Line:
    """One line: the row it shows, its name, colour, and dashes where it is not ours."""

    row: str
    name: str
    colour: str
    dashes: str = ""
    weight: float = 2.4


FLOOR_DASHES, PEER_DASHES = "2 4", "7 4"
PANELS: tuple[tuple[str, tuple[Line, ...]], ...] = (
    (
        "Reading everything",
        (
            Line("check", "ledger check", "#0b5fa5"),
            Line("first", "ledger status, no index", "#3f97d8"),
            Line("read", "floor: read every byte", FAINT, FLOOR_DASHES, 1.8),
            Line("pass", "floor: start of Python", FAINT, FLOOR_DASHES, 1.8),
            Line("bean-check, no cache", "bean-check", "#c2410c", PEER_DASHES, 1.8),
            Line("hledger check", "hledger check", "#6d28d9", PEER_DASHES, 1.8),
            Line("doorstop -F", "doorstop", "#be185d", PEER_DASHES, 1.8),
            Line("trestle validate", "trestle validate", "#a16207", PEER_DASHES, 1.8),
        ),
    ),
    (
        "Asking, and one morning's work",
        (
            Line("status", "ledger status", "#0b5fa5"),
            Line("changed", "ledger status, 10 changed", "#3f97d8"),
            Line("add", "ledger add-issue", "#0f766e"),
            Line("base", "ledger check --base", "#65a30d"),
            Line("git status", "floor: git status", FAINT, FLOOR_DASHES, 1.8),
            Line("pass", "floor: start of Python", FAINT, FLOOR_DASHES, 1.8),
            Line("bean-check, cached", "bean-check, cached", "#c2410c", PEER_DASHES, 1.8),
            Line("hledger balance", "hledger balance", "#6d28d9", PEER_DASHES, 1.8),
            Line("task list", "taskwarrior list", "#be185d", PEER_DASHES, 1.8),
        ),
    ),
)
Point = tuple[float, float]


@dataclass(frozen=True)
class Axes:
    """Where a number of issues and a time stand; both axes are logarithmic."""

    left: float
    sizes: tuple[float, float]
    seconds: tuple[float, float]

    def at(self, size: float, seconds: float) -> Point:
        """A point of the picture."""
        return (
            self.left + PANEL * part(size, *self.sizes),
            HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part(seconds, *self.seconds),
        )


def part(value: float, low: float, high: float) -> float:
    """How far along the axis, from 0 to 1."""
    return math.log(value / low) / math.log(high / low)


def series(results: Results, row: str) -> list[Point]:
    """What was measured of a row, by size."""
    found = ((size, results.time(row, size)) for size in sorted(results.sizes))
    return [(size, seconds) for size, seconds in found if seconds is not None]


def bounds(results: Results) -> tuple[tuple[float, float], tuple[float, float]]:
    """Whole powers of ten around all sizes and all times."""
    lines = [series(results, line.row) for _, lines in PANELS for line in lines]
    sizes = [size for points in lines for size, _ in points]
    seconds = [value for points in lines for _, value in points]
    return (powers(sizes), powers(seconds))


def powers(values: Sequence[float]) -> tuple[float, float]:
    """The powers of ten below and above."""
    low = math.floor(math.log10(min(values)) + 0.1)
    return 10.0**low, 10.0 ** max(math.ceil(math.log10(max(values)) - 0.02), low + 1)


def spread(places: Sequence[float], low: float, high: float) -> list[float]:
    """Heights of names so that none covers another: as near to their lines as may be, in the same order."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    found = list(places)
    for before, index in zip([None, *order], order, strict=False):
        found[index] = max(found[index], low if before is None else found[before] + LEAST_GAP)
    for after, index in zip([None, *order[::-1]], order[::-1], strict=False):
        found[index] = min(found[index], high if after is None else found[after] - LEAST_GAP)
    return found


def growth_plot(results: Results) -> str:
    """The whole picture."""
    sizes, seconds = bounds(results)
    body = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="8" fill="#ffffff"/>',
        text(LEFT - 42, 32, "Time of one command as the ledger grows", INK, 17, weight="600"),
        text(LEFT - 42, 53, "whole process, warm page cache, both axes logarithmic; dashed: other programs with as many items, dotted: the floor", FAINT, 12.5),
    ]  # fmt: skip
    for index, (title, lines) in enumerate(PANELS):
        axes = Axes(LEFT + index * (PANEL + GAP), sizes, seconds)
        body += [*grid(axes, title), *curves(results, axes, lines)]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{FONT}" role="img">'
    return "\n".join([head, "<title>Growth of times with the number of issues</title>", *body, "</svg>", ""])


def grid(axes: Axes, title: str) -> Iterator[str]:
    """Rules at the powers of ten, with their values, and the panel's title."""
    bottom, right = HEIGHT - BOTTOM, axes.left + PANEL
    yield text(axes.left, TOP - 10, title, INK, 13.5, weight="600")
    for seconds in decades(*axes.seconds):
        _, y = axes.at(axes.sizes[0], seconds)
        yield f'<line x1="{axes.left}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}" stroke="{RULE}"/>'
        yield text(axes.left - 8, y + 4, told(seconds), FAINT, 12, anchor="end")
    for size in decades(*axes.sizes):
        x, _ = axes.at(size, axes.seconds[0])
        yield f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{bottom}" stroke="{RULE}"/>'
        yield text(x, bottom + 19, f"{size:,.0f}", FAINT, 12, anchor="middle")
    yield text(axes.left + PANEL / 2, bottom + 42, "issues", FAINT, 12.5, anchor="middle")


def decades(low: float, high: float) -> list[float]:
    """Each power of ten from one to the other."""
    return [10.0**power for power in range(round(math.log10(low)), round(math.log10(high)) + 1)]


def told(seconds: float) -> str:
    """`10 ms`, `1 s`."""
    return f"{seconds:,.0f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"


def curves(results: Results, axes: Axes, lines: Sequence[Line]) -> Iterator[str]:
    """Each line with its points, and its name at the end of the panel."""
    drawn = [(line, [axes.at(*point) for point in series(results, line.row)]) for line in lines]
    drawn = [(line, points) for line, points in drawn if points]
    right = axes.left + PANEL
    heights = spread([points[-1][1] for _, points in drawn], TOP, HEIGHT - BOTTOM)
    for (line, points), height in zip(drawn, heights, strict=True):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashes = f' stroke-dasharray="{line.dashes}"' if line.dashes else ""
        yield (
            f'<polyline points="{path}" fill="none" stroke="{line.colour}" stroke-width="{line.weight}"'
            f' stroke-linejoin="round" stroke-linecap="round"{dashes}/>'
        )
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{line.colour}"/>' for x, y in points)
        x, y = points[-1]
        yield (
            f'<path d="M{x + 5:.1f},{y:.1f} L{right + 8:.1f},{y:.1f} L{right + 18:.1f},{height:.1f}" fill="none"'
            f' stroke="{line.colour}" stroke-width="0.8" opacity="0.45"/>'
        )
        yield text(right + 22, height + 4, line.name, line.colour, 12, weight="400" if line.dashes else "600")


def text(x: float, y: float, words: str, colour: str, size: float, anchor: str = "start", weight: str = "400") -> str:
    """Words in the picture."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" font-weight="{weight}"'
        f' text-anchor="{anchor}">{escape(words)}</text>'
    )
