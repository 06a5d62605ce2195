"""Anyone's table as a spreadsheet: one sheet with a header row, then one row per submission."""

from tasks.read.surveys import tables, workbook
from tasks.read.surveys.export import Export, ExportRefusedError, Upload, headers

NAME = "plain_xlsx"


def recognises(upload: Upload) -> bool:
    """Any spreadsheet."""
    return upload.only is not None and workbook.is_workbook(upload.only)


def read(upload: Upload) -> Export:
    """The one sheet that has rows.

    Raises:
        ExportRefusedError: several sheets have rows, so which one holds the answers is not certain.
    """
    found = tables.answers(upload, bool)
    head, rows = found.heads[0], found.rows
    width = len(head.cells)
    while width and head.cells[width - 1] is None:
        width -= 1
    for row in rows:
        if any(row.cells[width:]):
            raise ExportRefusedError(
                "ragged_row", "Cells beyond the last header. Give their column a header.", row.place
            )
    return Export(NAME, headers(head.cells[:width]), rows, sheets_not_read=found.sheets_not_read)
