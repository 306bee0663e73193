"""Rules about who sends a change: judged by the accounts and grants of the side it goes to, never by its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ybq_ledger.domain.obligations import coordinator_on, leads_of
from ybq_ledger.domain.standing import life_of
from ybq_ledger.domain.succession import holder_on, holders_on
from ybq_ledger.domain.timeline import Timeline
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.authority import Account, Grant, Role
from ybq_ledger.model.complaint import Refer
from ybq_ledger.model.delta import Delta
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Place
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.record import Event, Filing, Record
from ybq_ledger.model.record_types import BY_FOLDER, BY_SHAPE
from ybq_ledger.model.value import dataclass

UNKNOWN_ACTOR = Rule(
    "G720", "unknown-actor", Severity.error,
    Text("账号 {actor} 没有登记", "the account {actor} is not listed"),
    Text("由维护人员在 plan/people.yaml 登记账号和单位", "let a maintainer list it in plan/people.yaml with its unit"),
)  # fmt: skip
NOT_YOURS = Rule(
    "G721", "not-yours-to-enter", Severity.error,
    Text("{actor}（{unit}）不能登记“{event}”，可以登记的：{may}", "{actor} ({unit}) may not enter {event}; who may: {may}"),
    Text("由有权的单位登记；权限见 plan/authority.yaml", "let a unit enter it that may; see plan/authority.yaml"),
)  # fmt: skip
SIGNED_FOR_OTHERS = Rule(
    "G722", "signed-for-others", Severity.error,
    Text("经办单位写的是 {by}，提交的账号属于 {unit}", "it is signed by {by}, but the account belongs to {unit}"),
    Text("由 {by} 的账号提交；代录写 entered_by", "let an account of {by} send it; on behalf: entered_by"),
)  # fmt: skip
OUT_OF_SCOPE = Rule(
    "G723", "out-of-scope", Severity.error,
    Text("{actor} 不能改 {path}", "{actor} may not edit {path}"),
    Text("由 plan/people.yaml 里 maintains 含此目录的账号提交", "let an account send it whose maintains in plan/people.yaml covers it"),
)  # fmt: skip
SELF_PROMOTION = Rule(
    "G724", "self-promotion", Severity.error,
    Text("{actor} 改了自己的权限", "{actor} changed what it may do itself"),
    Text("由别的维护人员改；在合入之前不起作用", "let another maintainer change it; it has no effect before it is merged"),
)  # fmt: skip
APPROVED_BY_ONESELF = Rule(
    "G726", "approved-by-oneself", Severity.error,
    Text("{unit} 签收了自己报送的材料", "{unit} signed for its own paper"),
    Text("由收件单位（牵头部门、汇总单位）签收", "let the unit sign that receives it: the lead or the coordinator"),
)  # fmt: skip
NOBODY_LISTED = Rule(
    "G725", "nobody-listed", Severity.note,
    Text("plan/people.yaml 没有账号，未核对谁在改", "plan/people.yaml lists no account: who sends this was not checked"),
    Text("登记账号后才能核对权限", "list accounts to have it checked"),
)  # fmt: skip
OTHERWISE: tuple[Role, ...] = ("holder", "coordinator")
"""Who may enter an event that plan/authority.yaml does not name."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a change, by the plan of the side it goes to."""

    actor: str
    account: Account
    plan: Plan
    calendar: WorkingCalendar

    @property
    def unit(self) -> str:
        """The account's unit; empty for one that belongs to none."""
        return self.account.unit or ""


def authority(deltas: list[Delta], sender: Sender) -> Iterator[Finding]:
    """G721–G723 over every file of a change."""
    for delta in deltas:
        kind = BY_SHAPE.get(type(delta.new)) if delta.new is not None else None
        if kind is None:
            yield from () if is_record_path(delta.path) and not delta.is_gone else scope(delta, sender)
            continue
        record = delta.new
        assert record is not None
        if delta.is_new:
            yield from opening(delta, record, sender)
        for index, event in delta.new_events:
            before = replace(record, events=record.events[:index])  # type: ignore[arg-type]  # events of its own kind
            line = life_of(sender.plan, sender.calendar, before)
            yield from entering(delta, record, line, index, event, sender)


def is_record_path(path: str) -> bool:
    """Whether a record belongs there; one that cannot be read has findings of its own."""
    parts = path.split("/")
    return len(parts) == 4 and parts[0] == "ledger" and parts[2] in BY_FOLDER and path.endswith(".yaml")


def scope(delta: Delta, sender: Sender) -> Iterator[Finding]:
    """G723: plan, program, papers beside the records: only where the account maintains."""
    covered = any(
        delta.path == part or delta.path.startswith(part.rstrip("/") + "/") for part in sender.account.maintains
    )
    if not covered:
        yield Finding(OUT_OF_SCOPE, Place(delta.path), {"actor": sender.actor, "path": delta.path})


def opening(delta: Delta, record: Record, sender: Sender) -> Iterator[Finding]:
    """Making a record: by its own unit, on behalf by the coordinator, and as the grant for its kind says."""
    kind = BY_SHAPE[type(record)].kind
    day = record.recorded
    behalf = isinstance(record, Filing) and record.entered_by == sender.unit == coordinator_on(sender.plan, day)
    mine = holder_on(sender.plan, record.unit, (record.id,), day) == sender.unit or record.unit == sender.unit
    if not mine and not behalf:
        facts = {"by": record.unit, "unit": sender.unit or sender.actor}
        yield Finding(SIGNED_FOR_OTHERS, delta.locate(("unit",)), facts)
    grant = next((grant for grant in sender.plan.grants if grant.event == f"open-{kind}"), None)
    if grant and not set(grant.may) & roles(record, None, day, sender):
        yield refused(delta, ("id",), f"open-{kind}", grant.may, sender)


def entering(
    delta: Delta, record: Record, line: Timeline, index: int, event: Event, sender: Sender
) -> Iterator[Finding]:
    """G721, G722 for one new event."""
    if event.by != sender.unit:
        facts = {"by": event.by, "unit": sender.unit or sender.actor}
        yield Finding(SIGNED_FOR_OTHERS, delta.locate(("events", index, "by")), facts)
    if isinstance(record, Filing) and event.event == "sign":
        is_own = sender.unit in (record.unit, line.points[0].unit)
        if is_own and sender.unit != coordinator_on(sender.plan, event.recorded):
            yield Finding(APPROVED_BY_ONESELF, delta.locate(("events", index, "by")), {"unit": sender.unit})
    may = may_enter(sender.plan, BY_SHAPE[type(record)].kind, event.event)
    if not set(may) & roles(record, line, event.on, sender):
        yield refused(delta, ("events", index, "event"), event.event, may, sender)


def may_enter(plan: Plan, kind: str, event: str) -> tuple[Role, ...]:
    """Who may enter an event: by the grant for this kind of record (`filing-sign`), else by that for the event."""
    named = {grant.event: grant.may for grant in plan.grants}
    return named.get(f"{kind}-{event}") or named.get(event) or OTHERWISE


def refused(delta: Delta, steps: tuple[str | int, ...], event: str, may: tuple[Role, ...], sender: Sender) -> Finding:
    """The finding that names who may."""
    facts = {"actor": sender.actor, "unit": sender.unit or "—", "event": event, "may": "、".join(may)}
    return Finding(NOT_YOURS, delta.locate(steps), facts)


def roles(record: Record, line: Timeline | None, day: date, sender: Sender) -> set[Role]:
    """What the sender's unit is to a record on a day, by what had happened before the event it enters."""
    plan, unit = sender.plan, sender.unit
    works = works_of(record)
    leads = tuple(lead for work in plan.works if work.id in works for lead in leads_of(work))
    point = (line.on(day) or line.points[0]) if line else None
    holder = point.unit if point else record.unit
    found: dict[Role, bool] = {
        "holder": unit == holder, "lead": unit in holders_on(plan, leads, (record.id, *works), day),
        "coordinator": unit == coordinator_on(plan, day), "issuer": unit == record.unit,
        "addressee": unit in holders_on(plan, addressees_of(record, day), (record.id,), day),
        "supervisor": sender.account.supervisor,
    }  # fmt: skip
    return {role for role, holds in found.items() if holds}


def addressees_of(record: Record, day: date) -> tuple[str, ...]:
    """The units an act or instruction went to, or a complaint was passed to by a day, to handle or to help."""
    own = getattr(record, "to", None)
    passed = tuple(event.to for event in record.events if isinstance(event, Refer) and event.on <= day)
    return (*([own] if own else []), *passed)


def works_of(record: Record) -> tuple[str, ...]:
    """The works a record is about: its own, or those a paper has sections on or answers duties of."""
    named = tuple(work for name in ("action", "task") if (work := getattr(record, name, None)))
    answered = tuple(duty.split("/")[1] for duty in getattr(record, "answers", ()))
    return (*named, *getattr(record, "actions", ()), *answered)


def self_promotion(actor: str, base: Plan, head: Plan) -> Iterator[Finding]:
    """G724: the account's own entry differs; or its unit becomes coordinator or lead, or may enter more than before."""
    before = next((account for account in base.accounts if account.login == actor), None)
    after = next((account for account in head.accounts if account.login == actor), None)
    if before != after:
        yield Finding(SELF_PROMOTION, Place("plan/people.yaml"), {"actor": actor})
    if before is None or not (before.unit or before.supervisor):
        return
    if head.document.coordinator == before.unit != base.document.coordinator:
        yield Finding(SELF_PROMOTION, Place("plan/plan.yaml"), {"actor": actor})
    if leads(head, before.unit) - leads(base, before.unit):
        yield Finding(SELF_PROMOTION, Place("plan/actions.yaml"), {"actor": actor})
    if inherits(head, before.unit) - inherits(base, before.unit):
        yield Finding(SELF_PROMOTION, Place("plan/units.yaml"), {"actor": actor})
    if widened(base.grants, head.grants):
        yield Finding(SELF_PROMOTION, Place("plan/authority.yaml"), {"actor": actor})


def leads(plan: Plan, unit: str | None) -> set[str]:
    """The works a unit leads."""
    return {work.id for work in plan.works if unit in leads_of(work)}


def inherits(plan: Plan, unit: str | None) -> set[str]:
    """The units another one takes over from."""
    return {ended.code for ended in plan.units if unit in ended.successors}


def widened(old: tuple[Grant, ...], new: tuple[Grant, ...]) -> bool:
    """Whether somebody may enter what he could not before; a grant taken out lets the usual ones."""
    before, after = ({grant.event: set(grant.may) for grant in grants} for grants in (old, new))
    return any(
        after.get(event, set(OTHERWISE)) - before.get(event, set(OTHERWISE)) for event in before.keys() | after.keys()
    )


AUTHORITY_RULES = (
    UNKNOWN_ACTOR, NOT_YOURS, SIGNED_FOR_OTHERS, OUT_OF_SCOPE, SELF_PROMOTION, NOBODY_LISTED, APPROVED_BY_ONESELF,
)  # fmt: skip
