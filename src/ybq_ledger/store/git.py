"""The one owner of git: every call with the same safe settings, whatever the machine and the repository say."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text

NEEDED = (2, 36)
"""The first git with `core.fsync`, without which a commit may not survive a power cut."""
DURABLE = "committed,reference,index"
SETTINGS = (
    f"core.fsync={DURABLE}",
    "core.quotePath=false",
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "color.ui=false",
    "maintenance.auto=false",
)
"""A repository's own hooks and helpers are programs of strangers; none is started by the ledger."""

LOCAL = frozenset({
    "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE",
    "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_CONFIG", "GIT_EXTERNAL_DIFF", "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
})  # fmt: skip
"""Variables that point git at another repository; a hook that calls the ledger has them set."""


QUARANTINE = frozenset({"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"})
"""Where the objects of a push stand while a hook judges it."""


def git_call(root: Path, *arguments: str) -> list[str]:
    """The command line of one call in `root`."""
    settings = [word for setting in SETTINGS for word in ("-c", setting)]
    return ["git", *settings, "-C", str(root), *arguments]


def git_environment() -> dict[str, str]:
    """Git that speaks English, asks nothing, fetches nothing, takes no lock it can do without, and globs no path."""
    local = LOCAL - QUARANTINE if "GIT_QUARANTINE_PATH" in os.environ else LOCAL
    kept = {name: value for name, value in os.environ.items() if name not in local}
    return {
        **kept,
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",  # who may push refs/replace could else show the gate other files than readers get
    }


def run_git(root: Path, *arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run git in `root` and give its answer, good or bad; CannotRun where there is no git at all."""
    try:
        return subprocess.run(
            git_call(root, *arguments), input=stdin, capture_output=True, env=git_environment(), check=False
        )
    except (OSError, ValueError) as error:  # ValueError: a NUL in an argument
        raise CannotRun(
            Text(f"git 无法运行（{type(error).__name__}）", f"git cannot be run ({type(error).__name__})"),
            Text("安装 git 2.36 或更新的版本", "install git 2.36 or newer"),
        ) from error


def git(root: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    """What git prints; CannotRun with what it complained of, where it fails."""
    answer = run_git(root, *arguments, stdin=stdin)
    if answer.returncode:
        raise git_failed(answer)
    return answer.stdout


def git_failed(answer: subprocess.CompletedProcess[bytes]) -> CannotRun:
    """What git complained of, as the one fatal error, with the remedy where it is known."""
    lines = answer.stderr.decode("utf-8", "replace").strip().splitlines() or [f"exit {answer.returncode}"]
    said = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0])[:200]
    said = "".join(character if character.isprintable() else "?" for character in said)
    hint = next((hint for sign, hint in REMEDIES if sign in "\n".join(lines)), LOOK_CLOSER)
    return CannotRun(Text(f"git 报错：{said}", f"git says: {said}"), hint)


LOOK_CLOSER = Text("运行 ledger doctor 查看原因", "ledger doctor may tell why")
REMEDIES: tuple[tuple[str, Text], ...] = (
    (
        "index.lock",
        Text(
            "有别的 git 在运行；若没有，是上次中断留下的，删去 .git/index.lock",
            "another git is running; if none is, an interrupted one left .git/index.lock: delete it",
        ),
    ),
    (
        "partial commit during",
        Text(
            "先把合并做完（ledger resolve、git commit），再提交这次写入（git add、git commit）",
            "finish the merge first (ledger resolve, git commit), then commit this change (git add, git commit)",
        ),
    ),
    (
        "unmerged files",
        Text("先处理冲突：ledger resolve", "resolve the conflicts first: ledger resolve"),
    ),
    (
        ".lock",
        Text(
            "有别的 git 在运行；若没有，是上次中断留下的，ledger doctor 指出要删的文件",
            "another git is running; if none is, an interrupted one left a lock: ledger doctor names the file to delete",
        ),
    ),
    (
        "could not lock config file",
        Text(
            "有别的 git 在运行；若没有，是上次中断留下的，删去 .git/config.lock",
            "another git is running; if none is, an interrupted one left .git/config.lock: delete it",
        ),
    ),
    (
        "not a git repository",
        Text("在台账目录运行 git init", "run git init in the ledger's folder"),
    ),
    (
        "tell me who you are",
        Text(
            "先设置 git config user.name 和 user.email",
            "set git config user.name and user.email first",
        ),
    ),
    (
        "dubious ownership",
        Text(
            "目录属于别的用户；确认可信后按 git 的提示设置 safe.directory",
            "the folder belongs to another user; if you trust it, set safe.directory as git says",
        ),
    ),
)


def version(root: Path) -> tuple[int, ...]:
    """Git's version, such as (2, 39, 5)."""
    found = re.search(rb"version ([0-9]+(?:\.[0-9]+)*)", git(root, "version"))
    return tuple(int(part) for part in found[1].split(b".")) if found else (0,)


def git_dir(root: Path) -> Path | None:
    """The git directory of the repository `root` stands in; None where it stands in none."""
    answer = run_git(root, "rev-parse", "--absolute-git-dir")
    if answer.returncode and b"not a git repository" not in answer.stderr:
        raise git_failed(answer)
    return None if answer.returncode else Path(os.fsdecode(answer.stdout.rstrip(b"\n")))


def config_get(root: Path, key: str, scope: str = "") -> str | None:
    """A setting as git sees it in `root`; None where it is not set. `scope` such as `--local` narrows the search."""
    answer = ask_config(root, *filter(None, [scope]), "--get", key)
    return answer.stdout.decode("utf-8", "replace").rstrip("\n") if answer.returncode == 0 else None


def config_set(root: Path, key: str, value: str) -> None:
    """Set something for this clone alone."""
    git(root, "config", "--local", key, value)


def ask_config(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Ask for a setting without our own `-c` settings, which would hide the machine's."""
    try:
        call = ["git", "-C", str(root), "config", *arguments]
        return subprocess.run(call, capture_output=True, env=git_environment(), check=False)
    except OSError:
        return subprocess.CompletedProcess([], 127, b"", b"")


def commit(root: Path, paths: Sequence[str], message: str) -> str | None:
    """Commit these paths and nothing else, and wait until the commit is on the disk; its id, or None if none differs.

    What else is staged stays staged.
    """
    if not paths or not git(root, "status", "--porcelain", "-z", "--untracked-files=all", "--", *paths):
        return None
    git(root, "add", "--intent-to-add", "--", *paths)
    git(root, "commit", "--quiet", "--only", "--no-verify", "--file=-", "--", *paths, stdin=message.encode())
    return git(root, "rev-parse", "HEAD").decode("ascii").strip()
