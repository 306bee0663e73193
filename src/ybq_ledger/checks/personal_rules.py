"""The rules about what must not be written: personal data anywhere, and any words at all in a restricted record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ybq_ledger.checks.context import Context, RuleCheck
from ybq_ledger.checks.redaction_rules import REDACTION_RULES, wrong_redactions
from ybq_ledger.domain.personal import KINDS, Kind, may_be_personal, personal_data
from ybq_ledger.domain.texts import collect
from ybq_ledger.model.complaint import RESTRICTED_WORD, Complaint
from ybq_ledger.model.event import MARKER
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Path, Place

PERSONAL_DATA = Rule(
    "R620", "personal-data", Severity.error,
    Text("这里有{kind}", "there is a {kind} here"),
    Text("删去，只写登记号或职务；已提交过的由汇总单位用 ledger redact 删去", "take it out, write a file number or a post; if it was committed before, let the coordinator use ledger redact"),
)  # fmt: skip

RESTRICTED_TEXT = Rule(
    "R621", "restricted-text", Severity.error,
    Text("涉密件不得有任何文字，这里写了 {field}", "a restricted record carries no words, but has {field}"),
    Text("去掉；必填的理由、批准人只写“涉密”。已提交过的请汇总单位处理历史", "take it out; where a reason or approver is required write 涉密 alone; if it was committed before, tell the coordinator"),
    shows_line=False,
)  # fmt: skip


def personal_data_in_records(context: Context) -> Iterator[Finding]:
    """R620: in any text of any record; the value is never shown. With every text at hand, R622–R624 too."""
    for path, record in context.records:
        texts: list[tuple[Path, str]] = []
        collect(record, (), texts)
        yield from wrong_redactions(context, path, record, texts)
        if not may_be_personal("\n".join([text for _, text in texts])):
            continue
        for steps, text in texts:
            for found in personal_data(text):
                yield Finding(PERSONAL_DATA, context.place(path, *steps), {"kind": KINDS[found.kind]})


def personal_data_in_text(text: str, path: str) -> Iterator[Finding]:
    """R620 over a whole file as it is written; lines and columns count from 1."""
    for found in personal_data(text):
        line = text.count("\n", 0, found.start) + 1
        column = found.start - text.rfind("\n", 0, found.start)
        yield Finding(PERSONAL_DATA, Place(path, line, column), {"kind": KINDS[found.kind]})


def kinds_in(data: bytes) -> list[Kind]:
    """The kinds of personal data in a file of any make: as it stands, with escapes read, and with broken lines joined."""
    text = data.replace(b"\0", b"").decode("utf-8", "replace")
    forms = [text]
    if b"\0" in data:
        forms += [data.decode(two_bytes, "replace") for two_bytes in ("utf-16-le", "utf-16-be")]
    if "\\" in text:
        forms.append(ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text))
    forms.append(BROKEN.sub("", text))
    return list(dict.fromkeys(found.kind for form in forms for found in personal_data(form)))


ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4}))")
BROKEN = re.compile(r"(?<=[0-9])\s*\n\s*(?=[0-9])")


def restricted_text(context: Context) -> Iterator[Finding]:
    """R621: of what is restricted only number, kind, days and codes of units are kept (reading 16); the words are not shown."""
    for path, record in context.records:
        if not isinstance(record, Complaint) or not record.restricted:
            continue
        texts: list[tuple[Path, str]] = [(("about", index), unit) for index, unit in enumerate(record.about)]
        collect(record, (), texts)
        for steps, text in texts:
            if text not in (RESTRICTED_WORD, MARKER):
                name = next(step for step in reversed(steps) if isinstance(step, str))
                yield Finding(RESTRICTED_TEXT, context.place(path, *steps), {"field": name})


PERSONAL_RULES: tuple[RuleCheck, ...] = (
    ((PERSONAL_DATA, *REDACTION_RULES), personal_data_in_records),
    ((RESTRICTED_TEXT,), restricted_text),
)
