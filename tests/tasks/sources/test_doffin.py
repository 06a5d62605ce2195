from datetime import date

import pytest

from schemas.settings import Settings
from tasks.landing import Landing, receipts
from tasks.pull import Pull
from tasks.selection import EVERYBODY
from tasks.sources.doffin import Doffin
from tasks.walk import Window
from tests.servers import doffin
from tests.servers.wire import Server

MARCH = Window(date(2024, 3, 1), date(2024, 3, 31))


@pytest.fixture
def quick():
    return {"backoff_seconds": 0.01, "backoff_cap_seconds": 0.02, "doffin_requests_per_minute": 1e6, "attempts": 3}


def pull(folder, server, window=MARCH, selection=EVERYBODY, **more):
    settings = Settings(doffin_url=f"{server.url}/public", doffin_key=doffin.KEY, **more)
    with Landing(folder, "real") as landing:
        work = Pull(landing, Doffin(settings), selection, settings.requests_per_day)
        return list(work.run(work.missing(window)))


def landed(folder):
    return sorted(receipt.key for receipt in receipts(folder) if receipt.sha256)


def test_a_month_lands_whole_and_every_window_is_closed(tmp_path, quick):
    service = doffin.Doffin(doffin.year_of_notices(MARCH.first, 31, 30))
    with Server(service) as server:
        closed = pull(tmp_path, server, **quick)
        assert {receipt.completeness for receipt in closed} == {"verified"}
        assert landed(tmp_path) == sorted(each["id"] for each in service.notices)
        asked = len(server.asked)
        assert pull(tmp_path, server, **quick) == []
        assert len(server.asked) == asked
