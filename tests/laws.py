"""The laws of the source tree, each a function from one module to complaints; test_architecture.py holds the tree to them."""

from __future__ import annotations

import ast
import re
import string
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"

FLOORS = {
    "model": 1,
    "domain": 2,
    "store": 3, "checks": 3, "reports": 3, "render": 3,
    "commands": 4,
    "cli": 5,
}  # fmt: skip
"""An import may only point to a lower floor, or stay in its own package."""

OWNERS: dict[str, tuple[str, ...]] = {
    "typer": ("cli",),
    "pydantic": ("store", "model"),
    "pydantic_core": ("store", "model"),
    "ruamel": ("store",),
    "dateutil": ("domain",),
    "holidays": ("commands.holiday_source",),
    "rich": ("render.terminal", "cli.waiting"),
    "questionary": ("cli.guiding",),
    "openpyxl": ("store.table_files",),
    "pyarrow": ("store.span_files",),
}
"""Foreign library → the packages or modules that alone may import it; all but typer only inside a function."""

AT_LOAD = ("typer",)
CLOCK = re.compile(
    r"(.*\.)?(date|datetime)\.(today|now|utcnow|fromtimestamp)|time\.(time|time_ns|localtime|gmtime|ctime)"
)
CLOCK_READERS = {
    "store.change_set": "the day of a commit, from the number git tells; the machine's clock is not asked",
    "store.temporary": "how old a leftover file is; no date in any answer depends on it",
}
MUTABLE = {
    "store.nodes": "built node by node while a file is parsed, many thousands at a time",
    "commands.demo_records": "carries the stream of chance that making up uses",
    "commands.fmt": "a tally kept while files are gone through",
}
"""Modules with a dataclass that changes, and why it does."""
ONE_LANGUAGE = {
    ("cli.program", "error message usage_in_chinese"): "Chinese wording is our own, English is the parser's",
    ("reports.calendar_views", "date year"): "English names the month through a date",
}
"""Texts whose halves take the same facts from different names, and why."""
NO_NAMES = {"utils", "util", "common", "helpers", "helper", "manager", "misc"}
LONGEST_FUNCTION = 60
SOFT_MODULE, HARD_MODULE = 300, 500
LONG_MODULES = {}
"""Modules over the soft limit, each with the reason why it is one thing."""


@dataclass(frozen=True)
class Module:
    """One source file; `name` is dotted and begins behind `ybq_ledger.`."""

    name: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def package(self) -> str:
        return self.name.partition(".")[0]


def modules() -> list[Module]:
    """Every module of the program."""
    base = SOURCE / "ybq_ledger"
    paths = sorted(base.rglob("*.py"))
    return [
        Module(".".join(path.relative_to(base).with_suffix("").parts), path.read_text(encoding="utf-8"))
        for path in paths
    ]


def within(name: str, owners: tuple[str, ...]) -> bool:
    return any(name == owner or name.startswith(f"{owner}.") for owner in owners)


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Each imported module's dotted name and line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield ("." * node.level + (node.module or ""), node.lineno)


def imports_at_load(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Those that run when the module is imported: outside functions and `if TYPE_CHECKING`."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield from imports(node)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, without the docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None and first.end_lineno:
        lines -= first.end_lineno - first.lineno + 1
    return lines


# ---- the laws ---------------------------------------------------------------------------------------------------


def imports_point_down(module: Module) -> Iterator[str]:
    floor = FLOORS.get(module.package)
    for name, line in imports(module.tree):
        if name.startswith("."):
            yield f"line {line}: relative import; write the whole name"
        if not name.startswith("ybq_ledger.") or floor is None:
            continue
        target = name.split(".")[1]
        if target != module.package and FLOORS.get(target, 0) >= floor:
            yield f"line {line}: {module.package} (floor {floor}) imports {target}"


def foreign_libraries_have_one_owner(module: Module) -> Iterator[str]:
    for name, line in imports(module.tree):
        library = name.partition(".")[0]
        if library in sys.stdlib_module_names or library in ("ybq_ledger", ""):
            continue
        if not within(module.name, OWNERS.get(library, ())):
            yield f"line {line}: {library} belongs to {OWNERS.get(library, 'nobody: name its owner here and its reason in docs/decisions.md')}"


def foreign_libraries_are_imported_where_needed(module: Module) -> Iterator[str]:
    for name, line in imports_at_load(module.tree):
        library = name.partition(".")[0]
        if library in OWNERS and library not in AT_LOAD:
            yield f"line {line}: {library} is imported when the module is; move it into the function"


def only_the_command_line_reads_the_clock(module: Module) -> Iterator[str]:
    if module.package == "cli" or module.name in CLOCK_READERS:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and CLOCK.fullmatch(ast.unparse(node)):
            yield f"line {node.lineno}: {ast.unparse(node)}; the day is an argument"
        if (
            isinstance(node, ast.ImportFrom)
            and node.module == "time"
            and {"time"} & {alias.name for alias in node.names}
        ):
            yield f"line {node.lineno}: imports time.time; the day is an argument"


def only_the_command_line_prints(module: Module) -> Iterator[str]:
    if module.package == "cli":
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in (
            "print",
            "sys.stdout.write",
            "sys.stderr.write",
            "input",
        ):
            yield f"line {node.lineno}: {ast.unparse(node.func)}; return the value"


def modules_open_with_a_sentence(module: Module) -> Iterator[str]:
    text = ast.get_docstring(module.tree) or ""
    opening = text.partition("\n\n")[0].replace("\n", " ")
    if not opening:
        yield "no docstring: say what the module is and what it alone does"
    elif opening[-1] not in ".。":
        yield f"the docstring does not open with a sentence: {opening!r}"


def public_things_are_described(module: Module) -> Iterator[str]:
    for node in [
        *module.tree.body,
        *(inner for outer in module.tree.body if isinstance(outer, ast.ClassDef) for inner in outer.body),
    ]:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield f"line {node.lineno}: {node.name} has no docstring"


def functions_are_short(module: Module) -> Iterator[str]:
    for function in functions(module.tree):
        if length(function) > LONGEST_FUNCTION:
            yield f"line {function.lineno}: {function.name} has {length(function)} lines; at most {LONGEST_FUNCTION}"


def modules_are_short(module: Module) -> Iterator[str]:
    lines = module.source.count("\n")
    if lines > HARD_MODULE:
        yield f"{lines} lines; never more than {HARD_MODULE}"
    elif lines > SOFT_MODULE and module.name not in LONG_MODULES:
        yield f"{lines} lines; over {SOFT_MODULE} only with a reason in LONG_MODULES"
    elif lines <= SOFT_MODULE and module.name in LONG_MODULES:
        yield f"{lines} lines; no longer an exception, take it out of LONG_MODULES"


def nothing_happens_at_import(module: Module) -> Iterator[str]:
    """Literal tables, definitions and imports only: nothing registers itself, nothing is set up."""
    for node in module.tree.body:
        if isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant):
            yield f"line {node.lineno}: {ast.unparse(node)[:60]} runs at import"
        if isinstance(node, ast.For | ast.While | ast.With | ast.Delete | ast.AugAssign):
            yield f"line {node.lineno}: a {type(node).__name__} statement runs at import"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Global):
            yield f"line {node.lineno}: a global setting: {', '.join(node.names)}"


def values_are_frozen(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        for decorator in node.decorator_list if isinstance(node, ast.ClassDef) else ():
            text = ast.unparse(decorator)
            if text.startswith("dataclass") and "frozen=True" not in text and module.name not in MUTABLE:
                yield f"line {node.lineno}: a value that can change; freeze it, or say why in MUTABLE"


def names_say_what_is_inside(module: Module) -> Iterator[str]:
    if NO_NAMES & set(re.split(r"[._]", module.name)):
        yield "a name that says nothing; name it after what is inside"


def exemptions_have_a_reason(module: Module) -> Iterator[str]:
    """`# noqa: ARG002 - why`; `# type: ignore[code]` names its code."""
    for number, line in enumerate(module.source.splitlines(), 1):
        if "# noqa" in line and not re.search(r"# noqa: [A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)*(  #| -) \S.{5,}", line):
            yield f"line {number}: a noqa names its rule and its reason: # noqa: X000 - why"
        if "# type: ignore" in line and not re.search(r"# type: ignore\[[a-z-]+", line):
            yield f"line {number}: a type: ignore names its code"


def both_languages_hold_the_same_facts(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Text", "both") and len(node.args) == 2:
            chinese, english = (facts(argument) for argument in node.args)
            apart = " ".join(sorted(chinese ^ english))
            if apart and (module.name, apart) not in ONE_LANGUAGE:
                yield f"line {node.lineno}: {apart}: in one language only"


def facts(text: ast.expr) -> set[str]:
    """The `{facts}` of a template, or what an f-string speaks of; `name.zh` and `name.en` are one fact."""
    found: set[str] = set()
    for node in ast.walk(text):
        if isinstance(node, ast.FormattedValue):
            found |= {same_in_both(name.id) for name in ast.walk(node.value) if isinstance(name, ast.Name)}
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        found |= {name for _, name, _, _ in string.Formatter().parse(text.value) if name}
    return found - {"", "len", "str", "sorted", "set", "min", "max", "repr"}


def same_in_both(name: str) -> str:
    return re.sub(r"(^|_)(zh|en)$", "", name)


LAWS: tuple[Callable[[Module], Iterator[str]], ...] = (
    imports_point_down,
    foreign_libraries_have_one_owner,
    foreign_libraries_are_imported_where_needed,
    only_the_command_line_reads_the_clock,
    only_the_command_line_prints,
    modules_open_with_a_sentence,
    public_things_are_described,
    functions_are_short,
    modules_are_short,
    nothing_happens_at_import,
    values_are_frozen,
    names_say_what_is_inside,
    exemptions_have_a_reason,
    both_languages_hold_the_same_facts,
)
