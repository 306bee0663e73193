"""What is encoded from which clause of the document, which of it is our own convention, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator

from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Path
from ybq_ledger.model.plan import ClauseNote, Plan
from ybq_ledger.model.value import dataclass

KINDS: dict[str, Text] = {
    "document": Text("文件", "document"),
    "basis": Text("依据", "basis"),
    "lights": Text("预警", "lights"),
    "rest_days": Text("休息日", "rest days"),
    "goals": Text("目标", "goal"),
    "targets": Text("指标", "target"),
    "tasks": Text("任务", "task"),
    "actions": Text("行动", "action"),
    "units": Text("单位", "unit"),
    "groups": Text("统称", "group"),
    "phases": Text("阶段", "phase"),
    "milestones": Text("事项", "duty"),
    "limits": Text("时限", "limit"),
    "rungs": Text("督办措施", "rung"),
    "scores": Text("评分项", "score"),
    "mechanisms": Text("机制", "mechanism"),
}
LISTS = (
    "goals",
    "tasks",
    "actions",
    "units",
    "groups",
    "phases",
    "milestones",
    "limits",
    "rungs",
    "scores",
    "mechanisms",
)
DOCUMENT_FILE = "plan/plan.yaml"
TRACE_FILE = "plan/trace.yaml"
SETTINGS = {"lights": Text("预警天数", "warning days"), "rest_days": Text("休息日处理", "rest days")}


FILES = {"rungs": "escalation", "scores": "scoring"}
"""Lists whose file goes by another name."""


def file_of(kind: str) -> str:
    """The file that holds a list of the plan."""
    return f"plan/{FILES.get(kind, kind)}.yaml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the plan encodes: a key of KINDS, its id and title, its value, and where it stands."""

    kind: str
    id: str
    title: Text
    value: object
    file: str
    path: Path

    @property
    def convention(self) -> Text | None:
        """What in it is ours and not the plan's."""
        found: Text | None = getattr(self.value, "convention", None)
        return found

    @property
    def clauses(self) -> tuple[tuple[str, Path], ...]:
        """The clauses it cites, each with the place of the citation; units, groups and settings cite none."""
        main = getattr(self.value, "clause", None)
        also: tuple[str, ...] = getattr(self.value, "also", ())
        first = ((main, (*self.path, "clause")),) if main else ()
        return first + tuple((clause, (*self.path, "also", index)) for index, clause in enumerate(also))


def entries(plan: Plan) -> Iterator[Entry]:
    """Everything the plan encodes, in the order of its files."""
    document = plan.document
    yield Entry("document", document.id, document.title, document, DOCUMENT_FILE, ())
    for index, basis in enumerate(document.basis):
        yield Entry("basis", basis.number or basis.title.zh, basis.title, basis, DOCUMENT_FILE, ("basis", index))
    for name, title in SETTINGS.items():
        yield Entry(name, name, title, getattr(document, name), DOCUMENT_FILE, (name,))
    for kind in LISTS:
        yield from listed(plan, kind)


def listed(plan: Plan, kind: str) -> Iterator[Entry]:
    """The entries of one file; targets follow their goal."""
    for index, value in enumerate(getattr(plan, kind)):
        identifier = value.code if kind == "units" else value.id
        title = Text(value.name, value.en) if kind in ("units", "groups") else value.title
        yield Entry(kind, identifier, title, value, file_of(kind), (kind, index))
        for place, target in enumerate(getattr(value, "targets", ())):
            path = (kind, index, "targets", place)
            yield Entry("targets", target.id, target.title, target, file_of(kind), path)


@dataclass(frozen=True, slots=True)
class Traced:
    """A clause, what cites it, and whether clauses below it stand in the trace themselves."""

    note: ClauseNote
    index: int
    encoded: tuple[Entry, ...]
    is_heading: bool

    @property
    def is_unexplained(self) -> bool:
        """Nothing is encoded from it, and nobody says why."""
        return not (self.encoded or self.is_heading or self.note.not_encoded)

    @property
    def is_contradicted(self) -> bool:
        """It says why nothing is encoded from it, but something is."""
        return bool(self.encoded and self.note.not_encoded)


def trace(plan: Plan) -> tuple[Traced, ...]:
    """Every clause in the order of the trace."""
    citing: dict[str, list[Entry]] = {}
    for entry in entries(plan):
        for clause in dict.fromkeys(clause for clause, _ in entry.clauses):
            citing.setdefault(clause, []).append(entry)
    above = {note.clause.rpartition(".")[0] for note in plan.clauses}
    return tuple(
        Traced(note, index, tuple(citing.get(note.clause, ())), note.clause in above)
        for index, note in enumerate(plan.clauses)
    )


def conventions(plan: Plan) -> tuple[Entry, ...]:
    """Everything that holds a convention of ours."""
    return tuple(entry for entry in entries(plan) if entry.convention)
