"""What a fresh clone needs and `git clone` does not bring along: settings of git for this ledger on this machine."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Document, Line
from ybq_ledger.store import git
from ybq_ledger.store.change import sha256
from ybq_ledger.store.writer import create_file, replace_file

UNIT = "ledger.unit"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A setting of git that the ledger wants, and why."""

    key: str
    value: str
    why: Text
    only_on: str = ""


WANTED: tuple[Wanted, ...] = (
    Wanted("core.fsync", git.DURABLE, Text("提交在断电后仍在", "commits survive a power cut")),
    Wanted("core.untrackedCache", "true", Text("文件多时 git status 快得多", "git status stays fast with many files")),
    Wanted("core.quotePath", "false", Text("git 直接显示中文文件名", "git shows Chinese file names as they are")),
    Wanted(
        "core.precomposeUnicode", "true",
        Text("macOS 上的文件名与别处一致", "file names on macOS equal those elsewhere"), "darwin",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: what it was in effect (None: not set) and what it is now."""

    key: str
    was: str | None
    now: str
    why: Text

    @property
    def changes(self) -> bool:
        """Whether anything had to be done."""
        return self.was != self.now


ATTRIBUTES = ".gitattributes"
LINE_ENDS = "*.yaml text eol=lf\n*.json text eol=lf\n*.md text eol=lf\n"


def fix_line_ends(root: Path) -> None:
    """Tell git to leave line ends alone, after what the file says already."""
    file = root / ATTRIBUTES
    if not file.exists():
        create_file(root, ATTRIBUTES, LINE_ENDS)
        return
    data = file.read_bytes()
    text = data.decode("utf-8", "surrogateescape")
    replace_file(root, ATTRIBUTES, sha256(data), text + ("" if text.endswith("\n") else "\n") + LINE_ENDS)


def wanted_here() -> tuple[Wanted, ...]:
    """The settings that matter on this system."""
    return tuple(wanted for wanted in WANTED if wanted.only_on in ("", sys.platform))


def set_up(root: Path, unit: str | None, *, dry_run: bool) -> tuple[Setting, ...]:
    """Make the settings that are missing, for this clone alone; running it again changes nothing.

    `unit` (any of its names) becomes the default unit of the writing commands. CannotRun outside a repository.
    """
    if git.git_dir(root) is None:
        raise CannotRun(
            Text(f"{root} 不在 git 仓库里", f"{root} is not in a git repository"),
            Text("先运行 git init", "run git init first"),
        )
    settings = [Setting(w.key, git.config_get(root, w.key), w.value, w.why) for w in wanted_here()]
    if unit is not None:
        why = Text("登记时的缺省单位", "the default unit of entries")
        settings.append(Setting(UNIT, git.config_get(root, UNIT), code_of(root, unit), why))
    for setting in settings:
        if setting.changes and not dry_run:
            git.config_set(root, setting.key, setting.now)
    return tuple(settings)


def code_of(root: Path, word: str) -> str:
    """The code of the unit with any of these names; CannotRun with the nearest ones where there is none."""
    from ybq_ledger.commands.choosing import unit_code
    from ybq_ledger.commands.opening import open_tree, plan_of
    from ybq_ledger.domain.names import Names

    return unit_code(Names(plan_of(open_tree(root))[0]), word) or ""


def setup_document(settings: tuple[Setting, ...], dry_run: bool) -> Document:
    """One line for each setting: what was done, and why."""
    lines = []
    for setting in settings:
        if not setting.changes:
            verb = Text("已是", "already")
        else:
            verb = Text("将设为", "would set") if dry_run else Text("已设为", "set")
        text = Text("{verb} {key} = {now}（{why}）", "{verb} {key} = {now} ({why})")
        line = text.format(verb=verb, key=setting.key, now=setting.now, why=setting.why)
        lines.append(Line(line, "green" if setting.changes else "faint"))
    data: dict[str, object] = {
        "dry_run": dry_run,
        "settings": [{"key": s.key, "was": s.was, "now": s.now, "changed": s.changes} for s in settings],
    }
    return Document("setup", tuple(lines), data)
