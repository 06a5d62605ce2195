"""Surveys over real HTTP: what the tools answer, whole or broken, allowed or not."""

import base64
import json

import pytest

from schemas.settings import Settings
from tasks.http.errors import SourceError
from tasks.sources import https, limesurvey, nettskjema, surveyxact
from tasks.surveys import inbox

OPENS = "hemmelig-nøkkel"
REPORT = '"$submission_id";"$created";"kommentar"\n"1";"2024-03-06T15:00:00+01:00";"matnyttig"\n'


@pytest.fixture
def settings(tmp_path, httpserver):
    base = httpserver.url_for("").rstrip("/")
    return Settings(
        data=tmp_path,
        attempts=2,
        backoff_seconds=0,
        surveys_per_minute=100_000,
        nettskjema_url=f"{base}/api/v3",
        nettskjema_token_url=base,
        nettskjema_client_id="klient",
        nettskjema_client_secret=OPENS,
        nettskjema_forms="123",
        limesurvey_url=f"{base}/index.php",
        limesurvey_user="bruker",
        limesurvey_password=OPENS,
        limesurvey_surveys="77 78",
        surveyxact_url=f"{base}/rest",
        surveyxact_user="bruker",
        surveyxact_password=OPENS,
        surveyxact_surveys="9",
        survey_urls=f"{base}/delt/svar.csv?nokkel=hemmelig-lenke",
    )


@pytest.fixture
def form(httpserver):
    """A form of Nettskjema, with what its API says of it."""

    def served(*, is_valid=True, submissions=1, report=REPORT):
        httpserver.expect_request("/oauth2/token", method="POST").respond_with_json({"access_token": "abc"})
        known = {"Authorization": "Bearer abc"}
        info = {"isCodebookValid": is_valid, "numberOfSubmissions": submissions}
        httpserver.expect_request("/api/v3/form/123/info", headers=known).respond_with_json(info)
        rules = {"codebookActivated": is_valid}
        httpserver.expect_request("/api/v3/form/123/settings", headers=known).respond_with_json(rules)
        answer = httpserver.expect_request("/api/v3/form/123/csv-report", headers=known)
        answer.respond_with_data(report.encode(), content_type="text/plain")

    return served


def test_nettskjema_gives_its_csv_report_after_codebook_and_settings(settings, form):
    form()
    (incoming,) = nettskjema.exports(settings)
    assert incoming.upload.only.decode() == REPORT
    assert (incoming.source, incoming.name) == ("nettskjema", "form 123")


def test_nettskjema_refuses_a_form_without_an_active_codebook(settings, form):
    form(is_valid=False)
    with pytest.raises(SourceError, match="codebook"):
        list(nettskjema.exports(settings))


def test_nettskjema_takes_no_report_with_fewer_submissions_than_the_form_has(settings, form):
    form(submissions=2)
    with pytest.raises(SourceError, match="1 of 2 submissions") as refused:
        list(nettskjema.exports(settings))
    assert "matnyttig" not in str(refused.value)


def test_nettskjema_asks_for_nothing_where_a_form_is_empty(settings, form):
    form(submissions=0)
    assert list(nettskjema.exports(settings)) == []


def rpc(httpserver, answers):
    def answer(request):
        from werkzeug import Response

        asked = json.loads(request.data)
        result = answers[asked["method"]]
        return Response(json.dumps({"id": 1, "result": result(asked["params"]) if callable(result) else result}))

    httpserver.expect_request("/index.php/admin/remotecontrol", method="POST").respond_with_handler(answer)


def test_limesurvey_gives_responses_and_gives_the_session_key_back(settings, httpserver):
    released = []

    def responses(params):
        return base64.b64encode(b"id;submitdate").decode() if params[1] == 77 else {"status": "No Data, survey empty"}

    rpc(
        httpserver,
        {
            "get_session_key": "nøkkel",
            "export_responses": responses,
            "release_session_key": lambda params: released.append(params) or "OK",
        },
    )
    (incoming,) = limesurvey.exports(settings)
    assert incoming.upload.only == b"id;submitdate"
    assert released == [["nøkkel"]]


def test_limesurvey_says_what_is_wrong_and_no_password(settings, httpserver):
    rpc(httpserver, {"get_session_key": {"status": "Invalid user name or password"}})
    with pytest.raises(SourceError, match="Invalid user name") as refused:
        list(limesurvey.exports(settings))
    assert "hemmelig" not in str(refused.value)


def test_surveyxact_answers_500_to_a_wrong_password_and_we_say_so(settings, httpserver):
    httpserver.expect_request("/rest/surveys/9/export/dataset").respond_with_data("", status=500)
    with pytest.raises(SourceError, match="check BESTILLERPULS_SURVEYXACT") as refused:
        list(surveyxact.exports(settings))
    assert "hemmelig" not in str(refused.value)


def test_surveyxact_gives_its_dataset(settings, httpserver):
    httpserver.expect_request("/rest/surveys/9/export/dataset").respond_with_data("a;b\n1;2\n")
    (incoming,) = surveyxact.exports(settings)
    assert incoming.upload.only == b"a;b\n1;2\n"


def test_an_address_is_told_without_its_query(settings, httpserver):
    httpserver.expect_request("/delt/svar.csv", query_string="nokkel=hemmelig-lenke").respond_with_data("a,b\n")
    (incoming,) = https.exports(settings)
    assert incoming.upload.only == b"a,b\n"
    assert "hemmelig" not in incoming.name


def test_an_address_without_tls_is_refused_before_anything_is_asked(tmp_path):
    with pytest.raises(SourceError, match="https"):
        list(https.exports(Settings(data=tmp_path, survey_urls="http://example.org/svar.csv?nokkel=hemmelig")))


def test_what_is_not_set_up_asks_nobody(tmp_path):
    nobody = Settings(data=tmp_path)
    for source in (https, nettskjema, limesurvey, surveyxact):
        assert list(source.exports(nobody)) == []


def test_a_file_in_the_inbox_is_left_alone_until_it_has_come_to_rest(tmp_path):
    (tmp_path / "svar.csv").write_text("a,b\n")
    (tmp_path / "surveyxact").mkdir()
    (tmp_path / "surveyxact" / "dataset.csv").write_text("a;b\n")
    (tmp_path / ".DS_Store").write_text("")
    assert list(inbox.exports_in(tmp_path, settled_seconds=60)) == []
    found = list(inbox.exports_in(tmp_path))
    assert {incoming.name for _, incoming in found} == {"svar.csv", "surveyxact/dataset.csv"}
    for path, incoming in found:
        inbox.take_out(tmp_path, path, incoming.upload)
    assert list(inbox.exports_in(tmp_path)) == []
