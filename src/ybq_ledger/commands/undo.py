"""Takes back the last change of this clone, as long as nobody else can have seen it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Document, Line
from ybq_ledger.store import git
from ybq_ledger.store.change import Change, sha256
from ybq_ledger.store.journal import Done, Entry, forget, is_as_before, is_as_written, last
from ybq_ledger.store.writer import apply, take_away


@dataclass(frozen=True, slots=True)
class Undone:
    """The files that were taken back; `commit` is the one that went with them, `is_committed`: one holds them still."""

    files: tuple[Done, ...]
    commit: str | None = None
    is_committed: bool = False


def undo(root: Path, *, dry_run: bool) -> Undone:
    """Give every file of the last change its text from before; new files go. CannotRun where that is not safe.

    A commit of exactly this change, on this branch and nowhere else, goes too: a commit that deletes a record would
    look as if history had been changed.
    """
    entry = last(root)
    if entry is None:
        raise CannotRun(
            Text("没有可以撤回的改动", "there is no change to take back"),
            Text("只记本机 git 克隆里用 ledger 做的改动", "only changes that ledger made in this clone are remembered"),
        )
    left = files_left(root, entry)
    refuse_pushed(root, left)
    made = own_commit(root, entry.files)
    if not dry_run:
        edited = [done for done in left if done.before is not None]
        apply(root, [Change(d.path, d.before or "", d.after_sha256) for d in edited], remember=False)
        for done in left:
            if done.before is None:
                take_away(root, done.path, done.after_sha256)
        if made:
            git.git(root, "update-ref", "-m", "ledger undo", "HEAD", f"{made}^", made)
            git.git(root, "reset", "--quiet", "--", *(done.path for done in entry.files))
        forget(entry)
    return Undone(entry.files, made, not made and committed(root, entry.files))


def own_commit(root: Path, files: tuple[Done, ...]) -> str | None:
    """The last commit, if it is this change and nothing else, and only this branch has it; a merge never is."""
    said = git.run_git(root, "rev-list", "--parents", "--max-count=1", "HEAD", "--")
    commit, *parents = said.stdout.decode("ascii", "replace").split() or [""]
    if said.returncode or len(parents) != 1 or not committed(root, files):
        return None
    changed = (
        git.git(root, "diff-tree", "-r", "-z", "--name-only", "--no-renames", parents[0], commit).decode().split("\0")
    )
    refs = git.git(root, "for-each-ref", "--format=%(refname)", f"--contains={commit}").decode().split()
    here = git.run_git(root, "symbolic-ref", "--quiet", "HEAD").stdout.decode().split()
    ours = {prefix_of(root) + done.path for done in files}
    return commit if set(changed) - {""} == ours and refs == here else None


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
    """Whether the last commit holds every file as the change made it, so that a commit has to take it back too."""
    return all(
        answer.returncode == 0 and sha256(answer.stdout) == done.after_sha256
        for done in files
        for answer in [git.run_git(root, "cat-file", "blob", f"HEAD:{prefix_of(root)}{done.path}")]
    )


def undone_document(undone: Undone, dry_run: bool) -> Document:
    """One line for each file; and what became of the commit that held the change."""
    files = undone.files
    verb = Text("将撤回", "would take back") if dry_run else Text("已撤回", "took back")
    lines = [
        Line(Text(f"{verb.zh} {done.path}{GONE.zh if done.before is None else ''}", f"{verb.en} {done.path}{GONE.en if done.before is None else ''}"), "green")
        for done in files
    ]  # fmt: skip
    if undone.commit:
        lines.append(
            Line(Text(f"{verb.zh}提交 {undone.commit[:10]}", f"{verb.en} commit {undone.commit[:10]}"), "green")
        )
    lines += [Line(COMMIT, "yellow")] if undone.is_committed and not dry_run else []
    items: list[dict[str, object]] = [
        {"path": done.path, "removed": done.before is None, "dry_run": dry_run} for done in files
    ]
    return Document("undone", tuple(lines), {"items": items, "commit": undone.commit})


COMMIT = Text(
    "这次改动已和别的改动一起提交：把撤回也提交（ledger undo --commit 会一并提交）",
    "this change was committed together with others: commit that it was taken back, too (ledger undo --commit does)",
)
GONE = Text("（新文件，已移除）", " (a new file, removed)")
