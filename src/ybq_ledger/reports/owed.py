"""What a unit still has to hand in or do, by when, and with which command."""

from __future__ import annotations

from ybq_ledger.domain.obligations import groups_without_members, leads_of
from ybq_ledger.domain.standing import Standing, is_wanted
from ybq_ledger.domain.view import View
from ybq_ledger.model.language import Text
from ybq_ledger.model.obligation import Obligation
from ybq_ledger.model.record_types import BY_KIND
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.overdue import entry
from ybq_ledger.reports.status import leaderless, members_not_set
from ybq_ledger.reports.wording import due_text, kind_text, lateness, unit_text, units_text

COLUMNS = (
    Column("due", Text("期限", "Due")),
    Column("days_late", Text("还有", "Time left"), drop=2),
    Column("title", Text("事项", "Item")),
    Column("kind", Text("类别", "Kind"), drop=3),
    Column("unit", Text("单位", "Unit"), drop=1),
    Column("command", Text("命令", "Command")),
)
OPTIONS: dict[str, str] = {
    "file": " --document …", "rectify": " --evidence …", "settle": " --outcome …", "reply": " --note …",
    "report": " --note …", "supplement": " --evidence …", "add-activity": " --title …", "add-result": " --title …",
    "answer": " --note …", "pay": " --amount …", "progress": " --note …", "coordinated": " --note …",
}  # fmt: skip
"""What a command of that name still needs."""
CALLED = {"resolve": "settle"}
"""Event → the command that enters it, where that goes by another name: `ledger resolve` is about merge conflicts."""
VERBS = {"filing": "file", "activity": "add-activity", "result": "add-result"}
"""Kind of duty → the command that answers it."""


def owed(view: View, unit: str | None, work: str | None, within: int | None) -> Document:
    """Everything not done yet that has a date, the most pressing first; `within` limits it to so many working days."""
    open_items = [item for item in view.open_entries(None, unit, work) if is_wanted(item, unit, work)]
    dated = sorted((item for item in open_items if item.due), key=lambda item: (item.due, item.kind, item.id))
    found = [item for item in dated if within is None or item.overdue or -(item.days_late or 0) <= within]
    undated = len(open_items) - len(dated)
    rows = tuple(row(view, item, unit) for item in found)
    parts: list[Line | Table] = [Line(heading(view, unit, found), "strong")]
    parts += [Table(COLUMNS, rows)] if rows else []
    parts += notes(view, unit, work, undated)
    items = [entry(item) | {"command": command(item, unit)} for item in found]
    data: dict[str, object] = {
        "as_of": str(view.as_of), "unit": unit, "unreadable": len(view.ledger.unreadable), "undated": undated,
        "items": items,
    }  # fmt: skip
    return Document("owed", tuple(parts), data)


def heading(view: View, unit: str | None, found: list[Standing]) -> Text:
    """Who, how many, how many of them late."""
    name = unit_text(view, unit) if unit else Text("全部单位", "all units")
    late = sum(1 for item in found if item.overdue)
    return Text(
        f"{name.zh} · 截至 {view.as_of}：待办 {len(found)} 件，其中逾期 {late} 件",
        f"{name.en} · as of {view.as_of}: {len(found)} to do, {late} of them overdue",
    )


def row(view: View, item: Standing, unit: str | None) -> tuple[Cell, ...]:
    """One thing to do; a joint one names the others, a self-kept one says that nobody waits for it."""
    others = tuple(code for code in item.units if code != unit) if unit else ()
    title = item.title
    if others and len(item.units) > 1:
        names = units_text(view, others)
        title = Text(f"{title.zh}（与{names.zh}共同）", f"{title.en} (with {names.en})")
    if item.self_kept:
        title = Text(f"{title.zh}（自存）", f"{title.en} (self-kept)")
    return (
        Cell(due_text(item), item.light), lateness(item), Cell(title), Cell(kind_text(view, item.kind), "faint"),
        Cell(units_text(view, item.units)), Cell(command(item, unit)),
    )  # fmt: skip


def command(item: Standing, unit: str | None) -> str:
    """The call that would settle it, ready but for what only the unit knows."""
    verb = verb_of(item)
    if not verb:
        return ""
    by = ""
    if verb in ("verify", "close") or item.addressee:
        by = f" --by {item.units[0]}"
    elif isinstance(item.source, Obligation) and unit is None:
        by = f" --unit {item.units[0]}"
    return f"ledger {verb} {item.id}{by}{OPTIONS.get(verb, '')}"


def verb_of(item: Standing) -> str:
    """The command that answers a duty, ends a record's own time limit, or ends another limit on it."""
    if isinstance(item.source, Obligation):
        return VERBS.get(item.kind, "")
    kind = BY_KIND.get(item.kind)
    event = next(iter(sorted(kind.settles)), "") if kind is not None else next(iter(item.ended_by), "")
    return CALLED.get(event, event)


def notes(view: View, unit: str | None, work: str | None, undated: int) -> list[Line]:
    """What has no date, what nobody owes, and what cannot be computed."""
    lines = []
    if undated:
        lines.append(
            Line(
                Text(
                    f"另有 {undated} 件没有日期（ledger list duties --state undated）",
                    f"{undated} more have no date (ledger list duties --state undated)",
                ),
                "faint",
            )
        )
    if unit is None:
        works = [entry for entry in view.plan.actions if work in (None, entry.id)]
        lines += [Line(leaderless(view, entry), "red") for entry in works if not leads_of(entry)]
        open_groups = [entry for entry in works if groups_without_members(view.plan, entry)]
        lines += [Line(members_not_set(len(open_groups)), "yellow")] if open_groups else []
    return lines
