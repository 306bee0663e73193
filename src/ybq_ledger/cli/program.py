"""Builds the root command, runs it, and turns every failure into one clear message and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Any

from typer import Context, Exit
from typer._click.exceptions import (
    BadArgumentUsage,
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer.exceptions import Abort

from ybq_ledger import __version__
from ybq_ledger.cli.group import Forms, translate_help
from ybq_ledger.cli.options import GLOBAL_PARAMETERS
from ybq_ledger.cli.shell import Shell, language_of_environment
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Language, Text

ABOUT = Text(
    "实施方案的责任台账：方案和台账都是 git 里的 YAML 文件。从 ledger status 开始。",
    "A compliance ledger for a government plan: plan and records are YAML files in git. Begin with ledger status.",
)
WITH_VALUE = ("-C", "--lang", "--color")


def run(arguments: list[str]) -> int:
    """Run one call and give its exit code; nothing a person can type leads to a traceback."""
    ordered = globals_first(arguments)
    shell = Shell(Path.cwd(), language_in(ordered), "auto")
    try:
        return run_command(ordered, shell)
    except BrokenPipeError:
        silence_output()
        return 0
    except (KeyboardInterrupt, Abort):
        shell.say(Text("已中断，没有改动。", "Interrupted."))
        return 130
    except CannotRun as failure:
        return report_failure(failure, shell)
    except OSError as error:
        from ybq_ledger.store.system_error import cannot_access

        path = error.filename if isinstance(error.filename, str) else type(error).__name__
        return report_failure(cannot_access(error, path, Text("读写", "access")), shell)
    except ClickException as error:
        return report_usage(error, shell)
    except Exception as error:  # the last net: a bug must not look like bad input
        from ybq_ledger.cli.crash import report_bug

        return report_bug(error, shell)


def report_failure(failure: CannotRun, shell: Shell) -> int:
    """Say why the call cannot go on, and what helps."""
    shell.say(Text(f"无法执行：{failure.message.zh}", f"cannot run: {failure.message.en}"))
    if failure.hint:
        shell.say(Text(f"  办法：{failure.hint.zh}", f"  remedy: {failure.hint.en}"))
    return 2


def run_command(arguments: list[str], shell: Shell) -> int:
    """Parse and run; the language is known before any help is built."""
    language = shell.language
    root = Forms(
        name="ledger", help=ABOUT.to(language), params=GLOBAL_PARAMETERS(language), callback=begin,
        no_args_is_help=False, invoke_without_command=True, rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )  # fmt: skip
    root.language = language
    result = root.main(args=arguments, prog_name="ledger", standalone_mode=False)
    sys.stdout.flush()
    return result if isinstance(result, int) else 0


def begin(
    folder: str | None = None, lang: Language | None = None, color: Any = "auto", version: bool = False, **_: Any
) -> None:
    """Remember the global options for the command that follows."""
    from typer._click.globals import get_current_context

    context: Context = get_current_context()  # type: ignore[assignment]
    shell = Shell(Path(folder or "."), lang, color)
    context.obj = shell
    if version:
        shell.write(f"ybq-ledger {__version__}\n")
        raise Exit(0)
    if context.invoked_subcommand is None:
        shell.write(context.get_help() + "\n")
        raise Exit(0)


def globals_first(arguments: list[str]) -> list[str]:
    """Move `-C DIR`, `--lang` and `--color` to the front, so that they may stand anywhere before `--`."""
    front: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            rest += [word, *waiting]
            break
        if word in WITH_VALUE and waiting:
            front += [word, waiting.pop(0)]
        elif word.startswith(("--lang=", "--color=")):
            front.append(word)
        else:
            rest.append(word)
    return front + rest


def language_in(arguments: list[str]) -> Language | None:
    """The language `--lang` asks for; a wrong one is reported later, by the parser."""
    value = ""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if word == "--lang":
            value = following
        elif word.startswith("--lang="):
            value = word.partition("=")[2]
    return value if value in ("zh", "en") else language_of_environment(os.environ)  # type: ignore[return-value]


def report_usage(error: ClickException, shell: Shell) -> int:
    """Say what is wrong with the call and where to read on."""
    context = getattr(error, "ctx", None)
    if isinstance(error, NoArgsIsHelpError):
        shell.say(Text(error.format_message(), error.format_message()))
        return 2
    message = error.format_message()
    shell.say(Text(f"用法错误：{usage_in_chinese(error)}", f"usage error: {message}"))
    if context is not None:
        usage = translate_help(context.get_usage(), shell.language)
        shell.say(Text(usage, usage))
        shell.say(Text(f"查看帮助：{context.command_path} --help", f"help: {context.command_path} --help"))
    return 2


def usage_in_chinese(error: ClickException) -> str:
    """Typer's usage errors in Chinese, by their class; the facts are the error's own."""
    match error:
        case NoSuchOption():
            near = f"（是不是 {'、'.join(sorted(error.possibilities))}？）" if error.possibilities else ""
            return f"没有选项 {error.option_name}{near}"
        case MissingParameter():
            return f"缺少 {hint_of(error)}"
        case BadParameter():
            return f"{hint_of(error)} 的值不对：{error.message}" if hint_of(error) else error.message
        case BadOptionUsage():
            return f"选项 {error.option_name} 用法不对：{error.message}"
        case BadArgumentUsage():
            return f"参数用法不对：{error.message}"
        case UsageError() if error.message.startswith("No such command"):
            return error.message.replace("No such command", "没有命令").replace("Did you mean", "是不是").rstrip(".")
        case UsageError() if "Missing command" in error.message:
            return "缺少命令"
        case _:
            return error.format_message()


def hint_of(error: BadParameter) -> str:
    """The option or argument a usage error is about."""
    return str(error.param.get_error_hint(error.ctx) if error.param and error.ctx else error.param_hint or "")


def silence_output() -> None:
    """After the reader of a pipe has gone, keep Python from complaining at exit."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
