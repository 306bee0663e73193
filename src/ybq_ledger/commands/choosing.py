"""Turns what a person typed for a unit, an action or a record into the one thing it means, or says what is near."""

from __future__ import annotations

from ybq_ledger.domain.lookup import records_named
from ybq_ledger.domain.names import Names
from ybq_ledger.domain.view import View
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.ledger import Source


def unit_code(names: Names, word: str | None) -> str | None:
    """The code of the unit a code, name or alias stands for; None stays None."""
    if word is None:
        return None
    unit = names.unit(word)
    if unit:
        return unit.code
    raise CannotRun(
        Text(f"没有单位“{word}”", f"no unit {word!r}"), suggestion(names.nearest(word), "ledger list units")
    )


def work_id(names: Names, word: str | None) -> str | None:
    """The id of the action or task that an id, number or title stands for; None stays None."""
    if word is None:
        return None
    work = names.work(word)
    if work:
        return work.id
    raise CannotRun(
        Text(f"没有行动或任务“{word}”", f"no action or task {word!r}"),
        suggestion(names.nearest(word), "ledger plan show"),
    )


def suggestion(near: tuple[str, ...], command: str) -> Text:
    """What may have been meant, and the command that lists everything."""
    if near:
        return Text(
            f"是不是 {'、'.join(near)}？全部见 {command}", f"did you mean {', '.join(near)}? All of them: {command}"
        )
    return Text(f"全部见 {command}", f"see {command}")


def record_source(view: View, word: str) -> Source:
    """The record with this id or these seven digits; CannotRun where there is none, or more than one."""
    found = records_named(view, word)
    if len(found) == 1:
        return found[0]
    if not found:
        raise CannotRun(
            Text(f"没有编号为 {word} 的记录", f"no record {word}"),
            Text("用 ledger list issues 查编号", "see ledger list issues"),
        )
    listed = "、".join(source.record.id for source in found)
    raise CannotRun(
        Text(f"{word} 对应不止一条记录：{listed}", f"{word} stands for several records: {listed}"),
        Text("写完整编号", "write the whole id"),
    )
