"""The kept copy of a reading, damaged in every way: an answer is right or read anew, never wrong."""

from __future__ import annotations

import os
import random
import tempfile
import time
from datetime import date
from pathlib import Path

from faults.row import Row, Size

ROOT = Path(__file__).parents[2]
DAY = date(2018, 10, 12)


def copies(size: Size) -> Row:
    """Flip, cut, lengthen, mix up and swap the copy; each time the status must be that of the files."""
    from ybq_ledger.commands.demo import make_demo
    from ybq_ledger.commands.opening import open_view
    from ybq_ledger.render.formats import render
    from ybq_ledger.reports.status import status
    from ybq_ledger.store import snapshot

    number, chance, wrong, used = size.pick(30, 2_000), random.Random(11), [], 0
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "demo"
        make_demo(ROOT, folder, size.pick(4, 12), 1, dry_run=False)
        (folder / ".git").mkdir()
        told = lambda: render("json", status(open_view(folder, DAY)), "zh")  # noqa: E731 - asked again and again
        os.environ["LEDGER_INDEX"] = "off"
        right = told()
        del os.environ["LEDGER_INDEX"]
        time.sleep(2.2)  # a copy is made only of files that have been at rest for two seconds
        assert told() == right
        place = snapshot.place(folder)
        assert place is not None
        whole = place.read_bytes()
        used += snapshot.recall(folder) is not None
        for case in range(number):
            place.write_bytes(damaged(whole, chance, case))
            if told() != right:
                wrong.append(f"WRONG ANSWER: case {case}")
    figures: dict[str, int | str] = {"whole copies used": used}
    return Row("damaged copies of a reading", number, figures, tuple(wrong))


def damaged(whole: bytes, chance: random.Random, case: int) -> bytes:
    """The copy with something wrong, by turns."""
    at, length = chance.randrange(len(whole)), chance.randrange(1, 400)
    match case % 6:
        case 0:
            return whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :]
        case 1:
            return whole[:at]
        case 2:
            return whole[:at] + chance.randbytes(length) + whole[at:]
        case 3:
            return whole[:at] + whole[at + length :]
        case 4:
            return whole[:at] + chance.randbytes(length) + whole[at + length :]
        case _:
            return whole[:4] + chance.randbytes(len(whole) - 4)
