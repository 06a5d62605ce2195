"""Columns that many tables share, each described once: the same name means the same thing everywhere.

Call these module-qualified (`fields.sha256()`): inside a class body a bare name would be shadowed by the
first column of that name.
"""

from copy import copy
from typing import Annotated, Any

import pandera.polars as pa
import polars as pl

Money = Annotated[pl.Decimal, 20, 2]
"""Amounts are DECIMAL(20,2): sums are exact, so a rebuild gives the same bytes whatever the thread count."""

SHA256 = r"^[0-9a-f]{64}$"
ORGANISATION_NUMBER = r"^[0-9]{9}$"
MUNICIPALITY_CODE = r"^[0-9]{4}$"
CPV = r"^[0-9]{8}$"
CURRENCY = r"^[A-Z]{3}$"


class Carried:
    """The columns of another table, for one that carries them on as they are: `LOTS.title`, with meaning and checks."""

    def __init__(self, table: type[pa.DataFrameModel]) -> None:
        table.to_schema()
        self._fields = table.__fields__

    def __getattr__(self, name: str) -> Any:
        """A field like the column of that name.

        Raises:
            AttributeError: the other table has no such column.
        """
        if name not in self._fields:
            raise AttributeError(f"{name} is no column there; there are {', '.join(self._fields)}.")
        return copy(self._fields[name][1])


def sha256(**more: Any) -> Any:
    """Content address of a landed file."""
    return pa.Field(str_matches=SHA256, description="sha256 of the landed file the row comes from.", **more)


def member(**more: Any) -> Any:
    """Place of a document inside its landed file."""
    return pa.Field(
        description="Path of the document inside the landed archive; empty when the file is the document.",
        **more,
    )


def organisation_number(description: str = "Organisation number: nine digits that pass mod 11.", **more: Any) -> Any:
    """Norwegian organisation number, normalised."""
    return pa.Field(str_matches=ORGANISATION_NUMBER, description=description, **more)


def municipality_code(description: str = "Municipality number (kommunenummer), four digits.", **more: Any) -> Any:
    """Norwegian municipality number of its own day."""
    return pa.Field(str_matches=MUNICIPALITY_CODE, description=description, **more)


def money(description: str, **more: Any) -> Any:
    """Amount of money; the currency is in the column's name or in a column beside it."""
    return pa.Field(nullable=True, description=description, **more)


def text(description: str, **more: Any) -> Any:
    """Column that may be empty."""
    return pa.Field(nullable=True, description=description, **more)


def required(description: str, **more: Any) -> Any:
    """Column that is never empty."""
    return pa.Field(description=description, **more)
