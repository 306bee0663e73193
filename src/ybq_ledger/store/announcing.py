"""A note in the top folder of where a writer is at work, so that the next one clears up there if it was killed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable

from ybq_ledger.store.folder import Folder, close
from ybq_ledger.store.temporary import new_name
from ybq_ledger.store.write import read_all, write_all

FIRST_LINE = b"ybq-ledger is writing in:\n"
MOST_BYTES = 1 << 20


def announce(top: Folder, folders: Iterable[str]) -> str:
    """Leave the note and give its name; where it cannot be left, the writing itself will say why."""
    name = new_name()
    with contextlib.suppress(OSError):
        descriptor = top.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            write_all(descriptor, FIRST_LINE + "\n".join(sorted(set(folders))).encode())
        finally:
            close(descriptor)
    return name


def announced(top: Folder, name: str) -> list[str]:
    """The folders a note names; nothing where the file is none, or cannot be read."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        descriptor = top.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        try:
            data = read_all(descriptor) if os.fstat(descriptor).st_size <= MOST_BYTES else b""
        finally:
            close(descriptor)
        if data.startswith(FIRST_LINE):
            return data.removeprefix(FIRST_LINE).decode().split("\n")
    return []
