"""Tries out what a file system can do, with one temporary file that is removed again."""

from __future__ import annotations

import os
from pathlib import Path

from ybq_ledger.model.language import Text
from ybq_ledger.store.folder import HAS_HANDLES, Folder
from ybq_ledger.store.system_error import explained
from ybq_ledger.store.temporary import new_name

TRY = Text("写入", "write to")
LINKS = Text("硬链接", "hard links")
LOCKS = Text("文件锁", "file locks")
SAFE_FOLDERS = Text("按句柄打开文件夹", "folders opened by handle")


def try_out(root: Path) -> tuple[Text, ...]:
    """What is missing in the folder `root`; CannotRun where nothing can be written there at all."""
    with explained(str(root), TRY):
        folder = Folder.open_root(root)
        try:
            return tuple(missing_in(folder))
        finally:
            folder.close()


def missing_in(folder: Folder) -> list[Text]:
    """The abilities that turn out not to be there."""
    name, second = new_name(), new_name()
    descriptor = folder.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL)
    missing = [] if HAS_HANDLES else [SAFE_FOLDERS]
    try:
        if not can_lock(descriptor):
            missing.append(LOCKS)
        try:
            folder.link(name, second)
        except OSError:
            missing.append(LINKS)
    finally:
        os.close(descriptor)
        folder.unlink(name)
        folder.unlink(second)
    return missing


def can_lock(descriptor: int) -> bool:
    """Whether an open file can be locked; nobody else knows of this one, so there is nothing to wait for."""
    from ybq_ledger.store.locks import lock

    return lock(descriptor, "")
