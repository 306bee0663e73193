"""Short phrases that several reports share: names of units and works, dates with weekday, lights, states."""

from __future__ import annotations

from datetime import date

from ybq_ledger.domain.standing import Light, Standing
from ybq_ledger.domain.view import View
from ybq_ledger.model.language import Text
from ybq_ledger.model.record_types import STATE_NAMES
from ybq_ledger.model.table import Cell, Style

WEEKDAYS = (
    Text("星期一", "Monday"), Text("星期二", "Tuesday"), Text("星期三", "Wednesday"), Text("星期四", "Thursday"),
    Text("星期五", "Friday"), Text("星期六", "Saturday"), Text("星期日", "Sunday"),
)  # fmt: skip
LIGHTS: dict[Light, Text] = {
    "red": Text("红", "red"),
    "yellow": Text("黄", "yellow"),
    "green": Text("绿", "green"),
    "grey": Text("灰", "grey"),
}
KINDS: dict[str, Text] = {
    "issue": Text("问题", "issue"),
    "complaint": Text("投诉", "complaint"),
    "filing": Text("材料", "filing"),
    "activity": Text("活动", "activity"),
    "result": Text("成果", "result"),
    "act": Text("督查措施", "act"),
    "instruction": Text("批示", "instruction"),
    "repayment": Text("还款", "repayment"),
}
STATES = STATE_NAMES | {"owed": Text("应办", "owed"), "undated": Text("无日期", "no date")}
PROVISIONAL = Text("（暂定）", " (provisional)")


def same(text: str) -> Text:
    """Text that came from a file and is the same in both languages."""
    return Text(text, text)


def join(parts: list[Text], zh: str = "、", en: str = ", ") -> Text:
    """Several texts as one."""
    return Text(zh.join(part.zh for part in parts), en.join(part.en for part in parts))


def unit_text(view: View, code: str) -> Text:
    """A unit's name in both languages; an unknown code as it stands."""
    unit = view.names.unit(code)
    return Text(unit.name, unit.en) if unit else same(code)


def kind_text(view: View, kind: str) -> Text:
    """What kind of thing an item is; a time limit goes by its title."""
    limit = next((limit for limit in view.plan.limits if limit.id == kind), None)
    return KINDS.get(kind) or (limit.title if limit else same(kind))


def units_text(view: View, codes: tuple[str, ...]) -> Text:
    """Several units, joint holders separated by a stroke."""
    return join([unit_text(view, code) for code in codes], "／", " / ")


def works_text(codes: tuple[str, ...], most: int = 3) -> Text:
    """Codes of tasks and actions; many are cut to a count."""
    if len(codes) > most:
        return Text(f"{len(codes)} 项行动", f"{len(codes)} actions")
    return same(",".join(codes))


def light_cell(light: Light) -> Cell:
    """A light as a word and a colour; colour is never the only carrier."""
    return Cell(LIGHTS[light], light)


def day_text(day: date) -> Text:
    """A date with its weekday."""
    name = WEEKDAYS[day.weekday()]
    return Text(f"{day} {name.zh}", f"{day} {name.en}")


def due_text(standing: Standing) -> Text:
    """The due date, marked where it is provisional, or why there is none."""
    if standing.due is None:
        return Text("未定时限", "no deadline") if standing.kind == "issue" else Text("无日期", "no date")
    mark = PROVISIONAL if standing.provisional else same("")
    return Text(f"{standing.due}{mark.zh}", f"{standing.due}{mark.en}")


def lateness(standing: Standing) -> Cell:
    """How late or how far off, in working days."""
    days = standing.days_late
    if days is None:
        return Cell(Text("—", "—"), "grey")
    style: Style = standing.light if not standing.done else ("yellow" if standing.late else "green")
    if standing.overdue and days == 0:
        return Cell(Text("已逾期，不足 1 个工作日", "overdue, less than a working day"), style)
    if standing.overdue:
        return Cell(Text(f"逾期 {days} 个工作日", f"{days} working days late"), style)
    if standing.done or standing.settled:
        if standing.late:
            return Cell(Text(f"逾期完成（{days} 个工作日）", f"done {days} working days late"), style)
        return Cell(Text("按期完成", "done in time"), style)
    if days == 0:
        return Cell(Text("今天到期", "due today"), style)
    return Cell(Text(f"还有 {-days} 个工作日", f"{-days} working days to go"), style)
