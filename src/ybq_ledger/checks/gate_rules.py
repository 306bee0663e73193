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
WAIVER_EXPIRED = Rule(
    "G733", "waiver-expired", Severity.error,
    Text("对 {path} 的豁免（{rule}）已于 {until} 到期", "the waiver of {rule} for {path} ended on {until}"),
    Text("改正问题后删去这条豁免；确需延长的另行批准", "mend it and take the waiver out, or have it approved anew"),
)  # fmt: skip
UNUSED_WAIVER = Rule(
    "G734", "unused-waiver", Severity.warning,
    Text("对 {path} 的豁免（{rule}，至 {until}）没有用上", "the waiver of {rule} for {path} until {until} covers nothing"),
    Text("删去这条豁免", "take it out"),
)  # fmt: skip
GATE_RULES = (NOT_CANONICAL, MERGE_CONFLICT, MERGE_BREAKS_RULE, WAIVER_EXPIRED, UNUSED_WAIVER)
