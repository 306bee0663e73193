"""The bench measures and judges rightly; what its figures are on some machine is no matter of tests."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from bench import ours, peers, report  # noqa: E402 - the path above comes first
from bench.bars import BARS, UNCACHED, verdicts  # noqa: E402
from bench.figures import Figure, Memory, Results, duration, per_doubling, quotient, times  # noqa: E402
from bench.floor import TITLES as FLOORS  # noqa: E402
from bench.plot import LEAST_GAP, PANELS, growth_plot, spread  # noqa: E402
from bench.running import Call, environment, goes_on, measure, peak, run_once  # noqa: E402
from bench.session import verify  # noqa: E402
from bench.trees import CHANGED, change_files, git, make_tree, restore  # noqa: E402

SIZES = (100, 10_000, 100_000)
VERDICTS = {"yes", "**no**", "not measured", "not judged at this size"}
GOOD = {
    "pass": (0.01, 0.01, 0.01), "git status": (0.002, 0.02, 0.1), "git ls-files": (0.002, 0.01, 0.05),
    "stat": (0.014, 0.07, 0.5), "read": (0.018, 0.09, 0.8), "version": (0.015,) * 3, "status": (0.09, 0.1, 0.2),
    "overdue": (0.09, 0.1, 0.2), "owed": (0.09, 0.1, 0.2), "list": (0.09, 0.1, 0.2), "brief": (0.09, 0.1, 0.2),
    "check": (0.2, 0.7, 5.0), "add": (0.1,) * 3, "changed": (0.1, 0.12, 0.25), "base": (0.2, 0.21, 0.22),
    "first": (0.2, 0.7, 5.0), UNCACHED: (0.1, 1.0, 9.0),
}  # fmt: skip
"""Made-up seconds that meet every bar."""


def good() -> Results:
    """Made-up results that meet every bar."""
    results = Results(SIZES)
    for name, seconds in GOOD.items():
        results.times |= {(name, size): Figure((value,)) for size, value in zip(SIZES, seconds, strict=True)}
    results.memory = {("status", 100_000): Memory(30, 60), ("check", 100_000): Memory(200, 250)}
    results.kept = dict.fromkeys(SIZES, 1_000_000)
    results.conditions = dict.fromkeys(("cores", "python", "git", "bytes", "folders", "runs", "date"), "7")
    return results


def slower(name: str, factor: float, *sizes: int) -> Callable[[Results], None]:
    def spoil(results: Results) -> None:
        for size in sizes:
            figure = results.times[name, size]
            results.times[name, size] = Figure(tuple(value * factor for value in figure.seconds))

    return spoil


def larger(name: str) -> Callable[[Results], None]:
    def spoil(results: Results) -> None:
        largest, whole = results.memory[name, 100_000]
        results.memory[name, 100_000] = Memory(2 * largest, 2 * whole)

    return spoil


SPOILT: tuple[tuple[int, Callable[[Results], None]], ...] = (
    (0, slower("version", 1.4, 100)), (1, slower("status", 1.2, 100)), (2, slower("status", 1.5, 100_000)),
    (3, slower("changed", 1.1, 100_000)), (4, slower("check", 1.4, 100_000)), (5, slower(UNCACHED, 0.5, 100_000)),
    (6, slower("base", 5, *SIZES)), (7, slower("base", 1.6, 100_000)), (8, slower("add", 4, *SIZES)),
    (9, larger("status")), (10, larger("check")), (11, slower("owed", 9, 100_000)),
)  # fmt: skip


def test_good_figures_meet_every_bar() -> None:
    assert [one.met for one in verdicts(good())] == ["yes"] * len(BARS)


@pytest.mark.parametrize(("bar", "spoil"), SPOILT)
def test_one_bad_figure_misses_its_bar(bar: int, spoil: Callable[[Results], None]) -> None:
    results = good()
    spoil(results)
    assert verdicts(results)[bar].met == "**no**"


def test_every_bar_has_a_figure_that_misses_it() -> None:
    assert [bar for bar, _ in SPOILT] == list(range(len(BARS)))


def test_what_stands_on_the_bar_meets_it_and_a_hair_above_does_not() -> None:
    one = verdicts(good())[0]
    assert replace(one, value=one.limit).met == "yes"
    assert replace(one, value=one.limit * 1.001).met == "**no**"


def test_a_bar_is_not_judged_at_another_size_nor_without_a_figure() -> None:
    small = good()
    small.sizes = (100,)
    assert [one.met for one in verdicts(small)[:3]] == ["yes", "yes", "not judged at this size"]
    stopped = good()
    stopped.times["check", 100_000] = Figure(cap=300)
    met = [one.met for one in verdicts(stopped)]
    assert met[4] == met[5] == "not measured"
    assert verdicts(stopped)[4].measured == "> 300 s"


def test_ratios_and_growth_are_worked_out_from_medians() -> None:
    assert Figure((3.0, 1.0, 9.0)).value == 3.0
    assert Figure((1.0,), failed="exit 3").value is None
    results = Results((100, 1_000, 4_000))
    results.times = {
        ("check", 1_000): Figure((1.0,)), ("check", 4_000): Figure((16.0,)), ("read", 4_000): Figure((2.0,)),
        ("check", 100): Figure((1.0,)),
    }  # fmt: skip
    assert results.ratio("check", "read", 4_000) == 8
    assert results.ratio("check", "read", 100) is None
    assert results.doublings("check") == {(1_000, 4_000): 4.0}
    assert quotient(1, 0) is quotient(None, 1) is None
    assert per_doubling(10, 10) == pytest.approx(2)


def test_times_are_written_for_people() -> None:
    assert [duration(s) for s in (None, 0.0123, 0.996, 1.239, 84.6)] == ["–", "12 ms", "1.00 s", "1.24 s", "85 s"]
    assert [times(r) for r in (None, 0.321, 1.26, 201.4)] == ["–", "0.32 ×", "1.3 ×", "201 ×"]


def test_every_round_runs_each_call_once_and_untimed_work_around_it(tmp_path: Path) -> None:
    told: list[str] = []
    calls = [
        Call("a", [sys.executable, "-c", "print(7)"], tmp_path, lambda: told.append("before"), lambda out: told.append(out.strip())),
        Call("b", [sys.executable, "-c", "import sys; sys.exit('broken')"], tmp_path),
    ]  # fmt: skip
    found = measure(calls, 3, 60, tmp_path, lambda: told.append("round"))
    assert told == ["round", "before", "7"] * 3
    assert len(found["a"].seconds) == 3
    assert found["b"].failed == "exit 1: broken"
    assert not goes_on(found["b"])


def test_a_call_that_takes_too_long_is_stopped_with_its_children(tmp_path: Path) -> None:
    endless = [sys.executable, "-c", "while True: pass"]
    child = f"import subprocess; subprocess.run({endless!r})"
    figure = run_once(Call("x", [sys.executable, "-c", child], tmp_path), 0.5, tmp_path)
    assert (figure.value, figure.text) == (None, "> 0 s")
    assert not goes_on(figure)


def test_nothing_of_the_environment_changes_what_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONDONTWRITEBYTECODE", "LEDGER_INDEX", "GIT_DIR", "LC_MESSAGES", "TASKRC"):
        monkeypatch.setenv(name, "1")
    left = environment(tmp_path)
    assert {"PYTHONDONTWRITEBYTECODE", "LEDGER_INDEX", "GIT_DIR", "LC_MESSAGES", "TASKRC"}.isdisjoint(left)
    assert left["HOME"] == str(tmp_path)


def test_memory_is_that_of_all_processes_at_once(tmp_path: Path) -> None:
    hold = "data = os.urandom(1) * 60_000_000; print(sum(data))"
    one = peak(Call("one", [sys.executable, "-c", f"import os; {hold}"], tmp_path), 60, tmp_path)
    assert one is not None
    assert 60 < one.largest <= one.whole < 110
    if Path("/proc/self/smaps_rollup").exists():
        pair = (
            "import os; up, down = os.pipe(), os.pipe(); child = os.fork(); data = os.urandom(1) * 60_000_000\n"
            "if child: os.read(up[0], 1); print(sum(data)); os.write(down[1], b'x')\n"
            "else: os.write(up[1], b'x'); os.read(down[0], 1)\n"
        )
        two = peak(Call("two", [sys.executable, "-c", pair], tmp_path), 60, tmp_path)
        assert two is not None
        assert 60 < two.largest < 110
        assert 120 < two.whole < 180
    assert peak(Call("bad", [sys.executable, "-c", "raise SystemExit(4)"], tmp_path), 60, tmp_path) is None


def test_a_tree_is_a_ledger_without_errors_and_changes_can_be_taken_back(tmp_path: Path) -> None:
    tree = make_tree(tmp_path / "ledger", 150)
    assert verify(tree, 600, tmp_path) == "150 records, 0 errors, 4 warnings"
    assert git(tree.root, "status", "--porcelain") == ""
    assert len(git(tree.root, "diff", "--name-only", "HEAD~1").split()) == CHANGED
    assert git(tree.root, "config", "core.untrackedCache").strip() == "true"
    change_files(tree, "一")
    first = git(tree.root, "diff")
    change_files(tree, "二")
    assert first != git(tree.root, "diff")
    assert len(git(tree.root, "status", "--porcelain").splitlines()) == CHANGED
    restore(tree)
    assert git(tree.root, "status", "--porcelain") == ""


def test_the_same_tree_is_made_every_time(tmp_path: Path) -> None:
    names = [git(make_tree(tmp_path / name, 30).root, "rev-parse", "HEAD~1^{tree}") for name in ("a", "b")]
    assert names[0] == names[1]


def test_the_short_form_runs_every_row_and_writes_the_tables_and_the_plot(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text(f"before\n{report.BEGIN}\n1999\n{report.END}\nafter\n", encoding="utf-8")
    words = ["--short", "--rounds", "1", "--no-peers", "--write", "--docs", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools/bench"), *words], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    text = document.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{report.BEGIN}\n")
    assert text.endswith(f"\n{report.END}\nafter\n")
    assert "failed" not in text
    assert "1999" not in text
    rows = {cells[0]: cells[1:] for line in text.splitlines() if (cells := line.strip("| ").split(" | "))}
    for title in (*FLOORS.values(), *ours.TITLES.values(), *report.MEMORY.values(), "size of the index"):
        assert re.match(r"[\d.]+ (ms|s|MB)\b", rows[title][0]), title
    assert text.count("| ≤ ") == len(BARS)
    assert {line.strip("| ").split(" | ")[-1] for line in text.splitlines() if "| ≤ " in line} <= VERDICTS
    ElementTree.parse(tmp_path / "growth.svg")


def test_made_up_figures_give_whole_tables_and_a_plot_of_every_row() -> None:
    results = good()
    results.skipped["doorstop"] = "not installed on this machine"
    text = report.body(results)
    assert "| `ledger check` | 200 ms (11.1 ×) | 700 ms (7.8 ×) | 5.00 s (6.2 ×) | reading | 1.8 × |" in text
    assert f"| {UNCACHED} (our `check`) | 100 ms (0.50 × ours) | 1.00 s (1.4 × ours) | 9.00 s (1.8 × ours) |" in text
    assert "- doorstop: not installed on this machine" in text
    assert "provisional" not in text
    results.conditions["busy"] = "load 3.0 on 2 cores at the start"
    assert "provisional" in report.body(results)
    drawn = ElementTree.fromstring(growth_plot(results))
    lines = [e for e in drawn.iter() if e.tag.endswith("polyline")]
    shown = [line.row for _, panel in PANELS for line in panel]
    assert len(lines) == len([row for row in shown if row in GOOD])
    for line in lines:
        points = [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
        assert len(points) == 3
        assert all(0 < x < 1120 and 0 < y < 500 for x, y in points)


def test_a_document_without_markers_is_left_alone() -> None:
    with pytest.raises(ValueError, match="measured"):
        report.replaced("no markers", "text")


@given(st.lists(st.floats(100, 400), min_size=1, max_size=12))
def test_names_in_the_plot_never_cover_each_other(places: list[float]) -> None:
    heights = spread(places, 84, 436)
    order = sorted(range(len(places)), key=lambda index: places[index])
    gaps = [heights[after] - heights[before] for before, after in pairwise(order)]
    assert all(gap > LEAST_GAP - 1e-6 for gap in gaps)
    assert all(84 - 1e-6 < height < 436 + 1e-6 for height in heights)


@pytest.mark.parametrize("tool", peers.TOOLS, ids=lambda tool: tool.command)
def test_peers_that_are_at_hand_answer_about_all_their_items(tool: peers.Tool, tmp_path: Path) -> None:
    command = shutil.which(tool.command)
    if command is None:
        warnings.warn(f"{tool.command} is not at hand", stacklevel=1)
        pytest.skip(f"{tool.command} is not at hand")
    results = Results((60,))
    calls = peers.peers({tool.command: command}, tmp_path, 60, results)
    assert [call.name for call in calls] == list(tool.rows)
    for call in calls:
        assert run_once(call, 300, tmp_path).failed == ""


def test_rows_that_take_too_long_are_left_out_loudly(tmp_path: Path) -> None:
    results = Results((20_000,))
    assert peers.peers({}, tmp_path, 20_000, results) == []
    assert set(results.skipped) == {"doorstop -F at 20,000", "doorstop at 20,000"}


def test_every_peer_is_compared_with_a_command_of_ours() -> None:
    assert set(report.OUR_NEAREST) == set(peers.ROWS)
    assert set(report.OUR_NEAREST.values()) <= set(ours.TITLES)
