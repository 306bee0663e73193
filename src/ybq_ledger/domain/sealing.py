"""Seals: a digest of every record as it stood on a day, so that a past rewritten later shows, and where it begins."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal

from ybq_ledger.model.ledger import Source
from ybq_ledger.model.record import Record
from ybq_ledger.model.value import dataclass

HEAD = "ybq-ledger seal 1"
DIGITS = 32
"""Hexadecimal digits of a record's digest: nobody finds another record for it."""
LINE = re.compile(rf"([0-9a-f]{{{DIGITS}}}) ([0-9]{{1,4}}) (\S+)")


@dataclass(frozen=True, slots=True)
class Sealed:
    """One record of a seal: its path, how many events it had, and the digest of its facts and those events."""

    path: str
    events: int
    digest: str


@dataclass(frozen=True, slots=True)
class Seal:
    """Every record of a commit, as it was sealed on a day."""

    day: date
    commit: str
    records: tuple[Sealed, ...]

    @property
    def fingerprint(self) -> str:
        """What stands for all of it: short enough to be printed, published or read out."""
        found = hashlib.sha256(body(self).encode()).hexdigest()
        return " ".join(found[at : at + 8] for at in range(0, 64, 8))


def seal_of(sources: Iterable[Source], commit: str, day: date) -> Seal:
    """Seal records."""
    records = (Sealed(s.path, len(s.record.events), digest(s.record, len(s.record.events))) for s in sources)
    return Seal(day, commit, tuple(sorted(records, key=lambda sealed: sealed.path)))


def digest(record: Record, number: int) -> str:
    """What stands for a record's facts and its first events; layout, comments and fields with their defaults count not."""
    told = plain(record)
    assert isinstance(told, dict)
    told |= {"kind of record": type(record).__name__, "events": [plain(event) for event in record.events[:number]]}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def plain(value: object) -> object:
    """A value as JSON has it, without what is as its default."""
    if is_dataclass(value):
        held = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: plain(it) for field, it in held if field.default is MISSING or it != field.default}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, date | Decimal) else value


def body(seal: Seal) -> str:
    """The part of a seal's text that its fingerprint is of."""
    lines = [HEAD, f"day {seal.day}", f"commit {seal.commit}", f"records {len(seal.records)}"]
    return "\n".join([*lines, *(f"{each.digest} {each.events} {each.path}" for each in seal.records)]) + "\n"


def seal_text(seal: Seal) -> str:
    """A seal as a file."""
    return f"{body(seal)}fingerprint {seal.fingerprint}\n"


def read_seal(text: str) -> Seal | None:
    """The seal a file holds; None where it holds none, or one that was changed."""
    lines = text.splitlines()
    found = [LINE.fullmatch(line) for line in lines[4:-1]]
    if len(lines) < 5 or None in found or not re.fullmatch(r"day \d{4}-\d{2}-\d{2}", lines[1]):
        return None
    records = tuple(Sealed(match[3], int(match[2]), match[1]) for match in found if match)
    try:
        seal = Seal(date.fromisoformat(lines[1][4:]), lines[2].removeprefix("commit "), records)
    except ValueError:
        return None
    return seal if seal_text(seal) == text else None


def differing(seal: Seal, records: Mapping[str, Record]) -> Iterator[Sealed]:
    """The sealed records that are gone, or no longer begin as they were sealed; in the order of their paths."""
    for sealed in seal.records:
        record = records.get(sealed.path)
        if record is None or digest(record, sealed.events) != sealed.digest:
            yield sealed
