"""`bestillerpuls deploy`: schedules, triggers and automations to a Prefect server, as the repository declares them."""

import typer

from schemas.settings import load_settings
from tasks.prefect.prefect_home import prepare_prefect


def deploy() -> None:
    """Make the server's deployments and automations those that prefect.yaml and automations.yaml declare.

    The server is that of `bestillerpuls up`, or the one that PREFECT_API_URL names. Repeating it changes nothing.
    """
    settings = load_settings()
    prepare_prefect(settings)
    from flows.declared import AUTOMATIONS_YAML, PREFECT_YAML, read_strictly  # noqa: PLC0415 - as above
    from tasks.prefect import deploy as to_server  # noqa: PLC0415

    deployments, automations = read_strictly(PREFECT_YAML), read_strictly(AUTOMATIONS_YAML)
    done = to_server.deploy(PREFECT_YAML, deployments, automations, settings)
    summary = ", ".join(f"{count} {what}" for what, count in sorted(done.items()))
    typer.echo(f"{len(deployments['deployments'])} deployments; automations: {summary}")
