"""`--commit`: what a command has written becomes a commit that is on the disk before the command ends."""

from __future__ import annotations

from ybq_ledger.cli.shell import Shell
from ybq_ledger.commands.opening import find_root
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text


def commit_written(shell: Shell) -> None:
    """Commit the paths of this call and nothing else; CannotRun says that they are written all the same."""
    if not shell.written:
        return
    from ybq_ledger.store.git import commit

    subject = shell.messages[0] if len(shell.messages) == 1 else f"{shell.messages[0]} 等 {len(shell.messages)} 件"
    try:
        made = commit(find_root(shell.folder), shell.written, subject[:200])
    except CannotRun as failure:
        raise CannotRun(
            Text(f"已写入，但没有提交：{failure.message.zh}", f"written, but not committed: {failure.message.en}"),
            failure.hint,
        ) from failure
    if made:
        shell.say(Text(f"已提交 {made[:10]}", f"committed {made[:10]}"))
