"""The published JSON Schemas are those of the shapes, and our own files obey them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ybq_ledger.model.record_types import RECORD_TYPES
from ybq_ledger.store.nodes import plain_value
from ybq_ledger.store.plan_files import PLAN_FILES
from ybq_ledger.store.profile import parse
from ybq_ledger.store.schemas import schema_texts

ROOT = Path(__file__).parent.parent
PUBLISHED = ROOT / "docs" / "schema"
TEXTS = schema_texts()
EXAMPLES = [
    *((file.stem, ROOT / file.path) for file in PLAN_FILES),
    ("issue", ROOT / "tests" / "bad" / "good-issue.yaml"),
    ("filing", ROOT / "tests" / "bad" / "good-filing.yaml"),
]


def objects(part: Any) -> list[dict[str, Any]]:
    """Every description of an object in a schema."""
    if isinstance(part, list):
        return [found for item in part for found in objects(item)]
    if not isinstance(part, dict):
        return []
    return ([part] if "properties" in part else []) + [found for item in part.values() for found in objects(item)]


def test_there_is_a_schema_for_every_file_of_the_plan_and_every_record_type() -> None:
    stems = [file.stem for file in PLAN_FILES] + [kind.kind for kind in RECORD_TYPES]
    assert list(TEXTS) == [f"{stem}.json" for stem in stems]


def test_nothing_else_is_published() -> None:
    assert {path.name for path in PUBLISHED.iterdir()} == set(TEXTS)


@pytest.mark.parametrize("name", TEXTS)
def test_the_published_schema_is_up_to_date(name: str) -> None:
    assert (PUBLISHED / name).read_text(encoding="utf-8") == TEXTS[name], "run: ledger schema --write docs/schema"


@pytest.mark.parametrize("name", TEXTS)
def test_a_schema_forbids_unknown_fields_and_names_itself_relatively(name: str) -> None:
    schema = json.loads(TEXTS[name])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == name
    assert all(part["additionalProperties"] is False for part in objects(schema))
    assert "null" not in re.findall(r'"type": "(\w+)"', TEXTS[name])


@pytest.mark.parametrize("name", TEXTS)
def test_a_schema_explains_fields_in_both_languages(name: str) -> None:
    described = [
        field["description"]
        for part in objects(json.loads(TEXTS[name]))
        for field in part["properties"].values()
        if "description" in field and "\n" in field["description"]
    ]
    assert all(re.search("[一-鿿].*\n.*[a-z]", text) for text in described)


@pytest.mark.parametrize(("stem", "path"), EXAMPLES, ids=[stem for stem, _ in EXAMPLES])
def test_our_own_files_obey_the_published_schema(stem: str, path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="a development dependency")
    schema = json.loads((PUBLISHED / f"{stem}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    root = parse(path.read_bytes(), stem).root
    assert root is not None
    errors = list(jsonschema.Draft202012Validator(schema).iter_errors(plain_value(root)))
    assert [(list(error.path), error.message) for error in errors] == []


@pytest.mark.parametrize(
    "broken", ["one-digit-month", "unknown-source", "unknown-field", "unknown-event", "missing-field", "title-too-long"]
)
def test_an_editor_with_the_schema_sees_what_the_reader_refuses(broken: str) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="a development dependency")
    root = parse((ROOT / "tests" / "bad" / f"{broken}.yaml").read_bytes(), "f").root
    assert root is not None
    assert not jsonschema.Draft202012Validator(json.loads(TEXTS["issue.json"])).is_valid(plain_value(root))
