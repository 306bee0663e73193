"""The rules about what must not be written: personal data anywhere, and any words at all in a restricted record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any, Literal, cast, get_args, get_origin, get_type_hints

from ybq_ledger.checks.context import Context, RuleCheck
from ybq_ledger.domain.personal import KINDS, Kind, may_be_personal, personal_data
from ybq_ledger.model.complaint import RESTRICTED_WORD, Complaint
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Path, Place
from ybq_ledger.model.shape import Matches

PERSONAL_DATA = Rule(
    "R620", "personal-data", Severity.error,
    Text("这里有{kind}", "there is a {kind} here"),
    Text("删去，只写登记号或职务；已提交过的请汇总单位处理历史", "take it out, write a file number or a post; if it was committed before, tell the coordinator"),
)  # fmt: skip

RESTRICTED_TEXT = Rule(
    "R621", "restricted-text", Severity.error,
    Text("涉密件不得有任何文字，这里写了 {field}", "a restricted record carries no words, but has {field}"),
    Text("去掉；必填的理由、批准人只写“涉密”。已提交过的请汇总单位处理历史", "take it out; where a reason or approver is required write 涉密 alone; if it was committed before, tell the coordinator"),
    shows_line=False,
)  # fmt: skip


def personal_data_in_records(context: Context) -> Iterator[Finding]:
    """R620: in any text of any record; the value is never shown."""
    for path, record in context.records:
        texts: list[tuple[Path, str]] = []
        collect(record, (), texts)
        if not may_be_personal("\n".join([text for _, text in texts])):
            continue
        for steps, text in texts:
            for found in personal_data(text):
                yield Finding(PERSONAL_DATA, context.place(path, *steps), {"kind": KINDS[found.kind]})


def collect(value: object, steps: Path, texts: list[tuple[Path, str]]) -> None:
    """Every text inside a value that a person wrote, with the way to it."""
    for name in written_by_people(cast(Any, type(value))):
        inner = getattr(value, name)
        if type(inner) is str:
            texts.append(((*steps, name), inner))
        elif type(inner) is tuple:
            for index, item in enumerate(inner):
                if type(item) is str:
                    texts.append(((*steps, name, index), item))
                else:
                    collect(item, (*steps, name, index), texts)
        elif inner is not None:
            collect(inner, (*steps, name), texts)


@lru_cache(maxsize=256)
def written_by_people(shape: Any) -> tuple[str, ...]:
    """The fields of a value that hold words, or values that may; not days, choices, and texts of one pattern."""
    hints = get_type_hints(shape, include_extras=True) if hasattr(shape, "__dataclass_fields__") else {}
    return tuple(name for name, hint in hints.items() if holds_words(hint))


def holds_words(hint: Any, marks: tuple[object, ...] = ()) -> bool:
    """Whether a value of this type may hold words."""
    if get_origin(hint) is Annotated:
        return holds_words(get_args(hint)[0], (*get_args(hint)[1:], *marks))
    if get_origin(hint) is Literal:
        return False
    if hint is str:
        return not any(isinstance(mark, Matches) for mark in marks)
    if hasattr(hint, "__dataclass_fields__"):
        return True
    return any(holds_words(part, marks) for part in get_args(hint))


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
            if text != RESTRICTED_WORD:
                name = next(step for step in reversed(steps) if isinstance(step, str))
                yield Finding(RESTRICTED_TEXT, context.place(path, *steps), {"field": name})


PERSONAL_RULES: tuple[RuleCheck, ...] = (
    ((PERSONAL_DATA,), personal_data_in_records),
    ((RESTRICTED_TEXT,), restricted_text),
)
