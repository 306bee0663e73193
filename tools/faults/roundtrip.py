"""Write and read back: what any record says is what its file says, or it is refused before anything is written."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor

from faults.row import Row, Size
from ybq_ledger.store.read_back import NotWritable, record_text
from ybq_ledger.store.strict import value_in


def trip(seed: int, number: int) -> tuple[int, int, list[str]]:
    """So many made-up records: how many were written, how many refused, and which came back different."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded

    from record_values import RECORDS

    written, refused, wrong = [0], [0], []

    @seeded(seed)
    @settings(
        max_examples=number, deadline=None, database=None, phases=[Phase.generate], derandomize=False,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(RECORDS)
    def check(record: object) -> None:
        try:
            text = record_text(record)  # type: ignore[arg-type]  # the strategies give records only
        except NotWritable:
            refused[0] += 1
            return
        written[0] += 1
        if value_in(text.encode(), "x.yaml", type(record)).value != record:
            wrong.append(f"DIFFERS: {record!r}"[:300])

    check()
    return written[0], refused[0], wrong


def roundtrip(size: Size) -> Row:
    """Records of every kind with awkward texts, on every core."""
    portions = size.pick(2, 50)
    number = size.pick(200, 100_500) // portions
    with ProcessPoolExecutor(size.jobs) as pool:
        done = list(pool.map(trip, range(portions), [number] * portions))
    written, refused = sum(w for w, _, _ in done), sum(r for _, r, _ in done)
    figures: dict[str, int | str] = {"written and read back": written, "refused before writing": refused}
    return Row("write and read back", written + refused, figures, tuple(bad for _, _, some in done for bad in some))
