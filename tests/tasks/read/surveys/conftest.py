"""Exports and workbooks made by hand, and the codebook that reads them."""

import hashlib
import io

import openpyxl
import pytest

from tasks.read.surveys import codebook, formats, reader
from tasks.read.surveys.context import Context
from tasks.read.surveys.deidentified import deidentified
from tasks.read.surveys.export import Upload
from tasks.read.surveys.fitting import fit
from tasks.surveys.pseudonyms import Key, Pseudonymiser

KEY = Key(bytes(range(32)))
BOOK = """
id = "after-gathering"
[submission]
id = ["ID"]
submitted_at = ["Fullføringstidspunkt", "Tidsmerke"]
[identity]
columns = ["E-postadresse", "Navn"]
[organisation]
columns = ["Kommune"]
email = ["E-postadresse"]
values = { "Hitra" = "938772924" }
domains = { "hitra.kommune.no" = "938772924" }
[[questions]]
code = "usefulness"
kind = "scale"
scale = { minimum = 1, maximum = 5 }
measure = "usefulness"
level = 1
columns = ["Hvor nyttig var samlingen?"]
options = [{ code = "5", label = "Svært nyttig" }, { code = "1", label = "Ikke nyttig" }]
[[questions]]
code = "take_away"
kind = "multiple"
columns = ["Hva tar du med deg?"]
options = [
    { code = "need", label = "Behovskartlegging" },
    { code = "dialogue", label = "Leverandørdialog; tidlig" },
]
other = true
optional = true
[[questions]]
code = "hours"
kind = "number"
columns = ["Timer"]
optional = true
[[questions]]
code = "comment"
kind = "text"
columns = ["Kommentar"]
measure = "comment"
"""
HEADERS = ["ID", "Kommune", "Hvor nyttig var samlingen?", "Kommentar"]


@pytest.fixture
def book():
    return codebook.parse(BOOK.encode(), "after-gathering.toml")


@pytest.fixture
def workbook_of():
    """Rows as the bytes of a spreadsheet."""

    def made(*rows, change=None):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        if change:
            change(book)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return made


@pytest.fixture
def read(book):
    """An export's bytes through the whole door: recognised, mapped, de-identified, read back as frames."""

    def through(data, *, codebooks=(book,), members=None, **told):
        upload = Upload(members or {"export": data}, codebooks[0].file.encoding, codebooks[0].file.delimiter)
        raw = hashlib.sha256(data or b"several").hexdigest()
        context = Context(
            "course",
            raw,
            "2024-03-07T08:00:00+00:00",
            KEY.key_id,
            Pseudonymiser(KEY, "respondent"),
            Pseudonymiser(KEY, "submission"),
            **told,
        )
        landed = deidentified(fit(formats.read(upload), codebooks), context)
        return reader.read(hashlib.sha256(landed).hexdigest(), landed)

    return through
