"""Anyone's table as a spreadsheet: one sheet with a header row, then one row per submission."""

from tasks.read.surveys import workbook
from tasks.read.surveys.export import Export, ExportRefusedError, Upload, headers


def recognises(upload: Upload) -> bool:
    """Any spreadsheet."""
    return upload.only is not None and workbook.is_workbook(upload.only)


def read(upload: Upload) -> Export:
    """The one sheet that has rows.

    Raises:
        ExportRefusedError: several sheets have rows, so which one holds the answers is not certain.
    """
    sheets = workbook.sheets(upload.only or b"")
    if len(sheets) != 1:
        reason = f"{len(sheets)} sheets with rows. Keep the one with the answers."
        raise ExportRefusedError("several_sheets" if sheets else "empty", reason)
    head, *rows = next(iter(sheets.values()))
    width = len(head.cells)
    for row in rows:
        if any(row.cells[width:]):
            raise ExportRefusedError(
                "ragged_row", "Cells beyond the last header. Give their column a header.", row.place
            )
    return Export("plain_xlsx", headers(head.cells), rows)
