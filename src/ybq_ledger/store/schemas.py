"""JSON Schemas of every file, for editors and other programs, from the same shapes the reader uses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ybq_ledger.model.language import Text
from ybq_ledger.model.record_types import RECORD_TYPES
from ybq_ledger.store.plan_files import PLAN_FILES
from ybq_ledger.store.shapes import adapter_of

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DROPPED = ("discriminator", "default")
"""Keywords of other standards, and defaults that mean nothing else than "left out"."""


def schema_texts() -> dict[str, str]:
    """File name → the schema's text: one for every file of the plan, then one for every record type."""
    return {f"{stem}.json": schema_text(stem, title, shape) for stem, title, shape in published()}


def published() -> Iterator[tuple[str, Text, Any]]:
    """Name, title and shape of everything that has a schema."""
    for file in PLAN_FILES:
        yield file.stem, file.title, file.shape
    for kind in RECORD_TYPES:
        yield kind.kind, kind.title, kind.shape


def schema_text(stem: str, title: Text, shape: Any) -> str:
    """One schema as it is published; its `$id` is relative, so that it holds wherever the folder is put."""
    body = tidy(adapter_of(shape).json_schema(mode="validation"))
    head = {"$schema": DRAFT, "$id": f"{stem}.json", "title": f"{title.zh} · {title.en}"}
    return json.dumps(head | {key: body[key] for key in body if key != "title"}, ensure_ascii=False, indent=2) + "\n"


def tidy(part: Any) -> Any:
    """Leave out what a file may not hold (null) and what an editor would only repeat (titles made from names)."""
    if isinstance(part, list):
        return [tidy(item) for item in part]
    if not isinstance(part, dict):
        return part
    if "properties" in part:
        fields = {name: tidy(field) for name, field in part["properties"].items()}
        return {key: tidy(value) for key, value in part.items() if key not in ("properties", "title")} | {
            "properties": fields
        }
    choices = [choice for choice in part.get("anyOf", []) if choice != {"type": "null"}]
    rest = {key: tidy(value) for key, value in part.items() if key not in (*DROPPED, "title", "anyOf")}
    if len(choices) == 1:
        return tidy(choices[0]) | rest
    return rest | ({"anyOf": tidy(choices)} if choices else {})
