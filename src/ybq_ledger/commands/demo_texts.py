"""Made-up wording for the demonstration ledger: ordinary, long, and awkward on purpose."""

from __future__ import annotations

MARK = "【演示】"

SUBJECTS = (
    "窗口一次性告知", "项目备案材料", "涉企检查频次", "中介服务收费", "承诺政策兑现", "工程款支付", "网上预约号源", "咨询电话接听",
    "证照办理时限", "投诉件回访", "双休日值班", "跨部门数据共享", "公示栏更新", "招标文件条款", "水电报装环节", "企业走访记录",
)  # fmt: skip
FAULTS = (
    "不到位", "超过承诺时限", "标准前后不一", "多次往返", "台账不全", "责任科室不明", "未按月通报", "要求重复提交", "流程图已过期", "无人值守",
)  # fmt: skip
CAUSES = (
    "制度没有细化到岗位", "人员轮换后没有交接", "系统之间数据不通", "对新要求学习不够", "历史遗留，资料缺失", "多个科室职责交叉",
)  # fmt: skip
MEASURES = (
    "修订办事指南并公示", "逐户走访，列出清单", "与相关单位建立每周会商", "补齐历史资料", "设专人跟踪到办结", "组织业务培训并考核",
)  # fmt: skip
OWNERS = ("综合科", "业务一科", "业务二科", "法规科", "办公室", "分管领导")
NOTES = (
    "已完成前两项措施", "正在与相关单位核对", "材料已补齐，待复核", "走访企业，听取意见", "系统改造已上线试运行",
)  # fmt: skip
REASONS = ("现场复核发现仍有个别窗口未执行", "佐证材料不完整", "同类问题再次出现")
GROUNDS = ("需等待上级系统统一升级", "涉及历史资料较多，需延长核对时间", "施工受天气影响")
AWKWARD = (
    "标题带冒号: 和 # 井号",
    "- 以短横开头",
    "yes",
    "007",
    "2018-05-20",
    "'单引号' 与 \"双引号\"",
    "含表情🏢与生僻字𠮷、㐂",
    "全角：“引号”、〈书名〉、１２３",
    "末尾有反斜杠\\",
    "[方括号] {花括号} & * ! | > % @ `",
    "=SUM(A1:A9) 看似公式",
    "很长的标题" + "，涉及多个科室和多个环节需要逐项说明" * 7,
)
LONG_PROBLEM = (
    "第一段：现场检查时发现，办事群众需在两个窗口之间往返。\n\n第二段：\n  - 缩进的条目一\n  - 缩进的条目二: 带冒号\n"
    "第三段：引用原话“为什么又要交一遍？”\n\t（行首有制表位的说明已改为空格）\n"
).replace("\t", "    ")


def title(number: int, subject: int, fault: int) -> str:
    """A one-line title; every seventeenth is awkward on purpose."""
    if number % 17 == 0:
        return f"{MARK}{AWKWARD[number // 17 % len(AWKWARD)]}"[:200]
    return f"{MARK}{SUBJECTS[subject % len(SUBJECTS)]}{FAULTS[fault % len(FAULTS)]}"
