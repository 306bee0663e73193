"""Rules about answers to duties: they exist, are the unit's own, of the right kind, begun, and answered once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ybq_ledger.checks.context import Context, RuleCheck
from ybq_ledger.domain.obligations import answerers, coordinator_on
from ybq_ledger.model.activity import Result
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Answering, Filing
from ybq_ledger.model.record_types import BY_KIND, BY_SHAPE

UNKNOWN_DUTY = Rule(
    "R517", "unknown-duty", Severity.error,
    Text("没有应办事项 {duty}", "there is no duty {duty}"),
    Text("用 ledger list duties 查编号{near}", "see ledger list duties{near}"),
)  # fmt: skip
DUTY_OF_OTHERS = Rule(
    "R518", "duty-of-others", Severity.error,
    Text("{duty} 应由 {owners} 完成，不是 {unit}", "{duty} is owed by {owners}, not by {unit}"),
    Text("核对事项编号和单位", "check the duty and the unit"),
)  # fmt: skip
FILED_BEFORE_PERIOD = Rule(
    "R533", "filed-before-period", Severity.warning,
    Text("{filed} 报送，但 {duty} 从 {begins} 才开始", "handed in on {filed}, but {duty} begins on {begins}"),
    Text("核对期数和报送日期", "check the period and the day"),
)  # fmt: skip
ANSWERED_TWICE = Rule(
    "R519", "answered-twice", Severity.warning,
    Text("{duty} 已由 {other} 完成", "{duty} is already answered by {other}"),
    Text("补充材料用 supplement；重复的一份作废", "complete the first with supplement, or void one of the two"),
)  # fmt: skip
DOCUMENT_MISSING = Rule(
    "R528", "document-missing", Severity.warning,
    Text("不是零报告，却没有材料出处", "neither a nil report nor a document"),
    Text("加 document：路径或链接；确无内容则写 nil: true", "add document: a path or link; or nil: true"),
)  # fmt: skip
WRONG_KIND_OF_ANSWER = Rule(
    "R560", "wrong-kind-of-answer", Severity.error,
    Text("{duty} 要用{right}完成，不是{kind}", "{duty} is answered by a record of kind {right}, not {kind}"),
    Text("登记在 {folder}/ 下", "enter it under {folder}/"),
)  # fmt: skip


ENTERED_BY_STRANGER = Rule(
    "R565", "entered-by-stranger", Severity.error,
    Text("由 {unit} 代录，只有 {allowed} 可以代录", "entered by {unit}; only {allowed} may enter on behalf"),
    Text("本单位自己登记不写 entered_by；纸质材料由汇总单位代录", "a unit's own entry has no entered_by; what comes on paper the coordinator enters"),
)  # fmt: skip


def answers(context: Context) -> Iterator[Finding]:
    """R517, R518, R533, R560: an answer is to a duty that exists, is the unit's own, has begun and is of its kind."""
    for path, record in context.answering:
        for index, duty in enumerate(record.answers):
            finding = wrong_answer(context, record, duty)
            if finding:
                yield Finding(finding[0], context.place(path, "answers", index), finding[1])


def wrong_answer(context: Context, record: Answering, wanted: str) -> tuple[Rule, dict[str, object]] | None:
    """What is wrong with one answer, or None."""
    duty = context.duties.get(wanted)
    kind = BY_SHAPE[type(record)]
    if duty is None:
        near = nearest_duty(context, wanted)
        return UNKNOWN_DUTY, {
            "duty": wanted,
            "near": Text(f"，是不是 {near}", f"; did you mean {near}?") if near else "",
        }
    if record.unit not in answerers(context.plan, duty, kind.opened_on(record)):
        return DUTY_OF_OTHERS, {"duty": wanted, "owners": "、".join(duty.units), "unit": record.unit}
    if duty.milestone.answer != kind.kind:
        right = BY_KIND[duty.milestone.answer]
        return WRONG_KIND_OF_ANSWER, {"duty": wanted, "right": right.title, "kind": kind.title, "folder": right.folder}
    if kind.opened_on(record) < duty.begins:
        return FILED_BEFORE_PERIOD, {"filed": kind.opened_on(record), "duty": wanted, "begins": duty.begins}
    return None


def nearest_duty(context: Context, wanted: str) -> str | None:
    """The id most like the one written, for a message only."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(wanted, context.duties, 1)), None)


def answered_twice(context: Context) -> Iterator[Finding]:
    """R519: the later of two living answers to one duty."""
    first: dict[str, str] = defaultdict(str)
    for source, line in context.lives:
        record = source.record
        if not isinstance(record, Answering) or line.points[-1].state == "void":
            continue
        for index, duty in enumerate(record.answers):
            if first[duty]:
                place = context.place(source.path, "answers", index)
                yield Finding(ANSWERED_TWICE, place, {"duty": duty, "other": first[duty]})
            first[duty] = first[duty] or record.id


def document_missing(context: Context) -> Iterator[Finding]:
    """R528."""
    for path, record in context.answering:
        is_nil = isinstance(record, Filing) and record.nil
        if isinstance(record, Filing | Result) and not is_nil and not record.document:
            yield Finding(DOCUMENT_MISSING, context.place(path, "title"))


def entered_by_stranger(context: Context) -> Iterator[Finding]:
    """R565: the unit is the author; on its behalf only the coordinator enters (代录, a convention of ours)."""
    for path, record in context.answering:
        coordinator = coordinator_on(context.plan, record.recorded)
        if isinstance(record, Filing) and record.entered_by not in (None, record.unit, coordinator):
            facts = {"unit": record.entered_by, "allowed": coordinator}
            yield Finding(ENTERED_BY_STRANGER, context.place(path, "entered_by"), facts)


ANSWER_RULES: tuple[RuleCheck, ...] = (
    ((UNKNOWN_DUTY, DUTY_OF_OTHERS, FILED_BEFORE_PERIOD, WRONG_KIND_OF_ANSWER), answers),
    ((ANSWERED_TWICE,), answered_twice),
    ((DOCUMENT_MISSING,), document_missing),
    ((ENTERED_BY_STRANGER,), entered_by_stranger),
)
