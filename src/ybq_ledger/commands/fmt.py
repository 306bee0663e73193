"""Puts the files of a ledger into canonical layout, or says which are not in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ybq_ledger.model.finding import Finding
from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Record
from ybq_ledger.model.table import Document, Line
from ybq_ledger.reports.findings import block
from ybq_ledger.store import plan_files, record_files
from ybq_ledger.store.change import Change, sha256
from ybq_ledger.store.tree import Entry, WorkTree


@dataclass(slots=True)
class Formatted:
    """`changed` are the paths that were (or with `check` would be) rewritten, `stuck` those that only a person can mend."""

    files: int = 0
    changed: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def format_files(root: Path, paths: Sequence[str] = (), *, check: bool = False) -> Formatted:
    """Format everything below `paths` (relative to the root; default: all). With `check` nothing is written.

    A file that cannot be read is left alone and its findings are given.
    """
    from ybq_ledger.store.writer import apply, sweep_temps

    tree = WorkTree(root)
    done = Formatted()
    for entry in chosen(tree, paths):
        done.files += 1
        change = change_of(tree, entry, done)
        if change:
            done.changed.append(change.path)
            if not check:
                apply(root, [change])
    if not check:
        sweep_temps(root)
    return done


def chosen(tree: WorkTree, paths: Sequence[str]) -> Iterator[Entry]:
    """The YAML files to look at."""
    for folder in (plan_files.FOLDER, record_files.FOLDER):
        for entry in tree.paths(folder):
            named = not paths or any(path in (".", entry.path) or entry.path.startswith(f"{path}/") for path in paths)
            if named and entry.kind == "file" and entry.path.endswith(".yaml"):
                yield entry


def change_of(tree: WorkTree, entry: Entry, done: Formatted) -> Change | None:
    """The change that puts one file right; None where it is right, or cannot be."""
    from ybq_ledger.store.formatting import MARK

    data = tree.read(entry.path)
    if isinstance(data, Finding):
        done.findings.append(data)
        return None
    text = data.decode("utf-8", "surrogateescape")
    new = formatted(entry, text.removeprefix(MARK), done)
    return None if new is None or new == text else Change(entry.path, new, sha256(data))


def formatted(entry: Entry, text: str, done: Formatted) -> str | None:
    """The text as it should be; None, with the reasons noted, where it cannot be read or safely changed."""
    from ybq_ledger.store.documents import Read
    from ybq_ledger.store.formatting import format_record
    from ybq_ledger.store.strict import value_in

    data = text.encode("utf-8", "surrogateescape")
    if is_plan(entry):
        return formatted_plain(entry, text, data, done)
    slot = record_files.lay_out(entry, None).slot
    if slot is None or slot.kind is None:
        return None
    read: Read[Record] = value_in(data, entry.path, slot.kind.shape)
    if read.value is None:
        done.findings += read.findings
        return None
    new = format_record(text, read.value, entry.path)
    if new is None:
        done.stuck.append(entry.path)
    return new


def formatted_plain(entry: Entry, text: str, data: bytes, done: Formatted) -> str | None:
    """The text of a plan file with tidy white space."""
    from ybq_ledger.store.formatting import format_plain
    from ybq_ledger.store.profile import parse

    parsed = parse(data, entry.path)
    if not parsed.is_clean:
        done.findings += parsed.findings
        return None
    return format_plain(text, entry.path)


def is_plan(entry: Entry) -> bool:
    """Whether the file belongs to the plan."""
    return entry.path.startswith(f"{plan_files.FOLDER}/")


def formatted_document(done: Formatted, check: bool) -> Document:
    """One line for every file changed, stuck or unreadable, then the count."""
    verb = Text("排版不规范", "not in canonical layout") if check else Text("已整理", "formatted")
    lines = [Line(Text(f"{verb.zh} {path}", f"{verb.en}: {path}"), "yellow") for path in done.changed]
    lines += [Line(STUCK.format(path=path), "red") for path in done.stuck]
    for finding in sorted(done.findings, key=lambda finding: finding.order):
        lines += block(finding)
    count = Text("共 {files} 个文件，{verb} {changed} 个", "{files} files, {changed} {verb}")
    lines.append(Line(count.format(files=done.files, changed=len(done.changed), verb=verb), "plain"))
    data: dict[str, object] = {
        "check": check, "files": done.files, "changed": list(done.changed), "stuck": list(done.stuck),
        "unreadable": sorted({finding.place.path for finding in done.findings}),
    }  # fmt: skip
    return Document("fmt", tuple(lines), data)


STUCK = Text(
    "{path} 里的注释放不回原处，请手工整理", "{path} holds comments that cannot be put back; lay it out by hand"
)
