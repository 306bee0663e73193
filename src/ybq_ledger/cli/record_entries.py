"""The commands that write records, in the order of a month's work, and what an entry of the table of commands is."""

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


RECORD_ENTRIES: tuple[Entry, ...] = (
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
        "import",
        "importing:import_table",
        Text("从 CSV 或 Excel 表格批量登记", "enter many records from a CSV or Excel table"),
        "import issue --template",
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
        "ask-higher",
        "events:ask_higher",
        Text("提请上级协调", "ask a higher level to coordinate"),
        "ask-higher 3047192 --to 区软环境建设工作领导小组 --reason 涉及市级权限",
    ),
    Entry(
        "coordinated",
        "events:coordinated",
        Text("登记协调结果", "enter what the higher level decided"),
        "coordinated 3047192 --note 由市局统一调整 --by ruanjianban",
    ),
    Entry(
        "merge",
        "events:merge",
        Text("并案：重复的问题并入一条", "merge duplicate issues into one"),
        "merge 3047192 --into 5208866 --reason 同一问题",
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
        "redact",
        "events:redact",
        Text("删去个人信息等文字（公开留痕）", "take out a text that must go, in the open"),
        "redact 3047192 --field problem --reason 写有当事人信息 --by ruanjianban",
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
    Entry("settle", "complaints:settle", Text("办结投诉", "settle a complaint"), "settle 7023814 --outcome upheld"),
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
        "supervise",
        "supervision:supervise",
        Text("登记提醒、催办、督办、约谈、通报等", "enter a reminder, order, summons, circular …"),
        "supervise --kind urge --to 区国土局 --about sub-plan/a7/2018 --by ruanjianban --approver 科室负责人",
    ),
    Entry("answer", "supervision:answer", Text("回复督办", "answer an act"), "answer 4410923 --note 已补报"),
    Entry(
        "lift",
        "supervision:lift",
        Text("解除督查措施、批示", "take an act or instruction off"),
        "lift 4410923 --reason 已办结 --by ruanjianban",
    ),
    Entry(
        "add-instruction",
        "supervision:add_instruction",
        Text("登记领导批示", "enter a leader's instruction"),
        "add-instruction --to 区国土局 --leader 区长 --title 尽快供地 --report-by 2018-07-20 --unit ruanjianban",
    ),
    Entry(
        "escalate",
        "supervision:escalate",
        Text("该提醒、催办、督办谁（只建议）", "which acts are due, towards whom; it proposes"),
        "escalate --as-of 2018-06-05",
    ),
    Entry(
        "score",
        "supervision:score",
        Text("单位得分，每分可追溯", "the score of each unit, every point traceable"),
        "score --explain --as-of 2018-07-02",
    ),
    Entry(
        "handover",
        "supervision:handover",
        Text("机构撤并：登记移交清单", "enter what a unit that ends hands over"),
        "handover a7=区财政局 --from-unit 区国土局 --to 区规划建设局",
    ),
    Entry(
        "add-repayment",
        "repayments:add_repayment",
        Text("登记欠款和还款计划", "enter a debt with its schedule"),
        "add-repayment --title 道路工程款 --creditor 某建设公司 --amount 120万 --instalment '2018-12-31 | 120万' --unit 区财政局",
    ),
    Entry(
        "pay",
        "repayments:pay",
        Text("登记付款", "enter a payment"),
        "pay 1180043 --amount 400000 --evidence 佐证/回单.pdf",
    ),
    Entry(
        "replan",
        "repayments:replan",
        Text("重排还款计划（旧版保留）", "plan a debt anew; versions are kept"),
        "replan 1180043 --instalment '2019-12-31 | 80万' --reason 年度重排 --approver 分管副区长",
    ),
    Entry(
        "adjust",
        "repayments:adjust",
        Text("审计、协议后调整欠款总额", "enter that the sum owed was settled anew"),
        "adjust 1180043 --amount 110万 --reason 结算审计",
    ),
    Entry(
        "repayments",
        "repayments:repayments",
        Text("还款进度：余额、落后多少", "debts: paid, balance, how much is behind"),
        "repayments --as-of 2018-12-31",
    ),
)
