"""Where Prefect keeps its things, said before anything imports it: the environment is read at import.

Its home lies in the data folder, so that a search of the data folder covers its database and logs. What the caller's
environment says already (such as PREFECT_API_URL of another server) stays.
"""

import os
from pathlib import Path

from schemas.errors import UserError
from schemas.settings import Settings
from tasks.prefect.guard import guard_this_command
from tasks.prefect.processes import running


def prepare_prefect(settings: Settings, *, is_guarded: bool = True) -> None:
    """Point Prefect at the data folder and keep it quiet and offline; use the server of `make up` where it runs.

    Args:
        settings: where the data lies.
        is_guarded: where Prefect will start a server for this process alone, end it with the process.

    Raises:
        UserError: the data folder cannot be made.
    """
    quiet = {
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    }  # failures are raised here
    is_up = running(settings.processes, "server") is not None
    for name, value in (home(settings) | (server(settings) if is_up else {}) | quiet).items():
        os.environ.setdefault(name, value)
    if is_guarded and "PREFECT_API_URL" not in os.environ:
        guard_this_command()


def prepare_server(settings: Settings) -> None:
    """Point Prefect at the server of this data folder, whatever the environment says.

    Raises:
        UserError: the data folder cannot be made.
    """
    os.environ.update(home(settings) | server(settings) | {"PREFECT_LOGGING_LEVEL": "INFO"})


def home(settings: Settings) -> dict[str, str]:
    """Offline, and everything in the data folder."""
    try:
        settings.prefect_home.mkdir(parents=True, exist_ok=True, mode=0o700)  # Prefect makes no parents, and hangs
    except OSError as error:
        raise UserError(
            f"{settings.data}: the data folder cannot be made ({error.strerror}). Give another with --data DIR."
        ) from None
    return {
        "PREFECT_HOME": str(settings.prefect_home.absolute()),
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(settings.prefect_startup_seconds),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_RESULTS_DEFAULT_SERIALIZER": "json",
        "DO_NOT_TRACK": "1",
    }


def server(settings: Settings) -> dict[str, str]:
    """One server of its own for this data folder, and who may talk to it."""
    environment = {
        "BESTILLERPULS_DATA": str(settings.data.absolute()),
        "PYTHONPATH": str(Path(__file__).parents[2]),  # a checkout that is used without being installed
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_API_PORT": str(settings.prefect_port),
        "PREFECT_API_URL": f"http://127.0.0.1:{settings.prefect_port}/api",
        "PREFECT_SERVER_DATABASE_TIMEOUT": "60",  # a busy SQLite answers 503 after that
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",  # by itself it keeps every run for ever
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(30 * 86400),
        "PREFECT_WORKER_QUERY_SECONDS": "2",
    }
    if settings.prefect_auth is not None:
        secret = settings.prefect_auth.get_secret_value()
        environment |= {"PREFECT_SERVER_API_AUTH_STRING": secret, "PREFECT_API_AUTH_STRING": secret}
    return environment
