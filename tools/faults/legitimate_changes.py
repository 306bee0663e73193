"""Legitimate changes: every kind of event on every kind of record, late entries, handovers, merges, plan, program, layout."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from faults.change_bed import HEIRS, MADE_UP, SPLIT, US, Act, Bed, git, holder, open_issue, unit_of
from faults.redacting import HONEST

BODIES = {
    "progress": "    note: 已会商\n", "rectify": "    note: 已办\n    evidence:\n      - at: 佐证/a.pdf\n", "verify": "    evidence:\n      - at: 佐证/b.pdf\n",
    "close": "", "return": "    reason: 不实\n", "reopen": "    reason: 反弹\n", "apply-extension": "    to: 2019-01-31\n    reason: 等批复\n",
    "ask-higher": "    to: 领导小组\n    reason: 超出权限\n", "coordinated": "    note: 已协调\n", "sign": "", "supplement": "    evidence:\n      - at: 材料/补.docx\n",
    "void": "    reason: 登记重复\n", "accept": "", "decline": "    reason: 不属职权\n", "refer": "    to: gonganju\n", "report": "    note: 已查\n",
    "reply": "    note: 已书面答复\n", "cannot-answer": "    reason: 匿名\n", "resolve": "    outcome: upheld\n", "follow-up": "    satisfied: partly\n",
    "withdraw": "    reason: 已和解\n", "answer": "    note: 已办\n", "lift": "    reason: 已见效\n", "pay": "    amount: \"1.00\"\n",
    "transfer": "    to: dangxiao\n    reason: 不归本单位\n",
}  # fmt: skip
BY_US = {
    "close", "return", "reopen", "coordinated", "sign", "void", "accept", "decline", "refer", "reply", "cannot-answer",
    "resolve", "follow-up", "withdraw", "lift",
}  # fmt: skip
"""Events the coordinator may enter on any record; the rest is for whoever holds it."""


@lru_cache(maxsize=2)
def plan_of(bed_root: str) -> tuple[object, object]:
    """The bed's plan, with its handovers, and its calendar."""
    from pathlib import Path

    from ybq_ledger.commands.judging import read_plan_of
    from ybq_ledger.domain.succession import with_handovers
    from ybq_ledger.domain.working_days import WorkingCalendar
    from ybq_ledger.store.reading import read_handovers
    from ybq_ledger.store.tree import WorkTree

    opened, tree = read_plan_of(Path(bed_root)), WorkTree(Path(bed_root))
    lists = read_handovers(tree, opened.plan, tuple(tree.paths("ledger")))
    return with_handovers(opened.plan, lists), WorkingCalendar(opened.calendar)


def state_of(bed: Bed, path: str) -> tuple[str, str, date]:
    """State and holder of a record at the end of its events, and its last day."""
    from ybq_ledger.domain.standing import life_of
    from ybq_ledger.model.record_types import BY_FOLDER
    from ybq_ledger.store.strict import read_value
    from ybq_ledger.store.tree import WorkTree

    record = read_value(WorkTree(bed.root), path, BY_FOLDER[path.split("/")[2]].shape).value
    point = life_of(*plan_of(str(bed.root)), record).points[-1]  # type: ignore[arg-type]
    days = [
        date.fromisoformat(day) for day in re.findall(r"(?:on|on_|_on|recorded): (20\d\d-\d\d-\d\d)", bed.read(path))
    ]
    return point.state, point.unit, max([date(2018, 12, 1), *days])


def event(folder: str, kind: str) -> Act:
    """One event on a record whose state allows it, by an account that may enter it."""
    from ybq_ledger.model.record_types import BY_FOLDER

    moves = BY_FOLDER[folder].moves

    def act(bed: Bed) -> str:
        for path in bed.chance.sample(bed.paths[folder], len(bed.paths[folder])):
            state, unit, last = state_of(bed, path)
            by = US if kind in BY_US else unit
            if kind == "verify":
                by = verifier(bed, path)
            if folder == "complaints" and kind == "sign":
                by = passed_to(bed, path)
            if last > date(2018, 12, 20):
                continue
            fits = (
                kind in moves.get(state, {})
                and by
                and SPLIT not in (unit, unit_of(path))
                and not unit_of(path).startswith(MADE_UP)
            )
            if not fits or (kind == "transfer" and unit == "dangxiao") or (kind in ("close",) and US in bed.read(path)):
                continue
            if folder == "acts" and unit == unit_of(path):
                continue
            bed.append(path, kind, by, BODIES[kind], on=max(last, date(2018, 12, 19)))
            bed.used.add(f"{folder}: {kind}")
            return by
        bed.new("guotuju")
        return "guotuju"

    return act


def passed_to(bed: Bed, path: str) -> str:
    """The unit a complaint was passed to last; nobody where it was passed to none."""
    return (re.findall(r"event: refer\n(?:    .*\n)*?    to: (\S+)", bed.read(path)) or [""])[-1]


def verifier(bed: Bed, path: str) -> str:
    """Who verifies an issue: its lead, or the coordinator where the lead did it or there is none."""
    text = bed.read(path)
    doer = re.findall(r"event: rectify\n    on: .*\n    recorded: .*\n    by: (\S+)", text)[-1:]
    return US if doer and doer[0] != US else ""


def correction(folder: str, name: str, now: str = "") -> Act:
    """A fact mended by the coordinator."""

    def act(bed: Bed) -> str:
        for path in bed.chance.sample(bed.paths[folder], len(bed.paths[folder])):
            text = bed.read(path)
            was = re.search(rf"^{name}: (\S+)$", text, re.MULTILINE)
            later = [day for day in re.findall(r"recorded: (\S+)", text) if day > "2018-12-20"]
            if was and not later and "event: void" not in text and "event: correct" not in text and was[1] != now:
                new = now or str(date.fromisoformat(was[1]) - timedelta(days=1))
                more = f"    field: {name}\n    was: {was[1]}\n    now: {new}\n    reason: 抄错\n"
                bed.append(path, "correct", US, more, on=date(2018, 12, 20))
                return US
        bed.new("guotuju")
        return "guotuju"

    return act


def late_entry(bed: Bed) -> str:
    """What happened weeks ago, recorded now."""
    path = open_issue(bed)
    _, unit, last = state_of(bed, path)
    bed.append(path, "progress", unit, BODIES["progress"], on=min(last + timedelta(days=1), date(2018, 12, 20)))
    return unit


def new_issue(bed: Bed) -> str:
    """A new issue with everything in it."""
    more = (
        "problem: 情况说明\ncauses:\n  - 无人牵头\nmeasures:\n  - what: 会商\n    owner: 规划科\n    due: 2018-09-20\n"
    )
    return unit_of(bed.new(bed.chance.choice(("guotuju", "caizhengju", "gonganju")), extra=more))


def many(bed: Bed) -> str:
    """Several issues at once."""
    for _ in range(bed.chance.randint(2, 6)):
        bed.new("gonganju")
    return "gonganju"


def whole_life(bed: Bed) -> str:
    """An issue with its life so far, entered late in one go."""
    path = bed.new("gonganju", recorded=date(2018, 12, 20))
    bed.append(path, "progress", "gonganju", BODIES["progress"], on=date(2018, 7, 2))
    bed.append(path, "rectify", "gonganju", BODIES["rectify"], on=date(2018, 8, 2))
    return "gonganju"


def paper(bed: Bed) -> str:
    """A progress paper of a month."""
    unit = bed.chance.choice(("guotuju", "caizhengju", "gonganju"))
    body = f"title: 进展\nanswers:\n  - progress/{unit}/2018-09\nfiled_on: 2018-12-20\nrecorded: {bed.day()}\ndocument:\n  - at: 材料/进展.docx\n"
    bed.enter(unit, "filings", bed.id(unit), body)
    return unit


def on_behalf(bed: Bed) -> str:
    """A paper that came on paper, entered by the coordinator."""
    body = (
        f"title: 进展\nanswers:\n  - progress/guotuju/2018-09\nfiled_on: 2018-12-20\nrecorded: {bed.day()}\n"
        f"document:\n  - at: 材料/进展.docx\nentered_by: {US}\n"
    )
    bed.enter("guotuju", "filings", bed.id("guotuju"), body)
    return US


def of_kind(folder: str, unit: str, body: str, sender: str = "") -> Act:
    """A new record of another kind."""

    def act(bed: Bed) -> str:
        bed.enter(unit, folder, bed.id(unit), body.replace("DAY", str(bed.day())))
        return sender or unit

    return act


def heir_goes_on(bed: Bed) -> str:
    """Whoever a handover names for an item goes on with it; the rest is for the other one."""
    kept, rest = bed.id(SPLIT, "770011"), bed.id(SPLIT, "770012")
    record, heir = bed.chance.choice(((kept, HEIRS[1]), (rest, HEIRS[0])))
    bed.append(f"ledger/{SPLIT}/issues/{record}.yaml", "progress", heir, BODIES["progress"])
    return heir


def plan_edit(path: str, old: str, new: str) -> Act:
    """A file of the plan edited by its maintainer."""

    def act(bed: Bed) -> str:
        text = bed.read(path)
        assert old in text, (path, old)
        bed.write(path, text.replace(old, new, 1))
        return "weihu"

    return act


def plan_remark(bed: Bed) -> str:
    """A remark in the plan."""
    bed.write("plan/groups.yaml", bed.read("plan/groups.yaml") + "# 备注\n")
    return "weihu"


def account(bed: Bed) -> str:
    """A new account, made by somebody else."""
    bed.write("plan/people.yaml", bed.read("plan/people.yaml") + "  - login: xinren\n    unit: sifaju\n")
    return "weihu"


def waiver(bed: Bed) -> str:
    """A waiver for later."""
    body = f"waivers:\n  - rule: G704\n    path: {bed.issues[0]}\n    reason: 统一改名\n    approver: 副区长\n    until: 2019-06-30\n"
    bed.write("plan/waivers.yaml", bed.read("plan/waivers.yaml").replace("waivers: []\n", body))
    return "weihu"


def program(bed: Bed) -> str:
    """Program, papers and an executable of a maintainer; tests hold made-up numbers."""
    bed.write("src/x.py", "print(1)\n")
    bed.write("tests/test_x.py", 'NUMBER = "13800138000"\n')
    bed.write("tools/run.sh", "#!/bin/sh\necho 1\n")
    bed.write("tools/new.sh", "#!/bin/sh\n")
    (bed.root / "tools/new.sh").chmod(0o755)
    return "kaifa"


def layout(bed: Bed) -> str:
    """What `ledger fmt` does: other blanks, quotes and comments, the same values; a record of one's own unit."""
    path = open_issue(bed)
    bed.write(path, re.sub(r"^title: ([^\"'].*)$", r'title: "\1" # 名称', bed.read(path), count=1, flags=re.MULTILINE))
    bed.commit()
    new = bed.new(unit_of(path))
    bed.write(new, "# 备注\n" + bed.read(new))
    return unit_of(path)


def brought_up_to_date(bed: Bed) -> str:
    """The branch it goes to was merged in meanwhile, twice."""
    path = open_issue(bed)
    unit = holder(bed, path)
    git(bed.root, "checkout", "-qb", "side")
    bed.new("gonganju")
    bed.commit()
    git(bed.root, "checkout", "-q", "main")
    bed.append(path, "progress", unit, BODIES["progress"])
    bed.commit()
    git(bed.root, "merge", "-q", "--no-ff", "-m", "x", "side")
    git(bed.root, "checkout", "-q", "side")
    bed.new("caizhengju")
    bed.target = bed.commit()
    git(bed.root, "checkout", "-q", "main")
    return unit


def already_there(bed: Bed) -> str:
    """The same entry came in by another way meanwhile."""
    path = bed.new("guotuju", digits="123450", recorded=date(2018, 12, 21))
    text = bed.read(path)
    bed.target = bed.commit()
    git(bed.root, "reset", "-q", "--hard", bed.base)
    bed.write(path, text)
    bed.new("guotuju")
    return "guotuju"


def rebased(bed: Bed) -> str:
    """Entered days ago, put upon the newest state today."""
    bed.new("guotuju", recorded=date(2018, 12, 16))
    return "guotuju"


def sealed(bed: Bed) -> str:
    """A new seal."""
    bed.write("seals/2018-12-30.txt", bed.read("seals/2018-12-19.txt"))
    return "fengcun"


def draft_mended(bed: Bed) -> str:
    """A new record mended in a second commit before anybody saw it."""
    path = bed.new("guotuju")
    bed.commit()
    bed.write(path, re.sub(r"^title: .*$", "title: 改好的名称", bed.read(path), count=1, flags=re.MULTILINE))
    return "guotuju"


def events() -> dict[str, Act]:
    """Every event that a single entry can bring, on every kind of record that knows it."""
    from ybq_ledger.model.record_types import RECORD_TYPES

    kinds = {(kind.folder, name) for kind in RECORD_TYPES for row in kind.moves.values() for name in row}
    return {f"{folder}: {name}": event(folder, name) for folder, name in sorted(kinds) if name in BODIES}


LEGITIMATE: dict[str, Act] = {
    **events(), **HONEST,
    "new issue": new_issue, "many issues": many, "whole life": whole_life, "late entry": late_entry, "paper": paper, "on behalf": on_behalf,
    "new complaint": of_kind("complaints", US, "kind: complaint\nreference: TS-2018-0042\nreceived_on: 2018-12-19\nrecorded: DAY\ntitle: 收费不一\n"),
    "restricted report": of_kind("complaints", US, "kind: report\nreference: JB-2018-0042\nreceived_on: 2018-12-19\nrecorded: DAY\nrestricted: true\n"),
    "new activity": of_kind("activities", "gonganju", "kind: inspection\ntitle: 明查暗访\nheld_on: 2018-12-19\nrecorded: DAY\n"),
    "new result": of_kind("results", "gonganju", "kind: rule\ntitle: 办法\nmade_on: 2018-12-19\nrecorded: DAY\ndocument:\n  - at: a.docx\n"),
    "new act": of_kind("acts", US, "kind: remind\nto: guotuju\ntitle: 提醒\nissued_on: 2018-12-19\nrecorded: DAY\nabout:\n  - sub-plan/a7/2018\n"),
    "act of a supervisor": of_kind("acts", US, "kind: remind\nto: gonganju\ntitle: 提醒\nissued_on: 2018-12-19\nrecorded: DAY\n", "ducha"),
    "new instruction": of_kind("instructions", US, "to: guotuju\nleader: 区长\ntitle: 抓紧\ngiven_on: 2018-12-19\nrecorded: DAY\n"),
    "title corrected": correction("issues", "title", "更正后的名称"), "activity corrected": correction("activities", "held_on"),
    "source corrected": correction("issues", "source", "media"), "paper corrected": correction("filings", "filed_on"),
    "heir goes on": heir_goes_on, "remark in the plan": plan_remark, "new account": account, "waiver": waiver, "program": program,
    "limit": plan_edit("plan/limits.yaml", "count: 7", "count: 6"), "grant narrowed": plan_edit("plan/authority.yaml", "may: [coordinator, lead]", "may: [coordinator]"),
    "layout": layout, "brought up to date": brought_up_to_date, "already there": already_there, "rebased": rebased, "sealed": sealed,
    "draft mended": draft_mended,
}  # fmt: skip
