"""Rules over who owes what: leads, groups and duties that end up with nobody."""

from __future__ import annotations

from collections.abc import Iterator

from ybq_ledger.checks.plan_references import LocateInPlan, works
from ybq_ledger.domain.clauses import file_of
from ybq_ledger.domain.obligations import members, owners_of, works_of
from ybq_ledger.model.finding import Finding, Rule, Severity
from ybq_ledger.model.language import Text
from ybq_ledger.model.plan import Designation, Milestone, Plan, Work

ACTION_WITHOUT_LEAD = Rule(
    "P403", "action-without-lead", Severity.warning,
    Text("行动 {id}“{title}”没有牵头部门，以下材料没有人承担：{duties}", "action {id} “{title}” has no lead; nobody owes these papers: {duties}"),
    Text("方案没写就不要补写 leads；有了指定的依据，写 designated_lead（单位、依据、日期）", "leave leads as the plan has it; once a decision names one, write designated_lead with unit, decision and day"),
)  # fmt: skip
GROUP_WITHOUT_MEMBERS = Rule(
    "P404", "group-without-members", Severity.warning,
    Text("“{name}”没有成员名单（涉及 {places} 处），所欠材料无法计算", "“{name}” has no members (named in {places} places); what they owe cannot be computed"),
    Text("名单定了写 members（单位代码）：{where}", "once they are settled, write members (unit codes): {where}"),
)  # fmt: skip
DUTY_NOBODY_OWES = Rule(
    "P405", "duty-nobody-owes", Severity.warning,
    Text("事项“{id}”没有人承担", "nobody owes the duty “{id}”"),
    Text("核对 owed_by、actions、named、groups：所指的行动要有这类单位", "check owed_by, actions, named and groups: the actions meant must have such units"),
)  # fmt: skip
DESIGNATED_LEAD = Rule(
    "P407", "designated-lead", Severity.note,
    Text("行动 {id} 的牵头部门 {unit} 是后来指定的（{decision}），不是方案写的", "the lead of action {id}, {unit}, was designated later ({decision}); the plan does not name it"),
    Text("无须处理；依据变了就改 decision 和 on", "nothing to do; should the decision change, change decision and on"),
)  # fmt: skip
ACTING_LEAD = Rule(
    "P408", "acting-lead", Severity.warning,
    Text("行动 {id} 的牵头部门 {unit} 只是临时代理（{decision}）", "the lead of action {id}, {unit}, is acting only ({decision})"),
    Text("正式指定后去掉 acting，并更新 decision 和 on", "once it is settled, take acting out and bring decision and on up to date"),
)  # fmt: skip


def action_without_lead(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P403: tasks may do without a lead, as they owe no lead's papers (domain reading 2)."""
    for index, action in enumerate(plan.actions):
        if not action.leads and not action.designated_lead:
            duties = [m.title for m in plan.milestones if is_lead_duty(m, action) and m.answer == "filing"]
            facts = {
                "id": action.id,
                "title": action.title,
                "duties": Text("；".join(t.zh for t in duties) or "材料", "; ".join(t.en for t in duties) or "papers"),
            }
            yield Finding(ACTION_WITHOUT_LEAD, locate(file_of("actions"), ("actions", index, "leads")), facts)


def is_lead_duty(milestone: Milestone, action: Work) -> bool:
    """Whether the lead of `action` would owe the milestone."""
    return milestone.owed_by == "leads" and (milestone.actions is None or action.id in milestone.actions)


def group_without_members(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P404: once a group, however often it is named (domain reading 5)."""
    for index, group in enumerate(plan.groups):
        holders: tuple[Work | Milestone, ...] = (*plan.works, *plan.milestones)
        named = [entry for holder in holders for entry in holder.groups]
        unset = [entry for entry in named if entry.group == group.id and members(plan, entry) is None]
        if unset:
            where = file_of("actions") if group.relative else file_of("groups")
            facts = {"name": group.name, "places": len(unset), "where": where}
            yield Finding(GROUP_WITHOUT_MEMBERS, locate(file_of("groups"), ("groups", index)), facts)


def duty_nobody_owes(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P405: a group without members has its own finding and counts as somebody here."""
    for index, milestone in enumerate(plan.milestones):
        holders = [work for work in works_of(plan, milestone) if is_owed(plan, milestone, work)]
        if not holders and milestone.answer != "none":
            place = locate(file_of("milestones"), ("milestones", index, "owed_by"))
            yield Finding(DUTY_NOBODY_OWES, place, {"id": milestone.id})


def is_owed(plan: Plan, milestone: Milestone, work: Work) -> bool:
    """Whether somebody, named or in a group, owes the milestone on one action."""
    in_groups = {"groups": bool(milestone.groups), "responsible": bool(work.groups), "participants": bool(work.groups)}
    return in_groups.get(milestone.owed_by, False) or bool(owners_of(plan, milestone, work))


def designated_lead(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P407."""
    return designations(plan, locate, DESIGNATED_LEAD, acting=False)


def acting_lead(plan: Plan, locate: LocateInPlan) -> Iterator[Finding]:
    """P408."""
    return designations(plan, locate, ACTING_LEAD, acting=True)


def designations(plan: Plan, locate: LocateInPlan, rule: Rule, *, acting: bool) -> Iterator[Finding]:
    """A finding for each lead named by a later decision, for good or acting."""
    for work, file, base in works(plan):
        designation: Designation | None = work.designated_lead
        if designation and designation.acting is acting:
            facts = {"id": work.id, "unit": designation.unit, "decision": designation.decision}
            yield Finding(rule, locate(file, (*base, "designated_lead")), facts)
