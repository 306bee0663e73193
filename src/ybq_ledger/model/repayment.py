"""Money a government body owes, with its rolling three-year schedule: versions are kept, sums are exact (三.（三）.8)."""

from __future__ import annotations

from typing import Annotated, Literal

from ybq_ledger.model.event import By, Correct, On, Proofs, Reason, Recorded, Redact, Remark, Void
from ybq_ledger.model.identity import RecordId, UnitCode
from ybq_ledger.model.shape import STRICT, About, Day, Length, Line, Money, OneOf, Passage, Slug
from ybq_ledger.model.value import dataclass

Debt = Literal["construction", "matching-fund", "tax-refund", "land", "contract", "other"]


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of the debt and the last day to pay it."""

    __pydantic_config__ = STRICT

    due: Annotated[Day, About("付款期限（含当日）", "the last day to pay it, inclusive")]
    amount: Annotated[Money, About("金额（元）", "the sum in yuan")]


Instalments = Annotated[tuple[Instalment, ...], Length(200), About("分期", "the instalments")]


@dataclass(frozen=True, slots=True)
class Pay:
    """A payment that went out; it is set against the oldest instalment first."""

    __pydantic_config__ = STRICT

    event: Literal["pay"]
    on: On
    recorded: Recorded
    by: By
    amount: Annotated[Money, About("付款金额（元）", "the sum paid in yuan")]
    note: Remark = None
    evidence: Proofs = ()


@dataclass(frozen=True, slots=True)
class Replan:
    """A new version of the schedule for what is still owed; the old one stays readable."""

    __pydantic_config__ = STRICT

    event: Literal["replan"]
    on: On
    recorded: Recorded
    by: By
    instalments: Instalments
    reason: Reason
    approver: Annotated[Line, About("批准人（职务）", "who approved it, by post")]


@dataclass(frozen=True, slots=True)
class Adjust:
    """The sum owed was settled anew, by an audit or an agreement; a schedule for the new balance comes with it."""

    __pydantic_config__ = STRICT

    event: Literal["adjust"]
    on: On
    recorded: Recorded
    by: By
    amount: Annotated[Money, About("调整后的欠款总额（元）", "the whole sum owed, as settled anew")]
    instalments: Annotated[tuple[Instalment, ...], Length(200, 0), About("新的分期", "the new instalments")]
    reason: Reason
    evidence: Proofs = ()


RepaymentEvent = Pay | Replan | Adjust | Correct | Void | Redact


@dataclass(frozen=True, slots=True)
class Repayment:
    """One debt of a unit with its first schedule; the creditor is an enterprise or a file number, never a person."""

    __pydantic_config__ = STRICT

    id: RecordId
    unit: UnitCode
    kind: Annotated[Debt, About("欠款类别", "what kind of debt")]
    title: Annotated[Line, About("欠款事由", "what the money is owed for")]
    creditor: Annotated[Line, About("债权单位或案卷号，不写个人", "the enterprise or file number; never a person")]
    confirmed_on: Annotated[Day, About("确认日期", "the day the sum was confirmed")]
    recorded: Recorded
    amount: Annotated[Money, About("欠款总额（元）", "the sum owed in yuan")]
    instalments: Instalments
    action: Annotated[Slug | None, About("相关专项行动", "the action it touches")] = None
    task: Annotated[Slug | None, About("相关任务", "the task it touches")] = None
    document: Proofs = ()
    note: Annotated[Passage | None, About("说明", "remark")] = None
    events: Annotated[tuple[Annotated[RepaymentEvent, OneOf("event")], ...], Length(1000, 0)] = ()
