"""Rules about who acts: units of the plan, the holder, whoever verifies, closes and approves (readings 8, 13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ybq_ledger.checks.context import Context, RuleCheck
from ybq_ledger.domain.obligations import coordinator_on, leads_of
from ybq_ledger.domain.succession import holder_on, holders_on
from ybq_ledger.domain.timeline import in_order
from ybq_ledger.model.complaint import Refer
from ybq_ledger.model.event import (
    ApplyExtension,
    ApproveExtension,
    AskHigher,
    Close,
    Progress,
    Rectify,
    Transfer,
    Verify,
)
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.handover import Handover
from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Issue, Record
from ybq_ledger.model.supervision import Act, Instruction

UNKNOWN_UNIT = Rule(
    "R504", "unknown-acting-unit", Severity.error,
    Text("方案里没有单位 {unit}", "no unit {unit} in the plan"),
    Text("写单位代码{near}；全部见 ledger list units", "write a unit's code{near}; see ledger list units"),
)  # fmt: skip
VERIFIED_BY_DOER = Rule(
    "R514", "verified-by-doer", Severity.error,
    Text("{unit} 整改，又由 {unit} 核查", "{unit} rectified it and verified it too"),
    Text("由牵头部门核查；牵头部门自己整改的，由汇总单位核查", "the lead verifies; where the lead rectified, the coordinator does"),
)  # fmt: skip
VERIFIED_BY_WRONG_UNIT = Rule(
    "R515", "verified-by-wrong-unit", Severity.warning,
    Text("由 {unit} 核查，按约定应由 {expected} 核查", "verified by {unit}; by convention {expected} verifies"),
    Text("请 {expected} 核查，或说明依据", "let {expected} verify, or state the authority"),
)  # fmt: skip
CLOSED_BY_WRONG_UNIT = Rule(
    "R516", "closed-by-wrong-unit", Severity.error,
    Text("由 {unit} 销号，按约定应由 {expected} 销号", "closed by {unit}; by convention {expected} closes"),
    Text("由 {expected} 销号；整改单位自己不能销号", "{expected} closes; never the unit that rectified"),
)  # fmt: skip
ACTED_FOR_OTHERS = Rule(
    "R529", "acted-for-others", Severity.error,
    Text("{event} 由 {unit} 登记，但承办单位是 {holder}", "{event} by {unit}, but {holder} holds the issue"),
    Text("由承办单位登记；不归它管的先用 transfer 移交", "the holder enters it; transfer the issue first if it belongs elsewhere"),
)  # fmt: skip
SELF_APPROVED = Rule(
    "R530", "self-approved-extension", Severity.error,
    Text("{unit} 批准了自己的延期", "{unit} approved its own extension"),
    Text("由汇总单位按批准文件登记批准", "the coordinator enters the approval, with its authority"),
)  # fmt: skip


def unknown_acting_unit(context: Context) -> Iterator[Finding]:
    """R504: the acting and the receiving unit are units of the plan."""
    for path, record in context.records:
        for steps, unit in addressees(record):
            if unit not in context.unit_codes:
                near = context.names.nearest(unit)
                hint = Text(f"，如 {near[0]}", f", such as {near[0]}") if near else ""
                yield Finding(UNKNOWN_UNIT, context.place(path, *steps), {"unit": unit, "near": hint})
        for index, event in enumerate(record.events):
            named = {"by": event.by} | ({"to": event.to} if isinstance(event, Transfer | Refer) else {})
            for key, unit in named.items():
                if unit not in context.unit_codes:
                    near = context.names.nearest(unit)
                    hint = Text(f"，如 {near[0]}", f", such as {near[0]}") if near else ""
                    yield Finding(UNKNOWN_UNIT, context.place(path, "events", index, key), {"unit": unit, "near": hint})


def addressees(record: Record) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The units a record itself goes to, each with where it is named."""
    match record:
        case Act() | Instruction():
            yield ("to",), record.to
        case Handover():
            yield from ((("items", index, "to"), item.to) for index, item in enumerate(record.items))
            if record.to:
                yield ("to",), record.to


def verification(context: Context) -> Iterator[Finding]:
    """R514, R515: never the doer; the lead, or the coordinator where the lead itself did it (reading 13)."""
    for path, issue in context.issues:
        doer = None
        for index, event in in_order(issue.events):
            if isinstance(event, Rectify):
                doer = event.by
            if not isinstance(event, Verify) or doer is None:
                continue
            place = ("events", index, "by")
            allowed = verifiers(context, issue, doer, event.on)
            if event.by == doer:
                yield Finding(VERIFIED_BY_DOER, context.place(path, *place), {"unit": doer})
            elif allowed and event.by not in allowed:
                facts = {"unit": event.by, "expected": "、".join(allowed)}
                yield Finding(VERIFIED_BY_WRONG_UNIT, context.place(path, *place), facts)


def verifiers(context: Context, issue: Issue, doer: str, day: date) -> tuple[str, ...]:
    """Who may verify on a day what `doer` rectified; empty where the leading group names somebody."""
    coordinator = coordinator_on(context.plan, day)
    works = tuple(work for work in (issue.action, issue.task) if work)
    named = next((leads_of(work) for work in context.plan.works if work.id in works), ())
    leads = holders_on(context.plan, named, (issue.id, *works), day)
    if doer == coordinator:
        return ()
    return (coordinator,) if doer in leads or not leads else leads


def closed_by_wrong_unit(context: Context) -> Iterator[Finding]:
    """R516: the coordinator closes; what the coordinator rectified is closed by anybody but itself."""
    for path, issue in context.issues:
        doer = None
        for index, event in in_order(issue.events):
            coordinator = coordinator_on(context.plan, event.on)
            doer = event.by if isinstance(event, Rectify) else doer
            if not isinstance(event, Close):
                continue
            wrong = event.by == doer or (event.by != coordinator and doer != coordinator)
            if wrong:
                expected: object = coordinator if doer != coordinator else context.plan.document.leading_group
                facts = {"unit": event.by, "expected": expected}
                yield Finding(CLOSED_BY_WRONG_UNIT, context.place(path, "events", index, "by"), facts)


def acted_for_others(context: Context) -> Iterator[Finding]:
    """R529, R530: the holder reports, rectifies and applies; somebody else approves."""
    for path, issue in context.issues:
        holder = issue.unit
        keys = (issue.id, *(work for work in (issue.action, issue.task) if work))
        for index, event in in_order(issue.events):
            place = ("events", index, "by")
            holder = holder_on(context.plan, holder, keys, event.on)
            if isinstance(event, HOLDERS_ACTS) and event.by != holder:
                facts = {"event": event.event, "unit": event.by, "holder": holder}
                yield Finding(ACTED_FOR_OTHERS, context.place(path, *place), facts)
            if isinstance(event, ApproveExtension) and event.by == holder != coordinator_on(context.plan, event.on):
                yield Finding(SELF_APPROVED, context.place(path, *place), {"unit": holder})
            holder = event.to if isinstance(event, Transfer) else holder


HOLDERS_ACTS = (Progress, Rectify, ApplyExtension, AskHigher)


ACTING_RULES: tuple[RuleCheck, ...] = (
    ((UNKNOWN_UNIT,), unknown_acting_unit),
    ((VERIFIED_BY_DOER, VERIFIED_BY_WRONG_UNIT), verification),
    ((CLOSED_BY_WRONG_UNIT,), closed_by_wrong_unit),
    ((ACTED_FOR_OTHERS, SELF_APPROVED), acted_for_others),
)
