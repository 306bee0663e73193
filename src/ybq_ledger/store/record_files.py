"""Where records stand: ledger/<unit>/<folder>/<id>.yaml, and what is wrong with a path before the file is opened."""

from __future__ import annotations

import re

from ybq_ledger.domain import ids
from ybq_ledger.model.finding import Finding, Rule
from ybq_ledger.model.place import Place
from ybq_ledger.model.record import Record
from ybq_ledger.model.record_types import BY_FOLDER, BY_KIND, RecordType
from ybq_ledger.model.value import dataclass
from ybq_ledger.store import layout_rules as rules
from ybq_ledger.store.suggestions import did_you_mean, nearest
from ybq_ledger.store.tree import Entry

FOLDER = "ledger"
ENDING = ".yaml"
IGNORED = frozenset({"README.md", ".gitkeep", ".gitattributes"})
"""Files that may stand in any folder and are counted, but not read."""

TEMPORARY = re.compile(
    r"\..*\.tmp|.*~|\..*\.sw[a-p]|\.#.*|#.*#|.*\.(?:orig|bak|rej|tmp)|~\$.*|\.DS_Store|Thumbs\.db|desktop\.ini",
    re.IGNORECASE,
)
"""Leftovers of our own writer, of editors, of merges and of desktops."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one record as its path tells it; `kind` is None where no such folder exists."""

    path: str
    unit: str
    folder: str
    stem: str
    kind: RecordType | None


@dataclass(frozen=True, slots=True)
class Layout:
    """What a path alone tells: a slot to read a record from, or that the file is `ignored`, and what is wrong."""

    slot: Slot | None = None
    findings: tuple[Finding, ...] = ()
    ignored: bool = False


def lay_out(entry: Entry, units: frozenset[str] | None) -> Layout:
    """Judge one path; `units` are the codes of the plan, None where the plan could not be read."""
    parts = entry.path.split("/")
    if entry.kind != "file":
        return wrong(rules.CANNOT_OPEN if entry.kind == "closed" else rules.NOT_A_FILE, entry)
    if parts[-1] in IGNORED:
        return Layout(ignored=True)
    if TEMPORARY.fullmatch(parts[-1]):
        return Layout(None, (Finding(rules.TEMPORARY_FILE, Place(entry.path)),), ignored=True)
    if len(parts) != 4:
        return wrong(rules.MISPLACED_FILE, entry)
    return lay_out_name(entry, parts, units)


def lay_out_name(entry: Entry, parts: list[str], units: frozenset[str] | None) -> Layout:
    """Judge the three names of a path of the right depth; each may be wrong by itself."""
    unit, folder, name = parts[1:]
    stem, _, ending = name.rpartition(".")
    if f".{ending.lower()}" not in (".yaml", ".yml"):
        return wrong(rules.FOREIGN_FILE, entry)
    found = tuple(folder_findings(entry, unit, folder, units))
    if f".{ending}" != ENDING:
        return Layout(None, (*found, Finding(rules.WRONG_EXTENSION, Place(entry.path), {"right": stem + ENDING})))
    if ids.parse(stem) is None:
        facts: dict[str, object] = {"example": f"{unit}-2018-3047192{ENDING}"}
        found = (*found, Finding(rules.ODD_FILE_NAME, Place(entry.path), facts))
    return Layout(Slot(entry.path, unit, folder, stem, BY_FOLDER.get(folder)), found)


def folder_findings(entry: Entry, unit: str, folder: str, units: frozenset[str] | None) -> list[Finding]:
    """Whether the unit and the kind of record exist."""
    found = []
    if units is not None and unit not in units:
        facts = {"unit": unit, "near": did_you_mean(nearest(unit, units))}
        found.append(Finding(rules.UNKNOWN_UNIT_FOLDER, Place(entry.path), facts))
    if folder not in BY_FOLDER:
        near = did_you_mean(nearest(folder, BY_FOLDER))
        facts = {"folder": folder, "near": near, "legal": ", ".join(BY_FOLDER)}
        found.append(Finding(rules.UNKNOWN_FOLDER, Place(entry.path), facts))
    return found


def wrong(rule: Rule, entry: Entry) -> Layout:
    """A file that cannot be read as a record at all."""
    return Layout(None, (Finding(rule, Place(entry.path), {"error": entry.kind}),))


def disagreements(record: Record, slot: Slot, is_unit: bool) -> list[tuple[Rule, str, dict[str, object]]]:
    """Where the record and its path differ: the rule, the field to point at, and the facts.

    A folder that stands for no unit (`is_unit` false) is no measure for the record's own.
    """
    found: list[tuple[Rule, str, dict[str, object]]] = []
    if record.id != slot.stem and ids.parse(slot.stem):
        found.append((rules.ID_NOT_FILE_NAME, "id", {"right": record.id + ENDING}))
    if record.unit != slot.unit and is_unit:
        found.append((rules.UNIT_NOT_FOLDER, "unit", {"folder": slot.unit}))
    elif not record.id.startswith(f"{record.unit}-") or len(record.id) != len(record.unit) + 13:
        found.append((rules.UNIT_NOT_IN_ID, "id", {"unit": record.unit}))
    if not ids.is_right(record.id):
        found.append((rules.WRONG_CHECK_DIGIT, "id", {}))
    return found


def kind_of_keys(keys: frozenset[str], expected: RecordType) -> RecordType | None:
    """The other kind of record these fields belong to, if they do not belong to the expected one."""
    if required(expected) <= keys:
        return None
    return next((kind for kind in BY_KIND.values() if kind is not expected and required(kind) <= keys), None)


def required(kind: RecordType) -> frozenset[str]:
    """The fields a record of this kind cannot do without."""
    from dataclasses import MISSING, fields

    return frozenset(field.name for field in fields(kind.shape) if field.default is MISSING)
