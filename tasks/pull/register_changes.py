"""What a renewal of the registers changed: rows that are new, and rows that are gone, by table."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from schemas import catalogue, ddl
from tasks.landing.store import object_path, receipts
from tasks.read.registers import reader as registers

SEEDS = Path(__file__).parents[2] / "warehouse" / "seeds" / "registers"
TABLES = [name for name in registers.TABLES if name not in {"parsed.documents", "parsed.rejects"}]


@dataclass(frozen=True)
class Change:
    """The rows of a table that a renewal brought and took away; a row that was altered is in both."""

    table: str
    added: pl.DataFrame
    removed: pl.DataFrame


def known(folder: Path) -> dict[str, pl.DataFrame]:
    """What the latest answer to each question says, by table; the snapshot that ships where a table never landed."""
    latest = {
        (receipt.source, receipt.key): receipt
        for receipt in receipts(folder)
        if receipt.kind == "register" and receipt.sha256
    }
    frames = [
        registers.read(receipt.sha256 or "", object_path(folder, receipt.sha256 or "").read_bytes())
        for receipt in latest.values()
    ]
    return {name: landed_rows(name, frames) for name in TABLES}


def landed_rows(name: str, frames: list[dict[str, pl.DataFrame]]) -> pl.DataFrame:
    """Rows of a table without where they come from, each once."""
    empty = ddl.empty_frame(catalogue.tables("parsed")[name]).drop("file_sha256", "member")
    landed = pl.concat([empty, *(frame[name].drop("file_sha256", "member") for frame in frames)]).unique()
    seed = SEEDS / f"{name.removeprefix('parsed.')}.csv"
    if landed.is_empty() and seed.exists():
        receipt = pl.read_csv(seed, infer_schema=False, comment_prefix="#")
        typed = [
            pl.col(column).str.to_date() if kind == pl.Date else pl.col(column).cast(kind)
            for column, kind in empty.schema.items()
        ]
        return receipt.select(typed).unique()
    return landed


def changes(before: dict[str, pl.DataFrame], after: dict[str, pl.DataFrame]) -> list[Change]:
    """The tables in which anything changed."""
    found = []
    for name in TABLES:
        columns = after[name].columns
        added = after[name].join(before[name], on=columns, how="anti", nulls_equal=True).sort(columns)
        removed = before[name].join(after[name], on=columns, how="anti", nulls_equal=True).sort(columns)
        if len(added) or len(removed):
            found.append(Change(name.removeprefix("parsed."), added, removed))
    return found
