"""The gates before any YAML is parsed: encoding, characters nobody can see, conflict markers, tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ybq_ledger.model.finding import Finding, Rule
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Place
from ybq_ledger.store import profile_rules as rules

MOST_FINDINGS = 50
"""A file that is wrong everywhere is reported so many times, not thousands."""

CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f"
BIDI = "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
NEVER = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff"
REFUSED = re.compile(f"[{CONTROL}{BIDI}{UNSEEN}{NEVER}\ufffd]")
IS_CONTROL = re.compile(f"[{CONTROL}{NEVER}]")
IS_BIDI = re.compile(f"[{BIDI}]")
IS_UNSEEN = re.compile(f"[{BIDI}{UNSEEN}]")
KINDS = (IS_CONTROL, IS_UNSEEN, re.compile("\ufffd"))
BIDI_KIND = Text("改变文字方向", "changes the direction of text")
UNSEEN_KIND = Text("零宽度或格式字符", "zero width or formatting")

INDENT_TAB = re.compile(r"^ *\t", re.MULTILINE)
CONFLICT_OPENS = re.compile(r"\s*<<<<<<<(?: |$)")
CONFLICT_CLOSES = re.compile(r"\s*>>>>>>>(?: |$)")
CONFLICT_SPLITS = re.compile(r"(?:=======|\|\|\|\|\|\|\|.*)$")


class Gate:
    """Takes a file's bytes to text that is safe to parse; collects what was wrong on the way.

    `text` is None when parsing it would only raise false alarms. Refused characters are replaced one for one, so
    that lines and columns stay those of the file.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.text = self.pass_bytes(data)

    @property
    def is_sound(self) -> bool:
        """Whether the text is the file's own, character by character but for its line ends."""
        return all(finding.rule is rules.WINDOWS_LINE_ENDS for finding in self.findings)

    def add(self, rule: Rule, line: int, column: int, **facts: object) -> None:
        """Note one finding."""
        note(self.findings, Finding(rule, Place(self.path, line, column), facts))

    def pass_bytes(self, data: bytes) -> str | None:
        """Decode, then look at the characters and the lines."""
        if data.startswith(b"\xef\xbb\xbf"):
            self.add(rules.BYTE_ORDER_MARK, 1, 1)
            data = data[3:]
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            before = data[: error.start].decode("utf-8")
            self.add(rules.NOT_UTF8, *place_at(before, len(before)), encoding=encoding_of(data))
            return None
        return self.pass_text(text)

    def pass_text(self, text: str) -> str | None:
        """Replace what is refused; give up where the lines themselves cannot be trusted."""
        if "\r\n" in text:
            self.add(rules.WINDOWS_LINE_ENDS, 1, 1)
            text = text.replace("\r\n", "\n")
        if REFUSED.search(text):
            self.report_characters(text)
            text = REFUSED.sub("_", text)
        conflicts = list(conflict_lines(text)) if "<<<<<<<" in text or ">>>>>>>" in text or "=======" in text else []
        for line in conflicts:
            self.add(rules.CONFLICT_MARKER, line, 1)
        return None if conflicts else self.pass_tabs(text)

    def pass_tabs(self, text: str) -> str | None:
        """Tabs elsewhere can stand for a space; a tab in the indentation can stand for any number of them."""
        if "\t" not in text:
            return text
        for line, content in enumerate(text.split("\n"), 1):
            if "\t" in content:
                self.add(rules.TAB_CHARACTER, line, content.index("\t") + 1)
        return None if INDENT_TAB.search(text) else text.replace("\t", " ")

    def report_characters(self, text: str) -> None:
        """One finding for every kind of character, in every line, that may not stand in a file."""
        for line, content in enumerate(text.split("\n"), 1):
            if REFUSED.search(content):
                found = sorted(match.start() for kind in KINDS if (match := kind.search(content)))
                for at in found:
                    rule, facts = character_rule(content[at])
                    self.add(rule, line, at + 1, **facts)


def note(findings: list[Finding], new: Finding) -> None:
    """Add a finding, unless its rule was the last to be broken on the same line, or there are too many."""
    last = findings[-1] if findings else None
    repeats = last is not None and last.rule is new.rule and last.place.line == new.place.line
    if not repeats and len(findings) < MOST_FINDINGS:
        findings.append(new)


def character_rule(character: str) -> tuple[Rule, dict[str, object]]:
    """The rule a refused character breaks, and its facts; the character itself is never shown."""
    code = f"U+{ord(character):04X}"
    if character == "\ufffd":
        return rules.DAMAGED_TEXT, {}
    if IS_CONTROL.match(character):
        return rules.CONTROL_CHARACTER, {"code": code}
    return rules.INVISIBLE_CHARACTER, {"code": code, "kind": BIDI_KIND if IS_BIDI.match(character) else UNSEEN_KIND}


def conflict_lines(text: str) -> Iterator[int]:
    """The first line of every conflict left by a merge; a lone marker counts as one."""
    inside = False
    for line, content in enumerate(text.split("\n"), 1):
        closes = CONFLICT_CLOSES.match(content)
        opens = CONFLICT_OPENS.match(content)
        if opens or (not inside and (closes or CONFLICT_SPLITS.fullmatch(content))):
            yield line
        inside = bool(opens) or (inside and not closes)


def place_at(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of the character at `offset`."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def encoding_of(data: bytes) -> Text:
    """The encoding the bytes are probably in, for the message."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Text("看来是 UTF-16", "it looks like UTF-16")
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return Text("看不出是什么编码", "the encoding is not known")
    return Text("看来是 GBK", "it looks like GBK")
