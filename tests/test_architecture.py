"""The source tree keeps its laws, and each law finds what it is there to find."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator

import pytest

from laws import HARD_MODULE, LAWS, LONG_MODULES, ONE_LANGUAGE, OWNERS, ROOT, Module, functions, length, modules
from ybq_ledger.commands.rules import RULES

TREE = modules()
FOREIGN = tuple(library for library in OWNERS)
BROKEN: tuple[tuple[str, str, str], ...] = (
    ("imports_point_down", "domain.x", "from ybq_ledger.store.tree import WorkTree"),
    ("imports_point_down", "store.x", "from ybq_ledger.checks.context import Context"),
    ("imports_point_down", "render.x", "def show() -> None:\n    import ybq_ledger.cli.main"),
    ("imports_point_down", "model.x", "from . import place"),
    ("foreign_libraries_have_one_owner", "reports.x", "def f() -> None:\n    import pydantic"),
    ("foreign_libraries_have_one_owner", "commands.x", "import typer"),
    ("foreign_libraries_have_one_owner", "render.x", "from rich.table import Table"),
    ("foreign_libraries_have_one_owner", "checks.x", "from requests import get"),
    ("foreign_libraries_are_imported_where_needed", "store.x", "from pydantic import TypeAdapter"),
    (
        "foreign_libraries_are_imported_where_needed",
        "domain.x",
        "try:\n    import dateutil\nexcept ImportError:\n    pass",
    ),
    ("only_the_command_line_reads_the_clock", "domain.x", "from datetime import date\nday = date.today()"),
    ("only_the_command_line_reads_the_clock", "reports.x", "import datetime\nday = datetime.datetime.now()"),
    ("only_the_command_line_reads_the_clock", "store.x", "from time import time"),
    ("only_the_command_line_reads_the_clock", "store.x", "import time\nnow = time.time()"),
    ("only_the_command_line_prints", "commands.x", "def f() -> None:\n    print('x')"),
    ("modules_open_with_a_sentence", "model.x", "import re"),
    ("modules_open_with_a_sentence", "model.x", '"""Things"""'),
    ("public_things_are_described", "model.x", "def f() -> None: ..."),
    ("public_things_are_described", "model.x", 'class C:\n    """C."""\n    def f(self) -> None: ...'),
    ("functions_are_short", "model.x", "def f() -> None:\n" + "    x = 1\n" * 61),
    ("modules_are_short", "model.x", "x = 1\n" * 301),
    ("modules_are_short", "model.x", "x = 1\n" * 501),
    ("nothing_happens_at_import", "model.x", "import sys\nsys.path.append('x')"),
    ("nothing_happens_at_import", "model.x", "def f() -> None:\n    global setting"),
    ("values_are_frozen", "model.x", "@dataclass(slots=True)\nclass C: ..."),
    ("names_say_what_is_inside", "domain.date_utils", ""),
    ("exemptions_have_a_reason", "model.x", "import os  # noqa"),
    ("exemptions_have_a_reason", "model.x", "import os  # noqa: F401"),
    ("exemptions_have_a_reason", "model.x", "x = f()  # type: ignore"),
    ("both_languages_hold_the_same_facts", "model.x", "Text('有 {number} 个', 'some')"),
    ("both_languages_hold_the_same_facts", "model.x", "Text(f'{unit}', f'{other}')"),
)
SOUND = (
    "from ybq_ledger.model.language import Text",
    "def f() -> None:\n    '''Short.'''\n    from pydantic import TypeAdapter",
    "SOME = Text('有 {number} 个', '{number} of them')",
    "SOME = Text(f'{name.zh}：{number}', f'{name.en}: {number}')",
    "import os  # noqa: F401 - the name is offered to others",
)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_tree_keeps_the_law(law: Callable[[Module], Iterator[str]]) -> None:
    complaints = [f"{module.name}: {complaint}" for module in TREE for complaint in law(module)]
    assert not complaints, "\n".join(["", *complaints])


@pytest.mark.parametrize(("name", "module", "source"), BROKEN)
def test_a_law_finds_what_breaks_it(name: str, module: str, source: str) -> None:
    law = next(law for law in LAWS if law.__name__ == name)
    assert list(law(Module(module, source)))


@pytest.mark.parametrize("source", SOUND)
def test_the_laws_leave_sound_code_alone(source: str) -> None:
    described = {"modules_open_with_a_sentence"}
    assert not [c for law in LAWS if law.__name__ not in described for c in law(Module("store.x", source))]


def test_every_law_has_a_broken_example() -> None:
    assert {law.__name__ for law in LAWS} == {name for name, _, _ in BROKEN}


def test_most_functions_are_very_short() -> None:
    lengths = sorted(length(function) for module in TREE for function in functions(module.tree))
    assert lengths[len(lengths) // 2] <= 8
    assert lengths[len(lengths) * 9 // 10] <= 30


def test_exceptions_are_still_needed() -> None:
    names = {module.name for module in TREE}
    assert set(LONG_MODULES) <= names
    assert {name for name, _ in ONE_LANGUAGE} <= names
    assert all(reason for reason in (*LONG_MODULES.values(), *ONE_LANGUAGE.values()))
    assert max(module.source.count("\n") for module in TREE) <= HARD_MODULE


def loaded(statement: str) -> set[str]:
    """Foreign libraries in memory after a statement, in a Python of its own."""
    code = f"import sys\n{statement}\nprint(' '.join({{name.partition('.')[0] for name in sys.modules}}))"
    run = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split()) & {*FOREIGN, "rich"}


def test_the_version_is_told_without_any_library() -> None:
    code = "import ybq_ledger.cli.main as door; sys.argv = ['ledger', '--version']; door.main()"
    assert loaded(code) == set()


@pytest.mark.parametrize("package", ["model", "domain", "store", "checks", "reports", "render", "commands"])
def test_importing_a_whole_floor_loads_no_library(package: str) -> None:
    names = [
        f"ybq_ledger.{module.name}" for module in TREE if module.package == package and "__init__" not in module.name
    ]
    assert loaded(f"import {', '.join(names)}") == set()


def test_the_command_line_loads_typer_and_nothing_else() -> None:
    assert loaded("import ybq_ledger.cli.program") <= {"typer"}


def test_every_rule_has_its_page_and_every_page_its_rule() -> None:
    pages = {page.stem: page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "rules").glob("*.md")}
    assert sorted(pages) == sorted(RULES)
    for rule in RULES.values():
        assert pages[rule.id].startswith(f"# {rule.id} {rule.name}\n")


def test_no_two_rules_share_an_id_or_a_name() -> None:
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
    assert all(re.fullmatch(r"[A-Z][1-9][0-9]{2}", rule.id) and key == rule.id for key, rule in RULES.items())
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name) for rule in RULES.values())


def test_the_linter_s_exceptions_have_their_reasons() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    section = text.partition("[tool.ruff.lint]")[2].partition("[tool.pytest")[0]
    ignored = [line for line in section.splitlines() if re.match(r'\s*"[A-Z]+[0-9]+",|"tests', line)]
    assert len(ignored) > len(tomllib.loads(text)["tool"]["ruff"]["lint"]["ignore"])
    assert all(re.search(r"# \S.{5,}", line) for line in ignored)


def test_tests_use_no_mocks_no_sleeps_and_no_patched_clock() -> None:
    forbidden = re.compile(r"unittest\.mock|monkeypatch\.set(attr|item)|\bsleep\(|freezegun|time_machine")
    here = ROOT / "tests"
    tests = [path for path in here.rglob("*.py") if path.name != "test_architecture.py"]
    assert not [path.name for path in tests if forbidden.search(path.read_text(encoding="utf-8"))]
