"""Responses as each survey tool exports them: its columns, codes, times, encoding and habits."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import xlsxwriter

from tasks.sample.world.survey_people import Response
from tasks.sample.world.survey_questions import BY_CODE, CHANGES, Item

OSLO = ZoneInfo("Europe/Oslo")
CODES = {code: str(place) for place, code in enumerate(("fully", "partly", "not"), start=1)} | {
    code: str(place) for place, code in enumerate(("yes", "partly", "no", "unknown"), start=1)
}
"""SurveyXact's integers for option codes; `partly` is the second of both lists."""


def label(item: Item, response: Response) -> str:
    """An answer in words."""
    cells = response.answers[item.code]
    return item.options[cells] if item.options else cells


def ms_forms(items: Sequence[Item], headers: Mapping[str, str], responses: Iterable[Response]) -> bytes:
    """Microsoft Forms in Norwegian, with names; several choices as `A;B;`."""
    own = ["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn", "Tidspunkt for siste endring"]
    rows: list[list[object]] = [
        [*own, "Hvor jobber du?", *(headers[item.code] for item in items), "Telefon (valgfritt)"]
    ]
    for number, one in enumerate(responses, start=1):
        cells: list[object] = [number, one.started_at, one.finished_at, one.email, one.name, None, one.organisation]
        for item in items:
            if item.kind == "multiple":
                cells.append("".join(f"{CHANGES[change]};" for change in one.changes))
            else:
                cells.append(one.comment if item.kind == "text" else label(item, one))
        rows.append([*cells, one.phone if one.is_canary else None])
    return workbook({"Sheet1": rows})


def nettskjema(items: Sequence[Item], responses: Iterable[Response], first_id: int) -> bytes:
    """Nettskjema's CSV report: everything quoted, codes, one column per option, time with its zone."""
    columns = [
        name
        for item in items
        for name in ([f"changes.{change}" for change in CHANGES] if item.code == "changes" else [item.code])
    ]
    rows = [["$submission_id", "$created", "organisation", *columns, "$answer_time_ms"]]
    for number, one in enumerate(responses):
        cells = one.answers | {"comment": one.comment.replace(one.name, "en deltaker")}  # no column names them
        cells |= {f"changes.{change}": str(int(change in one.changes)) for change in CHANGES}
        created = one.finished_at.replace(tzinfo=OSLO).isoformat()
        rows.append([str(first_id + number), created, one.organisation, *(cells[name] for name in columns), "74630"])
    return delimited(rows, ";", quoting=csv.QUOTE_ALL).encode()


def google_forms(items: Sequence[Item], responses: Iterable[Response]) -> bytes:
    """Google Forms in Norwegian: an empty row first, options joined by `, ` though one has a comma in it."""
    headers = ["Tidsmerke", "E-postadresse", "Kommune ", *(item.text for item in items)]
    rows = [[""] * len(headers), headers]
    for one in responses:
        cells = [f"{one.finished_at:%d.%m.%Y kl. %H.%M.%S}", one.email, one.organisation.removesuffix(" kommune")]
        for item in items:
            if item.kind == "multiple":
                cells.append(", ".join(CHANGES[change] for change in one.changes))
            else:
                cells.append(one.comment if item.kind == "text" else label(item, one))
        rows.append(cells)
    return delimited(rows, ",", end="\r\n").encode()


def surveyxact(items: Sequence[Item], responses: Iterable[Response]) -> dict[str, bytes]:
    """SurveyXact's three files in cp1252: dataset of codes, structure, labels without a header."""
    ticks = {change: f"changes_{place}" for place, change in enumerate(CHANGES, start=1)}
    structure = [
        ["questionName", "variableName", "questionType", "subType", "questionText", "choiceValue", "choiceText"]
    ]
    labels: list[list[str]] = []
    for item in items:
        if item.kind == "multiple":
            for place, (change, text) in enumerate(CHANGES.items(), start=1):
                structure.append([item.code, ticks[change], "Closed", "Multiple", item.text, str(place), f"{text} "])
                labels += [[ticks[change], "0", "Ikke valgt"], [ticks[change], "1", "Valgt"]]
        else:
            structure.append([item.code, item.code, "Closed" if item.options else "Open", "Single", item.text, "", ""])
            labels += [[item.code, CODES.get(code, code), f"{text} "] for code, text in (item.options or {}).items()]
    structure += [[name, name, "Background", "String", name, "", ""] for name in ("forn", "ettern", "email", "orgnavn")]
    structure += [["statoverall", "stato_4", "Closed", "Multiple", "Samlet status", "4", "Gjennomført"]]
    names = [row[1] for row in structure[1:]]
    rows = [[*names, "closeTime"]]
    for one in responses:
        cells = {code: CODES.get(value, value) for code, value in one.answers.items()} | {"comment": one.comment}
        cells |= {ticks[change]: str(int(change in one.changes)) for change in CHANGES}
        first, _, last = one.name.partition(" ")
        cells |= {"forn": first, "ettern": last, "email": one.email, "orgnavn": one.organisation, "stato_4": "1"}
        rows.append([*(cells[name] for name in names), f"{one.finished_at:%Y-%m-%d %H:%M:%S}"])
    tables = {"dataset": rows, "structure": structure, "labels": labels}
    return {f"{name}.csv": delimited(table, ";").encode("cp1252") for name, table in tables.items()}


def limesurvey(items: Sequence[Item], responses: Iterable[Response]) -> bytes:
    """LimeSurvey's CSV: marked UTF-8, codes, `changes[need]` = Y; the last one did not finish."""
    columns = [
        name
        for item in items
        for name in ([f"changes[{change}]" for change in CHANGES] if item.code == "changes" else [item.code])
    ]
    rows = [["id", "submitdate", "lastpage", "startlanguage", "seed", "token", "ipaddr", "organisation", *columns]]
    told_by = list(responses)
    for number, one in enumerate(told_by, start=1):
        cells = one.answers | {"comment": one.comment}
        cells |= {f"changes[{change}]": "Y" if change in one.changes else "" for change in CHANGES}
        finished = "" if number == len(told_by) else f"{one.finished_at:%Y-%m-%d %H:%M:%S}"
        own = [str(number), finished, "3", "nb", str(10_000 + number), one.email, one.ip_address, one.organisation]
        rows.append(own + [cells[name] for name in columns])
    return delimited(rows, ";", quoting=csv.QUOTE_ALL).encode("utf-8-sig")


def surveymonkey(items: Sequence[Item], responses: Iterable[Response]) -> bytes:
    """SurveyMonkey's CSV: two header rows, a column per option, name and IP address as a matter of course."""
    own = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name"]
    own += ["Last Name", "Custom Data 1"]
    first, second = list(own), [""] * len(own)
    for item in items:
        options = list((item.options or {}).values()) if item.kind == "multiple" else ["Response"]
        first += [item.text, *[""] * (len(options) - 1)]
        second += ["Open-Ended Response"] if item.kind == "text" else options
    rows = [first, second]
    for number, one in enumerate(responses):
        given, _, family = one.name.partition(" ")
        cells = [str(11_400_000_000 + number), "44", f"{one.started_at:%Y-%m-%d %H:%M:%S}"]
        cells += [f"{one.finished_at:%Y-%m-%d %H:%M:%S}", one.ip_address, one.email, given, family, one.organisation]
        for item in items:
            if item.kind == "multiple":
                cells += [CHANGES[change] if change in one.changes else "" for change in CHANGES]
            else:
                cells.append(one.comment if item.kind == "text" else label(item, one))
        rows.append(cells)
    return delimited(rows, ",").encode()


def plain_csv(items: Sequence[Item], responses: Iterable[Response]) -> bytes:
    """A table of somebody's own in Excel's CSV: semicolons, cp1252, decimal comma."""
    rows = [["Nr", "Dato", "Arbeidsplass", "E-post", *(item.text for item in items), "Timer brukt"]]
    for number, one in enumerate(responses, start=1):
        cells = [one.comment if item.kind == "text" else label(item, one) for item in items]
        rows.append([str(number), f"{one.finished_at:%d.%m.%Y}", one.organisation, one.email, *cells, "2,5"])
    return delimited(rows, ";", end="\r\n").encode("cp1252")


def plain_xlsx(items: Sequence[Item], responses: Iterable[Response]) -> bytes:
    """A table of somebody's own as a spreadsheet."""
    rows: list[list[object]] = [["Nr", "Svart", "Arbeidsplass", "Navn", *(item.text for item in items)]]
    rows += [
        [number, one.finished_at, one.organisation, one.name, *(label(item, one) for item in items)]
        for number, one in enumerate(responses, start=1)
    ]
    return workbook({"Svar": rows})


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Sheets as xlsx, the same bytes each time."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm:ss"}) as book:
        book.set_properties({"created": datetime(2021, 1, 1, tzinfo=UTC)})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, str) and value.isdigit():
                        sheet.write_number(number, column, int(value))
                    elif value is not None:
                        sheet.write(number, column, value)
    return out.getvalue()


def delimited(rows: Iterable[Sequence[str]], mark: str, *, quoting: int = csv.QUOTE_MINIMAL, end: str = "\n") -> str:
    """Rows as delimited text."""
    out = io.StringIO()
    csv.writer(out, delimiter=mark, quoting=quoting, lineterminator=end).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def items(*codes: str) -> list[Item]:
    """Questions by their codes, in that order."""
    return [BY_CODE[code] for code in codes]
