"""Tables of drawn surveys as the files that each tool gives."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator

import xlsxwriter

from tests.drawn_surveys.draw import Row, Survey
from tests.drawn_surveys.tables import LAYOUTS, header, option_header, table
from tests.drawn_surveys.words import CODES, OPTIONS, question

Table = list[list[str]]
PLAIN_CSV = ((";", "cp1252"), ("\t", "utf-16"), (",", "utf-8-sig"), (";", "utf-8"))
"""Delimiter and encoding, by turns."""


def exported(survey: Survey) -> Iterator[dict[str, bytes]]:
    """The files of each export in the order in which they were made; a form in another language is another export."""
    for rows in survey.exports:
        for language in ("nb", "nn"):
            of_it = [row for row in rows if row.language == language]
            if of_it:
                yield files(survey, of_it, language)


def files(survey: Survey, rows: list[Row], language: str) -> dict[str, bytes]:
    """One export, by the names of its files."""
    told = table(survey, rows, language)
    heads = list(told[0])
    grid = [heads, *([row[name] for name in heads] for row in told)]
    tool = survey.tool
    if tool in {"google_forms", "nettskjema", "limesurvey"}:
        mark = "," if tool == "google_forms" else ";"
        quoting = csv.QUOTE_MINIMAL if tool == "google_forms" else csv.QUOTE_ALL
        return {"export.csv": text(grid, mark, quoting).encode("utf-8-sig" if tool == "limesurvey" else "utf-8")}
    if tool == "nettskjema_ndjson":
        return {"answers.ndjson": ndjson(survey, rows)}
    if tool.startswith("surveyxact"):
        return surveyxact(survey, grid)
    return of_headers(survey, grid)


def of_headers(survey: Survey, grid: Table) -> dict[str, bytes]:
    """One export of a tool that differs by what stands above the answers."""
    tool, heads = survey.tool, grid[0]
    if tool == "google_forms_own":
        data = text(grid, ",", csv.QUOTE_ALL).encode()
        return {"Skjema.csv.zip": zipped({"Skjema.csv": data})} if survey.number % 2 else {"Skjema.csv": data}
    if tool.startswith("surveymonkey"):
        return as_file(survey, [*two_rows(survey, heads), *grid[1:]], ",")
    if tool.startswith("qualtrics"):
        words = [f"Spørsmål: {name}" for name in heads]
        sources = [json.dumps({"ImportId": name}) for name in heads]
        return as_file(survey, [heads, words, sources, *grid[1:]], ",")
    return as_file(survey, grid, ";")


def as_file(survey: Survey, grid: Table, mark: str) -> dict[str, bytes]:
    """A table as CSV or as a workbook, by what the tool gives."""
    if survey.tool == "plain_csv":
        mark, encoding = PLAIN_CSV[survey.number // 15 % len(PLAIN_CSV)]
        return {"svar.csv": text(grid, mark).encode(encoding, "replace")}
    if survey.tool in {"qualtrics", "surveymonkey"}:
        return {"svar.csv": text(grid, mark).encode()}
    return {"svar.xlsx": workbook(survey, grid)}


def text(grid: Table, mark: str, quoting: int = csv.QUOTE_MINIMAL) -> str:
    """Delimited text."""
    out = io.StringIO()
    csv.writer(out, delimiter=mark, quoting=quoting, lineterminator="\r\n").writerows(grid)
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def workbook(survey: Survey, grid: Table) -> bytes:
    """A workbook; by turns with a filtered copy before the answers, a hidden one behind, or a helper sheet in error."""
    head = 3 if survey.tool.startswith("qualtrics") else 2 if survey.tool.startswith("surveymonkey") else 1
    sheets = {"Svar": grid}
    kind = survey.number // 15 % 4
    if kind == 1:
        sheets = {"Filtrert kopi": [*grid[:head], *grid[head + 1 :: 2]], "Svar": grid}
    if kind == 2:
        sheets["Kopi"] = grid
    if kind == 3 and survey.tool != "plain_xlsx":
        sheets["Regneark"] = [["Snitt", "#N/A"]]
    return saved(sheets, hidden={"Kopi"})


def saved(sheets: dict[str, Table], hidden: set[str] = frozenset()) -> bytes:
    """Sheets as xlsx; digits are numbers there, and `#N/A` is an error."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, grid in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for place, row in enumerate(grid):
                for column, value in enumerate(row):
                    if name == "Regneark" and value == "#N/A":
                        sheet.write_formula(place, column, "=NA()", None, "#N/A")
                    elif value.isdigit() and len(value) < 12:
                        sheet.write_number(place, column, int(value))
                    elif value:
                        sheet.write_string(place, column, value)
    return out.getvalue()


def two_rows(survey: Survey, heads: list[str]) -> Table:
    """SurveyMonkey's two header rows."""
    several = question("several", survey.number)
    first, second, seen = [], [], False
    for name in heads:
        if name.startswith(f"{several} – "):
            first.append("" if seen else several)
            second.append(name.removeprefix(f"{several} – "))
            seen = True
        else:
            first.append(name)
            second.append("Response" if name.endswith("?") else "")
    return [first, second]


def surveyxact(survey: Survey, grid: Table) -> dict[str, bytes]:
    """Dataset, structure and labels, as three files or one workbook."""
    layout = LAYOUTS["surveyxact"]
    ticks = {option_header(survey, layout, option): label for option, label in OPTIONS.items()}
    structure = [
        ["questionName", "variableName", "questionType", "subType", "questionText", "choiceValue", "choiceText"]
    ]
    structure += [
        [name, name, "Closed", "Multiple" if name in ticks else "Single", name, "", ticks.get(name, "")]
        for name in grid[0]
    ]
    choice = header(survey, layout, "choice", "nb")
    labels = [[choice, CODES[code], f"{label} "] for code, label in (("yes", "Ja"), ("no", "Nei"), ("off", "Vet ikke"))]
    labels += [[name, code, label] for name in ticks for code, label in (("0", "Ikke valgt"), ("1", "Valgt"))]
    if survey.tool == "surveyxact_xlsx":
        return {"survey.xlsx": saved({"Dataset": grid, "Structure": structure, "Labels": labels})}
    parts = {"dataset": grid, "structure": structure, "labels": labels}
    return {f"{name}.csv": text(part, ";").encode("cp1252") for name, part in parts.items()}


def ndjson(survey: Survey, rows: list[Row]) -> bytes:
    """Nettskjema's answers: a line for each answer that was given."""
    layout = LAYOUTS["nettskjema"]
    ticks = {option_header(survey, layout, option): option for option in OPTIONS}
    lines = []
    for told, row in zip(table(survey, rows, "nb"), rows, strict=True):
        of_it = {
            "submissionId": int(told["$submission_id"]),
            "createdDate": f"{row.at:%Y-%m-%dT%H:%M:%S}",
            "elementId": 1,
        }
        for name, value in told.items():
            if not value or name.startswith("$") or (name in ticks and value != "1"):
                continue
            if name in ticks:
                whole = {"externalElementId": name.rpartition(".")[0], "externalAnswerOptionIds": [ticks[name]]}
                lines.append(of_it | whole | {"elementType": "CHECKBOX"})
            else:
                lines.append(of_it | {"externalElementId": name, "textAnswer": value, "elementType": "QUESTION"})
    return "".join(json.dumps(line) + "\n" for line in lines).encode()
