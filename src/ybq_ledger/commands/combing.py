"""Combs every commit of a range for personal data: what was added and taken out again stays in history for good."""

from __future__ import annotations

from collections.abc import Iterator

from ybq_ledger.checks.gate_rules import PERSONAL_DATA_PASSED, PERSONAL_DATA_TOLD, TOO_LARGE_PASSED
from ybq_ledger.checks.personal_rules import PERSONAL_DATA, kinds_in, personal_data_in_text
from ybq_ledger.commands.changing import Change
from ybq_ledger.domain.personal import KINDS
from ybq_ledger.model.finding import Finding
from ybq_ledger.model.place import Place
from ybq_ledger.store import change_set as objects
from ybq_ledger.store.commits import Written, messages_between, written_between
from ybq_ledger.store.tree import MOST_BYTES

SHORT = 10
"""Signs of a commit's name that people read."""


def combed(change: Change, maintained: tuple[str, ...] | None) -> Iterator[Finding]:
    """Every file and message of every commit. `maintained`: where examples and tests may hold what looks like data."""
    final = {file.new_blob: file.path for file in change.files}
    written = [
        file for file in written_between(change.root, change.base, change.head) if is_combed(file.path, maintained)
    ]
    yield from in_files(change, written, final)
    yield from in_names(written, change.paths)
    for commit, text in messages_between(change.root, change.base, change.head):
        for kind in kinds_in(text.encode()):
            if kind != "e-mail":  # trailers name their authors so
                facts = {"commit": commit[:SHORT], "kind": KINDS[kind]}
                yield Finding(PERSONAL_DATA_TOLD, Place(f"commit-{commit[:SHORT]}"), facts)


def is_combed(path: str, maintained: tuple[str, ...] | None) -> bool:
    """Plan and ledger always; the rest where the sender has no business there."""
    if path.startswith(("ledger/", "plan/")):
        return True
    return maintained is not None and not any(
        path == part or path.startswith(part.rstrip("/") + "/") for part in maintained
    )


def in_files(change: Change, written: list[Written], final: dict[str, str]) -> Iterator[Finding]:
    """Personal data in files: where it stands at the end, or in which commit it was."""
    by_blob = {file.blob: file for file in reversed(written)}
    sizes = objects.sizes_of(change.root, by_blob)
    small = [blob for blob in by_blob if sizes.get(blob, 0) <= MOST_BYTES]
    for blob, data in objects.texts_of(change.root, small):
        file = by_blob[blob]
        if blob in final:
            yield from personal_data_in_text(data.decode("utf-8", "replace"), final[blob])
            continue
        for kind in kinds_in(data):
            facts: dict[str, object] = {"commit": file.commit[:SHORT], "kind": KINDS[kind]}
            yield Finding(PERSONAL_DATA_PASSED, Place(file.path), facts)
    for blob in by_blob.keys() - set(small) - final.keys():
        facts = {"commit": by_blob[blob].commit[:SHORT], "size": sizes[blob]}
        yield Finding(TOO_LARGE_PASSED, Place(by_blob[blob].path), facts)


def in_names(written: list[Written], final: frozenset[str]) -> Iterator[Finding]:
    """Personal data in the names of files."""
    for path, file in {file.path: file for file in written}.items():
        for kind in kinds_in(path.rpartition(".")[0].rpartition("/")[2].encode()):
            if path in final:
                yield Finding(PERSONAL_DATA, Place(path), {"kind": KINDS[kind]})
            else:
                yield Finding(PERSONAL_DATA_PASSED, Place(path), {"commit": file.commit[:SHORT], "kind": KINDS[kind]})
