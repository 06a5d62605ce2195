"""Bring what prefect.yaml and automations.yaml declare to a Prefect server."""

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.exceptions import ObjectAlreadyExists

from schemas.errors import UserError
from schemas.settings import Settings
from tasks.landing.store import held_world
from tasks.prefect.automations import reconcile

OVER_THE_WIRE = {"pull-notices", "pull-registers"}
"""Deployments that bring the real world; a data folder that holds the sample refuses it, so they are paused there."""


def deploy(
    prefect_yaml: Path, deployments: dict[str, Any], automations: list[dict[str, Any]], settings: Settings
) -> Counter[str]:
    """Make pool, deployments and automations; remove our deployments that are declared no longer.

    Args:
        prefect_yaml: where the deployments are declared.
        deployments: its content, checked.
        automations: content of automations.yaml, checked.
        settings: says where notifications go.

    Returns:
        What was done to automations, counted.

    Raises:
        UserError: Prefect refused; with what it said.
    """
    names = {entry["name"] for entry in deployments["deployments"]}
    pools = {entry["work_pool"]["name"] for entry in deployments["deployments"]}
    with get_client(sync_client=True) as client:
        for pool in pools:
            try:
                client.create_work_pool(WorkPoolCreate(name=pool, type="process"))
            except ObjectAlreadyExists:
                continue
        process = subprocess.run(
            [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all", "--prefect-file", str(prefect_yaml)],
            cwd=prefect_yaml.parent,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if process.returncode != 0:
            raise UserError(f"{prefect_yaml.name}: Prefect did not take it.\n{process.stdout}{process.stderr}")
        for held in client.read_deployments():
            if held.work_pool_name in pools and held.name not in names:
                client.delete_deployment(held.id)
            elif held.name in OVER_THE_WIRE and held_world(settings.landing) == "sample":
                client.pause_deployment(held.id)
    return reconcile(automations, settings)
