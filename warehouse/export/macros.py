"""Put questions that take a day as table macros into the published file: `FROM procedures_as_known('2022-06-30')`."""

from pathlib import Path

import duckdb

MACROS = Path(__file__).parent / "macros"


def export_macros(folder: Path) -> None:
    """Create every macro of `macros/*.sql` in `folder/marts.duckdb`.

    The file is opened by itself: a macro is bound when it is made, to the catalogue `marts` that readers see too.
    """
    with duckdb.connect(str(folder / "marts.duckdb")) as db:
        for path in sorted(MACROS.glob("*.sql")):
            db.execute(path.read_text(encoding="utf-8"))
        db.execute("CHECKPOINT")
