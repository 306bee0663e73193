"""Starts an empty ledger for another plan: a tiny plan to replace, the calendar in force, schemas for editors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import ybq_ledger
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Document, Line
from ybq_ledger.store.change import Change
from ybq_ledger.store.temporary import owner_of

ISSUED = "ISSUED"
"""Stands in the skeleton where the day the new plan was issued goes; its example duties all count from there."""
OPTIONAL = (".gitattributes", ".gitignore")
"""A folder made elsewhere may have its own; they are kept and our lines are named instead."""


@dataclass(frozen=True, slots=True)
class Started:
    """A new ledger: the paths that were (or would be) written, and those that were there and were kept."""

    target: Path
    files: tuple[str, ...]
    kept: tuple[str, ...]


def start_ledger(target: Path, issued: date, *, dry_run: bool) -> Started:
    """Write the skeleton into `target`, which may exist but must hold no plan and no records. `issued` is the plan's day."""
    from ybq_ledger.store.system_error import explained
    from ybq_ledger.store.writer import WRITE, apply

    whole = list(skeleton(issued))
    there = begun(target, whole)
    refuse_taken(target, there)
    kept = tuple(name for name in OPTIONAL if (target / name).exists() and name not in there)
    changes = [change for change in whole if change.path not in kept and change.path not in there]
    if not dry_run:
        with explained(str(target), WRITE):
            target.mkdir(parents=True, exist_ok=True)
        apply(target, changes)
    return Started(target, tuple(change.path for change in changes), kept)


def begun(target: Path, whole: list[Change]) -> frozenset[str]:
    """What an earlier call that was stopped has written; nothing where all is there already."""
    there = frozenset(change.path for change in whole if holds(target / change.path, change.data))
    return there if len(there) < len(whole) else frozenset()


def holds(file: Path, data: bytes) -> bool:
    """Whether a file has exactly these bytes; a link does not count."""
    with suppress(OSError):
        return not file.is_symlink() and file.read_bytes() == data
    return False


def refuse_taken(target: Path, there: frozenset[str]) -> None:
    """CannotRun where a ledger, or anything under its names, is there already, besides what an earlier call began."""
    folders = [name for name in ("plan", "ledger", "docs/schema") if (target / name).exists()]
    taken = [name for name in folders if any_in(target, name, there)]
    if target.exists() and not target.is_dir():
        taken = [target.name]
    if taken:
        raise CannotRun(
            Text(
                f"{target} 里已有 {'、'.join(taken)}，没有改动",
                f"{target} has {', '.join(taken)} already; nothing was changed",
            ),
            Text("换一个目录；已有的文件从不覆盖", "use another folder; what exists is never overwritten"),
        )


def any_in(target: Path, name: str, there: frozenset[str]) -> bool:
    """Whether something is there that a new file could hide."""
    folder = target / name
    if not folder.is_dir() or folder.is_symlink():
        return True
    found = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]
    return any(path.relative_to(target).as_posix() not in there and not owner_of(path.name) for path in found)


def skeleton(issued: date) -> Iterator[Change]:
    """Every file of an empty ledger, in the order of paths."""
    from ybq_ledger.store.schemas import schema_texts

    top = Path(ybq_ledger.__file__).parent / "skeleton"
    yield Change(".gitattributes", text_of(top / "gitattributes"))
    yield Change(".gitignore", text_of(top / "gitignore"))
    for name, text in schema_texts().items():
        yield Change(f"docs/schema/{name}", text)
    yield Change("ledger/README.md", text_of(top / "ledger" / "README.md"))
    yield Change("plan/calendar.yaml", text_of(calendar_file(top)))
    for file in sorted((top / "plan").glob("*.yaml")):
        if file.name != "calendar.yaml":
            yield Change(f"plan/{file.name}", text_of(file).replace(ISSUED, issued.isoformat()))


def calendar_file(top: Path) -> Path:
    """The calendar that came with the program; a checkout of the project keeps it in its own plan."""
    packed = top / "plan" / "calendar.yaml"
    return packed if packed.exists() else top.parents[2] / "plan" / "calendar.yaml"


def text_of(file: Path) -> str:
    """A file of the program itself, with the line ends every ledger has."""
    return file.read_text(encoding="utf-8").replace("\r\n", "\n")


def write_gate(target: Path, service: str, *, dry_run: bool) -> tuple[str, ...]:
    """Write the files that make a service judge changes; NameTaken where one of them exists."""
    from ybq_ledger.store.writer import apply, rehearse

    top = Path(ybq_ledger.__file__).parent / "skeleton" / "ci" / service
    files = sorted(path for path in top.rglob("*") if path.is_file())
    version = ybq_ledger.__version__
    changes = [Change(f.relative_to(top).as_posix(), text_of(f).replace("VERSION", version)) for f in files]
    (rehearse if dry_run else apply)(target, changes)
    return tuple(change.path for change in changes)


def gate_document(files: tuple[str, ...], dry_run: bool) -> Document:
    """What was written."""
    verb = Text("将写入", "would write") if dry_run else Text("已写入", "wrote")
    lines = [Line(Text(f"{verb.zh} {path}", f"{verb.en} {path}"), "green") for path in files]
    return Document("gate", tuple(lines), {"files": list(files), "dry_run": dry_run})


def started_document(started: Started, dry_run: bool) -> Document:
    """What was written, and what to do next."""
    verb = Text("将写入", "would write") if dry_run else Text("已写入", "wrote")
    lines = [Line(Text(f"{verb.zh} {path}", f"{verb.en} {path}"), "plain") for path in started.files]
    lines += [Line(KEPT.format(path=path), "yellow") for path in started.kept]
    lines += [Line(step, "strong") for step in NEXT]
    data: dict[str, object] = {
        "path": str(started.target), "files": list(started.files), "kept": list(started.kept), "dry_run": dry_run,
    }  # fmt: skip
    return Document("init", tuple(lines), data)


KEPT = Text(
    "保留原有的 {path}；建议加上 *.yaml text eol=lf 和 .ybq-*.tmp 这类内容",
    "kept the {path} that was there; it should have lines such as *.yaml text eol=lf and .ybq-*.tmp",
)
NEXT = (
    Text("下一步：", "Next:"),
    Text("  1. 按方案改写 plan/ 里的示例（先 plan.yaml、units.yaml）", "  1. replace the examples in plan/, plan.yaml and units.yaml first"),
    Text("  2. ledger check 检查，ledger plan show 查看", "  2. ledger check, then ledger plan show"),
    Text("  3. git init（若还没有），ledger setup，然后提交", "  3. git init (if there is none), ledger setup, then commit"),
)  # fmt: skip
