"""The words for a duty's rule: who owes it, one for each what, and when it falls due."""

from __future__ import annotations

from ybq_ledger.model.language import Text
from ybq_ledger.model.schedule import Fixed, Recurring, Relative, Schedule

NO_WORDS = "未定"
"""What stands for the document's words where it has none for when."""
OWNERS: dict[str, Text] = {
    "leads": Text("牵头部门", "leads"),
    "responsible": Text("责任部门", "units responsible"),
    "participants": Text("牵头和责任部门", "leads and units responsible"),
    "coordinator": Text("汇总单位", "coordinator"),
    "units": Text("点名单位", "named units"),
    "groups": Text("统称单位", "groups"),
}
PER: dict[str, Text] = {
    "action": Text("每项行动", "action"),
    "unit": Text("每单位", "unit"),
    "unit-action": Text("每单位每行动", "unit and action"),
    "plan": Text("全方案", "plan"),
}


EVERY: dict[str, Text] = {
    "week": Text("每周", "every week"),
    "month": Text("每月", "every month"),
    "quarter": Text("每季度", "every quarter"),
    "half-year": Text("每半年", "every half-year"),
    "year": Text("每年", "every year"),
}
UNITS: dict[str, Text] = {
    "working-days": Text("个工作日", "working days"),
    "calendar-days": Text("日", "days"),
    "months": Text("个月", "months"),
}


def due_words(rule: Schedule) -> Text:
    """When a duty falls due, in a few words."""
    match rule:
        case Fixed():
            return same(rule.on.isoformat())
        case Recurring():
            return recurring_words(rule)
        case Relative():
            counted = UNITS[rule.unit].format()
            return Text(f"{rule.after} 后 {rule.count} {counted.zh}", f"{rule.count} {counted.en} after {rule.after}")
        case _:
            words = rule.words if rule.words != NO_WORDS else ""
            return Text(f"无日期（{words}）", f"no date ({words})") if words else Text("无日期", "no date")


def recurring_words(rule: Recurring) -> Text:
    """Every how long, on which day, from when to when."""
    every = EVERY[rule.every]
    day = Text("末日", "last day") if rule.day == "last" else Text(f"第 {rule.day} 日", f"day {rule.day}")
    if isinstance(rule.day, str) and rule.day != "last":
        day = same(rule.day)
    span = f" {rule.first or ''}…{rule.last or ''}" if rule.first or rule.last else ""
    return Text(f"{every.zh}{day.zh}{span}", f"{every.en}, {day.en}{span}")


def same(word: str) -> Text:
    """A word that is the same in both languages."""
    return Text(word, word)
