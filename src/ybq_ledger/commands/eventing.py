"""Appends one event to one or many records, after the same rules as `ledger check` have agreed to it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ybq_ledger.checks.context import Context
from ybq_ledger.checks.record_rules import check_records
from ybq_ledger.commands.choosing import record_source, unit_code
from ybq_ledger.commands.drafting import node_of
from ybq_ledger.commands.entering import TRIES, Entered, default_unit, evidence_of
from ybq_ledger.commands.opening import open_some
from ybq_ledger.commands.redacting import field_to_redact, taken_out
from ybq_ledger.domain.clocks import cap_of
from ybq_ledger.domain.due import first_due
from ybq_ledger.domain.names import Names
from ybq_ledger.domain.standing import life_of
from ybq_ledger.domain.timeline import correct
from ybq_ledger.domain.view import View
from ybq_ledger.model.event import Merge, Redact
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.finding import Finding, Severity
from ybq_ledger.model.handover import Handover
from ybq_ledger.model.language import Text
from ybq_ledger.model.ledger import Ledger, Source
from ybq_ledger.model.place import Path as Steps
from ybq_ledger.model.place import Place
from ybq_ledger.model.record import Event, Record
from ybq_ledger.reports.record import EVENT_NAMES
from ybq_ledger.reports.written import Written
from ybq_ledger.store.change import ChangedMeanwhile

HOLDERS_OWN = frozenset(
    {
        "progress",
        "rectify",
        "apply-extension",
        "supplement",
        "report",
        "ask-higher",
        "answer",
        "pay",
        "replan",
        "adjust",
    }
)
"""Events that only the unit holding the record can do, so that `--by` need not be given."""


@dataclass(frozen=True, slots=True)
class EventDraft:
    """What a person said of an event; the days and the acting unit are added for each record."""

    event: str
    facts: Mapping[str, object]
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Appended:
    """One record after its new event, as text and as value; `before` is the hash of the file that was read."""

    source: Source
    event: Event
    text: str
    before: str
    findings: tuple[Finding, ...]


def append_events(
    root: Path, words: list[str], draft: EventDraft, by: str | None, on: date, today: date, *, dry_run: bool
) -> Entered:
    """Append the event to every record named, or to none; what others changed meanwhile is read again."""
    for attempt in range(TRIES):
        try:
            return append_once(root, words, draft, by, on, today, dry_run)
        except ChangedMeanwhile:
            if attempt + 1 == TRIES:
                raise
    raise AssertionError("the last try returns or raises")


def append_once(
    root: Path, words: list[str], draft: EventDraft, by: str | None, on: date, today: date, dry_run: bool
) -> Entered:
    """One try; ChangedMeanwhile where a file is no longer what was read."""
    view = View(open_some(root, [*words, *([str(draft.facts["into"])] if "into" in draft.facts else [])]), today)
    sources = [record_source(view, word) for word in dict.fromkeys(words)]
    done = [append(root, view, source, draft, by, on) for source in sources]
    findings = tuple(finding for entry in done for finding in entry.findings)
    if any(finding.rule.severity == Severity.error for finding in findings):
        return Entered(findings=findings, refused=True)
    written = tuple(
        Written(entry.source.record.id, entry.source.path, entry.text, EVENT_NAMES[entry.event.event]) for entry in done
    )
    if not dry_run:
        from ybq_ledger.store.change import Change
        from ybq_ledger.store.writer import apply

        apply(root, [Change(entry.source.path, entry.text, entry.before) for entry in done])
    return Entered(written, findings)


def append(root: Path, view: View, source: Source, draft: EventDraft, by: str | None, on: date) -> Appended:
    """One record with the event added at the end of its file; every other line stays, but for a text that is redacted."""
    from ybq_ledger.store.editing import append_event

    record = source.record
    event = build_event(record, complete(root, view, record, draft, by, on), source.path)
    data = (root / source.path).read_bytes()
    text = data.decode()
    if isinstance(event, Redact):
        record, text = taken_out(record, text, event.field, source.path)
    text = append_event(text, event)
    changed = replace(record, events=(*record.events, event))  # type: ignore[arg-type]
    return Appended(source, event, text, hashlib.sha256(data).hexdigest(), new_findings(view, source, changed))


def complete(root: Path, view: View, record: Record, draft: EventDraft, by: str | None, on: date) -> dict[str, object]:
    """The event's fields in full: the acting unit, both days, what a correction replaces."""
    facts = dict(draft.facts)
    if draft.event in ("transfer", "refer"):
        facts["to"] = unit_code(view.names, str(facts["to"]))
    if draft.event.endswith("-extension") and facts.get("to") is None:
        facts["to"] = latest_date(view, record)
    if draft.event == "merge":
        facts["into"] = record_source(view, str(facts["into"])).record.id
    if draft.event == "correct":
        facts = corrected_facts(view.names, record, facts)
    if draft.event == "redact":
        facts["field"] = field_to_redact(record, str(facts["field"]))
    if draft.evidence:
        facts["evidence"] = [evidence_of(text) for text in draft.evidence]
    return {"event": draft.event, "on": on, "recorded": view.as_of, "by": actor(root, view, record, draft, by), **facts}


def latest_date(view: View, record: Record) -> date:
    """The latest date the plan allows, where a person gave none; CannotRun where the plan sets no cap."""
    cap = cap_of(view.plan, view.calendar, record, first_due(view.plan, view.calendar, record))
    if cap is None:
        raise CannotRun(Text("没有写延至哪天", "no new date given"), Text("用 --to 写日期", "give the date with --to"))
    return cap


def corrected_facts(names: Names, record: Record, facts: dict[str, object]) -> dict[str, object]:
    """A correction names the value it replaces; an action may be given by any of its names."""
    field = str(facts["field"])
    current = getattr(correct(record, record.events), field, None)
    work = names.work(str(facts["now"])) if field in ("action", "task") else None
    return {
        "field": field,
        "was": str(current or "—"),
        "now": work.id if work else facts["now"],
        "reason": facts["reason"],
    }


def actor(root: Path, view: View, record: Record, draft: EventDraft, by: str | None) -> str:
    """The acting unit: the option, else the holder where only the holder can do it, else the configured unit."""
    if by:
        return unit_code(view.names, by) or ""
    if draft.event in HOLDERS_OWN:
        return life_of(view.plan, view.calendar, record).points[-1].unit
    word = default_unit(root, None)
    if word:
        return unit_code(view.names, word) or ""
    raise CannotRun(
        Text("没有写经办单位", "no acting unit given"),
        Text("用 --by，或 git config ledger.unit 单位代码", "use --by, or git config ledger.unit CODE"),
    )


def build_event(record: Record, facts: dict[str, object], path: str) -> Event:
    """The event as a value; CannotRun with the first finding where its fields are not right."""
    from ybq_ledger.store.shapes import build

    shape = next((shape for shape in event_shapes(type(record)) if tag_of(shape) == facts["event"]), None)
    if shape is None:
        raise CannotRun(
            Text(
                f"{record.id} 不能登记“{EVENT_NAMES[str(facts['event'])].zh}”",
                f"{record.id} cannot be {EVENT_NAMES[str(facts['event'])].en}",
            ),
            Text("核对编号：问题和材料的事件不同", "check the id: issues and papers have different events"),
        )
    event, findings = build(shape, node_of(facts), path)
    if event is None:
        raise CannotRun(findings[0].message, findings[0].hint)
    built: Event = event
    return built


def event_shapes(shape: type[Record]) -> tuple[type, ...]:
    """The kinds of event a record may have."""
    from typing import get_args, get_type_hints

    return get_args(get_args(get_type_hints(shape)["events"])[0])


def tag_of(shape: type) -> str:
    """The literal `event` of a kind of event."""
    from typing import get_args, get_type_hints

    return str(get_args(get_type_hints(shape)["event"])[0])


def new_findings(view: View, source: Source, changed: Record) -> tuple[Finding, ...]:
    """What the rules say about the record with its new event and did not say before."""
    others = related(view, changed)
    before = {key_of(finding) for finding in findings_of(view, source, others)}
    now = findings_of(view, Source(source.path, changed), others)
    return tuple(finding for finding in now if key_of(finding) not in before)


def related(view: View, record: Record) -> tuple[Source, ...]:
    """The records a merge names, without which nobody can judge it."""
    named = {event.into for event in record.events if isinstance(event, Merge)}
    return tuple(source for source in view.ledger.sources if source.record.id in named - {record.id})


def handovers_in(view: View) -> tuple[Source, ...]:
    """The handover lists, which say who holds what once a unit has ended."""
    return tuple(source for source in view.ledger.sources if isinstance(source.record, Handover))


def key_of(finding: Finding) -> tuple[str, str]:
    """What tells whether a finding was there before."""
    return finding.rule.id, finding.message.zh


def findings_of(view: View, source: Source, others: tuple[Source, ...]) -> list[Finding]:
    """What the rules say about one record and those it names; the place is the file, its new line is not there yet."""

    def locate(_: Steps) -> Place:
        return Place(source.path)

    ledger = Ledger(view.ledger.plan, view.ledger.calendar, (source, *others, *handovers_in(view)))
    return sorted(
        check_records(Context(ledger, view.as_of, lambda _: locate, is_whole=False)), key=lambda finding: finding.order
    )
