"""Where Prefect keeps its things, said before anything imports it: the environment is read at import.

Its home lies in the data folder, so that a search of the data folder covers its database and logs. What the caller's
environment says already (such as PREFECT_API_URL of a running server) stays.
"""

import os

from schemas.errors import UserError
from schemas.settings import Settings


def prepare_prefect(settings: Settings) -> None:
    """Point Prefect at the data folder and keep it quiet and offline.

    Raises:
        UserError: the data folder cannot be made.
    """
    try:
        settings.prefect_home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UserError(
            f"{settings.data}: the data folder cannot be made ({error.strerror}). Give another with --data DIR."
        ) from None
    told = {
        "PREFECT_HOME": str(settings.prefect_home.absolute()),
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(settings.prefect_startup_seconds),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "CRITICAL",  # what fails is raised here, and told once
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
        "DO_NOT_TRACK": "1",
    }
    settings.prefect_home.mkdir(parents=True, exist_ok=True, mode=0o700)  # Prefect makes no parents, and hangs
    for name, value in told.items():
        os.environ.setdefault(name, value)
