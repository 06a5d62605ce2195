"""Begin a new indicator, column of a notice, survey format or source: `make new-indicator NAME=…` and its sisters.

Writes the files and the lines that every one of them needs, with tests that fail until the places marked TODO are
filled in, and says which tests those are.
"""

import argparse
import ast
import re
import subprocess
import sys
from pathlib import Path

from tests import new_templates as templates

ROOT = Path(__file__).parent.parent
NAME = re.compile(r"[a-z][a-z0-9_]*")
MODELS, SURVEYS, NOTICES = "tests/models/test_models.py", "tests/tasks/read/surveys", "tests/tasks/read/notices"


def indicator(name):
    """A file with head and query, and a case of two procedures."""
    case = f"tests/models/indicators.{name}/what_counts_is_known"
    write(f"warehouse/indicators/{name}.sql", templates.INDICATOR)
    write(f"{case}/marts.procedures.csv", templates.INDICATOR_INPUT)
    write(f"{case}/expect.csv", templates.INDICATOR_EXPECT)
    return [
        f"{MODELS}::test_model_gives_what_is_expected[indicators.{name}: what counts is known]",
        f"tests/warehouse/test_indicator_files.py::test_an_indicator_has_nothing_left_to_fill_in[{name}]",
        "tests/warehouse/test_indicator_files.py::test_the_page_of_indicators_is_current",
    ], "python -m warehouse.indicator_page writes the page."


def notice_column(name, table, kind, path):
    """A column of a parsed table of notices, and where it stands in eForms."""
    module = next(each for each in sorted((ROOT / "schemas/parsed").glob("*.py")) if class_of(each, table))
    last = class_of(module, table)
    declared = f'    {name}: {kind} = fields.text("TODO: what it means (BT-TODO).")'
    insert(module, last, declared)
    eforms = ROOT / "tasks/read/notices/eforms.py"
    insert(eforms, last_column(eforms, table), f'        "{name}": "{path}",')
    page = f"{NOTICES}/test_fields_page.py"
    return [
        f"{page}::test_the_page_is_that_of_the_declaration",
        f"{page}::test_a_column_has_nothing_left_to_fill_in",
        f"{page}::test_every_column_has_a_value_in_a_golden_notice_of_each_format_that_has_it[eforms]",
        f"{page}::test_every_column_has_an_xpath_of_its_own_in_each_format_that_has_it[eforms]",
    ], (
        "Give a notice in tests/tasks/read/notices/golden/eforms/ a value, and tests/agreement_xpaths.py an XPath; "
        "python -m tasks.read.notices.fields_page > docs/notices.md writes the page. Staging has the column already; "
        f"a mart takes it with one line in schemas/marts/: `{name}: {kind} = LOT.{name}`."
    )


def survey_format(name):
    """A module that recognises and reads, its line in the list of formats, and a small export."""
    write(f"tasks/read/surveys/{name}.py", templates.FORMAT.replace("TOOL", name))
    listed = "tasks/read/surveys/formats.py"
    replace(listed, "    surveymonkey,\n    surveyxact,\n)", f"    {name},\n    surveymonkey,\n    surveyxact,\n)")
    replace(listed, "    qualtrics,\n]", f"    qualtrics,\n    {name},\n]")
    tests = f"{SURVEYS}/test_formats.py"
    replace(
        tests,
        '        "plain_xlsx": [',
        f'        "{name}": {templates.SMALL},\n        "plain_xlsx": [',
    )
    return [
        f"{tests}::test_an_export_is_recognised_by_its_own_format_and_by_no_other_tool[{name}]",
        f"{tests}::test_every_format_has_a_test_that_runs_without_shared_files[tasks.read.surveys.{name}]",
        f"{tests}::test_every_tool_can_be_named_by_a_codebook_and_stands_in_its_pages[{name}]",
    ], (
        f"Put a small export of your own in test_formats.py, and tests of what it holds in {SURVEYS}/test_{name}.py; "
        "name the tool in docs/surveys.md and in tasks/read/surveys/codebook_example.toml."
    )


def source(name):
    """A source of notices, its settings, limits and command, and a test against a server on loopback."""
    words = {"NAME": name, "Title": "".join(part.title() for part in name.split("_")), "UPPER": name.upper()}
    write(f"tasks/sources/{name}.py", fill(templates.SOURCE, words))
    write(f"tests/tasks/sources/test_{name}.py", fill(templates.SOURCE_TEST, words))
    replace("schemas/settings.py", "\n    brreg_url:", fill(templates.SETTINGS, words) + "\n    brreg_url:")
    limits = f'    "{name}": Client("{name}_url", "{name}_requests_per_minute"),\n'
    replace("tasks/http/limits.py", '    "brreg": Client(', limits + '    "brreg": Client(')
    pulling = "tasks/pull/pulling.py"
    replace(pulling, '    "ted": Ted,\n', f'    "ted": Ted,\n    "{name}": {words["Title"]},\n')
    replace(
        pulling,
        "from tasks.sources.ted import",
        f"from tasks.sources.{name} import {words['Title']}\nfrom tasks.sources.ted import",
    )
    replace(
        "flows/commands/pull.py",
        "\n@app.command()\ndef registers(",
        fill(templates.COMMAND, words) + "\n@app.command()\ndef registers(",
    )
    tests = f"tests/tasks/sources/test_{name}.py"
    return [
        f"{tests}::test_a_day_is_pulled_whole",
        f"{tests}::test_a_page_that_is_none_is_asked_for_again",
        "tests/test_docs.py::test_the_page_of_settings_is_what_the_settings_say",
    ], "python -m schemas.settings_page writes the page; docs/sources.md says what is trusted about each source."


WRITTEN = set()
"""Python files that were written or changed: they are formatted at the end."""


def save(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    if file.suffix == ".py":
        WRITTEN.add(str(file))


def fill(text, words):
    for word, value in words.items():
        text = text.replace(word, value)
    return text


def write(path, text):
    """A new file.

    Raises:
        SystemExit: there is one of that name.
    """
    file = ROOT / path
    if file.exists():
        sys.exit(f"{path} exists. Choose another name, or remove it first.")
    save(file, text)


def replace(path, old, new):
    """Put something into a file of ours.

    Raises:
        SystemExit: the file does not look as this module knows it.
    """
    text = (ROOT / path).read_text(encoding="utf-8")
    if text.count(old) != 1:
        sys.exit(f"{path}: {old.strip()!r} stands there {text.count(old)} times, not once. Mend tests/new.py.")
    save(ROOT / path, text.replace(old, new))


def insert(file, after, line):
    """Put a line behind another, both counted from 1."""
    lines = file.read_text(encoding="utf-8").splitlines()
    save(file, "\n".join([*lines[:after], line, *lines[after:]]) + "\n")


def class_of(module, table):
    """The last line of the columns of a declared table in a module, or None where it is not there."""
    name = "".join(part.title() for part in table.split("_"))
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and node.name == name:
            return max(each.end_lineno for each in node.body if isinstance(each, ast.AnnAssign))
    return None


def last_column(module, table):
    """The last line of the columns of the first source of a table's rows.

    Raises:
        SystemExit: the table is put together in another way.
    """
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name("Rows"), args=[ast.Constant(value), _, ast.Dict(values=[*_, last])]) if (
                value == table
            ):
                return last.end_lineno
    sys.exit(f"{module.name}: the columns of {table} are put together there; add the path by hand.")


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tests.new", description=__doc__.partition("\n\n")[0])
    parser.add_argument("what", choices=["indicator", "notice-column", "survey-format", "source"])
    parser.add_argument("name")
    parser.add_argument("--table", default="lots", help="parsed table of the column")
    parser.add_argument("--type", default="str", help="str, int, float, bool, date or fields.Money")
    parser.add_argument("--eforms", default="", help="path in eForms, from the row's element")
    asked = parser.parse_args(arguments)
    if not NAME.fullmatch(asked.name):
        sys.exit(f"NAME={asked.name}: small letters, digits and _, beginning with a letter, such as several_lots.")
    if asked.what == "notice-column":
        if not asked.eforms:
            sys.exit("EFORMS is missing: where the column stands, from the row's element, such as cac:X/cbc:Y.")
        tests, then = notice_column(asked.name, asked.table, asked.type, asked.eforms)
    else:
        tests, then = globals()[asked.what.replace("-", "_")](asked.name)
    for step in (["check", "--select", "I", "--fix", "-q"], ["format", "-q"]):
        subprocess.run([sys.executable, "-m", "ruff", *step, *sorted(WRITTEN)], cwd=ROOT, check=False)
    print("These tests fail until what is marked TODO is filled in (git grep -n TODO):")
    print("\n".join(f"  {test}" for test in tests))
    print(then)


if __name__ == "__main__":
    main()
