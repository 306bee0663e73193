"""What every test shares: no example fails on a clock, and comparison with a golden file under tests/golden/."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from program import run
from real_plan import ROOT

settings.register_profile("project", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("project")
GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --rewrite-golden` writes what the program says now; read the difference before you commit it."""
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def great_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up ledger of two thousand issues and what goes with them."""
    folder = tmp_path_factory.mktemp("great") / "ledger"
    assert run(ROOT, "demo", "--issues", "2000", "--seed", "3", str(folder)).code == 0
    subprocess.run(["git", "init", "-q", str(folder)], check=True)  # what was read is kept there, which saves minutes
    return folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden("render/table.txt", text)`: the text is that of the file, byte for byte."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--rewrite-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"no golden file {name}: run pytest --rewrite-golden and read what it writes"
        assert text == path.read_bytes().decode(), f"differs from tests/golden/{name}"

    return compare
