"""Examines the ledger itself: leftovers, whether the plan can be read, how far the calendar reaches, the default unit."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from ybq_ledger.commands.diagnosis import Diagnosis, bad, good, note
from ybq_ledger.commands.entering import default_unit
from ybq_ledger.domain.names import Names
from ybq_ledger.model.calendar import CalendarData
from ybq_ledger.model.language import Text
from ybq_ledger.model.plan import Plan
from ybq_ledger.store.plan_files import PlanReading, read_plan
from ybq_ledger.store.tree import WorkTree


def leftovers(root: Path) -> tuple[Diagnosis, ...]:
    """Temporary files of writers that were killed."""
    from ybq_ledger.store.writer import find_temps, sweep_temps

    found = find_temps(root)
    if not found:
        return good("leftovers", Text("没有中断留下的临时文件", "no temporary files were left behind"))
    return note(
        "leftovers",
        Text(
            f"有 {len(found)} 个中断留下的临时文件，如 {found[0]}",
            f"{len(found)} temporary files were left behind, such as {found[0]}",
        ),
        Text("下一次写入时自动清理，或 ledger doctor --fix", "the next write clears them, or ledger doctor --fix"),
        partial(sweep_temps, root),
    )


def contents(root: Path, today: date) -> tuple[Diagnosis, ...]:
    """The plan, read once, and what depends on it."""
    read = read_plan(WorkTree(root))
    return plan(read) + calendar(read.calendar, today) + unit(root, read.plan)


def plan(read: PlanReading) -> tuple[Diagnosis, ...]:
    """Whether plan and calendar can be read; what else is wrong with them `ledger check` tells."""
    if read.plan and read.calendar:
        return good("plan", Text("方案和日历都读得出", "plan and calendar can be read"))
    first = min(read.findings, key=lambda finding: finding.order)
    return bad(
        "plan",
        Text(f"方案读不出来：{first.place} {first.message.zh}", f"the plan cannot be read: {first.place} {first.message.en}"),
        first.hint,
    )  # fmt: skip


def calendar(data: CalendarData | None, today: date) -> tuple[Diagnosis, ...]:
    """Whether the years that matter now have been published."""
    if data is None:
        return ()
    last = max((notice.year for notice in data.notices if notice.year), default=data.first_year - 1)
    wanted = today.year + 1 if is_awaited(data, today) else today.year
    if last >= wanted:
        return good("calendar", Text(f"工作日历到 {last} 年", f"the calendar reaches to {last}"))
    said = Text(
        f"工作日历只到 {last} 年，涉及 {last + 1} 年的日期都是暂定",
        f"the calendar ends with {last}: dates that touch {last + 1} are provisional",
    )
    remedy = Text(
        f"国务院通知发布后运行 ledger calendar update {last + 1}",
        f"once the State Council's notice is out, run ledger calendar update {last + 1}",
    )
    return bad("calendar", said, remedy) if last < today.year else note("calendar", said, remedy)


def is_awaited(data: CalendarData, today: date) -> bool:
    """Whether deadlines counted from now on reach into the next year: from November, when its notice is due."""
    return today.month >= 11 or today.strftime("%m-%d") >= data.year_end_from


def unit(root: Path, read: Plan | None) -> tuple[Diagnosis, ...]:
    """Whether the writing commands know whose entries these are."""
    word = default_unit(root, None)
    remedy = Text("运行 ledger setup --unit 单位", "run ledger setup --unit UNIT")
    if word is None:
        return note(
            "unit",
            Text("没有设置缺省单位，登记时每次都要写 --unit", "no default unit: each entry needs --unit"),
            remedy,
        )
    if read and Names(read).unit(word) is None:
        return bad(
            "unit",
            Text(f"缺省单位是 {word}，方案里没有", f"the default unit is {word}, which the plan does not name"),
            remedy,
        )
    return good("unit", Text(f"缺省单位 {word}", f"default unit {word}"))
