"""A repository with a made-up ledger of every kind of record, in which changes are made, judged and taken back."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
TODAY = date(2018, 12, 31)
FORK = "2018-12-20T09:00:00+08:00"
US = "ruanjianban"
SPLIT, HEIRS = "lvyouju", ("sifaju", "dangxiao")
"""A unit that the bed splits in autumn, and who takes over from it."""


MADE_UP = "yanshi-"
"""Units of a demo that end in its course: what they held, others hold on the day of a change."""


@dataclass
class Bed:
    """Checked out clean; `chance` chooses what a variant is about.

    A change may move `target`, the side it goes to, and say which commit is its `head` where no work tree can hold it.
    """

    root: Path
    chance: random.Random
    paths: dict[str, list[str]]
    base: str = ""
    target: str = ""
    head: str = ""
    used: set[str] = field(default_factory=set)

    @property
    def issues(self) -> list[str]:
        """The paths of all issues."""
        return self.paths["issues"]

    @property
    def filings(self) -> list[str]:
        """The paths of all papers."""
        return self.paths["filings"]

    def pick(self, *, with_events: bool = False, state: str = "") -> str:
        """An issue's path; with events, or one whose last event is of a kind."""
        while True:
            path = self.chance.choice(self.issues)
            last = re.findall(r"- event: (\S+)", self.read(path))
            fits = (not with_events or last) and (not state or last[-1:] == [state])
            if fits and not {"void", "merge"} & set(last) and not unit_of(path).startswith(MADE_UP):
                return path

    def read(self, path: str) -> str:
        """A file's text."""
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """Put a file there."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def day(self) -> date:
        """A day on which the change can have been written."""
        return date(2018, 12, 20) + timedelta(days=self.chance.randrange(11))

    def append(
        self, path: str, event: str, by: str, more: str = "", recorded: date | None = None, on: date | None = None
    ) -> None:
        """One event at the end of a record."""
        text = self.read(path)
        known = [date.fromisoformat(day) for day in re.findall(r"recorded: (\S+)", text)]
        recorded = recorded or max(self.day(), *known)
        head = "" if "\nevents:\n" in text else "events:\n"
        self.write(
            path,
            f"{text}{head}  - event: {event}\n    on: {on or recorded}\n    recorded: {recorded}\n    by: {by}\n{more}",
        )

    def id(self, unit: str, digits: str = "") -> str:
        """A new id of a unit."""
        from ybq_ledger.domain.ids import new_id

        return new_id(unit, 2018, digits or f"{self.chance.randrange(10**6):06d}")

    def new(
        self, unit: str, extra: str = "", recorded: date | None = None, title: str = "新的问题", digits: str = ""
    ) -> str:
        """A new issue of a unit; its path."""
        record = self.id(unit, digits)
        return self.enter(unit, "issues", record, (
            f"title: {title}{self.chance.randrange(10**4)}\nsource: self-check\nfound_on: 2018-06-04\n"
            f"recorded: {recorded or self.day()}\naction: a7\n{extra}"
        ))  # fmt: skip

    def enter(self, unit: str, folder: str, record: str, body: str) -> str:
        """A new record; its path."""
        path = f"ledger/{unit}/{folder}/{record}.yaml"
        self.write(path, f"id: {record}\nunit: {unit}\n{body}")
        return path

    def commit(self, message: str = "x", *more: str) -> str:
        """Commit everything; the commit."""
        git(self.root, "add", "-A")
        git(self.root, "commit", "-qm", message, "--allow-empty", *more)
        return git(self.root, "rev-parse", "HEAD").strip()

    def clean(self) -> None:
        """As it was before the change."""
        for ref in git(self.root, "for-each-ref", "--format=%(refname)", "refs/replace", "refs/heads/side").split():
            git(self.root, "update-ref", "-d", ref)
        git(self.root, "checkout", "-qf", "main")
        git(self.root, "reset", "-q", "--hard", self.base)
        git(self.root, "clean", "-qfd")


Act = Callable[[Bed], "str | Sequence[str]"]
"""Makes a change; gives the account that sends it, or several."""


def unit_of(path: str) -> str:
    """The unit in whose folder a file stands."""
    return path.split("/")[1]


def holder(bed: Bed, path: str) -> str:
    """Who holds an issue after its events."""
    moved = re.findall(r"event: transfer(?:\n    .*)*?\n    to: ([a-z-]+)\n", bed.read(path))
    return moved[-1] if moved else unit_of(path)


def open_issue(bed: Bed) -> str:
    """An issue that is open at the end of its events."""
    while True:
        path = bed.pick()
        last = re.findall(r"- event: (\S+)", bed.read(path))
        if (
            unit_of(path) != SPLIT
            and not unit_of(path).startswith(MADE_UP)
            and (not last or last[-1] in ("progress", "return", "transfer", "approve-extension", "coordinated"))
        ):
            return path


def git(root: Path, *words: str, stdin: str = "") -> str:
    """Run git with a clock that stands still; what it says."""
    days = {"GIT_COMMITTER_DATE": FORK, "GIT_AUTHOR_DATE": FORK, "GIT_CONFIG_GLOBAL": os.devnull}
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.fsync=none", "-c", "gc.auto=0")
    call = ["git", *who, "-C", str(root), *words]
    done = subprocess.run(call, capture_output=True, check=False, env=os.environ | days, input=stdin.encode())
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    return done.stdout.decode()


def make_bed(root: Path, chance: random.Random) -> Bed:
    """A demo ledger with an account for every unit, a unit that was split, a program beside it, and a seal."""
    from ybq_ledger.commands.demo import make_demo
    from ybq_ledger.commands.sealing import seal

    make_demo(ROOT, root, 80, 5, dry_run=False)
    file = root / "plan/units.yaml"
    units = re.findall(r"^  - code: (\S+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert {SPLIT, *HEIRS} <= set(units), "the plan has other units now"
    split = f"  - code: {SPLIT}\n    valid_to: 2018-11-30\n    successors: [{', '.join(HEIRS)}]\n"
    file.write_text(file.read_text(encoding="utf-8").replace(f"  - code: {SPLIT}\n", split), encoding="utf-8")
    people = "accounts:\n" + "".join(f"  - login: {unit}\n    unit: {unit}\n" for unit in units)
    people += (
        "  - login: weihu\n    maintains: [plan/]\n  - login: kaifa\n    maintains: [src/, docs/, tools/, tests/]\n"
    )
    people += "  - login: jianguan\n    unit: caizhengju\n    maintains: [plan/]\n"
    people += "  - login: fengcun\n    unit: ruanjianban\n    maintains: [seals/]\n"
    people += "  - login: ducha\n    unit: ruanjianban\n    supervisor: true\n"
    (root / "plan/people.yaml").write_text(people, encoding="utf-8")
    for name in ("authority", "waivers"):
        shutil.copy(ROOT / f"plan/{name}.yaml", root / "plan")
    (root / "tools").mkdir()
    (root / "tools/run.sh").write_text("#!/bin/sh\necho\n")
    (root / "tools/run.sh").chmod(0o755)
    bed = Bed(root, chance, {})
    kept = bed.new(SPLIT, digits="770011", recorded=date(2018, 6, 5))
    bed.new(SPLIT, digits="770012", recorded=date(2018, 6, 5))
    bed.enter(SPLIT, "handovers", bed.id(SPLIT, "770013"), (
        f"title: 移交清单\nhanded_on: 2018-11-30\nrecorded: 2018-12-03\nitems:\n  - item: {kept.rpartition('/')[2][:-5]}\n"
        f"    to: {HEIRS[1]}\nto: {HEIRS[0]}\n"
    ))  # fmt: skip
    into = bed.new("guotuju", digits="880011", recorded=date(2018, 6, 5), title="并入")
    path = bed.new("guotuju", digits="880012", recorded=date(2018, 6, 5), title="并案")
    more = f"    into: {into.rpartition('/')[2][:-5]}\n    reason: 同一件事\n"
    bed.append(path, "merge", US, more, recorded=date(2018, 7, 2))
    bed.new("guotuju", "kind: at-once\n", date(2018, 6, 5), "当场", "880013")
    git(root, "init", "-q", "-b", "main")
    bed.commit("0")
    seal(root, "HEAD", date(2018, 12, 19), dry_run=False)
    bed.base = bed.commit("1")
    for file in sorted((root / "ledger").rglob("*.yaml")):
        bed.paths.setdefault(file.parent.name, []).append(file.relative_to(root).as_posix())
    return bed


def judged(bed: Bed, act: Act) -> tuple[list[str], set[str]]:
    """Errors and all rules found in one change; the work tree is clean again afterwards."""
    from ybq_ledger.commands.gate import judge_change

    bed.target, bed.head = bed.base, ""
    try:
        actors = act(bed)
        head = bed.head or bed.commit()
        names = (actors,) if isinstance(actors, str) else tuple(actors)
        found = judge_change(bed.root, bed.target, head, names, TODAY).findings
    finally:
        bed.clean()
    return [f"{f.rule.id} {f.place.path} {f.message.zh}" for f in found if f.rule.severity == 2], {
        f.rule.id for f in found
    }
