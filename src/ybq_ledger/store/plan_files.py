"""Reads plan/: the document, one file for each list of the plan, and the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, make_dataclass
from functools import cached_property, lru_cache
from typing import Any, get_type_hints

from ybq_ledger.model.calendar import CalendarData
from ybq_ledger.model.document import Document
from ybq_ledger.model.finding import Finding
from ybq_ledger.model.language import Text
from ybq_ledger.model.ledger import Locate
from ybq_ledger.model.place import Place
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.shape import STRICT
from ybq_ledger.store import layout_rules as rules
from ybq_ledger.store.documents import locate_from
from ybq_ledger.store.strict import read_value
from ybq_ledger.store.suggestions import did_you_mean, nearest
from ybq_ledger.store.tree import Tree

FOLDER = "plan"
IGNORED = frozenset({"README.md", ".gitkeep", ".gitattributes"})


@dataclass(frozen=True)
class PlanFile:
    """A file of the plan. `key` is the field of Plan it holds, and the file's one key; None for a value itself.

    A plan may do without an `optional` file.
    """

    stem: str
    title: Text
    key: str | None = None
    whole: Any = None
    optional: bool = False

    @property
    def path(self) -> str:
        """Where it stands."""
        return f"{FOLDER}/{self.stem}.yaml"

    @cached_property
    def shape(self) -> Any:
        """The shape of the whole file."""
        return self.whole or listing_shape(self.stem, self.key or "")


PLAN_FILES: tuple[PlanFile, ...] = (
    PlanFile("plan", Text("方案文件", "the document"), whole=Document),
    PlanFile("goals", Text("工作目标", "goals"), "goals"),
    PlanFile("tasks", Text("工作任务", "tasks"), "tasks"),
    PlanFile("actions", Text("专项行动", "special actions"), "actions"),
    PlanFile("units", Text("单位", "units"), "units"),
    PlanFile("groups", Text("统称", "groups"), "groups"),
    PlanFile("phases", Text("实施步骤", "phases"), "phases"),
    PlanFile("milestones", Text("应办事项", "milestones"), "milestones"),
    PlanFile("limits", Text("办理时限", "time limits"), "limits"),
    PlanFile("mechanisms", Text("工作机制", "mechanisms"), "mechanisms"),
    PlanFile("escalation", Text("督办阶梯", "the escalation ladder"), "rungs", optional=True),
    PlanFile("scoring", Text("评分办法", "how units are scored"), "scores", optional=True),
    PlanFile("people", Text("账号", "accounts"), "accounts", optional=True),
    PlanFile("authority", Text("登记权限", "who may enter what"), "grants", optional=True),
    PlanFile("waivers", Text("豁免", "waivers"), "waivers", optional=True),
    PlanFile("trace", Text("条款对照", "clauses and what is encoded from them"), "clauses"),
    PlanFile("calendar", Text("工作日历", "the calendar in force"), whole=CalendarData),
)
NAMES = tuple(f"{file.stem}.yaml" for file in PLAN_FILES)


@lru_cache(maxsize=32)
def listing_shape(stem: str, key: str) -> Any:
    """A file that holds one list under one key, with the list's type as Plan has it."""
    field = get_type_hints(Plan, include_extras=True)[key]
    shape = make_dataclass(stem.capitalize(), [(key, field)], frozen=True)
    shape.__pydantic_config__ = STRICT  # type: ignore[attr-defined]  # the mark every value of the model carries
    shape.__doc__ = f"{stem}.yaml"
    return shape


@dataclass(frozen=True)
class PlanReading:
    """What plan/ gave. `plan` and `calendar` are there only if all their files could be read."""

    plan: Plan | None
    calendar: CalendarData | None
    findings: tuple[Finding, ...]
    files: int
    tree: Tree

    def locate(self, path: str) -> Locate:
        """The places of the values in one file."""
        return locate_from(self.tree, path)


def read_plan(tree: Tree) -> PlanReading:
    """Read every file of the plan."""
    entries = {entry.path: entry.kind for entry in tree.paths(FOLDER)}
    findings = list(strange_files(entries))
    values: dict[str, Any] = {}
    for file in PLAN_FILES:
        if file.path not in entries:
            if file.optional:
                values[file.stem] = ()
                continue
            findings.append(Finding(rules.MISSING_FILE, Place(file.path), {"file": file.path}))
            continue
        read = read_value(tree, file.path, file.shape)
        findings += read.findings
        if read.value is not None:
            values[file.stem] = getattr(read.value, file.key) if file.key else read.value
    return PlanReading(plan_of(values), values.get("calendar"), tuple(findings), len(entries), tree)


def plan_of(values: dict[str, Any]) -> Plan | None:
    """Put the plan together, if all of it could be read."""
    lists = {file.key: values.get(file.stem) for file in PLAN_FILES if file.key}
    if "plan" not in values or None in lists.values():
        return None
    return Plan(document=values["plan"], **lists)  # type: ignore[arg-type]  # fields and types both come from Plan


def strange_files(entries: Iterable[str]) -> Iterator[Finding]:
    """A finding for everything in plan/ that is not one of its files."""
    known = {file.path for file in PLAN_FILES}
    for path in entries:
        name = path.removeprefix(f"{FOLDER}/")
        if path not in known and name not in IGNORED:
            near = did_you_mean(nearest(name, NAMES))
            yield Finding(rules.UNKNOWN_PLAN_FILE, Place(path), {"file": name, "near": near})
