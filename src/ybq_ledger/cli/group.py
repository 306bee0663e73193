"""Typer groups that load a command's form only when it is asked for, and speak the chosen language."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command_from_info
from typer.models import CommandInfo

from ybq_ledger.cli.entries import ENTRIES, GROUPS, Entry
from ybq_ledger.cli.record_entries import RECORD_ENTRIES
from ybq_ledger.model.language import Language, Text

SEPARATOR = "\x1f"
HEADINGS: tuple[tuple[str, str], ...] = (
    (r"^Usage: ", "用法："),
    (r"^Options:", "选项："),
    (r"^Arguments:", "参数："),
    (r"^Commands:", "命令："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]..."),
    (r"\[required\]", "[必填]"),
    (r"\[default: ", "[默认："),
    (r"Show this message and exit\.", "显示本帮助。"),
)


def both(zh: str, en: str) -> str:
    """Help in both languages inside the one string that Typer takes."""
    return f"{zh}{SEPARATOR}{en}"


def in_language(text: str | None, language: Language) -> str | None:
    """The half of a `both` string that is asked for."""
    if text is None or SEPARATOR not in text:
        return text
    zh, en = text.split(SEPARATOR, 1)
    return zh if language == "zh" else en


def translate_help(text: str, language: Language) -> str:
    """Typer's own headings in Chinese; English help is as Typer made it."""
    for pattern, words in HEADINGS if language == "zh" else ():
        text = re.sub(pattern, words, text, flags=re.MULTILINE)
    return text


COMMITTING = frozenset({"undo", "fmt", "calendar update"})
"""Commands that write other things than new records, and take `--commit` as well."""
COMMIT = Text("写好后提交到 git，断电也不丢", "commit to git what was written, so that it survives a power cut")


class Form(TyperCommand):
    """One command, with its help in the language of the call; those that write records take `--commit`."""

    language: Language = "zh"
    example: str = ""

    def invoke(self, ctx: Any) -> Any:
        """Run it; then commit what it wrote, if that was asked for."""
        asked = ctx.params.pop("commit", False)
        result = super().invoke(ctx)
        if asked:
            from ybq_ledger.cli.committing import commit_written

            commit_written(ctx.obj)
        return result

    def get_help(self, ctx: Any) -> str:
        """Typer's help, translated, with an example."""
        heading = Text("示例：", "Example:").to(self.language)
        return f"{translate_help(super().get_help(ctx), self.language)}\n\n{heading}\n  ledger {self.example}"


class Forms(TyperGroup):
    """A group over the table of commands; `prefix` is the group's own name and a blank, or nothing for the root."""

    language: Language = "zh"
    prefix: str = ""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is Typer's
        """Names in the order of the table, groups where their first command stands."""
        shown = (entry.name for entry in ENTRIES if not entry.hidden)
        names = [name.removeprefix(self.prefix) for name in shown if name.startswith(self.prefix)]
        return list(dict.fromkeys(name.partition(" ")[0] for name in names))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the signature is Typer's
        """Build the one command asked for; its module is imported here and nowhere else."""
        if not self.prefix and cmd_name in GROUPS:
            return self.build_group(cmd_name)
        entry = next((entry for entry in ENTRIES if entry.name == self.prefix + cmd_name), None)
        return build_form(entry, self.language) if entry else None

    def build_group(self, name: str) -> Forms:
        """A group of commands inside the root."""
        group = Forms(name=name, help=GROUPS[name].to(self.language), rich_markup_mode=None, no_args_is_help=True)
        group.language, group.prefix = self.language, f"{name} "
        return group

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands from the table alone, so that help loads none of them."""
        helps: dict[str, Text] = {entry.name: entry.help for entry in ENTRIES} | GROUPS
        names = self.list_commands(ctx)
        with formatter.section("Commands"):
            formatter.write_dl([(name, helps[self.prefix + name].to(self.language)) for name in names])

    def get_help(self, ctx: Any) -> str:
        """Typer's help, translated."""
        return translate_help(super().get_help(ctx), self.language)


def build_form(entry: Entry, language: Language) -> Form:
    """Import a form and make it a command in the chosen language."""
    module, _, function = entry.form.partition(":")
    callback = getattr(import_module(f"ybq_ledger.cli.{module}"), function)
    info = CommandInfo(name=entry.name.rpartition(" ")[2], cls=Form, callback=callback, help=entry.help.to(language))
    form = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    assert isinstance(form, Form)
    form.language, form.example = language, entry.example
    writes = entry in RECORD_ENTRIES or entry.name in COMMITTING
    if writes and any(parameter.name == "dry_run" for parameter in form.params):
        form.params.append(TyperOption(param_decls=["--commit", "commit"], is_flag=True, help=COMMIT.to(language)))
    for parameter in form.params:
        if hasattr(parameter, "help"):
            parameter.help = in_language(parameter.help, language)
    return form
