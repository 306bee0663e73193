"""Takes back the last change of this clone, as long as nobody else can have seen it."""

from __future__ import annotations

from pathlib import Path

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Document, Line
from ybq_ledger.store import git
from ybq_ledger.store.change import Change
from ybq_ledger.store.journal import Done, Entry, forget, is_as_before, is_as_written, last
from ybq_ledger.store.writer import apply, take_away


def undo(root: Path, *, dry_run: bool) -> tuple[Done, ...]:
    """Give every file of the last change its text from before; new files go. CannotRun where that is not safe."""
    entry = last(root)
    if entry is None:
        raise CannotRun(
            Text("没有可以撤回的改动", "there is no change to take back"),
            Text("只记本机 git 克隆里用 ledger 做的改动", "only changes that ledger made in this clone are remembered"),
        )
    left = files_left(root, entry)
    refuse_pushed(root, left)
    if not dry_run:
        edited = [done for done in left if done.before is not None]
        apply(root, [Change(d.path, d.before or "", d.after_sha256) for d in edited], remember=False)
        for done in left:
            if done.before is None:
                take_away(root, done.path, done.after_sha256)
        forget(entry)
    return entry.files


def files_left(root: Path, entry: Entry) -> tuple[Done, ...]:
    """The files still to be taken back, all of them unless an undo was stopped half-way.

    CannotRun where a file is neither what the change made of it nor what it was before: a later edit would be lost.
    """
    left = tuple(done for done in entry.files if is_as_written(root, done))
    changed = [done.path for done in entry.files if done not in left and not is_as_before(root, done)]
    if changed:
        raise CannotRun(
            Text(f"{changed[0]} 后来又改过，不能撤回", f"{changed[0]} was changed since and cannot be taken back"),
            Text("用 ledger correct 更正或 ledger void 作废", "mend it with ledger correct, or ledger void it"),
        )
    return left


def refuse_pushed(root: Path, left: tuple[Done, ...]) -> None:
    """CannotRun where a remote branch holds what was written: history others have is mended in the open."""
    refs = git.git(root, "for-each-ref", "--format=%(refname)", "refs/remotes").decode().split()
    names = [f"{ref}:{prefix_of(root)}{done.path}" for done in left for ref in refs]
    ours = {git.git(root, "hash-object", "--", done.path).decode().strip() for done in left}
    if not names:
        return
    answers = git.git(root, "cat-file", "--batch-check", stdin="\n".join(names).encode() + b"\n").decode().splitlines()
    if any(answer.partition(" ")[0] in ours for answer in answers):
        raise CannotRun(
            Text("这次改动已经推送，不能撤回", "this change was pushed and cannot be taken back"),
            Text("用 ledger correct 更正或 ledger void 作废，公开留痕", "mend it in the open with ledger correct or ledger void"),
        )  # fmt: skip


def prefix_of(root: Path) -> str:
    """Where the ledger stands inside its repository; empty for the top, else with a stroke at its end."""
    return git.git(root, "rev-parse", "--show-prefix").decode().strip()


def committed(root: Path, files: tuple[Done, ...]) -> bool:
    """Whether a commit of this clone holds what was taken back, so that a commit has to take it back too."""
    if git.run_git(root, "rev-parse", "--verify", "--quiet", "HEAD").returncode:
        return False
    names = "".join(f"HEAD:{prefix_of(root)}{done.path}\n" for done in files)
    answers = git.git(root, "cat-file", "--batch-check=%(objectname)", stdin=names.encode()).decode().splitlines()
    before = [blob_of(root, done.before) for done in files]
    return any(now != was if was else not now.endswith("missing") for now, was in zip(answers, before, strict=True))


def blob_of(root: Path, text: str | None) -> str | None:
    """The name git gives to a text."""
    if text is None:
        return None
    data = text.encode("utf-8", "surrogateescape")
    return git.git(root, "hash-object", "--stdin", stdin=data).decode().strip()


def undone_document(files: tuple[Done, ...], dry_run: bool, is_committed: bool) -> Document:
    """One line for each file; and what is still to be done where a commit holds the change."""
    verb = Text("将撤回", "would take back") if dry_run else Text("已撤回", "took back")
    lines = [
        Line(Text(f"{verb.zh} {done.path}{GONE.zh if done.before is None else ''}", f"{verb.en} {done.path}{GONE.en if done.before is None else ''}"), "green")
        for done in files
    ]  # fmt: skip
    lines += [Line(COMMIT, "yellow")] if is_committed and not dry_run else []
    items: list[dict[str, object]] = [
        {"path": done.path, "removed": done.before is None, "dry_run": dry_run} for done in files
    ]
    return Document("undone", tuple(lines), {"items": items})


COMMIT = Text(
    "这次改动已在本机提交过：推送前把撤回也提交（ledger undo --commit 会一并提交）",
    "this change was committed here: commit that it was taken back, too, before you push (ledger undo --commit does)",
)
GONE = Text("（新文件，已移除）", " (a new file, removed)")
