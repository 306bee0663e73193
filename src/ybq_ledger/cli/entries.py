"""The table of commands: name, where its form stands, and its one line of help."""

from __future__ import annotations

from ybq_ledger.cli.record_entries import RECORD_ENTRIES, Entry
from ybq_ledger.model.language import Text

__all__ = ["ENTRIES", "GROUPS", "Entry"]


GROUPS: dict[str, Text] = {
    "calendar": Text(
        "工作日历：查日子、算期限、看全年、核对", "the working calendar: days, deadlines, a year, cross-checks"
    ),
    "plan": Text("方案：查看编码内容、逐条对照原文", "the plan: what is encoded, clause by clause"),
}

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "status",
        "status:status",
        Text("方案进展到哪一步", "where the plan stands"),
        "status --by unit --as-of 2018-06-20",
    ),
    Entry(
        "overdue",
        "overdue:overdue",
        Text("已逾期和即将到期的事项", "what is late, or soon will be"),
        "overdue --within 5 --as-of 2018-05-16",
    ),
    Entry(
        "owed",
        "rounds:owed",
        Text("本单位还欠什么、用哪条命令办", "what is still to be done, and with which command"),
        "owed --unit 区国土局 --as-of 2018-05-16",
    ),
    Entry(
        "remind",
        "rounds:remind",
        Text("催报：谁还没报，可直接粘贴", "who has not handed in, ready to paste"),
        "remind --period 2018-06 --as-of 2018-07-02",
    ),
    Entry(
        "lists",
        "rounds:lists",
        Text("问题、原因、措施三张清单", "the lists of problems, causes and measures"),
        "lists --action 7",
    ),
    Entry("brief", "rounds:brief", Text("给领导看的一屏", "one screen for a leader"), "brief --as-of 2018-07-02"),
    Entry(
        "list",
        "listing:list_items",
        Text("列出问题、材料、应办事项等", "list issues, filings, duties, units …"),
        "list duties --state overdue --unit 区国土局 --as-of 2018-07-02",
    ),
    Entry("show", "show:show", Text("查看一条记录", "show one record"), "show 3047192"),
    Entry("why", "why:why", Text("期限是怎么算出来的", "how a deadline was counted"), "why sub-plan/a7/2018"),
    *RECORD_ENTRIES,
    Entry(
        "check",
        "check:check",
        Text("检查方案和台账数据", "find everything wrong with plan and ledger"),
        "check --fail-on warning",
    ),
    Entry("diff", "changes:diff", Text("一次改动做了什么", "what a change does, in words"), "diff HEAD~1..HEAD"),
    Entry(
        "audit", "changes:audit", Text("逐个提交查有没有改历史", "every commit that broke a rule of history"), "audit"
    ),
    Entry(
        "seal",
        "changes:seal",
        Text("封存：以后改写历史看得出来", "seal the records, so that a rewritten past shows"),
        "seal --dry-run",
    ),
    Entry(
        "codeowners",
        "changes:codeowners",
        Text("由 plan/people.yaml 生成 CODEOWNERS", "a CODEOWNERS file from plan/people.yaml"),
        "codeowners",
    ),
    Entry("explain", "explain:explain", Text("解释一条规则", "explain a rule"), "explain R509"),
    Entry(
        "calendar day",
        "calendar:day",
        Text("某天是不是工作日，为什么", "whether a day is a working day, and why"),
        "calendar day 2018-09-30",
    ),
    Entry(
        "calendar due",
        "calendar:due",
        Text("从某天起算期限", "count a deadline from a day"),
        "calendar due 2018-09-21 --working-days 30",
    ),
    Entry("calendar show", "calendar:show", Text("全年月历", "a year as month grids"), "calendar show 2018"),
    Entry(
        "calendar check",
        "calendar:check",
        Text("与 holidays 软件包逐日核对", "compare each day with the holidays package"),
        "calendar check",
    ),
    Entry(
        "calendar update",
        "calendar:update",
        Text("按新通知提出新一年的日历", "propose a new year's calendar"),
        "calendar update 2027 --number 国办发明电〔2026〕1号 --published 2026-11-25 --dry-run",
    ),
    Entry("plan show", "plan:show", Text("查看编码后的方案", "show the encoded plan"), "plan show --section actions"),
    Entry(
        "plan trace",
        "plan:trace",
        Text("逐条对照：编了什么、没编什么、为什么", "clause by clause: what is encoded and what is not"),
        "plan trace",
    ),
    Entry("fmt", "fmt:fmt", Text("整理 YAML 的规范格式", "put YAML into its canonical layout"), "fmt --check"),
    Entry(
        "schema", "schema:schema", Text("输出或更新 JSON Schema", "print or update the JSON Schemas"), "schema issue"
    ),
    Entry(
        "init",
        "init:init",
        Text("为另一份方案新建台账", "start an empty ledger for another plan"),
        "init ../another-ledger",
    ),
    Entry(
        "undo",
        "recovering:undo",
        Text("撤回本机上一次改动（未推送的）", "take back the last change of this clone"),
        "undo --dry-run",
    ),
    Entry(
        "resolve",
        "recovering:resolve",
        Text("处理合并冲突，两边都不丢", "resolve merge conflicts, losing neither side"),
        "resolve --dry-run",
    ),
    Entry("setup", "setup:setup", Text("克隆之后的本机设置", "prepare a fresh clone"), "setup --unit 区国土局"),
    Entry(
        "doctor",
        "doctor:doctor",
        Text("检查本机环境并说明怎么修", "check this machine and say how to mend it"),
        "doctor",
    ),
    Entry(
        "export",
        "export:export",
        Text("导出全部记录的状态区间（CSV、Parquet）", "export how every record stood from when to when"),
        "export spans.csv",
    ),
    Entry(
        "demo",
        "demo:demo",
        Text("生成一份虚构的演示台账", "make up a ledger for trying and measuring"),
        "demo --issues 200 --seed 1 ../demo-ledger",
    ),
    Entry(
        "completion",
        "completing:completion",
        Text("命令行补全脚本", "the script for completion in a shell"),
        "completion bash",
    ),
    Entry(
        "complete",
        "completing:complete",
        Text("供补全脚本调用", "asked by completion scripts"),
        "complete -- st",
        hidden=True,
    ),
)
