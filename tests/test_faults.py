"""A few cases of every row of `make faults`; the long form tells the figures of docs/reliability.md."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

import pytest

TOOLS = Path(__file__).parent.parent / "tools"
sys.path.insert(0, str(TOOLS))

from faults.row import Size  # noqa: E402 - the path above comes first
from faults.rows import ROWS  # noqa: E402


@pytest.mark.parametrize("name", list(ROWS))
def test_nothing_is_torn_lost_or_wrong(name: str) -> None:
    row = ROWS[name](Size(short=True, jobs=2))
    if row.skipped:
        warnings.warn(row.line, stacklevel=1)
        pytest.skip(row.line)
    assert row.wrong == ()
    assert row.cases > 0


def test_the_whole_yaml_test_suite_is_read_where_it_is_at_hand() -> None:
    from faults.hostile import judge, suite_cases

    cases = suite_cases()
    if not cases:
        warnings.warn("yaml-test-suite is not at hand: set YAML_TEST_SUITE to its archive", stacklevel=1)
        pytest.skip("yaml-test-suite is not at hand: set YAML_TEST_SUITE to its archive")
    assert len(cases) == 402
    assert [bad for name, data in cases if (bad := judge(name, data))] == []


def test_every_row_stands_in_the_documentation() -> None:
    text = (TOOLS.parent / "docs" / "reliability.md").read_text(encoding="utf-8")
    assert [name for name in ROWS if f"`{name}`" not in text] == []
