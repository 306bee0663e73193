"""`python tools/faults [--short] [--jobs N] [--row NAME]…`: run every kind of fault and print the counts."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path[:0] = [
    str(Path(__file__).parents[1]),
    str(Path(__file__).parents[2] / "src"),
    str(Path(__file__).parents[2] / "tests"),
]

from faults.row import Size  # noqa: E402
from faults.rows import ROWS  # noqa: E402 - the path above comes first


def main() -> int:
    """Print one line for each row; 1 where anything was torn, lost or wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--short", action="store_true", help="a few cases of each, as the tests do")
    parser.add_argument("--row", action="append", choices=list(ROWS), help="these rows alone")
    options = parser.parse_args()
    bad = False
    for name in options.row or ROWS:
        begun = time.monotonic()
        row = ROWS[name](Size(options.short, options.jobs))
        print(f"{row.line}  [{time.monotonic() - begun:.0f} s]", flush=True)
        for entry in row.wrong[:20]:
            print(f"           {entry}", flush=True)
        bad = bad or bool(row.wrong)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
