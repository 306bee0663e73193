"""Rules about supervising acts and instructions: their form, their ground, who approves and who answers."""

from __future__ import annotations

from collections.abc import Iterator

from ybq_ledger.checks.context import Context, RuleCheck
from ybq_ledger.domain.escalating import ladder_places
from ybq_ledger.domain.succession import holder_on
from ybq_ledger.domain.timeline import in_order
from ybq_ledger.model.complaint import Report
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.ledger import Source
from ybq_ledger.model.supervision import Act, Answered, Instruction

ORDER_TO_OUTSIDE = Rule(
    "R580", "order-to-outside", Severity.error,
    Text("{unit} 不归区里指挥，不能发督办单", "{unit} is outside the district's command and cannot be sent an order"),
    Text("改用商请函：form: request", "write a letter of request: form: request"),
)  # fmt: skip
NATURE_MISSING = Rule(
    "R581", "nature-missing", Severity.error,
    Text("移送纪委没有写问题性质", "referred to discipline without the nature of the matter"),
    Text("加 nature；逾期本身不是移送的理由", "give nature; being late is no ground by itself"),
)  # fmt: skip
ACT_ABOUT_UNKNOWN = Rule(
    "R582", "act-about-unknown", Severity.error,
    Text("没有记录或应办事项 {item}", "there is no record or duty {item}"),
    Text("核对编号；应办事项见 ledger list duties", "check the id; duties: ledger list duties"),
)  # fmt: skip
APPROVER_MISSING = Rule(
    "R583", "approver-missing", Severity.error,
    Text("{act}须经{approver}批准，没有写批准人", "{act} needs the approval of {approver}; no approver is given"),
    Text("先报批，再写 approver（职务）", "have it approved first, then write approver, by post"),
)  # fmt: skip
RUNG_SKIPPED = Rule(
    "R584", "rung-skipped", Severity.warning,
    Text("对 {item} 直接{act}，之前没有{before}", "{act} over {item} without {before} before it"),
    Text("按 plan/escalation.yaml 的阶梯逐级采取，或在 reason 写明理由", "climb the ladder of plan/escalation.yaml rung by rung, or say why in reason"),
)  # fmt: skip
ANSWERED_BY_OTHER = Rule(
    "R585", "answered-by-other", Severity.error,
    Text("由 {unit} 回复，对象单位是 {to}", "answered by {unit}, but it went to {to}"),
    Text("由对象单位回复", "the unit it went to answers"),
)  # fmt: skip
ACT_TOWARDS_ITSELF = Rule(
    "R586", "act-towards-itself", Severity.error,
    Text("{unit} 对自己采取措施", "{unit} acts towards itself"),
    Text("由领导小组指定的单位采取", "let a unit act that the leading group names"),
)  # fmt: skip


def acts(context: Context) -> Iterator[Finding]:
    """R580, R581, R586."""
    units = {unit.code: unit for unit in context.plan.units}
    for source, act in acts_of(context):
        body = units.get(act.to)
        if body and body.command == "outside" and act.form == "order" and act.kind not in ("remind", "praise"):
            yield Finding(ORDER_TO_OUTSIDE, context.place(source.path, "kind"), {"unit": body.name})
        if act.kind == "refer-discipline" and act.nature is None:
            yield Finding(NATURE_MISSING, context.place(source.path, "kind"))
        if act.to == act.unit:
            yield Finding(ACT_TOWARDS_ITSELF, context.place(source.path, "to"), {"unit": act.unit})


def acts_of(context: Context) -> Iterator[tuple[Source, Act]]:
    """Every act with where it stands."""
    for source in context.ledger.sources:
        if isinstance(source.record, Act):
            yield source, source.record


def act_about_unknown(context: Context) -> Iterator[Finding]:
    """R582."""
    for source in context.ledger.sources:
        if isinstance(source.record, Act | Instruction):
            for index, item in enumerate(source.record.about):
                if context.is_missing(item) and item not in context.duties:
                    yield Finding(ACT_ABOUT_UNKNOWN, context.place(source.path, "about", index), {"item": item})


def ladder(context: Context) -> Iterator[Finding]:
    """R583, R584: what is on the ladder is approved, and taken rung by rung."""
    places = ladder_places(context.plan.rungs)
    taken = [(act, item) for _, act in acts_of(context) for item in act.about]
    for source, act in acts_of(context):
        if act.kind not in places:
            continue
        place, rung = places[act.kind], context.plan.rungs[places[act.kind]]
        if rung.days > 0 and act.approver is None:
            facts: dict[str, object] = {"act": rung.title, "approver": rung.approver}
            yield Finding(APPROVER_MISSING, context.place(source.path, "kind"), facts)
        before = context.plan.rungs[place - 1] if place else None
        if before is None or before.days < 0 or act.reason or not context.is_whole:
            continue
        for index, item in enumerate(act.about):
            if not any(
                other.kind == before.id and other.to == act.to and about == item and other.issued_on <= act.issued_on
                for other, about in taken
            ):
                facts = {"item": item, "act": rung.title, "before": before.title}
                yield Finding(RUNG_SKIPPED, context.place(source.path, "about", index), facts)


def answered_by_other(context: Context) -> Iterator[Finding]:
    """R585: the unit it went to, or its successor."""
    for source in context.ledger.sources:
        record = source.record
        if not isinstance(record, Act | Instruction):
            continue
        for index, event in in_order(record.events):
            if isinstance(event, Answered | Report):
                to = holder_on(context.plan, record.to, (record.id,), event.on)
                if event.by != to:
                    facts = {"unit": event.by, "to": to}
                    yield Finding(ANSWERED_BY_OTHER, context.place(source.path, "events", index, "by"), facts)


SUPERVISION_RULES: tuple[RuleCheck, ...] = (
    ((ORDER_TO_OUTSIDE, NATURE_MISSING, ACT_TOWARDS_ITSELF), acts),
    ((ACT_ABOUT_UNKNOWN,), act_about_unknown),
    ((APPROVER_MISSING, RUNG_SKIPPED), ladder),
    ((ANSWERED_BY_OTHER,), answered_by_other),
)
