"""Made-up records for property tests: every field, awkward texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from ybq_ledger.domain.ids import new_id
from ybq_ledger.model.activity import Activity, Found, Reading, Result
from ybq_ledger.model.event import (
    ApplyExtension,
    ApproveExtension,
    AskHigher,
    Close,
    Correct,
    Evidence,
    Merge,
    Progress,
    Rectify,
    Redact,
    Return,
    Sign,
    Supplement,
    Transfer,
    Void,
)
from ybq_ledger.model.handover import Handed, Handover
from ybq_ledger.model.record import Filing, Issue, Measure
from ybq_ledger.model.repayment import Adjust, Instalment, Pay, Repayment, Replan
from ybq_ledger.model.supervision import Act, Answered, Instruction, Lift
from ybq_ledger.store.characters import REFUSED

AWKWARD = (
    "no", "on", "Yes", "null", "~", "true", "010", "0x1f", "1_000", "1e3", "12:30", ".nan", "=", "<<", "2018-05-20",
    "- item", "key: value", "a #b", "# c", "a:", ":a", "&a", "*a", "!a", "%a", "@a", "`a", "'a'", '"a"', "[a]", "{a}",
    "|", ">", "?", "? a", "-", "--", "---", "...", ",", "a\\nb", "\\", "“引号”", "《关于……的通知》", "（一）", "１２３",
    "3号窗口：排队", "三.（三）.7", " lead", "trail ", "全角　空格", "　缩进", "1", "-1", "+1", "1.5", "1,000", "é", "😀",
    "𠮷", "a\u00a0b", "\u00a0", "y", "N", "off", "0o17", "1:2:3", "--- a", "%YAML 1.2", "<<<<<<< HEAD", "=======", "null ",
)  # fmt: skip
MORE_LINES = (
    "一\n二", "一\n\n二\n", "一\n二\n\n\n", "\n前空", "  缩进\n二", "一\n  二\n 三", "一 \n二", "a\n# b", "a\n- b: c\nd: e",
    "a\n---\nb", "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x", "a\n \nb", "a\n  \n", "#\n#", "a: b\n", "\n\na", "a\n'\n\"",
)  # fmt: skip


def is_legal(text: str) -> bool:
    """Whether the ledger takes such a text: something to see, nothing invisible, no tab."""
    return bool(text.strip()) and not REFUSED.search(text) and "\t" not in text


LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"])
LINES = st.one_of(st.sampled_from(AWKWARD), st.text(LETTERS, min_size=1, max_size=30)).filter(is_legal)
PASSAGES = st.one_of(
    LINES, st.sampled_from(MORE_LINES), st.lists(LINES | st.just(""), min_size=2, max_size=5).map("\n".join)
).filter(is_legal)
DAYS = st.dates(date(2018, 1, 1), date(2019, 12, 31))
SLUGS = st.sampled_from(["guotuju", "no", "on", "y", "caizhengju", "e1", "a-b", "true"])
IDS = st.builds(
    new_id, st.sampled_from(["guotuju", "no"]), st.just(2018), st.text("0123456789", min_size=6, max_size=6)
)
PROOFS = st.lists(
    st.builds(Evidence, LINES, st.none() | st.text("0123456789abcdef", min_size=64, max_size=64), st.none() | LINES),
    max_size=2,
).map(tuple)
REMARKS = st.none() | PASSAGES
STAMP = (DAYS, DAYS, SLUGS)
WAYS = st.sampled_from(["title", "problem", "measures/0/what", "events/12/note", "causes/3", "events/0/evidence/1/at"])
REDACTED = st.builds(Redact, st.just("redact"), *STAMP, WAYS, PASSAGES)
ISSUE_EVENTS = st.one_of(
    REDACTED,
    st.builds(Progress, st.just("progress"), *STAMP, PASSAGES, PROOFS),
    st.builds(Rectify, st.just("rectify"), *STAMP, REMARKS, PROOFS, st.none() | LINES),
    st.builds(AskHigher, st.just("ask-higher"), *STAMP, LINES, PASSAGES),
    st.builds(Merge, st.just("merge"), *STAMP, IDS, PASSAGES),
    st.builds(Close, st.just("close"), *STAMP, REMARKS),
    st.builds(Return, st.just("return"), *STAMP, PASSAGES),
    st.builds(ApplyExtension, st.just("apply-extension"), *STAMP, DAYS, PASSAGES),
    st.builds(ApproveExtension, st.just("approve-extension"), *STAMP, DAYS, PASSAGES, LINES),
    st.builds(Transfer, st.just("transfer"), *STAMP, SLUGS, PASSAGES),
    st.builds(Correct, st.just("correct"), *STAMP, st.just("title"), PASSAGES, PASSAGES, PASSAGES),
    st.builds(Void, st.just("void"), *STAMP, PASSAGES),
)
FILING_EVENTS = st.one_of(
    REDACTED,
    st.builds(Sign, st.just("sign"), *STAMP, REMARKS),
    st.builds(Supplement, st.just("supplement"), *STAMP, PROOFS, REMARKS),
)
MEASURES = st.lists(st.builds(Measure, PASSAGES, st.none() | LINES, st.none() | DAYS), max_size=2).map(tuple)
ISSUES = st.builds(
    Issue, IDS, SLUGS, LINES, st.just("self-check"), DAYS, DAYS, st.none() | SLUGS, st.none() | SLUGS, REMARKS,
    st.lists(PASSAGES, max_size=2).map(tuple), MEASURES, st.none() | DAYS, PROOFS, st.none() | IDS,
    st.sampled_from(["at-once", "by-date", "long-term"]), st.lists(ISSUE_EVENTS, max_size=3).map(tuple),
)  # fmt: skip
FILINGS = st.builds(
    Filing, IDS, SLUGS, LINES, st.just(("sub-plan/a7/2018",)), DAYS, DAYS,
    st.lists(SLUGS, max_size=2).map(tuple), st.booleans(), PROOFS, REMARKS, st.none() | SLUGS,
    st.lists(FILING_EVENTS, max_size=3).map(tuple),
)  # fmt: skip
PLAIN_EVENTS = st.lists(
    st.builds(Correct, st.just("correct"), *STAMP, st.just("title"), PASSAGES, PASSAGES, PASSAGES)
    | st.builds(Void, st.just("void"), *STAMP, PASSAGES)
    | REDACTED,
    max_size=2,
).map(tuple)
DUTIES = st.lists(st.sampled_from(["kickoff/2018", "explanation/a7/2018"]), max_size=2).map(tuple)
CODES = st.lists(SLUGS, max_size=2).map(tuple)
FOUND = st.lists(st.builds(Found, LINES, st.none() | SLUGS, st.none() | SLUGS, st.none() | LINES), max_size=2).map(
    tuple
)
NUMBERS = st.integers(0, 10**12)
ACTIVITIES = st.builds(
    Activity, IDS, SLUGS, st.sampled_from(["inspection", "other"]), LINES, DAYS, DAYS, DUTIES, CODES, st.none() | LINES,
    CODES, REMARKS, FOUND, PROOFS, PLAIN_EVENTS,
)  # fmt: skip
RESULTS = st.builds(
    Result, IDS, SLUGS, st.just("rule"), LINES, DAYS, DAYS, DUTIES, CODES, PROOFS, REMARKS, PLAIN_EVENTS
)
READINGS = st.builds(
    Reading, IDS, SLUGS, SLUGS, DAYS, DAYS, NUMBERS, NUMBERS, st.none() | LINES, PROOFS, REMARKS, PLAIN_EVENTS
)
ITEMS = st.lists(st.sampled_from(["sub-plan/a7/2018", "guotuju-2018-3047192", "no-2018-0000000"]), max_size=2).map(
    tuple
)
ACTS = st.builds(
    Act, IDS, SLUGS, st.sampled_from(["remind", "urge", "praise"]), SLUGS, LINES, DAYS, DAYS, ITEMS,
    st.sampled_from(["order", "request"]), st.none() | LINES, st.none() | DAYS, st.none() | st.just("fraud"),
    st.none() | SLUGS, st.none() | SLUGS, REMARKS, PROOFS,
    st.lists(st.builds(Answered, st.just("answer"), *STAMP, PASSAGES, PROOFS) | REDACTED, max_size=2).map(tuple),
)  # fmt: skip
INSTRUCTIONS = st.builds(
    Instruction, IDS, SLUGS, SLUGS, LINES, LINES, DAYS, DAYS, REMARKS, st.none() | DAYS, ITEMS, st.none() | SLUGS,
    st.none() | SLUGS, PROOFS, st.lists(st.builds(Lift, st.just("lift"), *STAMP, PASSAGES) | REDACTED, max_size=2).map(tuple),
)  # fmt: skip
SUMS = st.integers(0, 10**15 - 1).map(lambda fen: (Decimal(fen) / 100).quantize(Decimal("0.01")))
PARTS = st.lists(st.builds(Instalment, DAYS, SUMS), min_size=1, max_size=3).map(tuple)
PAYMENTS = st.lists(
    st.builds(Pay, st.just("pay"), *STAMP, SUMS, REMARKS, PROOFS)
    | st.builds(Replan, st.just("replan"), *STAMP, PARTS, PASSAGES, LINES)
    | st.builds(Adjust, st.just("adjust"), *STAMP, SUMS, PARTS, PASSAGES, PROOFS)
    | REDACTED,
    max_size=3,
).map(tuple)
REPAYMENTS = st.builds(
    Repayment, IDS, SLUGS, st.just("land"), LINES, LINES, DAYS, DAYS, SUMS, PARTS, st.none() | SLUGS, st.none() | SLUGS,
    PROOFS, REMARKS, PAYMENTS,
)  # fmt: skip
HANDOVERS = st.builds(
    Handover, IDS, SLUGS, LINES, DAYS, DAYS,
    st.lists(st.builds(Handed, st.sampled_from(["a7", "kickoff/2018", "no-2018-0000000"]), SLUGS), max_size=2).map(tuple),
    st.none() | SLUGS, PROOFS, REMARKS, PLAIN_EVENTS,
)  # fmt: skip
RECORDS = ISSUES | FILINGS | ACTIVITIES | RESULTS | READINGS | ACTS | INSTRUCTIONS | REPAYMENTS | HANDOVERS
