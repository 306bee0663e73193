"""Examines git: the program, the repository, its settings, line ends, a lock left behind."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from ybq_ledger.commands.diagnosis import Diagnosis, bad, good, note
from ybq_ledger.commands.setup import Wanted, fix_line_ends, wanted_here
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.store import git

NEEDED = ".".join(str(part) for part in git.NEEDED)


def place(root: Path) -> Path | None:
    """The git directory; None where there is no git or no repository, which another examination tells."""
    try:
        return git.git_dir(root)
    except CannotRun:
        return None


def program(root: Path) -> tuple[Diagnosis, ...]:
    """Whether git is there and can make a commit last."""
    install = Text(f"安装 git {NEEDED} 或更新的版本", f"install git {NEEDED} or newer")
    try:
        found = git.version(root)
    except CannotRun as failure:
        return bad("git", failure.message, install)
    said = ".".join(str(part) for part in found)
    if found < git.NEEDED:
        text = Text(
            f"git {said} 较旧：断电可能丢掉刚做的提交", f"git {said} is old: a power cut may take the last commit"
        )
        return note("git", text, install)
    return good("git", Text(f"git {said}", f"git {said}"))


def repository(root: Path) -> tuple[Diagnosis, ...]:
    """Whether the ledger is under version control, with its whole history."""
    try:
        where = git.git_dir(root)
    except CannotRun as failure:
        return bad("repository", failure.message, failure.hint)
    if where is None:
        return note(
            "repository",
            Text("不在 git 仓库里：没有历史，不能用 --at", "not in a git repository: no history, no --at"),
            Text("运行 git init，再运行 ledger setup", "run git init, then ledger setup"),
        )
    if git.git(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        return note(
            "repository",
            Text("是浅克隆：较早的版本看不到", "a shallow clone: older revisions are missing"),
            Text("运行 git fetch --unshallow", "run git fetch --unshallow"),
        )
    return good("repository", Text("在 git 仓库里，历史完整", "in a git repository with its whole history"))


def settings(root: Path) -> tuple[Diagnosis, ...]:
    """The settings that `git clone` does not bring along."""
    if place(root) is None:
        return ()
    return tuple(diagnosis for wanted in wanted_here() for diagnosis in setting(root, wanted))


def setting(root: Path, wanted: Wanted) -> tuple[Diagnosis, ...]:
    """One setting."""
    now = git.config_get(root, wanted.key)
    if now == wanted.value:
        return good(wanted.key, Text(f"{wanted.key} = {now}", f"{wanted.key} = {now}"))
    state = (
        Text(f"{wanted.key} 是 {now}", f"{wanted.key} is {now}")
        if now
        else Text(f"没有设置 {wanted.key}", f"{wanted.key} is not set")
    )
    return note(
        wanted.key,
        Text(f"{state.zh}（应为 {wanted.value}，{wanted.why.zh}）", f"{state.en} (should be {wanted.value}: {wanted.why.en})"),
        Text("运行 ledger setup", "run ledger setup"),
        partial(git.config_set, root, wanted.key, wanted.value),
    )  # fmt: skip


def line_ends(root: Path) -> tuple[Diagnosis, ...]:
    """Whether git leaves line ends alone."""
    if place(root) is None:
        return ()
    answer = git.git(root, "check-attr", "-z", "eol", "--", "plan/plan.yaml").split(b"\0")
    if len(answer) > 2 and answer[2] == b"lf":
        return good("line-ends", Text("行尾一律 LF（.gitattributes）", "line ends are LF (.gitattributes)"))
    remedy = Text("在 .gitattributes 里写上：*.yaml text eol=lf", "put into .gitattributes: *.yaml text eol=lf")
    converts = git.config_get(root, "core.autocrlf") == "true"
    if converts or sys.platform == "win32":
        said = Text("git 会改写行尾（core.autocrlf），每一行都会显得改过", "git rewrites line ends (core.autocrlf): every line will seem changed")  # fmt: skip
        return bad("line-ends", said, remedy, partial(fix_line_ends, root))
    said = Text("没有规定行尾，在 Windows 上会变", "line ends are not fixed and would change on Windows")
    return note("line-ends", said, remedy, partial(fix_line_ends, root))


LOCKS = ("*.lock", "refs/**/*.lock")
"""Where git puts its locks: on the index, the settings, the packed references, a branch."""


def lock(root: Path) -> tuple[Diagnosis, ...]:
    """Locks that an interrupted git may have left; only a person can know that none is running."""
    where = place(root)
    found = sorted(path for pattern in LOCKS for path in where.glob(pattern)) if where else []
    if not found:
        return ()
    names_zh, names_en = "、".join(map(str, found)), ", ".join(map(str, found))
    return bad(
        "git-lock",
        Text(f"git 被锁住，不能提交或改设置：{names_zh}", f"git is locked and can change nothing: {names_en}"),
        Text(
            "若没有别的 git 在运行，是中断留下的，删去这些文件",
            "if no other git is running, an interrupted one left them: delete these files",
        ),
    )
