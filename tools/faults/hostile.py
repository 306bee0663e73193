"""Hostile YAML: the named files, yaml-test-suite, and random mutations; findings only, within time and memory."""

from __future__ import annotations

import os
import random
import resource
import tarfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from faults.row import Row, Size
from ybq_ledger.model.record import Filing, Issue
from ybq_ledger.store.strict import value_in

TESTS = Path(__file__).parents[2] / "tests"
SUITE = "yaml-test-suite-2022-01-17.tar.gz"
SUITE_VARIABLE = "YAML_TEST_SUITE"
"""Environment variable with the archive's place; else it is looked for beside the project in shared/data."""
MOST_SECONDS = 0.25
TIMED = "PYTEST_CURRENT_TEST" not in os.environ
"""No test fails on a clock; `make faults` looks at the processor's."""
ISSUE = "ledger/guotuju/issues/guotuju-2018-3047192.yaml"


def suite() -> Path | None:
    """The archive of yaml-test-suite; None where it is not at hand."""
    named = os.environ.get(SUITE_VARIABLE)
    places = [Path(named)] if named else [parent / "shared/data" / SUITE for parent in TESTS.parents]
    return next((place for place in places if place.is_file()), None)


def suite_cases() -> list[tuple[str, bytes]]:
    """Every input of the suite by its name; empty where the archive is not at hand."""
    place = suite()
    if place is None:
        return []
    with tarfile.open(place) as archive:
        members = [m for m in archive.getmembers() if m.isfile() and m.name.endswith("/in.yaml")]
        return [(m.name.removesuffix("/in.yaml"), file.read()) for m in members if (file := archive.extractfile(m))]


def named_cases() -> list[tuple[str, bytes]]:
    """The files of the zoo."""
    return [
        (path.stem, path.read_bytes()) for path in sorted((TESTS / "bad").glob("*.yaml")) if "good-" not in path.stem
    ]


def judge(name: str, data: bytes) -> str | None:
    """What is wrong with how one file is read, or None: an exception, or more time than is allowed."""
    begun = time.process_time()
    try:
        read = value_in(data, ISSUE, Filing if "answers" in name else Issue)
    except BaseException as error:
        return f"RAISED {type(error).__name__}: {name}"
    if TIMED and time.process_time() - begun > MOST_SECONDS:
        return slow_again(name, data)
    return None if read.value is not None or read.findings else f"NO FINDING: {name}"


def slow_again(name: str, data: bytes) -> str | None:
    """A file that took long is read thrice more, by the processor's own clock: a busy machine is no fault of the file."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        value_in(data, ISSUE, Issue)
        times.append(time.process_time() - begun)
    return f"SLOW {min(times):.2f} s: {name}" if min(times) > MOST_SECONDS else None


def mutate(chance: random.Random, sources: list[bytes], pieces: list[bytes]) -> bytes:
    """A file with some bytes put in, taken out, doubled, moved or flipped."""
    data = chance.choice(sources)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randint(0, len(data)), chance.randint(0, 40)
        match chance.randint(0, 5):
            case 0:
                data = data[:at] + chance.choice(pieces) + data[at:]
            case 1:
                data = data[:at] + data[at + length :]
            case 2:
                data = data[:at] + data[at : at + length] + data[at:]
            case 3:
                data = data[at : at + length] + data[:at] + data[at + length :]
            case 4:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            case _:
                other = chance.choice(sources)
                data = data[:at] + other[chance.randint(0, len(other)) :][: length * 4] + data[at:]
    return data


def mutated(seed: int, number: int) -> tuple[int, list[str]]:
    """So many mutations from one seed: how many were accepted, and what went wrong."""
    from mutations import GOOD, PIECES

    chance = random.Random(seed)
    zoo = [data for _, data in named_cases() if len(data) < 4000]
    sources = [text.encode() for text in GOOD] * 20 + zoo + [data for _, data in suite_cases()]
    pieces = [piece.encode("utf-8", "surrogatepass") for piece in PIECES]
    wrong = []
    for index in range(number):
        bad = judge(f"seed {seed}, number {index}", mutate(chance, sources, pieces))
        if bad:
            wrong.append(bad)
    return number, wrong


def hostile(size: Size) -> Row:
    """All named files, the suite, and mutations on every core."""
    named, cases = named_cases(), suite_cases()
    wrong = [bad for name, data in (*named, *cases) if (bad := judge(name, data))]
    number = size.pick(2_000, 1_000_000)
    portions = size.pick(2, 200)
    with ProcessPoolExecutor(size.jobs) as pool:
        done = list(pool.map(mutated, range(portions), [number // portions] * portions))
    wrong += [bad for _, some in done for bad in some]
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * 1024
    figures: dict[str, int | str] = {
        "named files": len(named), "of yaml-test-suite": len(cases) or "SKIPPED: archive not at hand, 0",
        "mutations": sum(count for count, _ in done), "MB at the most in one process": peak // 2**20,
    }  # fmt: skip
    return Row("hostile YAML", len(named) + len(cases) + number, figures, tuple(wrong))
