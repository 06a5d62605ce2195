"""Every declared table by its name: the package is the schema, the class name is the table."""

import re
from functools import cache
from importlib import import_module
from pathlib import Path

from schemas.table import Table

LAYERS = ("parsed", "marts")
OF_NOTICES = ("notices", "organisations", "results", "changes", "omissions")
"""Modules of `schemas/parsed/` whose tables a notice fills."""


@cache
def tables(layer: str) -> dict[str, type[Table]]:
    """The declarations of one layer, `parsed` or `marts`, keyed `layer.table_name`."""
    found: dict[str, type[Table]] = {}
    for path in sorted((Path(__file__).parent / layer).glob("[a-z]*.py")):
        module = import_module(f"schemas.{layer}.{path.stem}")
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, Table) and thing.__module__ == module.__name__:
                found[f"{layer}.{table_name(thing)}"] = thing
    return found


def of_notices() -> list[str]:
    """Names of the parsed tables that a notice fills, without `parsed.`: their rows begin with its file and member."""
    return [
        name.removeprefix("parsed.")
        for name, table in tables("parsed").items()
        if table.__module__.rpartition(".")[2] in OF_NOTICES
    ]


def table_name(table: type[Table]) -> str:
    """`LotResults` is the table `lot_results`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", table.__name__).lower()
