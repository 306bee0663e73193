"""Hostile and legitimate changes to a real repository: each hostile one is found by its rule, no other one is stopped."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from faults.change_bed import judged, make_bed
from faults.hostile_changes import hostile_kinds
from faults.legitimate_changes import LEGITIMATE
from faults.row import Row, Size

SEEDS = 8
"""Repositories that all changes are spread over; each has its own stream of chance."""


def part(
    seed: int, kinds: list[str], variants: int, honest: int
) -> tuple[Counter[str], Counter[str], list[str], set[str]]:
    """What one repository tells: what was caught of each kind, what was let pass of each kind, and what went wrong."""
    hostile, caught, passed, wrong = hostile_kinds(), Counter[str](), Counter[str](), []
    with tempfile.TemporaryDirectory() as top:
        bed = make_bed(Path(top) / "ledger", random.Random(17 + seed))
        for name in kinds:
            rules, act = hostile[name]
            for variant in range(seed, variants, SEEDS):
                errors, found = judged(bed, act)
                if rules & found and errors:
                    caught[name] += 1
                else:
                    wrong.append(f"MISSED: {name}, variant {variant}: found {sorted(found)}")
        chosen = list(LEGITIMATE.items())
        for number in range(seed, honest, SEEDS):
            name, act = chosen[number % len(chosen)]
            errors, _ = judged(bed, act)
            passed[name] += not errors
            wrong += [f"FALSE ALARM: {name}, {number}: {error}" for error in errors]
    return caught, passed, wrong, bed.used


def changes(size: Size) -> Row:
    """Every hostile kind in many variants, and many legitimate changes."""
    kinds = list(hostile_kinds())[:: 6 if size.short else 1]
    variants, honest, seeds = size.pick(1, 30), size.pick(len(LEGITIMATE), 2_000), size.pick(1, SEEDS)
    step = [(seed, kinds, variants, honest) for seed in range(seeds)]
    if size.short:
        step = [(0, kinds, 1, 0), *((seed, [], 0, honest) for seed in range(0, SEEDS, 4))]
    with ProcessPoolExecutor(size.jobs) as pool:
        parts = list(pool.map(part, *zip(*step, strict=True)))
    caught, passed = (sum((each[at] for each in parts), Counter[str]()) for at in (0, 1))
    wrong = tuple(line for each in parts for line in each[2])
    figures: dict[str, int | str] = {
        "hostile kinds": len(kinds), "variants of each": variants, "caught": caught.total(),
        "legitimate kinds": len(passed), "kinds of event among them": len(set[str]().union(*(each[3] for each in parts))),
        "legitimate": passed.total(),
    }  # fmt: skip
    return Row("hostile and legitimate changes", caught.total() + passed.total() + len(wrong), figures, wrong)
