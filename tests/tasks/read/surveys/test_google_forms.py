"""Google Forms: the sheet's CSV and xlsx, and the CSV that the form itself gives, zipped or not."""

import io
import zipfile
from datetime import datetime

import pytest

from tasks.read.surveys import formats
from tasks.read.surveys.clock import moment
from tasks.read.surveys.export import Upload

SHEET = 'Tidsmerke,Kommune,Hva?\n"06.03.2024 kl. 15.10.11",Fjordvik,"En, To"\n'
OWN = '"Timestamp","Kommune","Hva?"\n"2024/03/06 3:41:11 PM GMT+1","Fjordvik","En;To, og mer"\n'


def test_the_sheet_joins_options_by_comma_and_an_empty_row_may_stand_first():
    export = formats.read(Upload({"a": (",,\n" + SHEET).encode()}))
    assert (export.tool, export.joined_by, export.headers) == ("google_forms", ",", ("Tidsmerke", "Kommune", "Hva?"))
    assert export.rows[0].cells == ("06.03.2024 kl. 15.10.11", "Fjordvik", "En, To")


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_the_forms_own_csv_joins_options_by_semicolon_in_a_zip_too(depth):
    data = OWN.encode()
    for _ in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("Skjema.csv", data)
            archive.writestr("__MACOSX/._Skjema.csv", b"\0")
        data = out.getvalue()
    export = formats.read(Upload({"Skjema.csv.zip": data}))
    assert (export.tool, export.joined_by) == ("google_forms", ";")


def test_a_sheet_that_was_downloaded_as_a_workbook_is_read(workbook_of):
    data = workbook_of(["Tidsmerke", "Kommune"], [datetime(2024, 3, 6, 15, 10), "Fjordvik"])  # noqa: DTZ001
    export = formats.read(Upload({"a": data}))
    assert (export.tool, export.rows[0].cells[0]) == ("google_forms", "2024-03-06T15:10:00")


@pytest.mark.parametrize(
    ("written", "utc", "is_assumed"),
    [
        ("2024/03/06 3:41:11 PM GMT+1", "2024-03-06 14:41:11", False),
        ("2024/06/05 12:00:01 AM GMT+2", "2024-06-04 22:00:01", False),
        ("2024/06/05 12:30:00 p.m. CEST", "2024-06-05 10:30:00", False),
        ("2024/06/05 3:40:11\u202fPM UTC-3:30", "2024-06-05 19:10:11", False),
        ("06.03.2024 kl. 15.10.11", "2024-03-06 14:10:11", True),
        ("06.03.2024 15.10.11", "2024-03-06 14:10:11", True),
        ("06.03.2024 kl. 15:10", "2024-03-06 14:10:00", True),
    ],
)
def test_a_time_is_read_as_the_form_writes_it(written, utc, is_assumed):
    found = moment(written, None)
    assert (str(found.at), found.is_assumed) == (utc, is_assumed)


@pytest.mark.parametrize("written", ["2024/03/06 3:41:11 PM XYZ", "2024/13/06 3:41:11 PM GMT+1", "03/06/2024 15:10"])
def test_a_time_that_is_not_certain_is_not_read(written):
    assert moment(written, None) is None
