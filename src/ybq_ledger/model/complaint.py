"""Complaints and reports: received, accepted, referred, replied to and resolved, under an opaque reference only."""

from __future__ import annotations

from typing import Annotated, Literal

from ybq_ledger.model.event import (
    ApplyExtension,
    ApproveExtension,
    By,
    Correct,
    On,
    Progress,
    Proofs,
    Reason,
    Recorded,
    Redact,
    Remark,
    Reopen,
    Return,
    Sign,
    Void,
)
from ybq_ledger.model.identity import RecordId, UnitCode
from ybq_ledger.model.shape import STRICT, About, Day, Length, Line, Matches, OneOf, Slug
from ybq_ledger.model.value import dataclass

Reference = Annotated[
    str,
    Matches(r"[A-Z]{1,6}-?[0-9]{2,4}-?[0-9]{2,8}", "TS-2018-0042"),
    About("登记号，不得含姓名、电话", "an opaque number; never a name or a telephone number"),
]
Channel = Literal["phone", "window", "letter", "online", "transfer", "other"]
RESTRICTED_WORD = "涉密"
"""The only words a restricted record may hold, where its shape requires some."""


@dataclass(frozen=True, slots=True)
class Accept:
    """Taken on (受理)."""

    __pydantic_config__ = STRICT

    event: Literal["accept"]
    on: On
    recorded: Recorded
    by: By
    note: Remark = None


@dataclass(frozen=True, slots=True)
class Decline:
    """Not taken on (不予受理), with the reason told to the complainant."""

    __pydantic_config__ = STRICT

    event: Literal["decline"]
    on: On
    recorded: Recorded
    by: By
    reason: Reason


@dataclass(frozen=True, slots=True)
class Refer:
    """Passed on to be handled (转办) or helped with (协办); no clock starts again."""

    __pydantic_config__ = STRICT

    event: Literal["refer"]
    on: On
    recorded: Recorded
    by: By
    to: Annotated[Slug, About("承办单位", "the unit that handles it")]
    role: Annotated[Literal["handle", "assist"], About("转办 handle，协办 assist", "handles it, or assists")] = "handle"
    due: Annotated[Day | None, About("内部时限", "the inner date to report by")] = None
    note: Remark = None


@dataclass(frozen=True, slots=True)
class Report:
    """The handling unit reports back what it found and did."""

    __pydantic_config__ = STRICT

    event: Literal["report"]
    on: On
    recorded: Recorded
    by: By
    note: Remark = None
    evidence: Proofs = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """The written reply to the complainant went out."""

    __pydantic_config__ = STRICT

    event: Literal["reply"]
    on: On
    recorded: Recorded
    by: By
    note: Remark = None
    evidence: Proofs = ()


@dataclass(frozen=True, slots=True)
class CannotAnswer:
    """There is nobody to reply to (anonymous), which counts as the reply (reading 10)."""

    __pydantic_config__ = STRICT

    event: Literal["cannot-answer"]
    on: On
    recorded: Recorded
    by: By
    reason: Reason


@dataclass(frozen=True, slots=True)
class Resolve:
    """Settled (办结), with the outcome."""

    __pydantic_config__ = STRICT

    event: Literal["resolve"]
    on: On
    recorded: Recorded
    by: By
    outcome: Annotated[Literal["upheld", "partly", "unfounded", "mediated"], About("办理结果", "how it ended")]
    note: Remark = None
    evidence: Proofs = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The complainant was asked afterwards (回访)."""

    __pydantic_config__ = STRICT

    event: Literal["follow-up"]
    on: On
    recorded: Recorded
    by: By
    satisfied: Annotated[Literal["yes", "partly", "no", "unreachable"], About("是否满意", "whether satisfied")]
    note: Remark = None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Taken back by the complainant (撤回)."""

    __pydantic_config__ = STRICT

    event: Literal["withdraw"]
    on: On
    recorded: Recorded
    by: By
    reason: Reason


ComplaintEvent = (
    Accept
    | Decline
    | Refer
    | Sign
    | Report
    | Return
    | Reply
    | CannotAnswer
    | Progress
    | ApplyExtension
    | ApproveExtension
    | Resolve
    | Reopen
    | FollowUp
    | Withdraw
    | Correct
    | Void
    | Redact
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint or report; a restricted one carries number, kind and dates and no text at all (reading 16)."""

    __pydantic_config__ = STRICT

    id: RecordId
    unit: UnitCode
    kind: Annotated[
        Literal["complaint", "report"], About("类别：投诉 complaint，举报 report", "kind: complaint or report")
    ]
    reference: Reference
    received_on: Annotated[Day, About("收到日期", "the day it was received")]
    recorded: Recorded
    title: Annotated[Line | None, About("事由（不写身份信息）", "what it is about; no identity")] = None
    channel: Annotated[Channel, About("渠道", "channel")] = "other"
    anonymous: Annotated[bool, About("匿名", "anonymous")] = False
    restricted: Annotated[bool, About("涉密：不得有任何文字", "restricted: no text at all")] = False
    action: Annotated[Slug | None, About("相关专项行动", "the action it touches")] = None
    task: Annotated[Slug | None, About("相关任务", "the task it touches")] = None
    about: Annotated[tuple[Slug, ...], Length(20, 0), About("被投诉单位", "the units it is about")] = ()
    summary: Annotated[str | None, Length(8000), About("内容摘要（不写身份信息）", "summary; no identity")] = None
    events: Annotated[tuple[Annotated[ComplaintEvent, OneOf("event")], ...], Length(1000, 0)] = ()
