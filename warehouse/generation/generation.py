"""Fill the folder of a generation: marts as DuckDB, Parquet and CSV, their description, and the pages."""

from pathlib import Path

import duckdb

from warehouse.dashboard.dashboard import export_dashboard
from warehouse.export.about import About, export_about
from warehouse.export.macros import export_macros
from warehouse.generation.datapackage import export_datapackage
from warehouse.generation.dictionary import export_dictionary
from warehouse.generation.marts import export_marts
from warehouse.generation.spreadsheets import export_csv


def export_generation(db: duckdb.DuckDBPyConnection, folder: Path, about: About) -> None:
    """Write everything that is published from the marts in `db` into the empty `folder`."""
    export_marts(db, folder)
    export_macros(folder)
    export_csv(db, folder)
    export_about(folder, about)
    export_datapackage(folder, about)
    export_dictionary(db, folder, about)
    export_dashboard(db, folder, about)
