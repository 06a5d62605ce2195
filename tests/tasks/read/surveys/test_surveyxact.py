"""SurveyXact: dataset, structure and labels as three files, as a zip of them, or as one workbook."""

import io
import zipfile

import pytest

from tasks.read.surveys import formats
from tasks.read.surveys.export import ExportRefusedError, Upload

DATASET = [["id", "s_1", "how_1"], ["1", "2", "1"]]
STRUCTURE = [
    ["questionName", "variableName", "questionType", "subType", "questionText", "choiceValue", "choiceText"],
    ["s_1", "s_1", "Closed", "Single", "Hvor nøgd var du?", "", ""],
    ["how", "how_1", "Closed", "Multiple", "Hva?", "1", "Behov "],
    ["id", "id", "Background", "String", "id", "", ""],
]
LABELS = [["s_1", "2", "Svært nøgd "], ["how_1", "0", "Ikke valgt"], ["how_1", "1", "Valgt"]]


def text(rows, mark=";"):
    return "\n".join(mark.join(row) for row in rows)


FILES = {
    "comma": {"d": text(DATASET, ","), "s": text(STRUCTURE, ","), "l": text(LABELS, ",")},
    "semicolon": {"d": text(DATASET), "s": text(STRUCTURE), "l": text(LABELS)},
}


def judged(export):
    assert export.tool == "surveyxact"
    assert export.labels["s_1"] == {"2": "Svært nøgd"}
    assert (export.texts["s_1"], export.texts["how_1"]) == ("Hvor nøgd var du?", "Hva? – Behov")
    assert export.rows[0].cells == ("1", "2", "1")


@pytest.mark.parametrize("files", sorted(FILES))
def test_three_files_in_the_tools_own_encoding_are_one_export(files):
    judged(formats.read(Upload({name: each.encode("cp1252") for name, each in FILES[files].items()})))


def test_a_zip_of_the_three_files_is_the_same_export():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, each in FILES["semicolon"].items():
            archive.writestr(f"export/{name}.csv", each.encode("cp1252"))
    judged(formats.read(Upload({"export.zip": out.getvalue()})))


@pytest.mark.parametrize("parts", [1, 2])
def test_a_workbook_with_its_dataset_in_one_sheet_or_cut_in_parts(workbook_of, parts):
    def filled(book):
        book.remove(book.active)
        cut = (
            {"Dataset": DATASET}
            if parts == 1
            else {f"Dataset({n})": [row[n - 1 : n + 2 * n - 2] for row in DATASET] for n in (1, 2)}
        )
        for name, rows in (cut | {"Structure": STRUCTURE, "Labels": LABELS}).items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)

    judged(formats.read(Upload({"a": workbook_of(change=filled)})))


def test_a_workbook_without_its_dataset_is_refused(workbook_of):
    def filled(book):
        book.active.title = "Structure"
        for row in STRUCTURE:
            book.active.append(row)
        book.create_sheet("Labels").append(LABELS[0])

    with pytest.raises(ExportRefusedError, match="Dataset sheets are missing"):
        formats.read(Upload({"a": workbook_of(change=filled)}))


def test_who_was_sent_the_form_or_only_began_has_not_answered():
    status = ["statoverall", "stato_4", "Closed", "Multiple", "Samlet status", "4", "Gjennomført "]
    parts = {"d": [[*row, mark] for row, mark in zip([*DATASET, DATASET[1]], ("stato_4", "1", "0"), strict=True)]}
    parts |= {"s": [*STRUCTURE, status], "l": LABELS}
    export = formats.read(Upload({name: text(rows).encode("cp1252") for name, rows in parts.items()}))
    assert [row.status for row in export.rows] == ["complete", "incomplete"]
