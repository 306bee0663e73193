"""One document with everything that is awkward to show; the tests of the formats share it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Cell, Column, Document, Line, Table


def same(text: str) -> Text:
    return Text(text, text)


COLUMNS = (
    Column("code", Text("代码", "Code"), drop=1),
    Column("title", Text("事项", "Item")),
    Column("due", Text("期限", "Due")),
    Column("days", Text("逾期工作日", "Working days late"), "right"),
    Column("rate", Text("比例", "Rate"), "right", drop=3),
    Column("note", Text("说明", "Note"), drop=2),
    Column("light", Text("灯", "Light")),
)
LONG = (
    "出让金返还逾期未到位，涉及企业三家（其中一家已注销）；与财政局核对台账后分批返还，最后一批须在2018-09-30前到账。"
)
ROWS = (
    (Cell("a1", "faint"), Cell(same(LONG)), Cell(date(2018, 5, 20), "red"), Cell(12, "red"), Cell(Decimal("0.50")),
     Cell(None), Cell(Text("红", "red"), "red")),
    (Cell("a2", "faint"), Cell("\x1b[31m红\x1b[0m \x07\x9b2J\u202egnp.exe\u2066"), Cell(date(2018, 9, 30), "yellow"),
     Cell(-3), Cell(Decimal("-1E+2")), Cell("[/] [bold]x[/bold] {{7*7}}"), Cell(Text("黄", "yellow"), "yellow")),
    (Cell("a3\na4", "faint"), Cell("=1+1"), Cell(None), Cell(0, "faint"), Cell(None), Cell("a|b `c` *d* _e_ ~f~"),
     Cell(Text("绿", "green"), "green")),
    (Cell("@SUM(A1)", "faint"), Cell("第一行\n第二行，带有说明\n::error::伪造"), Cell(same("2018-12-15（暂定）"), "grey"),
     Cell(None), Cell(Decimal("1234567.89")), Cell("<script>alert(1)</script> & \"'"), Cell(Text("灰", "grey"), "grey")),
    (Cell("-5", "faint"), Cell("👍🏽 表情 ❤️ 零\u200b宽 \u2028 \ud800 ##[error]x"), Cell(date(2019, 1, 9)), Cell(1000000),
     Cell(Decimal("0")), Cell("sub-plan/a7/2018 https://example.invalid/a/very/long/path/without/any/blank @all"), Cell("")),
)  # fmt: skip
TOTAL = (Cell(""), Cell(Text("合计（不重复）", "Total (distinct)"), "strong"), Cell(None), Cell(1000009, "red"), Cell(None),
         Cell(""), Cell(""))  # fmt: skip
DOCUMENT = Document(
    "awkward",
    (
        Line(Text("2018-05-21 星期一 · 工作日", "2018-05-21 Monday · working day"), "strong"),
        Line(Text("！行动 9 没有牵头部门：请明确", "! action 9 has no lead: name one"), "red"),
        Line(same("# 1. <b>伪装</b>\n::set-output name=x::y\n## [链接](javascript:alert)")),
        Table(COLUMNS, ROWS, title=Text("事项清单", "Items"), total=TOTAL),
        Table((Column("id", Text("编号", "Id")), Column("text", Text("内容", "Text"))), ()),
        Line(Text("    办法：补齐", "    remedy: complete it"), "faint"),
    ),
    {
        "as_of": "2018-05-21",
        "rows": [{"title": LONG, "days": -3, "none": None, "yes": True}],
        "awkward": "\x1b[31m \x7f \x9b \u202e \u2028 \ud800 \U000e0041 </script> ##[error] ::error:: 👍🏽",
    },
)
