"""Runs the `console` blocks of a document on a terminal of 80 columns and compares, or writes, what they show.

A block's lines that begin with `$ ` are commands; what follows is what they print. Ids are drawn anew each time: the
ids of the document stand for those of the run, in the order they appear.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

from ybq_ledger.cli.shell import today_in

BLOCK = re.compile(r"(?<=^```console\n)(?:(?!```).*\n)*(?=```$)", re.MULTILINE)
ID = re.compile(r"\b[a-z]+-20[0-9]{2}-[0-9]{7}\b")
BAR = re.compile(r"\x1b\[\?25l.*?\x1b\[\?25h\r\x1b\[1A\x1b\[2K", re.DOTALL)
"""A progress bar, which a busy machine shows and takes away again; no document holds it."""
COLUMNS = 80
WRITTEN_ON = "2026-11-24"
"""The day that stands in the documents for the day of the run."""


class Transcript:
    """One document, run from its first block to its last in one folder."""

    def __init__(self, folder: Path, home: Path, language: str) -> None:
        self.folder = folder
        self.ids: dict[str, str] = {}
        binaries = str(Path(sys.executable).parent)
        self.environment = {
            "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "HOME": str(home), "LEDGER_LANG": language,
            "NO_COLOR": "1", "TERM": "dumb", "LANG": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
        }  # fmt: skip

    def replay(self, text: str) -> str:
        """The document with what its commands print now."""
        return BLOCK.sub(lambda block: self.block(block.group()), text)

    def block(self, text: str) -> str:
        """One block: every command with its output."""
        shown = []
        for part in re.split(r"^(?=\$ )", text, flags=re.MULTILINE)[1:]:
            line, _, written = part.partition("\n")
            shown.append(f"{line}\n{self.named(self.run(line.removeprefix('$ ')), written)}")
        return "".join(shown)

    def run(self, line: str) -> str:
        """What a command line prints on a terminal."""
        for ours, real in self.ids.items():
            line = line.replace(ours, real).replace(ours.rpartition("-")[2], real.rpartition("-")[2])
        if line.startswith("cd "):
            self.folder /= line.removeprefix("cd ").strip()
            return ""
        reader, writer = pty.openpty()
        fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
        done = subprocess.Popen(
            ["bash", "-c", line],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=writer,
            stderr=writer,
        )
        os.close(writer)
        data = b""
        try:
            while part := os.read(reader, 65536):
                data += part
        except OSError:  # the other end of a terminal closes with an error
            pass
        os.close(reader)
        done.wait()
        return BAR.sub("", data.decode().replace("\r\n", "\n"))

    def named(self, output: str, written: str) -> str:
        """The output with the document's own ids in place of those drawn now."""
        fresh = [real for real in dict.fromkeys(ID.findall(output)) if real not in self.ids.values()]
        unused = [ours for ours in dict.fromkeys(ID.findall(written)) if ours not in self.ids]
        self.ids |= dict(zip(unused or fresh, fresh, strict=False))
        for ours, real in self.ids.items():
            output = output.replace(real, ours)
        return output.replace(str(today_in("Asia/Shanghai")), WRITTEN_ON)
