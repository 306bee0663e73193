"""Personal data in a text: kind and position, never the value (domain reading 16)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from ybq_ledger.model.language import Text
from ybq_ledger.model.value import dataclass

Kind = Literal["citizen-id", "mobile", "bank-card", "e-mail", "number-plate"]
KINDS: dict[Kind, Text] = {
    "citizen-id": Text("身份证号", "citizen id"),
    "mobile": Text("手机号", "mobile number"),
    "bank-card": Text("银行卡号", "bank card number"),
    "e-mail": Text("电子邮箱", "e-mail address"),
    "number-plate": Text("车牌号", "number plate"),
}
GAP = r"[ \-\u2010-\u2015]?"
ANY_GAP = r"[\s\-\u2010-\u2015\ufe63\uff0d]?"
"""The same before widths are folded."""
MAYBE = re.compile(
    rf"\d(?:{ANY_GAP}\d){{10}}|[@＠]"
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-HJ-NP-ZＡ-Ｚa-z]"
)
"""What any of these has; a text without it is done with at once."""
# Compiled when first asked for, and kept by `re`: most commands show nothing that asks for a closer look.
DIGIT_BEFORE, DIGIT_AFTER = r"(?<![0-9A-Za-z])(?<![0-9A-Za-z][-_./])", r"(?![0-9A-Za-z])(?![-_./][0-9A-Za-z])"
CITIZEN_ID = rf"{DIGIT_BEFORE}[1-9]{GAP}(?:[0-9]{GAP}){{16}}[0-9Xx]{DIGIT_AFTER}"
MOBILE = rf"{DIGIT_BEFORE}(?:(?:\+|00)?86{GAP})?(1[3-9]{GAP}(?:[0-9]{GAP}){{8}}[0-9]){DIGIT_AFTER}"
BANK_CARD = rf"{DIGIT_BEFORE}[3-6](?:{GAP}[0-9]){{14,18}}{DIGIT_AFTER}"
E_MAIL = (
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}(?![A-Za-z0-9])"
)
PLATE = (
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-HJ-NP-Z][·. ]?"
    r"(?:[DF][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[DF]|(?=[A-HJ-NP-Z0-9]{0,4}[0-9])[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Za-z0-9])"
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
PUBLIC_HOSTS = ("example.org", "example.com", "example.net", ".gov.cn")
"""Addresses that are no person's: examples, and offices of government."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where something stands: kind, offset and length in the text as it was given."""

    kind: Kind
    start: int
    length: int


def personal_data(text: str) -> Iterator[Found]:
    """Everything in a text that tells who a person is, however wide its digits are."""
    if not may_be_personal(text):
        return
    plain = folded(text)
    seen: list[Found] = []
    for found in (*numbers(plain), *addresses(plain), *plates(plain)):
        if not any(other.start <= found.start < other.start + other.length for other in seen):
            seen.append(found)
            yield found


def may_be_personal(text: str) -> bool:
    """Whether a closer look is worth it."""
    return MAYBE.search(text) is not None


def folded(text: str) -> str:
    """The text in plain widths (NFKC), letter by letter so that positions stay."""
    if text.isascii():
        return text
    return "".join(one if len(one := unicodedata.normalize("NFKC", letter)) == 1 else letter for letter in text)


def numbers(text: str) -> Iterator[Found]:
    """Citizen ids, mobile numbers and bank cards, the longer ones first."""
    for match in re.finditer(CITIZEN_ID, text):
        if is_citizen_id(bare(match.group())):
            yield Found("citizen-id", match.start(), len(match.group()))
    for match in re.finditer(MOBILE, text):
        yield Found("mobile", match.start(), len(match.group()))
    for match in re.finditer(BANK_CARD, text):
        if passes_luhn(bare(match.group())):
            yield Found("bank-card", match.start(), len(match.group()))


def addresses(text: str) -> Iterator[Found]:
    """E-mail addresses, but those of offices and of examples."""
    for match in re.finditer(E_MAIL, text):
        if not match.group().lower().endswith(PUBLIC_HOSTS):
            yield Found("e-mail", match.start(), len(match.group()))


def plates(text: str) -> Iterator[Found]:
    """Number plates, old and new."""
    for match in re.finditer(PLATE, text):
        yield Found("number-plate", match.start(), len(match.group()))


def bare(text: str) -> str:
    """Digits alone."""
    return re.sub(r"[^0-9Xx]", "", text).upper()


def is_citizen_id(number: str) -> bool:
    """Eighteen signs with a possible day of birth and the right check sign (GB 11643, MOD 11-2)."""
    if len(number) != 18 or not ("1900" <= number[6:10] <= "2099"):
        return False
    if not ("01" <= number[10:12] <= "12" and "01" <= number[12:14] <= "31"):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    return number[17] == CHECKS[total % 11]


def passes_luhn(number: str) -> bool:
    """Fifteen to nineteen digits with the right last one (ISO/IEC 7812)."""
    if not 15 <= len(number) <= 19 or not number.isdigit() or len(set(number)) < 3:
        return False
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
