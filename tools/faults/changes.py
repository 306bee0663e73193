"""Hostile and legitimate changes to a real repository: each hostile one is found by its rule, no other one is stopped."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from faults.row import Row, Size

ROOT = Path(__file__).parents[2]
TODAY = date(2018, 12, 31)
FORK = "2018-12-20T09:00:00+08:00"
US = "ruanjianban"


@dataclass
class Bed:
    """A repository with a made-up ledger, checked out clean; `chance` chooses what a variant is about."""

    root: Path
    chance: random.Random
    issues: list[str]
    filings: list[str]

    def pick(self, *, with_events: bool = False, state: str = "") -> str:
        """An issue's path; with events, or one whose last event is of a kind."""
        while True:
            path = self.chance.choice(self.issues)
            text = self.read(path)
            last = re.findall(r"- event: (\S+)", text)
            if (not with_events or last) and (not state or last[-1:] == [state]) and not {"void", "merge"} & set(last):
                return path

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
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
        recorded = recorded or self.day()
        head = "" if "\nevents:\n" in text else "events:\n"
        self.write(
            path,
            f"{text}{head}  - event: {event}\n    on: {on or recorded}\n    recorded: {recorded}\n    by: {by}\n{more}",
        )

    def new(
        self, unit: str, extra: str = "", recorded: date | None = None, title: str = "新的问题", digits: str = ""
    ) -> str:
        """A new issue of a unit; its path."""
        from ybq_ledger.domain.ids import new_id

        record = new_id(unit, 2018, digits or f"{self.chance.randrange(10**6):06d}")
        path = f"ledger/{unit}/issues/{record}.yaml"
        day = recorded or self.day()
        self.write(path, (
            f"id: {record}\nunit: {unit}\ntitle: {title}{self.chance.randrange(10**4)}\nsource: self-check\nfound_on: 2018-06-04\n"
            f"recorded: {day}\naction: a7\n{extra}"
        ))  # fmt: skip
        return path


def unit_of(path: str) -> str:
    return path.split("/")[1]


def holder(bed: Bed, path: str) -> str:
    """Who holds an issue after its events."""
    moved = re.findall(r"\n    to: ([a-z-]+)\n", bed.read(path))
    return moved[-1] if moved else unit_of(path)


Hostile = Callable[[Bed], str | None]
"""Spoils the work tree; gives the account that sends it (None: the unit of the path last touched is the sender)."""


def field(name: str, new: Callable[[str], str]) -> Hostile:
    """A fact changed in place."""

    def do(bed: Bed) -> str:
        path = bed.pick()
        text = bed.read(path)
        changed, number = re.subn(
            rf"^{name}: (.*)$", lambda m: f"{name}: {new(m[1])}", text, count=1, flags=re.MULTILINE
        )
        if not number or changed == text:
            head, mark, tail = text.partition("\nevents:\n")
            changed = f"{head.rstrip()}\n{name}: {new('x')}\n" + (f"events:\n{tail}" if mark else "")
        bed.write(path, changed)
        return unit_of(path)

    return do


def events_of(text: str) -> tuple[str, list[str]]:
    """The head of a file and its events."""
    head, _, tail = text.partition("\nevents:\n")
    return head, re.split(r"(?m)^(?=  - event: )", tail)[1:]


def rewrite_events(change: Callable[[list[str], random.Random], list[str]]) -> Hostile:
    """The list of events changed somehow."""

    def do(bed: Bed) -> str:
        while True:
            path = bed.pick(with_events=True)
            head, events = events_of(bed.read(path))
            if len(events) >= 2 and (new := change(list(events), bed.chance)) != events:
                bed.write(path, f"{head}\nevents:\n{''.join(new)}" if new else f"{head}\n")
                return unit_of(path)

    return do


def entered(
    event: str, by: Callable[[Bed, str], str], more: str, sender: Callable[[Bed, str], str], state: str = ""
) -> Hostile:
    """An event by somebody, sent by somebody."""

    def do(bed: Bed) -> str:
        path = bed.pick(state=state) if state else open_issue(bed)
        bed.append(path, event, by(bed, path), more)
        return sender(bed, path)

    return do


def open_issue(bed: Bed) -> str:
    """An issue that is open at the end of its events."""
    while True:
        path = bed.pick()
        last = re.findall(r"- event: (\S+)", bed.read(path))
        if not last or last[-1] in ("progress", "return", "transfer", "approve-extension", "coordinated"):
            return path


def others(bed: Bed, path: str) -> str:
    """A unit that has nothing to do with an issue."""
    taken = {unit_of(path), holder(bed, path), US, "guotuju", "caizhengju"}
    work = re.search(r"^(?:action|task): (\S+)$", bed.read(path), re.MULTILINE)
    return bed.chance.choice(
        [
            unit
            for unit in ("gongshanglian", "dianshitai", "dangxiao", "sifaju", "lvyouju")
            if unit not in taken or not work
        ]
    )


def put(path: str, text: str | Callable[[Bed], str]) -> Hostile:
    """A file of its own."""

    def do(bed: Bed) -> str:
        bed.write(path, text(bed) if callable(text) else text)
        return bed.chance.choice(("gonganju", "sifaju", "guotuju"))

    return do


def edit(path: str, old: str, new: str, sender: str) -> Hostile:
    """A file edited."""

    def do(bed: Bed) -> str:
        text = bed.read(path)
        assert old in text, (path, old)
        bed.write(path, text.replace(old, new, 1))
        return sender

    return do


def with_text(make: Callable[[random.Random], str]) -> Hostile:
    """A new issue with something in its title."""

    def do(bed: Bed) -> str:
        bed.new("guotuju", title=f"企业{make(bed.chance)}反映")
        return "guotuju"

    return do


def remove(bed: Bed) -> str:
    path = bed.chance.choice([*bed.issues, *bed.filings])
    (bed.root / path).unlink()
    return unit_of(path)


def rename(bed: Bed) -> str:
    path = bed.pick()
    target = f"ledger/{others(bed, path)}/issues/{path.rpartition('/')[2]}"
    bed.write(target, bed.read(path))
    (bed.root / path).unlink()
    return unit_of(path)


def renumber(bed: Bed) -> str:
    path = bed.pick()
    text = bed.read(path)
    (bed.root / path).unlink()
    new = bed.new(unit_of(path))
    record = new.rpartition("/")[2].removesuffix(".yaml")
    bed.write(new, re.sub(r"^id: .*$", f"id: {record}", text, count=1, flags=re.MULTILINE))
    return unit_of(path)


def link(bed: Bed) -> str:
    path = bed.pick()
    (bed.root / path).unlink()
    (bed.root / path).symlink_to("/etc/passwd")
    return unit_of(path)


def executable(bed: Bed) -> str:
    path = bed.pick()
    (bed.root / path).chmod(0o755)
    return unit_of(path)


def case_twin(bed: Bed) -> str:
    path = bed.pick()
    folder, _, name = path.rpartition("/")
    bed.write(f"{folder}/{name.upper().replace('.YAML', '.yaml')}", bed.read(path))
    return unit_of(path)


def same_id(bed: Bed) -> str:
    path = bed.pick()
    bed.write(f"ledger/{others(bed, path)}/issues/{path.rpartition('/')[2]}", bed.read(path))
    return unit_of(path)


def hostile_kinds() -> dict[str, tuple[frozenset[str], Hostile]]:
    """Name → the rules any of which finds it, and what it does."""
    from faults.privacy import MAKERS

    own, us = (lambda bed, path: holder(bed, path)), (lambda *_: US)
    proof = "    evidence:\n      - at: 佐证/照片.jpg\n"
    kinds: dict[str, tuple[str, Hostile]] = {
        "record deleted": ("G701", remove), "record moved": ("G702", rename), "record renumbered": ("G701 G702", renumber),
        "event removed at the end": ("G703", rewrite_events(lambda e, c: e[:-1])),
        "event removed at the start": ("G703", rewrite_events(lambda e, c: e[1:])),
        "all events removed": ("G703", rewrite_events(lambda e, c: [])),
        "events reordered": ("G703", rewrite_events(lambda e, c: e[::-1])),
        "event put in the middle": ("G703", rewrite_events(lambda e, c: [e[0], e[0].replace("event: progress", "event: progress"), *e[1:]] if e[0] != e[1] else [e[0], e[0].replace("note: ", "note: x"), *e[1:]])),
        "event's day changed": ("G703", rewrite_events(lambda e, c: [re.sub(r"on: (\d{4})", "on: 2017", e[0], count=1), *e[1:]])),
        "event's author changed": ("G703", rewrite_events(lambda e, c: [re.sub(r"by: \S+", "by: gonganju2", e[0], count=1).replace("gonganju2", "gongshanglian"), *e[1:]])),
        "event's kind changed": ("G703 S201 S202 S208 S204", rewrite_events(lambda e, c: [*e[:-1], re.sub(r"event: \S+", "event: ask-higher" if "ask-higher" not in e[-1] else "event: progress", e[-1], count=1)])),
        "event's text changed": ("G703", rewrite_events(lambda e, c: [e[0].rstrip() + "改\n", *e[1:]])),
        "title changed": ("G704", field("title", lambda old: f"别的{len(old)}")),
        "source changed": ("G704", field("source", lambda old: "media" if old != "media" else "public")),
        "day found changed": ("G704", field("found_on", lambda old: "2018-04-09" if old != "2018-04-09" else "2018-04-10")),
        "day of entry changed": ("G704", field("recorded", lambda old: "2018-12-30")),
        "action changed": ("G704", field("action", lambda old: "a8" if old != "a8" else "a7")),
        "problem changed": ("G704 Y127", field("problem", lambda old: "另一种说法")),
        "deadline moved": ("G704", field("deadline", lambda old: "2019-03-01")),
        "kind softened": ("G704", field("kind", lambda old: "long-term" if old != "long-term" else "at-once")),
        "unit changed": ("G704 L312", field("unit", lambda old: "dangxiao" if old != "dangxiao" else "sifaju")),
        "event entered as of long ago": ("G705 R506", lambda bed: bed.append(p := open_issue(bed), "progress", holder(bed, p), "    note: 补\n", recorded=date(2018, 11, 1)) or holder(bed, p)),
        "event entered as of tomorrow": ("G705 R512", lambda bed: bed.append(p := open_issue(bed), "progress", holder(bed, p), "    note: 补\n", recorded=date(2019, 1, 2)) or holder(bed, p)),
        "record entered as of long ago": ("G705", lambda bed: unit_of(bed.new("guotuju", recorded=date(2018, 7, 1)))),
        "record of the future": ("R512", lambda bed: unit_of(bed.new("guotuju", recorded=date(2019, 2, 1)))),
        "symbolic link": ("G706", link), "executable": ("G706", executable), "case twin": ("G707", case_twin), "id in another folder": ("G708 L312", same_id),
        "signed for another unit": ("G722", entered("progress", own, "    note: 代写\n", others)),
        "verified by the doer": ("R514 G721", entered("verify", own, proof, own, "rectify")),
        "closed by the doer": ("R516 G721 R514", entered("close", own, "", own, "verify")),
        "extension approved by the holder": ("G721 R530", entered("approve-extension", own, "    to: 2019-03-01\n    reason: 忙\n    approver: 副区长\n", own)),
        "extension approved too late": ("R509 R510 R540", entered("approve-extension", us, "    to: 2019-03-01\n    reason: 忙\n    approver: 副区长\n", us)),
        "closed without verification": ("R507", entered("close", us, "", us)),
        "work on a closed issue": ("R507", entered("progress", own, "    note: 又来\n", own, "close")),
        "rectified by a stranger": ("R529 G721", lambda bed: (p := open_issue(bed), o := others(bed, p), bed.append(p, "rectify", o, proof))[1]),
        "transferred by a stranger": ("G721", lambda bed: (p := open_issue(bed), o := others(bed, p), bed.append(p, "transfer", o, f"    to: {'dangxiao' if holder(bed, p) != 'dangxiao' else 'sifaju'}\n    reason: 不归我\n"))[1]),
        "voided by a stranger": ("G721", lambda bed: (p := open_issue(bed), o := others(bed, p), bed.append(p, "void", o, "    reason: 不想要\n"))[1]),
        "record in another unit's folder": ("G722", lambda bed: (bed.new("caizhengju"), "guotuju")[1]),
        "plan edited by a clerk": ("G723", edit("plan/limits.yaml", "count: 30", "count: 300", "guotuju")),
        "ladder edited by a clerk": ("G723", edit("plan/escalation.yaml", "days: 6", "days: 8", "guotuju")),
        "grants widened by a clerk": ("G723", edit("plan/authority.yaml", "event: close\n    may: [coordinator, lead]", "event: close\n    may: [holder]", "guotuju")),
        "waiver by a clerk": ("G723", edit("plan/waivers.yaml", "waivers: []", "waivers:\n  - rule: R507\n    path: x\n    reason: y\n    approver: z\n    until: 2019-12-31", "guotuju")),
        "account promoted by itself": ("G724 G723", edit("plan/people.yaml", "login: guotuju\n    unit: guotuju", "login: guotuju\n    unit: ruanjianban", "guotuju")),
        "maintainer widens its own rights": ("G724", edit("plan/people.yaml", "maintains: [plan/]", "maintains: [plan/, src/]", "weihu")),
        "calendar edited by a clerk": ("G723", edit("plan/calendar.yaml", "2018-12-29", "2018-12-22", "guotuju")),
        "workflow edited by a clerk": ("G723", put(".github/workflows/check.yml", "on: push\n")),
        "program edited by a clerk": ("G723", put("src/x.py", "print(1)\n")),
        "foreign file in the ledger": ("G723 L305 L309", put("ledger/guotuju/issues/notes.docx", "x")),
        "record at the wrong depth": ("G723 L307 L308", put("ledger/guotuju/guotuju-2018-3047195.yaml", "id: x\n")),
        "unknown account": ("G720", lambda bed: (bed.new("guotuju"), "stranger")[1]),
        "unknown field": ("S202", lambda bed: unit_of(bed.new("guotuju", extra="secret: x\n"))),
        "tag": ("Y110", lambda bed: unit_of(bed.new("guotuju", extra="problem: !!python/name:os.system x\n"))),
        "alias": ("Y111", lambda bed: unit_of(bed.new("guotuju", extra="problem: &a x\n"))),
        "conflict markers": ("Y107 Y119 Y120 Y121 Y122 Y123 Y124 Y125 Y126 Y127 Y108", lambda bed: unit_of(bed.new("guotuju", extra="<<<<<<< HEAD\nproblem: x\n=======\nproblem: y\n>>>>>>> z\n"))),
        "hidden characters": ("Y106", lambda bed: unit_of(bed.new("guotuju", extra="problem: a\u202eb\n"))),
        "oversized": ("Y104", lambda bed: unit_of(bed.new("guotuju", extra="problem: " + "x" * 300_000 + "\n"))),
        "not YAML": ("Y117 Y118 Y115 Y113 Y119 Y120 Y121 Y122 Y123 Y124 Y125 Y126 Y127 S201", lambda bed: unit_of(bed.new("guotuju", extra="problem: [a\n"))),
        "paper for another unit's duty": ("R518", lambda bed: paper(bed, "progress/caizhengju/2018-09")),
        "paper for no duty": ("R517", lambda bed: paper(bed, "progress/guotuju/2018-13")),
    }  # fmt: skip
    kinds |= {f"personal data: {kind}": ("R620", with_text(MAKERS[kind])) for kind in MAKERS}
    return {name: (frozenset(rules.split()), do) for name, (rules, do) in kinds.items()}


def paper(bed: Bed, duty: str) -> str:
    """A filing of the land bureau."""
    path = bed.new("guotuju").replace("/issues/", "/filings/")
    record = path.rpartition("/")[2].removesuffix(".yaml")
    (bed.root / path.replace("/filings/", "/issues/")).unlink()
    bed.write(
        path,
        f"id: {record}\nunit: guotuju\ntitle: 进展\nanswers:\n  - {duty}\nfiled_on: 2018-12-20\nrecorded: {bed.day()}\ndocument:\n  - at: 材料/进展.docx\n",
    )
    return "guotuju"


def legitimate(bed: Bed) -> str:
    """What clerks, leads, the coordinator and maintainers really do; the account that sends it."""
    match bed.chance.randrange(6):
        case 0:
            return unit_of(
                bed.new(bed.chance.choice(("guotuju", "caizhengju", "gonganju")), extra="problem: 情况说明\n")
            )
        case 1:
            path = open_issue(bed)
            bed.append(path, "progress", holder(bed, path), "    note: 已会商\n", on=date(2018, 12, 15))
            return holder(bed, path)
        case 2:
            path = open_issue(bed)
            bed.append(path, "ask-higher", holder(bed, path), "    to: 领导小组\n    reason: 超出权限\n")
            return holder(bed, path)
        case 3:
            path = bed.pick(state="verify")
            bed.append(path, "close", US) if holder(bed, path) != US else bed.new(US)
            return US
        case 4:
            text = bed.read("plan/groups.yaml")
            bed.write("plan/groups.yaml", text + "# 备注\n")
            return "weihu"
        case _:
            for _ in range(bed.chance.randint(2, 6)):
                bed.new("gonganju")
            return "gonganju"


def git(root: Path, *words: str) -> str:
    days = {"GIT_COMMITTER_DATE": FORK, "GIT_AUTHOR_DATE": FORK, "GIT_CONFIG_GLOBAL": os.devnull}
    call = [
        "git",
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "-c",
        "core.fsync=none",
        "-C",
        str(root),
        *words,
    ]
    done = subprocess.run(call, capture_output=True, check=False, env=os.environ | days)
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    return done.stdout.decode()


def make_bed(root: Path, chance: random.Random) -> Bed:
    """A demo ledger with an account for every unit."""
    from ybq_ledger.commands.demo import make_demo

    make_demo(ROOT, root, 80, 5, dry_run=False)
    units = re.findall(r"^  - code: (\S+)$", (root / "plan/units.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    people = "accounts:\n" + "".join(f"  - login: {unit}\n    unit: {unit}\n" for unit in units)
    (root / "plan/people.yaml").write_text(people + "  - login: weihu\n    maintains: [plan/]\n", encoding="utf-8")
    for name in ("authority", "waivers"):
        shutil.copy(ROOT / f"plan/{name}.yaml", root / "plan")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "0")
    found = sorted(path.relative_to(root).as_posix() for path in (root / "ledger").rglob("*.yaml"))
    return Bed(root, chance, [p for p in found if "/issues/" in p], [p for p in found if "/filings/" in p])


def sent(bed: Bed, do: Callable[[Bed], str | None]) -> tuple[list[str], list[str]]:
    """Errors and all rules found in one change; the work tree is clean again afterwards."""
    from ybq_ledger.commands.gate import judge_change

    actor = do(bed)
    git(bed.root, "add", "-A")
    git(bed.root, "commit", "-qm", "x", "--allow-empty")
    try:
        found = judge_change(bed.root, "main~1", "main", (actor,) if actor else (), TODAY).findings
    finally:
        git(bed.root, "reset", "-q", "--hard", "HEAD~1")
        git(bed.root, "clean", "-qfd")
    return [f"{f.rule.id} {f.place.path} {f.message.zh}" for f in found if f.rule.severity == 2], [
        f.rule.id for f in found
    ]


def changes(size: Size) -> Row:
    """Every hostile kind in many variants, and many legitimate changes."""
    kinds, wrong, caught = hostile_kinds(), [], Counter[str]()
    variants, honest = size.pick(1, 30), size.pick(12, 2_000)
    chosen = dict(list(kinds.items())[:: 5 if size.short else 1])
    with tempfile.TemporaryDirectory() as top:
        bed = make_bed(Path(top) / "ledger", random.Random(17))
        for name, (rules, do) in chosen.items():
            for variant in range(variants):
                errors, found = sent(bed, do)
                caught[name] += bool(rules & set(found)) and bool(errors)
                if not rules & set(found) or not errors:
                    wrong.append(f"MISSED: {name}, variant {variant}: found {sorted(set(found))}")
        for number in range(honest):
            errors, _ = sent(bed, legitimate)
            wrong += [f"FALSE ALARM: {number}: {error}" for error in errors]
    figures: dict[str, int | str] = {
        "hostile kinds": len(chosen),
        "variants of each": variants,
        "caught": sum(caught.values()),
        "legitimate": honest,
    }
    return Row("hostile and legitimate changes", len(chosen) * variants + honest, figures, tuple(wrong))
