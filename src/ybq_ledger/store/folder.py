"""An open folder: what is done in it goes through its handle, so that no link on the way can lead elsewhere."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
CLOSE_ON_EXEC = getattr(os, "O_CLOEXEC", 0)
BINARY = getattr(os, "O_BINARY", 0)
FOLDER_ONLY = getattr(os, "O_DIRECTORY", 0)
HAS_HANDLES = os.open in os.supports_dir_fd and bool(FOLDER_ONLY)
"""Whether files can be named relative to an open folder (not on Windows; paths are used there)."""


class Folder:
    """A folder by its handle, or by its path alone where `handle` is None and the system knows no handles."""

    def __init__(self, path: Path, handle: int | None) -> None:
        self.path = path
        self.handle = handle

    @classmethod
    def open_root(cls, path: Path) -> Folder:
        """The top folder; it alone may be reached through links."""
        return cls(path, os.open(path, os.O_RDONLY | FOLDER_ONLY | CLOSE_ON_EXEC) if HAS_HANDLES else None)

    def at(self, name: str) -> str:
        """What to call `name` in a system call beside `dir_fd=self.handle`."""
        return name if self.handle is not None else str(self.path / name)

    def child(self, name: str) -> Folder:
        """A folder inside this one; OSError (ENOTDIR, ELOOP) where a link or file has its name."""
        path = self.path / name
        if self.handle is None:
            if path.is_symlink() or not path.is_dir():
                raise NotADirectoryError(20 if path.exists() or path.is_symlink() else 2, "not a folder", str(path))
            return Folder(path, None)
        flags = os.O_RDONLY | FOLDER_ONLY | NO_LINKS | CLOSE_ON_EXEC
        return Folder(path, os.open(name, flags, dir_fd=self.handle))

    def make_child(self, name: str) -> bool:
        """Make a folder and wait until it is on the disk; False where it was there already."""
        try:
            os.mkdir(self.at(name), dir_fd=self.handle)
        except FileExistsError:
            return False
        self.sync()
        return True

    def open(self, name: str, flags: int, mode: int = 0o666) -> int:
        """A file descriptor; links are not followed."""
        return os.open(self.at(name), flags | NO_LINKS | CLOSE_ON_EXEC | BINARY, mode, dir_fd=self.handle)

    def status(self, name: str) -> os.stat_result | None:
        """What stands under `name`, links not followed; None where nothing does."""
        try:
            return os.stat(self.at(name), dir_fd=self.handle, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def link(self, name: str, new: str) -> None:
        """Give a file a second name; FileExistsError where it is taken."""
        os.link(self.at(name), self.at(new), src_dir_fd=self.handle, dst_dir_fd=self.handle)

    def rename(self, name: str, new: str) -> None:
        """Put a file in the place of another in one step."""
        os.replace(self.at(name), self.at(new), src_dir_fd=self.handle, dst_dir_fd=self.handle)

    def unlink(self, name: str) -> None:
        """Remove a name; nothing happens where it is gone already or cannot be removed."""
        with contextlib.suppress(OSError):
            os.unlink(self.at(name), dir_fd=self.handle)

    def remove(self, name: str) -> None:
        """Remove a name that must be gone afterwards; OSError where it cannot be removed."""
        os.unlink(self.at(name), dir_fd=self.handle)

    def remove_child(self, name: str) -> None:
        """Remove an empty folder; nothing happens where it is not empty."""
        with contextlib.suppress(OSError):
            os.rmdir(self.at(name), dir_fd=self.handle)

    def names(self) -> list[str]:
        """The names of everything in it."""
        return os.listdir(self.path if self.handle is None else self.handle)  # noqa: PTH208 - a handle is no Path

    def sync(self) -> None:
        """Wait until names made, changed or removed here are on the disk; a system without this is let be."""
        if self.handle is not None:
            sync(self.handle)

    def close(self) -> None:
        """Give the handle back."""
        if self.handle is not None:
            close(self.handle)
            self.handle = None


def sync(descriptor: int) -> None:
    """Wait until the bytes are on the disk itself, not in its cache, where the system can be asked for that."""
    full = None
    if os.name == "posix":
        import fcntl

        full = getattr(fcntl, "F_FULLFSYNC", None)
        if full is not None:
            with contextlib.suppress(OSError):
                fcntl.fcntl(descriptor, full)
                return
    try:
        os.fsync(descriptor)
    except OSError as error:
        # EINVAL: some shares cannot sync a folder at all; that weaker promise is the doctor's to tell
        if error.errno != 22 or not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise


def close(descriptor: int) -> None:
    """Give a descriptor back; what was to be known of the disk, `sync` has told before."""
    with contextlib.suppress(OSError):
        os.close(descriptor)
