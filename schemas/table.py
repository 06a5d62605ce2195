"""What every table declaration inherits, and the polars types a column may have."""

import pandera.polars as pa


class Table(pa.DataFrameModel):
    """A table: the docstring says its grain and meaning, the fields are its columns.

    `Config.unique` names the columns that identify a row. It is held by a check query after the table is
    built, never by an index: building one on ten million rows costs more than building the table.
    """

    class Config:
        """Nothing beside the declared columns, and no value changed to make it fit."""

        strict = True
        coerce = False
