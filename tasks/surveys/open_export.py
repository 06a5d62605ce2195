"""Open a raw export with what the codebooks declare where its bytes do not say enough: encoding, delimiter, sheet."""

from contextlib import suppress
from dataclasses import replace

from tasks.read.surveys import formats
from tasks.read.surveys.export import Export, ExportRefusedError, Upload
from tasks.read.surveys.fitting import fit
from tasks.surveys import raw_exports as raw_surveys
from tasks.surveys.boundary import SurveyBoundary

SHEETS_TRIED = 20


def opened(boundary: SurveyBoundary, data: bytes) -> Export:
    """An export as it is, else with what a codebook declares of its bytes.

    Raises:
        ExportRefusedError: as read without a declaration, when none helps.
    """
    upload = raw_surveys.unpack(data)
    try:
        return formats.read(upload)
    except ExportRefusedError as error:
        if error.rule == "several_sheets" and (export := the_sheet_that_fits(boundary, upload)) is not None:
            return export
        for book in boundary.course.codebooks:
            if book.file.encoding or book.file.delimiter:
                try:
                    export = formats.read(Upload(upload.members, book.file.encoding, book.file.delimiter))
                    fit(export, [book])
                except ExportRefusedError:
                    continue
                return export
        raise error from None


def the_sheet_that_fits(boundary: SurveyBoundary, upload: Upload) -> Export | None:
    """The one sheet of a workbook that a codebook fits, or that holds all that the others hold; None otherwise."""
    fitting = []
    for number in range(1, SHEETS_TRIED + 1):
        with suppress(ExportRefusedError):
            fit(formats.read(replace(upload, sheets=(number,))), boundary.course.codebooks)
            fitting.append(number)
    with suppress(ExportRefusedError):
        return formats.read(replace(upload, sheets=tuple(fitting))) if fitting else None
    return None
