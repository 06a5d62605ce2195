"""Real exports, where ../shared has them: each tool's letters, codes, times and places, read without a loss."""

import pytest

from tasks.read.surveys import codebook, formats
from tasks.read.surveys.export import Upload
from tasks.surveys.draft_codebook import draft

pytestmark = pytest.mark.shared


@pytest.fixture
def export(shared):
    """A real export by its path below surveys/; a folder is one export of several files."""

    def read(path):
        whole = shared / "surveys" / path
        files = [whole] if whole.is_file() else sorted(whole.iterdir())
        return formats.read(Upload({file.name: file.read_bytes() for file in files}))

    return read


def column(export, name):
    return [row.cells[export.headers.index(name)] for row in export.rows]


def test_nettskjema_csv(export):
    read = export("nettskjema/ns_get_data_0.txt")
    assert read.tool == "nettskjema"
    assert column(read, "radio") == ["1", "-1", "-1"]
    assert column(read, "number_integer") == ["77.0", "45.0", "98.0"]
    assert column(read, "attachment_1")[0] == "sølvi.png"
    assert column(read, "freetext") == ["some text", "another answer", None]


def test_nettskjema_ndjson_says_what_the_csv_says(export):
    csv, ndjson = export("nettskjema/ns_get_data_0.txt"), export("nettskjema/ns_get_data_1.ndjson")
    assert column(csv, "$submission_id") == column(ndjson, "$submission_id")
    for name in ("freetext", "radio", "dropdown", "slider", "attachment_1", "attachment_2"):
        assert column(csv, name) == column(ndjson, name), name
    for name in ("checkbox.questionnaires", "checkbox.events", "checkbox.logs"):
        ticked = [cell == "1" for cell in column(csv, name)]
        assert [cell == "1" for cell in column(ndjson, name)] == ticked, name
    assert column(ndjson, "number_decimal") == ["4,5", "2,2", "10"]


def test_nettskjema_matrix_rows_get_their_names_from_the_forms_elements(shared):
    folder = shared / "surveys" / "nettskjema"
    members = {
        "answers": (folder / "ns_get_data_1.ndjson").read_bytes(),
        "elements.json": (folder / "get_raw_codebook_valid_0.json").read_bytes(),
    }
    read = formats.read(Upload(members))
    assert {"radio_matrix.grants", "radio_matrix.lecture", "checkbox_matrix.1.IT"} <= set(read.headers)


@pytest.mark.parametrize("path", ["comma_ansi", "semicolon_ansi", "tab_utf16"])
def test_surveyxact_in_three_files(export, path):
    read = export(f"surveyxact/{path}")
    assert read.tool == "surveyxact"
    assert len(read.rows) == 25
    assert read.labels["s_2"]["2"] == "Kunst, design og arkitektur"
    assert "på ungdomsskolen" in read.texts["v_1_1"]
    assert read.texts["stato_4"].endswith("Gjennomført")


def test_surveyxact_as_a_spreadsheet_says_what_the_files_say(export):
    sheets, files = export("surveyxact/ex_survey2.xlsx"), export("surveyxact/semicolon_ansi")
    assert sheets.headers == files.headers
    assert [row.cells[:230] for row in sheets.rows] == [row.cells[:230] for row in files.rows]


def test_google_forms_in_norwegian(export):
    read = export("google_forms/norsk_skjemasvar_pseudonymised.csv")
    assert read.tool == "google_forms"
    assert len(read.rows) == 25
    assert "Høyre" in read.headers
    assert column(read, "Arbeiderpartiet")[0] == "29,6"
    assert column(read, "Tidsmerke")[0] == "06.09.2025 kl. 15.37.20"


def test_ms_forms_in_norwegian(export):
    read = export("ms_forms/SYNTHETIC_ms_forms_norsk.xlsx")
    assert read.tool == "ms_forms"
    assert column(read, "Fullføringstidspunkt")[0] == "2024-03-06T15:06:00"


@pytest.mark.parametrize(
    "path",
    [
        "nettskjema/ns_get_data_0.txt",
        "surveyxact/tab_utf16",
        "google_forms/norsk_skjemasvar_pseudonymised.csv",
        "ms_forms/SYNTHETIC_ms_forms_norsk.xlsx",
    ],
)
def test_a_first_codebook_can_be_used_as_it_is_drafted(shared, export, path):
    whole = shared / "surveys" / path
    files = [whole] if whole.is_file() else sorted(whole.iterdir())
    text = draft(Upload({file.name: file.read_bytes() for file in files}))
    book = codebook.parse(text.encode(), "draft.toml")
    assert book.tool == export(path).tool
    assert not any("@" in line for line in text.splitlines())
