"""Options that several commands share, described once, in both languages."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperOption

from ybq_ledger.cli.group import both
from ybq_ledger.cli.shell import Shell
from ybq_ledger.model.language import Language, Text


def bad_parameter(message: Text) -> typer.BadParameter:
    """A usage error in the language of the call."""
    return typer.BadParameter(message.to(shell_of(None).language))


def shell_of(context: typer.Context | None) -> Shell:
    """The surroundings that the global options set up."""
    if context is None:
        from typer._click.globals import get_current_context

        found = get_current_context(silent=True)
        return (
            found.obj if found and isinstance(found.obj, Shell) else Shell(__import__("pathlib").Path(), None, "auto")
        )
    shell: Shell = context.obj
    return shell


def parse_day(text: str) -> date:
    """A date in its one form YYYY-MM-DD; anything else is a usage error."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise bad_parameter(
        Text(f"“{text}”不是日期，应写成 2018-05-20 这样", f"{text!r} is not a date; write it like 2018-05-20")
    )


Format = Literal["table", "json", "csv", "csv-excel", "markdown", "html"]

FormatOption = Annotated[Format, typer.Option("-f", "--format", help=both("输出格式", "output format"))]
AsOf = Annotated[
    Any,
    typer.Option(
        "--as-of",
        parser=parse_day,
        metavar="YYYY-MM-DD",
        help=both("看哪一天（缺省为今天）", "the day to look at; default: today"),
    ),
]
KnownOn = Annotated[
    Any,
    typer.Option(
        "--known-on", parser=parse_day, metavar="YYYY-MM-DD",
        help=both("只用这天以前登记、公布的内容", "leave out what was recorded or published after this day"),
    ),
]  # fmt: skip
AtRevision = Annotated[
    str | None, typer.Option("--at", metavar="REV", help=both("读取某个 git 版本", "read the files of a git revision"))
]
UnitFilter = Annotated[
    str | None, typer.Option("--unit", "-u", help=both("单位（代码、全称或别名）", "unit: code, name or alias"))
]
ActionFilter = Annotated[
    str | None,
    typer.Option(
        "--action", "-a", help=both("专项行动或任务（a7、7、t2 或名称）", "action or task: a7, 7, t2 or its title")
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=both("只说要做什么，不写文件", "say what would be done; write nothing"))
]


def GLOBAL_PARAMETERS(language: Language) -> list[Any]:
    """The options of `ledger` itself."""
    text = {
        "folder": Text("台账所在目录（缺省：向上找到含 plan/plan.yaml 的目录）", "the ledger's folder; default: found by walking up to plan/plan.yaml"),
        "lang": Text("界面语言", "language of messages"),
        "color": Text("颜色（另认 NO_COLOR）", "colour; NO_COLOR is honoured"),
        "version": Text("版本", "show the version"),
    }  # fmt: skip

    def option(names: list[str], key: str, **more: Any) -> TyperOption:
        return TyperOption(param_decls=[*names, key], help=text[key].to(language), **more)

    from typer._types import TyperChoice

    return [
        option(["-C"], "folder", metavar="DIR"),
        option(["--lang"], "lang", type=TyperChoice(["zh", "en"])),
        option(["--color"], "color", type=TyperChoice(["auto", "always", "never"]), default="auto"),
        option(["--version"], "version", is_flag=True),
    ]
