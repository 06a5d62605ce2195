"""The contract of the published marts: what a reader may rely on, with a version.

`schemas/contract.json` holds what was promised; the declarations say what is. `python -m warehouse.export.contract`
writes the second over the first: with the minor version raised where something was added, and only when asked
with `--breaking` (the major version raised) where a reader would break. A test compares the two.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from schemas import catalogue, ddl
from schemas.table import Table

STORED = Path(catalogue.__file__).parent / "contract.json"

Tables = Mapping[str, Mapping[str, Any]]
"""`{"marts.notices": {"key": ["notice_id"], "columns": {"notice_id": {"type": "VARCHAR", "nullable": false}}}}`."""


def declared() -> dict[str, Any]:
    """The tables of the contract as the declarations have them now."""
    return {name: promise(table) for name, table in catalogue.tables("marts").items()}


def promise(table: type[Table]) -> dict[str, Any]:
    """What a reader of one table may rely on: its grain, and each column's name, type and whether it may be empty."""
    return {
        "key": key(table),
        "columns": {
            str(column.name): {"type": ddl.column_type(column), "nullable": column.nullable}
            for column in ddl.columns(table)
        },
    }


def key(table: type[Table]) -> list[str]:
    """The columns that identify a row; empty where none is declared."""
    unique = table.to_schema().unique or []
    return [unique] if isinstance(unique, str) else list(unique)


def stored() -> dict[str, Any]:
    """The contract as it was last promised: `version` and `tables`."""
    return dict(json.loads(STORED.read_text(encoding="utf-8")))


def version() -> str:
    """The version of the contract, as `major.minor`."""
    return str(stored()["version"])


def breaks(old: Tables, new: Tables) -> Iterator[str]:
    """Each way in which a reader written for `old` would fail on `new`. A renamed column is one gone, one added."""
    for name, table in old.items():
        if name not in new:
            yield f"{name}: the table is gone"
            continue
        if table["key"] != new[name]["key"]:
            yield f"{name}: its grain was {table['key']} and is {new[name]['key']}"
        columns = new[name]["columns"]
        for column, was in table["columns"].items():
            now = columns.get(column)
            if now is None:
                yield f"{name}.{column}: the column is gone"
            elif now["type"] != was["type"]:
                yield f"{name}.{column}: its type was {was['type']} and is {now['type']}"
            elif now["nullable"] and not was["nullable"]:
                yield f"{name}.{column}: it was never empty and now may be"


def raised(old_version: str, *, breaking: bool) -> str:
    """The next version: `1.4` becomes `1.5`, or `2.0` where a reader would break."""
    major, minor = map(int, old_version.split("."))
    return f"{major + 1}.0" if breaking else f"{major}.{minor + 1}"


def main(arguments: list[str] | None = None) -> None:
    """Write the stored contract anew from the declarations.

    Raises:
        SystemExit: a reader would break, and `--breaking` was not given.
    """
    parser = argparse.ArgumentParser(prog="python -m warehouse.export.contract", description=__doc__)
    parser.add_argument("--breaking", action="store_true", help="break readers knowingly: raises the major version")
    asked = parser.parse_args(arguments)
    old, new = stored(), declared()
    broken = list(breaks(old["tables"], new))
    if broken and not asked.breaking:
        sys.exit(
            "This breaks readers:\n  " + "\n  ".join(broken) + "\nKeep it, or say --breaking and add to CHANGELOG."
        )
    if old["tables"] != new:
        contract = {"version": raised(old["version"], breaking=bool(broken)), "tables": new}
        STORED.write_text(json.dumps(contract, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write(f"{STORED.name}: version {version()}, {len(new)} tables\n")


if __name__ == "__main__":
    main()
