"""Every command that a message or a page tells to give is one that the command line takes, and every setting is one."""

import ast
import re
import shlex
from pathlib import Path

import pytest
import typer

from flows.commands.cli import app
from schemas.settings import Settings

ROOT = Path(__file__).parent.parent
LAYERS = ("flows", "tasks", "warehouse", "schemas")
CLI = typer.main.get_command(app)
COMMAND = re.compile(r"(?<![\w/.-])(?:\.venv/bin/)?bestillerpuls\s+(?=[-a-z])")
SETTING = re.compile(r"\bBESTILLERPULS_([A-Z][A-Z_]*[A-Z])\b(?![*…])")
VALUE = "VALUE"
"""What stands in a literal where a value is put in."""
NO_COMMANDS = {"survey 1"}
"""What looks like one: the mark at the beginning of a survey without names."""


def texts():
    """Every text with its place: the pages, and each literal of the code as a person reads it."""
    pages = [*ROOT.glob("*.md"), *(page for top in ("docs", *LAYERS) for page in (ROOT / top).rglob("*.md"))]
    for page in sorted(pages):
        yield page.relative_to(ROOT).as_posix(), page.read_text(encoding="utf-8").replace("\\\n", " ")
    for module in sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py")):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in parts:
                yield f"{module.relative_to(ROOT).as_posix()}:{node.lineno}", literal(node)


def literal(node):
    """A literal; a value that is put into it is a word."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else VALUE for part in node.values)
    return node.value if isinstance(node.value, str) else ""


def told(text):
    """The commands in a text, without their first word: up to the backtick, or as far as the line goes."""
    for found in COMMAND.finditer(text):
        is_quoted = text[: found.start()].endswith("`")
        line = re.split("`" if is_quoted else r"\n|\s#|`|\s\|\s", text[found.end() :], maxsplit=1)[0]
        yield " ".join(line.split())


def words(line):
    """A command in its words; what follows an unclosed quotation mark is left out."""
    try:
        return shlex.split(line)
    except ValueError:
        return line.split()


def bare(word):
    """A word without the marks of the sentence it stands in."""
    return word.rstrip(".,;:)")


def parameters(command, left):
    """The parameters that the first words give to a command, and the words after them."""
    given, arguments = [], [each for each in command.params if each.param_type_name == "argument"]
    options = {name: each for each in command.params for name in (*each.opts, *each.secondary_opts)}
    while left and (left[0].startswith("-") or arguments):
        if not left[0].startswith("-"):
            given.append(arguments.pop(0).name)
            left = left[1:]
        elif option := options.get(bare(left[0])):
            given.append(option.name)
            left = left[1:] if option.is_flag else left[2:]
        else:
            raise LookupError(f"no option {bare(left[0])} of {command.name}")
    return given, left


def mistake(line):
    """What of a command the command line does not take; None where it takes all of it.

    Words that are no parameter of it are the sentence that goes on.
    """
    command, left = CLI, words(line)
    try:
        while hasattr(command, "commands"):
            _, left = parameters(command, left)
            if not left:
                return None
            name = next(iter(command.commands)) if left[0] == VALUE else bare(left[0])
            if name not in command.commands:
                return f"no command {name}"
            command, left = command.commands[name], left[1:]
        given, _ = parameters(command, left)
    except LookupError as error:
        return str(error)
    lacking = [each.name for each in command.params if each.required and each.name not in given]
    return f"{command.name} lacks {', '.join(lacking)}" if given and lacking else None


def test_every_command_that_is_told_is_one():
    commands = {(line, place) for place, text in texts() for line in told(text) if line not in NO_COMMANDS}
    assert len(commands) > 80
    wrong = {f"{place}: bestillerpuls {line}": said for line, place in commands if (said := mistake(line))}
    assert wrong == {}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("run --programme DIR. Then go on.", None),
        ("run makes the sample", None),
        ("--data DIR run --notices A --surveys B", None),
        ("pull ted --packages monthly --from 2014-01-01", None),
        ("runs --programme DIR", "no command runs"),
        ("pull doffins", "no command doffins"),
        ("run --programmes DIR", "no option --programmes of run"),
        ("set-aside FILE", "set-aside lacks why"),
        ("set-aside FILE --why x", None),
        ("readmit", None),
    ],
)
def test_a_command_that_is_none_would_be_found(line, said):
    found = mistake(line)
    assert found is said is None or (said is not None and found is not None and found.startswith(said))


def test_every_setting_that_is_told_is_one():
    names = {(name, place) for place, text in texts() for name in SETTING.findall(text)}
    assert len({name for name, _ in names}) > 50
    known = {name.upper() for name in Settings.model_fields} | {VALUE}
    assert {(name, place) for name, place in names if name not in known} == set()
