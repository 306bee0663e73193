"""What was measured as tables: for the terminal, and between the markers of docs/performance.md."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench import floor, ours, peers
from bench.bars import GROWING, Verdict, verdicts
from bench.figures import Results, times

BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
PLOT = "growth.svg"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table; numbers stand to the right."""
    marks = ["---" if index == 0 else "--:" for index in range(len(head))]
    return [f"| {' | '.join(row)} |" for row in (head, marks, *rows)]


def bars_table(found: Sequence[Verdict]) -> list[str]:
    """What must hold, and whether it does."""
    rows = [(one.what, one.measured, one.ratio, one.bar, one.met) for one in found]
    return table(("what", "measured", "ratio", "bar", "met?"), rows)


def floor_table(results: Results) -> list[str]:
    """The floor at each size."""
    rows = [(title, *(cell(results, name, size) for size in results.sizes)) for name, title in floor.TITLES.items()]
    return table(("floor", *heads(results)), rows)


def ours_table(results: Results) -> list[str]:
    """Every row of ours: the time, and how many times its floor."""
    rows = []
    for name, title in ours.TITLES.items():
        floor_name = ours.FLOORS[name]
        cells = (cell(results, name, size, floor_name) for size in results.sizes)
        factors = results.doublings(name).values() if name in GROWING else ()
        rows.append((title, *cells, SHORT[floor_name], times(max(factors, default=None))))
    for (name, which), title in MEMORY.items():
        found = (results.memory.get((name, size)) for size in results.sizes)
        rows.append((title, *(megabytes(getattr(memory, which, None)) for memory in found), "", ""))
    rows.append(("size of the index", *(megabytes(mega(results.kept.get(size))) for size in results.sizes), "", ""))
    return table(("ours", *heads(results), "× of", "a doubling"), rows)


SHORT = {"pass": "pass", "git status": "`git status`", "read": "reading"}
MEMORY = {
    ("status", "largest"): "memory of `ledger status`, nothing changed, largest process",
    ("status", "whole"): "the same with git beside it",
    ("git status", "largest"): "memory of `git status`",
    ("check", "whole"): "memory of `ledger check`, all processes",
}
"""What was run and of which processes → the title of its row."""


def peers_table(results: Results) -> list[str]:
    """Other programs on as many items, beside our nearest command."""
    rows = [
        (f"{row} (our `{OUR_NEAREST[row]}`)", *(beside(results, row, size) for size in results.sizes))
        for row in peers.ROWS
        if any((row, size) in results.times for size in results.sizes)
    ]
    return table(("others (ours)", *heads(results)), rows) if rows else []


OUR_NEAREST = {
    "bean-check, no cache": "check", "bean-check, cached": "status", "hledger check": "check", "hledger balance": "status",
    "doorstop -F": "check", "doorstop": "check", "trestle validate": "check", "task list": "status",
}  # fmt: skip


def beside(results: Results, row: str, size: int) -> str:
    """A peer's time, and how many times ours it is."""
    if (row, size) not in results.times:
        return "–"
    ratio = results.ratio(row, OUR_NEAREST[row], size)
    return results.times[row, size].text + (f" ({times(ratio)} ours)" if ratio is not None else "")


def cell(results: Results, name: str, size: int, floor_name: str = "") -> str:
    """A time, with its ratio where there is a floor."""
    figure = results.times.get((name, size))
    if figure is None:
        return "–"
    ratio = results.ratio(name, floor_name, size) if floor_name else None
    return figure.text + (f" ({times(ratio)})" if ratio is not None else "")


def heads(results: Results) -> list[str]:
    """The sizes."""
    return [f"{size:,}" for size in results.sizes]


def mega(number: int | None) -> float | None:
    """Bytes as MB."""
    return None if number is None else number / 1e6


def megabytes(value: float | None) -> str:
    """`12 MB`, `0.2 MB`."""
    return "–" if value is None else f"{value:.1f} MB" if value < 9.95 else f"{value:.0f} MB"


def conditions(results: Results) -> list[str]:
    """Under what conditions, without the name of a machine."""
    told = results.conditions
    others = [f"{name} {told[name]}" for name in sorted(told) if name in {tool.command for tool in peers.TOOLS}]
    lines = [
        f"{told['cores']} cores, Python {told['python']}, git {told['git']}; issue files of {told['bytes']} bytes in {told['folders']} unit folders, "
        f"medians of {told['runs']} interleaved runs of the whole process, warm page cache, on {told['date']}."
    ]
    if others:
        lines.append(f"Others: {', '.join(others)}.")
    if "busy" in told:
        lines.append(f"**The machine was doing other work meanwhile ({told['busy']}): provisional.**")
    return lines


def skipped(results: Results) -> list[str]:
    """What was left out, and why."""
    return [f"- {name}: {why}" for name, why in results.skipped.items()]


def body(results: Results) -> str:
    """All tables, in Markdown."""
    left_out = skipped(results)
    parts = [
        conditions(results), bars_table(verdicts(results)), [f"![growth]({PLOT})"],
        floor_table(results), ours_table(results), peers_table(results),
        ["Left out:", "", *left_out] if left_out else [],
    ]  # fmt: skip
    return "\n\n".join("\n".join(part) for part in parts if part)


def replaced(document: str, text: str) -> str:
    """The document with new text between its markers."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"no {BEGIN} … {END} in the document")
    return f"{before}{BEGIN}\n{text}\n{END}{after}"


def write(folder: Path, results: Results, plot: str) -> None:
    """Into docs/performance.md and beside it."""
    document = folder / "performance.md"
    document.write_text(replaced(document.read_text(encoding="utf-8"), body(results)), encoding="utf-8")
    (folder / PLOT).write_text(plot, encoding="utf-8")
