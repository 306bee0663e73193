"""Names the mistakes people make in YAML, from where a parser gave up."""

from __future__ import annotations

import re
from typing import Any

from ybq_ledger.model.finding import Finding, Rule
from ybq_ledger.model.language import Text
from ybq_ledger.model.place import Place
from ybq_ledger.store import profile_rules as rules

FULL_WIDTH_KEY = re.compile(r"\s*(?:- +)*[^\s:：\"'#，。；、]{1,20}(\s*：)")
CROWDED_KEY = re.compile(r"\s*(?:- +)*[A-Za-z_][\w-]{0,39}(:)(?=[^\s:/])")
PROPER_KEY = re.compile(r"\s*(?:- +)*[^\s:：\"'#]{1,40}\s*:(?:\s|$)")
SWALLOWED_KEY = re.compile(r"\s*[A-Za-z_][\w-]{0,39}(\s*[:：])")

REASONS = {
    "could not find expected ':'": Text(
        "这一行不是“字段: 值”，也不是“- 条目”", "this line is neither `field: value` nor `- item`"
    ),
    "cannot start any token": Text(
        "文字以 YAML 的特殊符号开头，要加引号", "text that begins with a special sign must be quoted"
    ),
    "unknown escape": Text("双引号里的反斜杠写法不对", "a backslash in double quotes is not used properly"),
    "expected ',' or": Text("方括号或花括号没有配对，或缺逗号", "a bracket is not closed, or a comma is missing"),
    "found '<scalar>'": Text("引号后面还有文字", "text follows the closing quote"),
    "indentation indicators": Text("“|”或“>”后面多了东西", "something stands after `|` or `>`"),
}
BLANK_BEFORE_COMMENT = Text("“#”前面缺一个空格", "a blank is missing before `#`")
OTHER = Text("不合 YAML 语法", "not valid YAML")


def mistake_in(error: Exception, text: str, path: str) -> Finding:
    """The finding for whatever the parser raised; the place is as near to the mistake as its marks allow."""
    problem = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or "")
    lines = text.split("\n")
    if problem is None:
        return Finding(rules.BROKEN_YAML, Place(path), {"reason": OTHER})
    rule, line, column, facts = name_mistake(said, getattr(error, "context", None) or "", problem, context, lines)
    return Finding(rule, Place(path, line, column), facts)


Named = tuple[Rule, int, int, dict[str, object]]


def name_mistake(said: str, doing: str, problem: Any, context: Any, lines: list[str]) -> Named:
    """Rule, line, column and facts."""
    if "quoted scalar" in doing and ("end of stream" in said or "document separator" in said):
        return rules.UNCLOSED_QUOTE, context.line + 1, context.column + 1, {}
    suspects = [mark.line for mark in (context, problem) if mark is not None and "flow" not in doing]
    if "mapping values are not allowed" in said:
        suspects.append(before(lines, problem.line))
    for line in suspects:
        if 0 <= line < len(lines) and (found := wrong_colon(lines[line])):
            return found[0], line + 1, found[1], {}
    if "mapping values are not allowed" in said:
        return colon_in_text(problem, lines)
    if "<block end>" in said and "<scalar>" not in said:
        return rules.BAD_INDENTATION, problem.line + 1, problem.column + 1, {}
    mark = context if "simple key" in doing or "expected ',' or" in said else problem
    reason = next((reason for words, reason in REASONS.items() if words in said), OTHER)
    return rules.BROKEN_YAML, min(mark.line + 1, len(lines)), mark.column + 1, {"reason": reason}


def colon_in_text(problem: Any, lines: list[str]) -> Named:
    """A second `: ` on one line wants quotes; a first one means that the line is indented wrongly."""
    line = lines[problem.line]
    head = line[: problem.column]
    if PROPER_KEY.match(head):
        return rules.UNQUOTED_COLON, problem.line + 1, problem.column + 1, {}
    return rules.BAD_INDENTATION, problem.line + 1, len(line) - len(line.lstrip()) + 1, {}


def wrong_colon(line: str) -> tuple[Rule, int] | None:
    """A field's name followed by a full-width colon, or by a colon without its space; and its column."""
    if PROPER_KEY.match(line):
        return None
    if match := FULL_WIDTH_KEY.match(line):
        return rules.FULL_WIDTH_COLON, match.end()
    if match := CROWDED_KEY.match(line):
        return rules.NO_SPACE_AFTER_COLON, match.end()
    return None


def swallowed_line(lines: list[str], first: int, last: int) -> tuple[Rule, int, int] | None:
    """The first line of a plain text, after its own, that was meant to be a field or an item."""
    for number in range(first + 1, min(last, len(lines)) + 1):
        line = lines[number - 1]
        lead = len(line) - len(line.lstrip())
        if match := SWALLOWED_KEY.match(line):
            rule = rules.FULL_WIDTH_COLON if "：" in match.group(1) else rules.SWALLOWED_LINE
            return rule, number, match.end() if "：" in match.group(1) else lead + 1
        if line.lstrip().startswith("- "):
            return rules.SWALLOWED_LINE, number, lead + 1
    return None


def colon_at_the_top(text: str, path: str) -> Finding | None:
    """The first line's wrong colon, where it made a whole file of fields into one plain text."""
    lines = text.split("\n")
    first = before(list(reversed(lines)), len(lines))
    number = len(lines) - first
    found = wrong_colon(lines[number - 1]) if first >= 0 else None
    return Finding(found[0], Place(path, number, found[1])) if found else None


def line_out_of_place(lines: list[str], first: int, last: int, least: int) -> int:
    """The first line after `first` that is indented less than `least`; closing brackets may be. 0 if there is none."""
    for number in range(first + 1, min(last, len(lines)) + 1):
        content = lines[number - 1].lstrip(" ")
        if content and content[0] not in "]}" and len(lines[number - 1]) - len(content) < least:
            return number
    return 0


def before(lines: list[str], line: int) -> int:
    """The nearest line above that is neither blank nor a comment."""
    for number in range(line - 1, -1, -1):
        content = lines[number].strip() if number < len(lines) else ""
        if content and not content.startswith("#"):
            return number
    return -1
