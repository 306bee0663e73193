"""Rules about the shape of what was read (S2xx): fields, kinds of value, dates, lengths and choices."""

from __future__ import annotations

from ybq_ledger.model.finding import Rule
from ybq_ledger.model.language import Text
from ybq_ledger.store.profile_rules import error

MISSING_FIELD = error(
    "S201", "missing-field",
    Text("缺少字段“{field}”", "the field `{field}` is missing"),
    Text("补上：{about}", "add it: {about}"),
)  # fmt: skip
UNKNOWN_FIELD = error(
    "S202", "unknown-field",
    Text("没有“{field}”这个字段{near}", "there is no field `{field}`{near}"),
    Text("可用字段：{legal}", "the fields here are: {legal}"),
)  # fmt: skip
WRONG_TYPE = error(
    "S203", "wrong-type",
    Text("这里应当是{expected}，写的是{found}", "this should be {expected}, but it is {found}"),
    Text("{remedy}", "{remedy}"),
)  # fmt: skip
UNKNOWN_CHOICE = error(
    "S204", "unknown-choice",
    Text("没有这个选项{near}", "this is none of the choices{near}"),
    Text("可选：{legal}", "the choices are: {legal}"),
)  # fmt: skip
NOT_A_DATE = error(
    "S205", "not-a-date",
    Text("这不是一个日期", "this is not a date"),
    Text(
        "写成 年-月-日，月和日都写两位，例如 2018-05-20；只知道月份的写该月最后一天",
        "write year-month-day with two digits each, such as 2018-05-20; if only the month is known, its last day",
    ),
)  # fmt: skip
IMPOSSIBLE_DATE = error(
    "S206", "impossible-date",
    Text("没有这一天", "there is no such day"),
    Text("查一下日历：月份到 12，各月天数不同", "look at a calendar: twelve months, each with its own number of days"),
)  # fmt: skip
FULL_WIDTH_CHARACTERS = error(
    "S207", "full-width-characters",
    Text("这里用了全角数字、字母或标点", "full-width digits, letters or punctuation stand here"),
    Text("改成半角：{right}", "use ASCII characters: {right}"),
)  # fmt: skip
BLANK = error(
    "S208", "blank",
    Text("内容是空白", "the text is blank"),
    Text("填上内容；没有内容就把整行删去", "write something, or leave the line out"),
)  # fmt: skip
TEXT_TOO_LONG = error(
    "S209", "text-too-long",
    Text("文字有 {length} 个字符，上限 {most}", "the text has {length} characters, the limit is {most}"),
    Text("写短些，详细内容放进说明字段或附件", "shorten it; put details into a longer field or a document"),
)  # fmt: skip
SEVERAL_LINES = error(
    "S210", "several-lines",
    Text("这里只能写一行", "only one line may stand here"),
    Text("合成一行", "make one line of it"),
)  # fmt: skip
WRONG_PATTERN = error(
    "S211", "wrong-pattern",
    Text("写法不对{about}", "this is not written as it should be{about}"),
    Text("例如：{example}", "for example: {example}"),
)  # fmt: skip
OUT_OF_RANGE = error(
    "S212", "out-of-range",
    Text("数值应在 {least} 到 {most} 之间", "the number should lie between {least} and {most}"),
    Text("核对后改正", "check it and mend it"),
)  # fmt: skip
WRONG_COUNT = error(
    "S213", "wrong-count",
    Text("这里应有 {least} 到 {most} 项", "there should be {least} to {most} items here"),
    Text("增减到规定的项数", "add or remove items"),
)  # fmt: skip

SHAPE_RULES: tuple[Rule, ...] = (
    MISSING_FIELD, UNKNOWN_FIELD, WRONG_TYPE, UNKNOWN_CHOICE, NOT_A_DATE, IMPOSSIBLE_DATE, FULL_WIDTH_CHARACTERS,
    BLANK, TEXT_TOO_LONG, SEVERAL_LINES, WRONG_PATTERN, OUT_OF_RANGE, WRONG_COUNT,
)  # fmt: skip
