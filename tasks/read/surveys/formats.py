"""The survey formats there are. Adding one is one module with `recognises` and `read`, its line here, and its test."""

from typing import Protocol

from tasks.read.surveys import (
    google_forms,
    limesurvey,
    ms_forms,
    nettskjema_csv,
    nettskjema_ndjson,
    plain_csv,
    plain_xlsx,
    qualtrics,
    surveymonkey,
    surveyxact,
)
from tasks.read.surveys.container import unpacked
from tasks.read.surveys.export import Export, ExportRefusedError, Upload


class Format(Protocol):
    """What a format's module offers."""

    NAME: str
    """The tool as codebooks and marts call it."""

    def recognises(self, upload: Upload) -> bool:
        """Whether the content is of this format; names of files say nothing."""

    def read(self, upload: Upload) -> Export:
        """The export in the one shape.

        Raises:
            ExportRefusedError: with rule, place and remedy.
        """


TOOLS: list[Format] = [
    nettskjema_csv,
    nettskjema_ndjson,
    ms_forms,
    google_forms,
    surveyxact,
    limesurvey,
    surveymonkey,
    qualtrics,
]
PLAIN: list[Format] = [plain_xlsx, plain_csv]
"""Tried where no tool knows the content as its own."""
NAMES = tuple(dict.fromkeys(each.NAME for each in (*TOOLS, *PLAIN)))
"""The tools as codebooks and marts call them: the one list there is."""


def read(upload: Upload) -> Export:
    """Recognise an export by its content and read it.

    Raises:
        ExportRefusedError: no format knows it, several do, or the one that does cannot read it for certain.
    """
    upload = unpacked(upload)
    fitting = [each for each in TOOLS if each.recognises(upload)] or [each for each in PLAIN if each.recognises(upload)]
    if len(fitting) != 1 and len(upload.members) > 1:
        raise ExportRefusedError(
            "several_files",
            f"{len(upload.members)} files together that are no one export. Unpack them, and give each file by itself.",
        )
    if len(fitting) != 1:
        raise ExportRefusedError(
            "unknown_format",
            "Not an export of a known survey tool, nor a plain CSV or xlsx table. Export it again as CSV or xlsx.",
        )
    export = fitting[0].read(upload)
    if not export.rows:
        raise ExportRefusedError("empty", "A header and no answers. Export it again when answers have come.")
    return export
