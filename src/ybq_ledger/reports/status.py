"""Where the plan stands on a day: a headline a leader understands, then one row for each action, unit, goal or phase."""

from __future__ import annotations

from ybq_ledger.domain.obligations import groups_without_members, leads_of, works_of
from ybq_ledger.domain.standing import ORDER
from ybq_ledger.domain.tally import DUTY_KINDS, KEPT_KINDS, By, Counted, Row, count, rows
from ybq_ledger.domain.view import View
from ybq_ledger.model.language import Text
from ybq_ledger.model.plan import Work
from ybq_ledger.model.table import Cell, Column, Document, Line, Style, Table
from ybq_ledger.reports.headline import headline
from ybq_ledger.reports.wording import join, light_cell

HEADS: dict[By, Text] = {
    "action": Text("专项行动", "Action"),
    "unit": Text("单位", "Unit"),
    "goal": Text("目标", "Goal"),
    "phase": Text("阶段", "Phase"),
}
NUMBERS: tuple[tuple[str, str, Text, int, Style], ...] = (
    ("issues", "total", Text("问题", "Issues"), 0, "plain"),
    ("issues", "open", Text("未销", "Open"), 0, "plain"),
    ("issues", "overdue", Text("逾期", "Over"), 0, "red"),
    ("issues", "closed", Text("已销", "Closed"), 3, "green"),
    ("issues", "late", Text("迟结", "Late"), 4, "yellow"),
    ("complaints", "total", Text("投诉", "Compl."), 0, "plain"),
    ("complaints", "open", Text("未结", "Open"), 3, "plain"),
    ("complaints", "overdue", Text("超期", "Over"), 0, "red"),
    ("complaints", "late", Text("迟办", "Late"), 4, "yellow"),
    ("filings", "owed", Text("应报", "Owed"), 0, "plain"),
    ("filings", "filed", Text("已报", "Filed"), 0, "green"),
    ("filings", "late", Text("迟报", "Late"), 4, "yellow"),
    ("filings", "overdue", Text("欠报", "Over"), 0, "red"),
    ("activities", "owed", Text("应办活动", "Activities"), 2, "plain"),
    ("activities", "overdue", Text("欠办", "Over"), 2, "red"),
    ("activities", "held", Text("已办活动", "Held"), 6, "plain"),
    ("results", "made", Text("已有成果", "Made"), 6, "plain"),
    ("results", "overdue", Text("成果欠", "Results over"), 6, "red"),
    ("acts", "open", Text("督查未回", "Acts open"), 6, "plain"),
    ("acts", "overdue", Text("超期", "Over"), 5, "red"),
    ("instructions", "open", Text("批示未报", "Instr. open"), 6, "plain"),
    ("instructions", "overdue", Text("超期", "Over"), 5, "red"),
    ("repayments", "open", Text("欠款", "Debts"), 6, "plain"),
    ("repayments", "overdue", Text("落后", "Behind"), 5, "red"),
)
"""field, number, heading, drop order on a narrow terminal, style where it is not zero."""


def status(view: View, by: By = "action", unit: str | None = None, work: str | None = None) -> Document:
    """The status of everything, or of one unit's or one action's items alone; `unit` and `work` are codes."""
    detail = [*(["units", "owners"] if unit or by == "unit" else []), *(["phase"] if by == "phase" else [])]
    entries = [entry for entry in view.counted(*detail) if is_about(entry.works, work)]
    inside = [entry for entry in entries if unit is None or unit in entry.units]
    items = [entry for entry in inside if entry.is_item]
    owned = [entry for entry in entries if entry.kind not in KEPT_KINDS and (unit is None or unit in entry.owners)]
    found = [row for row in rows(view, by, inside) if is_shown(row, by, unit, work)]
    totals = count(items)
    lights: dict[str, int] = {
        light: sum(entry.number for entry in owned if entry.light == light) for light in reversed(ORDER)
    }
    parts: tuple[Line | Table, ...] = (
        *headline(view, view.nearest(unit, work), totals, lights),
        table(by, found, totals),
        *notes(view, by, unit, work),
    )
    return Document("status", parts, data(view, by, items, found, totals, lights))


def is_about(works: tuple[str, ...], work: str | None) -> bool:
    """Whether something is about the task or action asked for."""
    return work is None or work in works


def is_shown(row: Row, by: By, unit: str | None, work: str | None) -> bool:
    """With a filter, leave out rows it empties; the row that was asked for always stays."""
    asked = {"unit": unit, "action": work}.get(by)
    if asked is not None:
        return row.key == asked
    return (unit is None and work is None) or row.is_counted


def table(by: By, found: list[Row], totals: dict[str, dict[str, int]]) -> Table:
    """The rows, and a total over distinct items."""
    used = [entry for entry in NUMBERS if entry[0] in ("issues", "filings") or any(totals[entry[0]].values())]
    columns = [Column("key", Text("代码", "Code"), drop=1), Column("name", HEADS[by])]
    columns += [Column(f"{field}_{name}", title, "right", drop) for field, name, title, drop, _ in used]
    columns.append(Column("light", Text("灯", "Light")))
    lines = tuple(
        (
            Cell(row.key, "faint"),
            Cell(row.name),
            *(number_cell(row.counts[field][name], style) for field, name, _, _, style in used),
            light_cell(row.light),
        )
        for row in found
    )
    total = (
        Cell(""),
        Cell(Text("合计（不重复）", "Total (distinct)"), "strong"),
        *(number_cell(totals[field][name], style) for field, name, _, _, style in used),
        Cell(""),
    )
    return Table(tuple(columns), lines, total=total)


def number_cell(number: int, style: Style) -> Cell:
    """A number; zero is faint so that the others stand out."""
    return Cell(number, style if number else "faint")


def notes(view: View, by: By, unit: str | None, work: str | None) -> list[Line]:
    """What the numbers cannot show: actions nobody leads, groups without members, counting of shared items."""
    works = [entry for entry in view.plan.actions if work in (None, entry.id)]
    lines = [Line(leaderless(view, entry), "red") for entry in works if not leads_of(entry)]
    open_groups = [entry for entry in works if groups_without_members(view.plan, entry)]
    if open_groups and unit is None:
        lines.append(Line(members_not_set(len(open_groups)), "yellow"))
    if by in ("action", "unit"):
        lines.append(
            Line(
                Text(
                    "共同承担或一份多用的事项在每一行都列出，合计只计一次。",
                    "Items held jointly, or about several actions, stand in each row and count once in the total.",
                ),
                "faint",
            )
        )
    example = next((work.id for work in view.plan.actions), "a1")
    lines.append(
        Line(
            Text(
                f"看数字背后的事项：ledger list duties --state overdue --action {example}；ledger list issues --state open",
                f"The items behind a number: ledger list duties --state overdue --action {example}; ledger list issues --state open",
            ),
            "faint",
        )
    )
    return lines


def leaderless(view: View, work: Work) -> Text:
    """The loud line about an action nobody leads, with the dated duties that nobody owes for it (reading 2)."""
    duties = [
        milestone.title
        for milestone in view.plan.milestones
        if milestone.owed_by == "leads" and milestone.due.rule != "undated" and work in works_of(view.plan, milestone)
    ]
    lost = join(duties)
    return Text(
        f"！行动 {work.number}（{work.title.zh}）没有牵头部门，无人承担：{lost.zh}。请明确牵头部门。",
        f"! action {work.number} ({work.title.en}) has no lead, so nobody owes: {lost.en}. Name a lead.",
    )


def members_not_set(number: int) -> Text:
    """The line about groups that nobody has listed by member (reading 5)."""
    return Text(
        f"{number} 项行动列有成员未明确的集体（如“各有关部门”）：其应办事项无法计算，也不计为完成。",
        f"{number} actions name groups whose members are not set: what these owe cannot be computed and is not counted as done.",
    )


def data(
    view: View, by: By, items: list[Counted], found: list[Row], totals: dict[str, dict[str, int]],
    lights: dict[str, int],
) -> dict[str, object]:  # fmt: skip
    """The JSON object of cli.md."""
    info = view.calendar.info(view.as_of)
    return {
        "as_of": str(view.as_of),
        "known_on": str(view.known_on) if view.known_on else None,
        "working_day": info.working,
        "provisional": info.provisional or any(item.provisional for item in items),
        "phase": view.phase.id if view.phase else None,
        "by": by,
        "unreadable": len(view.ledger.unreadable),
        "totals": {**totals, "lights": lights, "undated": sum(item.number for item in items if not item.dated and item.kind in DUTY_KINDS)},
        "without_lead": [entry.id for entry in view.plan.actions if not leads_of(entry)],
        "members_not_set": [entry.id for entry in view.plan.works if groups_without_members(view.plan, entry)],
        "rows": [
            {
                "key": row.key, "name": row.name.zh, "name_en": row.name.en, **row.counts, "light": row.light,
                "reason": row.reason.zh if row.reason else None, "reason_en": row.reason.en if row.reason else None,
            }
            for row in found
        ],
    }  # fmt: skip
