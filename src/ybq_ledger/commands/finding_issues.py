"""Makes issues of what an activity found; what has become one already is left alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ybq_ledger.commands.choosing import record_source
from ybq_ledger.commands.drafting import Draft, node_of
from ybq_ledger.commands.entering import Entered, enter
from ybq_ledger.commands.opening import open_view
from ybq_ledger.domain.timeline import happened
from ybq_ledger.model.activity import Activity, Found
from ybq_ledger.model.event import MARKER
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Issue

SOURCES = {"assessment": "assessment", "survey": "public", "visit": "enterprise"}
"""Kind of activity → where its issues come from; any other is an inspection."""


def issues_from(root: Path, word: str, due: date | None, today: date, *, dry_run: bool) -> Entered:
    """Enter an issue for each thing found that has none yet; CannotRun where `word` is no activity, or is void."""
    view = open_view(root, today)
    activity = happened(record_source(view, word).record, today)
    if not isinstance(activity, Activity) or any(event.event == "void" for event in activity.events):
        raise CannotRun(
            Text(f"{word} 不是有效的活动", f"{word} is no activity, or is void"),
            Text("编号见 ledger list activities", "see ledger list activities"),
        )
    entered = {
        source.record.title
        for source in view.ledger.sources
        if isinstance(source.record, Issue) and source.record.origin == activity.id
    }
    open_finds = [found for found in activity.found if title_of(found) not in entered and found.what != MARKER]
    if not open_finds:
        return Entered()
    return enter(root, "issue", [draft(activity, found, due) for found in open_finds], today, dry_run=dry_run)


def title_of(found: Found) -> str:
    """The issue's title: what was found, after the indicator of an assessment."""
    return f"{found.indicator}：{found.what}"[:200] if found.indicator else found.what


def draft(activity: Activity, found: Found, due: date | None) -> Draft:
    """One issue, with the activity as its origin."""
    work = found.action or next(iter(activity.actions), None)
    values = {
        "unit": found.unit or activity.unit, "title": title_of(found), "action": work, "found_on": activity.held_on,
        "source": SOURCES.get(activity.kind, "inspection"), "deadline": due, "origin": activity.id,
    }  # fmt: skip
    return Draft(node_of(values), None)
