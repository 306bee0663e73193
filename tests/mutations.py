"""Strategies for hypothesis: good files with something done to them, as editors, merges and enemies do."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

TESTS = Path(__file__).parent
GOOD = [(TESTS / "bad" / f"good-{kind}.yaml").read_text(encoding="utf-8") for kind in ("issue", "filing")]
PIECES = [
    "- ", "  ", " ", "\n", ": ", ":", "#", " #", '"', "'", "|", "|-", ">", "[", "]", "{", "}", ",", "~", "null", "no",
    "010", "1", "&a", "*a", "!t", "%", "---\n", "...\n", "? ", "：", "中", "\u3000", "\u00a0", "a: b\n", "  - x\n", "@",
    "`", "\\", '""', "''", "[]", "{}", "true", "x: [a, b]\n", "y: {a: b, c: d}\n", "0x1f", "2018-05-20", "k: |\n  t\n",
    "k: |-\n  t\n\n", "# c\n", "\n\n", "- - a\n", "- a: b\n", "<<: ", "it's", 'a"b', "\t", "\r\n", "\u200b", "\x00",
    "<<<<<<< x\n", "\ufeff", "\U0001f600", "！", "“", "event: close\n", "５",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, sources: list[str] | None = None) -> str:
    """A good file with up to five pieces put in, taken out or moved."""
    text = draw(st.sampled_from(sources or GOOD))
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 30))
        match draw(st.sampled_from(["put", "cut", "move", "indent", "twice"])):
            case "put":
                text = text[:at] + draw(st.sampled_from(PIECES)) + text[at:]
            case "cut":
                text = text[:at] + text[at + length :]
            case "move":
                text = text[at : at + length] + text[:at] + text[at + length :]
            case "indent":
                start = text.rfind("\n", 0, at) + 1
                text = text[:start] + " " * (length % 5) + text[start:]
            case _:
                text = text[:at] + text[at : at + length] + text[at:]
    return text
