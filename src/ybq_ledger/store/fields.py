"""Looks up what the model says about the field at a path: its type, its marks, its siblings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from ybq_ledger.model.place import Path
from ybq_ledger.model.shape import OneOf

Mark = TypeVar("Mark")


@dataclass(frozen=True, slots=True)
class Field:
    """A field's type without wrappers, and the marks the wrappers carried; `type` is None for an unknown field."""

    type: Any
    marks: tuple[object, ...] = ()

    def mark(self, kind: type[Mark]) -> Mark | None:
        """The innermost mark of one kind."""
        return next((mark for mark in reversed(self.marks) if isinstance(mark, kind)), None)

    @property
    def members(self) -> tuple[Any, ...]:
        """The types of a union, without None; else the type alone."""
        return get_args(self.type) if get_origin(self.type) in (Union, UnionType) else (self.type,)

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that may stand here: those of a literal, or the tags of a union."""
        tagged = self.mark(OneOf)
        if tagged:
            return tuple(tag for member in self.members for tag in tags_of(member, tagged.key))
        return tuple(choice for member in self.members for choice in literal_choices(member))

    @property
    def fields(self) -> dict[str, Field]:
        """The fields of a value of this type, if it has any."""
        has_fields = is_dataclass(self.type)
        return fields_of(self.type) if has_fields else {}


@lru_cache(maxsize=256)
def fields_of(shape: Any) -> dict[str, Field]:
    """Every field of a dataclass of the model."""
    hints = get_type_hints(shape, include_extras=True)
    return {name: unwrap(hint) for name, hint in hints.items() if not name.startswith("__")}


def unwrap(hint: Any) -> Field:
    """Take off Annotated and `| None`, keeping the marks."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        field = unwrap(inner)
        return Field(field.type, (*marks, *field.marks))
    if get_origin(hint) in (Union, UnionType):
        members = [member for member in get_args(hint) if member is not NoneType]
        if len(members) == 1:
            return unwrap(members[0])
        return Field(Union[tuple(members)])  # noqa: UP007  # a union of a list known at run time
    return Field(hint)


def tags_of(member: Any, key: str) -> tuple[str, ...]:
    """The literal tags of one member of a tagged union."""
    return get_args(fields_of(member)[key].type)


def literal_choices(member: Any) -> Iterator[str]:
    """The words of a Literal, wrapped or not."""
    bare = unwrap(member).type
    if get_origin(bare) is Literal:
        yield from (str(choice) for choice in get_args(bare))


def follow(shape: Any, location: Sequence[str | int]) -> tuple[Path, Field, Field]:
    """Walk pydantic's location: the path in the file, the field there, and the field that holds it.

    Pydantic puts the tag of a tagged union, and names of its own for the members of others, between the keys.
    """
    field, parent, path = unwrap(shape), Field(None), []
    for step in location:
        tagged = field.mark(OneOf)
        if tagged and get_origin(field.type) in (Union, UnionType):
            member = next((m for m in field.members if step in tags_of(m, tagged.key)), None)
            field = Field(member)
        elif is_dataclass(field.type):
            field, parent = field.fields.get(str(step), Field(None)), field
            path.append(step)
        elif get_origin(field.type) is tuple:
            field, parent = unwrap(get_args(field.type)[0]), field
            path.append(step)
    return tuple(path), field, parent
