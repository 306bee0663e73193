"""Who has not handed in, in words that can be pasted into a message as they are."""

from __future__ import annotations

from collections import defaultdict

from ybq_ledger.domain.standing import Standing, is_wanted
from ybq_ledger.domain.view import View
from ybq_ledger.model.language import Text
from ybq_ledger.model.obligation import Obligation
from ybq_ledger.model.plan import Milestone
from ybq_ledger.model.table import Document, Line
from ybq_ledger.reports.wording import join, lateness, unit_text


def remind(view: View, period: str | None, unit: str | None, work: str | None) -> Document:
    """Every paper of the period (without one: every paper overdue) that is missing, by duty, with the units named.

    The coordinator's own papers are kept by itself and nobody is chased for them (reading 7).
    """
    groups: dict[tuple[str, str], list[Standing]] = defaultdict(list)
    for item in view.duties:
        if is_missing(item, period) and is_wanted(item, unit, work) and isinstance(item.source, Obligation):
            groups[item.milestone, item.source.period].append(item)
    lines: list[Line] = []
    for items in groups.values():
        lines += [Line(summons(view, items)), Line(names(view, items)), Line(Text("", ""))]
    if not lines:
        lines = [Line(Text(f"截至 {view.as_of}，没有应催的材料。", f"As of {view.as_of} nothing is missing."))]
    data: dict[str, object] = {
        "as_of": str(view.as_of), "period": period, "reminders": [reminder(view, items) for items in groups.values()],
    }  # fmt: skip
    return Document("remind", tuple(lines), data)


def is_missing(item: Standing, period: str | None) -> bool:
    """A dated paper or activity nobody answered, of the period asked for; self-kept ones never."""
    if item.settled or item.due is None or item.self_kept or not isinstance(item.source, Obligation):
        return False
    return item.source.period == period if period else item.overdue


def milestone_of(item: Standing) -> Milestone:
    """The milestone behind a duty."""
    assert isinstance(item.source, Obligation)
    return item.source.milestone


def summons(view: View, items: list[Standing]) -> Text:
    """What is missing, since when, from how many."""
    first = items[0]
    assert isinstance(first.source, Obligation)
    title, period, late = first.title, first.source.period, lateness(first).value
    words = late if isinstance(late, Text) else Text("", "")
    return Text(
        f"截至 {view.as_of}，{period} {title.zh}尚未报送的有 {len(items)} 件（期限 {first.due}，{words.zh}），请尽快报送：",
        f"As of {view.as_of}, {len(items)} of {title.en} for {period} are missing (due {first.due}, {words.en}); please hand in:",
    )


def names(view: View, items: list[Standing]) -> Text:
    """The units, each with the action where the paper is owed for one; joint holders together."""
    parts = []
    for item in items:
        units = join([named(view, code) for code in item.units], "、", " and ")
        own = f"/{item.works[0]}/" in item.id if len(item.works) == 1 else False
        mark = Text(f"（{item.works[0]}）", f" ({item.works[0]})") if own else Text("", "")
        parts.append(Text(f"{units.zh}{mark.zh}", f"{units.en}{mark.en}"))
    return join(parts, "；" if any(len(item.units) > 1 for item in items) else "、", "; ")


def named(view: View, code: str) -> Text:
    """A unit's name; one outside the government's command is asked, not told (reading 19)."""
    name, unit = unit_text(view, code), view.names.unit(code)
    if unit and unit.command == "outside":
        return Text(f"{name.zh}（商请）", f"{name.en} (by request)")
    return name


def reminder(view: View, items: list[Standing]) -> dict[str, object]:
    """One reminder for programs."""
    first = items[0]
    assert isinstance(first.source, Obligation)
    return {
        "milestone": first.milestone, "title": first.title.zh, "title_en": first.title.en, "period": first.source.period,
        "due": str(first.due), "days_late": first.days_late,
        "missing": [
            {"id": item.id, "units": list(item.units), "works": list(item.works), "outside": is_outside(view, item)}
            for item in items
        ],
    }  # fmt: skip


def is_outside(view: View, item: Standing) -> bool:
    """Whether every unit that owes it is outside the government's command."""
    found = [view.names.unit(code) for code in item.units]
    return all(unit is not None and unit.command == "outside" for unit in found)
