"""Rules about a change as a whole: its layout, what merging gives, and waivers."""

from __future__ import annotations

from ybq_ledger.model.finding import Rule, Severity
from ybq_ledger.model.language import Text

NOT_CANONICAL = Rule(
    "G730", "not-canonical", Severity.warning,
    Text("排版不规范", "not in the canonical layout"),
    Text("运行 ledger fmt", "run ledger fmt"),
)  # fmt: skip
MERGE_CONFLICT = Rule(
    "G731", "merge-conflict", Severity.error,
    Text("与目标分支冲突", "in conflict with the branch it goes to"),
    Text("先合并目标分支，用 ledger resolve 处理", "merge that branch first and use ledger resolve"),
)  # fmt: skip
MERGE_BREAKS_RULE = Rule(
    "G732", "merge-breaks-rule", Severity.error,
    Text("各自都对，合在一起违反 {rule}：{message}", "right on each side, wrong together, by {rule}: {message}"),
    Text("先合并目标分支，再核对这条记录", "merge the branch it goes to first, then look at this record"),
)  # fmt: skip
PLAN_UNREADABLE = Rule(
    "G735", "plan-unreadable", Severity.error,
    Text("目标分支上的方案读不出来，权限无从核对：{message}", "the plan on the branch it goes to cannot be read, so nobody's rights can be checked: {message}"),
    Text("先由维护人员在目标分支上修好 {path}", "let a maintainer mend {path} on that branch first"),
)  # fmt: skip
BREAKS_OTHERS = Rule(
    "G736", "breaks-others", Severity.error,
    Text("因这次改动，没有改到的 {path} 违反 {rule}：{message}", "through this change {path}, which it does not touch, breaks {rule}: {message}"),
    Text("撤回这处改动，或先处理那条记录", "take this back, or mend that record first"),
)  # fmt: skip
PERSONAL_DATA_PASSED = Rule(
    "G737", "personal-data-passed", Severity.error,
    Text("提交 {commit} 里有{kind}，后来改掉也留在历史里", "commit {commit} holds a {kind}; taken out later, it stays in history"),
    Text("从目标分支重新开一个分支，只放改好的文件，再提交；不要在原分支上接着改", "start a new branch from the one it goes to with the mended files alone; do not go on with this one"),
)  # fmt: skip
PERSONAL_DATA_TOLD = Rule(
    "G738", "personal-data-told", Severity.error,
    Text("提交 {commit} 的说明里有{kind}", "what commit {commit} says of itself holds a {kind}"),
    Text("改写提交说明（git commit --amend 或 git rebase -i）后再推送", "reword it (git commit --amend or git rebase -i) and push again"),
)  # fmt: skip
TOO_LARGE_PASSED = Rule(
    "G739", "too-large-passed", Severity.error,
    Text("提交 {commit} 里有 {size} 字节的文件，无法核对其中有无个人信息", "commit {commit} holds a file of {size} bytes, too large to be looked through"),
    Text("从目标分支重新开一个分支，不带这个文件", "start a new branch from the one it goes to, without that file"),
)  # fmt: skip
WAIVER_REFUSED = Rule(
    "G740", "waiver-refused", Severity.error,
    Text("{rule} 不能豁免", "{rule} cannot be waived"),
    Text("删去这条豁免；权限、个人信息和合并结果没有例外", "take it out: rights, personal data and what merging gives know no exception"),
)  # fmt: skip
WAIVER_EXPIRED = Rule(
    "G733", "waiver-expired", Severity.warning,
    Text("对 {path} 的豁免（{rule}）已于 {until} 到期", "the waiver of {rule} for {path} ended on {until}"),
    Text("改正问题后删去这条豁免；确需延长的另行批准", "mend it and take the waiver out, or have it approved anew"),
)  # fmt: skip
UNUSED_WAIVER = Rule(
    "G734", "unused-waiver", Severity.warning,
    Text("对 {path} 的豁免（{rule}，至 {until}）没有用上", "the waiver of {rule} for {path} until {until} covers nothing"),
    Text("删去这条豁免", "take it out"),
)  # fmt: skip
GATE_RULES = (
    NOT_CANONICAL, MERGE_CONFLICT, MERGE_BREAKS_RULE, WAIVER_EXPIRED, UNUSED_WAIVER, PLAN_UNREADABLE, BREAKS_OTHERS,
    PERSONAL_DATA_PASSED, PERSONAL_DATA_TOLD, TOO_LARGE_PASSED, WAIVER_REFUSED,
)  # fmt: skip
