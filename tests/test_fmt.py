"""Formatting changes the layout and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from record_values import ISSUES
from ybq_ledger.commands.fmt import format_files, formatted_document
from ybq_ledger.model.record import Issue
from ybq_ledger.store.canonical import render_record
from ybq_ledger.store.comments import find_comments
from ybq_ledger.store.formatting import format_plain, format_record
from ybq_ledger.store.strict import value_in

FILE = "ledger/guotuju/issues/guotuju-2018-3047192.yaml"
WILD = """\
# 表头
# 第二行

unit:   guotuju   # 单位
title: '单引号: 的题目'   # 题目
# 编号在后
id: "guotuju-2018-3047192"
source: self-check
found_on: '2018-05-08'
recorded: 2018-05-10
nothing: # 占位
"""
GOOD = WILD.replace("nothing: # 占位\n", "action: a7\n")


def record_in(text: str) -> Issue:
    read = value_in(text.encode(), FILE, Issue)
    assert read.value is not None, read.findings
    return read.value


def tidy(text: str) -> str:
    new = format_record(text, record_in(text), FILE)
    assert new is not None
    assert record_in(new) == record_in(text)
    assert format_record(new, record_in(new), FILE) == new
    return new


def write(root: Path, text: str | bytes, path: str = FILE) -> Path:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(text.encode() if isinstance(text, str) else text)
    return root / path


def test_fields_come_in_order_and_comments_go_with_them() -> None:
    assert tidy(GOOD) == (
        "# 表头\n"
        "# 第二行\n"
        "# 编号在后\n"
        "id: guotuju-2018-3047192\n"
        "unit: guotuju  # 单位\n"
        'title: "单引号: 的题目"  # 题目\n'
        "source: self-check\n"
        "found_on: 2018-05-08\n"
        "recorded: 2018-05-10\n"
        "action: a7\n"
    )


def test_comments_inside_lists_and_beside_blocks_stay_beside_their_values() -> None:
    tail = (
        "problem: |-  # 描述\n    文字 # 不是注释\n    # 也不是\n"
        "causes: [ 甲, # 第一条\n  'b # 乙' ] # 两条\n"
        "measures:\n# 先做\n- due: 2018-07-31 # 月底\n  what: 对账\n"
        "events: # 经过\n# 尾注\n"
    )
    new = tidy(GOOD + tail.replace("events: # 经过\n", ""))
    assert "problem: |-  # 描述\n  文字 # 不是注释\n  # 也不是\n" in new
    assert '  - 甲  # 第一条\n  - "b # 乙"  # 两条\n' in new
    assert "measures:\n  # 先做\n  - what: 对账\n    due: 2018-07-31  # 月底\n" in new
    assert new.endswith("# 尾注\n")


def test_a_comment_beside_a_value_that_is_left_out_is_kept() -> None:
    new = tidy(GOOD + "causes: []  # 还在查\ndeadline: 2018-06-30\n")
    assert "# 还在查\ndeadline: 2018-06-30\n" in new


@settings(max_examples=100, deadline=None)
@given(ISSUES, st.data())
def test_no_comment_is_lost_and_no_value_changed(record: Issue, data: st.DataObject) -> None:
    lines = render_record(record).splitlines()
    written = []
    for number in sorted(data.draw(st.sets(st.integers(0, len(lines)), max_size=5)), reverse=True):
        written.append(f"# above {number} " + data.draw(st.sampled_from(["", "a: |", "'x", '"', "- b"])))
        lines.insert(number, data.draw(st.sampled_from(["", "  "])) + written[-1])
    for number in data.draw(st.sets(st.integers(0, len(lines) - 1), max_size=5)):
        written.append(f"# behind {number} " + data.draw(st.sampled_from(["", "'x", "# y"])))
        lines[number] += "  " + written[-1]
    old = "\n".join(lines) + "\n"
    read = value_in(old.encode(), FILE, Issue)
    if read.value is None:
        return
    new = format_record(old, read.value, FILE)
    assert new is not None
    assert record_in(new) == read.value
    assert all(remark.rstrip() in new for remark in written)
    assert len(find_comments(new)) == len(find_comments(old))
    assert format_record(new, read.value, FILE) == new


@settings(max_examples=50, deadline=None)
@given(ISSUES)
def test_the_canonical_layout_is_left_alone(record: Issue) -> None:
    text = render_record(record)
    assert format_record(text, record, FILE) == text


def test_a_whole_ledger_is_put_right_and_then_nothing_is_left_to_do(tmp_path: Path) -> None:
    write(tmp_path, "\ufeff" + GOOD.replace("\n", "\r\n"))
    write(tmp_path, "a: 1   \nb: |\n  x  \n\n\n", "plan/units.yaml")
    write(tmp_path, "# 不动\n", "ledger/README.md")
    assert format_files(tmp_path, check=True).changed == ["plan/units.yaml", FILE]
    assert (tmp_path / FILE).read_bytes().startswith(b"\xef\xbb\xbf")
    done = format_files(tmp_path)
    assert (done.files, done.changed, done.findings) == (2, ["plan/units.yaml", FILE], [])
    assert (tmp_path / FILE).read_text() == tidy(GOOD)
    assert (tmp_path / "plan/units.yaml").read_text() == "a: 1   \nb: |\n  x  \n"
    assert format_files(tmp_path).changed == []


def test_only_the_named_files_are_touched(tmp_path: Path) -> None:
    other = FILE.replace("guotuju", "caizhengju")
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, other)
    assert format_files(tmp_path, ["ledger/caizhengju"]).changed == [other]
    assert (tmp_path / FILE).read_text() == GOOD


def test_a_file_that_cannot_be_read_is_left_alone_and_named(tmp_path: Path) -> None:
    broken = {FILE: WILD.encode(), FILE.replace("192", "281"): b"a: [", "plan/units.yaml": b"a: 1\na: 2  \n"}
    broken[FILE.replace("192", "000")] = GOOD.encode("gb18030")
    for path, data in broken.items():
        write(tmp_path, data, path)
    done = format_files(tmp_path)
    assert done.changed == []
    assert {finding.place.path for finding in done.findings} == set(broken)
    for path, data in broken.items():
        assert (tmp_path / path).read_bytes() == data
    assert formatted_document(done, check=False).data["unreadable"] == sorted(broken)


def test_links_are_not_followed(tmp_path: Path) -> None:
    target = write(tmp_path, GOOD, "outside.yaml")
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).symlink_to(target)
    assert format_files(tmp_path).changed == []
    assert target.read_text() == GOOD


@pytest.mark.parametrize(
    ("text", "tidy_text"),
    [
        ("a: 1  \n# 注释  \n\n\nb: 2\n\n", "a: 1\n# 注释\n\n\nb: 2\n"),
        ("a: 1", "a: 1\n"),
        ("a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
        ("a: |\n  文字  \n  尾\nb: 1  \n", "a: |\n  文字  \n  尾\nb: 1  \n"),
        ("a: |+\n  文字\n\n\n", "a: |+\n  文字\n\n\n"),
        ("a: 1\na: 2  \n", "a: 1\na: 2  \n"),
    ],
)
def test_plan_files_change_in_white_space_only(text: str, tidy_text: str) -> None:
    assert format_plain(text, "plan/x.yaml") == tidy_text
