"""Rules over the plan's references: what one file names must stand in another, and only once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ybq_ledger.domain.clauses import DOCUMENT_FILE, entries, file_of
from ybq_ledger.domain.names import Names, key_of, unit_spellings
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Path, Place
from ybq_ledger.model.plan import Assignment, GroupAssignment, Plan, Work
from ybq_ledger.model.schedule import Relative

LocateInPlan = Callable[[str, Path], Place]
"""The place of a value in a file of the plan; of its nearest parent where the value itself is absent."""
Mention = tuple[str, str, Path]
"""A code that is named somewhere, the file it is named in, and where."""

UNKNOWN_UNIT = Rule(
    "P401", "unknown-unit", Severity.error,
    Text("没有代码为“{code}”的单位", "there is no unit with the code “{code}”"),
    Text("改成 plan/units.yaml 里已有的 code{near}，或在那里增加这个单位", "use a code that stands in plan/units.yaml{near}, or add the unit there"),
)  # fmt: skip
NAME_CLAIMED_TWICE = Rule(
    "P402", "name-claimed-twice", Severity.error,
    Text("“{name}”已经是 {other} 的代码、名称或别名，{code} 不能再用", "“{name}” is already a code, name or alias of {other}; {code} cannot have it too"),
    Text("一个写法只能归一个单位：从其中一处删去", "one spelling belongs to one unit: take it out of one of the two"),
)  # fmt: skip
UNKNOWN_WORK = Rule(
    "P409", "unknown-plan-work", Severity.error,
    Text("没有编号为“{id}”的行动或任务", "there is no action or task “{id}”"),
    Text("改成 plan/actions.yaml 或 plan/tasks.yaml 里的 id", "use an id that stands in plan/actions.yaml or plan/tasks.yaml"),
)  # fmt: skip
UNKNOWN_PHASE = Rule(
    "P410", "unknown-phase", Severity.error,
    Text("没有编号为“{id}”的阶段", "there is no phase “{id}”"),
    Text("改成 plan/phases.yaml 里的 id", "use an id that stands in plan/phases.yaml"),
)  # fmt: skip
UNKNOWN_GROUP = Rule(
    "P411", "unknown-group", Severity.error,
    Text("没有编号为“{id}”的统称", "there is no group “{id}”"),
    Text("改成 plan/groups.yaml 里的 id", "use an id that stands in plan/groups.yaml"),
)  # fmt: skip
UNKNOWN_MILESTONE = Rule(
    "P412", "unknown-milestone", Severity.error,
    Text("期限从事项“{id}”算起，但没有这个事项", "the date is counted from the duty “{id}”, which does not exist"),
    Text("after 改成 milestone: 加 plan/milestones.yaml 里的 id", "let after be milestone: and an id that stands in plan/milestones.yaml"),
)  # fmt: skip
UNKNOWN_LIMIT = Rule(
    "P413", "unknown-limit", Severity.error,
    Text("要替代的时限“{id}”不存在", "the limit “{id}” that it replaces does not exist"),
    Text("replaces 改成 plan/limits.yaml 或 milestones.yaml 里的 id", "let replaces be an id of plan/limits.yaml or milestones.yaml"),
)  # fmt: skip
DUPLICATE_ID = Rule(
    "P414", "duplicate-id", Severity.error,
    Text("编号“{id}”用了两次", "the id “{id}” is used twice"),
    Text("给其中一个另取编号；已有记录引用的那个不要动", "give one of them another id; leave alone the one that records refer to"),
)  # fmt: skip
SPELLING_NOT_LISTED = Rule(
    "P419", "spelling-not-listed", Severity.error,
    Text("“{written}”不是 {code} 的名称或别名", "“{written}” is not a name or alias of {code}"),
    Text("核对单位代码；写法没错就加进 plan/units.yaml 里该单位的 aliases", "check the code; if the spelling is right, add it to the unit's aliases in plan/units.yaml"),
)  # fmt: skip


RESERVED_CODE = Rule(
    "P427", "reserved-code", Severity.error,
    Text("单位代码“{code}”在 Windows 上不能作目录名", "no folder can be called “{code}” on Windows"),
    Text("换一个代码，例如在后面加 ju、ban", "use another code, such as one with an ending"),
)  # fmt: skip
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Names that Windows keeps for devices, whatever follows them."""


def reserved_code(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P427: each unit has a folder of its code, and a clone must work everywhere."""
    for index, unit in enumerate(plan.units):
        if unit.code in DEVICES:
            yield Finding(RESERVED_CODE, locate(file_of("units"), ("units", index, "code")), {"code": unit.code})


def unknown_unit(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P401."""
    names = Names(plan)
    for code, file, path in unit_mentions(plan):
        if code not in names.units:
            near = ", ".join(names.nearest(code))
            hint = Text(f"（相近的有 {near}）", f" (close to it: {near})") if near else ""
            yield Finding(UNKNOWN_UNIT, locate(file, path), {"code": code, "near": hint})


def unit_mentions(plan: Plan) -> Iterator[Mention]:
    """Every place that names a unit by its code."""
    yield plan.document.coordinator, DOCUMENT_FILE, ("coordinator",)
    for work, file, base in works(plan):
        for role, index, assignment in assignments(work):
            yield assignment.unit, file, (*base, role, index, "unit")
        yield from members(work.groups, file, base)
        if work.designated_lead:
            yield work.designated_lead.unit, file, (*base, "designated_lead", "unit")
    for index, unit in enumerate(plan.units):
        for place, code in enumerate(unit.successors):
            yield code, file_of("units"), ("units", index, "successors", place)
    for index, group in enumerate(plan.groups):
        for place, code in enumerate(group.members or ()):
            yield code, file_of("groups"), ("groups", index, "members", place)
    for index, milestone in enumerate(plan.milestones):
        for place, code in enumerate(milestone.named):
            yield code, file_of("milestones"), ("milestones", index, "named", place)
        yield from members(milestone.groups, file_of("milestones"), ("milestones", index))


def works(plan: Plan) -> Iterator[tuple[Work, str, Path]]:
    """Tasks, then actions, each with its place."""
    for kind in ("tasks", "actions"):
        for index, work in enumerate(getattr(plan, kind)):
            yield work, file_of(kind), (kind, index)


def assignments(work: Work) -> Iterator[tuple[str, int, Assignment]]:
    """The units named on a task or action, each with its role and position."""
    for role, listed in (("leads", work.leads), ("responsible", work.responsible)):
        for index, assignment in enumerate(listed):
            yield role, index, assignment


def members(groups: tuple[GroupAssignment, ...], file: str, base: Path) -> Iterator[Mention]:
    """The members set where a group is named."""
    for index, group in enumerate(groups):
        for place, code in enumerate(group.members or ()):
            yield code, file, (*base, "groups", index, "members", place)


def name_claimed_twice(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P402: over units and groups together, as both stand in the same tables."""
    owners: dict[str, str] = {}
    for code, name, file, path in spellings(plan):
        other = owners.setdefault(key_of(name), code)
        if other != code:
            yield Finding(NAME_CLAIMED_TWICE, locate(file, path), {"name": name, "other": other, "code": code})


def spellings(plan: Plan) -> Iterator[tuple[str, str, str, Path]]:
    """Every spelling of every unit and group: whose it is, the spelling, and where it stands."""
    for index, unit in enumerate(plan.units):
        places: tuple[Path, ...] = (("code",), ("name",), ("en",), *(("aliases", i) for i in range(len(unit.aliases))))
        for name, place in zip(unit_spellings(unit), places, strict=True):
            yield unit.code, name, file_of("units"), ("units", index, *place)
    for index, group in enumerate(plan.groups):
        named = [(group.id, ("id",)), (group.name, ("name",)), (group.en, ("en",))]
        for name, place in [*named, *((alias, ("aliases", i)) for i, alias in enumerate(group.aliases))]:
            yield group.id, name, file_of("groups"), ("groups", index, *place)


def unknown_plan_work(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P409."""
    known = {work.id for work in plan.works}
    for kind in ("goals", "milestones"):
        for index, value in enumerate(getattr(plan, kind)):
            for place, wanted in enumerate(value.actions or ()):
                if wanted not in known:
                    found = locate(file_of(kind), (kind, index, "actions", place))
                    yield Finding(UNKNOWN_WORK, found, {"id": wanted})


def unknown_phase(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P410."""
    known = {phase.id for phase in plan.phases}
    for index, milestone in enumerate(plan.milestones):
        if milestone.phase and milestone.phase not in known:
            place = locate(file_of("milestones"), ("milestones", index, "phase"))
            yield Finding(UNKNOWN_PHASE, place, {"id": milestone.phase})


def unknown_group(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P411."""
    known = {group.id for group in plan.groups}
    named = [(work.groups, file, base) for work, file, base in works(plan)]
    named += [(m.groups, file_of("milestones"), ("milestones", i)) for i, m in enumerate(plan.milestones)]
    for groups, file, base in named:
        for index, assignment in enumerate(groups):
            if assignment.group not in known:
                place = locate(file, (*base, "groups", index, "group"))
                yield Finding(UNKNOWN_GROUP, place, {"id": assignment.group})


def unknown_milestone(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P412."""
    known = {milestone.id for milestone in plan.milestones}
    for index, milestone in enumerate(plan.milestones):
        start, _, wanted = milestone.due.after.partition(":") if isinstance(milestone.due, Relative) else ("", "", "")
        if start == "milestone" and wanted not in known:
            place = locate(file_of("milestones"), ("milestones", index, "due", "after"))
            yield Finding(UNKNOWN_MILESTONE, place, {"id": wanted})


def unknown_limit(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P413."""
    known = {limit.id for limit in plan.limits} | {milestone.id for milestone in plan.milestones}
    for index, limit in enumerate(plan.limits):
        if limit.replaces and limit.replaces not in known:
            place = locate(file_of("limits"), ("limits", index, "replaces"))
            yield Finding(UNKNOWN_LIMIT, place, {"id": limit.replaces})


def duplicate_id(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P414: tasks and actions share one set of ids, units and groups another; clauses are ids of the trace."""
    seen: set[tuple[str, str]] = set()
    for family, identifier, file, path in identities(plan):
        if (family, identifier) in seen:
            yield Finding(DUPLICATE_ID, locate(file, path), {"id": identifier})
        seen.add((family, identifier))


FAMILIES = {"tasks": "works", "actions": "works", "units": "holders", "groups": "holders"}


def identities(plan: Plan) -> Iterator[tuple[str, str, str, Path]]:
    """Every id with the set it must be alone in."""
    for entry in entries(plan):
        if entry.kind not in ("document", "basis", "lights", "rest_days"):
            key = "code" if entry.kind == "units" else "id"
            yield FAMILIES.get(entry.kind, entry.kind), entry.id, entry.file, (*entry.path, key)
    for index, note in enumerate(plan.clauses):
        yield "clauses", note.clause, file_of("trace"), ("clauses", index, "clause")


def spelling_not_listed(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P419: what the plan writes must lead back to the unit it is encoded as."""
    names = Names(plan)
    for work, file, base in works(plan):
        for role, index, assignment in assignments(work):
            found = names.unit(assignment.as_written) if assignment.as_written else None
            if assignment.as_written and (found is None or found.code != assignment.unit):
                place = locate(file, (*base, role, index, "as_written"))
                yield Finding(SPELLING_NOT_LISTED, place, {"written": assignment.as_written, "code": assignment.unit})
