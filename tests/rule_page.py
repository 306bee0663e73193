"""Reads the pages in docs/rules/ and puts their examples into a ledger.

An example is a fence ```` ```yaml file=PATH WORD… ````. Its words: `escapes` (`\\xd3` is that byte, `\\u200b` that
character), `repeat=N` (the body N times), `link` (a symbolic link to the body), `absent` (no such file),
`mode=OCTAL` (permissions).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

RULES = Path(__file__).parent.parent / "docs" / "rules"
FENCE = re.compile(r"^```yaml file=(\S+)(.*)\n((?:(?!```).*\n)*)```$", re.MULTILINE)
ESCAPE = re.compile(r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})")


@dataclass(frozen=True, slots=True)
class Example:
    """One fence: where its file stands, how it is to be put there, and its body."""

    path: str
    words: frozenset[str]
    body: str

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        times = next((int(word.removeprefix("repeat=")) for word in self.words if word.startswith("repeat=")), 1)
        body = self.body * times
        if "escapes" not in self.words:
            return body.encode()
        parts = ESCAPE.split(body)
        return b"".join(
            text.encode() + (bytes([int(byte, 16)]) if byte else chr(int(code, 16)).encode() if code else b"")
            for text, byte, code in zip(parts[::3], [*parts[1::3], ""], [*parts[2::3], ""], strict=True)
        )

    def put(self, root: Path) -> None:
        """Make it so below `root`."""
        path = root / self.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if "link" in self.words:
            path.symlink_to(self.body.strip())
        elif "absent" not in self.words:
            path.write_bytes(self.data)
        for word in self.words:
            if word.startswith("mode="):
                path.chmod(int(word.removeprefix("mode="), 8))


@dataclass(frozen=True, slots=True)
class Page:
    """A rule's page: its title, the line below it, and both sets of examples."""

    title: str
    summary: str
    why: str
    wrong: tuple[Example, ...]
    right: tuple[Example, ...]


def read_page(path: Path) -> Page:
    """Take a page apart; its headings are always these three, in this order."""
    text = path.read_text(encoding="utf-8")
    head, why = text.split("\n## 为什么 / Why\n")
    why, wrong = why.split("\n## 错例 / Wrong\n")
    wrong, right = wrong.split("\n## 对例 / Right\n")
    title, summary = head.strip().split("\n")
    return Page(title.removeprefix("# "), summary, why.strip(), examples(wrong), examples(right))


def examples(text: str) -> tuple[Example, ...]:
    """The fences of one part."""
    return tuple(Example(m[1], frozenset(m[2].split()), m[3]) for m in FENCE.finditer(text))
