"""The floor: what no program in Python over files in git can be quicker than, on this machine in this minute."""

from __future__ import annotations

import sys

from bench.running import Call
from bench.trees import Tree

STAT = """
import os
def walk(folder):
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            walk(entry.path)
        else:
            entry.stat(follow_symlinks=False)
walk("ledger")
"""
READ = """
import os
def walk(folder):
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            walk(entry.path)
        else:
            file = os.open(entry.path, os.O_RDONLY)
            os.read(file, 1 << 20)
            os.close(file)
walk("ledger")
"""


def floor(tree: Tree) -> list[Call]:
    """The calls of the floor."""
    python = sys.executable
    return [
        Call("pass", [python, "-c", "pass"], tree.root),
        Call("git status", ["git", "status", "--porcelain"], tree.root),
        Call("git ls-files", ["git", "ls-files", "-s"], tree.root),
        Call("stat", [python, "-c", STAT], tree.root),
        Call("read", [python, "-c", READ], tree.root),
    ]


TITLES = {
    "pass": "`python -c pass`",
    "git status": "`git status --porcelain`",
    "git ls-files": "`git ls-files -s`",
    "stat": "list and stat every file in Python",
    "read": "read every byte in Python",
}
