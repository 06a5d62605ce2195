"""The steps of the main job, each a Prefect task: read what is new, build the warehouse and publish it.

Tasks hand on names and counts, never rows.
"""

import hashlib
import json
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl
from prefect import task

from schemas import catalogue, ddl
from schemas.settings import Settings, settings
from tasks import door, events, publish
from tasks.folders import Given, land_given
from tasks.landing import Receipt, held_world, news
from tasks.lease import build_lease, confirm_lease
from tasks.readers import readers
from tasks.side_by_side import read_jobs
from warehouse.build import CheckFailedError, Inputs, Report, build
from warehouse.export.about import About
from warehouse.export.generation import export_generation

CODE = ("schemas", "warehouse")
"""Packages that decide what the marts hold: a change in them is a reason to build anew."""


@task
def land_folders(given: Given) -> list[str]:
    """Land every folder that was given.

    Returns:
        What could not be landed, why, and the remedy: a message each. One bad folder does not stop the others.
    """
    return land_given(settings(), given)


@task
def read_landed() -> int:
    """Read every landed object that the present readers have not read.

    Returns:
        Objects read now.
    """
    here = settings()
    side_by_side = partial(read_jobs, here)
    return sum(door.read_new(here.landing, here.parsed, reader, side_by_side).objects for reader in readers(here))


def bring_up_to_date(*, is_patient: bool = False) -> str | None:
    """Read what is new, build, check, publish: all of it while holding the build lease, so that one run does at a time.

    Args:
        is_patient: wait for as long as it takes. Otherwise a run goes home where another one waits to build already.

    Returns:
        Name of the new generation, or None where the published one tells all of it already, or another run waits
        to build and will see it.
    """
    with build_lease(settings(), is_patient=is_patient) as lease:
        if lease is None:
            return None
        if lease.unfinished is not None:
            events.run_died(lease.unfinished)
        read_landed()
        return publish_marts()


@task
def publish_marts() -> str | None:
    """Build the warehouse from all that was read, check it, and put it before the readers; needs the build lease.

    Returns:
        Name of the new generation, or None where the published one tells all of it already.
    """
    here = settings()
    told, world = list(news(here.landing)), held_world(here.landing) or "real"
    inputs: Inputs = {**door.inputs(here.parsed, readers(here)), "parsed.receipts": receipts_frame(told)}
    ground = fingerprint(inputs, told)
    current = publish.describe(here.current)
    if current is not None and current["fingerprint"] == ground:
        return None
    now = datetime.now(UTC)
    name = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    with warehouse_file(here) as db, publish.generation(here.published, name, here.generations) as draft:
        marts = here.current / "marts.duckdb"
        report = checked_build(db, inputs, world, marts.resolve() if marts.exists() else None)
        about = About(
            generation_id=name,
            world=world,
            built_at=now,
            fingerprint=ground,
            data_as_of=max((datetime.fromisoformat(receipt.landed_at).date() for receipt in told), default=None),
            rows=report.rows,
            checks=report.checks,
            warnings=report.warnings,
        )
        export_generation(db, draft, about)
        confirm_lease(here)
    events.marts_published(publish.describe(here.current) or {}, current)
    return name


def checked_build(db: duckdb.DuckDBPyConnection, inputs: Inputs, world: str, previous: Path | None) -> Report:
    """Build and check; a check that failed is told before it stops the run."""
    try:
        return build(db, inputs, world=world, previous=previous)
    except CheckFailedError as error:
        events.check_failed(error.checks)
        raise


@contextmanager
def warehouse_file(here: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database that the marts are built in; it is thrown away, as is what a killed run left of its own."""
    folder = here.data / "work"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=folder) as work:
        limits: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": here.memory_limit,
            "temp_directory": f"{work}/spill",
            "threads": here.workers,
        }
        with duckdb.connect(f"{work}/warehouse.duckdb", config=limits) as db:
            yield db


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
    return table.validate(pl.DataFrame(rows, schema=ddl.empty_frame(table).schema))


def fingerprint(inputs: Inputs, told: Iterable[Receipt]) -> str:
    """One digest of all that decides what the marts hold: batches by name, news of landing, code."""
    digest = hashlib.sha256()
    for name, given in sorted(inputs.items()):
        if not isinstance(given, pl.DataFrame):
            digest.update(json.dumps([name, *(str(path) for path in given)]).encode())
    for receipt in told:
        digest.update(json.dumps(vars(receipt), sort_keys=True).encode())
    root = Path(__file__).parent.parent
    for package in CODE:
        for path in sorted((root / package).rglob("*")):
            if path.suffix in {".py", ".sql", ".csv", ".toml"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()
