"""A check shared among the cores finds what a check on one finds, whatever is wrong and wherever it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from real_plan import ROOT
from ybq_ledger.commands.check import check
from ybq_ledger.commands.demo import make_demo
from ybq_ledger.commands.sharing import in_shares
from ybq_ledger.model.progress import unwatched

TODAY = date(2018, 12, 20)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two shares, with mistakes that show in one file, and such as show only between files."""
    root = tmp_path_factory.mktemp("shared") / "demo"
    make_demo(ROOT, root, 1_100, 6, dry_run=False)
    issues = sorted((root / "ledger").glob("*/issues/*.yaml"))
    first, last = issues[0], issues[-1]
    twin = last.with_name(f"{last.parents[1].name}-2018-0000000.yaml")
    same = last.parent.parent / "filings" / last.name
    same.parent.mkdir(exist_ok=True)
    same.write_text(last.read_text(encoding="utf-8"), encoding="utf-8")
    twin.write_text("id: [\n", encoding="utf-8")
    text = issues[1].read_text(encoding="utf-8")
    issues[1].write_text(f"{text}problem2: 电话 13800138000\n", encoding="utf-8")
    for victim in (first, issues[-2]):
        title = victim.read_text(encoding="utf-8").replace("title: ", "title: 同一个 ", 1)
        victim.write_text(title.replace("found_on: 2018", "found_on: 2019", 1), encoding="utf-8")
    (root / "ledger" / "notes.txt").write_text("x", encoding="utf-8")
    (root / "ledger" / "README.MD").write_text("x", encoding="utf-8")
    return root


def test_shared_or_not_the_findings_are_the_same(spoilt: Path) -> None:
    alone = check(spoilt, TODAY, many=10**9)
    shared = check(spoilt, TODAY, many=1)
    assert alone == shared
    assert {"L317", "Y127", "R512", "R527"} & {finding.rule.id for finding in alone.findings}
    assert len({finding.rule.id for finding in alone.findings}) > 5
    assert (alone.files, alone.records) == (shared.files, shared.records)


def test_results_come_in_the_order_of_the_shares_and_progress_ends_once() -> None:
    seen: list[tuple[int, int]] = []
    items = list(range(2_500))
    found = list(in_shares(sum, items, lambda done, total: seen.append((done, total)), many=1))
    assert found == [sum(items[:1_000]), sum(items[1_000:2_000]), sum(items[2_000:])]
    assert seen[0] == (0, 2_500)
    assert seen[-1] == (2_500, 2_500)
    assert [pair for pair in seen if pair[0] == pair[1]] == [(2_500, 2_500)]


def test_a_mistake_in_a_share_reaches_the_caller() -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_shares(lambda items: 1 // min(items), list(range(2_500)), unwatched, many=1))
