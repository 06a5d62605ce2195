from datetime import UTC, date, datetime

import pytest

from schemas.settings import Settings
from tasks.http.errors import SourceError
from tasks.landing.store import Landing
from tasks.pull.pulling import alone, source_named, span
from tasks.sources.doffin import Doffin
from tasks.sources.ted import Ted
from tasks.sources.ted_packages import TedPackages
from tasks.sources.window import Window


def test_a_second_pull_from_the_same_hosts_is_kept_out_and_one_from_others_is_not(tmp_path):
    settings = Settings(data=tmp_path, doffin_key="k")
    doffin, ted, packages = Doffin(settings).hosts, Ted(settings).hosts, [TedPackages(settings).host]
    with alone(ted, settings):
        for hosts in (ted, packages):
            with pytest.raises(SourceError, match=r"A pull from .*ted\.europa\.eu is running"), alone(hosts, settings):
                pass
        with alone(doffin, settings):
            pass
    with alone(packages, settings):
        pass


def test_without_a_first_day_a_pull_begins_where_the_first_ever_began(tmp_path):
    settings = Settings(data=tmp_path)
    with Landing(settings.landing, "real") as landing:
        for first in ("2024-03-04", "2023-01-01"):
            landing.note(
                "ted", "notices", "window, settled", window_from=first, window_to=first, completeness="unavailable"
            )
    assert span("ted", None, None, settings) == Window(date(2023, 1, 1), datetime.now(UTC).date())
    with pytest.raises(SourceError, match="doffin was never asked for anything"):
        span("doffin", None, None, settings)


def test_a_source_that_there_is_not_is_answered_with_those_there_are(tmp_path):
    with pytest.raises(SourceError, match="There are: doffin, ted"):
        source_named("mercell", Settings(data=tmp_path))
