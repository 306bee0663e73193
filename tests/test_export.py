"""An export holds the totals of status for any day, in every format, and nothing that a sheet would obey."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from program import run
from real_plan import ROOT
from small_ledger import make_ledger
from ybq_ledger.commands.demo import make_demo

DAYS = ("2018-06-20", "2018-10-12", "2018-12-20")
FIELDS = {
    "issues": "issue",
    "complaints": "complaint",
    "acts": "act",
    "instructions": "instruction",
    "repayments": "repayment",
}
"""Field of `status` → kind of record that it counts by itself."""
DUTIES = {"filings": "filing", "activities": "activity", "results": "result"}
"""Field of `status` → kind of duty."""
KEPT = {
    ("activities", "held"): "held", ("results", "made"): "made", ("readings", "total"): "measured",
    ("handovers", "total"): "handed",
}  # fmt: skip
"""Number of `status` → kind of record that is only there."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("export") / "demo"
    make_demo(ROOT, root, 120, 8, dry_run=False)
    return root


def read_csv(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: {"true": True, "false": False, "": None}.get(value, value) for key, value in row.items()}


def read_parquet(path: Path) -> Iterator[dict[str, Any]]:
    from pyarrow import parquet

    for row in parquet.read_table(path).to_pylist():
        yield {
            key: str(value) if isinstance(value, date) else (value if value != "" else None)
            for key, value in row.items()
        }


READERS = {"csv": read_csv, "parquet": read_parquet}


def holds_on(row: dict[str, Any], day: str) -> bool:
    """Whether a row says how something stood on a day."""
    return bool(row["first"] <= day and (row["until"] is None or row["until"] > day))


def totals(rows: list[dict[str, Any]], day: str) -> dict[str, Counter[str]]:
    """Total, open, overdue, closed and late of each kind on a day, by the columns alone."""
    found: dict[str, Counter[str]] = {}
    for row in rows:
        if row["part"] or not row["counted"] or not holds_on(row, day):
            continue
        either = row["kind"] == "complaint"
        facts = {
            "total": True, "open": not row["done"], "closed": row["done"],
            "overdue": row["any_overdue" if either else "overdue"], "late": row["any_late" if either else "late"],
            "owed": row["due"] is not None, "filed": row["due"] is not None and row["done"],
        }  # fmt: skip
        found.setdefault(row["kind"], Counter()).update(name for name, holds in facts.items() if holds)
    return found


@pytest.mark.parametrize("ending", READERS)
def test_the_totals_of_any_day_are_those_of_status(demo: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"spans.{ending}"
    done = run(demo, "export", str(target), "-f", "json")
    assert done.code == 0, done.err
    rows = list(READERS[ending](target))
    assert len(rows) == done.json["rows"]
    for day in DAYS:
        told = run(demo, "status", "--as-of", day, "-f", "json").json["totals"]
        counted = totals(rows, day)
        for field, kind in FIELDS.items():
            numbers = counted.get(kind, Counter())
            assert {name: numbers[name] for name in told[field]} == told[field], (day, field)
        for field, kind in DUTIES.items():
            numbers = counted.get(kind, Counter())
            names = [name for name in told[field] if (field, name) not in KEPT]
            assert {name: numbers[name] for name in names} == {name: told[field][name] for name in names}, (day, field)
        for (field, name), kind in KEPT.items():
            assert counted.get(kind, Counter())["total"] == told[field][name], (day, field)
        lights = Counter(
            row["light"] for row in rows if row["counted"] and holds_on(row, day) and row["kind"] not in KEPT.values()
        )
        assert dict(lights) == {light: number for light, number in told["lights"].items() if number}, day


def test_both_formats_hold_the_same_rows(demo: Path, tmp_path: Path) -> None:
    for ending in READERS:
        assert run(demo, "export", str(tmp_path / f"spans.{ending}")).code == 0
    assert list(read_csv(tmp_path / "spans.csv")) == list(read_parquet(tmp_path / "spans.parquet"))


def test_a_file_that_exists_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    root = make_ledger(tmp_path / "ledger")
    target = tmp_path / "spans.csv"
    target.write_text("mine", encoding="utf-8")
    done = run(root, "export", str(target))
    assert (done.code, target.read_text(encoding="utf-8")) == (2, "mine")
    assert "--force" in done.err
    assert run(root, "export", str(target), "--force").code == 0
    assert run(root, "export", str(tmp_path / "no" / "folder.csv")).code == 2
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".spans")] == []


def test_an_unreadable_file_is_told_and_a_formula_is_none(tmp_path: Path) -> None:
    root = make_ledger(tmp_path / "ledger")
    call = ("add-issue", "--unit", "guotuju", "--action", "7", "--found", "2018-06-04", "--title")
    assert run(root, *call, "=1+1").code == 0
    assert run(root, *call, "电话 记录").code == 0
    (root / "ledger" / "guotuju" / "issues" / "guotuju-2018-3047195.yaml").write_text("id: [", encoding="utf-8")
    done = run(root, "export", str(tmp_path / "spans.csv"), "-f", "json")
    assert (done.code, done.json["unreadable"], done.json["records"]) == (1, 1, 2)
    assert "'=1+1" in (tmp_path / "spans.csv").read_text(encoding="utf-8")
