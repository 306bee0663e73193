"""What may follow the words typed so far, and the scripts that make bash, zsh and fish ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

from ybq_ledger.cli.entries import ENTRIES, GROUPS
from ybq_ledger.cli.group import both, build_form
from ybq_ledger.cli.options import shell_of
from ybq_ledger.commands.opening import find_root, open_view
from ybq_ledger.domain.view import View
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Language

ShellName = Literal["bash", "zsh", "fish"]
Offer = tuple[str, str]
"""A word that may stand there, and what it means."""

SCRIPTS: dict[ShellName, str] = {
    "bash": """\
_ledger_complete() {
    local IFS=$'\\n'
    COMPREPLY=($("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1))
    [[ ${#COMPREPLY[@]} -gt 0 ]] || compopt -o default
}
complete -F _ledger_complete ledger ybq-ledger
""",
    "zsh": """\
#compdef ledger ybq-ledger
_ledger_complete() {
    local -a offers
    local line
    for line in ${(f)"$(${words[1]} complete -- ${words[2,CURRENT]} 2>/dev/null)"}; do
        offers+=("${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}")
    done
    (( ${#offers} )) && _describe -V ledger offers || _files
}
compdef _ledger_complete ledger ybq-ledger
""",
    "fish": """\
function __ledger_complete
    set -l words (commandline -opc)
    $words[1] complete -- $words[2..-1] (commandline -ct) 2>/dev/null
end
complete -c ledger -a '(__ledger_complete)'
complete -c ybq-ledger -a '(__ledger_complete)'
""",
}


def completion(
    context: typer.Context,
    shell: Annotated[ShellName, typer.Argument(help=both("哪种命令行", "which shell"))],
) -> None:
    """Print the script that makes a shell complete our words."""
    shell_of(context).write(SCRIPTS[shell])


def complete(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(help=both("已键入的词", "the words typed so far"))] = None,
) -> None:
    """Print each word that may stand where the last one is being typed, with its meaning."""
    shell = shell_of(context)
    offers = offers_for(words or [""], shell.folder, shell.language)
    shell.write("".join(f"{word}\t{meaning}\n" for word, meaning in offers))


def offers_for(words: list[str], folder: Path, language: Language) -> list[Offer]:
    """The offers for the last of `words`; what is not known to have any gives none, and the shell offers files."""
    *before, typed = words
    command, given = command_of(before)
    if command is None:
        found: Iterator[Offer] | list[Offer] = commands_after(" ".join(given), language)
    else:
        found = list(values_of(command, given, typed, folder, language))
    return [offer for offer in dict.fromkeys(found) if offer[0].startswith(typed)]


def command_of(words: list[str]) -> tuple[str | None, list[str]]:
    """The command named by the words, and what follows it; None with the group's words where it is not whole yet."""
    named = {entry.name for entry in ENTRIES}
    plain = without_globals(words)
    for length in (1, 2):
        name = " ".join(plain[:length])
        if name in named and len(plain) >= length:
            return name, plain[length:]
    return None, [word for word in plain if word in GROUPS]


def without_globals(words: list[str]) -> list[str]:
    """The words without the options of `ledger` itself."""
    kept, waiting = [], list(words)
    while waiting:
        word = waiting.pop(0)
        if word in ("-C", "--lang", "--color"):
            waiting = waiting[1:]
        else:
            kept.append(word)
    return kept


def commands_after(group: str, language: Language) -> Iterator[Offer]:
    """The commands of a group, or the first words of all."""
    prefix = f"{group} " if group else ""
    for entry in ENTRIES:
        name, _, rest = entry.name.removeprefix(prefix).partition(" ")
        if entry.name.startswith(prefix) and not entry.hidden:
            yield name, GROUPS[name].to(language) if rest else entry.help.to(language)


def values_of(command: str, given: list[str], typed: str, folder: Path, language: Language) -> Iterator[Offer]:
    """Options where a dash is typed; else the values of the option before, or of the next argument."""
    form = build_form(next(entry for entry in ENTRIES if entry.name == command), language)
    options = {name: param for param in form.params for name in param.opts if name.startswith("-")}
    before = options.get(given[-1]) if given else None
    if before is not None and not getattr(before, "is_flag", False):
        yield from offered(before, folder, language)
    elif typed.startswith("-"):
        yield from (
            (name, getattr(param, "help", None) or "") for name, param in options.items() if name.startswith("--")
        )
    else:
        for argument in (param for param in form.params if param.param_type_name == "argument"):
            yield from offered(argument, folder, language)


def offered(parameter: Any, folder: Path, language: Language) -> Iterator[Offer]:
    """The values one parameter may take."""
    choices = getattr(parameter.type, "choices", None)
    if choices:
        yield from ((str(choice), "") for choice in choices)
        return
    source = SOURCES_OF_VALUES.get(parameter.name)
    if source:
        try:
            yield from source(folder, language)
        except CannotRun:
            return


def view_for(folder: Path) -> View:
    """The ledger as it is at the end of all days: every record and duty can be named."""
    from ybq_ledger.cli.asking import today
    from ybq_ledger.cli.shell import Shell

    return open_view(find_root(folder), today(Shell(folder, None, "never")))


def units(folder: Path, language: Language) -> Iterator[Offer]:
    """Each unit by its code and by each of its names."""
    for unit in view_for(folder).plan.units:
        for name in (unit.code, unit.name, *unit.aliases):
            yield name, unit.name if language == "zh" else unit.en


def works(folder: Path, language: Language) -> Iterator[Offer]:
    """Actions and tasks."""
    plan = view_for(folder).plan
    yield from ((work.id, work.title.to(language)) for work in (*plan.actions, *plan.tasks))


def records(folder: Path, language: Language) -> Iterator[Offer]:  # noqa: ARG001 - the same shape as its siblings
    """Records by id and by their digits."""
    for item in view_for(folder).ledger.sources:
        title = str(getattr(item.record, "title", "") or "")
        yield item.record.id, title
        yield item.record.id.rpartition("-")[2], f"{item.record.unit} {title}"


def duties(folder: Path, language: Language) -> Iterator[Offer]:
    """Duties whose period has begun."""
    yield from ((item.id, item.title.to(language)) for item in view_for(folder).duties)


def records_and_duties(folder: Path, language: Language) -> Iterator[Offer]:
    """Everything that has a deadline."""
    yield from records(folder, language)
    yield from duties(folder, language)


def rules(folder: Path, language: Language) -> Iterator[Offer]:  # noqa: ARG001 - the same shape as its siblings
    """Rules by id and by name."""
    from ybq_ledger.commands.rules import RULES

    for rule in RULES.values():
        yield rule.id, rule.name
        yield rule.name, rule.id


def sources(folder: Path, language: Language) -> Iterator[Offer]:  # noqa: ARG001 - the same shape as its siblings
    """Where issues come from."""
    from ybq_ledger.model.record import Source
    from ybq_ledger.reports.field_words import CODES

    yield from ((code, CODES[code].to(language)) for code in get_args(Source))


def states(folder: Path, language: Language) -> Iterator[Offer]:  # noqa: ARG001 - the same shape as its siblings
    """States of records."""
    from ybq_ledger.model.record_types import STATE_NAMES

    yield from ((state, name.to(language)) for state, name in STATE_NAMES.items())


def kinds(folder: Path, language: Language) -> Iterator[Offer]:  # noqa: ARG001 - the same shape as its siblings
    """Kinds of record."""
    from ybq_ledger.model.record_types import RECORD_TYPES

    yield from ((kind.kind, kind.title.to(language)) for kind in RECORD_TYPES)


SOURCES_OF_VALUES: dict[str, Callable[[Path, Language], Iterator[Offer]]] = {
    "unit": units, "by": units, "to": units, "about": units, "action": works, "ids": records, "record": records, "into": records,
    "item": records_and_duties, "items": records_and_duties, "duties": duties, "rule": rules, "source": sources, "state": states,
    "record_kind": kinds,
}  # fmt: skip
"""Name of a parameter → what gives its values."""
