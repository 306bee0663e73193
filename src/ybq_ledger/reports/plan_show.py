"""`plan show`: the encoded plan, section by section, as tables for people and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ybq_ledger.domain.names import Names, written
from ybq_ledger.model.language import Text
from ybq_ledger.model.plan import Assignment, GroupAssignment, Plan, Work
from ybq_ledger.model.table import Cell, Column, Document, Line, Table, Value
from ybq_ledger.reports.plan_data import plan_json, section_json
from ybq_ledger.reports.plan_words import OWNERS, PER, UNITS, due_words

SECTIONS = (
    "documents", "goals", "targets", "tasks", "actions", "units", "groups", "phases", "milestones", "limits", "rungs", "scores",
    "mechanisms",
)  # fmt: skip
"""What `--section` takes besides `plan`, which is always shown."""

Row = tuple[Cell, ...]
OURS = Text("※ 本系统约定，不是方案原文", "※ our convention, not the plan's words")


def show_plan(plan: Plan, sections: tuple[str, ...]) -> Document:
    """The whole plan, or only `sections`; a heading about the document always stands first."""
    wanted = [section for section in SECTIONS if not sections or section in sections]
    data: dict[str, object] = {"plan": plan_json(plan)}
    data |= {section: section_json(plan, section) for section in wanted}
    tables = [TABLES[section](plan) for section in wanted]
    return Document("plan", (*heading(plan), *tables, Line(OURS, "faint")), data)


def heading(plan: Plan) -> Iterable[Line]:
    """What document this is, and how much is encoded from it."""
    document = plan.document
    yield Line(document.title, "strong")
    yield Line(
        Text("{issuer}　{issued} 印发", "{issuer}, issued {issued}").format(
            issuer=document.issuer, issued=document.issued.isoformat()
        )
    )
    counts = {name: len(getattr(plan, name)) for name in ("goals", "tasks", "actions", "units", "milestones")}
    yield Line(
        Text(
            "{goals} 个目标、{tasks} 项任务、{actions} 项行动、{units} 个单位、{milestones} 项应办事项",
            "{goals} goals, {tasks} tasks, {actions} actions, {units} units, {milestones} duties",
        ).format(**counts),
        "faint",
    )


def column(key: str, zh: str, en: str, drop: int = 0) -> Column:
    """A column of words."""
    return Column(key, Text(zh, en), drop=drop)


def number_column(key: str, zh: str, en: str, drop: int = 0) -> Column:
    """A column of numbers."""
    return Column(key, Text(zh, en), "right", drop)


def table(zh: str, en: str, columns: tuple[Column, ...], rows: Iterable[Iterable[Value | Cell]]) -> Table:
    """A titled table; values become plain cells."""
    cells = (tuple(value if isinstance(value, Cell) else Cell(value) for value in row) for row in rows)
    return Table(columns, tuple(cells), Text(zh, en))


CLAUSE = column("clause", "条款", "Clause", 2)
ID = column("id", "编号", "Id")
NUMBER = number_column("number", "序", "No")
TITLE = column("title", "名称", "Title")


def marked(text: Text, convention: Text | None) -> Text:
    """A text with the sign of a convention where there is one."""
    return Text(f"{text.zh} ※", f"{text.en} ※") if convention else text


def joined(words: Iterable[str]) -> Text | None:
    """Several words from the plan in one cell."""
    listed = list(words)
    return Text("、".join(listed), ", ".join(listed)) if listed else None


def documents(plan: Plan) -> Table:
    """The documents the plan rests on."""
    columns = (TITLE, column("number", "文号", "Number"), CLAUSE)
    return table("依据", "Basis", columns, ((b.title, b.number, b.clause) for b in plan.document.basis))


def goals(plan: Plan) -> Table:
    """The goals with the actions assigned to them."""
    columns = (NUMBER, TITLE, column("actions", "行动、任务", "Actions, tasks"), CLAUSE)
    rows = ((g.number, g.title, marks(joined(g.actions), g.convention), g.clause) for g in plan.goals)
    return table("工作目标", "Goals", columns, rows)


def marks(text: Text | None, convention: Text | None) -> Text | None:
    """The same for a cell that may be empty."""
    return marked(text, convention) if text else None


def targets(plan: Plan) -> Table:
    """The measurable figures."""
    columns = (
        ID, TITLE, number_column("at_least", "不低于 %", "At least %"), column("excludes", "不含", "Leaves out", 1),
        column("goal", "目标", "Goal"), CLAUSE,
    )  # fmt: skip
    rows = ((t.id, t.title, t.at_least, t.excludes, g.id, t.clause) for g in plan.goals for t in g.targets)
    return table("量化指标", "Targets", columns, rows)


def tasks(plan: Plan) -> Table:
    """The tasks with their units."""
    return works(plan, plan.tasks, Text("工作任务", "Tasks"))


def actions(plan: Plan) -> Table:
    """The special actions with their units."""
    return works(plan, plan.actions, Text("专项行动", "Special actions"))


def works(plan: Plan, listed: tuple[Work, ...], title: Text) -> Table:
    """Tasks or actions: who leads, who is responsible, which groups."""
    columns = (
        ID, TITLE, column("leads", "牵头", "Lead"), column("responsible", "责任部门", "Responsible", 1),
        column("groups", "统称", "Groups", 3), CLAUSE,
    )  # fmt: skip
    names = Names(plan)
    rows = (
        (w.id, w.title, leads(names, w), units(names, w.responsible), group_words(names, w.groups), w.clause)
        for w in listed
    )
    return table(title.zh, title.en, columns, rows)


def leads(names: Names, work: Work) -> Cell:
    """The leads as written; one named later is marked, an action without any stands out."""
    if work.leads or (work in names.plan.tasks and not work.designated_lead):
        return Cell(units(names, work.leads))
    if not work.designated_lead:
        return Cell(Text("没有牵头部门", "no lead named"), "yellow")
    unit = names.units.get(work.designated_lead.unit)
    zh, en = (unit.name, unit.en) if unit else (work.designated_lead.unit,) * 2
    return Cell(Text(f"{zh}（指定）", f"{en} (designated)"))


def units(names: Names, assignments: tuple[Assignment, ...]) -> Text | None:
    """Units in the document's spelling, and by their English names."""
    found = [(written(a, names.units.get(a.unit)), names.units.get(a.unit)) for a in assignments]
    if not found:
        return None
    return Text("、".join(word for word, _ in found), ", ".join(unit.en if unit else word for word, unit in found))


def group_words(names: Names, groups: tuple[GroupAssignment, ...]) -> Text | None:
    """Groups in the document's spelling, and by their English names."""
    if not groups:
        return None
    found = [names.group(group.group) for group in groups]
    english = [group.en if group else entry.as_written for group, entry in zip(found, groups, strict=True)]
    return Text("、".join(group.as_written for group in groups), ", ".join(english))


def unit_table(plan: Plan) -> Table:
    """Every unit with its spellings."""
    columns = (
        column("code", "代码", "Code"), column("name", "单位", "Unit"),
        column("aliases", "其他写法", "Other spellings", 1), column("command", "隶属", "Command", 2),
    )  # fmt: skip
    outside = Text("区政府之外", "outside")
    rows = (
        (u.code, Text(u.name, u.en), joined(u.aliases), outside if u.command == "outside" else None) for u in plan.units
    )
    return table("单位", "Units", columns, rows)


def groups(plan: Plan) -> Table:
    """The groups, and whether their members are set."""
    columns = (ID, TITLE, column("aliases", "其他写法", "Other spellings", 1), column("members", "成员", "Members"))
    unset = Text("成员单位未明确", "members not set")
    relative = Text("因事而异，逐处设定", "set for each task and action")
    rows = (
        (g.id, Text(g.name, g.en), joined(g.aliases), relative if g.relative else joined(g.members or ()) or unset)
        for g in plan.groups
    )
    return table("统称", "Groups", columns, rows)


def phases(plan: Plan) -> Table:
    """The phases; their days are editorial."""
    columns = (NUMBER, TITLE, column("starts", "起", "From"), column("ends", "止", "To"), CLAUSE)
    rows = ((p.number, marked(p.title, p.convention), p.starts, p.ends, p.clause) for p in plan.phases)
    return table("阶段", "Phases", columns, rows)


def milestones(plan: Plan) -> Table:
    """The duties: who owes what by when."""
    columns = (
        ID, column("title", "事项", "Duty"), column("due", "时限", "Due"), column("owed_by", "承担", "Owed by"),
        column("per", "份数", "One per", 2), column("actions", "行动", "Actions", 1), CLAUSE,
    )  # fmt: skip
    rows = (
        (
            m.id, marked(m.title, m.convention), due_words(m.due), OWNERS[m.owed_by], PER[m.per],
            joined(m.actions or ()), m.clause,
        )
        for m in plan.milestones
    )  # fmt: skip
    return table("应办事项", "Duties", columns, rows)


def limits(plan: Plan) -> Table:
    """The time limits on records."""
    columns = (
        ID, TITLE, column("record", "记录", "Record", 1), column("limit", "时限", "Limit"),
        column("after", "起算", "After"), column("replaces", "替代", "Replaces", 3), CLAUSE,
    )  # fmt: skip
    rows = (
        (
            x.id, marked(x.title, x.convention), x.record,
            Text(f"{x.count} {UNITS[x.unit].zh}", f"{x.count} {UNITS[x.unit].en}"), x.after, x.replaces, x.clause,
        )
        for x in plan.limits
    )  # fmt: skip
    return table("办理时限", "Time limits", columns, rows)


def rungs(plan: Plan) -> Table:
    """The escalation ladder."""
    columns = (
        ID, TITLE, column("days", "离到期（工作日）", "From due (working days)"), column("pause", "间隔", "Pause"),
        column("approver", "批准人", "Approver", 1), CLAUSE,
    )  # fmt: skip
    rows = ((x.id, marked(x.title, x.convention), x.days, x.pause, x.approver, x.clause) for x in plan.rungs)
    return table("督办阶梯", "Escalation ladder", columns, rows)


def scores(plan: Plan) -> Table:
    """What units are scored by."""
    columns = (
        ID, TITLE, column("record", "记录", "Record", 1), column("measure", "情况", "Counted", 2),
        column("points", "每件", "Each"), column("most", "封顶", "At most"), CLAUSE,
    )  # fmt: skip
    rows = ((x.id, marked(x.title, x.convention), x.record, x.measure, x.points, x.most, x.clause) for x in plan.scores)
    return table("评分办法", "Scoring", columns, rows)


def mechanisms(plan: Plan) -> Table:
    """The standing requirements and how the ledger supports each."""
    columns = (TITLE, column("support", "台账怎样支撑", "How the ledger supports it"), CLAUSE)
    rows = ((marked(m.title, m.convention), m.support, m.clause) for m in plan.mechanisms)
    return table("工作机制", "Mechanisms", columns, rows)


TABLES: dict[str, Callable[[Plan], Table]] = {
    "documents": documents,
    "goals": goals,
    "targets": targets,
    "tasks": tasks,
    "actions": actions,
    "units": unit_table,
    "groups": groups,
    "phases": phases,
    "milestones": milestones,
    "limits": limits,
    "rungs": rungs,
    "scores": scores,
    "mechanisms": mechanisms,
}
"""How each section looks to people."""
