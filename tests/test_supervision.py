"""Acts, instructions, the ladder, scores and debts: as a clerk, the coordinator and a leader meet them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from program import run
from small_ledger import make_ledger


def entered(folder: Path, *call: str) -> str:
    """The id of what a command wrote."""
    done = run(folder, *call, "-f", "json")
    assert done.code == 0, (call, done.out, done.err)
    return str(done.json["items"][0]["id"])


def shown(folder: Path, *call: str) -> Any:
    return run(folder, *call, "-f", "json").json


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_ledger(tmp_path)


def steps(folder: Path, day: str, unit: str = "guotuju") -> dict[str, list[str]]:
    """Act → the items it is due over, towards one unit."""
    acts = shown(folder, "escalate", "--unit", unit, "--as-of", day)["acts"]
    return {act["kind"]: [item["id"] for item in act["items"]] for act in acts}


def test_the_ladder_is_climbed_one_rung_after_the_other_each_after_its_pause(folder: Path) -> None:
    duty = "sub-plan/a7/2018"
    assert duty not in steps(folder, "2018-05-14").get("remind", [])
    assert duty in steps(folder, "2018-05-15")["remind"]  # three working days before Friday the 18th, the last one
    assert duty in steps(folder, "2018-05-21")["urge"]
    call = ("supervise", "--to", "区国土局", "--about", duty, "--by", "ruanjianban", "--approver", "主任")
    entered(folder, *call, "--kind", "urge", "--on", "2018-05-23")
    assert duty not in str(steps(folder, "2018-05-29"))
    assert duty in steps(folder, "2018-05-30")["supervise"]  # five working days after the 23rd
    order = entered(folder, *call, "--kind", "supervise", "--on", "2018-05-30")
    shown_order = shown(folder, "show", order)
    assert (shown_order["answer_by"], shown_order["form"]) == ("2018-06-06", "order")
    assert duty in steps(folder, "2018-06-06")["summon"]
    assert duty in steps(folder, "2018-06-06", "caizhengju")["urge"]  # the other joint lead was not urged yet


def test_a_body_outside_the_district_gets_letters_and_is_never_summoned(folder: Path) -> None:
    duty = "progress/fayuan/2018-05"
    acts = shown(folder, "escalate", "--unit", "区法院", "--as-of", "2018-06-08")["acts"]
    assert {(act["kind"], act["form"]) for act in acts} == {("urge", "request")}
    call = ("supervise", "--to", "区法院", "--about", duty, "--by", "ruanjianban", "--approver", "主任")
    for kind, day in (("urge", "2018-06-08"), ("supervise", "2018-06-15")):
        letter = entered(folder, *call, "--kind", kind, "--on", day)
        assert shown(folder, "show", letter)["form"] == "request"
    assert duty not in str(steps(folder, "2018-08-30", "fayuan"))
    refused = run(folder, *call, "--kind", "supervise", "--form", "order", "--on", "2018-06-20", "--reason", "再催")
    assert (refused.code, "R580" in refused.out) == (1, True)


def test_the_coordinator_is_never_chased_for_its_own_papers_and_supervised_by_the_leading_group(folder: Path) -> None:
    everything = shown(folder, "escalate", "--as-of", "2018-07-10")["acts"]
    own = [act for act in everything if act["unit"] == "ruanjianban"]
    assert all(act["by"] is None and act["command"] == "" for act in own)
    assert "progress/ruanjianban/2018-05" not in str(own)


def test_every_command_that_escalate_gives_is_taken_and_the_act_is_then_not_due_again(folder: Path) -> None:
    acts = shown(folder, "escalate", "--as-of", "2018-06-05")["acts"]
    for act in acts[:6]:
        done = run(folder, *act["command"].split()[1:], "--on", "2018-06-05")
        assert done.code == 0, done.out + done.err
    left = shown(folder, "escalate", "--as-of", "2018-06-05")["acts"]
    assert left == acts[6:]
    assert run(folder, "check", "--fail-on", "warning").code == 1  # the four known oddities of the plan
    assert run(folder, "check").code == 0


def test_an_act_is_signed_for_answered_returned_and_lifted_and_its_unit_owes_the_answer(folder: Path) -> None:
    act = entered(
        folder, "supervise", "--kind", "urge", "--to", "guotuju", "--about", "sub-plan/a7/2018", "--by", "ruanjianban",
        "--approver", "科室负责人", "--on", "2018-05-21",
    )  # fmt: skip
    owed = {
        item["kind"]: item
        for item in shown(folder, "owed", "--unit", "guotuju", "--as-of", "2018-05-22")["items"]
        if item["id"] == act
    }
    assert owed["act"]["due"] == "2018-05-28" and owed["acknowledge"]["due"] == "2018-05-23"
    assert owed["act"]["command"].startswith(f"ledger answer {act}")
    row = next(
        r for r in shown(folder, "status", "--by", "unit", "--as-of", "2018-05-29")["rows"] if r["key"] == "guotuju"
    )
    assert row["acts"] == {"total": 1, "open": 1, "overdue": 1, "closed": 0, "late": 0}
    wrong = run(folder, "answer", act, "--note", "已报", "--by", "caizhengju", "--on", "2018-05-24")
    assert (wrong.code, "R585" in wrong.out) == (1, True)
    entered(folder, "sign", act, "--by", "guotuju", "--on", "2018-05-22")
    entered(folder, "answer", act, "--note", "已补报", "--on", "2018-05-30")
    late = shown(folder, "show", act)["standing"]
    assert (late["state"], late["late"]) == ("answered", True)
    entered(folder, "return", act, "--reason", "没有附件", "--by", "ruanjianban", "--on", "2018-05-31")
    assert shown(folder, "show", act)["standing"]["overdue"]
    entered(folder, "lift", act, "--reason", "材料已报齐", "--by", "ruanjianban", "--on", "2018-06-04")
    assert shown(folder, "show", act)["standing"]["state"] == "lifted"


def test_an_instruction_is_reported_on_by_its_day_and_one_without_a_day_is_not_open(folder: Path) -> None:
    call = ("add-instruction", "--to", "区国土局", "--leader", "区长", "--unit", "ruanjianban", "--on", "2018-07-02")
    dated = entered(folder, *call, "--title", "尽快供地", "--report-by", "2018-07-16")
    entered(folder, *call, "--title", "请阅")
    totals = shown(folder, "status", "--as-of", "2018-07-17")["totals"]["instructions"]
    assert totals == {"total": 2, "open": 1, "overdue": 1, "closed": 1, "late": 0}
    entered(folder, "report", dated, "--note", "已供地", "--by", "guotuju", "--on", "2018-07-18")
    assert shown(folder, "status", "--as-of", "2018-07-18")["totals"]["instructions"]["late"] == 1
    why = shown(folder, "why", dated)
    assert (why["due"], why["late"], why["clocks"][0]["kind"]) == ("2018-07-16", True, "acknowledge-instruction")


def test_a_matter_is_referred_to_discipline_for_its_nature_only(folder: Path) -> None:
    call = (
        "supervise",
        "--kind",
        "refer-discipline",
        "--to",
        "guotuju",
        "--by",
        "ruanjianban",
        "--title",
        "线索 XS-2018-001",
    )
    refused = run(folder, *call)
    assert (refused.code, "R581" in refused.out) == (1, True)
    assert run(folder, *call, "--nature", "dereliction").code == 0


def test_an_issue_to_be_put_right_at_once_has_five_working_days_and_never_more_than_all_others(folder: Path) -> None:
    call = ("add-issue", "--unit", "guotuju", "--action", "a7", "--kind", "at-once")
    first = entered(folder, *call, "--title", "公示栏过期", "--found", "2018-06-04")
    last = entered(folder, *call, "--title", "电话无人接听", "--found", "2018-09-28")
    assert shown(folder, "why", first)["due"] == "2018-06-11"
    assert shown(folder, "why", last)["due"] == "2018-09-30"
    assert "rectify-at-once" not in str(shown(folder, "why", last)["basis"])


def test_a_long_term_issue_is_heard_of_every_three_months_until_it_is_put_right(folder: Path) -> None:
    issue = entered(
        folder, "add-issue", "--unit", "guotuju", "--action", "a7", "--kind", "long-term", "--title", "供地周期长", "--found", "2018-04-10"
    )  # fmt: skip
    kept = [c for c in shown(folder, "why", issue)["clocks"] if c["kind"] == "keep-up"]
    assert [(c["due"], c["settled"]) for c in kept] == [("2018-07-10", None)]
    entered(folder, "progress", issue, "--note", "已会商", "--on", "2018-07-06")
    kept = [c for c in shown(folder, "why", issue)["clocks"] if c["kind"] == "keep-up"]
    assert [(c["due"], c["settled"]) for c in kept] == [("2018-07-10", "2018-07-06"), ("2018-10-08", None)]


def test_a_merged_issue_counts_no_more_and_cannot_win_time(folder: Path) -> None:
    call = ("add-issue", "--unit", "guotuju", "--action", "a7", "--found", "2018-06-04")
    first, second = entered(folder, *call, "--title", "甲"), entered(folder, *call, "--title", "甲的重复")
    early = entered(folder, *call, "--title", "早到期", "--due", "2018-07-31")
    refused = run(
        folder, "merge", early, "--into", first, "--reason", "同一问题", "--by", "ruanjianban", "--on", "2018-06-05"
    )
    assert (refused.code, "R543" in refused.out) == (1, True)
    entered(
        folder,
        "merge",
        second,
        "--into",
        first[-7:],
        "--reason",
        "同一问题",
        "--by",
        "ruanjianban",
        "--on",
        "2018-06-05",
    )
    totals = shown(folder, "status", "--as-of", "2018-06-06")["totals"]["issues"]
    assert totals["total"] == 2  # the first and the early one
    assert shown(folder, "show", second)["standing"]["state"] == "merged"


def test_a_debt_is_paid_oldest_first_behind_by_the_fen_and_planned_anew_with_its_versions_kept(folder: Path) -> None:
    debt = entered(
        folder, "add-repayment", "--title", "道路工程款", "--creditor", "某建设公司", "--amount", "120万", "--unit", "区财政局",
        "--on", "2018-05-08", "-i", "2018-09-30 | 400,000", "-i", "2018-12-31｜300000.50元", "-i", "2020-12-31 | 499999.50",
    )  # fmt: skip
    at = lambda day: shown(folder, "repayments", "--as-of", day)["items"][0]  # noqa: E731 - the same question four times
    assert (at("2018-09-30")["behind"], at("2018-10-01")["behind"]) == ("0.00", "400000.00")
    entered(folder, "pay", debt, "--amount", "399999.99", "--evidence", "佐证/回单.pdf", "--on", "2018-10-08")
    assert (at("2018-10-08")["behind"], at("2018-10-08")["balance"]) == ("0.01", "800000.01")
    late = shown(folder, "overdue", "--as-of", "2018-10-08", "--unit", "caizhengju")["items"]
    assert [item["due"] for item in late if item["kind"] == "repayment"] == ["2018-09-30"]
    bad = run(
        folder,
        "replan",
        debt,
        "-i",
        "2019-12-31 | 800000",
        "--reason",
        "年度重排",
        "--approver",
        "分管副区长",
        "--on",
        "2018-12-20",
    )
    assert (bad.code, "R600" in bad.out) == (1, True)
    entered(
        folder, "replan", debt, "-i", "2019-12-31 | 800000.01", "--reason", "年度重排", "--approver", "分管副区长", "--on", "2018-12-20"
    )  # fmt: skip
    after = at("2018-12-31")
    assert (after["behind"], len(after["versions"]), after["on_schedule"]) == ("0.00", 2, True)
    assert at("2018-10-08")["versions"] == after["versions"][:1]
    entered(folder, "pay", debt, "--amount", "800000.01", "--evidence", "佐证/回单2.pdf", "--on", "2019-11-30")
    assert (at("2019-12-01")["state"], at("2019-12-01")["balance"]) == ("paid", "0.00")
    assert shown(folder, "status", "--as-of", "2019-12-01")["totals"]["repayments"]["late"] == 0


@pytest.mark.parametrize("sum_", ["12.345", "一百", "1,00", "-5", "1e3", "0x10", ""])
def test_what_is_no_sum_of_money_is_refused(folder: Path, sum_: str) -> None:
    refused = run(
        folder, "add-repayment", "--title", "x", "--creditor", "y", "--unit", "caizhengju", f"--amount={sum_}"
    )
    assert refused.code == 2


def test_the_sums_of_all_debts_are_those_of_their_files(great_demo: Path) -> None:
    told = shown(great_demo, "repayments", "--as-of", "2018-11-20")
    items = told["items"]
    assert len(items) >= 70
    for key in ("amount", "paid", "balance", "behind"):
        total = sum(Decimal(item[key]) for item in items)
        assert Decimal(told["total"][key]) == total == sum(Decimal(unit[key]) for unit in told["units"])
    for item in items:
        assert Decimal(item["balance"]) == Decimal(item["amount"]) - Decimal(item["paid"])
        assert sum(Decimal(part["amount"]) for part in item["next"]) == Decimal(item["balance"])
