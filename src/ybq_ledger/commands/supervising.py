"""Drafts of supervising acts, instructions and handovers: names become codes and ids, what can be known is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ybq_ledger.commands.choosing import record_source, unit_code, work_id
from ybq_ledger.commands.drafting import Draft
from ybq_ledger.commands.entering import plain_draft
from ybq_ledger.commands.opening import open_view
from ybq_ledger.domain.ids import seven_digits
from ybq_ledger.domain.lookup import duty_named, records_named
from ybq_ledger.domain.names import Names
from ybq_ledger.domain.standing import title_of
from ybq_ledger.domain.view import View
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.reports.field_words import CODES


def act_draft(root: Path, answers: Mapping[str, object], day: object) -> Draft:
    """A draft from the options of supervise; outside bodies get a letter, the title comes from what it is about."""
    view = open_view(root, day)  # type: ignore[arg-type]  # a date, parsed by the form
    values = dict(answers)
    to = unit_code(view.names, str(values["to"]))
    values["to"] = to
    about = [item_named(view, str(word)) for word in list_of(values.get("about"))]
    values["about"] = about
    body = next((unit for unit in view.plan.units if unit.code == to), None)
    if values.get("form") is None:
        values["form"] = "request" if body and body.command == "outside" else "order"
    kind = str(values["kind"])
    rung = next((rung for rung in view.plan.rungs if rung.id == kind), None)
    if values.get("answer_by") is None and rung and rung.answer:
        values["answer_by"] = view.calendar.add(view.as_of, rung.answer)
    if not values.get("title"):
        values["title"] = title_for(view, kind, about)
    return plain_draft(values)


def instruction_draft(root: Path, answers: Mapping[str, object], day: object) -> Draft:
    """A draft from the options of add-instruction."""
    view = open_view(root, day)  # type: ignore[arg-type]  # a date, parsed by the form
    values = dict(answers)
    values["to"] = unit_code(view.names, str(values["to"]))
    values["about"] = [item_named(view, str(word)) for word in list_of(values.get("about"))]
    return plain_draft(values)


def handover_draft(root: Path, answers: Mapping[str, object], pairs: list[str], day: object) -> Draft:
    """A draft from the options of handover: `ITEM=UNIT` pairs, and who takes over the rest."""
    view = open_view(root, day)  # type: ignore[arg-type]  # a date, parsed by the form
    values = dict(answers)
    values["unit"] = unit_code(view.names, str(values["unit"]))
    values["to"] = unit_code(view.names, str(values["to"])) if values.get("to") else None
    values["items"] = [handed(view, pair) for pair in pairs]
    if not values.get("title"):
        values["title"] = f"{unit_name(view.names, str(values['unit']))}移交清单"
    return plain_draft(values)


def handed(view: View, pair: str) -> dict[str, object]:
    """`ITEM=UNIT`; the item is a record, a duty, an action or a task."""
    item, mark, unit = pair.replace("＝", "=").partition("=")
    if not mark:
        raise CannotRun(
            Text(f"“{pair}”没有写接收单位", f"{pair!r} names no receiving unit"),
            Text("写成 编号=单位，如 3047192=区财政局", "write ITEM=UNIT, such as 3047192=caizhengju"),
        )
    if item in view.names.works or view.names.work(item):
        return {"item": work_id(view.names, item), "to": unit_code(view.names, unit)}
    return {"item": item_named(view, item), "to": unit_code(view.names, unit)}


def item_named(view: View, word: str) -> str:
    """The id of a record or duty; CannotRun where there is none."""
    if "/" in word:
        found = duty_named(view, word)
        if found is None:
            raise CannotRun(
                Text(f"没有应办事项 {word}", f"there is no duty {word}"),
                Text("编号见 ledger list duties", "see ledger list duties"),
            )
        return found.id
    return record_source(view, word).record.id


def title_for(view: View, kind: str, about: list[str]) -> str:
    """A title from what an act is about."""
    name = CODES[kind].zh
    if not about:
        return name
    first = about[0]
    duty = duty_named(view, first) if "/" in first else None
    sources = records_named(view, first) if not duty and seven_digits(first[-7:]) else []
    words = duty.title.zh if duty else title_of(sources[0].record).zh if sources else first
    return f"{name}：{words}{f' 等 {len(about)} 件' if len(about) > 1 else ''}"[:200]


def unit_name(names: Names, code: str) -> str:
    """A unit's name."""
    unit = names.unit(code)
    return unit.name if unit else code


def list_of(value: object) -> list[object]:
    """A list as it is, nothing as an empty one."""
    return list(value) if isinstance(value, (list, tuple)) else []
