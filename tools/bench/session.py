"""One whole run: builds the trees and the peers' items, goes through the rounds, and gathers what was measured."""

from __future__ import annotations

import json
import os
import platform
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import ours, peers
from bench.figures import Results
from bench.floor import floor
from bench.running import Call, finish, measure, peak
from bench.trees import Tree, git, kept_bytes, make_tree, settle, today

BUSY = 0.3
"""Load per core before the run from which on figures are called provisional."""
ROUNDS = ((1_000, 11), (10_000, 7), (50_000, 5))
"""Rounds up to a size; three beyond."""

Tell = Callable[[str], object]


@dataclass(frozen=True)
class Wanted:
    """What to measure: sizes, rows of ours (none: all), whether peers too, how long one call may take, how many rounds (0: by size)."""

    sizes: tuple[int, ...]
    rows: tuple[str, ...] = ()
    peers: bool = True
    cap: float = 300.0
    rounds: int = 0

    def rounds_at(self, size: int) -> int:
        """Fewer for large trees."""
        return self.rounds or next((rounds for most, rounds in ROUNDS if size <= most), 3)


def run(wanted: Wanted, scratch: Path, tell: Tell) -> Results:
    """Measure everything; `tell` is told what is going on."""
    results = Results(tuple(sorted(wanted.sizes)))
    results.conditions |= conditions_now(wanted)
    home = scratch / "home"
    home.mkdir(parents=True, exist_ok=True)
    found = {}
    if wanted.peers:
        tell("getting the peers")
        found = peers.install(scratch / "peers", results)
        for name, why in results.skipped.items():
            tell(f"SKIPPED {name}: {why}")
    for size in results.sizes:
        tell(f"{size:,} issues: building")
        work = scratch / "work"
        shutil.rmtree(work, ignore_errors=True)
        tree = make_tree(work / "ledger", size)
        others = peers.peers(found, work, size, results)
        measure_size(wanted, tree, others, home, results, tell)
        shutil.rmtree(work)
    return results


def measure_size(wanted: Wanted, tree: Tree, others: Sequence[Call], home: Path, results: Results, tell: Tell) -> None:
    """Every row at one size."""
    size = tree.issues
    results.conditions |= {"bytes": f"{tree.bytes_each:,.0f}", "folders": str(tree.folders)}
    tell(f"{size:,} issues: {verify(tree, wanted.cap, home)}")
    kinds = [kind for kind in ours.KINDS if not wanted.rows or kind.name in wanted.rows]
    calls = [*floor(tree), *others, *(ours.call_of(kind, tree) for kind in kinds)]
    warm = any(kind.name in ours.WARM for kind in kinds)

    def begin() -> None:
        settle(tree)
        if warm:
            finish(Call("warm", [*ours.program(), "status"], tree.root), wanted.cap, home)

    tell(f"{size:,} issues: {len(calls)} rows, {wanted.rounds_at(size)} rounds at the most")
    for name, figure in measure(calls, wanted.rounds_at(size), wanted.cap, home, begin, tell).items():
        results.times[name, size] = figure
        tell(f"{size:>9,}  {figure.text:>10}  {name}")
    begin()
    if warm:
        results.kept[size] = kept_bytes(tree)
    remembered = [ours.call_of(kind, tree) for kind in kinds if kind.name in ours.REMEMBERED]
    for call in (*(call for call in floor(tree) if call.name == "git status"), *remembered):
        memory = peak(call, wanted.cap, home)
        if memory is not None:
            results.memory[call.name, size] = memory
            tell(
                f"{size:>9,}  {memory.largest:7.0f} MB  memory of {call.name} ({memory.whole:.0f} MB with all its processes)"
            )


def verify(tree: Tree, cap: float, home: Path) -> str:
    """The program itself must find every issue and no error, or nothing measured here means anything."""
    call = Call("verify", [*ours.program(), "check", "-f", "json"], tree.root)
    code, out, err = finish(call, cap, home)
    if code is None:
        return f"not verified: check takes more than {cap:.0f} s"
    if code != 0:
        raise RuntimeError(f"ledger check: exit {code}: {(err or out)[:400]}")
    summary = json.loads(out)["summary"]
    if (summary["records"], summary["errors"]) != (tree.issues, 0):
        raise RuntimeError(f"{tree.issues} issues were made, but: {summary}")
    return f"{summary['records']:,} records, {summary['errors']} errors, {summary['warnings']} warnings"


def conditions_now(wanted: Wanted) -> dict[str, str]:
    """The machine in words that name no machine."""
    cores, load = os.cpu_count() or 1, os.getloadavg()[0]
    rounds = sorted({wanted.rounds_at(size) for size in wanted.sizes})
    found = {
        "cores": str(cores),
        "python": platform.python_version(),
        "git": git(Path.cwd(), "--version").split()[2],
        "runs": f"up to {rounds[0]}"
        if len(rounds) == 1
        else f"up to {rounds[0]} (large trees) to {rounds[-1]} (small ones)",
        "date": today().isoformat(),
    }
    return found | ({"busy": f"load {load:.1f} on {cores} cores at the start"} if load > BUSY * cores else {})
