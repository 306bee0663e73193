"""A tree of files as it may be read: the work tree here, a git revision in `revision`; never through a link."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, Protocol

from ybq_ledger.model.finding import Finding
from ybq_ledger.model.place import Place
from ybq_ledger.model.value import dataclass
from ybq_ledger.store.layout_rules import CANNOT_OPEN, NOT_A_FILE
from ybq_ledger.store.profile_rules import FILE_TOO_LARGE

MOST_BYTES = 256 * 1024
"""No file of the ledger is larger; more is refused before it is read."""

Kind = Literal["file", "link", "other", "closed"]
"""`closed` is a folder that cannot be looked into."""
SAFE_OPEN = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
)  # fmt: skip
"""Without following a link, and without waiting for the other end of a pipe; what a platform lacks is left out."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the tree that is not a folder; `path` is relative to the root, with `/` between its parts."""

    path: str
    kind: Kind = "file"


class Tree(Protocol):
    """Where files are read from; every path is relative to `root`."""

    @property
    def root(self) -> Path:
        """The folder that holds plan/ and ledger/."""

    def paths(self, under: str) -> Iterator[Entry]:
        """Everything below the folder `under` that is not a folder itself, sorted; nothing if it does not exist."""

    def read(self, path: str) -> bytes | Finding:
        """The bytes of a file, or the finding that says why they cannot be had."""


class WorkTree:
    """The files as they lie in the work tree."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.real_folders = {str(root)}
        self.top = f"{root}/"

    def paths(self, under: str) -> Iterator[Entry]:
        """Walk below `under`; links are named but not entered."""
        top = self.root / under
        if top.is_symlink() or (top.exists() and not top.is_dir()):
            yield Entry(under, "link" if top.is_symlink() else "other")
        elif top.exists():
            yield from walk(top, under)

    def read(self, path: str) -> bytes | Finding:
        """Read at most `MOST_BYTES`; links, pipes, devices and folders are refused."""
        full = self.top + path
        try:
            if ".." in path.split("/") or not self.is_real(full.rpartition("/")[0]):
                return Finding(NOT_A_FILE, Place(path))
            descriptor = os.open(full, SAFE_OPEN)
        except (OSError, ValueError) as error:  # ValueError: a NUL in the path
            code = getattr(error, "errno", None) or 0
            rule = NOT_A_FILE if code in (errno.ELOOP, errno.EISDIR, errno.ENXIO) else CANNOT_OPEN
            return Finding(rule, Place(path), {"error": os.strerror(code)})
        try:
            return read_regular(descriptor, path)
        except OSError as error:
            return Finding(CANNOT_OPEN, Place(path), {"error": os.strerror(error.errno or 0)})
        finally:
            os.close(descriptor)

    def is_real(self, name: str) -> bool:
        """Whether no part of the way from the root to a folder is a link; asked once for each folder."""
        if name not in self.real_folders:
            folder = Path(name)
            if folder.is_symlink() or not folder.is_relative_to(self.root) or not self.is_real(str(folder.parent)):
                return False
            self.real_folders.add(name)
        return True


class NarrowTree:
    """Of another tree, only the files with wanted paths."""

    def __init__(self, tree: Tree, is_wanted: Callable[[str], bool]) -> None:
        self.tree, self.root, self.is_wanted = tree, tree.root, is_wanted

    def paths(self, under: str) -> Iterator[Entry]:
        """Those below `under`."""
        return (entry for entry in self.tree.paths(under) if self.is_wanted(entry.path))

    def read(self, path: str) -> bytes | Finding:
        """As the whole tree reads it."""
        return self.tree.read(path)


def walk(folder: Path, under: str) -> Iterator[Entry]:
    """Everything below `folder`, name by name in their order."""
    try:
        with os.scandir(folder) as found:
            items = sorted(found, key=lambda item: item.name)
    except OSError:
        yield Entry(under, "closed")
        return
    for item in items:
        path = f"{under}/{item.name}"
        if item.is_dir(follow_symlinks=False):
            yield from walk(Path(item.path), path)
        elif item.is_file(follow_symlinks=False):
            yield Entry(path)
        else:
            yield Entry(path, "link" if item.is_symlink() else "other")


def read_regular(descriptor: int, path: str) -> bytes | Finding:
    """Read an open file whole, if it is a regular one of a bearable size."""
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        return Finding(NOT_A_FILE, Place(path), {"error": ""})
    if status.st_size > MOST_BYTES:
        return Finding(FILE_TOO_LARGE, Place(path), {"size": status.st_size, "most": MOST_BYTES})
    first = os.read(descriptor, status.st_size + 1)
    if len(first) == status.st_size:
        return first
    parts = [first]  # it grew or shrank since it was measured, or came in pieces
    left = MOST_BYTES + 1 - len(first)
    while left > 0 and (part := os.read(descriptor, left)):
        parts.append(part)
        left -= len(part)
    data = b"".join(parts)
    return data if left > 0 else Finding(FILE_TOO_LARGE, Place(path), {"size": len(data), "most": MOST_BYTES})
