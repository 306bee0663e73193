"""Makes ledgers of any size, as a clone gives them: many varied issues, one git pack, every file checked out, settings made."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import BinaryIO

from ybq_ledger.commands.demo_records import Maker, make_issues
from ybq_ledger.commands.entering import place_of
from ybq_ledger.commands.judging import read_plan_of
from ybq_ledger.commands.setup import set_up
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.event import Progress
from ybq_ledger.model.record import Issue
from ybq_ledger.store.canonical import render_event, render_record

ROOT = Path(__file__).parents[2]
SEED = 20180604
CHANGED = 10
"""Files of the last commit, and of the change made in the work tree: one person's morning."""
SETTLED = 2.2
CHINA = timezone(timedelta(hours=8))
BEGUN = datetime(2019, 12, 30, 9, 30, tzinfo=CHINA)
"""When the first commit was made: after everything that the made-up issues tell."""


@dataclass(frozen=True)
class Tree:
    """A ledger on disk. `open_issues` are the paths and units of issues to which an event can be added."""

    root: Path
    issues: int
    open_issues: tuple[tuple[str, str], ...]
    size: int
    folders: int

    @property
    def bytes_each(self) -> float:
        """The mean size of an issue's file; `size` is that of all."""
        return self.size / self.issues

    @property
    def kept(self) -> Path:
        """What the program keeps beside the files."""
        return self.root / ".git" / "ybq-ledger"


def make_tree(folder: Path, number: int) -> Tree:
    """A ledger of `number` issues in two commits, the last of which adds an event to ten of them."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    with tempfile.TemporaryFile() as feed:
        tree = write_commits(feed, folder, number)
        feed.seek(0)
        subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], stdin=feed, check=True)
    git(folder, "reset", "-q", "--hard", "main")
    set_up(folder, None, dry_run=False)
    return tree


def write_commits(feed: BinaryIO, folder: Path, number: int) -> Tree:
    """Both commits, as `git fast-import` reads them."""
    found: list[tuple[str, str]] = []
    changed: dict[str, bytes] = {}
    size, folders = 0, set()
    feed.write(commit("A ledger", BEGUN))
    for file in sorted((ROOT / "plan").glob("*.yaml")):
        feed.write(entry(f"plan/{file.name}", file.read_bytes()))
    for issue in issues_of(number):
        path, data = place_of(issue), render_record(issue).encode()
        feed.write(entry(path, data))
        size += len(data)
        folders.add(issue.unit)
        if is_open(issue):
            found.append((path, issue.unit))
            if len(changed) < CHANGED:
                changed[path] = data + one_more_event(issue.unit, "昨日已会商").encode()
    feed.write(commit("An event on ten issues", datetime.now(CHINA)))
    for path, data in changed.items():
        feed.write(entry(path, data))
    return Tree(folder, number, tuple(found[-CHANGED:]), size, len(folders))


def issues_of(number: int) -> Iterator[Issue]:
    """Made-up issues under the real plan, the same in every run; the texts say that they are made up."""
    opened = read_plan_of(ROOT)
    maker = Maker(opened.plan, WorkingCalendar(opened.calendar), Random(SEED))
    day = BEGUN.date()
    for index, issue in enumerate(make_issues(maker, number)):
        title = f"{issue.title[:180]}，第{index}户"  # or a quarter of them would be found to be possible duplicates
        events = issue.events or (Progress("progress", day, day, issue.unit, "已会商"),)
        yield replace(issue, title=title, events=events)


def is_open(issue: Issue) -> bool:
    """Whether nothing but progress was entered so far."""
    return all(event.event == "progress" for event in issue.events)


def one_more_event(unit: str, note: str) -> str:
    """A note of progress, in the layout of the file it is added to."""
    return render_event(Progress("progress", today(), today(), unit, note))


def change_files(tree: Tree, word: str) -> None:
    """Add an event to ten files of the work tree; another `word` is another change."""
    for path, unit in tree.open_issues:
        file = tree.root / path
        committed = git(tree.root, "show", f"HEAD:{path}")
        file.write_text(committed + one_more_event(unit, f"今日已会商{word}"), encoding="utf-8")


def restore(tree: Tree) -> None:
    """The work tree as it was committed."""
    git(tree.root, "reset", "-q", "--hard")
    git(tree.root, "clean", "-fdq")


def settle(tree: Tree) -> None:
    """Let two seconds pass since the last change: neither git nor the program can trust the times of files younger than that."""
    time.sleep(SETTLED)
    git(tree.root, "status", "--porcelain")  # writes git's index and untracked cache anew


def forget(tree: Tree) -> None:
    """Throw away whatever the program keeps beside the files."""
    shutil.rmtree(tree.kept, ignore_errors=True)


def kept_bytes(tree: Tree) -> int:
    """The size of what the program keeps, without what `undo` needs."""
    return sum(p.stat().st_size for p in tree.kept.rglob("*") if p.is_file() and "undo" not in p.parts)


def today() -> date:
    """The day in China: an event of the last commit must be entered on the day it is judged, or the gate refuses it."""
    return datetime.now(CHINA).date()


def commit(subject: str, moment: datetime) -> bytes:
    """The head of a commit."""
    who = f"committer bench <bench@example.org> {int(moment.timestamp())} +0800\n"
    return f"commit refs/heads/main\n{who}data {len(subject)}\n{subject}\n".encode()


def entry(path: str, data: bytes) -> bytes:
    """A file of a commit."""
    return f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"


def git(folder: Path, *words: str) -> str:
    """Run git; its output."""
    return subprocess.run(
        ["git", "-C", str(folder), *words], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
