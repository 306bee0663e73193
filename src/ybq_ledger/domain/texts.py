"""Every text in a record that a person wrote, with the way to it: not days, choices, codes, and texts of one pattern."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Literal, cast, get_args, get_origin, get_type_hints

from ybq_ledger.model.place import Path
from ybq_ledger.model.shape import Matches


def collect(value: object, steps: Path, texts: list[tuple[Path, str]]) -> None:
    """Every text inside a value that a person wrote, with the way to it."""
    for name in written_by_people(cast(Any, type(value))):
        inner = getattr(value, name)
        if type(inner) is str:
            texts.append(((*steps, name), inner))
        elif type(inner) is tuple:
            for index, item in enumerate(inner):
                if type(item) is str:
                    texts.append(((*steps, name, index), item))
                else:
                    collect(item, (*steps, name, index), texts)
        elif inner is not None:
            collect(inner, (*steps, name), texts)


@lru_cache(maxsize=256)
def written_by_people(shape: Any) -> tuple[str, ...]:
    """The fields of a value that hold words, or values that may; not days, choices, and texts of one pattern."""
    hints = get_type_hints(shape, include_extras=True) if hasattr(shape, "__dataclass_fields__") else {}
    return tuple(name for name, hint in hints.items() if holds_words(hint))


def holds_words(hint: Any, marks: tuple[object, ...] = ()) -> bool:
    """Whether a value of this type may hold words."""
    if get_origin(hint) is Annotated:
        return holds_words(get_args(hint)[0], (*get_args(hint)[1:], *marks))
    if get_origin(hint) is Literal:
        return False
    if hint is str:
        return not any(isinstance(mark, Matches) for mark in marks)
    if hasattr(hint, "__dataclass_fields__"):
        return True
    return any(holds_words(part, marks) for part in get_args(hint))
