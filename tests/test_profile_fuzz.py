"""Whatever the bytes, reading gives a value or findings inside the file, and never an exception."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutations import GOOD, PIECES, mutated
from ybq_ledger.model.finding import Severity
from ybq_ledger.model.record import Filing, Issue
from ybq_ledger.store.characters import Gate
from ybq_ledger.store.lines import read_lines
from ybq_ledger.store.profile import parse_text
from ybq_ledger.store.strict import value_in

SIZE = 48 * 1024


def judge(data: bytes, *shapes: type[Issue | Filing]) -> None:
    """Read as each kind of record: a value and no error, or errors and no value, all inside the file."""
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    for shape in shapes or (Issue, Filing):
        read = value_in(data, "f", shape)
        errors = [finding for finding in read.findings if finding.rule.severity is Severity.error]
        assert (read.value is None) == bool(errors)
        for finding in read.findings:
            assert 1 <= finding.place.line <= len(lines) + 1
            assert 1 <= finding.place.column <= max(map(len, lines), default=0) + 2
            assert finding.message.zh
            assert finding.message.en
            assert finding.hint.zh
            assert finding.hint.en


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_make_reading_raise(data: bytes) -> None:
    judge(data)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_no_text_makes_reading_raise(text: str) -> None:
    judge(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_heap_of_signs_makes_reading_raise(pieces: list[str]) -> None:
    judge("".join(pieces).encode())


@settings(max_examples=150, deadline=None)
@given(mutated())
def test_no_change_to_a_good_file_makes_reading_raise(text: str) -> None:
    judge(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(GOOD))
def test_no_flipped_bit_makes_reading_raise(seed: int, good: str) -> None:
    data = bytearray(good.encode())
    chance = random.Random(seed)
    for _ in range(chance.randrange(1, 4)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    judge(bytes(data))


@settings(max_examples=400, deadline=None)
@given(mutated())
def test_the_quick_reader_sees_what_the_strict_one_sees_or_nothing(text: str) -> None:
    gate = Gate(text.encode("utf-8", "surrogatepass"), "f")
    quick = read_lines(gate.text) if gate.text is not None and not gate.findings else None
    if quick is not None and gate.text is not None:
        assert parse_text(gate.text, "f") == (quick, [])


HOSTILE = {
    "open brackets": "[" * SIZE,
    "open braces": "{" * SIZE,
    "nested lists": "- " * (SIZE // 2),
    "nested keys": "? " * (SIZE // 2),
    "steps": "".join(" " * depth + "a:\n" for depth in range(280)),
    "one long text": "a: " + "x" * (SIZE - 4),
    "one long key": "x" * (SIZE - 4) + ": b",
    "escapes": 'a: "' + "\\u4e00" * (SIZE // 6 - 4) + '"',
    "many keys": "".join(f"k{number}: v\n" for number in range(5_000)),
    "one key": "a: b\n" * (SIZE // 5),
    "a long list": "[" + "a," * (SIZE // 2 - 2) + "]",
    "dashes": "-" * SIZE,
    "colons": ": " * (SIZE // 2),
    "quotes": '"' * SIZE,
    "anchors": "&a " * (SIZE // 3),
    "exclamations": "!" * SIZE,
    "an alias bomb": "a0: &a0 [x]\n"
    + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 99)),
    "a merge bomb": "a0: &a0 {x: y}\n"
    + "".join(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 99)),
    "wide colons": "标题：出让金\n" * (SIZE // 20),
    "wide colons, few": "x：y\n" * 2000,
    "nothing but blanks": " " * SIZE,
    "a trail of blanks in brackets": "a: [b" + " " * (SIZE - 10) + ":]\n",
    "control characters": "\x01" * SIZE,
    "tabs": "a:\tb\n" * (SIZE // 5),
    "conflicts": "<<<<<<< a\n" * (SIZE // 10),
    "a huge number": "id: " + "1" * (SIZE - 6),
    "documents": "--- a\n" * (SIZE // 6),
    "lines in a quote": 'a: "b\n' + "  c\n" * (SIZE // 4 - 4) + '"\n',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_made_to_be_slow_makes_reading_raise(name: str) -> None:
    judge(HOSTILE[name].encode()[:SIZE], Issue)
