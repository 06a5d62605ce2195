"""A pull that is killed again and again, and the first year of a cohort."""

import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tasks.landing.store import Landing, object_path, receipts
from tasks.pull.plan import planned
from tasks.sources.doffin import Doffin
from tasks.sources.selection import Selection
from tasks.sources.window import Window, windows
from tests.servers import doffin
from tests.servers.wire import Server
from tests.tasks.sources.test_selection import programme
from tests.until import until

ROOT = Path(__file__).parent.parent.parent.parent
PULL = """
import sys
from datetime import date
from schemas.settings import load_settings
from tasks.pull.pulling import pull
pull("doffin", date.fromisoformat(sys.argv[1]), date.fromisoformat(sys.argv[2]), load_settings())
"""


def killed_until_done(data, server, window, kills, chance):
    """Start the pull and kill it with SIGKILL, so many times; then let it end."""
    told = {
        "data": data,
        "doffin_url": f"{server.url}/public",
        "doffin_key": doffin.KEY,
        "doffin_requests_per_minute": 1e6,
    }
    environment = os.environ | {f"BESTILLERPULS_{name.upper()}": str(value) for name, value in told.items()}
    words = [sys.executable, "-c", PULL, window.first.isoformat(), window.last.isoformat()]
    begun = 0
    for _ in range(kills):
        asked = len(server.asked)
        with subprocess.Popen(words, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as process:
            enough = asked + chance.randint(1, 60)
            until(lambda: len(server.asked) >= enough or process.poll() is not None, what="so many requests")  # noqa: B023
            begun += process.poll() is None
            process.kill()
    subprocess.run(words, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL, check=True)
    return begun


def not_landed(landing, notices):
    """Ids of the notices that have not landed to the byte."""
    whole = {
        receipt.key
        for receipt in receipts(landing, "notices")
        if receipt.sha256 and object_path(landing, receipt.sha256).read_bytes() == doffin.xml(receipt.key)
    }
    return {each["id"] for each in notices} - whole


def test_a_notice_that_has_not_landed_or_not_to_the_byte_is_counted_as_lost(tmp_path):
    notices = [doffin.notice(number, date(2024, 3, 4)) for number in (1, 2, 3)]
    whole, broken, never = (each["id"] for each in notices)
    with Landing(tmp_path, "real") as landing:
        landing.put(doffin.xml(whole), "doffin", "notices", whole)
        landing.put(doffin.xml(broken)[:-5], "doffin", "notices", broken)
    assert not_landed(tmp_path, notices) == {broken, never}


@pytest.mark.prove
def test_a_pull_that_is_killed_again_and_again_ends_with_every_notice_once(tmp_path, proof):
    window = Window(date(2024, 1, 1), date(2024, 3, 31))
    service = doffin.Doffin(doffin.year_of_notices(window.first, 91, 12))
    with Landing(tmp_path / "landing", "real") as landing:
        landing.put(programme("all"), "folder", "programme", "p")
    with Server(service) as server:
        killed = killed_until_done(tmp_path, server, window, 30, random.Random(4))
        fetched = sum("download" in asked.path for asked in server.asked)
    lost = not_landed(tmp_path / "landing", service.notices)
    again = fetched - len(service.notices)
    proof(
        "kills of a pull from Doffin", kills=killed, notices=len(service.notices), lost=len(lost), fetched_again=again
    )
    assert lost == set()
    assert again <= killed * 60


@pytest.mark.prove
def test_the_first_year_of_a_cohort_takes_hundreds_of_requests_and_was_planned_so(tmp_path, settings_for, pull, proof):
    year = Window(date(2024, 1, 1), date(2024, 12, 31))
    buyers = [f"8{number:08d}" for number in range(700)]
    service = doffin.Doffin(doffin.year_of_notices(year.first, 366, 61, buyers=buyers))
    cohort = frozenset(buyers[:26])
    wanted = Selection(cohort, cohort)
    mine = sum(each["buyer"][0]["organizationId"] in cohort for each in service.notices)
    with Server(service) as server:
        settings = settings_for(server, doffin_requests_per_minute=120_000)
        plan = planned(Doffin(settings), windows(year.days(), 7), wanted, settings)
        before = len(server.asked)
        assert {receipt.completeness for receipt in pull(server, year, selection=wanted)} == {"verified"}
        requests = len(server.asked) - before
    assert len({receipt.key for receipt in receipts(tmp_path) if receipt.sha256}) == mine
    assert requests < 1_500
    assert plan.searches + plan.downloads < 2 * requests
    proof(
        "first year of a cohort of 26 from Doffin",
        notices=len(service.notices),
        wanted=mine,
        requests=requests,
        planned=plan.searches + plan.downloads,
    )
