"""Tables that people filled in: every row becomes a record or none does, and what is wrong is named by row and column."""

from __future__ import annotations

import csv
import io
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from mutations import PIECES
from program import Ran, run
from small_ledger import make_ledger
from ybq_ledger.commands.importing import columns_of, find_headings, import_drafts, kind_named
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.record_types import RECORD_TYPES
from ybq_ledger.store.table_files import read_table

HEADINGS = ["责任单位", "专项行动", "问题名称", "问题来源", "发现日期", "原因清单", "措施清单", "自定时限", "整改方式"]
ROWS: list[list[object]] = [
    ["区国土局", 7, "两宗地块未供", "自己找", "2018/6/4", "历史欠账\n协调不力", "核对 | 科长 | 2018-7-1\n催缴", "2018年8月1日", "限期整改"],
    ["guotuju", "a7", "另一件，带“引号”和,逗号", "投诉", "2018-06-05", None, None, None, "立行立改"],
]  # fmt: skip
LAND = """unit: guotuju
title: 两宗地块未供
source: self-check
found_on: 2018-06-04
recorded: {today}
action: a7
causes:
  - 历史欠账
  - 协调不力
measures:
  - what: 核对
    owner: 科长
    due: 2018-07-01
  - what: 催缴
deadline: 2018-08-01
"""


def as_csv(rows: list[list[object]], encoding: str = "utf-8-sig", separator: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return text.getvalue().encode(encoding)


def as_workbook(rows: list[list[object]], **others: list[list[object]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name, lines in others.items():
        sheet = book.create_sheet(name)
        for row in lines:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def bring_in(root: Path, data: bytes, *options: str, kind: str = "issue", name: str = "表.csv", **more: str) -> Ran:
    (root / name).write_bytes(data)
    return run(root, "import", kind, str(root / name), *options, **more)


def written(root: Path) -> dict[str, str]:
    """First line (the id) apart, so that texts can be compared."""
    texts = [path.read_text(encoding="utf-8").partition("\n") for path in sorted((root / "ledger").rglob("*.yaml"))]
    return {rest: first for first, _, rest in texts}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_file_is_read_as_spreadsheets_write_it(encoding: str, separator: str, tmp_path: Path) -> None:
    root = make_ledger(tmp_path)
    ran = bring_in(root, as_csv([HEADINGS, *ROWS], encoding, separator), "-f", "json")
    assert ran.code == 0, ran
    texts = written(root)
    assert len(texts) == 2
    today = next(iter(texts)).partition("recorded: ")[2][:10]
    assert LAND.format(today=today) in texts


def test_a_workbook_with_a_title_days_numbers_and_a_formula_gives_the_same_records_as_the_csv(tmp_path: Path) -> None:
    one, two = make_ledger(tmp_path / "one"), make_ledger(tmp_path / "two")
    rows = [list(row) for row in ROWS]
    rows[0][4], rows[1][4] = datetime(2018, 6, 4), date(2018, 6, 5)
    book = as_workbook([["区国土局问题台账"], [], HEADINGS, *rows])
    assert bring_in(one, as_csv([HEADINGS, *ROWS])).code == 0
    ran = bring_in(two, book, name="表.xlsx")
    assert ran.code == 0, ran
    assert set(written(one)) == set(written(two))


def test_one_wrong_row_keeps_all_out_and_each_mistake_has_its_row_and_column(tmp_path: Path) -> None:
    root = make_ledger(tmp_path)
    rows = [ROWS[0], [*ROWS[1][:3], "瞎编", "6月4日", *ROWS[1][5:]]]
    ran = bring_in(root, as_workbook([HEADINGS, *rows]), "-f", "json", name="表.xlsx")
    assert ran.code == 1
    found = [(f["rule"], f["line"], f["column"]) for f in ran.json["findings"]]
    assert found == [("S204", 3, 4), ("S205", 3, 5)]
    assert all(f["path"].endswith("表.xlsx") for f in ran.json["findings"])
    assert not (root / "ledger").exists()


def test_a_rule_finds_the_cell_too(tmp_path: Path) -> None:
    root = make_ledger(tmp_path)
    ran = bring_in(root, as_csv([["单位", "行动", "问题名称", "发现日期"], ["guotuju", "a99", "甲", "2018-06-05"]]), "-f", "json")  # fmt: skip
    assert ran.code == 1
    assert [(f["line"], f["column"]) for f in ran.json["findings"]] == [(2, 2)]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["甲", "乙"], ["1", "2"]], "没有表头"),
        ([HEADINGS], "只有表头"),
        ([HEADINGS, ["国土具", 7, "甲", None, "2018-06-05"]], ":2:1 没有单位“国土具”"),
        ([[*HEADINGS, "问题"], [*ROWS[1], "乙"]], ":1:10 这一列与第 3 列是同一项（title）"),
        ([HEADINGS, [*ROWS[1], "多出来的"]], ":2:10 这一格上面没有列名"),
        ([HEADINGS, ROWS[1], ROWS[1]], ":3:1 这一行与 第 2 行 完全相同"),
    ],
)
def test_what_is_no_table_of_records_is_said_in_one_line_with_a_remedy(
    rows: list[list[object]], said: str, tmp_path: Path
) -> None:
    root = make_ledger(tmp_path)
    ran = bring_in(root, as_csv(rows))
    assert ran.code == 2
    assert said in ran.err
    assert "办法" in ran.err
    assert not (root / "ledger").exists()


def test_a_column_nobody_knows_is_a_finding_at_its_heading_and_an_empty_one_is_none(tmp_path: Path) -> None:
    root = make_ledger(tmp_path)
    heads = [*HEADINGS, "颜色"]
    ran = bring_in(root, as_csv([heads, [*ROWS[0], "红"]]), "-f", "json")
    assert [(f["line"], f["column"]) for f in ran.json["findings"]] == [(1, 10)]
    assert bring_in(root, as_csv([heads, [*ROWS[0], None]])).code == 0


def test_the_same_table_is_not_entered_twice(tmp_path: Path) -> None:
    root = make_ledger(tmp_path)
    assert bring_in(root, as_csv([HEADINGS, *ROWS])).code == 0
    before = written(root)
    again = bring_in(root, as_csv([HEADINGS, *ROWS]))
    assert (again.code, written(root)) == (2, before)
    assert "完全相同" in again.err


def test_a_rehearsal_writes_nothing(tmp_path: Path) -> None:
    root = make_ledger(tmp_path)
    assert bring_in(root, as_csv([HEADINGS, *ROWS]), "--dry-run").code == 0
    assert not (root / "ledger").exists()


def test_a_thousand_rows_are_written_in_one_go(tmp_path: Path) -> None:
    root = make_ledger(tmp_path)
    rows: list[list[object]] = [["guotuju", "a7", f"问题 {n}", "2018-06-05"] for n in range(1000)]
    assert bring_in(root, as_csv([["单位", "行动", "问题名称", "发现日期"], *rows]), "-f", "json").code == 0
    assert len(written(root)) == 1000


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", [kind.kind for kind in RECORD_TYPES])
def test_every_kind_has_a_template_whose_headings_are_understood(kind: str, language: str, tmp_path: Path) -> None:
    root = make_ledger(tmp_path)
    ran = run(root, "import", kind, "--template", LEDGER_LANG=language)
    assert ran.code == 0
    found = find_headings(kind_named(kind), "t", read_table("t", ran.out.encode(), None))[1]
    assert list(found.values()) == list(columns_of(kind_named(kind)))


def test_papers_complaints_readings_and_debts_come_in_by_tables_as_well(tmp_path: Path) -> None:
    root = make_ledger(tmp_path)
    tables: dict[str, list[list[object]]] = {
        "filing": [["单位", "answers", "报送日期", "零报告"], ["guotuju", "progress/guotuju/2018-06", "2018-06-28", "是"]],
        "complaint": [["单位", "kind", "reference", "收到日期", "事由", "匿名"], ["ruanjianban", "投诉", "TS-2018-0042", "2018-09-21", "办证拖延", "否"]],
        "reading": [["单位", "target", "数据截止日期", "分子", "分母"], ["shenpiju", "approval-time", "2018-09-30", 1180.0, 1200]],
        "repayment": [["单位", "欠款类别", "欠款事由", "债权单位或案卷号", "确认日期", "欠款总额", "分期"], ["caizhengju", "工程款", "道路工程款", "某建设公司", "2018-06-30", "120万", "2018-12-31 | 40万\n2019-12-31 | 80万"]],
    }  # fmt: skip
    for kind, rows in tables.items():
        ran = bring_in(root, as_workbook(rows), kind=kind, name=f"{kind}.xlsx")
        assert ran.code == 0, (kind, ran)
    assert run(root, "check").code == 0
    assert len(written(root)) == 4


def test_sheets_that_were_not_read_are_named_and_can_be_asked_for(tmp_path: Path) -> None:
    root = make_ledger(tmp_path)
    book = as_workbook([HEADINGS, ROWS[0]], 二季度=[HEADINGS, ROWS[1]], 空=[])
    first = bring_in(root, book, name="表.xlsx")
    assert (first.code, "没有读这些工作表：二季度（" in first.err) == (0, True)
    assert bring_in(root, book, "--sheet", "二季度", name="表.xlsx").code == 0
    missing = bring_in(root, book, "--sheet", "三季度", name="表.xlsx")
    assert (missing.code, "没有工作表" in missing.err) == (2, True)


def far_away(place: str, blank: bool = False) -> bytes:
    """A workbook with one more cell, very far from the others."""
    source, data = zipfile.ZipFile(io.BytesIO(as_workbook([HEADINGS, *ROWS]))), io.BytesIO()
    row = "".join(c for c in place if c.isdigit())
    cell = f'<c r="{place}"/>' if blank else f'<c r="{place}"><v>1</v></c>'
    more = f'<row r="{row}">{cell}</row></sheetData>'.encode()
    with zipfile.ZipFile(data, "w") as archive:
        for part in source.namelist():
            archive.writestr(part, source.read(part).replace(b"</sheetData>", more))
    return data.getvalue()


def test_a_cell_far_below_or_aside_is_never_left_out_in_silence(tmp_path: Path) -> None:
    root = make_ledger(tmp_path)
    for place in ("A6000", "A1048576", "XFD9"):
        ran = bring_in(root, far_away(place), name="表.xlsx")
        assert (ran.code, "超过 5000 行或 200 列" in ran.err) == (2, True)
    assert bring_in(root, far_away("XFD1048576", blank=True), name="表.xlsx").code == 0


def bomb() -> bytes:
    """A small archive that would unpack to a hundred megabytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (100 * 2**20))
    return data.getvalue()


def entities() -> bytes:
    """A workbook with a text of a billion laughs."""
    source, data = zipfile.ZipFile(io.BytesIO(as_workbook([HEADINGS, *ROWS]))), io.BytesIO()
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY l0 "xxxxxxxx">{laughs}]>'
    with zipfile.ZipFile(data, "w") as archive:
        for part in source.namelist():
            text = source.read(part)
            if part == "xl/worksheets/sheet1.xml":
                text = head.encode() + text.replace("两宗地块未供".encode(), b"&l9;")
            archive.writestr(part, text)
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"\0", b"PK\x03\x04", b"\xff\xfe\x00a", b"PK\x03\x04" + b"x" * 5000, '"没有收尾'.encode(), b"a" * 9_000_000, bomb(), entities(),
     as_workbook([HEADINGS, *ROWS])[:3000], b",\n" * 6000 + b"x,y\n", b"," * 300 + b"x\n"],
    ids=["nothing", "zero", "head of an archive", "utf-16", "no archive", "quote", "large", "bomb", "entities", "half", "long", "wide"],
)  # fmt: skip
def test_what_is_no_table_gives_one_message_and_no_traceback(data: bytes, tmp_path: Path) -> None:
    root = make_ledger(tmp_path)
    ran = bring_in(root, data, name="表")
    assert ran.code == 2
    assert len(ran.err.strip().splitlines()) == 2
    assert not (root / "ledger").exists()


def test_a_cell_names_a_file_that_is_never_opened_and_our_own_apostrophe_is_taken_off(tmp_path: Path) -> None:
    root = make_ledger(tmp_path)
    heads = ["单位", "行动", "问题名称", "发现日期", "佐证材料"]
    rows: list[list[object]] = [["guotuju", "a7", "'=1+1", "2018-06-05", "plan/plan.yaml"]]
    assert bring_in(root, as_csv([heads, *rows])).code == 0
    (text,) = written(root)
    assert "sha256" not in text
    assert 'title: "=1+1"' in text or "title: '=1+1'" in text


@pytest.mark.parametrize("rows", [
    [HEADINGS, ["13800138000", 7, "甲", None, "2018-06-05"]],
    [[*HEADINGS, "13800138000", "13800138000"], [*ROWS[1], "x", "x"]],
    [HEADINGS, ["guotuju", 7, "甲", "13800138000", "13800138000"]],
    [[*HEADINGS, "13800138000"], [*ROWS[1], "x"]],
])  # fmt: skip
def test_a_number_in_the_wrong_column_is_never_shown(rows: list[list[object]], tmp_path: Path) -> None:
    ran = bring_in(make_ledger(tmp_path), as_csv(rows))
    assert ran.code in (1, 2)
    assert "13800138000" not in ran.out + ran.err


def test_an_import_is_taken_back_in_one_go(tmp_path: Path) -> None:
    root = make_ledger(tmp_path)
    subprocess.run(["git", "init", "-q", str(root)], check=True, capture_output=True)
    assert bring_in(root, as_csv([HEADINGS, *ROWS])).code == 0
    assert run(root, "undo").code == 0
    assert written(root) == {}


AWKWARD = [
    *(piece.encode(errors="replace").decode() for piece in PIECES),
    *("、", "|", " | | ", "\n|\n", "1e400", "-1", "万", "2018-02-30", "9999年99月99日", "是", "'", "'=", "True"),
]


@pytest.mark.parametrize("kind", [kind.kind for kind in RECORD_TYPES])
def test_whatever_stands_in_the_cells_is_a_finding_or_one_clear_line(kind: str, tmp_path: Path) -> None:
    root = make_ledger(tmp_path)
    columns = list(columns_of(kind_named(kind)))
    width = len(columns) - 1
    tables = [[columns, *(["guotuju", *[text] * width] for text in AWKWARD)]]
    tables += [[columns, [text] * (width + 1)] for text in AWKWARD[::12]]
    tables += [[[text, *columns], [text] * (width + 2)] for text in AWKWARD[::12]]
    for table in tables:
        try:
            done, _ = import_drafts(
                root, kind_named(kind), "t.csv", as_csv(table), None, None, date(2018, 12, 31), dry_run=True
            )
        except CannotRun as failure:
            assert failure.message.zh and failure.hint
        else:
            assert done.findings or done.written
    assert not (root / "ledger").exists()
