"""Which supervising act is due over which items, who takes it, who approves it, and the command that enters it."""

from __future__ import annotations

from ybq_ledger.domain.escalating import Climb, climbs
from ybq_ledger.domain.view import View
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.wording import unit_text

COLUMNS = (
    Column("act", Text("措施", "Act")),
    Column("unit", Text("单位", "Unit")),
    Column("items", Text("件数", "Items"), "right"),
    Column("days_late", Text("最长逾期", "Longest late"), "right", drop=1),
    Column("first", Text("首件", "First item"), drop=2),
    Column("approver", Text("批准人", "Approver")),
    Column("command", Text("命令", "Command"), drop=3),
)
LETTER = Text("（商请函）", " (letter)")


def escalate(view: View, unit: str | None, work: str | None) -> Document:
    """The acts due on the day, one line for each act and unit; it proposes, people decide."""
    found = [climb for climb in climbs(view) if is_wanted(climb, unit, work)]
    grouped: dict[tuple[str, str], list[Climb]] = {}
    for climb in found:
        grouped.setdefault((climb.rung.id, climb.unit), []).append(climb)
    order = {rung.id: index for index, rung in enumerate(view.plan.rungs)}
    groups = sorted(grouped.values(), key=lambda group: (-order[group[0].rung.id], group[0].item.due))
    head = Text(
        f"截至 {view.as_of}：建议采取措施 {len(groups)} 项，涉及 {len(found)} 件；由人决定",
        f"as of {view.as_of}: {len(groups)} acts proposed over {len(found)} items; people decide",
    )
    parts: list[Line | Table] = [Line(head, "strong")]
    if not view.plan.rungs:
        parts.append(Line(Text("plan/escalation.yaml 没有阶梯", "plan/escalation.yaml has no ladder"), "yellow"))
    if groups:
        parts.append(Table(COLUMNS, tuple(row(view, group) for group in groups)))
        text = Text(
            "先按批准权限报批，再用 ledger supervise 登记；完整命令见 -f json 的 command。",
            "Have each approved first, then enter it with ledger supervise; the whole command is in -f json.",
        )
        parts.append(Line(text, "faint"))
    data: dict[str, object] = {
        "as_of": str(view.as_of), "unreadable": len(view.ledger.unreadable),
        "acts": [group_data(group) for group in groups],
    }  # fmt: skip
    return Document("escalate", tuple(parts), data)


def is_wanted(climb: Climb, unit: str | None, work: str | None) -> bool:
    """Whether it is towards the unit and about the task or action asked for."""
    return unit in (None, climb.unit) and (work is None or work in climb.item.works)


def row(view: View, group: list[Climb]) -> tuple[Cell, ...]:
    """One act for people."""
    first = group[0]
    title = first.rung.title
    if first.form == "request":
        title = Text(f"{title.zh}{LETTER.zh}", f"{title.en}{LETTER.en}")
    days = max(climb.item.days_late or 0 for climb in group)
    return (
        Cell(title, "yellow" if first.rung.days < 0 else "red"), Cell(unit_text(view, first.unit)), Cell(len(group)),
        Cell(days), Cell(first.item.title), Cell(approver(view, first)), Cell(command(group)),
    )  # fmt: skip


def approver(view: View, climb: Climb) -> Text:
    """Who approves; towards the coordinator itself the leading group acts."""
    return climb.rung.approver if climb.taker else view.plan.document.leading_group


def command(group: list[Climb]) -> str:
    """The call that enters the act, once it is approved; empty where the leading group has to act."""
    first = group[0]
    if first.taker is None:
        return ""
    about = "".join(f" --about {item}" for item in dict.fromkeys(climb.item.id for climb in group))
    return (
        f"ledger supervise --kind {first.rung.id} --to {first.unit} --by {first.taker}{about}"
        f" --approver {first.rung.approver.zh.replace(' ', '')}"
    )


def group_data(group: list[Climb]) -> dict[str, object]:
    """One act for programs, with every item behind it."""
    first = group[0]
    return {
        "kind": first.rung.id, "title": first.rung.title.zh, "title_en": first.rung.title.en, "unit": first.unit,
        "form": first.form, "by": first.taker, "approver": first.rung.approver.zh,
        "approver_en": first.rung.approver.en, "command": command(group),
        "items": [
            {
                "id": climb.item.id, "kind": climb.item.kind, "title": climb.item.title.zh,
                "title_en": climb.item.title.en, "due": str(climb.item.due), "days_late": climb.item.days_late,
                "since": str(climb.since), "last": climb.last.id if climb.last else None,
            }
            for climb in group
        ],
    }  # fmt: skip
