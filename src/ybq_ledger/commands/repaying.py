"""Sums of money and instalments as people type them, made exact."""

from __future__ import annotations

import re
from decimal import Decimal

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text

SUM = re.compile(r"[¥￥]?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?\s*(万元|万|元)?")
TEN_THOUSAND = Decimal(10_000)
FEN = Decimal("0.01")


def money_of(text: str) -> str:
    """A sum in yuan with two places: `1,250,000`, `125万`, `1250000.5元`. CannotRun where it is none, or holds parts of a fen."""
    found = SUM.fullmatch(text.strip())
    if found:
        value = Decimal(found[1].replace(",", "") + (found[2] or ""))
        value *= TEN_THOUSAND if found[3] in ("万", "万元") else 1
        if value == value.quantize(FEN):
            return str(value.quantize(FEN))
    raise CannotRun(
        Text(f"“{text}”不是金额", f"{text!r} is no sum of money"),
        Text("写成 1250000.00、1,250,000 或 125万（元，最多两位小数）", "write 1250000.00, 1,250,000 or 125万: yuan, two places at most"),
    )  # fmt: skip


def instalment_of(text: str) -> dict[str, str]:
    """`2018-12-31 | 400000` as a due date and a sum; CannotRun where a part is missing."""
    due, mark, amount = text.replace("｜", "|").partition("|")
    if not mark:
        raise CannotRun(
            Text(f"“{text}”不是一期付款", f"{text!r} is no instalment"),
            Text("写成 2018-12-31 | 400000", "write 2018-12-31 | 400000"),
        )
    return {"due": due.strip(), "amount": money_of(amount)}
