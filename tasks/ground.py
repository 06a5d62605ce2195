"""What the marts follow from, and a digest of it: the same ground is not built on twice."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Self

import polars as pl

from schemas import catalogue, ddl
from schemas.settings import Settings, settings
from tasks.door import door
from tasks.door.readers import readers
from tasks.landing.store import Receipt, World, held_world, news
from warehouse.build import Inputs

CODE = ("schemas", "warehouse")
"""Packages that decide what the marts hold: a change in them is a reason to build anew."""
SETTINGS = {"effect_draws", "suppress_below"}
"""Settings that decide it."""


@dataclass(frozen=True)
class Ground:
    """All that the marts follow from: what was read, what landing says, which world it is, and the code."""

    inputs: Inputs
    told: list[Receipt]
    world: World

    @classmethod
    def of(cls, here: Settings) -> Self:
        """What the data folder holds now."""
        told = list(news(here.landing))
        inputs: Inputs = {**door.inputs(here.parsed, readers(here)), "parsed.receipts": receipts_frame(told)}
        return cls(inputs, told, held_world(here.landing) or "real")

    @cached_property
    def fingerprint(self) -> str:
        """One digest of it: batches by name, news of landing, code."""
        digest = hashlib.sha256()
        for name, given in sorted(self.inputs.items()):
            if not isinstance(given, pl.DataFrame):
                digest.update(json.dumps([name, *(str(path) for path in given)]).encode())
        digest.update(settings().model_dump_json(include=SETTINGS).encode())
        for receipt in self.told:
            digest.update(json.dumps(vars(receipt), sort_keys=True).encode())
        root = Path(__file__).parent.parent
        for package in CODE:
            for path in sorted((root / package).rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    digest.update(path.read_bytes())
        return digest.hexdigest()


def receipts_frame(told: Iterable[Receipt]) -> pl.DataFrame:
    """Receipts as the rows of parsed.receipts; times lose their zone, which is always UTC."""
    table = catalogue.tables("parsed")["parsed.receipts"]
    rows = [
        vars(receipt)
        | {
            "file_sha256": receipt.sha256,
            "landed_at": datetime.fromisoformat(receipt.landed_at).replace(tzinfo=None),
            "distinct_received": receipt.distinct,
        }
        for receipt in told
    ]
    return table.validate(ddl.frame_of(table, rows))
