"""The index gives the answers of a whole reading, byte for byte, whatever was done to the files or to itself."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from program import run
from real_plan import ROOT
from small_ledger import make_ledger
from ybq_ledger.commands.demo import make_demo
from ybq_ledger.commands.indexed_view import IndexedView
from ybq_ledger.commands.opening import answered, ask, open_view
from ybq_ledger.domain.tally import count, rows
from ybq_ledger.domain.view import View
from ybq_ledger.render.formats import render
from ybq_ledger.reports.listing import LISTS, OF_WHOLE_RECORDS
from ybq_ledger.reports.overdue import overdue
from ybq_ledger.reports.owed import owed
from ybq_ledger.reports.status import status
from ybq_ledger.store import index_head
from ybq_ledger.store.index import Index
from ybq_ledger.store.index_part import MOST_FILES

DAYS = [
    date(2018, 3, 1),
    date(2018, 6, 20),
    date(2018, 9, 30),
    date(2018, 10, 12),
    date(2018, 12, 20),
    date(2026, 11, 24),
]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("index") / "demo"
    make_demo(ROOT, root, 150, 4, dry_run=False)
    git(root, "init", "-q", "-b", "main")
    commit(root)
    return root


def git(root: Path, *words: str) -> None:
    call = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(root), *words]
    subprocess.run(call, check=True, capture_output=True, env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull})


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x", "--allow-empty")


def asked(root: Path, day: date) -> View:
    """The view of a day; files made by a test have been at rest for no time at all."""
    return ask(root, day, rest=0)


STATES = ("total", "open", "overdue", "late", "closed", "rectified", "void", "merged", "nonsense")


def told(view: View) -> list[str]:
    """Everything an index is asked for."""
    documents = [status(view, by) for by in ("action", "unit", "goal", "phase")]  # type: ignore[arg-type]
    documents += [status(view, "action", "guotuju", None), status(view, "unit", None, "a7")]
    documents += [overdue(view, None), overdue(view, 5), overdue(view, 0, "gonganju"), owed(view, None, None, None)]
    documents += [owed(view, "ruanjianban", "a5", 10)]
    documents += [LISTS[kind](view, None, None, None) for kind in LISTS if kind not in OF_WHOLE_RECORDS]
    documents += [LISTS["issues"](view, state, "guotuju", None) for state in STATES]
    documents += [LISTS["issues"](view, state, None, "a7") for state in STATES]
    documents += [LISTS["complaints"](view, state, None, None) for state in STATES]
    documents += [overdue(view, 3, "guotuju", "a7"), owed(view, "guotuju", None, None)]
    return [render(format, document, "zh") for document in documents for format in ("json", "table")]


def same(root: Path, *days: date) -> IndexedView | None:
    """Whether both ways say the same; the view the index gave, if it gave one."""
    view = None
    for day in days or DAYS:
        view = asked(root, day)
        assert told(view) == told(open_view(root, day)), day
    return view if isinstance(view, IndexedView) else None


def test_every_answer_on_many_days_is_that_of_a_whole_reading(demo: Path) -> None:
    assert same(demo)
    chance = random.Random(5)
    assert same(demo, *(date(2018, 3, 30) + timedelta(days=chance.randrange(400)) for _ in range(25)))


def test_a_second_view_reads_no_record(demo: Path) -> None:
    assert same(demo, date(2018, 10, 12))
    folder = index_head.place(demo)
    assert folder is not None
    before = {path.name: path.stat().st_ino for path in folder.iterdir()}
    view = asked(demo, date(2018, 10, 12))
    assert isinstance(view, IndexedView)
    assert not view.index.changed
    assert {path.name: path.stat().st_ino for path in folder.iterdir()} == before


CHANGES = {
    "edit": lambda path, _: path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title: 改"), encoding="utf-8"),
    "same length": lambda path, _: path.write_bytes(path.read_bytes().replace(b"recorded: 2018-0", b"recorded: 2018-1", 1)),
    "delete": lambda path, _: path.unlink(),
    "break": lambda path, _: path.write_text("id: [", encoding="utf-8"),
    "replace by a link": lambda path, _: (path.unlink(), path.symlink_to("/etc/passwd")),
    "replace by a pipe": lambda path, _: (path.unlink(), os.mkfifo(path)),
    "rename": lambda path, _: path.rename(path.with_name("guotuju-2018-3047195.yaml")),
    "foreign file": lambda path, _: path.with_name("notes.txt").write_text("x", encoding="utf-8"),
    "ignored by git": lambda path, root: (
        (root / ".git" / "info" / "exclude").write_text("*.yaml\n", encoding="utf-8"),
        path.with_name("guotuju-2018-3047195.yaml").write_text("id: x\n", encoding="utf-8"),
    ),
    "new folder": lambda _, root: (
        (root / "ledger" / "nobody" / "issues").mkdir(parents=True, exist_ok=True),
        (root / "ledger" / "nobody" / "issues" / "a.yaml").write_text("x: y\n", encoding="utf-8"),
    ),
    "folder gone": lambda path, _: [file.unlink() for file in list(path.parent.iterdir())] and path.parent.rmdir(),
    "one id twice": lambda path, _: (
        (path.parent.parent / "filings").mkdir(exist_ok=True),
        (path.parent.parent / "filings" / path.name).write_bytes(path.read_bytes()),
    ),
    "plan": lambda _, root: (root / "plan" / "units.yaml").write_bytes((root / "plan" / "units.yaml").read_bytes() + b"# x\n"),
    "git looks away": lambda path, root: (git(root, "update-index", "--assume-unchanged", str(path)), path.write_text("id: [", encoding="utf-8")),
    "staged": lambda path, root: (path.write_text("id: [", encoding="utf-8"), git(root, "add", "-A")),
    "taken out of git": lambda path, root: (git(root, "rm", "-q", "--cached", str(path)), path.write_text("id: [", encoding="utf-8")),
    "committed": lambda path, root: (path.write_text("id: [", encoding="utf-8"), commit(root)),
    "git gone": lambda _, root: (root / ".git").rename(root / "gone"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_changed_since_is_seen(demo: Path, tmp_path: Path, name: str) -> None:
    root = tmp_path / "copy"
    subprocess.run(["cp", "-a", str(demo), str(root)], check=True)
    same(root, date(2018, 10, 12))
    path = sorted((root / "ledger").glob("*/issues/*.yaml"))[0]
    CHANGES[name](path, root)  # type: ignore[no-untyped-call]
    same(root, date(2018, 10, 12))
    same(root, date(2018, 6, 20))


def test_a_new_folder_is_watched_before_anything_stands_in_it(demo: Path, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    subprocess.run(["cp", "-a", str(demo), str(root)], check=True)
    (root / ".git" / "info" / "exclude").write_text("*.yaml\n", encoding="utf-8")
    same(root, date(2018, 10, 12))
    folder = root / "ledger" / "guotuju" / "results"
    folder.mkdir(exist_ok=True)
    new = folder / "more"
    new.mkdir()
    same(root, date(2018, 10, 12))
    assert not index_of(root).changed, "an empty folder changes nothing"
    (new / "guotuju-2018-3047195.yaml").write_text("id: x\n", encoding="utf-8")
    view = same(root, date(2018, 10, 12))
    assert view
    assert view.ledger.unreadable == ("ledger/guotuju/results/more/guotuju-2018-3047195.yaml",)


def test_folders_that_hold_the_same_names_are_not_looked_into_twice(demo: Path, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    subprocess.run(["cp", "-a", str(demo), str(root)], check=True)
    same(root, date(2018, 10, 12))
    path = sorted((root / "ledger").glob("*/issues/*.yaml"))[0]
    path.with_name("x").write_bytes(path.read_bytes())
    path.with_name("x").replace(path)
    assert index_of(root).opened, "the names in the folder are compared"
    assert not index_of(root).opened, "and need not be again"


def test_a_unit_with_many_files_has_several_parts(tmp_path: Path) -> None:
    root = make_ledger(tmp_path / "large")
    folder = root / "ledger" / "guotuju" / "issues"
    folder.mkdir(parents=True)
    (folder.parent / "filings").mkdir()
    for number in range(MOST_FILES + 50):
        record = f"guotuju-2018-{number:07}"
        (folder / f"{record}.yaml").write_text(
            f"id: {record}\nunit: guotuju\ntitle: 第{number}户\nsource: self-check\nfound_on: 2018-05-{number % 28 + 1:02}\n"
            "recorded: 2018-06-01\naction: a7\n", encoding="utf-8",
        )  # fmt: skip
    git(root, "init", "-q", "-b", "main")
    commit(root)
    assert same(root, date(2018, 10, 12))
    assert set(index_of(root).digests) == {"guotuju/0", "guotuju/1"}
    (folder / f"guotuju-2018-{7:07}.yaml").unlink()
    (folder / f"guotuju-2018-{8:07}.yaml").write_text("id: [", encoding="utf-8")
    (folder.parent / "filings" / "x.yaml").write_text("id: [", encoding="utf-8")
    assert same(root, date(2018, 10, 12))
    assert len(index_of(root).changed) > 0
    text = (folder / f"guotuju-2018-{9:07}.yaml").read_bytes()
    (folder.parent / "filings" / f"guotuju-2018-{9:07}.yaml").write_bytes(text)
    same(root, date(2018, 10, 12))


def index_of(root: Path) -> Index:
    view = asked(root, date(2018, 10, 12))
    assert isinstance(view, IndexedView)
    return view.index


def test_many_changes_make_a_new_index_of_the_old_one(demo: Path, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    subprocess.run(["cp", "-a", str(demo), str(root)], check=True)
    assert same(root, date(2018, 10, 12))
    for step in range(3):
        for path in sorted((root / "ledger").glob("*/issues/*.yaml"))[step::2][:70]:
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("title: ", f"title: {step}", 1), encoding="utf-8")
        sorted((root / "ledger").glob("*/issues/*.yaml"))[step * 7].unlink()
        view = same(root, date(2018, 10, 12), date(2018, 6, 20))
        assert view
        assert not view.index.changed, "nothing is laid over the new index"
        (parts,) = [part for part in view.index.parts() if part.names_in(path.parent.relative_to(root).as_posix())]
        ((number, last),) = parts.rows("SELECT COUNT(*), MAX(id) FROM main.item")
        assert last > number, "the rows of the old index were kept"


def test_a_name_that_is_no_text_is_counted_by_reading_the_files(demo: Path, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    subprocess.run(["cp", "-a", str(demo), str(root)], check=True)
    same(root, date(2018, 10, 12))
    folder = sorted((root / "ledger").glob("*/issues"))[0]
    bad = os.fsencode(folder) + b"/bad\xff.yaml"
    try:
        os.close(os.open(bad, os.O_CREAT | os.O_WRONLY))
    except OSError:
        pytest.skip("this file system knows no such name")
    view = answered(root, date(2018, 10, 12), lambda view: view, rest=0)
    assert not isinstance(answered(root, date(2018, 10, 12), read_all, rest=0), IndexedView)
    assert len(view.ledger.unreadable) == 1
    done = run(root, "overdue", "--as-of", "2018-10-12", "-f", "json")
    assert (done.code, done.json["unreadable"]) == (1, 1)


def read_all(view: View) -> View:
    """The view, once everything was asked of it."""
    told(view)
    return view


def test_a_disk_that_is_full_is_no_bug(demo: Path, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    subprocess.run(["cp", "-a", str(demo), str(root)], check=True)
    place = index_head.place(root)
    assert place is not None
    call = f"ulimit -f 8; exec {sys.executable} -m ybq_ledger status --as-of 2018-10-12 -f json"  # no file above 8 kB
    done = subprocess.run(["sh", "-c", call], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == json.loads(render("json", status(open_view(root, date(2018, 10, 12))), "zh"))
    assert not (place / "head").exists()


def test_a_ledger_without_git_has_an_index_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = make_ledger(tmp_path / "plain")
    for number in range(3):
        run(
            root, "add-issue", "--unit", "guotuju", "--action", "7", "--title", f"问题{number}", "--found", "2018-06-04"
        )
        assert same(root, date(2018, 10, 12))
    assert list((tmp_path / "cache").rglob("*.sqlite"))


def test_successions_move_items_in_the_index_too(tmp_path: Path) -> None:
    root = tmp_path / "demo"
    make_demo(ROOT, root, 60, 2, dry_run=False)
    units = root / "plan" / "units.yaml"
    text = units.read_text(encoding="utf-8")
    assert "code: guotuju" in text
    units.write_text(
        text.replace("code: guotuju\n", "code: guotuju\n    valid_to: 2018-09-30\n    successors: [caizhengju]\n", 1),
        encoding="utf-8",
    )
    assert same(root, date(2018, 9, 30), date(2018, 10, 1), date(2018, 12, 1))


def test_a_damaged_index_never_gives_a_wrong_answer(demo: Path, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    subprocess.run(["cp", "-a", str(demo), str(root)], check=True)
    day = date(2018, 10, 12)

    def tell(view: View) -> list[str]:
        documents = (status(view, "unit"), owed(view, None, None, None))
        return [render("json", document, "zh") for document in documents]

    right = tell(open_view(root, day))
    asked(root, day)
    folder = index_head.place(root)
    assert folder is not None
    whole = {path: path.read_bytes() for path in (*folder.glob("*.sqlite"), folder / "head")}
    head = index_head.read_head(folder)
    assert head is not None
    first = [folder / "head", index_head.database_of(folder, head.digest)]
    chance = random.Random(3)
    for case in range(24):
        for path, data in whole.items():
            path.write_bytes(data)
        victim = chance.choice(chance.choice((first, list(whole))))
        damaged = bytearray(whole[victim])
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        victim.write_bytes(damaged if case % 3 else damaged[: chance.randrange(len(damaged))])
        assert answered(root, day, tell, rest=0) == right


def test_two_readers_and_a_killed_writer_do_not_disturb_each_other(demo: Path, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    subprocess.run(["cp", "-a", str(demo), str(root)], check=True)
    day = date(2018, 10, 12)
    folder = index_head.place(root)
    assert folder is not None
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "new.sqlite-999999999").write_bytes(b"half")
    first, second = asked(root, day), asked(root, day)
    path = sorted((root / "ledger").glob("*/issues/*.yaml"))[0]
    path.unlink()
    third = asked(root, day)
    assert count(first.counted()) == count(second.counted())
    assert count(third.counted()) == count(open_view(root, day).counted())
    assert rows(third, "unit", third.counted("units"))
