"""One screen for a leader: what is new, closed and late since a day, the worst, and what comes next."""

from __future__ import annotations

from collections import Counter
from datetime import date

from ybq_ledger.domain.standing import Standing
from ybq_ledger.domain.tally import count
from ybq_ledger.domain.view import View
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.headline import day_line, lights_text, worst_style
from ybq_ledger.reports.overdue import entry
from ybq_ledger.reports.wording import due_text, lateness, units_text

MOST = 5
COLUMNS = (
    Column("title", Text("事项", "Item")),
    Column("unit", Text("单位", "Unit"), drop=1),
    Column("due", Text("期限", "Due")),
    Column("days_late", Text("逾期情况", "Late")),
)


def brief(view: View, since: date) -> Document:
    """What changed after `since` up to the day looked at; totals are those of `status`."""
    before = {item.key: item for item in View(view.ledger, since, view.known_on).clocks}
    now = view.clocks
    new = [item for item in view.items if item.key not in before and item.begins > since]
    done = [item for item in now if is_done(item) and not is_done(before.get(item.key))]
    late = [item for item in now if item.overdue and not is_overdue(before.get(item.key))]
    worst = sorted((item for item in now if item.overdue), key=lambda item: (item.due, item.id))
    coming = sorted((item for item in now if not is_done(item) and not item.overdue and item.due), key=due_of)
    changes = {"new": new, "closed": done, "late": late}
    lights = Counter(item.light for item in now)
    shown = {light: lights[light] for light in ("red", "yellow", "green", "grey")}
    parts: tuple[Line | Table, ...] = (
        Line(day_line(view), "strong"),
        Line(lights_text(shown), worst_style(shown)),
        Line(changes_text(since, changes)),
        table(view, worst, Text(f"最久的 {min(MOST, len(worst))} 件（共 {len(worst)} 件）", f"The worst {min(MOST, len(worst))} of {len(worst)}")),
        Table(
            (Column("due", Text("期限", "Due")), Column("items", Text("接下来到期", "Next due"))), tuple(next_rows(coming))
        ),
    )  # fmt: skip
    data: dict[str, object] = {
        "as_of": str(view.as_of), "since": str(since), "unreadable": len(view.ledger.unreadable),
        "totals": count((*view.items, *view.kept)) | {"lights": shown},
        **{name: [entry(item) for item in items] for name, items in changes.items()},
        "worst": [entry(item) for item in worst[:MOST]], "next": [entry(item) for item in coming[:MOST]],
    }  # fmt: skip
    return Document("brief", parts, data)


def is_done(item: Standing | None) -> bool:
    """Settled, or at an end; what was not there yet is not done."""
    return item is not None and (item.done or item.settled is not None)


def is_overdue(item: Standing | None) -> bool:
    """Overdue then."""
    return item is not None and item.overdue


def due_of(item: Standing) -> tuple[date, str]:
    """Sort key: the next first."""
    return (item.due or date.max, item.id)


def changes_text(since: date, changes: dict[str, list[Standing]]) -> Text:
    """The three numbers of a week."""
    new, done, late = (len(changes[name]) for name in ("new", "closed", "late"))
    return Text(
        f"{since} 以来：新增 {new} 件，办结 {done} 件，新逾期 {late} 件",
        f"since {since}: {new} new, {done} done, {late} newly overdue",
    )


def table(view: View, items: list[Standing], title: Text) -> Table:
    """The first few of a list."""
    rows = tuple(
        (Cell(item.title), Cell(units_text(view, item.units)), Cell(due_text(item), item.light), lateness(item))
        for item in items[:MOST]
    )
    return Table(COLUMNS, rows, title=title)


def next_rows(items: list[Standing]) -> list[tuple[Cell, ...]]:
    """The next few days something is due, and how many of what."""
    days: dict[date, list[Standing]] = {}
    for item in items:
        if item.due:
            days.setdefault(item.due, []).append(item)
    return [(Cell(day), Cell(kinds_on(found))) for day, found in list(days.items())[: MOST - 1]]


def kinds_on(items: list[Standing]) -> Text:
    """What is due on one day: papers by their name, records by number."""
    names = Counter((item.title if item.milestone else same_kind(item)) for item in items)
    parts = [(title, number) for title, number in names.most_common(3)]
    more = len(names) - len(parts)
    zh = "、".join(f"{title.zh} {number}" for title, number in parts) + (f" 等 {len(items)} 件" if more else "")
    en = ", ".join(f"{title.en} {number}" for title, number in parts) + (f", {len(items)} in all" if more else "")
    return Text(zh, en)


def same_kind(item: Standing) -> Text:
    """A record that is due, by its kind."""
    from ybq_ledger.model.record_types import BY_KIND

    kind = BY_KIND.get(item.kind)
    return kind.title if kind else Text("时限", "time limit")
