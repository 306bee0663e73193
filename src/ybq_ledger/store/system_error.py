"""What the operating system said, as one clear line with a remedy."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text

FULL_HINT = Text("腾出空间后重新运行", "free some space, then run it again")
RIGHTS_HINT = Text("检查文件夹的所有者和写权限", "look at the owner and the permissions of the folder")
LINK_HINT = Text(
    "台账里不用链接；换成普通文件或文件夹", "the ledger uses no links; put an ordinary file or folder there"
)
AGAIN_HINT = Text("稍后重新运行；反复出现时检查磁盘", "run it again later; if it comes back, look at the disk")

NAMED: dict[int, tuple[Text, Text]] = {
    errno.ENOSPC: (Text("磁盘已满", "the disk is full"), FULL_HINT),
    errno.EDQUOT: (Text("磁盘配额已用完", "the disk quota is used up"), FULL_HINT),
    errno.EFBIG: (Text("文件大小超过系统限制", "the file is larger than the system allows"), FULL_HINT),
    errno.EROFS: (
        Text("文件系统是只读的", "the file system is read-only"),
        Text("换到可写的位置，或以可写方式重新挂载", "use a place that can be written to, or mount it writable"),
    ),
    errno.EACCES: (Text("没有权限", "permission denied"), RIGHTS_HINT),
    errno.EPERM: (Text("系统不允许这样做", "the system does not permit it"), RIGHTS_HINT),
    errno.ELOOP: (Text("路径里有符号链接", "there is a symbolic link in the path"), LINK_HINT),
    errno.ENOTDIR: (
        Text("路径里有一段不是文件夹（可能是链接）", "part of the path is no folder (perhaps a link)"),
        LINK_HINT,
    ),
    errno.EISDIR: (
        Text("那里已有同名文件夹", "a folder of that name is there"),
        Text("移走或改名", "move it away or rename it"),
    ),
    errno.ENAMETOOLONG: (Text("文件名太长", "the file name is too long"), Text("用短一些的名字", "use a shorter name")),
    errno.EMFILE: (
        Text("打开的文件太多", "too many open files"),
        Text("提高 ulimit -n 后重新运行", "raise ulimit -n, then run it again"),
    ),
    errno.ENFILE: (Text("整个系统打开的文件太多", "too many open files in the whole system"), AGAIN_HINT),
    errno.ENOENT: (
        Text("文件或文件夹不在了", "the file or folder is gone"),
        Text("检查路径；可能别人正在移动它", "look at the path; somebody may be moving it"),
    ),
    errno.EIO: (
        Text("磁盘读写出错", "the disk reported an error"),
        Text("检查磁盘，并备份", "look at the disk, and back up"),
    ),
}


def cannot_access(error: OSError, path: str, doing: Text) -> CannotRun:
    """The fatal error for what went wrong at `path`; `doing` is a verb such as 写入 / write."""
    number = error.errno or 0
    said = os.strerror(number) if number else type(error).__name__
    reason, hint = NAMED.get(number, (Text(said, said), AGAIN_HINT))
    return CannotRun(
        Text(f"不能{doing.zh} {path}：{reason.zh}", f"cannot {doing.en} {path}: {reason.en}"),
        hint,
    )


@contextmanager
def explained(path: str, doing: Text) -> Iterator[None]:
    """Turn an OSError of the block into one clear line; anything else passes."""
    try:
        yield
    except OSError as error:
        raise cannot_access(error, path, doing) from error
