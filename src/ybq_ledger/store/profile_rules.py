"""Rules about bytes and YAML (Y1xx): everything that could be read in more than one way is refused with its remedy."""

from __future__ import annotations

from ybq_ledger.model.finding import Rule, Severity
from ybq_ledger.model.language import Text


def error(id: str, name: str, message: Text, hint: Text) -> Rule:
    """A rule that makes a file unreadable."""
    return Rule(id, name, Severity.error, message, hint)


TAB_CHARACTER = error(
    "Y101", "tab-character",
    Text("此处有制表符（Tab）", "there is a tab here"),
    Text("改用空格；缩进每层两个空格", "use spaces; two for each level of indentation"),
)  # fmt: skip
BYTE_ORDER_MARK = error(
    "Y102", "byte-order-mark",
    Text("文件开头有 BOM 标记", "the file begins with a byte order mark"),
    Text("另存为“UTF-8（无 BOM）”", "save it as UTF-8 without BOM"),
)  # fmt: skip
NOT_UTF8 = error(
    "Y103", "not-utf8",
    Text("文件不是 UTF-8 编码（{encoding}）", "the file is not UTF-8 ({encoding})"),
    Text("用编辑器另存为 UTF-8 编码", "save it as UTF-8 in your editor"),
)  # fmt: skip
FILE_TOO_LARGE = error(
    "Y104", "file-too-large",
    Text("文件有 {size} 字节，上限 {most}", "the file has {size} bytes, the limit is {most}"),
    Text("长篇材料另存为附件，这里只写路径和 sha256", "keep long papers beside it; give their path and sha256 here"),
)  # fmt: skip
CONTROL_CHARACTER = error(
    "Y105", "control-character",
    Text("此处有控制字符 {code}", "there is a control character {code} here"),
    Text("删去该字符（多半是复制粘贴带来的）", "delete it (it probably came in by copy and paste)"),
)  # fmt: skip
INVISIBLE_CHARACTER = error(
    "Y106", "invisible-character",
    Text("此处有看不见的字符 {code}（{kind}）", "there is an invisible character {code} here ({kind})"),
    Text("删去该字符，重新键入这几个字", "delete it and type these few characters again"),
)  # fmt: skip
CONFLICT_MARKER = error(
    "Y107", "conflict-marker",
    Text("此处是没有处理完的 git 合并冲突", "a git merge conflict was left here"),
    Text(
        "两边的内容都看一遍，留下该留的，再删去 <<<<<<<、=======、>>>>>>> 三种标记行",
        "read both sides, keep what is right, then delete the <<<<<<<, ======= and >>>>>>> lines",
    ),
)  # fmt: skip
TOO_DEEP = error(
    "Y108", "too-deep",
    Text("嵌套超过 {most} 层", "nested more than {most} levels deep"),
    Text("台账文件用不着这么深，检查缩进和括号", "no file here needs that; look at the indentation and the brackets"),
)  # fmt: skip
SEVERAL_DOCUMENTS = error(
    "Y109", "several-documents",
    Text("一个文件里不能用 --- 或 ... 分成几份", "a file holds one document; `---` or `...` may not end it"),
    Text("删去这一行；另一份内容放进自己的文件", "delete the line; put the other content into a file of its own"),
)  # fmt: skip
TAG = error(
    "Y110", "tag",
    Text("不使用 YAML 类型标记（! 开头）", "YAML tags (with `!`) are not used here"),
    Text("删去标记；如本来就是文字，加引号", "delete the tag; if it is text, quote it"),
)  # fmt: skip
ANCHOR_OR_ALIAS = error(
    "Y111", "anchor-or-alias",
    Text("不使用 YAML 锚点和引用（&、*）", "YAML anchors and aliases (`&`, `*`) are not used here"),
    Text("把内容写全；如本来就是文字，加引号", "write the content out; if it is text, quote it"),
)  # fmt: skip
DIRECTIVE = error(
    "Y112", "directive",
    Text("不使用 YAML 指令行（% 开头）", "YAML directives (`%` lines) are not used here"),
    Text("删去这一行", "delete the line"),
)  # fmt: skip
MERGE_KEY = error(
    "Y113", "merge-key",
    Text("不使用合并键 <<", "the merge key `<<` is not used here"),
    Text("把要用的字段逐项写出", "write out the fields themselves"),
)  # fmt: skip
DUPLICATE_KEY = error(
    "Y114", "duplicate-key",
    Text("字段“{key}”在第 {first} 行已经写过", "the field `{key}` already stands on line {first}"),
    Text("两处合为一处，只留一个", "make one of the two"),
)  # fmt: skip
ODD_KEY = error(
    "Y115", "odd-key",
    Text("这里的字段名为空、跨行或不是文字", "the field name here is empty, spans lines or is not text"),
    Text("写成“字段: 值”，字段名写在一行内", "write `field: value` with the name on one line"),
)  # fmt: skip
AMBIGUOUS_PLAIN = error(
    "Y116", "ambiguous-plain",
    Text(
        "这个值不加引号会被不同软件读成不同的东西（{kind}）",
        "without quotes, programs read this value in different ways ({kind})",
    ),
    Text("是文字就加引号；是数就写成普通整数", "if it is text, quote it; if a number, write a plain whole number"),
)  # fmt: skip
NO_VALUE = error(
    "Y117", "no-value",
    Text("“{key}”后面没有值", "`{key}` has no value"),
    Text("填上内容；没有内容就把整行删去", "write a value, or leave the line out"),
)  # fmt: skip
BROKEN_YAML = error(
    "Y118", "broken-yaml",
    Text("从这里起读不懂：{reason}", "cannot be read from here on: {reason}"),
    Text("对照旁边能读的文件改；拿不准的文字一律加引号", "compare with a file that reads well; quote text when unsure"),
)  # fmt: skip
FULL_WIDTH_COLON = error(
    "Y119", "full-width-colon",
    Text("字段名后用了全角冒号“：”", "a full-width colon `：` follows the field name"),
    Text("改成英文冒号加一个空格：“字段: 值”", "use an ASCII colon and a space: `field: value`"),
)  # fmt: skip
NO_SPACE_AFTER_COLON = error(
    "Y120", "no-space-after-colon",
    Text("冒号后面缺一个空格", "a space is missing after the colon"),
    Text("写成“字段: 值”", "write `field: value`"),
)  # fmt: skip
EMPTY_FILE = error(
    "Y121", "empty-file",
    Text("文件是空的（或只有注释）", "the file is empty (or holds comments only)"),
    Text("填上内容，或删去这个文件", "fill it in, or delete the file"),
)  # fmt: skip
WINDOWS_LINE_ENDS = Rule(
    "Y122", "windows-line-ends", Severity.warning,
    Text("文件用了 Windows 换行（CRLF）", "the lines end in the Windows way (CRLF)"),
    Text("运行 ledger fmt 即可统一", "run `ledger fmt` to put it right"),
)  # fmt: skip
DAMAGED_TEXT = error(
    "Y123", "damaged-text",
    Text("此处文字在编码转换中已经损坏（�）", "the text here was damaged by a wrong conversion (�)"),
    Text("从原件重新录入这几个字", "type these characters again from the original"),
)  # fmt: skip
SWALLOWED_LINE = error(
    "Y124", "swallowed-line",
    Text("这一行会被并进上一行的文字里", "this line is read as more of the text above it"),
    Text("检查缩进；多行文字请用“|-”", "check the indentation; begin text of several lines with `|-`"),
)  # fmt: skip
UNQUOTED_COLON = error(
    "Y125", "unquoted-colon",
    Text("文字里有“冒号加空格”，必须加引号", "the text holds a colon and a space, so it must be quoted"),
    Text("给整段文字加英文引号", "put quotes round the whole text"),
)  # fmt: skip
UNCLOSED_QUOTE = error(
    "Y126", "unclosed-quote",
    Text("从这里开始的引号没有收尾", "the quote that opens here is never closed"),
    Text("补上同样的英文引号", "add the same quote at the end of the text"),
)  # fmt: skip
BAD_INDENTATION = error(
    "Y127", "bad-indentation",
    Text("这一行的缩进与前面对不上", "this line's indentation fits nothing above it"),
    Text("同一层的字段左边对齐，下一层多两个空格", "align fields of one level; two more spaces for the next level"),
)  # fmt: skip
TOO_MANY_VALUES = error(
    "Y128", "too-many-values",
    Text("文件里的值超过 {most} 个", "the file holds more than {most} values"),
    Text("拆成几条记录，或用 ledger fmt 理成规范格式后再查", "split it, or bring it into the canonical layout first"),
)  # fmt: skip

PROFILE_RULES: tuple[Rule, ...] = (
    TAB_CHARACTER, BYTE_ORDER_MARK, NOT_UTF8, FILE_TOO_LARGE, CONTROL_CHARACTER, INVISIBLE_CHARACTER, CONFLICT_MARKER,
    TOO_DEEP, SEVERAL_DOCUMENTS, TAG, ANCHOR_OR_ALIAS, DIRECTIVE, MERGE_KEY, DUPLICATE_KEY, ODD_KEY, AMBIGUOUS_PLAIN,
    NO_VALUE, BROKEN_YAML, FULL_WIDTH_COLON, NO_SPACE_AFTER_COLON, EMPTY_FILE, WINDOWS_LINE_ENDS, DAMAGED_TEXT,
    SWALLOWED_LINE, UNQUOTED_COLON, UNCLOSED_QUOTE, BAD_INDENTATION, TOO_MANY_VALUES,
)  # fmt: skip
