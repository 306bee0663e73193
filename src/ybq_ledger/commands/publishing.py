"""Writes the JSON Schemas into a folder for editors, or says which ones there are out of date."""

from __future__ import annotations

from pathlib import Path

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.store.change import Change, sha256
from ybq_ledger.store.schemas import schema_texts
from ybq_ledger.store.system_error import explained
from ybq_ledger.store.writer import WRITE, apply


def outdated(folder: Path) -> dict[str, str | None]:
    """Name → what the file now holds (None: nothing) of each schema that is missing or old in `folder`."""
    texts = schema_texts()
    found = {name: held(folder / name) for name in texts}
    return {name: text for name, text in found.items() if text != texts[name]}


def held(file: Path) -> str | None:
    """The text of a file; None where there is none."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRun(
            Text(f"读不了 {file}", f"cannot read {file}"), Text("检查这个文件", "look at that file")
        ) from error


def publish_schemas(folder: Path) -> list[str]:
    """Write every schema that is missing or old; the names of those written."""
    with explained(str(folder), WRITE):
        folder.mkdir(parents=True, exist_ok=True)
    old = outdated(folder)
    texts = schema_texts()
    apply(folder, [Change(name, texts[name], sha256(was) if was is not None else None) for name, was in old.items()])
    return list(old)
