"""Rules about where files stand (L3xx): folders, file names and ids must agree with what the file says."""

from __future__ import annotations

from ybq_ledger.model.finding import Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.store.profile_rules import error

NOT_A_FILE = error(
    "L301", "not-a-file",
    Text("这不是普通文件（链接、管道、设备或子模块）", "this is no ordinary file (a link, pipe, device or submodule)"),
    Text("换成普通文件", "put an ordinary file in its place"),
)  # fmt: skip
CANNOT_OPEN = error(
    "L302", "cannot-open",
    Text("文件打不开（{error}）", "the file cannot be opened ({error})"),
    Text("检查权限和磁盘", "look at its permissions and the disk"),
)  # fmt: skip
MISSING_FILE = error(
    "L303", "missing-file",
    Text("缺少方案文件 {file}", "the plan file {file} is missing"),
    Text("从版本库恢复，或参照 docs/schema 补写", "restore it from git, or write it after docs/schema"),
)  # fmt: skip
UNKNOWN_PLAN_FILE = error(
    "L304", "unknown-plan-file",
    Text("plan/ 里没有名为 {file} 的文件{near}", "plan/ has no file called {file}{near}"),
    Text("改名，或移出 plan/", "rename it, or move it out of plan/"),
)  # fmt: skip
UNKNOWN_UNIT_FOLDER = error(
    "L305", "unknown-unit-folder",
    Text("方案里没有代码为 {unit} 的单位{near}", "the plan has no unit with the code {unit}{near}"),
    Text("文件夹名用 plan/units.yaml 里的单位代码", "name the folder after a unit code in plan/units.yaml"),
)  # fmt: skip
UNKNOWN_FOLDER = error(
    "L306", "unknown-folder",
    Text("单位文件夹下没有 {folder} 这种记录{near}", "a unit's folder has no {folder} in it{near}"),
    Text("单位文件夹下只有：{legal}", "a unit's folder holds: {legal}"),
)  # fmt: skip
MISPLACED_FILE = error(
    "L307", "misplaced-file",
    Text("这里不放文件", "no file belongs here"),
    Text(
        "记录放在 ledger/<单位代码>/<记录种类>/ 之下，不多不少两层",
        "a record stands in ledger/<unit code>/<kind>/, exactly two folders down",
    ),
)  # fmt: skip
WRONG_EXTENSION = error(
    "L308", "wrong-extension",
    Text("记录文件的扩展名必须是 .yaml", "a record's file name ends in .yaml"),
    Text("改成 {right}", "rename it to {right}"),
)  # fmt: skip
ODD_FILE_NAME = error(
    "L309", "odd-file-name",
    Text("文件名不是编号的样子", "the file name is not shaped like an id"),
    Text("文件名即编号，例如 {example}", "the file name is the id, such as {example}"),
)  # fmt: skip
TEMPORARY_FILE = Rule(
    "L310", "temporary-file", Severity.warning,
    Text("这是写到一半留下的临时文件或编辑器备份", "a temporary file or an editor's backup was left here"),
    Text("确认无用后删去；下一次写入时程序也会清理自己的", "delete it when sure; the next writing command clears its own"),
)  # fmt: skip
ID_NOT_FILE_NAME = error(
    "L311", "id-not-file-name",
    Text("编号与文件名不一致", "the id is not the file's name"),
    Text("文件名应为 {right}；编号一经使用不再改动", "name the file {right}; an id once used never changes"),
)  # fmt: skip
UNIT_NOT_FOLDER = error(
    "L312", "unit-not-folder",
    Text("所属单位与所在文件夹 {folder} 不一致", "the unit is not that of the folder {folder}"),
    Text("移到该单位的文件夹，或改正 unit", "move the file to that unit's folder, or mend `unit`"),
)  # fmt: skip
UNIT_NOT_IN_ID = error(
    "L313", "unit-not-in-id",
    Text("编号不以所属单位代码 {unit} 开头", "the id does not begin with the unit's code {unit}"),
    Text("编号写法：<单位>-<年>-<七位数字>", "an id reads <unit>-<year>-<seven digits>"),
)  # fmt: skip
WRONG_CHECK_DIGIT = error(
    "L314", "wrong-check-digit",
    Text("编号的校验位不对，多半抄错了数字", "the id's check digit is wrong: a digit was probably miscopied"),
    Text("与原件核对；新编号由 ledger add-issue 给出", "compare with the original; `ledger add-issue` gives new ids"),
)  # fmt: skip
WRONG_KIND_OF_FOLDER = error(
    "L315", "wrong-kind-of-folder",
    Text("这是一条{kind}记录，却放在 {folder}/ 下", "this is a record of kind {kind}, but it stands in {folder}/"),
    Text("移到 {right}/", "move it to {right}/"),
)  # fmt: skip
SAME_ID_TWICE = error(
    "L316", "same-id-twice",
    Text("编号与 {other} 相同", "the id is the same as that of {other}"),
    Text("两条记录不能共用编号；后录的换新编号", "two records cannot share an id; give the later one a new id"),
)  # fmt: skip
CASE_TWINS = error(
    "L317", "case-twins",
    Text("与 {other} 只差大小写", "differs from {other} in upper and lower case only"),
    Text("在 Windows 和 macOS 上两者会互相覆盖；改名或删去一个", "on Windows and macOS one would overwrite the other"),
)  # fmt: skip
FOREIGN_FILE = error(
    "L318", "foreign-file",
    Text("这里只放记录，不放其他文件", "only records stand here, no other files"),
    Text("附件放到别处，在记录里写路径和 sha256", "keep papers elsewhere; give their path and sha256 in the record"),
)  # fmt: skip

LAYOUT_RULES: tuple[Rule, ...] = (
    NOT_A_FILE, CANNOT_OPEN, MISSING_FILE, UNKNOWN_PLAN_FILE, UNKNOWN_UNIT_FOLDER, UNKNOWN_FOLDER, MISPLACED_FILE,
    WRONG_EXTENSION, ODD_FILE_NAME, TEMPORARY_FILE, ID_NOT_FILE_NAME, UNIT_NOT_FOLDER, UNIT_NOT_IN_ID,
    WRONG_CHECK_DIGIT, WRONG_KIND_OF_FOLDER, SAME_ID_TWICE, CASE_TWINS, FOREIGN_FILE,
)  # fmt: skip
