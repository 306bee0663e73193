"""The quick reader against the strict one: what the quick one accepts, the strict one reads as the same value."""

from __future__ import annotations

import random
import re
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from faults.row import Row, Size
from ybq_ledger.model.record_types import BY_FOLDER
from ybq_ledger.store.quick import read_quickly
from ybq_ledger.store.strict import value_in

ROOT = Path(__file__).parents[2]
Sources = list[tuple[str, str]]
"""Folder of a kind of record, and the text of one."""


def twofold(size: Size) -> Row:
    """Mutate records of every kind, gently and less so; compare wherever the quick reader says yes."""
    rounds, each = size.pick(2, 80), size.pick(600, 5_000)
    sources = records()
    with ProcessPoolExecutor(size.jobs) as pool:
        done = list(pool.map(partial(compare, sources, each), range(rounds)))
    accepted = sum(number for number, _ in done)
    wrong = tuple(entry for _, bad in done for entry in bad)
    if accepted * 10 < rounds * each:
        wrong += (f"ONLY {accepted} ACCEPTED: the comparison says little",)
    return Row(
        "quick reader against strict reader", rounds * each, {"accepted and equal": accepted - len(wrong)}, wrong
    )


def records() -> Sources:
    """Made-up records of every kind, as our own writer lays them out, and the good ones of the zoo."""
    from ybq_ledger.commands.demo import make_demo

    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "demo"
        make_demo(ROOT, folder, 40, 9, dry_run=False)
        paths = sorted((folder / "ledger").glob("*/*/*.yaml"))
        found = [(path.parent.name, path.read_text(encoding="utf-8")) for path in paths]
    kinds = {kind for kind, _ in found}
    return [entry for kind in sorted(kinds) for entry in [one for one in found if one[0] == kind][:25]]


def compare(sources: Sources, number: int, seed: int) -> tuple[int, list[str]]:
    """So many mutations from one seed: how many the quick reader accepted, and where the two differ."""
    from mutations import PIECES
    from record_values import AWKWARD

    chance, accepted, wrong = random.Random(seed), 0, []
    for _ in range(number):
        kind, text = chance.choice(sources)
        for _ in range(chance.randrange(0, 4)):
            text = changed(chance, text, PIECES, AWKWARD)
        data = text.encode("utf-8", "surrogatepass")
        shape = BY_FOLDER[kind].shape
        quick = read_quickly(data, shape)
        if quick is None:
            continue
        accepted += 1
        read = value_in(data, f"ledger/x/{kind}/x.yaml", shape)
        if read.value != quick or read.findings or repr(read.value) != repr(quick):
            wrong.append(f"DIFFERENT ({kind}, seed {seed}): {text[:300]!r}")
    return accepted, wrong


def changed(chance: random.Random, text: str, pieces: list[str], words: tuple[str, ...]) -> str:
    """The text with one thing done to it."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    match chance.randrange(9):
        case 0 | 1 | 2:
            lines[at] = re.sub(r"(: |- )[^\n]*$", lambda found: found[1] + chance.choice(words), lines[at])
        case 3:
            lines[at] = re.sub(r": (.*)$", lambda found: f": {chance.choice(QUOTES).format(found[1])}", lines[at])
        case 4:
            lines.insert(at, lines[chance.randrange(len(lines))])
        case 5:
            del lines[at]
        case 6:
            lines[at] = " " * chance.randrange(1, 4) + lines[at]
        case 7:
            lines[at] = lines[at].replace("-0", chance.choice(("-1", "-3", "-00", "/0")), 1)
        case _:
            spot = chance.randrange(len(text) + 1)
            return text[:spot] + chance.choice(pieces) + text[spot:]
    return "\n".join(lines)


QUOTES = ('"{}"', "'{}'", "{} ", "'{}", '"{}" ', " {}")
