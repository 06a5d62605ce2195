"""Find the document at which a model breaks, where no row says: the first that it breaks with, in their order.

Only the models that the broken one rests on are built, and of few documents before many, so that what breaks with
every document is known soon and what breaks with one costs some twenty small builds.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import duckdb
import polars as pl

from schemas import catalogue, ddl
from warehouse.build import CheckFailedError, Inputs, fill, load_parsed, load_seeds, tables_of
from warehouse.graph import ModelError, in_order, read_models, tables_in
from warehouse.lineage import upstream
from warehouse.origins import Document

Open = Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]]
"""Opens an empty database that is thrown away."""

DOCUMENTS = """
    SELECT document.file_sha256, document.member
    FROM parsed.documents AS document
    LEFT JOIN parsed.receipts AS receipt USING (file_sha256)
    LEFT JOIN parsed.set_aside AS decision
        ON document.file_sha256 = decision.file_sha256
        AND document.member = coalesce(decision.member, document.member)
    WHERE NOT document.is_rejected AND decision.file_sha256 IS NULL
    GROUP BY ALL
    ORDER BY bool_or(document.unit = 'notice'), min(receipt.landed_at), document.file_sha256, document.member
"""
"""What counts, in the order in which it landed; programmes, registers and surveys come before notices."""


def first_to_break(
    open_database: Open, inputs: Inputs, world: str, model: str, query: str | None = None
) -> Document | None:
    """The document whose arrival breaks a model, or a check of it; None where it breaks without any.

    Args:
        open_database: opens an empty database.
        inputs: what the warehouse is built from.
        world: `sample` or `real`.
        model: the model that breaks.
        query: the rows that break a check of models; without one the model itself is tried.
    """
    with open_database() as db:
        load_parsed(db, inputs)
        documents = [Document(*row) for row in db.execute(DOCUMENTS).fetchall()]

    def breaks(count: int) -> bool:
        with open_database() as db:
            return not runs(db, without(inputs, documents[count:]), world, model, query)

    if not documents or breaks(0):
        return None
    whole, broken = 0, 1
    while broken < len(documents) and not breaks(broken):
        whole, broken = broken, broken * 2
    broken = min(broken, len(documents))
    while broken - whole > 1:
        middle = (whole + broken) // 2
        whole, broken = (whole, middle) if breaks(middle) else (middle, broken)
    return documents[broken - 1]


def without(inputs: Inputs, documents: Sequence[Document]) -> Inputs:
    """The inputs with documents set aside."""
    table = catalogue.tables("parsed")["parsed.set_aside"]
    held = inputs.get("parsed.set_aside", ())
    more = pl.DataFrame(documents, schema=["file_sha256", "member"], orient="row").with_columns(
        pl.lit("tried").alias("rule"), pl.lit("tried").alias("reason"), pl.lit(0).cast(pl.Datetime).alias("decided_at")
    )
    frames = [held] if isinstance(held, pl.DataFrame) else []
    return {**inputs, "parsed.set_aside": pl.concat([ddl.empty_frame(table), *frames, more], how="vertical_relaxed")}


def runs(db: duckdb.DuckDBPyConnection, inputs: Inputs, world: str, model: str, query: str | None = None) -> bool:
    """Whether a model and all it rests on run, or no row of these breaks a check."""
    load_parsed(db, inputs)
    load_seeds(db, world)
    models = read_models()
    for schema in ("staging", "indicators", "marts"):
        db.execute(f"CREATE SCHEMA {schema}")
    needed = upstream(models, [model] if query is None else tables_in(query, Path(model)))
    try:
        for each in in_order({name: models[name] for name in models if name in needed}, tables_of(db)):
            fill(db, each)
    except (ModelError, CheckFailedError):
        return False
    return query is None or db.execute(f"FROM ({query}) LIMIT 1").fetchone() is None
