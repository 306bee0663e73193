"""Rules about units that end: what they hand over, to whom, and that nothing is left behind or entered afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from ybq_ledger.checks.context import Context, RuleCheck
from ybq_ledger.domain.succession import is_valid
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.handover import Handover
from ybq_ledger.model.language import Text
from ybq_ledger.model.record_types import BY_SHAPE, GONE

HANDOVER_OF_LIVING_UNIT = Rule(
    "R550", "handover-of-living-unit", Severity.error,
    Text("{unit} 没有终止日期，不能整体移交", "{unit} has no last day, so it cannot hand itself over"),
    Text("先在 plan/units.yaml 写 valid_to 和 successors；只移交一个问题用 ledger transfer", "write valid_to and successors in plan/units.yaml first; a single issue is passed on with ledger transfer"),
)  # fmt: skip
HANDOVER_TO_STRANGER = Rule(
    "R551", "handover-to-stranger", Severity.error,
    Text("移交给 {to}，它不是 {unit} 的承接单位", "handed over to {to}, which is no successor of {unit}"),
    Text("承接单位写在 plan/units.yaml 的 successors", "successors stand in plan/units.yaml"),
)  # fmt: skip
HANDED_ITEM_UNKNOWN = Rule(
    "R552", "handed-item-unknown", Severity.error,
    Text("没有记录、应办事项、行动或任务 {item}", "there is no record, duty, action or task {item}"),
    Text("核对编号", "check the id"),
)  # fmt: skip
NOT_HANDED_OVER = Rule(
    "R553", "not-handed-over", Severity.warning,
    Text("{unit} 已于 {day} 终止，本条没有移交给谁", "{unit} ended on {day} and nobody took this over"),
    Text("用 ledger handover 写明接收单位", "name who takes it over with ledger handover"),
)  # fmt: skip
ENTERED_OUTSIDE_ITS_TIME = Rule(
    "R554", "entered-outside-its-time", Severity.error,
    Text("{unit} 在 {day} 这天不存在", "{unit} did not exist on {day}"),
    Text("由承接单位登记；核对日期", "let the successor enter it; check the day"),
)  # fmt: skip


def handovers(context: Context) -> Iterator[Finding]:
    """R550, R551, R552: a unit that ends, to its successors, of things that exist."""
    units = {unit.code: unit for unit in context.plan.units}
    works = {work.id for work in context.plan.works}
    for source in context.ledger.sources:
        record = source.record
        unit = units.get(record.unit)
        if not isinstance(record, Handover) or unit is None:
            continue
        if unit.valid_to is None:
            facts: dict[str, object] = {"unit": unit.name}
            yield Finding(HANDOVER_OF_LIVING_UNIT, context.place(source.path, "unit"), facts)
        named = [(("items", index, "to"), item.to) for index, item in enumerate(record.items)]
        for steps, to in [*named, *([(("to",), record.to)] if record.to else [])]:
            if unit.valid_to and to not in unit.successors:
                facts = {"to": to, "unit": unit.name}
                yield Finding(HANDOVER_TO_STRANGER, context.place(source.path, *steps), facts)
        for index, item in enumerate(record.items):
            if item.item not in works and context.is_missing(item.item) and item.item not in context.duties:
                place = context.place(source.path, "items", index, "item")
                yield Finding(HANDED_ITEM_UNKNOWN, place, {"item": item.item})


def not_handed_over(context: Context) -> Iterator[Finding]:
    """R553: what was open when its unit ended, and stands with it still."""
    ended = {unit.code: unit for unit in context.plan.units if unit.valid_to and unit.valid_to < context.today}
    for source, line in context.lives if ended else ():
        point, kind = line.points[-1], BY_SHAPE[type(source.record)]
        unit = ended.get(point.unit)
        if unit and context.is_whole and point.state not in kind.ended | GONE and kind.counted:
            facts = {"unit": unit.name, "day": unit.valid_to}
            yield Finding(NOT_HANDED_OVER, context.place(source.path, "unit"), facts)


def entered_outside_its_time(context: Context) -> Iterator[Finding]:
    """R554: a record begins on a day its unit existed; a late entry of an earlier day is fine."""
    limited = {unit.code: unit for unit in context.plan.units if unit.valid_to or unit.valid_from}
    for path, record in context.records if limited else ():
        unit, kind = limited.get(record.unit), BY_SHAPE[type(record)]
        day = kind.opened_on(record)
        if unit and not isinstance(record, Handover) and not is_valid(unit, day):
            facts = {"unit": unit.name, "day": day}
            yield Finding(ENTERED_OUTSIDE_ITS_TIME, context.place(path, kind.opened), facts)


SUCCESSION_RULES: tuple[RuleCheck, ...] = (
    ((HANDOVER_OF_LIVING_UNIT, HANDOVER_TO_STRANGER, HANDED_ITEM_UNKNOWN), handovers),
    ((NOT_HANDED_OVER,), not_handed_over),
    ((ENTERED_OUTSIDE_ITS_TIME,), entered_outside_its_time),
)
