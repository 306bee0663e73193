"""The first lines of a status, for a leader: the day, the phase, the next deadline, totals and lights."""

from __future__ import annotations

from datetime import date

from ybq_ledger.domain.standing import ORDER
from ybq_ledger.domain.tally import Falling
from ybq_ledger.domain.view import View
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Line, Style
from ybq_ledger.reports.wording import LIGHTS, day_text, join, kind_text, same


def headline(
    view: View, nearest: Falling | None, totals: dict[str, dict[str, int]], lights: dict[str, int]
) -> list[Line]:
    """Day, phase, next deadline, totals and lights."""
    lines = [Line(day_line(view), "strong"), Line(next_line(view, nearest))]
    numbers = [
        total_text(totals, field)
        for field in ("filings", "issues", "complaints", "activities")
        if any(totals[field].values())
    ]
    lines.append(Line(join(numbers or [Text("没有应办事项", "nothing owed")], "；", "; ")))
    lines.append(Line(lights_text(lights), worst_style(lights)))
    if view.ledger.unreadable:
        number = len(view.ledger.unreadable)
        lines.append(
            Line(
                Text(
                    f"有 {number} 个文件读不出来，未计入：运行 ledger check 查看",
                    f"{number} files could not be read and are not counted: run ledger check",
                ),
                "red",
            )
        )
    return lines


def lights_text(lights: dict[str, int]) -> Text:
    """The number of items under each light; grey ones have no date that could pass."""
    shown = [Text(f"{LIGHTS[name].zh} {lights[name]}", f"{LIGHTS[name].en} {lights[name]}") for name in reversed(ORDER)]
    words = join(shown, "  ", "  ")
    return Text(f"{words.zh}（无日期，不计逾期）", f"{words.en} (no date, never overdue)")


def worst_style(lights: dict[str, int]) -> Style:
    """The colour of the line of lights."""
    return "red" if lights["red"] else "yellow" if lights["yellow"] else "green" if lights["green"] else "grey"


def day_line(view: View) -> Text:
    """The day, whether it is a working day, and the phase."""
    info = view.calendar.info(view.as_of)
    day, kind = day_text(view.as_of), day_kind(view)
    provisional = (
        Text("（暂定，该年放假通知尚未录入）", " (provisional: no notice for that year yet)")
        if info.provisional
        else same("")
    )
    name = view.phase.title if view.phase else outside_phases(view)
    known = Text(f" · 按 {view.known_on} 所知", f" · known on {view.known_on}") if view.known_on else same("")
    return Text(
        f"{day.zh} · {kind.zh}{provisional.zh} · {name.zh}{known.zh}",
        f"{day.en} · {kind.en}{provisional.en} · {name.en}{known.en}",
    )


def day_kind(view: View) -> Text:
    """Working day or not, with the holiday's name."""
    info = view.calendar.info(view.as_of)
    if info.kind == "make-up":
        return Text("工作日（调休上班）", "working day (make-up)")
    if info.working:
        return Text("工作日", "working day")
    if info.kind == "rest" and info.name:
        return Text(f"休息日（{info.name.zh}）", f"rest day ({info.name.en})")
    return Text("休息日", "rest day")


def outside_phases(view: View) -> Text:
    """Before the first phase, between two, or after the last."""
    ends = [phase.ends for phase in view.plan.phases if phase.ends]
    if view.as_of < view.plan.issued:
        return Text("方案尚未印发", "before the plan was issued")
    if ends and view.as_of > max(ends):
        return Text(f"各阶段已于 {max(ends)} 结束", f"all phases ended on {max(ends)}")
    return Text("不在任何阶段内", "in no phase")


def next_line(view: View, falling: Falling | None) -> Text:
    """The nearest due date still ahead, what falls due on it, and the working days to it."""
    if falling is None:
        return Text("今后没有已开始而未到期的事项", "nothing that has begun falls due from here on")
    due = falling.due
    things = join([*falling.titles, *(numbered(view, kind, number) for kind, number in falling.numbers)])
    days = view.calendar.between(view.as_of, due)
    act_by = act_by_text(view, due)
    mark = Text("（暂定）", " (provisional)") if view.calendar.provisional(due) else same("")
    return Text(
        f"下一时限 {due}{mark.zh}（还有 {days} 个工作日{act_by.zh}）：{things.zh}，共 {falling.number} 件",
        f"next deadline {due}{mark.en} ({days} working days to go{act_by.en}): {things.en}; {falling.number} items",
    )


def numbered(view: View, kind: str, number: int) -> Text:
    """So many of one kind."""
    name = kind_text(view, kind)
    return Text(f"{name.zh} {number} 件", f"{number} × {name.en}")


def act_by_text(view: View, due: date) -> Text:
    """Where a due date is a rest day: the last working day on or before it."""
    day = view.calendar.on_or_before(due)
    return same("") if day == due else Text(f"，当天休息，须在 {day} 前办", f"; a rest day, so act by {day}")


TOTALS: dict[str, tuple[Text, dict[str, Text]]] = {
    "issues": (
        Text("问题", "issues"),
        {"total": Text("共", "total"), "open": Text("未销", "open"), "overdue": Text("逾期", "overdue"),
         "closed": Text("已销", "closed"), "late": Text("迟结", "done late")},
    ),
    "complaints": (
        Text("投诉举报", "complaints"),
        {"total": Text("共", "total"), "open": Text("未结", "open"), "overdue": Text("超期", "overdue"),
         "closed": Text("已结", "closed"), "late": Text("迟办", "late")},
    ),
    "filings": (
        Text("材料", "filings"),
        {"owed": Text("应报", "owed"), "filed": Text("已报", "filed"), "late": Text("迟报", "filed late"),
         "overdue": Text("欠报", "overdue")},
    ),
    "activities": (
        Text("活动", "activities"),
        {"owed": Text("应办", "owed"), "filed": Text("已办", "held"), "late": Text("迟办", "held late"),
         "overdue": Text("欠办", "overdue")},
    ),
}  # fmt: skip


def total_text(totals: dict[str, dict[str, int]], field: str) -> Text:
    """One kind's totals in words."""
    name, words = TOTALS[field]
    numbers = [
        Text(f"{word.zh} {totals[field][key]}", f"{totals[field][key]} {word.en}") for key, word in words.items()
    ]
    listed = join(numbers, " ", ", ")
    return Text(f"{name.zh}：{listed.zh}", f"{name.en}: {listed.en}")
