"""The largest files that are read at all, and files made to be slow: the time and memory that each of them takes."""

from __future__ import annotations

import tracemalloc

from faults.hostile import ISSUE, judge
from faults.row import Row, Size
from ybq_ledger.model.record import Issue
from ybq_ledger.store.strict import value_in

MOST_BYTES = 64 * 1024 * 1024
LENGTHS = (262_144, 131_072, 60_000, 16_000)
"""Each file is cut to these: just the largest that is read, the largest in an odd layout, and what is parsed again."""


def numbered(pattern: str, number: int = 24_000) -> str:
    """A pattern with `@` for a running number, over and over."""
    return "".join(pattern.replace("@", str(index)) for index in range(number))


def again(piece: str) -> str:
    """A piece over and over, up to the longest file."""
    return piece * (LENGTHS[0] // len(piece.encode("utf-8", "surrogatepass")) + 1)


def wrong_at_the_end(piece: str) -> str:
    """A file that stops the parser at its end again and again."""
    return numbered("k@: 1\n", 1200) + numbered(piece + "z@: 1\n", 12)


SLOW: dict[str, str] = {
    "items": "events:\n" + again("- a\n"), "one text": "title: " + again("x"), "keys": numbered("k@: 1\n"),
    "deep": "a:\n" + "".join(f"{'  ' * level}b:\n" for level in range(1, 700)), "brackets": "a: " + again("["),
    "aliases": "a: &a [x]\nb: [" + again("*a, "), "one line of flow": "a: [" + again("x, "), "blank": again("\n"),
    "quotes": 'a: "' + again("\\n"), "block": "a: |\n" + again("  x\n"), "comments": again("# c\n"),
    "one key": again("a: 1\n"), "full-width colons": again("标题：x\n"), "crowded colons": again("a:x\n"),
    "tabs": again("\ta: b\n"), "zeros": again("\0"), "escapes": again("\x1b["), "directions": again("\u202e"),
    "windows": again("a: b\r\n"), "returns": again("\r"), "unseen": "title: " + again("x\u200b"),
    "conflicts": again("<<<<<<< a\n=======\n>>>>>>> b\n"), "folded": "a: >\n" + again("  x\n"),
    "plain lines": "a: x\n" + again("  y\n"), "fields inside": "a: x\n" + again("  y: z\n"),
    "quoted lines": 'a: "' + again("x\n "), "quoted lines out of place": 'a: "' + again("x\n"),
    "apostrophes": "a: '" + again("''"), "quote never closed": 'a: "' + again("x "), "flow lines": "a: [" + again("x,\n"),
    "flow of fields": "a: {" + again("a: b, "), "flow of keys": "a: {" + numbered("k@: b, "),
    "quoted keys": numbered('"k@": 1\n'), "odd keys": again("? a\n: b\n"), "documents": again("---\na: b\n"),
    "tags": again("a: !!str b\n"), "anchors": again("a: &x b\n"), "directives": again("%TAG ! x\n"),
    "one directive": "%TAG ! " + again("x"), "a long key": again("k") + ": 1\n", "blanks": again(" "),
    "dashes on a line": again("- "), "dashes": again("-\n"), "questions": again("? "), "colons": again(": "),
    "stairs down": "".join(" " * step + "a:\n" for step in range(700)), "nothings": again("a:\n"),
    "stairs up": "".join(" " * (700 - step) + "a: b\n" for step in range(700)), "escaped": 'a: "' + again("\\u0041"),
    "events": "events:\n" + again("- kind: progress\n  on: 2018-06-12\n  note: x\n"), "surrogates": 'a: "' + again("\\ud800"),
    "flow events": "events:\n" + again("- {kind: progress, on: 2018-06-12}\n"), "bad escapes": 'a: "' + again("\\q"),
    "hashes": "a: b " + again("#"), "comments on a line": "a: b" + again(" #"), "readings": "a:\n" + again("- yes\n"),
    "hexadecimal": "a:\n" + again("- 0x1f\n"), "digits": "a: " + again("1"), "grouped digits": "a: " + again("1_"),
    "dates": "a: " + again("2018-"), "times": "a: " + again("1:1:"), "quoted items": "a:\n" + again("- 'x'\n"),
    "quoted items of two lines": "a:\n" + again("- 'x\n  y'\n"), "crowded comments": "a:\n" + again("- 'x'#\n"),
    "kept lines": "a: |+\n" + again("\n"), "indented by nine": "a: |9\n" + again(" x\n"), "block of tabs": "a: |\n" + again("  \tx\n"),
    "items of fields": again("- a: b\n"), "items of items": again("- - - - a\n"), "wide blanks": again("　a: b\n"),
    "hard blanks": again("a:\u00a0b\n"), "curly quotes": again("“a”: b\n"), "full-width commas": "a: [" + again("，"),
    "accents": "title: a" + again("\u0301"), "emoji": "title: " + again("😀"), "ligatures": "title: " + again("\ufdfa"),
    "marks": again("\ufeff"), "line separators": "title: a" + again("\u2028"), "bracket never closed": "a: [\n" + again("a: b\n"),
    "unknown fields": "id: guotuju-2018-3047192\n" + numbered("x@: 1\n"), "long anchors": "a:\n" + again("- &a xxxxxxxxxxxxxxxxxxxxxxxx\n"),
    "fields of two lines": numbered("k@: aaaaaaa\n  bbbbb bbbbb bbbb bbbb bbb bbb\n"), "an anchor": "a: &" + again("y"),
    "items of three lines": "a:\n" + again('- "aaa\n   bbbb bbbb\n   ccc"\n'), "brackets of two lines": "a:\n" + again("- [x,\n   y]\n"),
    "words": "a: &a " + again("y "), "times of day": "a: " + again("y:y "), "a tag": "a: !" + again("%41"),
    "a wide colon at the end": wrong_at_the_end("标题：x\n"), "a crowded colon at the end": wrong_at_the_end("a:x\n"),
    "wrong in every second line": numbered("标题：x\nk@: 1\n"),
}  # fmt: skip
"""A file for each way we know to keep a reader busy."""


def memory_of(data: bytes) -> int:
    """Bytes that reading one file takes at the most, beyond what was held before."""
    value_in(b"a: b\n", ISSUE, Issue)
    tracemalloc.start()
    value_in(data, ISSUE, Issue)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def largest_files(size: Size) -> Row:
    """Every slow file at every length: findings only, within the time and memory that one file may take."""
    names = list(SLOW)[: size.pick(4, len(SLOW))]
    cases = {
        f"{name}, {length} bytes": SLOW[name].encode("utf-8", "surrogatepass")[:length]
        for name in names
        for length in LENGTHS
    }
    wrong = [bad for name, data in cases.items() if (bad := judge(name, data))]
    used = {name: memory_of(data) for name, data in cases.items()}
    wrong += [f"MEMORY {number >> 20} MB: {name}" for name, number in used.items() if number > MOST_BYTES]
    figures: dict[str, int | str] = {"ways to be slow": len(names), "MB at the most": max(used.values()) >> 20}
    return Row("largest and slowest files", len(cases), figures, tuple(wrong))
