import email.utils
import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from schemas.settings import Settings
from tasks.http import client, rate_limit
from tasks.http.client import Host
from tasks.http.errors import SourceChangedError, SourceError, SourceRefusedError, SourceUnavailableError
from tasks.http.limits import http_limits
from tasks.http.responses import json_object, notice_xml
from tests.servers import faults
from tests.servers.doffin import xml
from tests.servers.wire import Reply, Server
from tests.until import PATIENCE

TOLD = {"announced": 2, "rows": ["æ", "ø" * 300]}
SECRET = "a-secret-key-of-nobody"  # noqa: S105


@pytest.fixture
def server():
    with Server(lambda _: Reply.json(TOLD)) as running:
        yield running


@pytest.fixture
def left():
    """Set where the one who asked leaves before the answer ends."""
    return threading.Event()


def limits(per_minute=1e6, **more):
    return http_limits(Settings(doffin_requests_per_minute=per_minute, **more), "doffin")


def host(server, **more):
    quick = {"backoff_seconds": 0.01, "backoff_cap_seconds": 0.02, "read_seconds": 60, "answer_seconds": 60}
    return Host(server.url, limits(**quick | more), {"Api-Key": SECRET})


def ask(server, **more):
    return host(server, **more).get("/rows", json_object)


PASSING = {
    "429 with Retry-After": faults.too_many(0),
    "429 without Retry-After": faults.too_many(),
    "429 with a Retry-After that makes no sense": faults.too_many("soon"),
    "429 with a negative Retry-After": faults.too_many(-5),
    "429 with a Retry-After that is no date there is": faults.too_many("Mon, 01 Jan 99999999999999999999 00:00:00 GMT"),
    "408": faults.status(408),
    "304 that nobody asked for": faults.status(304),
    "500": faults.status(500),
    "502": faults.page(b"<html>Bad gateway</html>", 502),
    "503": faults.status(503),
    "202 and nothing": faults.status(202, x_amzn_waf_action="challenge"),
    "a reset before the headers": faults.reset_before_headers,
    "a reset in the body": faults.reset_mid_body,
    "a body shorter than its length": faults.too_short,
    "a body cut where no length was said": faults.cut_without_length,
    "chunks without an end": faults.chunks_without_end,
    "a truncated gzip": faults.truncated_gzip,
    "an encoding that was not asked for": faults.page(b"{}", **{"Content-Encoding": "br"}),
    "an error page under 200": faults.page(b"<html>Vedlikehold</html>"),
    "an empty body under 200": faults.page(b""),
    "a JSON list": faults.page(b"[]"),
    "a key that stands twice": faults.page(b'{"rows": 1, "rows": 2}'),
    "a number that JSON has not": faults.page(b'{"rows": NaN}'),
    "text that is not UTF-8": faults.page('{"rows": "ø"}'.encode("latin-1")),
    "nesting without end": faults.page(b'{"a":' * 100_000),
}


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING.keys())
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_may_pass_is_asked_again_by_get_and_by_post(server, method, fault):
    server.faults.append(fault)
    assert getattr(host(server), method)("/rows", json_object) == TOLD
    assert len(server.asked) == 2


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING.keys())
def test_what_does_not_pass_is_unavailable_and_says_what_to_do(server, fault):
    server.faults.extend([fault] * 3)
    with pytest.raises(SourceUnavailableError, match=r"GET /rows: .*, 3 times\. .*run the pull again") as raised:
        ask(server, attempts=3)
    assert len(server.asked) == 3
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize("harmless", [faults.chunked, faults.packed], ids=["chunked", "gzip"])
def test_a_whole_answer_is_read_however_it_is_sent(server, harmless):
    server.faults.append(harmless)
    assert ask(server) == TOLD
    assert len(server.asked) == 1


class Clock:
    """A steady clock that only waiting moves: what is waited for is known to the second, and nobody waits."""

    def __init__(self):
        self.now, self.slept = 0.0, []

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds
        self.slept.append(seconds)


@pytest.fixture
def rate_clock(monkeypatch):
    """The clock of every rate limiter."""
    clock = Clock()
    monkeypatch.setattr(rate_limit, "time", clock)
    return clock


@pytest.fixture
def retry_clock(monkeypatch):
    """The clock by which a client waits before it asks again; deadlines keep the real one."""
    clock = Clock()
    monkeypatch.setattr(client, "time", SimpleNamespace(sleep=clock.sleep, monotonic=time.monotonic))
    return clock


def test_a_retry_after_in_seconds_or_as_a_date_is_waited_for(server, retry_clock):
    server.faults.append(faults.too_many(7))
    ask(server)
    assert retry_clock.slept == [7]
    day = (datetime.now(UTC) + timedelta(seconds=200)).replace(microsecond=0)
    server.faults.append(faults.too_many(email.utils.format_datetime(day, usegmt=True)))
    ask(server)
    assert 0 < retry_clock.slept[-1] <= 200
    assert len(server.asked) == 4


def test_nobody_sleeps_for_a_day(server):
    server.faults.append(faults.too_many(86_400))
    with pytest.raises(SourceUnavailableError, match=r"stay away for 86400 s.*RETRY_AFTER_CAP"):
        ask(server)
    assert len(server.asked) == 1


def test_a_host_that_says_too_many_is_asked_more_slowly_from_then_on(server, rate_clock):
    slow = Host(server.url, limits(60, backoff_seconds=0))
    server.faults.append(faults.too_many(0))
    for _ in range(3):
        slow.get("/rows", json_object)
    assert len(server.asked) == 4
    assert rate_clock.slept == [1, 2, 2]


def test_a_rate_is_kept(server, rate_clock):
    paced = Host(server.url, limits(60))
    for _ in range(4):
        paced.get("/rows", json_object)
    assert rate_clock.slept == [1, 1, 1]


DRIPPING = pytest.mark.parametrize("drip", [faults.drip, faults.drip_headers], ids=["body", "headers"])


@DRIPPING
def test_a_slow_drip_ends_at_the_deadline_though_it_is_never_silent(server, left, drip):
    server.faults.append(drip(left))
    with pytest.raises(SourceUnavailableError):
        ask(server, answer_seconds=0.5, attempts=1)
    assert left.wait(PATIENCE)


@DRIPPING
def test_a_slow_drip_ends_at_the_deadline_through_a_proxy_too(server, left, drip, monkeypatch):
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    server.faults.extend([None, drip(left)])
    behind = Host("http://doffin.example", limits(answer_seconds=2, attempts=1))
    assert behind.get("/rows", json_object) == TOLD
    with pytest.raises(SourceUnavailableError):
        behind.get("/rows", json_object)
    assert left.wait(PATIENCE)


def test_a_proxy_that_drips_while_it_opens_a_tunnel_is_left_at_the_deadline(left, monkeypatch):
    def drip():
        taken, _ = listening.accept()
        with taken:
            taken.recv(65_536)
            faults.drip_headers(left)(SimpleNamespace(connection=taken), None)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=drip, daemon=True).start()
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{listening.getsockname()[1]}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        behind = Host("https://doffin.example", limits(answer_seconds=0.5, attempts=1))
        with pytest.raises(SourceUnavailableError):
            behind.get("/rows", json_object)
        assert left.wait(PATIENCE)


def test_two_who_ask_the_same_host_keep_one_rate_and_are_slowed_together(server, rate_clock):
    one, other = (Host(server.url, limits(60, backoff_seconds=0)) for _ in range(2))
    one.get("/rows", json_object)
    other.get("/rows", json_object)
    assert rate_clock.slept == [1]
    server.faults.append(faults.too_many(0))
    one.get("/rows", json_object)
    other.get("/rows", json_object)
    assert rate_clock.slept == [1, 1, 1, 2]


def test_a_silent_host_is_left(server):
    server.faults.append(faults.silent)
    with pytest.raises(SourceUnavailableError, match="ReadTimeout"):
        ask(server, read_seconds=0.2, attempts=1)


def test_a_closed_port_is_unavailable(server):
    asked = host(server, attempts=2)
    server.__exit__()
    with pytest.raises(SourceUnavailableError, match="2 times"):
        asked.get("/rows", json_object)


@pytest.mark.parametrize("base", ["api.example/public", "htp://api.example", f"https://{'a' * 70}.example", "https://"])
def test_an_address_that_is_none_is_said_at_once_and_not_tried_on_and_on(base):
    wrong = Host(base, limits(backoff_seconds=60))
    with pytest.raises(SourceError, match="BESTILLERPULS_…_URL"):
        wrong.get("/rows", json_object)
    assert wrong.requests == 1


def test_a_password_in_an_address_is_in_no_message():
    closed = Host(f"http://nobody:{SECRET}@127.0.0.1:1", limits(attempts=1))
    with pytest.raises(SourceUnavailableError) as raised:
        closed.get("/rows", json_object)
    assert SECRET not in str(raised.value)


def test_a_handshake_that_breaks_off_may_pass_and_is_not_called_a_matter_of_certificates():
    taken = []

    def hang_up():
        while len(taken) < 2:
            taken.append(listening.accept()[0])
            taken[-1].recv(65_536)
            taken[-1].close()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=hang_up, daemon=True).start()
        quick = limits(attempts=2, backoff_seconds=0.01, connect_seconds=5, read_seconds=5)
        broken = Host(f"https://127.0.0.1:{listening.getsockname()[1]}", quick)
        with pytest.raises(SourceUnavailableError, match=r"the connection failed.*2 times"):
            broken.get("/rows", json_object)
    assert len(taken) == 2


def test_a_bomb_is_dropped_before_it_fills_memory(server):
    server.faults.append(faults.bomb(50_000_000))
    with pytest.raises(SourceChangedError, match=r"larger than 1000000 bytes.*BESTILLERPULS_ANSWER_BYTES"):
        ask(server, answer_bytes=1_000_000)


def test_a_redirect_is_not_followed_and_the_key_goes_nowhere(server):
    with Server(lambda _: Reply.json({})) as elsewhere:
        server.faults.append(faults.redirect(f"{elsewhere.url}/rows"))
        with pytest.raises(SourceChangedError, match=r"sends us to 127\.0\.0\.1:\d+\. Redirects are not followed"):
            ask(server)
        assert elsewhere.asked == []
    server.faults.append(faults.redirect("/login"))
    with pytest.raises(SourceChangedError, match="sends us to another page"):
        ask(server)


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410])
def test_a_refusal_is_not_repeated_and_its_message_never_holds_the_key(server, code):
    server.faults.append(faults.page(f"no {SECRET} here".encode(), code))
    with pytest.raises(SourceRefusedError, match=f"GET /rows: refused with {code}") as raised:
        ask(server)
    assert raised.value.status == code
    assert SECRET not in str(raised.value)
    assert "no … here" in str(raised.value)
    assert len(server.asked) == 1


def test_a_key_that_http_does_not_allow_is_said_without_it(server):
    broken = Host(server.url, limits(), {"Api-Key": "a-secret\nkey"})
    with pytest.raises(SourceError, match="a key has characters that HTTP does not allow") as raised:
        broken.get("/rows", json_object)
    assert "a-secret" not in str(raised.value)


def test_we_say_who_we_are_and_ask_for_nothing_packed(server, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    ask(server, contact="https://example.org/bestillerpuls")
    headers = server.asked[0].headers
    assert headers["User-Agent"] == "Mozilla/5.0 (compatible; Bestillerpuls/0.1; +https://example.org/bestillerpuls)"
    assert headers["Accept-Encoding"] == "identity"
    assert headers["Api-Key"] == SECRET
    assert "Authorization" not in headers


@pytest.mark.parametrize(
    "body",
    [b"", b"<html><body>Just a moment</body></html>", xml("2024-100001")[:-20], b"<Other/>", b"not a notice"],
    ids=["empty", "html", "cut", "other xml", "text"],
)
def test_anything_that_is_no_whole_notice_is_no_notice(server, body):
    server.service = lambda _: Reply(200, body)
    with pytest.raises(SourceUnavailableError, match="not what was asked for"):
        host(server, attempts=2).get("/notice", notice_xml)
    server.service = lambda _: Reply(200, xml("2024-100001"))
    assert host(server).get("/notice", notice_xml) == xml("2024-100001")
