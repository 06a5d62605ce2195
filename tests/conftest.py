"""Fixtures by noun. `proof` collects the rows of the table that `make prove` prints at its end."""

import os
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.browser import chromium, chromium_path, look, painted  # noqa: F401 - one browser for all

os.environ.setdefault("BESTILLERPULS_EFFECT_DRAWS", "200")  # a tenth: what tests build needs no fine p-value

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared():
    """The folder of real files beside the checkout; what needs it is left out where it is not there."""
    if not (SHARED / "data").is_dir():
        pytest.skip("no ../shared here: real files are not tried")
    return SHARED / "data"


@pytest.fixture
def proof(request):
    """Say what was proved: `proof("kills of the flow", asked=200, done=200, failed=0)`."""

    def say(what, **counts):
        row = f"{what}: " + ", ".join(f"{name} {count}" for name, count in counts.items())
        request.node.user_properties.append(("proof", row))

    return say


def pytest_terminal_summary(terminalreporter):
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    rows = sorted({row for report in reports for name, row in report.user_properties if name == "proof"})
    if rows:
        terminalreporter.section("proved")
        for row in rows:
            terminalreporter.write_line(row)


class FileByFile(LoadScopeScheduling):
    """Tests of a file share a worker; so do all of `flows/`, whose Prefect server is then started once."""

    def _split_scope(self, nodeid):
        file = nodeid.split("::", 1)[0]
        return "tests/flows" if file.startswith("tests/flows/") else file


def pytest_xdist_make_scheduler(config, log):
    """Hand out tests by `FileByFile`."""
    return FileByFile(config, log)
