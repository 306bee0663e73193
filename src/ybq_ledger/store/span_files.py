"""Writes exported spans as CSV, or as Parquet for DuckDB, Spark and the like."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

from ybq_ledger.model.exported import COLUMNS, ExportedSpan
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import FORMULA

Shares = Iterable[list[ExportedSpan]]


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """A file beside the target that takes its place when it is whole; CannotRun where it cannot be written."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        temporary.replace(target)
    except OSError as error:
        raise CannotRun(
            Text(f"写不了 {target}：{error.strerror}", f"cannot write {target}: {error.strerror}"),
            Text("换个位置，或检查磁盘和权限", "choose another place, or look at the disk and the rights"),
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_csv(target: Path, shares: Shares) -> None:
    """UTF-8 with a line of headings; days as 2018-05-20, true and false in words, nothing where there is nothing."""
    with new_file(target) as path, path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for rows in shares:
            writer.writerows([csv_cell(value) for value in row] for row in rows)


def csv_cell(value: object) -> str:
    """One value; a text that a sheet would take for a formula begins with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and FORMULA.match(text) else text


def write_parquet(target: Path, shares: Shares) -> None:
    """One row group for each share of the files; CannotRun where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise CannotRun(
            Text("Parquet 需要 pyarrow", "Parquet needs pyarrow"),
            Text(
                "运行 pip install 'ybq-ledger[parquet]'，或用 --format csv",
                "pip install 'ybq-ledger[parquet]', or use --format csv",
            ),
        ) from error
    schema = pyarrow.schema(
        [pyarrow.field(name, arrow_type(pyarrow, hint)) for name, hint in get_type_hints(ExportedSpan).items()]
    )
    with new_file(target) as path, parquet.ParquetWriter(path, schema) as writer:
        for rows in shares:
            columns = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(COLUMNS, ())
            writer.write_table(pyarrow.table({name: list(values) for name, values in columns.items()}, schema=schema))


def arrow_type(pyarrow: Any, hint: object) -> Any:
    """The type of a column."""
    if hint is bool:
        return pyarrow.bool_()
    return pyarrow.date32() if hint in (date, date | None) else pyarrow.string()


WRITERS: dict[str, Callable[[Path, Shares], None]] = {"csv": write_csv, "parquet": write_parquet}
