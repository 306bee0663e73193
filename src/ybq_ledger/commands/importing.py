"""Turns a table that people filled in into drafts of records, each value where its cell stands.

A table may come from anywhere: no file that a cell names is opened.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast, get_args, get_origin

from ybq_ledger.commands.drafting import Draft
from ybq_ledger.commands.entering import Entered, duty_title, enter, measure_of
from ybq_ledger.commands.judging import read_plan_of
from ybq_ledger.commands.opening import open_ledger
from ybq_ledger.domain.names import Names
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Language, Text
from ybq_ledger.model.record import Measure, Record
from ybq_ledger.model.record_types import BY_FOLDER, BY_KIND, RECORD_TYPES, RecordType
from ybq_ledger.model.shape import Matches
from ybq_ledger.model.table import Column, Document
from ybq_ledger.model.table import Table as ShownTable
from ybq_ledger.reports.field_words import CODES, labels
from ybq_ledger.reports.masking import masked
from ybq_ledger.store.fields import Field, fields_of, unwrap
from ybq_ledger.store.nodes import Mapping, Node, Scalar, Sequence
from ybq_ledger.store.table_files import Cell, Row, Table, read_table

NOT_ASKED = ("id", "recorded", "events")
"""What the program gives a record itself, and what happens to it later."""
SYNONYMS: dict[str, str] = {
    "单位": "unit", "责任单位": "unit", "承办单位": "unit", "报送单位": "unit", "行动": "action", "专项": "action",
    "问题": "title", "问题清单": "title", "名称": "title", "题目": "title", "事由": "title", "来源": "source",
    "原因": "causes", "措施": "measures", "时限": "deadline", "期限": "deadline", "佐证": "evidence", "附件": "evidence",
    "材料": "document", "备注": "note",
}  # fmt: skip
"""What else people write above a column."""
LOOKED_THROUGH = 10
"""Rows from the top among which the headings are looked for: a sheet may begin with a title."""
DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
YES, NO = (
    frozenset({"是", "有", "√", "✓", "yes", "y", "true", "1"}),
    frozenset({"否", "无", "×", "no", "n", "false", "0"}),
)
SHOWN_AS_TEXT = re.compile(r"'(?=[=+\-@])")
"""Our own CSV puts an apostrophe before what a sheet would take for a formula."""
BETWEEN_WORDS = re.compile(r"[\n、，,；;]\s*")
BETWEEN_PARTS = re.compile(r"\s*[|｜]\s*")


def kind_named(word: str) -> RecordType:
    """The kind of record a word stands for: `issue`, `issues` or 问题."""
    found = BY_KIND.get(word) or BY_FOLDER.get(word)
    found = found or next((kind for kind in RECORD_TYPES if kind.title.zh == word), None)
    if found:
        return found
    known = ", ".join(kind.kind for kind in RECORD_TYPES)
    raise CannotRun(
        Text(f"没有“{word}”这种记录", f"no kind of record {word!r}"), Text(f"有：{known}", f"there are: {known}")
    )


def columns_of(kind: RecordType) -> dict[str, Text]:
    """Field → heading of each column that a table of this kind may have."""
    return {key: name for key, name in labels(kind.shape).items() if key not in NOT_ASKED}


def template(kind: RecordType) -> Document:
    """The heading row, to be filled in."""
    columns = tuple(Column(key, name) for key, name in columns_of(kind).items())
    data: dict[str, object] = {"kind": kind.kind, "columns": [column.key for column in columns]}
    return Document("template", (ShownTable(columns, ()),), data)


def heading_row(kind: RecordType, language: Language) -> str:
    """The heading row as CSV that a double click opens rightly: Chinese names, or the fields' own."""
    names = [name.zh if language == "zh" else key for key, name in columns_of(kind).items()]
    return "\ufeff" + ",".join(names) + "\r\n"


def bare(text: str) -> str:
    """A heading without what people put around it: blanks, stars, brackets, the width of its letters."""
    text = re.sub(r"[（(\[【].*", "", unicodedata.normalize("NFKC", text).replace("（", "("))
    return re.sub(r"[\s*:：_-]", "", text).lower()


def known_headings(kind: RecordType) -> dict[str, str]:
    """What may stand above a column → the field it means."""
    columns = columns_of(kind)
    known = {bare(word): key for word, key in SYNONYMS.items() if key in columns}
    for key, name in columns.items():
        known |= {bare(name.zh): key, bare(name.en): key, bare(key): key}
    return known


def find_headings(kind: RecordType, name: str, table: Table) -> tuple[int, dict[int, str]]:
    """The index of the heading row, and column → field; a heading nobody knows stays as it is written."""
    known = known_headings(kind)
    for index, row in enumerate(table.rows[:LOOKED_THROUGH]):
        named = [cell for cell in row if bare(cell.text) in known]
        if len(named) >= min(2, len(columns_of(kind))):
            refuse_twice(name, row, known)
            return index, {cell.column: known.get(bare(cell.text), cell.text) for cell in row}
    wanted = Text("、".join(c.zh for c in columns_of(kind).values()), ", ".join(columns_of(kind)))
    raise CannotRun(
        Text(f"{name} 里没有表头", f"{name} has no row of headings"),
        Text(f"第一行写这些列名中的几个：{wanted.zh}", f"begin with a row of some of these: {wanted.en}"),
    )


def refuse_twice(name: str, row: Row, known: dict[str, str]) -> None:
    """CannotRun where two columns mean one field."""
    first: dict[str, Cell] = {}
    for cell in row:
        key = known.get(bare(cell.text), cell.text)
        if key in first:
            place = f"{name}:{cell.row}:{cell.column}"
            raise CannotRun(
                Text(f"{place} 这一列与第 {first[key].column} 列是同一项（{masked(key)}）", f"{place} this column and column {first[key].column} mean the same ({masked(key)})"),
                Text("留一列，或合并两列", "keep one of them, or join them"),
            )  # fmt: skip
        first[key] = cell


@dataclass(frozen=True, slots=True)
class Import:
    """What a table asks for: its drafts, and the sheets that were not read."""

    kind: RecordType
    drafts: list[Draft]
    left_out: tuple[str, ...]


def drafts_of(kind: RecordType, name: str, table: Table, unit: str | None) -> Import:
    """One draft for every row below the headings."""
    index, columns = find_headings(kind, name, table)
    headings = {cell.column: cell for cell in table.rows[index]}
    fields = fields_of(cast(Any, kind.shape))
    drafts = []
    for row in table.rows[index + 1 :]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for cell in row:
            key = columns.get(cell.column, "")
            above = headings.get(cell.column)
            if above is None:
                raise without_heading(name, cell)
            entries[key] = (Scalar(key, True, above.row, above.column), node_of(fields.get(key), cell))
        if unit and "unit" not in entries:
            entries["unit"] = (Scalar("unit", True, row[0].row, 1), Scalar(unit, False, row[0].row, 1))
        drafts.append(Draft(Mapping(row[0].row, 1, entries), name))
    if not drafts:
        raise CannotRun(
            Text(f"{name} 里只有表头", f"{name} has headings and no rows"), Text("每条记录填一行", "fill in a row for each record")
        )  # fmt: skip
    return Import(kind, drafts, table.left_out)


def without_heading(name: str, cell: Cell) -> CannotRun:
    """A value that stands under no heading would be lost."""
    place = f"{name}:{cell.row}:{cell.column}"
    return CannotRun(
        Text(f"{place} 这一格上面没有列名", f"{place} this cell has no heading above it"),
        Text("补上列名，或删去这一格", "give its column a heading, or clear the cell"),
    )


def node_of(field: Field | None, cell: Cell) -> Node:
    """The value of one cell, as its field wants it; what it cannot be stays as written, for a rule to find."""
    text = SHOWN_AS_TEXT.sub("", cell.text.replace("\r\n", "\n").replace("\r", "\n"), count=1)
    if field is None:
        return Scalar(text, False, cell.row, cell.column)
    return placed(value_of(field, text), cell)


def placed(value: object, cell: Cell) -> Node:
    """A Python value as a node at the cell's place."""
    if isinstance(value, dict):
        pairs = value.items()
        return Mapping(
            cell.row, cell.column,
            {key: (Scalar(key, True, cell.row, cell.column), placed(entry, cell)) for key, entry in pairs},
        )  # fmt: skip
    if isinstance(value, list):
        return Sequence(cell.row, cell.column, [placed(entry, cell) for entry in value])
    if isinstance(value, bool):
        return Scalar("true" if value else "false", True, cell.row, cell.column)
    return Scalar(str(value), isinstance(value, int), cell.row, cell.column)


def value_of(field: Field, text: str) -> object:
    """The text of a cell as a field's type wants it."""
    if get_origin(field.type) is tuple:
        return list(items_of(unwrap(get_args(field.type)[0]), text))
    if field.type is bool:
        word = text.lower()
        return True if word in YES else False if word in NO else text
    if field.type is int:
        return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else text
    if field.type is Decimal:
        return money(text)
    if field.type is date:
        return day(text)
    if field.choices:
        return next((code for code in field.choices if text == CODES.get(code, Text("", "")).zh), text)
    return text


def items_of(item: Field, text: str) -> Iterator[object]:
    """The items of a list: a line for each, with `|` between the parts of one; or words with commas between."""
    if not is_dataclass(item.type):
        words = BETWEEN_WORDS.split(text) if item.mark(Matches) else text.split("\n")
        yield from (value_of(item, word.strip()) for word in words if word.strip())
        return
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        if item.type is Measure:
            yield {key: day(str(part)) if key == "due" else part for key, part in measure_of(line).items()}
        else:
            parts = zip(item.fields.items(), BETWEEN_PARTS.split(line), strict=False)
            yield {key: value_of(part, word) for (key, part), word in parts if word}


def day(text: str) -> str:
    """A day in its one form, where year, month and day stand in this order; anything else as it is."""
    found = DAY.fullmatch(unicodedata.normalize("NFKC", text))
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else text


def money(text: str) -> str:
    """A sum in yuan with two decimals, where it is one; `125万` too."""
    from ybq_ledger.commands.repaying import money_of

    try:
        return money_of(text)
    except CannotRun:
        return text


def import_drafts(
    root: Path, kind: RecordType, name: str, data: bytes, sheet: str | None, unit: str | None, today: date,
    *, dry_run: bool,
) -> tuple[Entered, tuple[str, ...]]:  # fmt: skip
    """Enter every row of a table or none; and the names of the sheets that were not read."""
    wanted = drafts_of(kind, name, read_table(name, data, sheet), unit)
    complete(root, read_plan_of(root).names, wanted)
    held = [source.record for source in open_ledger(root).sources if type(source.record) is kind.shape]

    def object_to(records: list[Record]) -> None:
        refuse_entered(wanted.drafts, records, held)

    return enter(root, kind.kind, wanted.drafts, today, dry_run=dry_run, objecting=object_to), wanted.left_out


def complete(root: Path, names: Names, wanted: Import) -> None:
    """What options would have added: titles of papers; and a unit nobody knows is refused where it stands."""
    for draft in wanted.drafts:
        unit = draft.node.entries.get("unit", (None, None))[1]
        if isinstance(unit, Scalar) and names.unit(unit.text) is None:
            near, said = "、".join(names.nearest(unit.text)), masked(unit.text)
            raise CannotRun(
                Text(f"{draft.path}:{unit.line}:{unit.column} 没有单位“{said}”", f"{draft.path}:{unit.line}:{unit.column} no unit {said!r}"),
                Text(f"是不是 {near}？全部见 ledger list units" if near else "全部见 ledger list units", f"did you mean {near}? All of them: ledger list units" if near else "see ledger list units"),
            )  # fmt: skip
        answers = draft.node.entries.get("answers", (None, None))[1]
        first = answers.items[0] if isinstance(answers, Sequence) and answers.items else None
        if wanted.kind.kind == "filing" and "title" not in draft.node.entries and isinstance(first, Scalar):
            key = Scalar("title", True, first.line, first.column)
            draft.node.entries["title"] = (key, Scalar(duty_title(root, first.text), False, first.line, first.column))


def refuse_entered(drafts: list[Draft], records: list[Record], held: Iterable[Record]) -> None:
    """CannotRun where a row says exactly what a record or another row says: the table was most likely imported before."""
    seen = {facts_of(record): Text(record.id, record.id) for record in held}
    for draft, record in zip(drafts, records, strict=True):
        facts = facts_of(record)
        if facts in seen:
            place = f"{draft.path}:{draft.node.line}:1"
            raise CannotRun(
                Text(f"{place} 这一行与 {seen[facts].zh} 完全相同，没有导入", f"{place} this row is exactly {seen[facts].en}; nothing was imported"),
                Text("多半是导入过了；删去已有的行再导入", "it was probably imported before; delete the rows that are there already"),
            )  # fmt: skip
        seen[facts] = Text(f"第 {draft.node.line} 行", f"row {draft.node.line}")


def facts_of(record: Record) -> Record:
    """A record without what tells it from an equal one: its id, its day of entry, what happened later."""
    blank: Any = {"id": "", "recorded": date.min, "events": ()}
    names = set(fields_of(cast(Any, type(record))))
    return cast(Record, replace(cast(Any, record), **{k: v for k, v in blank.items() if k in names}))
