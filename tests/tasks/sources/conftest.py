import pytest

from schemas.settings import Settings
from tasks.landing.store import Landing, receipts
from tasks.pull.notices import Pull
from tasks.sources.doffin import Doffin
from tasks.sources.selection import EVERYBODY
from tasks.sources.ted import Ted
from tests.servers import doffin

QUICK = {
    "backoff_seconds": 0.001,
    "backoff_cap_seconds": 0.002,
    "doffin_requests_per_minute": 1e9,
    "ted_requests_per_minute": 1e9,
    "ted_downloads_per_minute": 1e9,
    "brreg_requests_per_minute": 1e9,
    "klass_requests_per_minute": 1e9,
    "pxweb_requests_per_minute": 1e9,
    "attempts": 3,
}


@pytest.fixture
def settings_for():
    """Settings that point every source at one server and are in a hurry."""

    def make(server, **more):
        addresses = {
            "doffin_url": f"{server.url}/public",
            "doffin_key": doffin.KEY,
            "ted_api_url": server.url,
            "ted_url": server.url,
            "brreg_url": f"{server.url}/brreg",
            "klass_url": f"{server.url}/klass",
            "pxweb_url": f"{server.url}/pxweb",
        }
        return Settings(**addresses | QUICK | more)

    return make


@pytest.fixture
def pull(tmp_path, settings_for):
    """Pull a window from a server into the test's own landing folder; gives the receipt of each part."""

    def run(server, window, source="doffin", selection=EVERYBODY, **more):
        settings = settings_for(server, **more)
        asked = Doffin(settings) if source == "doffin" else Ted(settings)
        with Landing(tmp_path, "real") as landing:
            work = Pull(landing, asked, selection, settings.requests_per_day)
            return list(work.run(work.missing(window)))

    return run


@pytest.fixture
def landed(tmp_path):
    """Keys of what has landed, in order."""
    return lambda: sorted(receipt.key for receipt in receipts(tmp_path) if receipt.sha256)
