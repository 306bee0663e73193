"""Reading a whole ledger: every file is a record, a finding or ignored; a revision reads as the work tree does."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutations import mutated
from small_ledger import make_ledger
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.finding import Finding
from ybq_ledger.store.plan_files import PLAN_FILES, PlanFile, read_plan
from ybq_ledger.store.profile import MOST_BYTES as MOST_PARSED
from ybq_ledger.store.reading import Reading, read_ledger
from ybq_ledger.store.record_files import lay_out
from ybq_ledger.store.revision import RevisionTree
from ybq_ledger.store.tree import MOST_BYTES, Entry, Tree, WorkTree, walk

BAD = Path(__file__).parent / "bad"
ISSUE = "ledger/guotuju/issues/guotuju-2018-3047192.yaml"
FILING = "ledger/guotuju/filings/guotuju-2018-6120484.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A ledger with one issue, one filing and files that are ignored."""
    make_ledger(tmp_path)
    put(tmp_path, ISSUE, (BAD / "good-issue.yaml").read_bytes())
    put(tmp_path, FILING, (BAD / "good-filing.yaml").read_bytes())
    for path in ("ledger/README.md", "ledger/caizhengju/.gitkeep", "ledger/.gitattributes"):
        put(tmp_path, path, b"")
    return tmp_path


def put(root: Path, path: str, data: bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)


def rules(reading: Reading) -> list[str]:
    return [f"{finding.rule.id} {finding.place.path}" for finding in reading.findings]


def test_a_good_ledger_is_read_whole_and_without_a_finding(root: Path) -> None:
    reading = read_ledger(WorkTree(root))
    assert reading.findings == ()
    assert reading.ledger is not None
    assert [source.path for source in reading.ledger.sources] == [FILING, ISSUE]
    assert (reading.files, reading.ledger.ignored, reading.ledger.unreadable) == (len(PLAN_FILES) + 5, 3, ())


def test_places_of_values_are_found_after_reading(root: Path) -> None:
    locate = read_ledger(WorkTree(root)).locate(ISSUE)
    assert str(locate(("events", 1, "on"))) == f"{ISSUE}:22:9"
    assert str(locate(("deadline",))) == f"{ISSUE}:1:1"


def test_a_link_is_never_followed(root: Path) -> None:
    secret = root.parent / "secret.yaml"
    secret.write_text("id: secret\n", encoding="utf-8")
    (root / ISSUE).unlink()
    (root / ISSUE).symlink_to(secret)
    (root / "ledger" / "linked").symlink_to(root.parent)
    reading = read_ledger(WorkTree(root))
    assert rules(reading) == [f"L301 {ISSUE}", "L301 ledger/linked"]
    assert reading.ledger is not None
    assert reading.ledger.unreadable == (ISSUE, "ledger/linked")


def test_a_plan_behind_a_link_is_not_read(root: Path) -> None:
    (root / "plan").rename(root / "elsewhere")
    (root / "plan").symlink_to(root / "elsewhere")
    reading = read_ledger(WorkTree(root))
    assert reading.ledger is None
    assert isinstance(WorkTree(root).read("plan/plan.yaml"), Finding)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_does_not_make_reading_wait(root: Path) -> None:
    (root / ISSUE).unlink()
    os.mkfifo(root / ISSUE)
    assert rules(read_ledger(WorkTree(root))) == [f"L301 {ISSUE}"]
    assert isinstance(WorkTree(root).read(ISSUE), Finding)


def test_a_folder_named_like_a_record_is_looked_into(root: Path) -> None:
    put(root, "ledger/guotuju/issues/guotuju-2018-7710241.yaml/x", b"")
    assert rules(read_ledger(WorkTree(root))) == ["L307 ledger/guotuju/issues/guotuju-2018-7710241.yaml/x"]
    assert isinstance(WorkTree(root).read("ledger/guotuju/issues/guotuju-2018-7710241.yaml"), Finding)


def test_a_file_is_measured_before_it_is_read(root: Path) -> None:
    with (root / ISSUE).open("wb") as file:
        file.truncate(1 << 40)
    assert rules(read_ledger(WorkTree(root))) == [f"Y104 {ISSUE}"]
    put(root, ISSUE, b"#" * MOST_PARSED)
    assert rules(read_ledger(WorkTree(root))) == [f"Y121 {ISSUE}"]
    put(root, ISSUE, b"#" * (MOST_PARSED + 1))
    assert rules(read_ledger(WorkTree(root))) == [f"Y104 {ISSUE}"]


def test_a_folder_that_cannot_be_looked_into_is_a_finding(root: Path) -> None:
    gone = walk(root / "ledger" / "gone", "ledger/gone")
    assert list(gone) == [Entry("ledger/gone", "closed")]
    layout = lay_out(Entry("ledger/gone", "closed"), None)
    assert [finding.rule.id for finding in layout.findings] == ["L302"]
    assert not layout.ignored


@pytest.mark.parametrize("path", ["../outside.yaml", "/etc/hostname", "plan/nothing.yaml", "plan", "a\0b"])
def test_a_path_that_leads_nowhere_or_out_is_a_finding(root: Path, path: str) -> None:
    (root.parent / "outside.yaml").write_text("a: b\n", encoding="utf-8")
    assert isinstance(WorkTree(root).read(path), Finding)


@pytest.mark.parametrize("file", [file for file in PLAN_FILES if file.optional], ids=lambda file: file.stem)
def test_a_plan_does_without_its_optional_files(root: Path, file: PlanFile) -> None:
    (root / file.path).unlink()
    reading = read_ledger(WorkTree(root))
    assert reading.ledger is not None and getattr(reading.ledger.plan, file.key or "") == ()
    assert rules(reading) == []


@pytest.mark.parametrize("file", [file for file in PLAN_FILES if not file.optional], ids=lambda file: file.stem)
def test_a_missing_file_of_the_plan_is_named(root: Path, file: object) -> None:
    path = getattr(file, "path")  # noqa: B009  # parametrized
    (root / path).unlink()
    reading = read_ledger(WorkTree(root))
    assert reading.ledger is None
    assert rules(reading) == [f"L303 {path}"]


def test_records_are_judged_even_where_the_plan_cannot_be_read(root: Path) -> None:
    put(root, "plan/units.yaml", b"units:\n- code: no\n")
    put(root, ISSUE, b"id: x\n")
    found = rules(read_ledger(WorkTree(root)))
    assert "Y116 plan/units.yaml" in found
    assert f"S211 {ISSUE}" in found
    assert not [line for line in found if line.startswith("L305")]


def test_the_plan_is_put_together_from_its_files(root: Path) -> None:
    reading = read_plan(WorkTree(root))
    assert reading.plan is not None
    assert len(reading.plan.actions) == 12
    assert str(reading.locate("plan/actions.yaml")(("actions", 0, "id"))).startswith("plan/actions.yaml:")


# a revision


def commit(root: Path) -> None:
    for arguments in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "t"],
    ):
        subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


def outcome(tree: Tree) -> tuple[object, ...]:
    reading = read_ledger(tree)
    return reading.ledger, reading.findings, reading.files


def test_a_revision_reads_as_the_work_tree_did_then(root: Path) -> None:
    put(root, "ledger/guotuju/issues/guotuju-2018-7710241.yaml", b"id: no\n")
    put(root, "ledger/guotuju-x/a/b.yaml", b"")
    (root / "ledger" / "link").symlink_to("README.md")
    put(root, "ledger/\u51fa\u8ba9 \u91d1.yaml", b"x")
    then = outcome(WorkTree(root))
    commit(root)
    shutil.rmtree(root / "ledger")
    put(root, "plan/units.yaml", b"")
    assert outcome(RevisionTree(root, "HEAD")) == then
    assert outcome(WorkTree(root)) != then


def test_a_ledger_in_a_folder_of_a_repository_reads_its_own_files_only(root: Path) -> None:
    inner = root / "inner"
    inner.mkdir()
    for name in ("plan", "ledger"):
        (root / name).rename(inner / name)
    put(root, "ledger/guotuju/issues/other.yaml", b"")
    then = outcome(WorkTree(inner))
    commit(root)
    assert outcome(RevisionTree(inner, "HEAD")) == then


def test_a_large_file_of_a_revision_is_refused_and_the_next_one_read(root: Path) -> None:
    put(root, FILING, b"#" * (MOST_BYTES * 3))
    commit(root)
    reading = read_ledger(RevisionTree(root, "HEAD"))
    assert rules(reading) == [f"Y104 {FILING}"]
    assert reading.ledger is not None
    assert [source.path for source in reading.ledger.sources] == [ISSUE]


@pytest.mark.parametrize("revision", ["nothing", "--all", "-n1", "HEAD~5", "", "a\0b", "HEAD:plan", "HEAD^{tree}"])
def test_a_revision_git_does_not_know_is_the_one_fatal_error(root: Path, revision: str) -> None:
    commit(root)
    with pytest.raises(CannotRun) as failure:
        RevisionTree(root, revision)
    assert failure.value.message.zh
    assert failure.value.hint.en


def test_a_folder_outside_any_repository_has_no_revisions(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    with pytest.raises(CannotRun):
        RevisionTree(root, "HEAD")


# nothing is lost, nothing raises


class Heap:
    """A tree of whatever entries and bytes a test makes up."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.root = Path()
        self.files = files
        self.plan = WorkTree(Path(__file__).parent.parent)

    def paths(self, under: str) -> list[Entry]:  # type: ignore[override]  # any iterable will do
        return list(self.plan.paths("plan")) if under == "plan" else [Entry(path) for path in sorted(self.files)]

    def read(self, path: str) -> bytes | Finding:
        return self.files[path] if path in self.files else self.plan.read(path)


NAMES = st.sampled_from(
    ["guotuju", "Guotuju", "caizhengju", "nobody", "issues", "filings", "issue", "README.md", ".gitkeep", "x.yaml",
     "guotuju-2018-3047192.yaml", "guotuju-2018-6120484.yaml", "guotuju-2018-3047192.yml", "a~", "\u73b0\u573a.png", "..."]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.lists(NAMES, min_size=1, max_size=5).map("/".join), mutated() | st.text(max_size=30), max_size=6)
)
def test_every_file_is_a_record_a_finding_or_ignored(files: dict[str, str]) -> None:
    tree = Heap({f"ledger/{path}": text.encode("utf-8", "surrogatepass") for path, text in files.items()})
    reading = read_ledger(tree)  # type: ignore[arg-type]  # a list is iterated as an iterator is
    ledger = reading.ledger
    assert ledger is not None
    records = {source.path for source in ledger.sources}
    assert len(records) + len(ledger.unreadable) + ledger.ignored == len(files)
    blamed = {finding.place.path for finding in reading.findings if finding.rule.severity == 2}
    others = {str(finding.facts["other"]) for finding in reading.findings if finding.rule.id == "L316"}
    assert set(ledger.unreadable) <= blamed | others
    assert not records & blamed
