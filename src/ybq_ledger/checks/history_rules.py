"""Rules about what a change does to history: records only grow, by events, on true days, under true names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta

from ybq_ledger.domain import ids
from ybq_ledger.domain.obligations import coordinator_on
from ybq_ledger.domain.redacting import unchanged_but_for
from ybq_ledger.domain.standing import life_of
from ybq_ledger.domain.timeline import Timeline, correct
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.delta import FILE, Delta
from ybq_ledger.model.event import Close, Correct, Reopen
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Place
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.record import Issue, Record
from ybq_ledger.model.record_types import BY_FOLDER, BY_SHAPE
from ybq_ledger.model.value import dataclass

RECORD_DELETED = Rule(
    "G701", "record-deleted", Severity.error,
    Text("删除了记录 {path}", "the record {path} was deleted"),
    Text("记录不能删除；不该有的用 ledger void 作废", "records are never deleted; void what should not be there"),
)  # fmt: skip
RECORD_MOVED = Rule(
    "G702", "record-moved", Severity.error,
    Text("把记录移到了 {new}", "the record was moved to {new}"),
    Text("文件不挪动、不改号；换单位用 ledger transfer", "files stay where they are and keep their id; use ledger transfer"),
)  # fmt: skip
EVENT_CHANGED = Rule(
    "G703", "event-changed", Severity.error,
    Text("改动、删除或调换了第 {number} 个已有事件", "event {number}, already there, was changed, removed or reordered"),
    Text("已有事件一字不动；有误用 ledger correct 或 ledger void", "leave events as they are; mend with ledger correct or ledger void"),
)  # fmt: skip
FACT_CHANGED = Rule(
    "G704", "fact-changed", Severity.error,
    Text("直接改了“{field}”", "{field} was changed in place"),
    Text("用 ledger correct 更正，原值留痕", "mend it with ledger correct, which keeps the old value"),
)  # fmt: skip
FALSE_RECORDING_DAY = Rule(
    "G705", "false-recording-day", Severity.error,
    Text("登记日期写 {recorded}，但这次改动在 {first} 到 {last} 之间", "recorded on {recorded}, but the change was made between {first} and {last}"),
    Text("recorded 写实际登记的那天；早先发生的事写在 on（补录）", "let recorded be the day of the entry; what happened earlier goes into on"),
)  # fmt: skip
ODD_MODE = Rule(
    "G706", "odd-mode", Severity.error,
    Text("不是普通文件：{kind}", "no plain file: {kind}"),
    Text("台账里只放普通文件", "the ledger holds plain files only"),
)  # fmt: skip
CASE_TWIN = Rule(
    "G707", "case-twin", Severity.error,
    Text("与 {other} 只差大小写", "differs from {other} only in case"),
    Text("改名；有的系统分不开这两个文件", "rename it; some systems cannot tell the two apart"),
)  # fmt: skip
ID_TAKEN = Rule(
    "G708", "id-taken", Severity.error,
    Text("编号已被 {other} 使用", "the id is used by {other}"),
    Text("换一个编号（ledger 命令会自动取）", "use another id; the commands draw one"),
)  # fmt: skip
CLOSED_WITHOUT_EVIDENCE = Rule(
    "G709", "closed-without-evidence", Severity.error,
    Text("销号前没有任何佐证材料", "closed without any evidence before it"),
    Text("整改或核查时附佐证（--evidence），再销号", "give evidence with rectify or verify (--evidence), then close"),
)  # fmt: skip
DEADLINE_MOVED = Rule(
    "G710", "deadline-moved", Severity.error,
    Text("更正“{field}”使时限由 {old} 变为 {new}，没有批准延期", "correcting {field} moves its date from {old} to {new} without an approved extension"),
    Text("这样的更正由汇总单位登记；要推迟时限，申请延期", "let the coordinator enter such a correction; to have more time, apply for an extension"),
)  # fmt: skip
DONE_EARLIER = Rule(
    "G711", "done-earlier", Severity.error,
    Text("更正“{field}”使完成日期由 {old} 提前到 {new}", "correcting {field} moves the day it was done from {old} back to {new}"),
    Text("这样的更正由汇总单位按收文登记", "let the coordinator enter such a correction, by what was received"),
)  # fmt: skip
MODES = {
    "120000": Text("符号链接", "a symbolic link"),
    "160000": Text("子模块", "a submodule"),
    "100755": Text("可执行文件", "an executable"),
}
EXECUTABLE = "100755"
UNCOMMITTED = timedelta(days=7)
"""How long an entry may lie in a work tree before it is committed."""
EARLIEST = 31
"""Days: a change that waited longer than this has its entries made again."""


@dataclass(frozen=True, slots=True)
class Era:
    """The days in which a change can have been written: since its fork, up to the day it is judged."""

    first: date
    last: date

    @classmethod
    def of(cls, days: list[date], today: date) -> Era:
        """From a week before the first commit, but no more than a month back: of all these only today is CI's own."""
        begun = min(days, default=today)
        return cls(max(max(begun, date(1970, 1, 8)) - UNCOMMITTED, today - timedelta(days=EARLIEST)), today)


def history(deltas: list[Delta], era: Era, plan: Plan | None) -> Iterator[Finding]:
    """G701–G706 and G709 over every file of a change; only who coordinates by the plan may take a text out."""
    added = {delta.path.rpartition("/")[2]: delta.path for delta in deltas if delta.is_new}
    for delta in deltas:
        if delta.is_gone:
            yield from removals(delta, added)
            continue
        if is_odd(delta):
            kind = MODES.get(delta.new_mode, Text(delta.new_mode, delta.new_mode))
            yield Finding(ODD_MODE, Place(delta.path), {"kind": kind})
        if delta.old is not None and delta.new is not None:
            yield from rewritten(delta, unchanged_but_for(plan, delta.old, delta.new), delta.new)
        yield from recording_days(delta, era)
        yield from closing(delta)


def is_odd(delta: Delta) -> bool:
    """Whether the change makes it no plain file; a program beside the ledger may be executable."""
    is_program = delta.new_mode == EXECUTABLE and not delta.path.startswith(("ledger/", "plan/"))
    return delta.new_mode not in (FILE, delta.old_mode) and not is_program


def closing(delta: Delta) -> Iterator[Finding]:
    """G709: an issue is struck off only where something proves that it was put right."""
    if not isinstance(delta.new, Issue):
        return
    events = delta.new.events
    for index, event in delta.new_events:
        since = max((i for i, earlier in enumerate(events[:index]) if isinstance(earlier, Reopen)), default=0)
        if isinstance(event, Close) and not any(getattr(each, "evidence", ()) for each in events[since:index]):
            yield Finding(CLOSED_WITHOUT_EVIDENCE, delta.locate(("events", index, "event")))


def deadlines(deltas: list[Delta], plan: Plan, calendar: WorkingCalendar) -> Iterator[Finding]:
    """G710: whoever owes something gets no more time for it by mending its facts."""
    for delta in deltas:
        new, old = delta.new, delta.old
        if new is None or old is None or type(new) is not type(old):
            continue
        for index, event in delta.new_events:
            if not isinstance(event, Correct) or event.by == coordinator_on(plan, event.recorded):
                continue
            before, after = (line_of(plan, calendar, new, end) for end in (index, index + 1))
            due, later = before.first_due, after.first_due
            if due and (later is None or later > due):
                facts = {"field": event.field, "old": due, "new": later or Text("未定", "none")}
                yield Finding(DEADLINE_MOVED, delta.locate(("events", index, "now")), facts)
            elif BY_SHAPE[type(new)].settled_at_opening and after.points[0].day < before.points[0].day:
                facts = {"field": event.field, "old": before.points[0].day, "new": after.points[0].day}
                yield Finding(DONE_EARLIER, delta.locate(("events", index, "now")), facts)


def line_of(plan: Plan, calendar: WorkingCalendar, record: Record, end: int) -> Timeline:
    """A record's life with only its first events, its facts as they mend them."""
    shorter = replace(record, events=record.events[:end])  # type: ignore[arg-type]  # of its own kind
    return life_of(plan, calendar, correct(shorter, shorter.events))


def removals(delta: Delta, added: dict[str, str]) -> Iterator[Finding]:
    """G701, G702: a record that is gone, or stands elsewhere now."""
    parts = delta.path.split("/")
    if len(parts) != 4 or parts[0] != "ledger" or parts[2] not in BY_FOLDER:
        return
    new = added.get(parts[3])
    if new:
        yield Finding(RECORD_MOVED, Place(delta.path), {"new": new})
    else:
        yield Finding(RECORD_DELETED, Place(delta.path), {"path": delta.path})


def rewritten(delta: Delta, old: Record, new: Record) -> Iterator[Finding]:
    """G703, G704: the first event that differs, and every fact that does."""
    for index, event in enumerate(old.events):
        if index >= len(new.events) or new.events[index] != event:
            steps = ("events", index) if index < len(new.events) else ("events",)
            yield Finding(EVENT_CHANGED, delta.locate(steps), {"number": index + 1})
            break
    if type(old) is not type(new):
        yield Finding(FACT_CHANGED, delta.locate(("id",)), {"field": "id"})
        return
    for field in fields(old):
        if field.name != "events" and getattr(old, field.name) != getattr(new, field.name):
            yield Finding(FACT_CHANGED, delta.locate((field.name,)), {"field": field.name})


def recording_days(delta: Delta, era: Era) -> Iterator[Finding]:
    """G705: a late entry is normal, a false day of entry is not."""
    entries: list[tuple[tuple[str | int, ...], date]] = []
    if delta.is_new and delta.new is not None:
        entries.append((("recorded",), delta.new.recorded))
    entries += [(("events", index, "recorded"), event.recorded) for index, event in delta.new_events]
    for steps, recorded in entries:
        if not era.first <= recorded <= era.last:
            facts = {"recorded": recorded, "first": era.first, "last": era.last}
            yield Finding(FALSE_RECORDING_DAY, delta.locate(steps), facts)


def names(deltas: list[Delta], paths: list[str]) -> Iterator[Finding]:
    """G707, G708: new paths against every path of the ledger."""
    new = [delta for delta in deltas if delta.is_new]
    if not new:
        return
    lowered: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for path in paths:
        lowered.setdefault(path.lower(), []).append(path)
        stems.setdefault(path.rpartition("/")[2].lower(), []).append(path)
    for delta in new:
        twins = [path for path in lowered.get(delta.path.lower(), ()) if path != delta.path]
        same = [path for path in stems.get(delta.path.rpartition("/")[2].lower(), ()) if path != delta.path]
        if twins:
            yield Finding(CASE_TWIN, Place(delta.path), {"other": twins[0]})
        elif same and ids.parse(delta.path.rpartition("/")[2].removesuffix(".yaml")):
            yield Finding(ID_TAKEN, Place(delta.path), {"other": same[0]})


HISTORY_RULES = (
    RECORD_DELETED, RECORD_MOVED, EVENT_CHANGED, FACT_CHANGED, FALSE_RECORDING_DAY, ODD_MODE, CASE_TWIN, ID_TAKEN,
    CLOSED_WITHOUT_EVIDENCE, DEADLINE_MOVED, DONE_EARLIER,
)  # fmt: skip
