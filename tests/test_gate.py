"""The gate as servers and people meet it: real git, real hooks, every format parsed back."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from program import run
from real_plan import ROOT
from small_ledger import make_ledger

ISSUE = "ledger/guotuju/issues/guotuju-2018-3047192.yaml"
TEXT = "id: guotuju-2018-3047192\nunit: guotuju\ntitle: 出让金返还\nsource: self-check\nfound_on: 2018-05-08\nrecorded: 2018-05-10\naction: a7\n"
SECRET = "13800138000"


def git(root: Path, *words: str, check: bool = True, **environment: str) -> subprocess.CompletedProcess[bytes]:
    call = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(root), *words]
    clean = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "LEDGER_LANG": "zh"} | environment
    done = subprocess.run(call, capture_output=True, check=False, env=clean)
    assert done.returncode == 0 or not check, done.stderr.decode()
    return done


def commit(root: Path, message: str = "x") -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    root = make_ledger(tmp_path / "clone")
    (root / ISSUE).parent.mkdir(parents=True)
    (root / ISSUE).write_text(TEXT, encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    return root


def spoil(root: Path) -> None:
    """A title changed, and a mobile number that is added and taken out again."""
    (root / ISSUE).write_text(TEXT.replace("出让金返还", f"出让金 {SECRET}"), encoding="utf-8")
    commit(root)
    (root / ISSUE).write_text(TEXT.replace("出让金返还", "出让金，返还% ::error::x"), encoding="utf-8")
    commit(root)


def rules(told: object) -> list[str]:
    return [finding["rule"] for finding in told["findings"]]  # type: ignore[index]


def test_a_change_in_place_is_found_without_touching_the_work_tree(clone: Path) -> None:
    spoil(clone)
    before = git(clone, "status", "--porcelain").stdout
    done = run(clone, "check", "--base", "HEAD~2", "-f", "json")
    assert done.code == 1
    assert {"G704", "G737", "G725"} <= set(rules(done.json))
    assert git(clone, "status", "--porcelain").stdout == before
    assert run(clone, "check", "--base", "HEAD~2", "--fail-on", "never").code == 0
    assert run(clone, "check", "--base", "nothing").code == 2
    assert run(clone, "check", "--range", "HEAD").code == 2


def test_an_honest_entry_passes_and_costs_no_more_in_a_large_ledger(clone: Path) -> None:
    run(clone, "add-issue", "--unit", "guotuju", "--action", "a7", "--title", "新", "--found", "2018-06-04")
    commit(clone)
    done = run(clone, "check", "--base", "HEAD~1", "-f", "json")
    assert (done.code, rules(done.json), done.json["summary"]["files"]) == (0, ["G725"], 1)


def test_no_output_of_any_format_holds_a_value_of_personal_data(clone: Path) -> None:
    (clone / ISSUE).write_text(TEXT + f"{SECRET}: x\nsource{SECRET}: y\nproblem: 电话 {SECRET}\n", encoding="utf-8")
    (clone / f"ledger/guotuju/issues/{SECRET}.yaml").write_text("x: y\n", encoding="utf-8")
    commit(clone)
    for format in ("table", "json", "csv", "markdown", "html", "github", "gitlab", "sarif", "junit"):
        for call in (("check", "--base", "HEAD~1"), ("check",)):
            done = run(clone, *call, "-f", format)
            assert done.code == 1 and SECRET not in done.out + done.err, (format, call)


def unescaped(text: str) -> str:
    for code, sign in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def runner(output: str) -> list[tuple[str, dict[str, str], str]]:
    """What a GitHub runner takes from a log: the commands, their properties and messages."""
    found = []
    for line in output.splitlines():
        match = re.match(r"^\s*::(?P<name>[a-z-]+)(?: (?P<props>[^:]*(?::(?!:)[^:]*)*))?::(?P<data>.*)$", line)
        if match:
            pairs = dict(part.split("=", 1) for part in (match["props"] or "").split(",") if part)
            found.append(
                (match["name"], {key: unescaped(value) for key, value in pairs.items()}, unescaped(match["data"]))
            )
    return found


def test_github_shows_the_worst_finding_of_each_file_and_nothing_else_acts(clone: Path) -> None:
    spoil(clone)
    told = runner(run(clone, "check", "--base", "HEAD~2", "-f", "github").out)
    assert [name for name, _, _ in told] == ["error", "notice"]
    assert told[0][1]["file"] == ISSUE and told[0][1]["line"].isdigit()
    for format in ("table", "markdown"):
        assert runner(run(clone, "check", "--base", "HEAD~2", "-f", format).out) == []


def test_the_reports_for_other_servers_are_what_they_read(clone: Path) -> None:
    spoil(clone)
    findings = run(clone, "check", "--base", "HEAD~2", "-f", "json").json["findings"]
    quality = json.loads(run(clone, "check", "--base", "HEAD~2", "-f", "gitlab").out)
    assert [(e["check_name"], e["location"]["path"]) for e in quality] == [(f["name"], f["path"]) for f in findings]
    assert all(set(e) == {"description", "check_name", "fingerprint", "severity", "location"} for e in quality)
    assert {e["severity"] for e in quality} <= {"info", "minor", "major", "critical", "blocker"}
    sarif = json.loads(run(clone, "check", "--base", "HEAD~2", "-f", "sarif").out)
    (scan,) = sarif["runs"]
    assert sarif["version"] == "2.1.0" and [r["ruleId"] for r in scan["results"]] == [f["rule"] for f in findings]
    assert all(scan["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in scan["results"])
    suite = ElementTree.fromstring(run(clone, "check", "--base", "HEAD~2", "-f", "junit").out.partition("\n")[2])[0]
    assert suite.tag == "testsuite" and int(suite.get("failures", "0")) == len(suite.findall("testcase/failure")) == 1
    assert run(clone, "status", "-f", "sarif").code == 2


def test_a_waiver_of_the_base_lets_a_finding_pass_until_its_day(clone: Path) -> None:
    waiver = f"waivers:\n  - rule: G704\n    path: {ISSUE}\n    reason: 统一改名\n    approver: 副区长\n    until: 2099-12-31\n"
    (clone / ISSUE).write_text(TEXT.replace("出让金返还", "返还出让金"), encoding="utf-8")
    (clone / "plan/waivers.yaml").write_text(waiver, encoding="utf-8")
    commit(clone, "its own waiver")
    assert "G704" in rules(run(clone, "check", "--base", "HEAD~1", "-f", "json").json)
    git(clone, "reset", "-q", "--hard", "HEAD~1")
    (clone / "plan/waivers.yaml").write_text(waiver, encoding="utf-8")
    commit(clone, "a waiver that was merged before")
    (clone / ISSUE).write_text(TEXT.replace("出让金返还", "返还出让金"), encoding="utf-8")
    commit(clone)
    assert run(clone, "check", "--base", "HEAD~1").code == 0


def test_diff_says_in_words_what_a_change_does(clone: Path) -> None:
    run(clone, "add-issue", "--unit", "guotuju", "--action", "a7", "--title", "新", "--found", "2018-06-04")
    run(clone, "progress", "3047192", "--note", "已会商", "--on", "2018-06-12")
    run(clone, "rectify", "3047192", "--evidence", "a.pdf", "--on", "2018-06-13")
    commit(clone)
    told = run(clone, "diff", "HEAD~1..HEAD")
    assert told.code == 0 and "区国土局：" in told.out
    assert "新增 1 个问题" in told.out and "报 1 次进展" in told.out and "报 1 个问题整改完成" in told.out
    english = run(clone, "--lang", "en", "diff", "HEAD~1..HEAD").out
    assert "adds 1 issue" in english and "reports progress once" in english
    items = run(clone, "diff", "HEAD~1..HEAD", "-f", "json").json["items"]
    assert sorted(len(item["events"]) for item in items) == [0, 2]
    assert run(clone, "diff", "HEAD").code == 2


def test_audit_names_every_commit_that_got_through(clone: Path) -> None:
    assert run(clone, "audit").code == 0
    spoil(clone)
    git(clone, "rm", "-q", ISSUE)
    git(clone, "commit", "-qm", "gone")
    told = run(clone, "audit", "-f", "json")
    assert told.code == 1 and told.json["commits"] == 4
    assert [item["rule"] for item in told.json["items"]] == ["G704", "G704", "G701"]
    last = git(clone, "rev-parse", "HEAD").stdout.decode().strip()
    assert told.json["items"][-1]["commit"] == last


def test_a_seal_names_the_first_record_of_a_past_that_was_rewritten(clone: Path, tmp_path: Path) -> None:
    run(clone, "add-issue", "--unit", "guotuju", "--action", "a7", "--title", "新", "--found", "2018-06-04")
    commit(clone)
    sealed = run(clone, "seal", "-f", "json")
    assert sealed.code == 0 and sealed.json["records"] == 2
    assert re.fullmatch(r"([0-9a-f]{8} ){7}[0-9a-f]{8}", sealed.json["fingerprint"])
    assert run(clone, "seal").code == 2, "a seal is never written over"
    kept = tmp_path / "printed.txt"
    shutil.copy(clone / sealed.json["path"], kept)
    commit(clone)
    run(clone, "progress", "3047192", "--note", "已会商", "--on", "2018-06-12")
    commit(clone)
    grown = run(clone, "audit", "--seal", str(kept), "-f", "json")
    assert (grown.code, grown.json["items"]) == (0, [])
    shutil.rmtree(clone / ".git")
    (clone / sealed.json["path"]).unlink()
    (clone / ISSUE).write_text(TEXT.replace("05-08", "05-09"), encoding="utf-8")
    git(clone, "init", "-q", "-b", "main")
    commit(clone, "a past that never was")
    assert run(clone, "audit").code == 0, "nothing in the repository tells"
    told = run(clone, "audit", "--seal", str(kept), "-f", "json")
    assert told.code == 1
    assert [(item["rule"], item["path"]) for item in told.json["items"]] == [("G713", ISSUE)]
    kept.write_text(kept.read_text().replace("records 2", "records 3"))
    assert [item["rule"] for item in run(clone, "audit", "--seal", str(kept), "-f", "json").json["items"]] == ["G712"]


def test_audit_sees_a_merge_that_drops_what_the_other_side_had_done(clone: Path) -> None:
    git(clone, "checkout", "-qb", "side")
    run(clone, "progress", "3047192", "--note", "已会商", "--on", "2018-06-12")
    commit(clone)
    git(clone, "checkout", "-q", "main")
    (clone / "notes.txt").write_text("x")
    commit(clone)
    git(clone, "merge", "-q", "--no-ff", "-m", "honest", "side")
    assert run(clone, "audit").code == 0
    git(clone, "reset", "-q", "--hard", "HEAD~1")
    git(clone, "merge", "-q", "-s", "ours", "-m", "dishonest", "side")
    told = run(clone, "audit", "-f", "json")
    assert [item["rule"] for item in told.json["items"]] == ["G703"]


def test_a_server_that_knows_accounts_lets_nobody_nameless_push(clone: Path, tmp_path: Path) -> None:
    (clone / "plan/people.yaml").write_text("accounts:\n  - login: zhangsan\n    unit: guotuju\n", encoding="utf-8")
    commit(clone)
    bare, path = served(clone, tmp_path)
    run(clone, "progress", "3047192", "--note", "已会商", "--on", "2018-06-12")
    commit(clone)
    nameless = git(clone, "push", "-q", str(bare), "main", check=False, **path)
    assert nameless.returncode == 1 and "G720" in nameless.stderr.decode()
    assert git(clone, "push", "-q", str(bare), "main", check=False, LEDGER_ACTOR="zhangsan", **path).returncode == 0
    blobs = [git(clone, "rev-parse", f"{rev}:{ISSUE}").stdout.decode().strip() for rev in ("HEAD", "HEAD~1")]
    git(clone, "replace", *blobs)
    replaced = git(clone, "push", "-q", str(bare), f"refs/replace/{blobs[0]}", check=False, **path)
    assert replaced.returncode == 1 and "不能替换对象" in replaced.stderr.decode()


def served(clone: Path, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A bare repository with our hook, and the way to the program that the hook calls."""
    bare = tmp_path / "server.git"
    git(tmp_path, "clone", "-q", "--bare", str(clone), str(bare))
    hook = bare / "hooks/pre-receive"
    shutil.copy(ROOT / "src/ybq_ledger/skeleton/ci/server/pre-receive", hook)
    hook.chmod(0o755)
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "ledger").write_text(f'#!/bin/sh\nexec {sys.executable} -m ybq_ledger "$@"\n')
    (tools / "ledger").chmod(0o755)
    return bare, {"PATH": f"{tools}:{os.environ['PATH']}"}


def test_a_bare_repository_refuses_a_bad_push_and_takes_a_good_one(clone: Path, tmp_path: Path) -> None:
    bare, path = served(clone, tmp_path)
    run(clone, "progress", "3047192", "--note", "已会商", "--on", "2018-06-12")
    commit(clone)
    assert git(clone, "push", "-q", str(bare), "main", check=False, **path).returncode == 0
    git(clone, "rm", "-q", ISSUE)
    git(clone, "commit", "-qm", "gone")
    refused = git(clone, "push", "-q", str(bare), "main", check=False, **path)
    assert refused.returncode == 1 and "G701" in refused.stderr.decode()
    rewritten = git(clone, "push", "-q", "--force", str(bare), "HEAD~2:main", check=False, **path)
    assert rewritten.returncode == 1 and "不能改写历史" in rewritten.stderr.decode()
    assert git(clone, "push", "-q", str(bare), ":main", check=False, **path).returncode == 1
    direct = run(bare, "check", "--range", "HEAD~1..HEAD")
    assert direct.code == 0


@pytest.mark.parametrize("service", ["github", "gitlab", "server", "pre-commit"])
def test_the_configuration_of_every_service_is_written_once_and_never_over_another(
    tmp_path: Path, service: str
) -> None:
    make_ledger(tmp_path)
    done = run(tmp_path, "init", "--ci", service, "-f", "json")
    assert done.code == 0
    for name in done.json["files"]:
        data = (tmp_path / name).read_bytes()
        assert b"VERSION\n" not in data.replace(b"==VERSION", b"VERSION\n")
        if name.endswith(".yml"):
            import ruamel.yaml

            assert ruamel.yaml.YAML(typ="safe", pure=True).load(data)
        if name == "pre-receive":
            subprocess.run(["sh", "-n", str(tmp_path / name)], check=True)
    again = run(tmp_path, "init", "--ci", service)
    assert again.code == 2 and "已经存在" in again.err


def test_codeowners_come_from_the_accounts(clone: Path) -> None:
    people = "accounts:\n  - login: zhangsan\n    unit: guotuju\n  - login: weihu\n    maintains: [plan/]\n"
    (clone / "plan/people.yaml").write_text(people, encoding="utf-8")
    assert run(clone, "codeowners").out.splitlines()[1:] == ["/plan/ @weihu", "/ledger/guotuju/ @zhangsan"]
