"""Git merges of what two clerks did apart: a conflict surfaces, a rule objects, or both entries stand; never silence."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

from faults.row import Row, Size

Do = Callable[[Path], None]


def cases() -> dict[str, tuple[Do, Do, str]]:
    """Name → what each side does, and a setting for the merge (empty, `union`, `octopus`)."""
    from program import run
    from test_recovering import ISSUE, MOVES, TEXT, git

    def call(name: str) -> Do:
        return lambda root: must(run(root, *MOVES[name]).code == 0, name)

    def write(path: str, text: str) -> Do:
        def do(root: Path) -> None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")

        return do

    def move(root: Path) -> None:
        target = root / "ledger/caizhengju/issues/guotuju-2018-3047192.yaml"
        target.parent.mkdir(parents=True)
        git(root, "mv", ISSUE, str(target))

    new = TEXT.replace("3047192", "6120484")
    other = "ledger/guotuju/issues/guotuju-2018-6120484.yaml"
    found: dict[str, tuple[Do, Do, str]] = {
        f"{a} + {b}": (call(a), call(b), "") for a, b in product(MOVES, MOVES) if a < b
    }
    found |= {f"union: {a} + {b}": (call(a), call(b), "union") for a, b in product(MOVES, MOVES) if a < b}
    found |= {
        "same id": (write(other, new.replace("逾期未到位", "甲")), write(other, new.replace("逾期未到位", "乙")), ""),
        "same id in two folders": (write(other, new), write(other.replace("ledger/guotuju", "ledger/caizhengju"), new), ""),
        "case twins": (write(other, new), write(other.replace("guotuju-2018", "Guotuju-2018"), new), ""),
        "deletion + event": (lambda root: (root / ISSUE).unlink(), call("progress"), ""),
        "event + deletion": (call("progress"), lambda root: (root / ISSUE).unlink(), ""),
        "move + event": (move, call("progress"), ""),
        "event + move": (call("progress"), move, ""),
        "fact + event": (write(ISSUE, TEXT.replace("逾期未到位", "甲")), call("progress"), ""),
        "fact + other fact": (write(ISSUE, TEXT.replace("逾期未到位", "甲")), write(ISSUE, TEXT.replace("05-08", "05-09")), ""),
        "same fact": (write(ISSUE, TEXT.replace("逾期未到位", "甲")), write(ISSUE, TEXT.replace("逾期未到位", "乙")), ""),
        "whole file by both": (write(ISSUE, TEXT.replace("a7", "a8")), write(ISSUE, TEXT.replace("\n", "\r\n")), ""),
        "symbolic link + event": (lambda root: link(root / ISSUE), call("progress"), ""),
    }  # fmt: skip
    return found


def link(path: Path) -> None:
    """A link in the place of a file."""
    path.unlink()
    path.symlink_to("/etc/passwd")


def must(held: bool, what: str) -> None:
    """The bed itself has to be right."""
    if not held:
        raise RuntimeError(what)


def judge(name: str, template: Path) -> tuple[str, str]:
    """Merge one case with real git and say how it ended."""
    from program import run
    from test_recovering import ISSUE, git

    ours, theirs, setting = cases()[name]
    with tempfile.TemporaryDirectory() as top:
        root = Path(top) / "clone"
        shutil.copytree(template, root, symlinks=True)
        if setting == "union":
            (root / ".git/info").mkdir(exist_ok=True)
            (root / ".git/info/attributes").write_text("*.yaml merge=union\n")
        git(root, "checkout", "-qb", "theirs")
        theirs(root)
        git(root, "add", "-A")
        git(root, "commit", "-qm", "乙")
        git(root, "checkout", "-q", "main")
        ours(root)
        git(root, "add", "-A")
        git(root, "commit", "-qm", "甲")
        git(root, "merge", "-q", "theirs", check=False)
        if git(root, "ls-files", "--unmerged"):
            done = run(root, "resolve")
            after = run(root, "check").code
            if done.code not in (0, 1) or (done.code == 0 and after != 0):
                return name, f"WRONG: resolve {done.code}, check {after}"
            return name, "git conflict, joined by resolve" if done.code == 0 else "git conflict, left to a person"
        if run(root, "check").code == 1:
            return name, "merged by git, found by check"
        text = (root / ISSUE).read_text(encoding="utf-8") if (root / ISSUE).is_file() else ""
        both = text.count("  - event:") == 2 or ("event" not in name and "+" in name and setting == "")
        if setting == "union" and not both:
            return name, f"WRONG: silent: {text[-300:]!r}"
        return name, "merged by git, both sides there"


def merges(size: Size) -> Row:
    """Every case on a clone of one ledger."""
    from small_ledger import make_ledger
    from test_recovering import ISSUE, TEXT, git

    names = list(cases())[:: 12 if size.short else 1]
    with tempfile.TemporaryDirectory() as top:
        template = make_ledger(Path(top) / "template")
        (template / ISSUE).parent.mkdir(parents=True)
        (template / ISSUE).write_text(TEXT, encoding="utf-8")
        git(template, "init", "-q", "-b", "main")
        for key, value in (("user.name", "某科"), ("user.email", "x@example.org")):
            git(template, "config", key, value)
        git(template, "add", "-A")
        git(template, "commit", "-qm", "开始")
        with ThreadPoolExecutor(size.jobs) as pool:
            verdicts = list(pool.map(lambda name: judge(name, template), names))
    wrong = tuple(f"{name}: {verdict}" for name, verdict in verdicts if verdict.startswith("WRONG"))
    figures: dict[str, int | str] = dict(Counter(verdict for _, verdict in verdicts if not verdict.startswith("WRONG")))
    return Row("git merges", len(names), figures, wrong)
