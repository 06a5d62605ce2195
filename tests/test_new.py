"""Each of the generators in a copy of the checkout: the tests that it tells fail, no others; filled in, all pass."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COPIED = ("docs", "flows", "schemas", "tasks", "tests", "warehouse")
SUBMISSION = "cac:TenderingProcess/cbc:SubmissionMethodCode"
GOLDEN = "tests/tasks/read/notices/golden/eforms/change"


class Copy:
    """A copy of the checkout, in which files are changed and tests run."""

    def __init__(self, folder):
        self.folder = folder
        for name in COPIED:
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "stories"))
        for file in (*ROOT.glob("*.md"), *ROOT.glob("*.toml"), *ROOT.glob("*.yaml"), ROOT / "NOTICE"):
            shutil.copy(file, folder / file.name)

    def run(self, *words):
        return subprocess.run(
            [sys.executable, "-m", *words], cwd=self.folder, capture_output=True, text=True, check=False
        )

    def begin(self, *words):
        """Run a generator; gives the tests that it tells."""
        done = self.run("tests.new", *words)
        assert done.returncode == 0, done.stdout + done.stderr
        return {line.strip() for line in done.stdout.splitlines() if line.startswith("  tests/")}

    def failures(self, told):
        """The tests that fail, of the files that hold those told; of the models' tests, their own alone."""
        targets = {test if "test_models" in test else test.partition("::")[0] for test in told}
        done = self.run("pytest", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:randomly", *sorted(targets))
        assert " passed" in done.stdout or " failed" in done.stdout, done.stdout + done.stderr
        lines = [line for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
        return {line.split(" ", 1)[1].partition(" - ")[0] for line in lines}

    def change(self, path, *changes):
        text = (self.folder / path).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        (self.folder / path).write_text(text, encoding="utf-8")


@pytest.fixture
def copy(tmp_path):
    return Copy(tmp_path)


def fill_in_indicator(copy):
    copy.change(
        "warehouse/indicators/open_calls.sql",
        ("false as has_data,  -- TODO", "procedure.procedure_type_code is not null as has_data,  -- is said"),
        ("null::int as value,  -- TODO", "(procedure.procedure_type_code = 'open')::int as value,  -- is said"),
        ("TODO", "Said"),
    )
    copy.run("warehouse.indicator_page")


def fill_in_column(copy):
    copy.change("schemas/parsed/notices.py", ("TODO: what it means (BT-TODO)", "How tenders are sent in (BT-17)"))
    element = '<cbc:SubmissionMethodCode listName="esubmission">required</cbc:SubmissionMethodCode>'
    copy.change(f"{GOLDEN}.xml", ("<cac:ParticipationRequest", f"{element}<cac:ParticipationRequest"))
    value = '"submission_code": "required", "participation_deadline_on"'
    copy.change(f"{GOLDEN}.json", ('"participation_deadline_on"', value))
    variants = '"variants_code": "cac:'
    copy.change(
        "tests/agreement_xpaths.py", (variants, f'"submission_code": "{SUBMISSION}",\n                {variants}')
    )
    page = copy.run("tasks.read.notices.fields_page")
    (copy.folder / "docs/notices.md").write_text(page.stdout, encoding="utf-8")


def fill_in_format(copy):
    copy.change("tasks/read/surveys/typeform.py", ("TODO: columns that this tool alone writes", "Network ID"))
    copy.change("tests/tasks/read/surveys/test_formats.py", ("TODO,Hva?", "Network ID,Hva?"))
    copy.change("docs/surveys.md", ("`surveymonkey`", "`surveymonkey`, `typeform`"))
    copy.change("tasks/read/surveys/codebook_example.toml", ("surveymonkey", "surveymonkey, typeform"))
    (copy.folder / "tests/tasks/read/surveys/test_typeform.py").write_text("", encoding="utf-8")


def fill_in_source(copy):
    hit = 'day = date.fromisoformat(row["published"])\n    return Hit(row["id"], frozenset({day}), day)'
    copy.change(
        "tasks/sources/portal.py",
        ('raise NotImplementedError("TODO: Hit(key, days it may count under, day of publication, buyers)")', hit),
        ("import timedelta", "import date, timedelta"),
    )
    copy.run("schemas.settings_page")


BEGUN = {
    "an indicator": (("indicator", "open_calls"), fill_in_indicator),
    "a column": (("notice-column", "submission_code", "--eforms", SUBMISSION), fill_in_column),
    "a survey format": (("survey-format", "typeform"), fill_in_format),
    "a source": (("source", "portal"), fill_in_source),
}


def test_what_is_begun_fails_as_told_and_passes_when_it_is_filled_in(copy):
    """One of each kind in one copy: what a test run costs is its start."""
    told = set().union(*(copy.begin(*words) for words, _ in BEGUN.values()))
    assert copy.failures(told) == told
    for _, fill_in in BEGUN.values():
        fill_in(copy)
    assert copy.failures(told) == set()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("indicator", "several_lots"), "several_lots.sql exists. Choose another name"),
        (("indicator", "Flere-lotter"), "NAME=Flere-lotter: small letters"),
        (("notice-column", "submission_code"), "EFORMS is missing"),
    ],
    ids=["a name that is taken", "a name that is none", "no place"],
)
def test_what_cannot_be_begun_is_said(words, said):
    done = subprocess.run(
        [sys.executable, "-m", "tests.new", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert said in done.stderr
