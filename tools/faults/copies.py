"""The index, damaged in every way: an answer is right or read anew, never wrong."""

from __future__ import annotations

import random
import tempfile
import time
from datetime import date
from pathlib import Path

from faults.row import Row, Size

ROOT = Path(__file__).parents[2]
DAY = date(2018, 10, 12)


def copies(size: Size) -> Row:
    """Flip, cut, lengthen, mix up and swap the head and the databases; each time three views must be those of the files."""
    from ybq_ledger.commands.demo import make_demo
    from ybq_ledger.commands.opening import answered, ask, open_view
    from ybq_ledger.domain.view import View
    from ybq_ledger.render.formats import render
    from ybq_ledger.reports.overdue import overdue
    from ybq_ledger.reports.owed import owed
    from ybq_ledger.reports.status import status
    from ybq_ledger.store import index_head

    def told(view: View) -> list[str]:
        return [
            render("json", document, "zh")
            for document in (status(view, "unit"), overdue(view, 5), owed(view, None, None, None))
        ]

    number, chance, wrong, made_anew = size.pick(24, 2_000), random.Random(11), [], 0
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top).resolve() / "demo"
        make_demo(ROOT, folder, size.pick(4, 12), 1, dry_run=False)
        (folder / ".git").mkdir()
        right = told(open_view(folder, DAY))
        time.sleep(2.2)  # an index believes no file that has not been at rest for two seconds
        assert told(ask(folder, DAY)) == right
        place = index_head.place(folder)
        assert place is not None
        whole = {path: path.read_bytes() for path in place.iterdir()}
        head = index_head.read_head(place)
        assert head is not None
        first = [place / "head", index_head.database_of(place, head.digest), place / "plan"]
        for case in range(number):
            for path in place.iterdir():
                path.unlink()
            for path, data in whole.items():
                path.write_bytes(data)
            victim = chance.choice(chance.choice((first, sorted(whole))))
            victim.write_bytes(damaged(whole[victim], chance, case))
            harmed = victim.read_bytes()
            if answered(folder, DAY, told) != right:
                wrong.append(f"WRONG ANSWER: case {case}")
            made_anew += not victim.exists() or victim.read_bytes() != harmed
    figures: dict[str, int | str] = {"made anew": made_anew}
    return Row("damaged index", number, figures, tuple(wrong))


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
