"""Delimited text as rows of cells: encoding and delimiter are found in the bytes or declared, never guessed."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from tasks.read.surveys.container import ANEW
from tasks.read.surveys.export import ExportRefusedError, Row, Upload, cell, headers

BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
DELIMITERS = ",;\t|"
NO_DELIMITER = "\x1f"
MAX_BYTES = 64 * 1024 * 1024
MAX_CELL = 131_072

Table = list[Row]
"""Rows with their line; the first is the header."""


def table(upload: Upload, data: bytes, encoding: str | None = None) -> Table:
    """The rows of delimited text; blank lines are left out.

    Args:
        upload: carries what a codebook declares.
        data: the bytes of one member.
        encoding: what the tool is known to write when it is not UTF-8 and has no mark.

    Raises:
        ExportRefusedError: not text, an encoding or delimiter that nobody declared, a broken or ragged row.
    """
    text = decode(data, upload.encoding or encoding)
    text, said = separator_line(text)
    found = upload.delimiter or said or delimiter(text)
    rows = [row for row in split(text, found) if any(row.cells)]
    if not rows:
        raise ExportRefusedError("empty", "The file holds no row. Export it again with answers in it.")
    width = len(rows[0].cells)
    for row in rows:
        if len(row.cells) < width or any(row.cells[width:]):
            reason = (
                f"{len(row.cells)} cells where the header has {width}: a quote or delimiter is missing. Export again."
            )
            raise ExportRefusedError("ragged_row", reason, row.place)
    return [Row(row.place, row.cells[:width]) for row in rows]


def peek(upload: Upload, count: int = 1) -> list[tuple[str, ...]]:
    """The first rows of a single file as headers, to recognise it by; none where it is not readable as text."""
    data = upload.only
    if data is None:
        return []
    try:
        text, said = separator_line(decode(data, upload.encoding or "cp1252"))
        rows = split(text, upload.delimiter or said or delimiter(text))
        return [headers(row.cells) for row in islice((row for row in rows if any(row.cells)), count)]
    except ExportRefusedError:
        return []


def decode(data: bytes, declared: str | None) -> str:
    """Bytes as text: by their mark, as UTF-8, or as declared.

    Raises:
        ExportRefusedError: not text, or none of these fits.
    """
    if len(data) > MAX_BYTES:
        raise ExportRefusedError("too_large", f"Over {MAX_BYTES} bytes: no survey export is that large. {ANEW}")
    marked = next((name for mark, name in BOMS.items() if data.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", declared]:
        try:
            text = data.decode(encoding) if encoding else None
        except UnicodeDecodeError:
            continue
        if text is not None:
            if "\0" in text:
                raise ExportRefusedError("not_text", "Holds NUL bytes: it is no text file. Export it again as CSV.")
            return text
    raise ExportRefusedError(
        "unknown_encoding",
        "Neither UTF-8 nor marked as UTF-16. Export it as UTF-8, or say `encoding` under [file] in the codebook "
        "(Excel's own CSV is usually cp1252). A first codebook: bestillerpuls codebook draft FILE --encoding cp1252.",
    )


def separator_line(text: str) -> tuple[str, str | None]:
    """Excel's `sep=;` in the first line: the text after it, and the delimiter it says."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) <= len("sep=;"):
        return rest, first.strip()[4:] or "\t"
    return text, None


def delimiter(text: str) -> str:
    """The one delimiter that cuts every row as it cuts the header, else the header's own; one column needs none.

    Raises:
        ExportRefusedError: several fit.
    """
    fit = [mark for mark in DELIMITERS if mark in text and cuts_evenly(text, mark)]
    if len(fit) > 1:
        raise ExportRefusedError(
            "unknown_delimiter", "Several delimiters fit. Say `delimiter` under [file] in the codebook."
        )
    first = text.lstrip().split("\n", 1)[0]
    return fit[0] if fit else max(NO_DELIMITER + DELIMITERS, key=first.count)


def cuts_evenly(text: str, mark: str) -> bool:
    """Whether a delimiter gives every row the same number of cells, and more than one."""
    try:
        widths = {len(row.cells) for row in split(text, mark) if any(row.cells)}
    except ExportRefusedError:
        return False
    return len(widths) == 1 and widths != {1}


def split(text: str, mark: str) -> Iterator[Row]:
    """Rows of cells with the line each begins in.

    Raises:
        ExportRefusedError: a quote that is not closed, or a cell beyond all measure.
    """
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    begins = 1
    while True:
        try:
            cells: Sequence[str] = next(lines)
        except StopIteration:
            return
        except csv.Error:
            reason = f"A quote is not closed, or a cell is over {MAX_CELL} characters. Export it again."
            raise ExportRefusedError("broken_row", reason, f"line {begins}") from None
        yield Row(f"line {begins}", tuple(cell(text) for text in cells))
        begins = lines.line_num + 1
