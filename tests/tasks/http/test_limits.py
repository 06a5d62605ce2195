import pytest
from pydantic import ValidationError

from schemas.errors import UserError
from schemas.settings import Settings
from tasks.http.client import Host
from tasks.http.errors import SourceRefusedError, SourceUnavailableError
from tasks.http.limits import CLIENTS, http_limits
from tasks.http.responses import json_object
from tests.servers import faults
from tests.servers.wire import Reply, Server

QUICK = {"backoff_seconds": 0.001, "doffin_requests_per_minute": 1e9, "surveys_per_minute": 1e9}


@pytest.mark.parametrize("client", CLIENTS)
def test_every_client_has_limits_by_default(client):
    assert http_limits(Settings(), client).per_minute > 0


def test_clients_of_one_host_share_the_lowest_of_their_rates():
    settings = Settings()
    assert settings.klass_requests_per_minute > settings.pxweb_requests_per_minute
    assert http_limits(settings, "klass").per_minute == http_limits(settings, "pxweb").per_minute == 30
    apart = Settings(klass_url="https://klass.example/v1")
    assert http_limits(apart, "klass").per_minute == 60


def test_an_export_at_the_host_of_another_client_keeps_that_hosts_rate():
    settings = Settings(survey_urls="https://deling.example/a.csv https://data.ssb.no/svar.csv", surveys_per_minute=500)
    assert http_limits(settings, "https", "https://deling.example").per_minute == 500
    assert http_limits(settings, "https", "https://data.ssb.no").per_minute == 30
    assert http_limits(Settings(survey_urls="https://data.ssb.no", surveys_per_minute=9), "klass").per_minute == 9


def test_one_client_is_set_apart_and_the_others_stay_as_they_are(monkeypatch):
    monkeypatch.setenv("BESTILLERPULS_HTTP_LIMITS", '{"doffin": {"attempts": 8, "per_minute": 12, "retried": [429]}}')
    settings = Settings()
    doffin, brreg = http_limits(settings, "doffin"), http_limits(settings, "brreg")
    assert (doffin.attempts, doffin.per_minute, doffin.retried) == (8, 12, {429})
    assert (brreg.attempts, brreg.per_minute) == (settings.attempts, settings.brreg_requests_per_minute)
    assert doffin.backoff_seconds == settings.backoff_seconds


def test_a_client_that_does_not_exist_is_named_with_those_that_do():
    with pytest.raises(UserError, match=r"BESTILLERPULS_HTTP_LIMITS: no client is called dofin\. There are: doffin"):
        http_limits(Settings(http_limits={"dofin": {"attempts": 8}}), "doffin")


def test_a_limit_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError, match="tries"):
        Settings(http_limits={"doffin": {"tries": 8}})


def test_packages_have_time_and_room_of_their_own():
    settings = Settings()
    notices, packages = http_limits(settings, "ted_notices"), http_limits(settings, "ted_packages")
    assert (packages.answer_seconds, packages.answer_bytes) == (settings.package_seconds, settings.package_bytes)
    assert (notices.answer_seconds, notices.answer_bytes) == (settings.answer_seconds, settings.answer_bytes)


@pytest.mark.parametrize(
    ("client", "asked", "error"),
    [("doffin", 5, SourceUnavailableError), ("surveyxact", 1, SourceRefusedError)],
)
def test_a_status_is_retried_by_a_client_for_which_it_may_pass(client, asked, error):
    with Server(lambda _: Reply.json({})) as server:
        server.faults.extend([faults.status(500)] * 5)
        with pytest.raises(error):
            Host(server.url, http_limits(Settings(**QUICK), client)).get("/rows", json_object)
        assert len(server.asked) == asked
