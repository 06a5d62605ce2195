"""compose.yaml fits the Compose specification, and names nothing that Prefect or we would ignore."""

import subprocess
import sys

import pytest
import yaml
from prefect.settings import Settings as PrefectSettings
from prefect.settings.legacy import _get_settings_fields

from flows.commands.cli import app
from flows.declared import ROOT
from schemas.settings import Settings
from tasks.prefect import prefect_home

COMPOSE = ROOT / "compose.yaml"
SERVICES = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
OURS = {f"BESTILLERPULS_{name.upper()}" for name in Settings.model_fields}
KNOWN = OURS | set(_get_settings_fields(PrefectSettings)) | {"DO_NOT_TRACK", "PYTHONPATH"}


def test_the_file_fits_the_compose_specification():
    schema = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*schema, str(COMPOSE)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "database"])
def test_a_service_sets_only_what_is_read(name):
    assert set(SERVICES[name]["environment"]) <= KNOWN


def test_what_make_up_sets_is_read(tmp_path):
    told = Settings(data=tmp_path, prefect_auth="user:password")
    assert set(prefect_home.home(told)) | set(prefect_home.server(told)) <= KNOWN


def test_a_service_runs_a_command_that_there_is():
    commands = {command.name or command.callback.__name__ for command in app.registered_commands}
    ours = [
        service["command"][1] for service in SERVICES.values() if service.get("command", [""])[0] == "bestillerpuls"
    ]
    assert set(ours) == {"deploy", "worker"}
    assert set(ours) <= commands


def test_every_part_shares_the_data_folder_and_nothing_is_open_to_the_network():
    for name, service in SERVICES.items():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), name
        assert name == "database" or service["volumes"] == SERVICES["worker"]["volumes"], name
