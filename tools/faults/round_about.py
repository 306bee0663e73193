"""Hostile changes that go round about: through several commits, merges, git's own means, other records, or the plan."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from datetime import date

from faults.change_bed import US, Act, Bed, git, holder, open_issue, unit_of
from faults.privacy import MAKERS


def edit(path: str, old: str, new: str, sender: str) -> Act:
    """A file edited by somebody."""

    def act(bed: Bed) -> str:
        text = bed.read(path)
        assert old in text, (path, old)
        bed.write(path, text.replace(old, new, 1))
        return sender

    return act


def in_passing(make: Callable[[random.Random], str], wrap: Callable[[str], bytes] = str.encode) -> Act:
    """Personal data put in by one commit and taken out by the next."""

    def act(bed: Bed) -> str:
        path = bed.new("guotuju")
        text = bed.read(path)
        (bed.root / path).write_bytes(wrap(f"{text}problem: 反映人{make(bed.chance)}，住本区\n"))
        bed.commit()
        bed.write(path, text)
        return "guotuju"

    return act


def on_a_side_branch(make: Callable[[random.Random], str]) -> Act:
    """Personal data put in and taken out on a branch that is merged in."""

    def act(bed: Bed) -> str:
        git(bed.root, "checkout", "-qb", "side")
        sender = in_passing(make)(bed)
        bed.commit()
        git(bed.root, "checkout", "-q", "main")
        bed.new("guotuju")
        bed.commit()
        git(bed.root, "merge", "-q", "--no-ff", "-m", "x", "side")
        return str(sender)

    return act


def in_an_evil_merge(bed: Bed) -> str:
    """Personal data that stands in a merge alone, and is taken out after it."""
    git(bed.root, "checkout", "-qb", "side")
    bed.new("guotuju")
    bed.commit()
    git(bed.root, "checkout", "-q", "main")
    path = bed.new("guotuju")
    bed.commit()
    text = bed.read(path)
    git(bed.root, "merge", "-q", "--no-commit", "--no-ff", "side")
    bed.write(path, f"{text}problem: 电话{MAKERS['mobile'](bed.chance)}\n")
    bed.commit()
    bed.write(path, text)
    return "guotuju"


def in_a_comment(bed: Bed) -> str:
    path = bed.new("guotuju")
    bed.write(path, f"{bed.read(path)}# 电话 {MAKERS['mobile'](bed.chance)}\n")
    return "guotuju"


def in_a_message(bed: Bed) -> str:
    bed.new("guotuju")
    bed.commit(f"来电 {MAKERS['mobile'](bed.chance)} 反映")
    return "guotuju"


def in_a_name(bed: Bed) -> str:
    path = f"ledger/guotuju/issues/1{bed.chance.randrange(3 * 10**9, 10**10 - 1)}.yaml"
    bed.write(path, "x: y\n")
    bed.commit()
    (bed.root / path).unlink()
    bed.new("guotuju")
    return "guotuju"


def in_another_folder(bed: Bed) -> str:
    """The same bytes under a name that nobody looks at, put in first."""
    text = f"电话 {MAKERS['mobile'](bed.chance)}\n"
    bed.write("aaa/notes.txt", text)
    bed.write("ledger/guotuju/issues/notes.txt", text)
    bed.commit()
    for path in ("aaa/notes.txt", "ledger/guotuju/issues/notes.txt"):
        (bed.root / path).unlink()
    bed.new("guotuju")
    return "guotuju"


def too_large_in_passing(bed: Bed) -> str:
    bed.write("ledger/guotuju/issues/scan.txt", "x" * 300_000 + MAKERS["mobile"](bed.chance))
    bed.commit()
    (bed.root / "ledger/guotuju/issues/scan.txt").unlink()
    bed.new("guotuju")
    return "guotuju"


def escaped(text: str) -> bytes:
    """Digits as escapes of a quoted text."""
    return re.sub(r"(?<=人)([^，]*)", lambda m: "".join(f"\\u{ord(c):04x}" for c in m[1]), text).encode()


def corrected(field: str, now: str, pick: Callable[[Bed], str]) -> Act:
    """A fact mended by whoever gains by it."""

    def act(bed: Bed) -> str:
        path = pick(bed)
        was = re.search(rf"^{field}: (.*)$", bed.read(path), re.MULTILINE)
        assert was, path
        bed.append(
            path, "correct", unit_of(path), f"    field: {field}\n    was: {was[1]}\n    now: {now}\n    reason: 抄错\n"
        )
        return unit_of(path)

    return act


def at_once(bed: Bed) -> str:
    return next(path for path in bed.issues if path.endswith(bed.id("guotuju", "880013") + ".yaml"))


def late_paper(bed: Bed) -> str:
    """A paper that came after the first days of May."""
    fits = [
        path
        for path in bed.filings
        if unit_of(path) != US and "void" not in bed.read(path) and "filed_on: 2018-05-0" not in bed.read(path)
    ]
    return bed.chance.choice(fits)


def signs_its_own(bed: Bed) -> str:
    unit = bed.chance.choice(("guotuju", "caizhengju", "gonganju"))
    body = (
        f"title: 进展\nanswers:\n  - progress/{unit}/2018-09\nfiled_on: 2018-12-20\nrecorded: 2018-12-20\nnil: true\n"
    )
    path = bed.enter(unit, "filings", bed.id(unit), body)
    bed.append(path, "sign", unit)
    return unit


def closed_without_evidence(bed: Bed) -> str:
    path = bed.new("guotuju", recorded=date(2018, 12, 20))
    for event, by in (("rectify", "guotuju"), ("verify", "caizhengju"), ("close", US)):
        bed.append(path, event, by, on=date(2018, 9, 3))
    return US


def merged_into_nothing(bed: Bed) -> str:
    path = open_issue(bed)
    bed.append(path, "merge", US, f"    into: {bed.id('guotuju')}\n    reason: 同一件事\n")
    return US


def voids_what_others_joined(bed: Bed) -> str:
    path = next(path for path in bed.issues if path.endswith(bed.id("guotuju", "880011") + ".yaml"))
    bed.append(path, "void", "guotuju", "    reason: 登记重复\n")
    return "guotuju"


def act_about_nothing(bed: Bed) -> str:
    body = f"kind: remind\nto: guotuju\ntitle: 提醒\nissued_on: 2018-12-20\nrecorded: {bed.day()}\nabout:\n  - {bed.id('guotuju')}\n"
    bed.enter(US, "acts", bed.id(US), body)
    return US


def same_id_of_another_kind(bed: Bed) -> str:
    path = open_issue(bed)
    unit, record = unit_of(path), path.rpartition("/")[2][:-5]
    bed.enter(
        unit,
        "results",
        record,
        f"kind: rule\ntitle: 办法\nmade_on: 2018-12-19\nrecorded: {bed.day()}\ndocument:\n  - at: a.docx\n",
    )
    return unit


def same_id_on_both_sides(bed: Bed) -> str:
    """One side enters an issue, the other a result with the same id; git merges both without a word."""
    record = bed.id("guotuju")
    bed.enter(
        "guotuju",
        "results",
        record,
        f"kind: rule\ntitle: 办法\nmade_on: 2018-12-19\nrecorded: {bed.day()}\ndocument:\n  - at: a.docx\n",
    )
    bed.target = bed.commit()
    git(bed.root, "reset", "-q", "--hard", bed.base)
    bed.enter(
        "guotuju",
        "issues",
        record,
        f"title: 问题\nsource: self-check\nfound_on: 2018-06-04\nrecorded: {bed.day()}\naction: a7\n",
    )
    return "guotuju"


def drops_the_other_side(bed: Bed) -> str:
    """A merge that says it has taken an event over, and has not."""
    path = open_issue(bed)
    git(bed.root, "checkout", "-qb", "side")
    bed.append(path, "progress", holder(bed, path), "    note: 已会商\n")
    bed.target = bed.commit()
    git(bed.root, "checkout", "-q", "main")
    bed.new(unit_of(path))
    bed.commit()
    git(bed.root, "merge", "-q", "-s", "ours", "-m", "x", "side")
    return unit_of(path)


def replaced_object(bed: Bed) -> str:
    """An event changed, and git told to show the old file in its place."""
    path = bed.pick(with_events=True)
    old = git(bed.root, "rev-parse", f"HEAD:{path}").strip()
    bed.write(path, bed.read(path).replace("    on: 2018", "    on: 2017", 1))
    bed.commit()
    git(bed.root, "replace", git(bed.root, "rev-parse", f"HEAD:{path}").strip(), old)
    return unit_of(path)


def submodule(bed: Bed) -> str:
    git(
        bed.root,
        "update-index",
        "--add",
        "--cacheinfo",
        f"160000,{bed.base},ledger/guotuju/issues/{bed.id('guotuju')}.yaml",
    )
    tree = git(bed.root, "write-tree").strip()
    bed.head = git(bed.root, "commit-tree", "-m", "x", "-p", bed.base, tree).strip()
    return "guotuju"


def executable_plan(bed: Bed) -> str:
    (bed.root / "plan/limits.yaml").chmod(0o755)
    return "weihu"


def link_in_the_program(bed: Bed) -> str:
    (bed.root / "docs").mkdir(exist_ok=True)
    (bed.root / "docs/x").symlink_to("/etc/passwd")
    return "kaifa"


def seal_changed(bed: Bed) -> str:
    path = "seals/2018-12-19.txt"
    lines = bed.read(path).splitlines()
    lines[bed.chance.randrange(4, len(lines) - 1)] = ""
    bed.write(path, "\n".join(lines) + "\n")
    return "fengcun"


def two_hands(bed: Bed) -> Sequence[str]:
    """The unit's own entry, pushed to its branch by somebody else."""
    path = open_issue(bed)
    bed.append(path, "progress", holder(bed, path), "    note: 已会商\n")
    return holder(bed, path), "dangxiao" if holder(bed, path) != "dangxiao" else "sifaju"


def nameless(bed: Bed) -> Sequence[str]:
    bed.new("guotuju")
    return ("",)


def new_grant(bed: Bed) -> str:
    text = bed.read("plan/authority.yaml")
    bed.write("plan/authority.yaml", text.replace("may: [coordinator]", "may: [coordinator, holder]", 1))
    return "jianguan"


def unit_taken_out(bed: Bed) -> str:
    """A unit with records struck from the plan."""
    text = bed.read("plan/units.yaml")
    start = text.index("  - code: gonganju\n")
    bed.write("plan/units.yaml", text[:start] + text[text.index("  - code: ", start + 9) :])
    return "weihu"


def folder_twin(bed: Bed) -> str:
    path = open_issue(bed)
    bed.write(path.replace(f"ledger/{unit_of(path)}", f"ledger/{unit_of(path).capitalize()}"), bed.read(path))
    return unit_of(path)


ROUND_ABOUT: dict[str, tuple[str, Act]] = {
    **{f"in passing: {kind}": ("G737", in_passing(make)) for kind, make in MAKERS.items()},
    **{f"on a side branch: {kind}": ("G737", on_a_side_branch(make)) for kind, make in MAKERS.items()},
    "in passing: wide letters of two bytes": ("G737", in_passing(MAKERS["citizen-id"], lambda text: text.encode("utf-16"))),
    "in passing: escapes": ("G737", in_passing(MAKERS["mobile"], escaped)),
    "in a merge alone": ("G737", in_an_evil_merge), "in a comment": ("R620", in_a_comment), "in a message": ("G738", in_a_message),
    "in a file's name, in passing": ("G737", in_a_name), "in passing, under another name": ("G737", in_another_folder),
    "too large, in passing": ("G739", too_large_in_passing),
    "deadline moved by a correction": ("G710", corrected("found_on", "2018-06-28", at_once)),
    "paper made earlier by a correction": ("G711", corrected("filed_on", "2018-05-03", late_paper)),
    "paper signed for by its own unit": ("G726", signs_its_own), "closed without evidence": ("G709", closed_without_evidence),
    "merged into nothing": ("R542", merged_into_nothing), "voids what others were merged into": ("G736", voids_what_others_joined),
    "act about nothing": ("R582", act_about_nothing), "id of another kind of record": ("G708", same_id_of_another_kind),
    "same id on both sides": ("G708", same_id_on_both_sides), "merge that drops the other side": ("G703 G701", drops_the_other_side),
    "replaced object": ("G703", replaced_object), "submodule": ("G706", submodule), "executable plan": ("G706", executable_plan),
    "link in the program": ("G706", link_in_the_program), "seal changed": ("G712", seal_changed),
    "pushed by another": ("G722", two_hands), "no account": ("G720", nameless), "grant widened by one who gains": ("G724", new_grant),
    "coordinator by its own hand": ("G724", edit("plan/plan.yaml", "coordinator: ruanjianban", "coordinator: caizhengju", "jianguan")),
    "unit with records taken out": ("G736", unit_taken_out), "folder that differs in case": ("G707 L305", folder_twin),
    "union driver set by a clerk": ("G723", lambda bed: (bed.write("ledger/guotuju/.gitattributes", "*.yaml merge=union\n"), "guotuju")[1]),
    "hook put beside the ledger": ("G723", lambda bed: (bed.write(".githooks/pre-commit", "#!/bin/sh\n"), "guotuju")[1]),
}  # fmt: skip
