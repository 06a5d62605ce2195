"""Fixtures by noun. `proof` collects the rows of the table that `make prove` prints at its end."""

import json
import os
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.affected import TIMES
from tests.browser import chromium, chromium_path, look, painted  # noqa: F401 - one browser for all

os.environ.setdefault("BESTILLERPULS_EFFECT_DRAWS", "200")  # a tenth: what tests build needs no fine p-value

TOOK = {}
"""Seconds of each file of tests in this run."""
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


def pytest_sessionfinish(session):
    """Keep how long each file of tests took, for `tests/affected.py`."""
    if not hasattr(session.config, "workerinput") and TOOK:
        known = json.loads(TIMES.read_text(encoding="utf-8")) if TIMES.exists() else {}
        TIMES.parent.mkdir(parents=True, exist_ok=True)
        TIMES.write_text(json.dumps(known | TOOK, indent=1, sort_keys=True), encoding="utf-8")


def pytest_runtest_logreport(report):
    """Add up the seconds of each file of tests."""
    file = report.nodeid.split("::", 1)[0]
    TOOK[file] = round(TOOK.get(file, 0) + report.duration, 2)


class FileByFile(LoadScopeScheduling):
    """Tests of a file share a worker; so do all of `flows/`, whose Prefect server is then started once."""

    def _split_scope(self, nodeid):
        file = nodeid.split("::", 1)[0]
        return "tests/flows" if file.startswith("tests/flows/") else file


def pytest_xdist_make_scheduler(config, log):
    """Hand out tests by `FileByFile`."""
    return FileByFile(config, log)
