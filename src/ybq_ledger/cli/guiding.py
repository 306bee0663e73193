"""Asks a person at a terminal for what the options left out, with choices and completion; the owner of questionary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, get_args

from ybq_ledger.cli.shell import Shell
from ybq_ledger.commands.judging import read_plan_of
from ybq_ledger.commands.opening import open_view
from ybq_ledger.domain.names import Names
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.record import Source
from ybq_ledger.reports.field_words import CODES

ARROWS = Text("（用方向键选）", "(use the arrow keys)")
SPACE = Text("（空格选，回车确定）", "(space selects, enter confirms)")


def ask_issue(shell: Shell, root: Path, answers: dict[str, Any]) -> dict[str, Any]:
    """Ask for the unit, the action, the title and what else describes an issue."""
    needs_terminal(shell, Text("缺少 --unit、--action 或 --title", "--unit, --action or --title is missing"))
    names = read_plan_of(root).names
    plan = names.plan
    told = dict(answers)
    told["unit"] = told["unit"] or pick(shell, Text("单位", "Unit"), [unit.name for unit in plan.units], names)
    works = [f"{work.id} {work.title.zh}" for work in (*plan.actions, *plan.tasks)]
    told["action"] = told["action"] or pick(shell, Text("行动或任务", "Action or task"), works, names).partition(" ")[0]
    told["title"] = told["title"] or text(shell, Text("问题名称（一行）", "What is wrong, in one line"), needed=True)
    told["problem"] = told["problem"] or text(shell, Text("问题描述（可空）", "At length (may be empty)")) or None
    told["causes"] = told["causes"] or several(shell, Text("原因（空行结束）", "Cause (empty to go on)"))
    told["measures"] = told["measures"] or several(
        shell, Text("措施 | 责任人 | 时限（空行结束）", "Measure | owner | due (empty to go on)")
    )
    told["source"] = told["source"] or choose(
        shell, Text("来源", "Source"), {code: CODES[code] for code in get_args(Source)}
    )
    told["found_on"] = day(shell, Text("发现日期", "Found on"), str(told["found_on"]))
    if not told["deadline"]:
        own = Text("自定时限（空则按方案整改时限）", "Its own deadline (empty: the plan's)")
        told["deadline"] = day(shell, own, "", needed=False) or None
    return told


def ask_filing(shell: Shell, root: Path, answers: dict[str, Any]) -> dict[str, Any]:
    """Ask for the unit and for which of its open duties the paper is."""
    needs_terminal(shell, Text("缺少 --unit 或应办事项", "--unit or the duties are missing"))
    view = open_view(root, answers["filed_on"])
    told = dict(answers)
    told["unit"] = told["unit"] or pick(
        shell, Text("单位", "Unit"), [unit.name for unit in view.plan.units], view.names
    )
    unit = view.names.unit(str(told["unit"]))
    code = unit.code if unit else str(told["unit"])
    choices = [duty.id for duty in view.duties if code in duty.units and not duty.done and duty.kind == "filing"]
    if not told["answers"]:
        told["answers"] = tick(shell, Text("完成哪些应办事项", "Which duties"), choices)
    if not told["document"] and not told["nil"]:
        told["document"] = several(
            shell, Text("材料路径或链接（空行结束）", "Path or link of the paper (empty to go on)")
        )
        told["nil"] = not told["document"]
    return told


def needs_terminal(shell: Shell, missing: Text) -> None:
    """Without a terminal, a missing option is a usage error."""
    if not shell.interactive:
        raise CannotRun(
            missing,
            Text("在命令中写全，或在终端里运行以便逐项询问", "give it as an option, or run in a terminal to be asked"),
        )


def answered(answer: Any) -> Any:
    """An answer; Ctrl-C at a question ends the program as it does everywhere."""
    if answer is None:
        raise KeyboardInterrupt
    return answer


def pick(shell: Shell, question: Text, choices: Sequence[str], names: Names) -> str:
    """One of many, typed with completion; any name of a unit or work is accepted."""
    import questionary

    def known(word: str) -> bool | str:
        found = word in choices or names.unit(word) or names.work(word.partition(" ")[0])
        near = "、".join(names.nearest(word))
        return bool(found) or Text(f"没有“{word}” {near}", f"no {word!r} {near}").to(shell.language)

    return str(
        answered(
            questionary.autocomplete(
                question.to(shell.language), choices=list(choices), match_middle=True, validate=known
            ).ask()
        )
    )


def choose(shell: Shell, question: Text, choices: dict[str, Text]) -> str:
    """One of a few, with the arrow keys."""
    import questionary

    listed = [questionary.Choice(text.to(shell.language), value=value) for value, text in choices.items()]
    return str(
        answered(
            questionary.select(question.to(shell.language), choices=listed, instruction=ARROWS.to(shell.language)).ask()
        )
    )


def tick(shell: Shell, question: Text, choices: Sequence[str]) -> list[str]:
    """Some of a list."""
    import questionary

    if not choices:
        raise CannotRun(
            Text("没有待报送的事项", "nothing is left to hand in"),
            Text("见 ledger list duties", "see ledger list duties"),
        )
    least = Text("至少选一项", "select at least one").to(shell.language)
    found = questionary.checkbox(
        question.to(shell.language),
        choices=list(choices),
        validate=lambda a: bool(a) or least,
        instruction=SPACE.to(shell.language),
    )
    return list(answered(found.ask()))


def text(shell: Shell, question: Text, *, needed: bool = False, default: str = "") -> str:
    """One line of text."""
    import questionary

    empty = Text("不能为空", "cannot be empty").to(shell.language)
    asked = questionary.text(
        question.to(shell.language), default=default, validate=lambda word: bool(word.strip()) or not needed or empty
    )
    return str(answered(asked.ask())).strip()


def day(shell: Shell, question: Text, default: str, *, needed: bool = True) -> str:
    """A date in its one form, or nothing where it is not needed."""
    import questionary

    def dated(word: str) -> bool | str:
        wrong = Text("写成 2018-05-20 这样的日期", "write a date like 2018-05-20").to(shell.language)
        return is_day(word.strip()) or (not needed and not word.strip()) or wrong

    asked = questionary.text(question.to(shell.language), default=default, validate=dated)
    return str(answered(asked.ask())).strip()


def is_day(word: str) -> bool:
    """Whether a text is a date in its one form YYYY-MM-DD."""
    try:
        return date.fromisoformat(word).isoformat() == word
    except ValueError:
        return False


def several(shell: Shell, question: Text) -> list[str]:
    """Lines of text until an empty one."""
    found: list[str] = []
    while line := text(shell, question):
        found.append(line)
    return found
