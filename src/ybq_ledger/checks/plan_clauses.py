"""Rules over the trace: every clause that is cited stands in it, every clause in it is encoded or explained."""

from __future__ import annotations

from collections.abc import Iterator

from ybq_ledger.checks.plan_references import LocateInPlan
from ybq_ledger.domain.clauses import TRACE_FILE, entries, trace
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.plan import Plan

CLAUSE_NOT_TRACED = Rule(
    "P406", "clause-not-traced", Severity.error,
    Text("“{id}”引用的条款“{clause}”不在条款对照里", "“{id}” cites clause “{clause}”, which is not in the trace"),
    Text("核对条款写法；确有此条就在 plan/trace.yaml 加上它和一句概括", "check how the clause is written; if it exists, add it with its gist to plan/trace.yaml"),
)  # fmt: skip
CLAUSE_UNEXPLAINED = Rule(
    "P420", "clause-unexplained", Severity.warning,
    Text("条款“{clause}”什么都没编码，也没说理由", "nothing is encoded from clause “{clause}”, and no reason is given"),
    Text("编码它并写 clause，或在 plan/trace.yaml 写 not_encoded", "encode it and cite it, or write not_encoded in plan/trace.yaml"),
)  # fmt: skip
CLAUSE_CONTRADICTED = Rule(
    "P421", "clause-contradicted", Severity.warning,
    Text("条款“{clause}”写了未编码的理由，却被“{id}”引用", "clause “{clause}” says why nothing is encoded from it, yet “{id}” cites it"),
    Text("删去 not_encoded，或改正引用", "take not_encoded out, or mend the citation"),
)  # fmt: skip


def clause_not_traced(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P406: so that a reader with the document in hand can audit every fact."""
    known = {note.clause for note in plan.clauses}
    for entry in entries(plan):
        for clause, path in entry.clauses:
            if clause not in known:
                yield Finding(CLAUSE_NOT_TRACED, locate(entry.file, path), {"id": entry.id, "clause": clause})


def clause_unexplained(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P420."""
    for traced in trace(plan):
        if traced.is_unexplained:
            place = locate(TRACE_FILE, ("clauses", traced.index, "clause"))
            yield Finding(CLAUSE_UNEXPLAINED, place, {"clause": traced.note.clause})


def clause_contradicted(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P421."""
    for traced in trace(plan):
        if traced.is_contradicted:
            place = locate(TRACE_FILE, ("clauses", traced.index, "not_encoded"))
            facts = {"clause": traced.note.clause, "id": traced.encoded[0].id}
            yield Finding(CLAUSE_CONTRADICTED, place, facts)
