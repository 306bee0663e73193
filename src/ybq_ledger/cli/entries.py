"""The table of commands: name, where its form stands, and its one line of help."""

from __future__ import annotations

from ybq_ledger.model.language import Text
from ybq_ledger.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One command; `name` holds a blank where it is a command of a group; `form` is `module:function` in cli/."""

    name: str
    form: str
    help: Text


GROUPS: dict[str, Text] = {
    "calendar": Text(
        "工作日历：查日子、算期限、看全年、核对", "the working calendar: days, deadlines, a year, cross-checks"
    ),
    "plan": Text("方案：查看编码内容、逐条对照原文", "the plan: what is encoded, clause by clause"),
}

ENTRIES: tuple[Entry, ...] = (
    Entry("status", "status:status", Text("方案进展到哪一步", "where the plan stands")),
    Entry("overdue", "overdue:overdue", Text("已逾期和即将到期的事项", "what is late, or soon will be")),
    Entry("list", "listing:list_items", Text("列出问题、材料、应办事项等", "list issues, filings, duties, units …")),
    Entry("show", "show:show", Text("查看一条记录", "show one record")),
    Entry("why", "why:why", Text("期限是怎么算出来的", "how a deadline was counted")),
    Entry("add-issue", "add_issue:add_issue", Text("登记问题", "enter an issue")),
    Entry("file", "filing:file", Text("登记报送的材料（含零报告）", "enter a paper handed in")),
    Entry("progress", "events:progress", Text("登记进展", "note progress on an issue")),
    Entry("rectify", "events:rectify", Text("登记整改完成", "say that an issue is put right")),
    Entry("verify", "events:verify", Text("核查通过", "verify a rectification")),
    Entry("close", "events:close", Text("销号", "close a verified issue")),
    Entry("return", "events:send_back", Text("退回（整改不到位或材料补正）", "send back an issue or a paper")),
    Entry("reopen", "events:reopen", Text("重新打开已销号的问题", "reopen a closed issue")),
    Entry("extend", "events:extend", Text("申请或批准延期", "apply for an extension, or approve one")),
    Entry("transfer", "events:transfer", Text("移交给应当负责的单位", "pass an issue to the unit it belongs to")),
    Entry("sign", "events:sign", Text("签收材料", "sign for a paper")),
    Entry("supplement", "events:supplement", Text("补正材料", "complete a returned paper")),
    Entry("correct", "events:correct", Text("更正登记错误（公开留痕）", "correct a mistake in the open")),
    Entry("void", "events:void", Text("作废（公开留痕）", "void a record in the open")),
    Entry("add-complaint", "complaints:add_complaint", Text("登记投诉、举报", "enter a complaint or report")),
    Entry("accept", "complaints:accept", Text("受理投诉", "take a complaint on")),
    Entry("decline", "complaints:decline", Text("不予受理", "decline a complaint")),
    Entry("refer", "complaints:refer", Text("转办、协办", "pass a complaint on to be handled")),
    Entry("report", "complaints:report", Text("承办单位报告办理情况", "report back on a complaint")),
    Entry("reply", "complaints:reply", Text("登记书面答复（或无从答复）", "enter the written reply")),
    Entry("resolve", "complaints:resolve", Text("办结投诉", "settle a complaint")),
    Entry("follow-up", "complaints:follow_up", Text("登记回访", "enter a follow-up call")),
    Entry("withdraw", "complaints:withdraw", Text("登记撤回", "enter that a complaint was withdrawn")),
    Entry("check", "check:check", Text("检查方案和台账数据", "find everything wrong with plan and ledger")),
    Entry("explain", "explain:explain", Text("解释一条规则", "explain a rule")),
    Entry("calendar day", "calendar:day", Text("某天是不是工作日，为什么", "whether a day is a working day, and why")),
    Entry("calendar due", "calendar:due", Text("从某天起算期限", "count a deadline from a day")),
    Entry("calendar show", "calendar:show", Text("全年月历", "a year as month grids")),
    Entry(
        "calendar check",
        "calendar:check",
        Text("与 holidays 软件包逐日核对", "compare each day with the holidays package"),
    ),
    Entry("calendar update", "calendar:update", Text("按新通知提出新一年的日历", "propose a new year's calendar")),
    Entry("plan show", "plan:show", Text("查看编码后的方案", "show the encoded plan")),
    Entry(
        "plan trace",
        "plan:trace",
        Text("逐条对照：编了什么、没编什么、为什么", "clause by clause: what is encoded and what is not"),
    ),
    Entry("fmt", "fmt:fmt", Text("整理 YAML 的规范格式", "put YAML into its canonical layout")),
    Entry("schema", "schema:schema", Text("输出或更新 JSON Schema", "print or update the JSON Schemas")),
    Entry("init", "init:init", Text("为另一份方案新建台账", "start an empty ledger for another plan")),
    Entry("setup", "setup:setup", Text("克隆之后的本机设置", "prepare a fresh clone")),
    Entry("doctor", "doctor:doctor", Text("检查本机环境并说明怎么修", "check this machine and say how to mend it")),
    Entry("demo", "demo:demo", Text("生成一份虚构的演示台账", "make up a ledger for trying and measuring")),
)
