import gzip
import io
import tarfile
from datetime import date

import pytest

from tasks.landing.store import Landing, object_path, receipts
from tasks.parse.parse import read_new
from tasks.parse.readers import readers
from tasks.pull.notices import Pull
from tasks.pull.packages import PackagePull, month_of
from tasks.pull.plan import plan_of_packages
from tasks.sources.selection import EVERYBODY
from tasks.sources.ted import EVERYWHERE, Ted
from tasks.sources.ted_packages import daily
from tasks.sources.window import Window
from tests.servers import faults, ted
from tests.servers.doffin import xml
from tests.servers.wire import Reply, Server

DAYS = Window(date(2024, 3, 4), date(2024, 3, 6))


def package(folder, members):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(f"{folder}/{name}")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return gzip.compress(packed.getvalue(), mtime=0)


def member(number):
    return f"{int(number.split('-')[0]):08d}_{number.split('-')[1]}.xml"


@pytest.fixture
def service():
    """Three days of some countries, each day an issue with its package."""
    rows = list(ted.notices(DAYS.first, 3, 270, country="DEU"))
    for row in rows:
        row["issue"] = f"{row['day'].day + 42}/2024"
    packages = {}
    for day in DAYS.days():
        of_day = {member(row["number"]): xml(row["number"]) for row in rows if row["day"] == day}
        packages[daily(f"{day.day + 42}/2024")] = Reply(200, package(f"{day:%Y%m%d}", of_day))
    return ted.Ted(rows, packages)


@pytest.fixture
def pull(tmp_path, settings_for):
    def run(server, window=DAYS, size="daily"):
        with Landing(tmp_path, "real") as landing:
            work = PackagePull(landing, settings_for(server), size)
            return list(work.run(work.missing(window)))

    return run


def test_a_package_is_verified_by_having_what_the_index_announces(pull, service, tmp_path):
    with Server(service) as server:
        closed = pull(server)
        assert [(each.completeness, each.announced, each.distinct) for each in closed] == [("verified", 270, 270)] * 3
        assert pull(server) == []
    landed = [receipt for receipt in receipts(tmp_path) if receipt.sha256]
    assert [receipt.key for receipt in landed] == ["daily/202400046", "daily/202400047", "daily/202400048"]
    assert object_path(tmp_path, landed[0].sha256).stat().st_mode & 0o777 == 0o600
    assert not list((tmp_path / "objects").glob(".part-*"))


def test_a_long_pull_of_packages_says_its_plan_and_keeps_to_the_days_budget(service, tmp_path, settings_for):
    with Server(service) as server:
        settings = settings_for(server, requests_per_day=8)
        with Landing(tmp_path, "real") as landing:
            work = PackagePull(landing, settings, "daily")
            plan = plan_of_packages(work.index, [Window(day, day) for day in DAYS.days()], settings)
            assert "3 packages" in plan
            assert "About 18 requests" in plan
            closed = list(work.run(work.missing(DAYS)))
            assert [each.completeness for each in closed] == ["verified", "unavailable"]
            assert "BESTILLERPULS_REQUESTS_PER_DAY" in closed[-1].detail["reason"]
        asked = len(server.asked)
        with Landing(tmp_path, "real") as landing:
            work = PackagePull(landing, settings, "daily")
            assert [each.completeness for each in work.run(work.missing(DAYS))] == ["unavailable"]
        assert len(server.asked) == asked, "a second pull of the day has nothing left"


def test_notices_and_packages_spend_one_budget_of_the_host_they_share(service, tmp_path, settings_for):
    with Server(service) as server:
        settings = settings_for(server, requests_per_day=8)
        with Landing(tmp_path, "real") as landing:
            work = Pull(landing, Ted(settings, EVERYWHERE), EVERYBODY, settings.requests_per_day)
            list(work.run(work.missing(DAYS)))
            asked = len(server.asked)
            packages = PackagePull(landing, settings, "daily")
            assert [each.completeness for each in packages.run(packages.missing(DAYS))] == ["unavailable"]
        assert asked == len(server.asked) >= 8


def test_a_package_that_lacks_a_notice_is_a_mismatch_that_names_it_and_is_not_fetched_again(pull, service):
    key = "daily/202400046"
    whole = {member(row["number"]): xml(row["number"]) for row in service.notices if row["day"] == DAYS.first}
    del whole["00000007_2024.xml"]
    service.packages[key] = Reply(200, package("20240304", whole | {"00999999_2024.xml": xml("999999-2024")}))
    with Server(service) as server:
        first, *_ = pull(server)
        assert first.completeness == "mismatch"
        assert first.detail["reason"] == "the package lacks 1 of the index (7-2024) and has 1 beyond it (999999-2024)"
        before = len(server.asked)
        pull(server)
        assert not [asked for asked in server.asked[before:] if asked.path.startswith("/packages")]


@pytest.mark.parametrize(
    "fault",
    [
        faults.reset_mid_body,
        faults.cut_without_length,
        faults.too_short,
        pytest.param(faults.page(b"<html>404</html>"), id="an error page under 200"),
        pytest.param(faults.page(b""), id="an empty body under 200"),
    ],
)
def test_a_package_that_broke_off_is_fetched_again_from_its_beginning(tmp_path, settings_for, service, fault):
    from tasks.sources.ted_packages import TedPackages

    with Server(service) as server:
        server.faults.append(fault)
        found = TedPackages(settings_for(server)).fetch("daily/202400046", tmp_path / "package")
        assert len(found) == 270
        assert (tmp_path / "package").read_bytes() == service.packages["daily/202400046"].body


def test_a_day_without_an_issue_is_confirmed_by_its_neighbours_and_one_without_a_package_stays_open(pull, service):
    del service.packages["daily/202400048"]
    service.notices += ted.notices(date(2024, 3, 1), 1, 3, country="DEU")
    with Server(service) as server:
        sunday, wednesday = (
            pull(server, Window(date(2024, 3, 3), date(2024, 3, 3))),
            pull(server, Window(DAYS.last, DAYS.last)),
        )
    assert [(each.completeness, each.announced) for each in sunday] == [("verified", 0)]
    assert [each.completeness for each in wednesday] == ["unavailable"]
    assert "refused with 404" in wednesday[0].detail["reason"]


def test_a_month_is_an_archive_of_days_and_its_notices_pass_the_door(pull, service, tmp_path, settings_for):
    of_days = {f"{key[-9:]}.tar.gz": reply.body for key, reply in service.packages.items()}
    service.packages["monthly/2024-3"] = Reply(200, package("3", of_days))
    with Server(service) as server:
        (month,) = pull(server, DAYS, size="monthly")
        settings = settings_for(server, data=tmp_path / "data")
    assert (month.completeness, month.announced, month.window_to) == ("verified", 810, "2024-03-31")
    (reader,) = (reader for reader in readers(settings) if reader.kind == "notices")
    assert read_new(tmp_path, tmp_path / "parsed", reader).documents == 810


def test_a_month_ends_with_its_last_day():
    assert month_of(date(2024, 2, 10)) == Window(date(2024, 2, 1), date(2024, 2, 29))
    assert month_of(date(2024, 12, 31)) == Window(date(2024, 12, 1), date(2024, 12, 31))
