"""The only writer of the ledger's files: a change is whole and on the disk before it is acknowledged, or not there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.store.announcing import announce, announced
from ybq_ledger.store.change import Change, ChangedMeanwhile, NameTaken, check_path, check_text, sha256
from ybq_ledger.store.folder import Folder
from ybq_ledger.store.journal import Done, note
from ybq_ledger.store.system_error import explained
from ybq_ledger.store.temporary import leftovers, sweep, this_moment
from ybq_ledger.store.write import Write

WRITE = Text("写入", "write")
READ = Text("读取", "read")

Verify = Callable[[Change], None]
"""Raises CannotRun where the text would not read back as what it should say."""


def create_file(root: Path, path: str, text: str) -> None:
    """Write a new file; NameTaken where one of that name exists."""
    apply(root, [Change(path, text)])


def replace_file(root: Path, path: str, old_sha256: str, text: str) -> None:
    """Give a file a new text; ChangedMeanwhile where it is no longer what was read."""
    apply(root, [Change(path, text, old_sha256)])


def apply(
    root: Path, changes: Sequence[Change], verify: Verify | None = None, *, durable: bool = True, remember: bool = True
) -> None:
    """Make all changes or none; returning means that they are on the disk.

    Each file is whole at every moment. Should the power fail between two of several files, the first may be there
    without the second: nothing was acknowledged then. CannotRun names the first thing that stood in the way.
    Without `durable` nothing is waited for: for many made-up files whose loss would not matter. `remember` keeps what
    stood there before, so that the change can be taken back.
    """
    check(changes, verify)
    with opened(root) as folders:
        mark = announce(folders.top, [change.folder for change in changes])
        writes: list[Write] = []
        try:
            for change in sorted(changes, key=lambda change: change.path):
                carry(writes, folders, change, durable)
            publish(writes, durable)
            for write in writes:
                write.tidy()
        except BaseException:
            for write in reversed(writes):
                write.undo()
            folders.remove_made()
            raise
        finally:
            for write in writes:
                write.close()
            folders.top.unlink(mark)  # last: it tells the next writer where temporary files may lie
        clear_up(folders)
    if remember:
        note(root, [Done(write.change.path, write.before, sha256(write.change.data)) for write in writes])


def take_away(root: Path, path: str, old_sha256: str) -> None:
    """Remove a file that is still what was read, and wait until it is gone from the disk; to undo its making only."""
    change = Change(path, "", old_sha256)
    check_path(path)
    with opened(root) as folders, explained(path, WRITE):
        try:
            folder = folders.get(change.folder)
        except FileNotFoundError:
            raise ChangedMeanwhile(path) from None
        write = Write(folder, change)
        try:
            write.compare()
            folder.remove(change.name)
            folder.sync()
        finally:
            write.close()


def clear_up(folders: Folders) -> None:
    """Clear what dead writers left where they were at work and where this one was; failing to is no failure."""
    with suppress(OSError):
        for name in leftovers(folders.top, this_moment()):
            for path in announced(folders.top, name):
                with suppress(OSError, CannotRun):
                    check_path(path)
                    folders.get(path)
        for folder in folders.opened.values():
            sweep(folder, this_moment())


def rehearse(root: Path, changes: Sequence[Change], verify: Verify | None = None) -> None:
    """Refuse what `apply` would refuse before it writes, and change nothing (`--dry-run`)."""
    check(changes, verify)
    with opened(root) as folders:
        for change in changes:
            with explained(change.path, WRITE):
                compare(folders, change)


def compare(folders: Folders, change: Change) -> None:
    """Refuse a change whose file is not as it should be; a new file's folder need not exist yet."""
    try:
        write = Write(folders.get(change.folder), change)
    except FileNotFoundError:
        if change.old_sha256:
            raise ChangedMeanwhile(change.path) from None
        return
    try:
        write.compare()
    finally:
        write.close()


def sweep_temps(root: Path, under: Sequence[str] = ("ledger", "plan")) -> list[str]:
    """Remove the temporary files of writers that have died; give their paths."""
    found = find_temps(root, under)
    for path in found:
        with suppress(OSError):
            (root / path).unlink()
    return found


def find_temps(root: Path, under: Sequence[str] = ("ledger", "plan")) -> list[str]:
    """The temporary files of writers that have died: in the root, and in these folders and below; no link is followed."""
    now = this_moment()
    folders = [root, *(Path(path) for top in under for path, _, _ in os.walk(root / top))]
    found = [folder / name for folder in folders for name in leftovers(Folder(folder, None), now)]
    return sorted(path.relative_to(root).as_posix() for path in found)


def check(changes: Sequence[Change], verify: Verify | None) -> None:
    """Everything that can be refused by looking at the changes alone."""
    for change in changes:
        check_path(change.path)
        check_text(change)
        if verify:
            verify(change)
    seen: set[str] = set()
    for change in changes:
        if change.path.casefold() in seen:
            raise NameTaken(change.path)
        seen.add(change.path.casefold())


def carry(writes: list[Write], folders: Folders, change: Change, durable: bool) -> None:
    """Take one change as far as it can go without being seen: compared, and staged on the disk."""
    with explained(change.path, WRITE):
        write = Write(folders.get(change.folder, make=True), change)
        writes.append(write)
        write.compare()
        write.stage(durable)


def publish(writes: list[Write], durable: bool) -> None:
    """Give every staged file its name, then wait until the folders are on the disk."""
    for write in writes:
        with explained(write.change.path, WRITE):
            write.publish(undoable=len(writes) > 1)
    folders = {write.change.folder: write.folder for write in writes}.items() if durable else ()
    for path, folder in folders:
        with explained(path or ".", WRITE):
            folder.sync()


class Folders:
    """The open folders of one call, each reached from the one above it and opened once."""

    def __init__(self, top: Folder) -> None:
        self.top = top
        self.opened = {"": top}
        self.made: list[tuple[Folder, str]] = []

    def get(self, path: str, make: bool = False) -> Folder:
        """The folder at `path`; made where it is missing if `make`, else FileNotFoundError."""
        if path not in self.opened:
            above, _, name = path.rpartition("/")
            outer = self.get(above, make)
            try:
                self.opened[path] = outer.child(name)
            except FileNotFoundError:
                if not make:
                    raise
                self.opened[path] = self.make(outer, name)
        return self.opened[path]

    def make(self, outer: Folder, name: str) -> Folder:
        """A new folder, which `remove_made` takes away again."""
        if outer.make_child(name):
            self.made.append((outer, name))
        return outer.child(name)

    def remove_made(self) -> None:
        """Remove the folders made in this call, if nobody has put anything into them."""
        for outer, name in reversed(self.made):
            outer.remove_child(name)

    def close(self) -> None:
        """Give all handles back."""
        for folder in self.opened.values():
            folder.close()


@contextmanager
def opened(root: Path) -> Iterator[Folders]:
    """The folders below `root`, closed at the end."""
    with explained(str(root), READ):
        folders = Folders(Folder.open_root(root))
    try:
        yield folders
    finally:
        folders.close()
