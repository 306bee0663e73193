"""The table of commands: name, where its form stands, and its one line of help."""

from __future__ import annotations

from ybq_ledger.model.language import Text
from ybq_ledger.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One command; `name` holds a blank where it is a command of a group; `form` is `module:function` in cli/.

    `example` is a call that works on this repository or a demo, without the word `ledger`; `hidden`: for programs only.
    """

    name: str
    form: str
    help: Text
    example: str = ""
    hidden: bool = False


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
    Entry(
        "add-issue",
        "add_issue:add_issue",
        Text("登记问题", "enter an issue"),
        "add-issue --unit 区国土局 --action 7 --title 两宗出让地块未按期供地 --found 2018-06-04",
    ),
    Entry(
        "file",
        "filing:file",
        Text("登记报送的材料（含零报告）", "enter a paper handed in"),
        "file progress/guotuju/2018-06 --document 报送材料/六月进展.docx",
    ),
    Entry(
        "progress",
        "events:progress",
        Text("登记进展", "note progress on an issue"),
        "progress 3047192 --note 已与财政部门会商",
    ),
    Entry(
        "rectify",
        "events:rectify",
        Text("登记整改完成", "say that an issue is put right"),
        "rectify 3047192 --evidence 佐证/拨付凭证.pdf",
    ),
    Entry("verify", "events:verify", Text("核查通过", "verify a rectification"), "verify 3047192 --by ruanjianban"),
    Entry("close", "events:close", Text("销号", "close a verified issue"), "close 3047192 --by ruanjianban"),
    Entry(
        "return",
        "events:send_back",
        Text("退回（整改不到位或材料补正）", "send back an issue or a paper"),
        "return 3047192 --reason 佐证不全 --by ruanjianban",
    ),
    Entry(
        "reopen",
        "events:reopen",
        Text("重新打开已销号的问题", "reopen a closed issue"),
        "reopen 3047192 --reason 问题反弹 --by ruanjianban",
    ),
    Entry(
        "extend",
        "events:extend",
        Text("申请或批准延期", "apply for an extension, or approve one"),
        "extend 3047192 --to 2018-10-31 --reason 对方账户冻结",
    ),
    Entry(
        "transfer",
        "events:transfer",
        Text("移交给应当负责的单位", "pass an issue to the unit it belongs to"),
        "transfer 3047192 --to 区财政局 --reason 属其职责",
    ),
    Entry("sign", "events:sign", Text("签收材料", "sign for a paper"), "sign 6120484 --by ruanjianban"),
    Entry(
        "supplement",
        "events:supplement",
        Text("补正材料", "complete a returned paper"),
        "supplement 6120484 --evidence 报送材料/补充.docx",
    ),
    Entry(
        "correct",
        "events:correct",
        Text("更正登记错误（公开留痕）", "correct a mistake in the open"),
        "correct 3047192 --field title --now 出让金返还不到位 --reason 登记有误",
    ),
    Entry(
        "void", "events:void", Text("作废（公开留痕）", "void a record in the open"), "void 3047192 --reason 重复登记"
    ),
    Entry(
        "add-complaint",
        "complaints:add_complaint",
        Text("登记投诉、举报", "enter a complaint or report"),
        "add-complaint --reference TS-2018-0042 --title 办证拖延 --received 2018-09-21",
    ),
    Entry("accept", "complaints:accept", Text("受理投诉", "take a complaint on"), "accept 7023814"),
    Entry(
        "decline",
        "complaints:decline",
        Text("不予受理", "decline a complaint"),
        "decline 7023814 --reason 不属本区管辖",
    ),
    Entry(
        "refer",
        "complaints:refer",
        Text("转办、协办", "pass a complaint on to be handled"),
        "refer 7023814 --to 区国土局",
    ),
    Entry(
        "report",
        "complaints:report",
        Text("承办单位报告办理情况", "report back on a complaint"),
        "report 7023814 --note 已核实 --by guotuju",
    ),
    Entry(
        "reply",
        "complaints:reply",
        Text("登记书面答复（或无从答复）", "enter the written reply"),
        "reply 7023814 --note 已书面答复",
    ),
    Entry("resolve", "complaints:resolve", Text("办结投诉", "settle a complaint"), "resolve 7023814 --outcome upheld"),
    Entry(
        "follow-up",
        "complaints:follow_up",
        Text("登记回访", "enter a follow-up call"),
        "follow-up 7023814 --satisfied yes",
    ),
    Entry(
        "withdraw",
        "complaints:withdraw",
        Text("登记撤回", "enter that a complaint was withdrawn"),
        "withdraw 7023814 --reason 投诉人撤回",
    ),
    Entry(
        "add-activity",
        "activities:add_activity",
        Text("登记检查、会议、宣传、测评、走访等", "enter an inspection, meeting, publicity, survey, visit"),
        "add-activity quarterly-meeting/2018-Q2 --kind meeting --title 二季度座谈会 --unit ruanjianban --on 2018-06-20",
    ),
    Entry(
        "issues-from",
        "activities:issues_from",
        Text("把检查、评估发现的问题登记为问题", "make issues of what an activity found"),
        "issues-from 5208866",
    ),
    Entry(
        "add-result",
        "activities:add_result",
        Text("登记制度、路线图、典型经验", "enter a rule, roadmap or experience"),
        "add-result --kind rule --title 容缺受理办法 --action a2 --unit shenpiju",
    ),
    Entry(
        "add-reading",
        "activities:add_reading",
        Text("登记指标读数", "enter the reading of a target"),
        "add-reading approval-time --numerator 1180 --denominator 1200 --unit shenpiju",
    ),
    Entry(
        "targets",
        "activities:targets",
        Text("指标与读数：达到没有", "targets and their readings"),
        "targets --as-of 2018-12-20",
    ),
    Entry(
        "check",
        "check:check",
        Text("检查方案和台账数据", "find everything wrong with plan and ledger"),
        "check --fail-on warning",
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
    Entry("setup", "setup:setup", Text("克隆之后的本机设置", "prepare a fresh clone"), "setup --unit 区国土局"),
    Entry(
        "doctor",
        "doctor:doctor",
        Text("检查本机环境并说明怎么修", "check this machine and say how to mend it"),
        "doctor",
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
