"""Rebuild the marts from what was known on a day, into a folder of its own; nothing is published."""

from pathlib import Path

from prefect import flow

from schemas.settings import load_settings
from tasks.build.lease import build_lease
from tasks.run.pipeline import build_as_known, read_landed
from warehouse.as_known import Known


@flow(name="as-known")
def as_known(known: Known, out: Path) -> None:
    """Read what has landed, and build a generation without what was not known at the end of the day."""
    with build_lease(load_settings(), is_patient=True):
        read_landed()
        build_as_known(known, out)
