"""One change on its way to the disk: compare, stage beside the final name, publish in one step, or undo."""

from __future__ import annotations

import contextlib
import errno
import os
import stat

from ybq_ledger.store.change import Change, ChangedMeanwhile, NameTaken, sha256
from ybq_ledger.store.folder import Folder, close, sync
from ybq_ledger.store.locks import lock
from ybq_ledger.store.temporary import new_name

NO_LINKS_HERE = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}
"""What systems answer that know no second names for a file (FAT, some shares)."""
KEEP_OPEN = os.name == "posix"
"""Windows does not put a file in the place of one that is open."""


class Write:
    """A change together with the open folder it goes to; the steps are called in the order they stand here."""

    def __init__(self, folder: Folder, change: Change) -> None:
        self.folder = folder
        self.change = change
        self.temp = ""
        self.staged: os.stat_result | None = None
        self.spare = ""
        self.old: os.stat_result | None = None
        self.descriptor: int | None = None
        self.published = False
        self.before: str | None = None

    def compare(self) -> None:
        """The file is what was read and stays locked until `close`; or, for a new one, its name is free."""
        if self.change.old_sha256 is None:
            if self.folder.status(self.change.name):
                raise NameTaken(self.change.path)
            return
        while not self.hold():
            self.close()
        assert self.descriptor is not None
        data = read_all(self.descriptor)
        if sha256(data) != self.change.old_sha256:
            raise ChangedMeanwhile(self.change.path)
        self.before = data.decode("utf-8", "surrogateescape")

    def hold(self) -> bool:
        """Open and lock the old file; False if another writer replaced it before the lock was had."""
        try:
            self.descriptor = self.folder.open(self.change.name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        except FileNotFoundError:
            raise ChangedMeanwhile(self.change.path) from None
        lock(self.descriptor, self.change.path)
        self.old = os.fstat(self.descriptor)
        if not stat.S_ISREG(self.old.st_mode):
            raise ChangedMeanwhile(self.change.path)
        return is_unchanged(self.folder.status(self.change.name), self.old)

    def stage(self, durable: bool = True) -> None:
        """Put the bytes under a temporary name in the same folder, read them back and, if `durable`, wait for the disk."""
        self.temp = new_name()
        descriptor = self.folder.open(self.temp, os.O_RDWR | os.O_CREAT | os.O_EXCL)
        try:
            write_all(descriptor, self.change.data)
            if self.old and hasattr(os, "fchmod"):
                os.fchmod(descriptor, stat.S_IMODE(self.old.st_mode))
            if durable:
                sync(descriptor)
            self.staged = os.fstat(descriptor)
            if read_all(descriptor) != self.change.data:
                raise OSError(errno.EIO, "read back differs")
        finally:
            close(descriptor)

    def publish(self, undoable: bool) -> None:
        """Give the staged bytes their final name; `undoable` keeps the old file under a spare name meanwhile."""
        if self.old is None:
            self.publish_new()
        else:
            self.publish_over(undoable)
        self.published = True

    def publish_new(self) -> None:
        """A second name for the temporary file; where there are none, a rename that looks first."""
        try:
            self.folder.link(self.temp, self.change.name)
        except FileExistsError:
            raise NameTaken(self.change.path) from None
        except OSError as error:
            if error.errno not in NO_LINKS_HERE:
                raise
            if self.folder.handle is not None:
                lock(self.folder.handle, self.change.path)
            if self.folder.status(self.change.name):
                raise NameTaken(self.change.path) from None
            self.folder.rename(self.temp, self.change.name)

    def publish_over(self, undoable: bool) -> None:
        """Look once more whether the old file is untouched, then take its place."""
        if not is_unchanged(self.folder.status(self.change.name), self.old):
            raise ChangedMeanwhile(self.change.path)
        if undoable:
            self.spare = new_name()
            with contextlib.suppress(OSError):
                self.folder.link(self.change.name, self.spare)
        if not KEEP_OPEN:
            self.close()
        self.folder.rename(self.temp, self.change.name)

    def undo(self) -> None:
        """Take back what was published, as far as that is possible, and remove the temporary files."""
        now = self.folder.status(self.change.name) if self.published else None
        if now and self.staged and now.st_ino == self.staged.st_ino:
            if self.spare:
                with contextlib.suppress(OSError):
                    self.folder.rename(self.spare, self.change.name)
            elif self.old is None:
                self.folder.unlink(self.change.name)
        self.tidy()

    def tidy(self) -> None:
        """Remove the temporary names."""
        for name in filter(None, (self.temp, self.spare)):
            self.folder.unlink(name)

    def close(self) -> None:
        """Let go of the old file and its lock."""
        if self.descriptor is not None:
            close(self.descriptor)
            self.descriptor = None


def is_unchanged(now: os.stat_result | None, before: os.stat_result | None) -> bool:
    """Whether the name still stands for the same file with the same content."""
    if now is None or before is None:
        return False
    facts = ("st_dev", "st_ino", "st_size", "st_mtime_ns")
    return all(getattr(now, fact) == getattr(before, fact) for fact in facts)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte, however many calls that takes."""
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def read_all(descriptor: int) -> bytes:
    """Every byte of an open file, from its start."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    parts = []
    while part := os.read(descriptor, 1 << 16):
        parts.append(part)
    return b"".join(parts)
