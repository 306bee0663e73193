"""A change to one file as a value, and the paths a change may name."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text

DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that mean a device on Windows, with any ending."""
GIT_ALIASES = frozenset({".git", "git~1"})
MOST_NAME = 255
"""Bytes of one name that every file system can hold."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file's new text. `old_sha256` is that of the bytes that were read; None: no such file may exist yet.

    `path` is relative to the root, with `/` between its parts.
    """

    path: str
    text: str
    old_sha256: str | None = None

    @property
    def data(self) -> bytes:
        """The bytes to be written."""
        return self.text.encode()

    @property
    def folder(self) -> str:
        """The path of the folder; empty for the root itself."""
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rpartition("/")[2]


class NameTaken(CannotRun):
    """A new file's name is taken; a caller that draws ids may try another one."""

    def __init__(self, path: str) -> None:
        super().__init__(
            Text(f"{path} 已经存在，没有改动", f"{path} exists already; nothing was changed"),
            Text("换一个名字；要改已有的文件，先读它", "use another name; to change a file, read it first"),
        )


class ChangedMeanwhile(CannotRun):
    """A file is no longer what was read; a caller may read it again and try once more."""

    def __init__(self, path: str) -> None:
        super().__init__(
            Text(f"{path} 刚被别人改动或移走，没有写入", f"{path} was changed or moved meanwhile; nothing was written"),
            Text("重新运行一次", "run it again"),
        )


def sha256(content: bytes | str) -> str:
    """The hash that stands for a file's content."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def check_path(path: str) -> None:
    """CannotRun where a path could lead out of the ledger or is not the same on every system."""
    parts = path.split("/")
    odd = any(ord(character) < 32 or character in '\\:*?"<>|\x7f' for character in path)
    if odd or any(is_odd(part) for part in parts):
        raise CannotRun(
            Text(f"不能写到这个路径：{path!r}", f"this path cannot be written to: {path!r}"),
            Text(
                "路径应在台账目录之内，不含 .. 和特殊字符",
                "use a path inside the ledger, without .. or special characters",
            ),
        )


def is_odd(part: str) -> bool:
    """Whether a name leads elsewhere, is too long, or is one that Windows or macOS cannot hold or take for another."""
    bare = part.rstrip(". ").casefold()
    stem = bare.partition(".")[0].rstrip()
    return (
        part in ("", ".", "..")
        or bare != part.casefold()
        or bare in GIT_ALIASES
        or stem in DEVICES
        or not unicodedata.is_normalized("NFC", part)
        or len(part.encode("utf-8", "surrogatepass")) > MOST_NAME
    )


def check_text(change: Change) -> None:
    """CannotRun where the text is none that UTF-8 can hold."""
    try:
        change.data  # noqa: B018 - encoding is what is asked for
    except UnicodeEncodeError as error:
        raise CannotRun(
            Text(
                f"{change.path} 的文字里有不成字的编码（第 {error.start + 1} 个字符）",
                f"the text of {change.path} holds a broken character (number {error.start + 1})",
            ),
            Text("重新键入这几个字", "type these characters again"),
        ) from error
