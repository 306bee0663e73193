"""Marks on model fields that say what a value must look like.

The values of the model are plain dataclasses: a warm command needs no validation library. The strict reader
hands them to pydantic, which asks these marks for its schema; that is the only time pydantic is imported.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_type_hints

from ybq_ledger.model.value import dataclass

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

STRICT = {"extra": "forbid", "strict": True, "regex_engine": "python-re"}
"""Pydantic configuration of every value read from a file: no unknown keys, no conversions."""


@dataclass(frozen=True, slots=True)
class Matches:
    """The text matches `pattern` from end to end; `example` is what a person is shown."""

    pattern: str
    example: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.str_schema(pattern=rf"\A(?:{self.pattern})\Z", strict=True)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^({self.pattern})$", "examples": [self.example]}


@dataclass(frozen=True, slots=True)
class Length:
    """The text is not blank and has at most `most` characters; the list has `least` to `most` items."""

    most: int
    least: int = 1
    one_line: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema: Any = handler(source)
        schema.update(min_length=self.least, max_length=self.most)
        if schema["type"] == "str" and self.least:
            schema["pattern"] = r"^[^\n]*\S[^\n]*(?!\n)$" if self.one_line else r"\S"
        return schema  # type: ignore[no-any-return]  # core schemas are dictionaries of many kinds


@dataclass(frozen=True, slots=True)
class Between:
    """The whole number lies in `least` … `most`."""

    least: int
    most: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.int_schema(ge=self.least, le=self.most, strict=True)


@dataclass(frozen=True, slots=True)
class Pinned:
    """A date in its one form, YYYY-MM-DD; pydantic alone would also read a number of seconds as text."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        text = core_schema.str_schema(pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", strict=True)
        parsed = core_schema.no_info_plain_validator_function(date.fromisoformat)
        return core_schema.chain_schema([text, parsed])

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        return {"type": "string", "format": "date", "pattern": pattern, "examples": ["2018-05-20"]}


@dataclass(frozen=True, slots=True)
class Exact:
    """A decimal number in quotes, read exactly and never as a binary fraction; `example` is what a person is shown."""

    pattern: str
    example: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        text = core_schema.str_schema(pattern=rf"\A(?:{self.pattern})\Z", strict=True)
        return core_schema.chain_schema([text, core_schema.no_info_plain_validator_function(Decimal)])

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^({self.pattern})$", "examples": [self.example]}


@dataclass(frozen=True, slots=True)
class OneOf:
    """The value is that member of a union whose `key` field holds its literal tag."""

    key: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        choices = {
            tag: handler.generate_schema(member)
            for member in get_args(source)
            for tag in get_args(get_type_hints(member)[self.key])
        }
        return core_schema.tagged_union_schema(choices=choices, discriminator=self.key)


@dataclass(frozen=True, slots=True)
class About:
    """What the field means, for editors and the reference, in both languages."""

    zh: str
    en: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "description": f"{self.zh}\n{self.en}"}


Day = Annotated[date, Pinned()]
Money = Annotated[Decimal, Exact(r"(0|[1-9][0-9]{0,12})\.[0-9]{2}", "1250000.00")]
Points = Annotated[Decimal, Exact(r"-?(0|[1-9][0-9]{0,3})\.[0-9]", "-0.5")]
Slug = Annotated[str, Matches(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "sub-plan")]
Line = Annotated[str, Length(200, one_line=True)]
Passage = Annotated[str, Length(8000)]
Sha256 = Annotated[str, Matches(r"[0-9a-f]{64}", "9f86d081…")]
