"""Hostile changes, each with the rules that must find it: history rewritten, rights taken, data leaked, files that are none."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date

from faults.change_bed import US, Act, Bed, holder, open_issue, unit_of
from faults.redacting import REDACTING
from faults.round_about import ROUND_ABOUT


def field(name: str, new: Callable[[str], str]) -> Act:
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


def rewrite_events(change: Callable[[list[str], random.Random], list[str]]) -> Act:
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
) -> Act:
    """An event by somebody, sent by somebody."""

    def do(bed: Bed) -> str:
        path = bed.pick(state=state) if state else open_issue(bed)
        bed.append(path, event, by(bed, path), more)
        return sender(bed, path)

    return do


def self_approved(bed: Bed) -> str:
    """An extension a unit grants itself; the coordinator may, by convention, for what it holds."""
    path = open_issue(bed)
    while holder(bed, path) == US:
        path = open_issue(bed)
    unit = holder(bed, path)
    bed.append(path, "approve-extension", unit, "    to: 2019-03-01\n    reason: 忙\n    approver: 副区长\n")
    return unit


def others(bed: Bed, path: str) -> str:
    """A unit that has nothing to do with an issue."""
    taken = {unit_of(path), holder(bed, path), US, "guotuju", "caizhengju"}
    work = re.search(r"^(?:action|task): (\S+)$", bed.read(path), re.MULTILINE)
    return bed.chance.choice(
        [unit for unit in ("gongshanglian", "dianshitai", "dangxiao", "sifaju") if unit not in taken or not work]
    )


def put(path: str, text: str | Callable[[Bed], str]) -> Act:
    """A file of its own."""

    def do(bed: Bed) -> str:
        bed.write(path, text(bed) if callable(text) else text)
        return bed.chance.choice(("gonganju", "sifaju", "guotuju"))

    return do


def edit(path: str, old: str, new: str, sender: str) -> Act:
    """A file edited."""

    def do(bed: Bed) -> str:
        text = bed.read(path)
        assert old in text, (path, old)
        bed.write(path, text.replace(old, new, 1))
        return sender

    return do


def with_text(make: Callable[[random.Random], str]) -> Act:
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


def hostile_kinds() -> dict[str, tuple[frozenset[str], Act]]:
    """Name → the rules any of which finds it, and what it does."""
    from faults.privacy import MAKERS

    own, us = (lambda bed, path: holder(bed, path)), (lambda *_: US)
    proof = "    evidence:\n      - at: 佐证/照片.jpg\n"
    kinds: dict[str, tuple[str, Act]] = {
        "record deleted": ("G701", remove), "record moved": ("G702", rename), "record renumbered": ("G701 G702", renumber),
        "event removed at the end": ("G703", rewrite_events(lambda e, _: e[:-1])),
        "event removed at the start": ("G703", rewrite_events(lambda e, _: e[1:])),
        "all events removed": ("G703", rewrite_events(lambda *_: [])),
        "events reordered": ("G703", rewrite_events(lambda e, _: e[::-1])),
        "event put in the middle": ("G703", rewrite_events(lambda e, _: [e[0], e[0].replace("event: progress", "event: progress"), *e[1:]] if e[0] != e[1] else [e[0], e[0].replace("note: ", "note: x"), *e[1:]])),
        "event's day changed": ("G703", rewrite_events(lambda e, _: [re.sub(r"on: (\d{4})", "on: 2017", e[0], count=1), *e[1:]])),
        "event's author changed": ("G703", rewrite_events(lambda e, _: [re.sub(r"by: \S+", "by: gonganju2", e[0], count=1).replace("gonganju2", "gongshanglian"), *e[1:]])),
        "event's kind changed": ("G703 S201 S202 S208 S204", rewrite_events(lambda e, _: [*e[:-1], re.sub(r"event: \S+", "event: ask-higher" if "ask-higher" not in e[-1] else "event: progress", e[-1], count=1)])),
        "event's text changed": ("G703", rewrite_events(lambda e, _: [e[0].rstrip() + "改\n", *e[1:]])),
        "title changed": ("G704", field("title", lambda old: f"别的{len(old)}")),
        "source changed": ("G704", field("source", lambda old: "media" if old != "media" else "public")),
        "day found changed": ("G704", field("found_on", lambda old: "2018-04-09" if old != "2018-04-09" else "2018-04-10")),
        "day of entry changed": ("G704", field("recorded", lambda _: "2018-12-30")),
        "action changed": ("G704", field("action", lambda old: "a8" if old != "a8" else "a7")),
        "problem changed": ("G704 Y127", field("problem", lambda _: "另一种说法")),
        "deadline moved": ("G704", field("deadline", lambda _: "2019-03-01")),
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
        "extension approved by the holder": ("G721 R530", self_approved),
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
    kinds |= REDACTING
    kinds |= {f"personal data: {kind}": ("R620", with_text(MAKERS[kind])) for kind in MAKERS}
    kinds |= ROUND_ABOUT
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
