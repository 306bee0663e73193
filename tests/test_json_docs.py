"""docs/json.md names every field that any command gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from program import run
from real_plan import ROOT

SECTION = re.compile(r"^## (\S+)\n((?:(?!## ).*\n)*)", re.MULTILINE)
WORD = re.compile(r"[a-z][a-z_]*")
SHARED = ("item", "counts", "step")
CALLS: tuple[tuple[str, ...], ...] = (
    ("owed",), ("remind", "--as-of", "2018-07-02"), ("lists",), ("brief", "--as-of", "2018-07-02"), ("status",), ("status", "--by", "unit", "--as-of", "2018-06-20"), ("overdue", "--as-of", "2018-07-02"), ("list", "issues"),
    ("list", "filings"), ("list", "complaints"), ("list", "duties"), ("list", "units"), ("list", "activities"), ("list", "results"), ("list", "readings"), ("targets", "--as-of", "2018-12-20"),
    ("list", "acts"), ("list", "instructions"), ("list", "repayments"), ("list", "handovers"), ("escalate", "--as-of", "2018-11-20"),
    ("score", "--as-of", "2018-11-20"), ("repayments", "--as-of", "2018-11-20"), ("why", "sub-plan/a7/2018"), ("check",),
    ("explain",), ("explain", "R509"), ("calendar", "day", "2018-09-30"), ("calendar", "due", "2018-09-21", "--months", "1"),
    ("calendar", "show", "2018"), ("calendar", "check"), ("plan", "trace"), ("fmt", "--check"), ("doctor",), ("import", "issue", "--template"),
)  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "ledger"
    assert run(ROOT, "demo", "--issues", "80", str(folder)).code == 0
    return folder


def documented() -> dict[str, set[str]]:
    """Schema → every word its section holds in backticks, with those of the shared sections it names."""
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    sections = dict(SECTION.findall(text))
    words = {
        name: {word for code in re.findall(r"`([^`]*)`", body) for word in WORD.findall(code)}
        for name, body in sections.items()
    }
    for name, body in sections.items():
        words[name] |= {word for shared in SHARED if re.search(rf"\b{shared}\b", body) for word in words[shared]}
    return words | dict.fromkeys(("complaints", "duties", "acts", "instructions", "repayments"), words["issues"])


def keys_in(value: Any) -> Iterator[str]:
    """Every key anywhere in a document."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from keys_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from keys_in(part)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_every_field_is_documented(call: tuple[str, ...], demo: Path) -> None:
    document = run(demo, *call, "-f", "json").json
    schema, name, version = document.pop("schema").split("/")
    assert (schema, version) == ("ybq-ledger", "1")
    assert set(keys_in(document)) - documented()[name] == set()


def test_every_issue_and_complaint_shown_says_all_its_file_says(demo: Path) -> None:
    for kind in ("issues", "complaints"):
        items = run(demo, "list", kind, "-f", "json").json["items"]
        first = next(item for item in items if run(demo, "show", item["id"], "-f", "json").json.get("events"))
        shown = run(demo, "show", first["id"], "-f", "json").json
        assert {"id", "unit", "recorded", "events", "type", "path", "standing"} <= set(shown)
        assert run(demo, "why", first["id"], "-f", "json").json["id"] == first["id"]
