"""Shares work on many files among the cores of the machine, in the order of the files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from ybq_ledger.model.progress import Watch, unwatched

Item = TypeVar("Item")
Result = TypeVar("Result")

MANY = 3_000
"""Files from which on starting other processes costs less than it saves."""
NEVER = 1 << 62
"""The same where other processes cannot be had: a git revision is read through one process of git."""
SHARE = 1_000
MOST_PROCESSES = 8
IN_CHILD: dict[str, Any] = {}
"""What a child process works on; empty in the parent."""


def in_shares(
    work: Callable[[Sequence[Item]], Result], items: Sequence[Item], watch: Watch = unwatched, many: int = MANY,
    share: int = SHARE,
) -> Iterator[Result]:  # fmt: skip
    """What `work` makes of every share of `items`, in order; on all cores where there are `many`."""
    shares = [range(at, min(at + share, len(items))) for at in range(0, len(items), share)]
    done = 0
    watch(0, len(items))
    try:
        for files, result in zip(shares, results_of(work, items, shares, many), strict=True):
            done += len(files)
            watch(min(done, len(items) - 1), len(items))
            yield result
    finally:
        watch(len(items), len(items))


def results_of(
    work: Callable[[Sequence[Item]], Result], items: Sequence[Item], shares: list[range], many: int
) -> Iterator[Result]:
    """The results, worked out here or in other processes."""
    processes = min(cores(), MOST_PROCESSES, len(shares))
    if len(items) < many or processes < 2 or not hasattr(os, "fork"):
        yield from (work(items[share.start : share.stop]) for share in shares)
        return
    from multiprocessing import get_context

    with get_context("fork").Pool(processes, begin, (work, items)) as pool:
        yield from pool.imap(work_on, shares)


def cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def begin(work: Callable[[Sequence[Any]], Any], items: Sequence[Any]) -> None:
    """Take over, in a child, what the parent had when it forked; Ctrl-C is the parent's to answer."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    IN_CHILD.update(work=work, items=items)


def work_on(share: range) -> Any:
    """One share, in a child."""
    return IN_CHILD["work"](IN_CHILD["items"][share.start : share.stop])
