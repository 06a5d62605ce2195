"""The inputs of a build and their fingerprint: what has been built from the same inputs is not built again."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Self

import polars as pl

from schemas import catalogue, ddl
from schemas.settings import Settings, load_settings
from tasks.landing.set_aside import Decision, decisions_in_force
from tasks.landing.store import Receipt, World, held_world, new_receipts
from tasks.parse import parse
from tasks.parse.batch import manifest
from tasks.parse.parse import Reader
from tasks.parse.readers import readers
from tasks.read.file_names import shown
from warehouse.build import Inputs

CODE = ("schemas", "warehouse")
"""Packages that decide what the marts hold: a change in them is a reason to build anew."""
SETTINGS = {"effect_draws", "suppress_below"}
"""Settings that decide it."""


@dataclass(frozen=True)
class BuildInputs:
    """All that the marts follow from: what was read, what landing says, which world it is, and the code."""

    inputs: Inputs
    told: list[Receipt]
    world: World
    code: str
    decisions: list[Decision]
    """What is set aside."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """What the data folder holds now."""
        told = list(new_receipts(settings.landing))
        code = code_version(readers(settings))
        decisions = decisions_in_force(settings.landing, code)
        inputs: Inputs = {
            **parse.inputs(settings.parsed, readers(settings)),
            "parsed.receipts": receipts_frame(told),
            "parsed.set_aside": decisions_frame(decisions),
        }
        return cls(inputs, told, held_world(settings.landing) or "real", code, decisions)

    def without(self, decisions: Iterable[Decision]) -> Self:
        """The same with more set aside."""
        held = [*self.decisions, *decisions]
        inputs: Inputs = {**self.inputs, "parsed.set_aside": decisions_frame(held)}
        return replace(self, inputs=inputs, decisions=held)

    @cached_property
    def fingerprint(self) -> str:
        """One digest of it: what was read, new receipts of landing, code."""
        digest = hashlib.sha256()
        batches = {
            path.parent for given in self.inputs.values() if not isinstance(given, pl.DataFrame) for path in given
        }
        files = sorted(json.dumps((manifest(batch) or {}).get("files")) for batch in batches)
        digest.update(json.dumps(files).encode())
        digest.update(load_settings().model_dump_json(include=SETTINGS).encode())
        for receipt in self.told:
            digest.update(json.dumps(vars(receipt), sort_keys=True).encode())
        for decision in sorted(self.decisions, key=lambda held: (held.file_sha256, held.member or "")):
            digest.update(json.dumps([decision.file_sha256, decision.member, decision.rule]).encode())
        digest.update(self.code.encode())
        return digest.hexdigest()


def code_version(of: Iterable[Reader]) -> str:
    """Digest of the code that decides what the marts hold: that of the readers, and that of the warehouse."""
    digest = hashlib.sha256(json.dumps([parse.version(reader) for reader in of]).encode())
    root = Path(__file__).parents[2]
    for package in CODE:
        for path in sorted((root / package).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def decisions_frame(decisions: Iterable[Decision]) -> pl.DataFrame:
    """What is set aside as the rows of parsed.set_aside."""
    table = catalogue.tables("parsed")["parsed.set_aside"]
    rows = [
        vars(held) | {"decided_at": datetime.fromisoformat(held.decided_at).replace(tzinfo=None)} for held in decisions
    ]
    return table.validate(ddl.frame_of(table, rows))


def receipts_frame(told: Iterable[Receipt]) -> pl.DataFrame:
    """Receipts as the rows of parsed.receipts: keys as they are shown; times lose their zone, which is always UTC."""
    table = catalogue.tables("parsed")["parsed.receipts"]
    rows = [
        vars(receipt)
        | {
            "source": shown(receipt.source),
            "key": shown(receipt.key),
            "file_sha256": receipt.sha256,
            "landed_at": datetime.fromisoformat(receipt.landed_at).replace(tzinfo=None),
            "distinct_received": receipt.distinct,
        }
        for receipt in told
    ]
    return table.validate(ddl.frame_of(table, rows))
