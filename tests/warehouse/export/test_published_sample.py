"""What is published of a small sample, brought all the way by the command that users run: files, questions, pages.

`python -m tests.warehouse.export.test_published_sample` writes the answers of docs/questions.md anew.
"""

import re
import subprocess
import sysconfig
import tempfile
from pathlib import Path

import polars as pl
import pytest
from frictionless import Package

from schemas import catalogue
from tests.command_line import bestillerpuls
from warehouse.connect import connect

ROOT = Path(__file__).parents[3]
QUESTIONS = ROOT / "docs" / "questions.md"
ANSWERED = re.compile(r"```sql\n(?P<question>.*?)```\n\n```text\n(?P<answer>.*?)```", re.DOTALL)
CLOSED = "set enable_external_access = false; set lock_configuration = true;"  # docs/ways-in/duckdb.md
KINDS = ("notices", "surveys", "registers", "programme")


def publish_sample(folder):
    """As docs/questions.md tells it."""
    sample, data = folder / "sample", folder / "data"
    bestillerpuls(data, "sample", "--out", sample, "--notices", 600, "--seed", 1)
    given = [word for kind in KINDS for word in (f"--{kind}", sample / kind)]
    bestillerpuls(data, "run", *given, status=1)  # some of its notices are broken on purpose
    return data


def answers(data):
    """Each question of the page with what the command answers, as CSV."""
    for found in ANSWERED.finditer(QUESTIONS.read_text(encoding="utf-8")):
        yield found, bestillerpuls(data, "sql", found["question"], "--format", "csv").stdout


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return publish_sample(tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="module")
def current(data):
    return (data / "published" / "current").resolve()


def test_every_worked_question_has_the_answer_that_the_page_gives(data):
    told = list(answers(data))
    assert len(told) >= 8
    for found, answer in told:
        assert answer == found["answer"], found["question"]


def test_frictionless_finds_the_published_package_valid(current):
    report = Package(current / "datapackage.json").validate()
    assert report.valid, report.flatten(["name", "fieldName", "rowNumber", "message"])[:5]


def test_the_published_columns_are_those_of_the_contract(current):
    from warehouse.export import contract

    with connect(current / "marts.duckdb") as db:
        for name, table in contract.stored()["tables"].items():
            found = {row[0]: row[1] for row in db.execute(f"DESCRIBE {name}").fetchall()}
            assert found == {column: told["type"] for column, told in table["columns"].items()}, name


def test_the_dictionary_and_the_pages_of_both_languages_stand_beside_the_files(current):
    pages = ["dictionary.html", "dashboard/index.html", "dashboard/en/index.html", "generation.json"]
    assert not [page for page in pages if not (current / page).exists()]
    assert len(list((current / "dashboard" / "buyers").iterdir())) > 50


def test_every_link_between_the_pages_leads_somewhere(current):
    for page in ["dashboard/index.html", "dashboard/en/index.html", "dictionary.html"]:
        html = (current / page).read_text(encoding="utf-8")
        for target in set(re.findall(r'<a [^>]*href="([^"#]+)"', html)):
            assert ((current / page).parent / target).exists(), f"{page}: {target}"


@pytest.mark.browser
def test_the_page_of_the_built_sample_draws_without_a_complaint(current, look):
    looked = look((current / "dashboard/index.html").as_uri())
    assert looked.said == []
    assert looked.page.locator(".chart svg").count() >= 12
    assert looked.page.locator("#panels figure").count() == 3


def test_polars_and_pyarrow_read_the_parquet_files(current):
    import pyarrow.parquet as pq

    for name in catalogue.tables("marts"):
        path = current / "parquet" / f"{name.removeprefix('marts.')}.parquet"
        assert pl.read_parquet(path).height == pq.read_metadata(path).num_rows


def shell(current, sql):
    program = Path(sysconfig.get_path("scripts")) / "duckdb"
    asked = [program, "-readonly", "-csv", current / "marts.duckdb"]
    return subprocess.run(asked, input=CLOSED + sql, capture_output=True, text=True, check=False)


def test_the_duckdb_shell_reads_the_database(current):
    assert shell(current, "select count(*) > 0 as n from marts.notices;").stdout.split() == ["n", "true"]


@pytest.mark.parametrize(
    "sql", ["from read_text('/etc/hostname');", "drop table marts.notices;", "set enable_external_access = true;"]
)
def test_the_duckdb_shell_opened_as_the_page_says_reads_nothing_else_and_writes_nothing(current, sql):
    found = shell(current, sql)
    assert found.stdout == ""
    assert "Error" in found.stderr


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        text = QUESTIONS.read_text(encoding="utf-8")
        for found, answer in answers(publish_sample(Path(scratch))):
            text = text.replace(found[0], f"```sql\n{found['question']}```\n\n```text\n{answer}```")
        QUESTIONS.write_text(text, encoding="utf-8")
