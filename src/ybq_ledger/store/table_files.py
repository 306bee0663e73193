"""Reads a table that people filled in, CSV or Excel, into rows of cells that know where they stand; nothing is run."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text

MOST_BYTES = 8 * 1024 * 1024
MOST_UNPACKED = 64 * 1024 * 1024
"""An Excel file is packed; what it unpacks to is looked up before it is."""
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 5_000, 200, 3_000_000
PACKED = b"PK\x03\x04"
SEPARATORS = ",;\t"
ENCODINGS = ("utf-8-sig", "gb18030")
"""What Excel in China writes: UTF-8 with a mark, or GBK where a person chose plain CSV."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is written in one cell; rows and columns count from 1 as the sheet shows them."""

    text: str
    row: int
    column: int


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that are not blank, and the names of other sheets that hold something and were not read."""

    rows: tuple[Row, ...]
    left_out: tuple[str, ...] = ()


def read_table(name: str, data: bytes, sheet: str | None) -> Table:
    """The table in a file's bytes; CannotRun names what keeps it from being one."""
    if len(data) > MOST_BYTES:
        raise unreadable(
            name,
            Text(f"有 {len(data)} 字节，上限 {MOST_BYTES}", f"it has {len(data)} bytes, the limit is {MOST_BYTES}"),
            SPLIT,
        )
    return read_workbook(name, data, sheet) if data.startswith(PACKED) else Table(tuple(read_text(name, data)))  # fmt: skip


def read_text(name: str, data: bytes) -> Iterator[Row]:
    """The rows of a CSV file; its separator is the one that its first line has most of."""
    text = decoded(name, data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    try:
        yield from rows_of(name, csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise unreadable(
            name, Text(f"不是完好的 CSV（{error}）", f"it is no sound CSV ({error})"), SAVE_AGAIN
        ) from error


def decoded(name: str, data: bytes) -> str:
    """The text of a CSV file."""
    for encoding in ENCODINGS if b"\0" not in data else ():
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(name, Text("既不是 CSV 也不是 .xlsx", "it is neither CSV nor .xlsx"), SAVE_AGAIN)


def read_workbook(name: str, data: bytes, sheet: str | None) -> Table:
    """The rows of one sheet: the one named, else the first. Formulas count as the value that Excel last worked out."""
    require_small(name, data)
    from openpyxl import load_workbook  # type: ignore[import-untyped]  # it has no types of its own

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and the like that are left out; none of them holds a value
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            chosen = sheet_of(name, book, sheet)
            rows = tuple(rows_of(name, values_of(name, chosen)))
            others = tuple(
                s.title for s in book.worksheets if s is not chosen and any(rows_of(name, values_of(name, s)))
            )
    except CannotRun:
        raise
    except Exception as error:  # of many kinds, whatever the XML inside is like
        raise unreadable(name, Text("不是完好的 .xlsx 文件", "it is no sound .xlsx file"), SAVE_AGAIN) from error
    return Table(rows, others)


def sheet_of(name: str, book: Any, sheet: str | None) -> Any:
    """The sheet of that name, else the first."""
    for one in book.worksheets:
        if sheet in (None, one.title):
            return one
    known = "、".join(one.title for one in book.worksheets)
    raise unreadable(
        name, Text(f"没有工作表“{sheet}”", f"it has no sheet {sheet!r}"), Text(f"有：{known}", f"there are: {known}")
    )


def require_small(name: str, data: bytes) -> None:
    """CannotRun where an archive is broken, or would unpack to more than any table has."""
    try:
        size = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise unreadable(name, Text("不是完好的 .xlsx 文件", "it is no sound .xlsx file"), SAVE_AGAIN) from error
    if size > MOST_UNPACKED:
        raise unreadable(name, Text(f"解开后有 {size} 字节，上限 {MOST_UNPACKED}", f"it unpacks to {size} bytes, the limit is {MOST_UNPACKED}"), SPLIT)  # fmt: skip


def values_of(name: str, sheet: Any) -> Iterator[list[str]]:
    """The texts of one sheet, row by row, to its very end; blank cells without end are a file made to be slow."""
    seen = 0
    sheet.reset_dimensions()  # what a file says of its own size may be wrong, and the rest would be left out
    for values in sheet.iter_rows(values_only=True):
        seen += len(values) + 1
        if seen > MOST_CELLS:
            raise unreadable(name, Text(f"超过 {MOST_CELLS} 格", f"it has more than {MOST_CELLS} cells"), SPLIT)
        yield [text_of(value) for value in values]


def text_of(value: Any) -> str:
    """A value as a person would write it: days as YYYY-MM-DD, whole numbers without a point."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return str(value)


def rows_of(name: str, lines: Iterable[list[str]]) -> Iterator[Row]:
    """The rows that are not blank, each cell with its place."""
    for number, line in enumerate(lines, 1):
        cells = tuple(Cell(text.strip(), number, column) for column, text in enumerate(line, 1) if text.strip())
        if cells and (number > MOST_ROWS or cells[-1].column > MOST_COLUMNS):
            limit = Text(
                f"超过 {MOST_ROWS} 行或 {MOST_COLUMNS} 列",
                f"it has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns",
            )
            raise unreadable(name, limit, SPLIT)  # fmt: skip
        if cells:
            yield cells


def unreadable(name: str, why: Text, hint: Text) -> CannotRun:
    """Why a file is no table."""
    return CannotRun(Text(f"读不了 {name}：{why.zh}", f"cannot read {name}: {why.en}"), hint)


SPLIT = Text("分成几个文件导入", "split it into several files")
SAVE_AGAIN = Text(
    "在 Excel 或 WPS 里另存为 .xlsx 或“CSV UTF-8”", "save it anew as .xlsx or CSV UTF-8 in your spreadsheet program"
)
