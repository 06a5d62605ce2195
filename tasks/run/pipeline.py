"""The steps of the main job, each a Prefect task: read what is new, build the warehouse and publish it.

Tasks hand on names and counts, never rows.
"""

import secrets
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from prefect import task

from schemas.errors import UserError
from schemas.settings import Settings, load_settings
from tasks.build import failed_build, publish
from tasks.build.inputs import BuildInputs
from tasks.build.lease import build_lease, confirm_lease
from tasks.build.sound_build import make_sound
from tasks.build.warehouse_file import warehouse_file
from tasks.erasure import erase
from tasks.landing.set_aside import decide
from tasks.parse import parse
from tasks.parse.parallel import read_jobs
from tasks.parse.readers import readers
from tasks.prefect import events
from tasks.run import survey_account
from tasks.run.folders import Given, land_given
from warehouse.as_known import Known
from warehouse.build import CheckFailedError, build
from warehouse.export.about import About
from warehouse.generation.generation import export_generation
from warehouse.graph import ModelError


@task
def land_folders(given: Given) -> list[str]:
    """Land every folder that was given.

    Returns:
        What could not be landed, why, and the remedy: a message each. One bad folder does not stop the others.
    """
    return land_given(load_settings(), given)


@task
def read_landed() -> int:
    """Read every landed object that the present readers have not read.

    Returns:
        Objects read now.
    """
    settings = load_settings()
    side_by_side = partial(read_jobs, settings)
    return sum(
        parse.read_new(settings.landing, settings.parsed, reader, side_by_side).objects for reader in readers(settings)
    )


def bring_up_to_date(*, is_patient: bool = False) -> str | None:
    """Read what is new, build, check, publish: all of it while holding the build lease, so that one run does at a time.

    Args:
        is_patient: somebody waits, so wait for as long as it takes, and build again what failed a check before.
            Otherwise a run ends where another one waits to build already.

    Returns:
        Name of the new generation, or None where the published one tells all of it already, or another run waits
        to build and will see it.
    """
    with build_lease(load_settings(), is_patient=is_patient) as lease:
        if lease is None:
            return None
        if lease.unfinished is not None:
            events.run_died(lease.unfinished)
        erase.finish(load_settings())
        read_landed()
        published = publish_marts(is_retried=is_patient)
        erase.settle(load_settings())
        return published


@task
def publish_marts(*, is_retried: bool = True) -> str | None:
    """Build the warehouse from all that was read, check it, and put it before the readers; needs the build lease.

    Args:
        is_retried: build also what failed a check before.

    Returns:
        Name of the new generation, or None where the published one tells all of it already.

    Raises:
        CheckFailedError: rows break a rule, now or when the same was built before.
        ModelError: a model cannot be made.
    """
    settings = load_settings()
    build_inputs = BuildInputs.of(settings)
    current = publish.describe(settings.current)
    if current is not None and current["fingerprint"] == build_inputs.fingerprint:
        failed_build.clear(settings)
        return None
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    try:
        if not is_retried:
            failed_build.raise_if_failed(settings, build_inputs.fingerprint)
        with publish.generation(settings.published, name, settings.generations) as draft:
            found = make_sound(settings, build_inputs, lambda sound: make_generation(settings, sound, draft, name))
            confirm_lease(settings)
            decide(settings.landing, found)
    except (CheckFailedError, ModelError) as error:
        broken = error.checks if isinstance(error, CheckFailedError) else [error.model or "a model"]
        failed_build.record_failure(settings, build_inputs.fingerprint, broken)
        events.check_failed(broken)
        raise
    failed_build.clear(settings)
    if found:
        events.documents_set_aside(found)
    events.marts_published(publish.describe(settings.current) or {}, current)
    return name


@task
def build_as_known(known: Known, out: Path) -> None:
    """Build a generation into a new folder from what was known on a day; nothing is published.

    Raises:
        UserError: the folder is there already and holds something.
    """
    if out.exists() and any(out.iterdir()):
        raise UserError(f"{out} is not empty. Give another --out.")
    out.mkdir(parents=True, exist_ok=True)
    settings = load_settings()
    make_generation(settings, BuildInputs.of(settings), out, f"as-known-on-{known.day}", known)


def make_generation(
    settings: Settings, build_inputs: BuildInputs, folder: Path, name: str, known: Known | None = None
) -> None:
    """Build the warehouse, check it, and write all that is published of it into an empty folder."""
    marts = settings.current / "marts.duckdb"
    previous = marts.resolve() if marts.exists() and known is None else None
    with warehouse_file(settings) as db:
        report = build(db, build_inputs.inputs, world=build_inputs.world, previous=previous, known=known)
        if known is None:
            survey_account.save(settings, db)
        about = About(
            generation_id=name,
            world=build_inputs.world,
            built_at=datetime.now(UTC),
            fingerprint=build_inputs.fingerprint,
            data_as_of=max(
                (datetime.fromisoformat(receipt.landed_at).date() for receipt in build_inputs.told), default=None
            ),
            rows=report.rows,
            checks=report.checks,
            warnings=report.warnings,
        )
        export_generation(db, folder, about)
