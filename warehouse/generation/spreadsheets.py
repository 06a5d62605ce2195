"""Write the marts as CSV that a spreadsheet opens as it stands, and that carries no live formula."""

from pathlib import Path

import duckdb
import pyarrow.csv

from schemas import catalogue, ddl
from warehouse.generation.marts import order

SPREADSHEET_ROWS = 100_000
"""A larger mart is for DuckDB and Parquet: a worksheet would hold ten times as much, but nobody would read it there,
and text files would outweigh all else that is published."""

BOM = b"\xef\xbb\xbf"
"""Without it a spreadsheet reads UTF-8 as the local code page, and ø as two letters."""


def export_csv(db: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write `folder/csv/<mart>.csv` for every mart that a person would open in a spreadsheet.

    Text that a spreadsheet would take for a formula gets an apostrophe before it; timestamps are ISO 8601 in UTC.
    """
    (folder / "csv").mkdir(parents=True)
    for name, table in catalogue.tables("marts").items():
        (rows,) = db.execute(f"SELECT count(*) FROM {name}").fetchone() or (0,)
        if rows > SPREADSHEET_ROWS:
            continue
        cells = ", ".join(cell(str(column.name), ddl.column_type(column)) for column in ddl.columns(table))
        made = db.execute(f"SELECT {cells} FROM {name} ORDER BY {order(table.to_schema().unique)}")
        batches = made.to_arrow_reader()
        with (folder / "csv" / f"{name.removeprefix('marts.')}.csv").open("wb") as file:
            file.write(BOM)
            with pyarrow.csv.CSVWriter(file, batches.schema) as writer:
                for batch in batches:
                    writer.write_batch(batch)


def cell(column: str, kind: str) -> str:
    """How a column is written, as an SQL expression."""
    if kind == "VARCHAR":
        return f"regexp_replace({column}, '^([=+@\\t\\r\\n-])', '''\\1') AS {column}"
    if kind == "VARCHAR[]":
        return f"to_json({column})::VARCHAR AS {column}"
    if kind == "TIMESTAMP":
        return f"strftime({column}, '%Y-%m-%dT%H:%M:%SZ') AS {column}"
    return column
