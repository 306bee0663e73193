"""The strict reader under a fuzzer that watches which of its lines each input reaches; needs atheris, which is not locked.

Wheels of atheris exist for a few platforms only, so no lock file names it: `.venv/bin/python -m pip install atheris`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from faults.hostile import named_cases, suite_cases
from faults.row import Row, Size

PROGRAM = """
import sys
import atheris
sys.path[:0] = {path!r}
with atheris.instrument_imports(include=["ybq_ledger.store", "ruamel.yaml"]):
    import ruamel.yaml
    import ybq_ledger.store.documents, ybq_ledger.store.profile, ybq_ledger.store.lines, ybq_ledger.store.shape_findings
from faults.hostile import judge

def one(data):
    bad = judge("guided", data)
    if bad:
        raise AssertionError(bad)

atheris.Setup(sys.argv, one)
atheris.Fuzz()
"""
PLACES = [
    str(Path(__file__).parents[1]),
    str(Path(__file__).parents[2] / "src"),
    str(Path(__file__).parents[2] / "tests"),
]
DONE = re.compile(rb"Done (\d+) runs|stat::number_of_executed_units: (\d+)")
COVERED = re.compile(rb"cov: (\d+)")
SEED_BYTES = 8192


def guided(size: Size) -> Row:
    """Begin with the zoo and the suite, and let the fuzzer grow them; any exception, or a file without a word, ends it."""
    name = "hostile YAML, guided by coverage"
    if find_spec("atheris") is None:
        return Row(name, 0, skipped="atheris is not installed: nothing was fuzzed by coverage (pip install atheris)")
    runs = size.pick(2_000, 200_000)
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, (_, data) in enumerate((*named_cases(), *suite_cases())):
            if len(data) <= SEED_BYTES:
                (corpus / f"{number:04d}").write_bytes(data)
        seeds = sum(1 for _ in corpus.iterdir())
        limits = [f"-runs={runs}", f"-max_len={SEED_BYTES}", "-timeout=10", "-rss_limit_mb=1024", "-seed=1"]
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM.format(path=PLACES), *limits, f"-artifact_prefix={folder}/", str(corpus)],
            capture_output=True, check=False, env=os.environ | {"PYTEST_CURRENT_TEST": "no clock here"},
        )  # fmt: skip
        found = [path.read_bytes() for path in Path(folder).iterdir() if path.is_file()]
        grown = sum(1 for _ in corpus.iterdir()) - seeds
    said = done.stdout + done.stderr
    count = [int(first or second) for first, second in DONE.findall(said)]
    covered = COVERED.findall(said)
    wrong = [f"{said[-400:].decode(errors='replace')} {data[:200]!r}" for data in found]
    wrong += (
        [f"exit {done.returncode}: {said[-400:].decode(errors='replace')}"] if done.returncode and not found else []
    )
    figures: dict[str, int | str] = {
        "files to begin with": seeds, "branches reached": int(covered[-1]) if covered else 0, "inputs that reached more": grown,
    }  # fmt: skip
    return Row(name, count[-1] if count else 0, figures, tuple(wrong))
