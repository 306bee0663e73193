"""`python tools/bench [--sizes 100,10000] [--short] [--row NAME]… [--no-peers] [--write]`: measure, and print what is met."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "src")]

from bench.ours import TITLES  # noqa: E402 - the path above comes first
from bench.plot import growth_plot  # noqa: E402
from bench.report import body, write  # noqa: E402
from bench.session import Wanted, run  # noqa: E402

SIZES = (100, 1_000, 10_000, 50_000, 100_000)
SHORT = (100,)


def sizes_of(text: str) -> tuple[int, ...]:
    """`100,10000` as numbers."""
    return tuple(int(word.replace("_", "")) for word in text.split(","))


def options_of(words: list[str] | None = None) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--sizes", type=sizes_of, help=f"numbers of issues; default {','.join(map(str, SIZES))}")
    parser.add_argument("--short", action="store_true", help="a hundred issues, two rounds, as the tests do")
    parser.add_argument("--row", action="append", default=[], choices=list(TITLES), help="these rows of ours alone")
    parser.add_argument("--no-peers", action="store_true", help="the floor and ours alone")
    parser.add_argument("--cap", type=float, default=300, help="seconds after which a call is stopped; default 300")
    parser.add_argument("--rounds", type=int, default=0, help="runs of each call; default by size")
    parser.add_argument("--scratch", type=Path, help="where trees are built and the peers' packages are kept")
    parser.add_argument("--write", action="store_true", help="put the tables and the plot into the documentation")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="the documentation's folder")
    return parser.parse_args(words)


def main(words: list[str] | None = None) -> int:
    """Run and print; 0 whatever the figures are."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that processes and scratch folders are cleared away
    options = options_of(words)
    sizes = options.sizes or (SHORT if options.short else SIZES)
    rounds = options.rounds or (2 if options.short else 0)
    wanted = Wanted(sizes, tuple(options.row), not options.no_peers, options.cap, rounds)
    with tempfile.TemporaryDirectory(prefix="ledger-bench-") as folder:
        scratch = options.scratch or Path(folder)
        results = run(wanted, scratch, lambda line: print(line, file=sys.stderr, flush=True))
    print(body(results))
    if options.write:
        write(options.docs, results, growth_plot(results))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
