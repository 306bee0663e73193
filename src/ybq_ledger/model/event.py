"""What can happen to a record: every event has the day it happened, the day it was recorded, and who did it."""

from __future__ import annotations

from typing import Annotated, Literal

from ybq_ledger.model.identity import RecordId
from ybq_ledger.model.shape import STRICT, About, Day, Length, Line, Matches, Passage, Sha256, Slug
from ybq_ledger.model.value import dataclass

On = Annotated[Day, About("发生日期", "the day it happened")]
Recorded = Annotated[Day, About("登记日期（补录可以晚于发生日期）", "the day it was entered; may be later")]
By = Annotated[Slug, About("经办单位代码", "code of the unit that did it")]
Reason = Annotated[Passage, About("理由", "why")]
Remark = Annotated[Passage | None, About("说明", "remark")]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A paper or picture that proves something: a path or link, and its sha256 so that it cannot be swapped."""

    __pydantic_config__ = STRICT

    at: Annotated[Line, About("路径或链接", "path or link")]
    sha256: Sha256 | None = None
    title: Line | None = None


Proofs = Annotated[tuple[Evidence, ...], Length(50, 0), About("佐证材料", "evidence")]


@dataclass(frozen=True, slots=True)
class Progress:
    """Work went on; nothing changes but what is known."""

    __pydantic_config__ = STRICT

    event: Literal["progress"]
    on: On
    recorded: Recorded
    by: By
    note: Annotated[Passage, About("进展情况", "what was done")]
    evidence: Proofs = ()


@dataclass(frozen=True, slots=True)
class Rectify:
    """The unit says that the problem is put right; its day decides timeliness once verified (domain rule 11)."""

    __pydantic_config__ = STRICT

    event: Literal["rectify"]
    on: On
    recorded: Recorded
    by: By
    note: Remark = None
    evidence: Proofs = ()
    mechanism: Annotated[
        Line | None, About("长效机制：立了什么制度，使问题不再发生", "what was set up so that it stays solved")
    ] = None


@dataclass(frozen=True, slots=True)
class Verify:
    """Another body has looked and agrees."""

    __pydantic_config__ = STRICT

    event: Literal["verify"]
    on: On
    recorded: Recorded
    by: By
    note: Remark = None
    evidence: Proofs = ()


@dataclass(frozen=True, slots=True)
class Close:
    """Struck off the list (销号)."""

    __pydantic_config__ = STRICT

    event: Literal["close"]
    on: On
    recorded: Recorded
    by: By
    note: Remark = None


@dataclass(frozen=True, slots=True)
class Return:
    """Sent back: a rectification that does not hold, or a paper to be supplemented."""

    __pydantic_config__ = STRICT

    event: Literal["return"]
    on: On
    recorded: Recorded
    by: By
    reason: Reason


@dataclass(frozen=True, slots=True)
class Reopen:
    """A closed issue came back; its clock runs on as if it had never stopped."""

    __pydantic_config__ = STRICT

    event: Literal["reopen"]
    on: On
    recorded: Recorded
    by: By
    reason: Reason


@dataclass(frozen=True, slots=True)
class ApplyExtension:
    """Asks for a later date; moves nothing."""

    __pydantic_config__ = STRICT

    event: Literal["apply-extension"]
    on: On
    recorded: Recorded
    by: By
    to: Annotated[Day, About("申请延至", "the date asked for")]
    reason: Reason


@dataclass(frozen=True, slots=True)
class ApproveExtension:
    """Moves the date, if approved before the old one ran out."""

    __pydantic_config__ = STRICT

    event: Literal["approve-extension"]
    on: On
    recorded: Recorded
    by: By
    to: Annotated[Day, About("批准延至", "the date granted")]
    reason: Reason
    approver: Annotated[Line, About("批准人（职务）", "who approved it, by post")]


@dataclass(frozen=True, slots=True)
class Transfer:
    """Passed to the unit it belongs to; the clock runs on and the file stays where it is."""

    __pydantic_config__ = STRICT

    event: Literal["transfer"]
    on: On
    recorded: Recorded
    by: By
    to: Annotated[Slug, About("接收单位", "the unit that takes it over")]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Sign:
    """The receiver signed for a paper (签收)."""

    __pydantic_config__ = STRICT

    event: Literal["sign"]
    on: On
    recorded: Recorded
    by: By
    note: Remark = None


@dataclass(frozen=True, slots=True)
class Supplement:
    """A returned paper was completed (补正); the day it first came is kept."""

    __pydantic_config__ = STRICT

    event: Literal["supplement"]
    on: On
    recorded: Recorded
    by: By
    evidence: Proofs = ()
    note: Remark = None


@dataclass(frozen=True, slots=True)
class AskHigher:
    """A higher level is asked to coordinate (提请协调); the clock runs on."""

    __pydantic_config__ = STRICT

    event: Literal["ask-higher"]
    on: On
    recorded: Recorded
    by: By
    to: Annotated[Line, About("提请谁协调（机构或职务）", "who is asked to coordinate: a body or post")]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Coordinated:
    """What the higher level decided (协调结果)."""

    __pydantic_config__ = STRICT

    event: Literal["coordinated"]
    on: On
    recorded: Recorded
    by: By
    note: Annotated[Passage, About("协调结果", "what was decided")]
    evidence: Proofs = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """The same problem is kept account of in another record; this one counts no more (并案)."""

    __pydantic_config__ = STRICT

    event: Literal["merge"]
    on: On
    recorded: Recorded
    by: By
    into: Annotated[RecordId, About("并入哪一条", "the record that goes on")]
    reason: Reason


Correctable = Literal[
    "title", "problem", "source", "found_on", "filed_on", "held_on", "made_on", "issued_on", "given_on", "action", "task",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correct:
    """A mistake in the opening facts mended in the open; the wrong value stays readable as `was`."""

    __pydantic_config__ = STRICT

    event: Literal["correct"]
    on: On
    recorded: Recorded
    by: By
    field: Annotated[Correctable, About("更正哪一项", "the field that was wrong")]
    was: Annotated[Passage, About("原值", "the wrong value")]
    now: Annotated[Passage, About("更正后的值", "the right value")]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Void:
    """The record should not exist (entered twice, entered by mistake); it stays readable and counts nowhere."""

    __pydantic_config__ = STRICT

    event: Literal["void"]
    on: On
    recorded: Recorded
    by: By
    reason: Reason


MARKER = "【已删去】"
"""What stands in the place of a text that was redacted, in every language."""
WAY = r"[a-z_]+(/([0-9]|[1-9][0-9]{1,3}|[a-z_]+)){0,4}"
"""The way to a text inside a record: field names and positions, counted from 0."""


@dataclass(frozen=True, slots=True)
class Redact:
    """A text that had to go (somebody's data): a marker stands in its place, and nothing else changes by it."""

    __pydantic_config__ = STRICT

    event: Literal["redact"]
    on: On
    recorded: Recorded
    by: By
    field: Annotated[str, Matches(WAY, "measures/0/what"), About("删去哪一处文字", "the way to the text that went")]
    reason: Reason


IssueEvent = (
    Progress
    | Rectify
    | Verify
    | Close
    | Return
    | Reopen
    | ApplyExtension
    | ApproveExtension
    | Transfer
    | AskHigher
    | Coordinated
    | Merge
    | Correct
    | Void
    | Redact
)
FilingEvent = Sign | Return | Supplement | Correct | Void | Redact
