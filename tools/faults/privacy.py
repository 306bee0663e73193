"""Personal data inside Chinese sentences: all of it found, and no alarm on ids, hashes, dates, sums and file numbers."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from datetime import date, timedelta

from faults.row import Row, Size
from ybq_ledger.domain.ids import new_id
from ybq_ledger.domain.personal import CHECKS, KINDS, WEIGHTS, passes_luhn, personal_data

SENTENCES = (
    "企业来电{}反映收费不一致", "请与{}联系", "（{}）", "登记：{}。", "他说：“{}”，已记录", "{}", "见附件，{}；另行核实", "电话或证件{}已核对",
    "材料写着{}等字样", "「{}」", "编号 {} 有误", "反映人{}，住本区",
)  # fmt: skip
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
PROVINCES, LETTERS = "京津沪冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤川", "ABCDEFGHJKLMNPQRSTUVWXYZ"


def citizen_id(chance: random.Random) -> str:
    """One with a right check sign."""
    born = date(1940, 1, 1) + timedelta(days=chance.randrange(28_000))
    body = f"{chance.choice((110105, 210804, 210882, 330102, 440305))}{born:%Y%m%d}{chance.randrange(1000):03d}"
    return body + CHECKS[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def mobile(chance: random.Random) -> str:
    """Eleven digits, written in one of the usual ways."""
    number = f"1{chance.choice('3456789')}{chance.randrange(10**9):09d}"
    shapes = (
        number,
        f"+86{number}",
        f"{number[:3]}-{number[3:7]}-{number[7:]}",
        f"{number[:3]} {number[3:7]} {number[7:]}",
    )
    return chance.choice(shapes)


def bank_card(chance: random.Random) -> str:
    """Sixteen or nineteen digits that pass Luhn, in one piece or in fours."""
    while True:
        body = chance.choice(("622202", "621700", "456351", "370246", "552433")) + "".join(
            chance.choice("0123456789") for _ in range(chance.choice((9, 12)))
        )
        number = next(f"{body}{last}" for last in range(10) if passes_luhn(f"{body}{last}") or last == 9)
        if passes_luhn(number):
            return number if chance.random() < 0.7 else " ".join(number[i : i + 4] for i in range(0, len(number), 4))


def e_mail(chance: random.Random) -> str:
    """An address of a person."""
    name = "".join(chance.choice("abcdefghijklmnopqrstuvwxyz0123456789._") for _ in range(chance.randint(2, 12)))
    return f"x{name}z@{chance.choice(('163.com', 'qq.com', 'sina.com.cn', 'mail.corp-a.cn'))}"


def plate(chance: random.Random) -> str:
    """An old or a new one."""
    start = chance.choice(PROVINCES) + chance.choice(LETTERS)
    if chance.random() < 0.3:
        return f"{start}{chance.choice('DF')}{chance.randrange(100_000):05d}"
    tail = [chance.choice(LETTERS + "0123456789") for _ in range(4)]
    tail[chance.randrange(4)] = chance.choice("0123456789")
    return start + chance.choice(("", "·")) + "".join(tail) + chance.choice("0123456789")


MAKERS = {"citizen-id": citizen_id, "mobile": mobile, "bank-card": bank_card, "e-mail": e_mail, "number-plate": plate}


def benign(chance: random.Random) -> str:
    """Something with digits that tells of nobody."""
    day = date(2018, 1, 1) + timedelta(days=chance.randrange(1200))
    match chance.randrange(12):
        case 0:
            return new_id(chance.choice(("guotuju", "ruanjianban")), 2018, f"{chance.randrange(10**6):06d}")
        case 1:
            return hashlib.sha256(chance.randbytes(8)).hexdigest()
        case 2:
            return f"营委办发〔2018〕{chance.randrange(99)}号"
        case 3:
            return f"{chance.randrange(10**9)}.{chance.randrange(100):02d}"
        case 4:
            return f"{day}至{day + timedelta(days=9)}"
        case 5:
            return f"0417-{chance.randrange(10**6, 10**7)}"
        case 6:
            return f"TS-2018-{chance.randrange(10**4):04d}"
        case 7:
            return f"progress/guotuju/2018-{chance.randrange(1, 13):02d}"
        case 8:
            return f"https://example.org/{chance.randrange(10**6)}.pdf"
        case 9:
            return f"辽{chance.randrange(100)}号文件第{chance.randrange(100)}条"
        case 10:
            return hashlib.sha1(chance.randbytes(8)).hexdigest()
        case _:
            return f"第{chance.randrange(10**4)}期，共{chance.randrange(10**5)}件，{chance.randrange(100)}%"


def privacy(size: Size) -> Row:
    """Every positive in a sentence, in plain and wide digits; every benign text in the same sentences."""
    chance, wrong, found = random.Random(13), [], Counter[str]()
    for number in range(size.pick(1_000, 34_500)):
        kind = list(MAKERS)[number % len(MAKERS)]
        value = MAKERS[kind](chance)
        if kind != "e-mail" and kind != "number-plate" and chance.random() < 0.2:
            value = value.translate(WIDE)
        text = chance.choice(SENTENCES).format(value)
        kinds = [entry.kind for entry in personal_data(text)]
        found[kind] += kind in kinds
        if kind not in kinds:
            wrong.append(f"MISSED: {kind}")
    alarms = size.pick(3_000, 100_000)
    for _ in range(alarms):
        text = chance.choice(SENTENCES).format(benign(chance))
        if any(personal_data(text)):
            wrong.append(f"ALARM: {text}")
    figures: dict[str, int | str] = {f"{KINDS[kind].en} found": number for kind, number in found.items()}  # type: ignore[index]
    return Row("personal data", size.pick(1_000, 34_500) + alarms, figures | {"benign": alarms}, tuple(wrong))
