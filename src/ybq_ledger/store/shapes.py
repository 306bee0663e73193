"""Builds the model's values from nodes: JSON text, then pydantic in strict mode, then findings at exact places."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from ybq_ledger.model.finding import Finding
from ybq_ledger.store.nodes import Node, plain_value

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Shape = TypeVar("Shape")


@lru_cache(maxsize=64)
def adapter_of(shape: Any) -> TypeAdapter[Any]:
    """The validator of one shape, built once."""
    from pydantic import TypeAdapter

    return TypeAdapter(shape)


def build(shape: Callable[..., Shape], root: Node, path: str) -> tuple[Shape | None, list[Finding]]:
    """The value, or what keeps the file from being one; never an exception, whatever was written."""
    from pydantic import ValidationError

    try:
        return adapter_of(shape).validate_json(json_text(root), strict=True), []
    except ValidationError as error:
        from ybq_ledger.store.shape_findings import findings_of

        return None, findings_of(error.errors(include_url=False, include_input=False), shape, root, path)


def json_text(root: Node) -> bytes:
    """The nodes as JSON; characters the parser let through but UTF-8 cannot hold become question marks."""
    text = json.dumps(plain_value(root), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")
