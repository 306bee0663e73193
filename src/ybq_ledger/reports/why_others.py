"""What stands behind things without a deadline of their own: papers, activities, results, readings, targets, handovers."""

from __future__ import annotations

from datetime import date

from ybq_ledger.domain.lookup import duty_named
from ybq_ledger.domain.standing import Answer, Standing
from ybq_ledger.domain.succession import NEXT_DAY
from ybq_ledger.domain.view import View
from ybq_ledger.model.activity import Reading
from ybq_ledger.model.deadline import Step
from ybq_ledger.model.handover import Handover
from ybq_ledger.model.language import Text
from ybq_ledger.model.plan import Target
from ybq_ledger.model.record import Record
from ybq_ledger.model.record_types import BY_SHAPE, GONE, STATE_NAMES
from ybq_ledger.model.table import Document, Line, Table
from ybq_ledger.reports.targets import OUTCOMES, outcome, share
from ybq_ledger.reports.why import Basis, basis_data, clock_section, section_data, section_parts, step_data, steps_table
from ybq_ledger.reports.why import why as why_standing
from ybq_ledger.reports.wording import due_text, lateness, unit_text

NOTHING_WAITS = Basis(Text("没有应办事项等它，没有期限", "no duty waits for it: no deadline"))
FIRST_DAY = Basis(
    Text("所完成的应办事项；首次报送（举办、形成）之日计", "the duties it answers; the day it first came counts")
)
NEXT_DAY_OF_LAST = Basis(
    Text("单位终止的次日起，由接收单位承接", "from the day after its unit's last one the receiving units hold it"),
    None, None, Text("移交何时签署都从终止次日起算；时限不变。", "Whenever it was signed; the dates stay."),
)  # fmt: skip


def why_answer(view: View, answer: Answer) -> Document:
    """The duties that a paper, activity or result answers, each with its date, and the other limits that run on it."""
    record = answer.record
    duties = [duty for word in record.answers if (duty := duty_named(view, word))]
    basis = FIRST_DAY if duties else NOTHING_WAITS
    state = STATE_NAMES[answer.point.state]
    steps = [Step("start", answer.day, Text(f"登记为{state.zh}", f"entered; now {state.en}"))]
    steps += [answered_step(answer, duty) for duty in duties]
    clocks = [clock_section(view, clock) for clock in answer.clocks]
    parts = [*head(view, record, basis, steps), *(part for each in clocks for part in section_parts(view, each))]
    about = [why_standing(view, duty).data for duty in duties]
    due = min((duty.due for duty in duties if duty.due), default=None)
    data = facts(record, basis, steps, due, any(duty.provisional for duty in duties))
    return Document("why", tuple(parts), data | {"clocks": [section_data(each) for each in clocks], "answers": about})


def answered_step(answer: Answer, duty: Standing) -> Step:
    """One duty it answers: due when, and whether this is what settled it, in time or late."""
    due, late = due_text(duty), lateness(duty).value
    words = late if isinstance(late, Text) else Text(str(late), str(late))
    if duty.due is None:
        words = Text("没有日期，不计早晚", "no date: neither early nor late")
    if answer.point.state in GONE:
        words = Text("本条已作废，不算完成", "this one is void and settles nothing")
    elif duty.settled != answer.day:
        words = Text(f"由别的登记在 {duty.settled or '—'} 完成", f"settled by another entry on {duty.settled or '—'}")
    text = Text(
        f"{duty.id}（{duty.title.zh}）期限 {due.zh}：{words.zh}",
        f"{duty.id} ({duty.title.en}) due {due.en}: {words.en}",
    )
    return Step("fixed", duty.due or answer.day, text)


def why_target(view: View, target: Target, until: Reading | None = None) -> Document:
    """Each reading of a target against what the plan asks for; with `until` only those up to that one."""
    taken = [record for _, record in view.readings if record.target == target.id]
    if until:
        taken = taken[: 1 + next(index for index, each in enumerate(taken) if each.id == until.id)]
    text = Text(
        f"方案 {target.clause}：{target.title.zh}，不低于 {target.at_least}%",
        f"the plan, {target.clause}: {target.title.en}, at least {target.at_least}%",
    )
    left_out = target.excludes and Text(f"不计入：{target.excludes.zh}", f"left out: {target.excludes.en}")
    basis = Basis(text, target.clause, None, left_out or None)
    steps = [reading_step(target, taken[: number + 1]) for number in range(len(taken))]
    words, style = OUTCOMES[outcome(target, taken)]
    end = Text(f"截至 {view.as_of}：{words.zh}", f"as of {view.as_of}: {words.en}")
    name = until.id if until else target.id
    heading = Line(Text(f"{name} · {target.title.zh}", f"{name} · {target.title.en}"), "strong")
    parts: list[Line | Table] = [heading, *basis_lines(basis)]
    parts += [steps_table(steps)] if steps else []
    parts.append(Line(end, style))
    data: dict[str, object] = {
        "id": name, "kind": "reading" if until else "target", "title": target.title.zh, "title_en": target.title.en,
        "due": None, "first_due": None, "basis": basis_data(basis), "steps": [step_data(step) for step in steps],
        "provisional": False, "outcome": outcome(target, taken), "clocks": [],
    }  # fmt: skip
    return Document("why", tuple(parts), data)


def reading_step(target: Target, taken: list[Reading]) -> Step:
    """One reading: the figures, what they come to, and who measured them."""
    last, value = taken[-1], share(taken[-1])
    words, _ = OUTCOMES[outcome(target, taken)]
    result = "—" if value is None else f"{value}%"
    source = f"（{last.source}）" if last.source else ""
    proofs = len(last.evidence)
    text = Text(
        f"{last.numerator}／{last.denominator}＝{result}：{words.zh}{source}，佐证 {proofs} 件，{last.id}",
        f"{last.numerator}/{last.denominator} = {result}: {words.en}{source}, {proofs} pieces of evidence, {last.id}",
    )
    return Step("fixed", last.measured_on, text)


def why_handover(view: View, record: Handover) -> Document:
    """From which day whom what goes to."""
    unit = next((unit for unit in view.plan.units if unit.code == record.unit), None)
    last = unit.valid_to if unit else None
    steps = [Step("start", record.handed_on, Text("移交清单签署之日", "the day the list was signed"))]
    begins = last + NEXT_DAY if last else record.handed_on
    if last is None:
        text = Text("单位没有终止日期，不生效", "the unit has no last day: without effect")
        steps.append(Step("kept", record.handed_on, text))
    for item in record.items:
        to = unit_text(view, item.to)
        text = Text(f"{item.item} 由{to.zh}承接，时限不变", f"{item.item} goes to {to.en}, its date stays")
        steps.append(Step("kept", begins, text))
    if record.to:
        to = unit_text(view, record.to)
        steps.append(Step("kept", begins, Text(f"其余由{to.zh}承接", f"the rest goes to {to.en}")))
    data = facts(record, NEXT_DAY_OF_LAST, steps, None, False) | {"clocks": []}
    return Document("why", tuple(head(view, record, NEXT_DAY_OF_LAST, steps)), data)


def head(view: View, record: Record, basis: Basis, steps: list[Step]) -> list[Line | Table]:
    """What it is, what it rests on, and its steps."""
    kind, unit, title = BY_SHAPE[type(record)].title, unit_text(view, record.unit), record.title
    words = Text(f"{record.id} · {title} · {unit.zh}（{kind.zh}）", f"{record.id} · {title} · {unit.en} ({kind.en})")
    return [Line(words, "strong"), *basis_lines(basis), steps_table(steps)]


def basis_lines(basis: Basis) -> list[Line]:
    """The clause, and our convention marked as ours."""
    lines = [Line(Text(f"依据：{basis.text.zh}", f"basis: {basis.text.en}"))]
    if basis.convention:
        ours = basis.convention
        lines.append(Line(Text(f"说明：{ours.zh}", f"note: {ours.en}"), "faint"))
    return lines


def facts(record: Record, basis: Basis, steps: list[Step], due: date | None, provisional: bool) -> dict[str, object]:
    """The fields that every `why` has."""
    title = str(record.title)
    return {
        "id": record.id, "kind": BY_SHAPE[type(record)].kind, "title": title, "title_en": title,
        "due": str(due) if due else None, "first_due": str(due) if due else None, "basis": basis_data(basis),
        "steps": [step_data(step) for step in steps], "provisional": provisional,
    }  # fmt: skip
