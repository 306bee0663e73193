"""`plan trace`: clause by clause, what is encoded from it and what is not, so that the encoding can be audited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ybq_ledger.domain.clauses import KINDS, Entry, Traced, conventions, trace
from ybq_ledger.model.language import Text
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.table import Cell, Column, Document, Line, Table
from ybq_ledger.reports.plan_data import Json, twins

CLAUSES = (
    Column("clause", Text("条款", "Clause")),
    Column("gist", Text("概括（我们的话）", "Gist, in our words")),
    Column("encoded", Text("编码为", "Encoded as")),
)
OURS = (
    Column("id", Text("编号", "Id")),
    Column("kind", Text("类别", "Kind"), drop=1),
    Column("convention", Text("约定", "Convention")),
)
MISSING = Text("未编码，未说明理由", "not encoded, and nobody says why")


def trace_plan(plan: Plan) -> Document:
    """Every clause of the trace, then every convention, which is ours and not the document's."""
    traced, ours = trace(plan), conventions(plan)
    counts = count(traced, ours)
    table = Table(CLAUSES, tuple(clause_row(entry) for entry in traced), Text("逐条对照", "Clause by clause"))
    apart = Table(
        OURS,
        tuple(ours_row(entry) for entry in ours),
        Text("※ 本系统约定，不是方案原文", "※ Our conventions, not the plan's words"),
    )
    data: dict[str, object] = {
        "plan": plan.document.id,
        "counts": counts,
        "clauses": [clause_json(entry) for entry in traced],
        "conventions": [entry_json(entry) | twins("convention", entry.convention) for entry in ours],
    }
    return Document("plan-trace", (*heading(plan, counts), table, apart), data)


def count(traced: tuple[Traced, ...], ours: tuple[Entry, ...]) -> dict[str, int]:
    """How many clauses are encoded, headings only, explained, or neither."""
    return {
        "clauses": len(traced),
        "encoded": sum(1 for entry in traced if entry.encoded),
        "headings": sum(1 for entry in traced if entry.is_heading and not entry.encoded),
        "not_encoded": sum(1 for entry in traced if entry.note.not_encoded and not entry.encoded),
        "unexplained": sum(1 for entry in traced if entry.is_unexplained),
        "conventions": len(ours),
    }


def heading(plan: Plan, counts: dict[str, int]) -> Iterable[Line]:
    """The document's name and the count line."""
    yield Line(plan.document.title, "strong")
    text = Text(
        "{clauses} 条：{encoded} 条有编码，{headings} 条只是标题，{not_encoded} 条说明了为何不编，{unexplained} 条待说明；另有本系统约定 {conventions} 处",
        "{clauses} clauses: {encoded} encoded, {headings} headings only, {not_encoded} left out with the reason, {unexplained} unexplained; {conventions} conventions of ours",
    )
    yield Line(text.format(**counts), "yellow" if counts["unexplained"] else "plain")


def clause_row(traced: Traced) -> tuple[Cell, ...]:
    """One clause for people."""
    note = traced.note
    return (Cell(note.clause), Cell(note.gist), outcome(traced))


def outcome(traced: Traced) -> Cell:
    """What is encoded, or the reason why nothing is."""
    if traced.encoded:
        return Cell(Text("；".join(words(traced, "zh")), "; ".join(words(traced, "en"))))
    if traced.note.not_encoded:
        reason = traced.note.not_encoded
        return Cell(Text(f"未编码：{reason.zh}", f"not encoded: {reason.en}"), "faint")
    return Cell(None) if traced.is_heading else Cell(MISSING, "yellow")


def words(traced: Traced, language: str) -> Iterator[str]:
    """Kind and ids of what is encoded, kind by kind; what holds a convention is marked."""
    for kind in dict.fromkeys(entry.kind for entry in traced.encoded):
        ids = [f"{entry.id}{' ※' if entry.convention else ''}" for entry in traced.encoded if entry.kind == kind]
        yield f"{KINDS[kind].zh} {'、'.join(ids)}" if language == "zh" else f"{KINDS[kind].en} {', '.join(ids)}"


def ours_row(entry: Entry) -> tuple[Cell, ...]:
    """One convention for people."""
    return (Cell(entry.id), Cell(KINDS[entry.kind]), Cell(entry.convention))


def clause_json(traced: Traced) -> Json:
    """One clause as JSON."""
    note = traced.note
    return {
        "clause": note.clause, **twins("gist", note.gist), "heading": traced.is_heading,
        "encoded": [entry_json(entry) | {"has_convention": bool(entry.convention)} for entry in traced.encoded], **twins("not_encoded", note.not_encoded),
    }  # fmt: skip


def entry_json(entry: Entry) -> Json:
    """What is encoded, and the file it stands in."""
    return {"kind": entry.kind, "id": entry.id, **twins("title", entry.title), "file": entry.file}
