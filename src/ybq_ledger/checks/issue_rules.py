"""Rules about an issue as a whole: merging, its kind, and what was set up so that it stays solved."""

from __future__ import annotations

from collections.abc import Iterator

from ybq_ledger.checks.context import Context, RuleCheck, Trace
from ybq_ledger.domain import deadlines
from ybq_ledger.domain.clocks import main_limit
from ybq_ledger.domain.timeline import in_order
from ybq_ledger.model.event import Merge, Rectify
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.ledger import Source
from ybq_ledger.model.record_types import GONE

MERGED_INTO_NOTHING = Rule(
    "R542", "merged-into-nothing", Severity.error,
    Text("并入的 {into} {why}", "merged into {into}, which {why}"),
    Text("写一条仍在整改或已销号的问题编号", "name an issue that is still kept account of"),
)  # fmt: skip
MERGE_LOSES_DEADLINE = Rule(
    "R543", "merge-loses-deadline", Severity.error,
    Text("并入的 {into} 时限 {later} 晚于本条 {due}，等于延期", "{into} is due on {later}, later than this one on {due}: merging would extend it"),
    Text("把时限晚的并入时限早的；需要延期按延期办", "merge the later one into the earlier; extend where an extension is meant"),
)  # fmt: skip
MECHANISM_MISSING = Rule(
    "R544", "mechanism-missing", Severity.warning,
    Text("长期坚持的问题报了整改，没有写长效机制", "a long-term issue was put right without saying what keeps it so"),
    Text("登记整改时加 --mechanism：立了什么制度", "give --mechanism with rectify: what was set up"),
)  # fmt: skip
AT_ONCE_TOO_LATE = Rule(
    "R545", "at-once-too-late", Severity.error,
    Text("立行立改，自定时限 {deadline} 却晚于 {limit}", "to be put right at once, yet its own deadline {deadline} is later than {limit}"),
    Text("去掉 deadline，或把整改方式改为限期整改", "take deadline out, or make it an issue by-date"),
)  # fmt: skip
UNKNOWN = Text("不存在", "does not exist")
ITSELF = Text("就是它自己", "is the record itself")
OTHER_KIND = Text("不是问题", "is no issue")
NOT_ALIVE = Text("已作废或已并案", "is void or merged itself")


def merging(context: Context) -> Iterator[Finding]:
    """R542, R543: what is merged goes on in an issue that is alive and due no later."""
    for source, line in context.lives:
        for index, event in in_order(source.record.events):
            if not isinstance(event, Merge) or line.points[-1].state != "merged":
                continue
            place = context.place(source.path, "events", index, "into")
            target = context.held.get(event.into)
            why = why_not(source, event.into, target) if target or context.is_missing(event.into) else None
            if why:
                yield Finding(MERGED_INTO_NOTHING, place, {"into": event.into, "why": why})
            elif target:
                due, later = line.points[-1].due, target.due
                if due and (later is None or later > due):
                    facts = {"into": event.into, "later": later or Text("未定", "not set"), "due": due}
                    yield Finding(MERGE_LOSES_DEADLINE, place, facts)


def why_not(source: Source, into: str, target: Trace | None) -> Text | None:
    """What keeps a record from being merged into, or None."""
    if into == source.record.id:
        return ITSELF
    if target is None:
        return UNKNOWN
    if target.kind != "issue":
        return OTHER_KIND
    return NOT_ALIVE if target.state in GONE else None


def mechanism_missing(context: Context) -> Iterator[Finding]:
    """R544: at the last rectification of a long-term issue."""
    for path, issue in context.issues:
        if issue.kind != "long-term":
            continue
        done = [(index, event) for index, event in in_order(issue.events) if isinstance(event, Rectify)]
        if done and done[-1][1].mechanism is None:
            yield Finding(MECHANISM_MISSING, context.place(path, "events", done[-1][0], "event"))


def at_once_too_late(context: Context) -> Iterator[Finding]:
    """R545: an own deadline may shorten what is to be put right at once, never lengthen it."""
    for path, issue in context.issues:
        limit = main_limit(context.plan, issue)
        if limit is None or issue.deadline is None:
            continue
        rest_day = context.plan.document.rest_days.relative
        latest = deadlines.count(context.calendar, issue.found_on, limit.count, limit.unit, rest_day).day
        if issue.deadline > latest:
            facts = {"deadline": issue.deadline, "limit": latest}
            yield Finding(AT_ONCE_TOO_LATE, context.place(path, "deadline"), facts)


ISSUE_RULES: tuple[RuleCheck, ...] = (
    ((MERGED_INTO_NOTHING, MERGE_LOSES_DEADLINE), merging),
    ((MECHANISM_MISSING,), mechanism_missing),
    ((AT_ONCE_TOO_LATE,), at_once_too_late),
)
