"""Enters new records: drafts from options or a file become validated values, then files, all or none."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Callable
from collections.abc import Mapping as Facts
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ybq_ledger.commands.choosing import unit_code, work_id
from ybq_ledger.commands.drafting import Draft, drafts_from, node_of
from ybq_ledger.commands.judging import Judged, judge, read_plan_of
from ybq_ledger.domain.ids import new_id
from ybq_ledger.domain.names import Names
from ybq_ledger.domain.standing import title_of
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.finding import Finding
from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Record
from ybq_ledger.model.record_types import BY_KIND, RecordType
from ybq_ledger.reports.written import Written
from ybq_ledger.store.change import NameTaken
from ybq_ledger.store.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from ybq_ledger.model.plan import Plan

UNIT_VARIABLE = "LEDGER_UNIT"
SEPARATORS = re.compile(r"\s*[|｜]\s*")

TRIES = 10
"""How often an id is drawn again, or a file read again that others write to."""

__all__ = ["Draft", "drafts_from", "enter", "filing_draft", "issue_draft"]


Objecting = Callable[[list[Record]], None]


@dataclass(frozen=True, slots=True)
class Entered:
    """What was written, or why nothing was; warnings do not stop an entry."""

    written: tuple[Written, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: bool = False


def default_unit(root: Path, asked: str | None) -> str | None:
    """The unit of a call: the option, else LEDGER_UNIT, else git config ledger.unit."""
    if asked or os.environ.get(UNIT_VARIABLE):
        return asked or os.environ[UNIT_VARIABLE]
    from ybq_ledger.store.git import config_get

    return config_get(root, "ledger.unit")


def issue_draft(answers: Facts[str, object]) -> Draft:
    """A draft from the options of add-issue."""
    values = dict(answers)
    values["measures"] = [measure_of(str(text)) for text in as_list(values.get("measures"))]
    values["evidence"] = [evidence_of(str(text)) for text in as_list(values.get("evidence"))]
    return Draft(node_of(values), None)


def filing_draft(root: Path, answers: Facts[str, object]) -> Draft:
    """A draft from the options of file; the title is that of the first duty where none is given."""
    values = dict(answers)
    values["document"] = [evidence_of(str(text)) for text in as_list(values.get("document"))]
    if not values.get("title"):
        values["title"] = duty_title(root, str(next(iter(as_list(values.get("answers"))), "")))
    return Draft(node_of(values), None)


def plain_draft(answers: Facts[str, object]) -> Draft:
    """A draft from options that are its fields; documents and evidence get their sha256."""
    values = dict(answers)
    for key in ("document", "evidence"):
        if key in values:
            values[key] = [evidence_of(str(text)) for text in as_list(values[key])]
    return Draft(node_of(values), None)


def as_list(value: object) -> list[object]:
    """A list as it is, nothing as an empty one."""
    return list(value) if isinstance(value, (list, tuple)) else []


def duty_title(root: Path, duty: str) -> str:
    """The milestone's title and the period of a duty id."""
    milestone, _, rest = duty.partition("/")
    plan = read_plan_of(root).plan
    titles = {entry.id: entry.title.zh for entry in plan.milestones}
    return f"{titles.get(milestone, milestone)} {rest.rpartition('/')[2]}".strip()


def measure_of(text: str) -> dict[str, object]:
    """`what | owner | due`; of two parts the second is the due date where it looks like one. No part is dropped."""
    what, *rest = SEPARATORS.split(text.strip())
    if len(rest) == 1 and re.match(r"[0-9０-９]{4}[-年./]", rest[0]):
        rest = ["", *rest]
    owner, due, *more = [*rest, "", ""]
    found = {"what": what, "owner": owner, "due": " | ".join(filter(None, (due, *more)))}
    return {key: part for key, part in found.items() if part}


def evidence_of(text: str) -> dict[str, object]:
    """A path or link; where it is a file at hand, with its sha256."""
    path = Path(text)
    with suppress(OSError, ValueError):  # a name too long for any file, say
        if "://" not in text and path.is_file():
            return {"at": text, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    return {"at": text}


def enter(
    root: Path, kind: str, drafts: list[Draft], today: date, *, dry_run: bool, objecting: Objecting | None = None
) -> Entered:
    """Write one file for every draft, or none where one of them has an error; a taken id is drawn again.

    `objecting` looks at the records, all of them sound by themselves, and raises CannotRun where they may not be entered.
    """
    given = [dict(draft.node.entries) for draft in drafts]
    for attempt in range(TRIES):
        try:
            return enter_once(root, kind, drafts, today, dry_run, objecting)
        except NameTaken:
            if attempt + 1 == TRIES or any("id" in entries for entries in given):
                raise
            for draft, entries in zip(drafts, given, strict=True):
                draft.node.entries = dict(entries)
    raise AssertionError("the last try returns or raises")


def enter_once(
    root: Path, kind: str, drafts: list[Draft], today: date, dry_run: bool, objecting: Objecting | None
) -> Entered:
    """One try; NameTaken where an id that was drawn is taken."""
    opened = read_plan_of(root)
    made = [make(opened.names, opened.plan, BY_KIND[kind], draft, today) for draft in drafts]
    findings = [finding for _, found in made for finding in found]
    if findings:
        return Entered(findings=tuple(findings), refused=True)
    records = [record for record, _ in made if record is not None]
    judged = [
        judge(opened, record, place_of(record), today, draft) for record, draft in zip(records, drafts, strict=True)
    ]
    found = tuple(finding for verdict in judged for finding in verdict.findings)
    if any(verdict.is_refused for verdict in judged):
        return Entered(findings=found, refused=True)
    if objecting:
        objecting(records)
    return Entered(write_new(root, judged, dry_run), found)


def make(
    names: Names, plan: Plan, kind: RecordType, draft: Draft, today: date
) -> tuple[Record | None, list[Finding]]:  # fmt: skip
    """One record from a draft: names become codes, what is left out gets its default, the shape is checked."""
    from ybq_ledger.store.shapes import build

    node = draft.node
    resolve(names, node, is_typed=draft.origin is None)
    unit = node.entries.get("unit")
    code = unit[1].text if unit and isinstance(unit[1], Scalar) else ""
    if code not in {entry.code for entry in plan.units}:
        unit_code(names, code or None)
        raise CannotRun(
            Text("没有写单位", "no unit given"),
            Text("用 --unit，或 git config ledger.unit 单位代码", "use --unit, or git config ledger.unit CODE"),
        )
    year = year_of(node, kind, today)
    for key, value in (
        ("id", fresh_id(code, year)),
        (kind.opened, str(today)),
        ("recorded", str(today)),
        *kind.defaults,
    ):
        if key not in node.entries:
            node.entries[key] = (
                Scalar(key, True, node.line, node.column),
                Scalar(value, False, node.line, node.column),
            )
    record: Record | None
    record, findings = build(kind.shape, node, draft.path)
    return record, [draft.named(finding) for finding in findings]


def fresh_id(unit: str, year: int) -> str:
    """A new random id."""
    return new_id(unit, year, f"{secrets.randbelow(10**6):06d}")


def year_of(node: Mapping, kind: RecordType, today: date) -> int:
    """The year in which the record begins, as far as it can be read already."""
    entry = node.entries.get(kind.opened)
    text = entry[1].text if entry and isinstance(entry[1], Scalar) else ""
    return int(text[:4]) if re.match(r"[0-9]{4}-", text) else today.year


def resolve(names: Names, node: Mapping, *, is_typed: bool) -> None:
    """Turn names of units, actions and tasks into codes.

    What nobody knows is refused at once where it was typed as an option; in a file it stays, and a rule finds its place.
    """
    for key in ("unit", "entered_by", "to"):
        unit_node = node.entries.get(key, (None, None))[1]
        if isinstance(unit_node, Scalar) and (unit := names.unit(unit_node.text)):
            unit_node.text = unit.code
    for key in ("action", "task"):
        scalar = node.entries.get(key, (None, None))[1]
        if isinstance(scalar, Scalar) and (work := names.work(scalar.text)):
            resolve_work(node, key, scalar, work.id, work in names.plan.tasks)
        elif isinstance(scalar, Scalar) and is_typed:
            work_id(names, scalar.text)
    for found in mappings_of(node, "found"):
        resolve_found(names, found)
    for scalar in scalars_of(node, "actions"):
        scalar.text = work.id if (work := names.work(scalar.text)) else scalar.text
    for scalar in (*scalars_of(node, "about"), *scalars_of(node, "with_units")):
        scalar.text = unit.code if (unit := names.unit(scalar.text)) else scalar.text


def scalars_of(node: Mapping, key: str) -> list[Scalar]:
    """The texts of a list."""
    listed = node.entries.get(key, (None, None))[1]
    return [item for item in listed.items if isinstance(item, Scalar)] if isinstance(listed, Sequence) else []


def mappings_of(node: Mapping, key: str) -> list[Mapping]:
    """The mappings of a list."""
    listed = node.entries.get(key, (None, None))[1]
    return [item for item in listed.items if isinstance(item, Mapping)] if isinstance(listed, Sequence) else []


def resolve_found(names: Names, node: Mapping) -> None:
    """The unit and the action of one thing found; what nobody knows is refused."""
    for key, known in (("unit", unit_code), ("action", work_id)):
        scalar = node.entries.get(key, (None, None))[1]
        if isinstance(scalar, Scalar):
            scalar.text = known(names, scalar.text) or scalar.text


def resolve_work(node: Mapping, key: str, scalar: Scalar, work: str, is_task: bool) -> None:
    """Write the id, under the key that fits: `--action t2` means the task."""
    scalar.text, scalar.plain = work, False
    wanted = "task" if is_task else "action"
    if wanted != key and wanted not in node.entries:
        node.entries = {wanted if name == key else name: entry for name, entry in node.entries.items()}


def place_of(record: Record) -> str:
    """The path of a record's file."""
    from ybq_ledger.model.record_types import BY_SHAPE

    return f"ledger/{record.unit}/{BY_SHAPE[type(record)].folder}/{record.id}.yaml"


def write_new(root: Path, judged: list[Judged], dry_run: bool) -> tuple[Written, ...]:
    """Create every file; the texts were read back before."""
    from ybq_ledger.store.change import Change
    from ybq_ledger.store.writer import apply

    written = tuple(
        Written(verdict.record.id, verdict.path, verdict.text, title_of(verdict.record)) for verdict in judged
    )
    if not dry_run:
        apply(root, [Change(entry.path, entry.text, None) for entry in written])
    return written
