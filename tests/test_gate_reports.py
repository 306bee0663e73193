"""What build servers read is valid by their own schemas, and our workflows pass the linters there are."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import fastjsonschema
import pytest

from program import run
from real_plan import ROOT
from test_gate import SECRET, clone, commit, git, runner, spoil  # noqa: F401 - a fixture is used by its name
from ybq_ledger.domain.personal import personal_data

FORMATS = ("table", "json", "csv", "csv-excel", "markdown", "html", "github", "gitlab", "sarif", "junit")
QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "pattern": "^[a-z0-9-]+$"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/.]"},
                    "lines": {
                        "type": "object", "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}  # fmt: skip
"""What GitLab asks of a code quality report."""
JUNIT: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"}, {"time", "skipped", "timestamp", "hostname", "id", "package", "file"},
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "testcase": ({"name"}, {"classname", "time", "group"}, {"skipped", "error", "failure", "system-out", "system-err"}),
    "failure": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}  # fmt: skip
"""Element → the attributes it must have, those it may have, and its children, as build servers read JUnit reports."""


def told(root: Path, format: str) -> str:
    return run(root, "check", "--base", "HEAD~2", "-f", format).out


def test_sarif_is_valid_by_its_published_schema(clone: Path) -> None:  # noqa: F811
    valid = fastjsonschema.compile(json.loads((ROOT / "tests/schemas/sarif-2.1.0.json").read_text(encoding="utf-8")))
    spoil(clone)
    valid(json.loads(told(clone, "sarif")))
    valid(json.loads(run(clone, "check", "--base", "HEAD", "-f", "sarif").out))
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        valid(json.loads(told(clone, "sarif").replace('"startLine": ', '"startLine": -')))


def test_a_code_quality_report_is_what_gitlab_asks_for(clone: Path) -> None:  # noqa: F811
    valid = fastjsonschema.compile(QUALITY)
    spoil(clone)
    entries = valid(json.loads(told(clone, "gitlab")))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) > 1
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        valid(json.loads(told(clone, "gitlab").replace('"major"', '"bad"')))


def misfits(element: ElementTree.Element) -> list[str]:
    """Where a report is not as JUnit readers want it."""
    must, may, children = JUNIT[element.tag]
    found = [f"{element.tag}: {name}" for name in element.attrib if name not in must | may]
    found += [f"{element.tag} lacks {name}" for name in must - set(element.attrib)]
    found += [f"{child.tag} in {element.tag}" for child in element if child.tag not in children]
    return found + [wrong for child in element for wrong in misfits(child)]


def test_a_junit_report_is_what_build_servers_read(clone: Path) -> None:  # noqa: F811
    spoil(clone)
    suites = ElementTree.fromstring(told(clone, "junit").encode())
    assert misfits(suites) == []
    suite = suites[0]
    assert int(suite.attrib["tests"]) == len(suite) and int(suite.attrib["failures"]) == len(
        suite.findall(".//failure")
    )
    suite[0].set("wrong", "x")
    assert misfits(suites) == ["testcase: wrong"]


def test_a_runner_shows_ten_of_a_level_and_each_file_once(clone: Path) -> None:  # noqa: F811
    for number in range(25):
        (clone / f"ledger/guotuju/issues/note-{number:02d}.txt").write_text("x", encoding="utf-8")
    commit(clone)
    shown = runner(run(clone, "check", "--base", "HEAD~1", "-f", "github").out)
    levels = [name for name, _, _ in shown]
    assert levels == ["error"] * 10 + ["notice"]
    files = [properties["file"] for _, properties, _ in shown]
    assert len(set(files)) == len(files)
    assert all(properties["line"].isdigit() and properties["col"].isdigit() for _, properties, _ in shown)


GLUED = (f"tel{SECRET}", f"{SECRET}_x", f"a-{SECRET}", SECRET, "11010519491231002X", "x11010519491231002X")


@pytest.mark.parametrize("format", FORMATS)
def test_no_format_echoes_a_number_from_keys_values_comments_or_names(clone: Path, format: str) -> None:  # noqa: F811
    path = clone / "ledger/guotuju/issues/guotuju-2018-3047192.yaml"
    keys = "".join(f"{key}: y\n" for key in GLUED)
    path.write_text(f"{path.read_text(encoding='utf-8')}{keys}kind: {SECRET}\n# {SECRET}\n", encoding="utf-8")
    (clone / f"ledger/guotuju/issues/{SECRET}.yaml").write_text("x: y\n", encoding="utf-8")
    (clone / f"plan/{SECRET}.yaml").write_text("x: y\n", encoding="utf-8")
    commit(clone, f"来电 {SECRET}")
    for call in (("check", "--base", "HEAD~1"), ("check",)):
        done = run(clone, *call, "-f", format)
        assert done.code == 1
        assert not [number for number in (SECRET, "11010519491231002X") if number in done.out + done.err]
    if format in ("table", "json", "csv", "markdown", "html"):
        for call in (("diff", "HEAD~1..HEAD"), ("audit",)):
            assert SECRET not in run(clone, *call, "-f", format).out


@pytest.mark.parametrize("call", ["show 3047192", "list issues", "overdue", "why 3047192", "lists", "brief", "status"])
def test_no_view_shows_a_number_that_stands_in_a_record(clone: Path, call: str) -> None:  # noqa: F811
    path = clone / "ledger/guotuju/issues/guotuju-2018-3047192.yaml"
    text = path.read_text(encoding="utf-8").replace("title: ", f"title: 电话{SECRET}，")
    path.write_text(f"{text}problem: 联系 x@163.com 或 {SECRET}\n", encoding="utf-8")
    for format in ("table", "json"):
        done = run(clone, *call.split(), "--as-of", "2018-12-20", "-f", format)
        assert done.code in (0, 1) and done.out
        assert SECRET not in done.out + done.err and "x@163" not in done.out


WORKFLOWS = sorted(
    [
        *(ROOT / ".github/workflows").glob("*.yml"),
        *(ROOT / "src/ybq_ledger/skeleton/ci/github/.github/workflows").glob("*.yml"),
        ROOT / "action.yml",
    ]
)


def test_the_workflow_linter_has_nothing_to_say() -> None:
    linter = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [str(linter), "--offline", "--no-progress", "--format", "plain", *map(str, WORKFLOWS)],
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert (done.returncode, "No findings to report" in done.stdout) == (0, True), done.stdout


def test_every_action_is_pinned_and_nothing_of_a_request_reaches_a_shell() -> None:
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        assert all(re.search(r"@[0-9a-f]{40} # v", line) for line in text.splitlines() if "uses:" in line), path
        scripts = re.findall(r"run: \|\n((?:          .*\n|\n)+)", text)
        assert not [script for script in scripts if "${{" in script], path
    gate = (ROOT / ".github/workflows/ledger.yml").read_text(encoding="utf-8")
    assert "permissions:\n  contents: read\n" in gate and "write" not in gate.replace("write-", "")
    assert "pull_request.head.ref" not in gate and "checkout" in gate and "ref:" not in gate


def test_the_ways_round_that_servers_leave_open_are_closed_here(clone: Path) -> None:  # noqa: F811
    people = "accounts:\n  - login: zhangsan\n    unit: guotuju\n"
    (clone / "plan/people.yaml").write_text(people, encoding="utf-8")
    commit(clone)
    git(clone, "commit", "-q", "--allow-empty", "-m", "x")
    run(clone, "progress", "3047192", "--note", "已会商", "--on", "2018-06-12")
    commit(clone)
    known = run(clone, "check", "--base", "HEAD~1", "--actor", "zhangsan")
    assert known.code == 0, known.out
    assert run(clone, "check", "--base", "HEAD~1", "--actor", "").code == 1, "a server that names nobody"
    both = run(clone, "check", "--base", "HEAD~1", "--actor", "zhangsan", "--actor", "lisi", "-f", "json")
    assert both.code == 1 and "G720" in [finding["rule"] for finding in both.json["findings"]]


@pytest.mark.parametrize(
    "text", ["１３８－００１３－８０００", "138\u30000013\u30008000", "138\u00a00013\u00a08000", "138﹣0013﹣8000"]
)
def test_gaps_of_every_width_hide_no_number(text: str) -> None:
    assert [found.kind for found in personal_data(f"联系{text}办理")] == ["mobile"]
