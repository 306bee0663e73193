"""From texts to the values of the model by the marks on its fields, as pydantic reads them, but without pydantic.

What is not certainly a right value is left to the strict reader, which says what is wrong with it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NoReturn, TypeVar, Union, get_args, get_origin, get_type_hints

from ybq_ledger.model.shape import Between, Exact, Length, Matches, OneOf, Pinned, Slug
from ybq_ledger.model.value import missing
from ybq_ledger.store.spellings import CANONICAL, NULLS, WORDS, ambiguity

Read = Callable[[Any], Any]
"""From what stands in the file (a text, a list, a mapping) to the value; raises Unsure."""

DOUBTFUL = frozenset("-+.=<~0123456789").union(*(word[:1] + word[:1].upper() for word in (*WORDS, *NULLS)))
"""What a number, a truth value or nothing can begin with; no text that begins otherwise is taken for one."""
SLUGS = tuple(mark for mark in get_args(Slug) if isinstance(mark, Matches))
MOST_KNOWN = 1_000
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Unsure(Exception):
    """Not certainly right: ask the strict reader."""


class Quoted(str):
    """A text that stood in quotes, so that it is no number and no truth value."""

    __slots__ = ()


@lru_cache(maxsize=256)
def reader_of(hint: Any) -> Read:
    """What reads a value of this type; one that is always unsure where the type is none we know."""
    marks: tuple[object, ...] = ()
    while get_origin(hint) is Annotated:
        hint, *more = get_args(hint)
        marks = (*more, *marks)
    origin = get_origin(hint)
    members = tuple(member for member in get_args(hint) if member is not NoneType)
    if origin in (Union, UnionType):
        tag = mark_of(marks, OneOf)
        if tag is None:
            return with_marks(reader_of(members[0]), marks) if len(members) == 1 else unsure
        return tagged(tag.key, members)
    if origin is tuple:
        return partial(read_items, reader_of(members[0]), mark_of(marks, Length) or Length(10**6, 0))
    if origin is Literal:
        return partial(read_choice, {word: word for word in members if isinstance(word, str) and not is_doubtful(word)})
    if hasattr(hint, "FIELDS"):
        return record_reader(hint)
    return with_marks(SIMPLE.get(hint, unsure), marks)


def with_marks(read: Read, marks: tuple[object, ...]) -> Read:
    """The reader of a marked text, number or date."""
    for mark in marks:
        match mark:
            case Matches():
                pattern = re.compile(mark.pattern)
                return partial(read_slug, set(), pattern) if mark in SLUGS else partial(read_match, pattern)
            case Length():
                return partial(read_text, mark.least, mark.most, mark.one_line)
            case Pinned():
                return read_day
            case Exact():
                return partial(read_decimal, re.compile(mark.pattern))
            case Between():
                return partial(read_number, mark.least, mark.most)
    return read


Mark = TypeVar("Mark")


def mark_of(marks: tuple[object, ...], kind: type[Mark]) -> Mark | None:
    """The mark of one kind, if there is one."""
    return next((mark for mark in marks if isinstance(mark, kind)), None)


def unsure(_: object) -> NoReturn:
    """Leave it to the strict reader."""
    raise Unsure


def is_doubtful(text: str) -> bool:
    """Whether a plain text that begins with a sign of DOUBTFUL is, to some reader, no text."""
    return text in NULLS or text in ("true", "false") or bool(CANONICAL.fullmatch(text)) or ambiguity(text) is not None


def text_of(raw: Any) -> str:
    """A text, in quotes or certain to be one without."""
    if type(raw) is str:
        if raw[0] in DOUBTFUL and is_doubtful(raw):
            raise Unsure
        return raw
    if type(raw) is Quoted:
        return str(raw)
    raise Unsure


def read_text(least: int, most: int, one_line: bool, raw: Any) -> str:
    """A text that is not blank and not too long; one without quotes is one line, with something on it."""
    if type(raw) is str:
        if len(raw) > most or (raw[0] in DOUBTFUL and is_doubtful(raw)):
            raise Unsure
        return raw
    text = text_of(raw)
    if not least <= len(text) <= most or (least and text.isspace()) or (one_line and "\n" in text):
        raise Unsure
    return text


def read_match(pattern: re.Pattern[str], raw: Any) -> str:
    """A text of one form."""
    text = text_of(raw)
    if pattern.fullmatch(text) is None:
        raise Unsure
    return text


def read_slug(known: set[str], pattern: re.Pattern[str], raw: Any) -> str:
    """The same where few different ones stand in all files: those seen before are right."""
    if type(raw) is str and raw in known:
        return raw
    text = read_match(pattern, raw)
    if type(raw) is str and len(known) < MOST_KNOWN:
        known.add(text)
    return text


def read_choice(choices: dict[str, str], raw: Any) -> str:
    """One of some words."""
    try:
        return choices[raw]
    except (KeyError, TypeError):
        raise Unsure from None


@lru_cache(maxsize=4096)
def day_of(text: str) -> date:
    """A date in its one form; the same few hundred stand in all files."""
    if DAY.fullmatch(text) is None:
        raise Unsure
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unsure from None


def read_day(raw: Any) -> date:
    """A date."""
    if not isinstance(raw, str):
        raise Unsure
    return day_of(str(raw))


def read_decimal(pattern: re.Pattern[str], raw: Any) -> Decimal:
    """A decimal number, which always stands in quotes."""
    if type(raw) is not Quoted or pattern.fullmatch(raw) is None:
        raise Unsure
    return Decimal(raw)


def read_number(least: int, most: int, raw: Any) -> int:
    """A whole number, which never stands in quotes."""
    if type(raw) is not str or CANONICAL.fullmatch(raw) is None or not least <= int(raw) <= most:
        raise Unsure
    return int(raw)


def read_truth(raw: Any) -> bool:
    """True or false, never in quotes."""
    if type(raw) is not str or raw not in ("true", "false"):
        raise Unsure
    return raw == "true"


def read_items(read: Read, length: Length, raw: Any) -> tuple[Any, ...]:
    """A list of values."""
    if type(raw) is not list or not length.least <= len(raw) <= length.most:
        raise Unsure
    return tuple([read(item) for item in raw])


SIMPLE: dict[Any, Read] = {bool: read_truth}
"""Types that need no mark."""


def tagged(key: str, members: tuple[Any, ...]) -> Read:
    """A reader of that member of a union whose `key` field holds its word; one is made when it is first met."""
    named = {word: member for member in members for word in get_args(hint_of(member, key))}

    def read(raw: Any) -> Any:
        if type(raw) is not dict:
            raise Unsure
        word = raw.get(key)
        chosen = named.get(word) if isinstance(word, str) else None
        if chosen is None:
            raise Unsure
        return reader_of(chosen)(raw)

    return read


def hint_of(shape: Any, name: str) -> Any:
    """The type of one field, without working out those of all."""
    return eval(shape.__annotations__[name], vars(sys.modules[shape.__module__]))


def record_reader(shape: Any) -> Read:
    """A reader of one dataclass of the model: no field unknown, none missing that has no default.

    It is written out as straight code, field by field, because it runs half a million times in a large check.
    """
    hints = get_type_hints(shape, include_extras=True)
    scope: dict[str, Any] = {"shape": shape, "new": shape.__new__, "Unsure": Unsure}
    lines = [
        "def read(raw):",
        "    if type(raw) is not dict: raise Unsure",
        "    get, made, taken = raw.get, new(shape), 0",
    ]
    for number, (name, assign, default) in enumerate(shape.FIELDS):
        scope |= {f"assign{number}": assign, f"read{number}": reader_of(hints[name])}
        lines.append(f"    value = get({name!r})")
        if default is missing:
            lines.append("    if value is None: raise Unsure")
        else:
            scope[f"default{number}"] = default(None, name)
            lines.append(f"    if value is None: assign{number}(made, default{number})")
        lines.append(f"    else: taken += 1; assign{number}(made, read{number}(value))")
    lines += ["    if taken != len(raw): raise Unsure", "    return made"]
    exec("\n".join(lines), scope)
    read: Read = scope["read"]
    return read
