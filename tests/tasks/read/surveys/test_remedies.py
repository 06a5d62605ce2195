"""Every refusal says what to do, and whoever does it succeeds. A rule without an entry here fails the last test."""

import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tasks.read.surveys import codebook, formats
from tasks.read.surveys.export import ExportRefusedError, Upload
from tasks.read.surveys.fitting import fit
from tasks.surveys.draft_codebook import draft

ROOT = Path(codebook.__file__).parents[3]
HEADS = ["ID", "Kommune", "Hvor nyttig var samlingen?", "Kommentar"]
GOOD = [HEADS, ["1", "Hitra", "5", "må ønske"], ["2", "Hitra", "4", "ja"]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MANY = 100_001
LINE = b'{"submissionId": 1, "elementType": "QUESTION", "externalElementId": "Kommentar", "textAnswer": "ja"}\n'
SXACT = [["questionName", "variableName", "questionType", "subType", "questionText", "choiceValue", "choiceText"]]


def text(rows, mark=",", encoding="utf-8"):
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator="\n").writerows(rows)
    return out.getvalue().encode(encoding)


def sheets(**held):
    """A workbook of sheets with rows; `=…` is a formula without a value, an exception an error cell."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in held.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value == "#N/A":
                        sheet.write_formula(place, column, "=NA()", None, "#N/A")
                    elif str(value).startswith("="):
                        sheet.write_formula(place, column, value, None, "")
                    elif value is not None:
                        sheet.write(place, column, value)
    return out.getvalue()


def zipped(*members, mimetype=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def nested(data, depth):
    for _ in range(depth):
        data = zipped(("export.zip", data))
    return data


def locked_zip():
    """A zip that says of its one file that it is locked."""
    data = bytearray(zipped(("svar.csv", text(GOOD))))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


def saved_anew(data):
    """A workbook as a spreadsheet program saves it: values, no formulas."""
    out = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(data), data_only=True).save(out)
    return out.getvalue()


def far_down(rows):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Svar")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
        sheet.write(MANY, 0, "Sist endret")
    return out.getvalue()


def with_doctype():
    data = sheets(Svar=GOOD)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                part = part.replace(b"<worksheet", b"<!DOCTYPE x><worksheet", 1)
            new.writestr(info, part)
    return out.getvalue()


def bomb():
    return zipped(("xl/workbook.xml", b"<workbook/>"), ("xl/large.bin", b"\0" * 30_000_000))


XLSX, CSV = sheets(Svar=GOOD), text(GOOD)
NEXT_CLICK = {
    "too_large": (b"x" * (64 * 1024 * 1024 + 1), CSV),
    "not_text": (CSV[:-1] + b"\0\n", CSV),
    "unknown_encoding": (text(GOOD, encoding="cp1252"), CSV),
    "empty": (b"\n", CSV),
    "ragged_row": (text([*GOOD, ["3", "Hitra", "4"]]), text([*GOOD, ["3", "Hitra", "4", ""]])),
    "broken_row": (CSV + b'3,Hitra,4,"nei\n', CSV + b'3,Hitra,4,"nei"\n'),
    "unknown_format": (b'{"error": "no access"}', CSV),
    "several_files": (zipped(("a.csv", CSV), ("b.csv", CSV)), CSV),
    "deep_zip": (nested(zipped(("svar.csv", CSV)), 4), CSV),
    "locked": (locked_zip(), CSV),
    "zip_bomb": (bomb(), XLSX),
    "numbers": (zipped(("Index/Document.iwa", b"x")), XLSX),
    "opendocument": (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), XLSX),
    "old_xls": (OLE + b"\0" * 600, XLSX),
    "web_page": (b"<html><table><tr><td>ID</td></tr></table></html>", XLSX),
    "pdf": (b"%PDF-1.7\n", CSV),
    "broken_workbook": (XLSX[: len(XLSX) // 2], XLSX),
    "several_sheets": (sheets(Svar=GOOD, Oversikt=[["Snitt", 4.5]]), XLSX),
    "too_many_rows": (far_down(GOOD), XLSX),
    "doctype": (with_doctype(), XLSX),
    "error_cell": (sheets(Svar=[HEADS, ["1", "Hitra", 5, "#N/A"]]), sheets(Svar=[HEADS, ["1", "Hitra", 5, None]])),
    "formula_without_value": (sheets(Svar=[HEADS, ["1", "Hitra", "=2+3", "ja"]]), saved_anew(sheets(Svar=GOOD))),
    "duplicate_header": (
        text([[*HEADS, "Kommentar"], ["1", "Hitra", "5", "a", "b"]]),
        text([[*HEADS, "B"], [*"1H5ab"]]),
    ),
    "broken_line": (
        b'{"submissionId": 1, "elementType": "QUESTION"}\n{"submi',
        LINE,
    ),
    "header_rows": (text([["Respondent ID", "Collector ID"], ["1", "2"]]), CSV),
    "dataset_parts": (sheets(Structure=SXACT, Labels=[["x", "1", "y"]]), CSV),
}
"""What is refused, and what comes of doing what the refusal says, by rule."""


@pytest.fixture
def book():
    """A codebook without an id, and with one question that has to be there."""
    useful = f"code = 'useful'\nkind = 'scale'\nscale = {{ minimum = 1, maximum = 5 }}\ncolumns = ['{HEADS[2]}']"
    comment = "code = 'comment'\nkind = 'text'\noptional = true\ncolumns = ['Kommentar']"
    return codebook.parse(f"id = 'x'\n[[questions]]\n{useful}\n[[questions]]\n{comment}".encode(), "x.toml")


@pytest.mark.parametrize("rule", sorted(NEXT_CLICK))
def test_whoever_does_what_the_refusal_of_an_export_says_succeeds(read, book, rule):
    refused, mended = NEXT_CLICK[rule]
    with pytest.raises(ExportRefusedError) as told:
        read(refused, codebooks=[book])
    assert told.value.rule == rule
    assert len(told.value.reason.split()) > 5
    assert not read(mended, codebooks=[book])["parsed.documents"]["is_rejected"].any()


BOOK = """
id = "after"
[submission]
id = ["ID"]
submitted_at = ["Svart"]
[gathering]
columns = ["Samling"]
values = { "Den første" = "w1-1" }
[[questions]]
code = "useful"
kind = "scale"
scale = { minimum = 1, maximum = 5 }
columns = ["Nyttig?", "Hvor nyttig?"]
[[questions]]
code = "how"
kind = "multiple"
option_columns = { need = "Behov", dialogue = "Dialog" }
options = [{ code = "need", label = "Behov" }, { code = "dialogue", label = "Dialog" }]
[[questions]]
code = "again"
kind = "single"
columns = ["Igjen?"]
options = [{ code = "yes", label = "Ja" }]
[[questions]]
code = "hours"
kind = "number"
columns = ["Timer"]
"""
RIGHT = {
    "ID": "k1",
    "Svart": "2024-03-06 10:00",
    "Samling": "Den første",
    "Nyttig?": "5",
    "Hvor nyttig?": "",
    "Behov": "1",
    "Dialog": "0",
    "Igjen?": "Ja",
    "Timer": "2,5",
}
SCALE, TICKS = "scale = { minimum = 1, maximum = 5 }", "option_columns = { need"
YES, NUMBER = 'options = [{ code = "yes", label = "Ja" }]', 'kind = "number"'
FIRST = 'values = { "Den første" = "w1-1" }'
TWO = '"Nyttig?", "Hvor nyttig?"]'
OWN = (
    'columns = ["Nyttig?"]\n[[questions]]\ncode = "useful_too"\nkind = "scale"\nscale = { minimum = 1, maximum = 5 }\n'
)
IN_CELLS = {
    "filled_in_both": (
        {"Hvor nyttig?": "4"},
        [(f"columns = [{TWO}", f'{OWN}columns = ["Hvor nyttig?"]'), {"Hvor nyttig?": ""}],
    ),
    "unknown_tick": (
        {"Behov": "vist"},
        [(TICKS, f'missing = ["vist"]\n{TICKS}'), ('label = "Behov" }', 'label = "Behov", also = ["vist"] }')],
    ),
    "not_on_scale": (
        {"Nyttig?": "9"},
        [
            (SCALE, f'{SCALE}\noff_scale = ["9"]'),
            (SCALE, f'{SCALE}\nmissing = ["9"]'),
            (SCALE, f'{SCALE}\noptions = [{{ code = "5", label = "9" }}]'),
        ],
    ),
    "not_a_step": (
        {"Nyttig?": "Topp"},
        [
            (SCALE, f'{SCALE}\noptions = [{{ code = "5", label = "Topp" }}]'),
            (SCALE, f'{SCALE}\noff_scale = ["Topp"]'),
            (SCALE, f'{SCALE}\nmissing = ["Topp"]'),
        ],
    ),
    "unknown_option": (
        {"Igjen?": "Kanskje"},
        [
            (YES, 'options = [{ code = "yes", label = "Ja" }, { code = "maybe", label = "Kanskje" }]'),
            (YES, 'options = [{ code = "yes", label = "Ja", also = ["Kanskje"] }]'),
            (YES, f"{YES}\nother = true"),
            (YES, f'{YES}\nmissing = ["Kanskje"]'),
        ],
    ),
    "not_a_number": (
        {"Timer": "mange"},
        [{"Timer": "3.5"}, (NUMBER, f'{NUMBER}\noff_scale = ["mange"]'), (NUMBER, f'{NUMBER}\nmissing = ["mange"]')],
    ),
    "unreadable_time": (
        {"Svart": "03/06/2024 10:00"},
        [("[submission]", '[file]\ndate_format = "%m/%d/%Y %H:%M"\n[submission]')],
    ),
    "unknown_gathering_name": (
        {"Samling": "Nummer to"},
        [(FIRST, 'values = { "Den første" = "w1-1", "Nummer to" = "w1-2" }')],
    ),
}
"""What is wrong in a cell, and each of the remedies: other words in the codebook, or another cell."""


def row_of(changed):
    row = RIGHT | changed
    return text([list(row), list(row.values())])


@pytest.mark.parametrize("rule", sorted(IN_CELLS))
def test_whoever_does_what_the_reject_of_an_answer_says_succeeds(read, rule):
    wrong, remedies = IN_CELLS[rule]
    (reject,) = read(row_of(wrong), codebooks=[codebook.parse(BOOK.encode(), "b")])["parsed.rejects"].to_dicts()
    assert reject["rule"] == rule
    for remedy in remedies:
        mended, cells = BOOK, wrong
        if isinstance(remedy, dict):
            cells = wrong | remedy
        else:
            mended = BOOK.replace(*remedy)
            assert mended != BOOK
        frames = read(row_of(cells), codebooks=[codebook.parse(mended.encode(), "b")])
        assert frames["parsed.rejects"].is_empty(), remedy
        assert frames["parsed.submissions"].height == 1


def test_an_encoding_that_is_declared_is_read_as_the_refusal_says(read, book):
    data = text(GOOD, ";", "cp1252")
    drafted = codebook.parse(draft(Upload({"svar.csv": data}, "cp1252")).encode(), "draft.toml")
    assert (drafted.file.encoding, drafted.questions[0].columns) == ("cp1252", (HEADS[2],))
    declared = book.model_copy(update={"file": book.file.model_copy(update={"encoding": "cp1252"})})
    assert read(data, codebooks=[declared])["parsed.submissions"].height == 2


def test_a_delimiter_that_is_declared_is_used_as_the_refusal_says(read):
    data = b"a;b,c\n1;2,3\n"
    book = codebook.parse(b"id = 'x'\n[[questions]]\ncode = 'q'\nkind = 'text'\ncolumns = ['b,c']", "b")
    with pytest.raises(ExportRefusedError) as told:
        read(data, codebooks=[book])
    assert told.value.rule == "unknown_delimiter"
    declared = book.model_copy(update={"file": book.file.model_copy(update={"delimiter": ";"})})
    assert read(data, codebooks=[declared])["parsed.answers"]["text"].to_list() == ["2,3"]


def test_a_form_without_a_codebook_gets_one_as_the_refusal_says(read, book):
    data = text([["Tidspunkt", "Hva lærte du?"], ["2024-03-06 10:00", "Mye"], ["2024-03-06 10:01", "Litt"]])
    with pytest.raises(ExportRefusedError, match="codebook draft FILE"):
        fit(formats.read(Upload({"svar.csv": data})), [])
    with pytest.raises(ExportRefusedError, match="codebook draft FILE"):
        read(data, codebooks=[book])
    drafted = codebook.parse(draft(Upload({"svar.csv": data})).encode(), "draft.toml")
    assert read(data, codebooks=[book, drafted])["parsed.submissions"].height == 2


def test_a_renamed_question_is_read_when_its_header_is_added_as_the_refusal_says(read):
    data = text([["Var det nyttig?", "Var det?"], ["5", "ja"]])
    other = "[[questions]]\ncode = 'r'\nkind = 'text'\ncolumns = ['Var det?']"
    words = "id = 'x'\n[[questions]]\ncode = 'q'\nkind = 'text'\ncolumns = ['Nyttig?']\n" + other
    with pytest.raises(ExportRefusedError, match="add its header"):
        read(data, codebooks=[codebook.parse(words.encode(), "b")])
    mended = words.replace("['Nyttig?'", "['Nyttig?', 'Var det nyttig?'")
    assert read(data, codebooks=[codebook.parse(mended.encode(), "b")])["parsed.answers"].height == 2


def test_one_of_two_codebooks_that_fit_is_kept_as_the_refusal_says(read, book):
    with pytest.raises(ExportRefusedError, match="Keep one") as told:
        read(CSV, codebooks=[book, book.model_copy(update={"id": "other"})])
    assert told.value.rule == "several_codebooks"
    assert read(CSV, codebooks=[book])["parsed.submissions"].height == 2


def test_every_rule_by_which_an_export_or_an_answer_is_refused_has_a_remedy_that_is_tried():
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tasks/read/surveys").glob("*.py")))
    used = set(re.findall(r'(?:ExportRefusedError|CellRejectedError)\(\s*(?:[^",()]+(?:\[\d\])?, )?"([a-z_]+)"', code))
    used |= {"not_a_step"}
    tried = {*NEXT_CLICK, *IN_CELLS, "unknown_delimiter", "no_codebook", "several_codebooks"}
    assert used - tried == {"too_many_cells"}  # two million cells take a minute to write; the advice is that of a bomb
    assert tried <= used | {"empty"}
