import itertools
import json
from datetime import UTC, date, datetime, timedelta

import pytest

from schemas.settings import Settings
from tasks.http.errors import SourceChangedError, SourceError, SourceRefusedError
from tasks.landing.store import object_path, receipts
from tasks.sources.doffin import Doffin
from tasks.sources.selection import Selection, words_of
from tasks.sources.window import Window
from tests.servers import doffin, faults
from tests.servers.wire import Reply, Server

FORTNIGHT = Window(date(2024, 3, 1), date(2024, 3, 14))
FEW_DAYS = Window(date(2024, 3, 4), date(2024, 3, 6))


def ids(service):
    return sorted(each["id"] for each in service.notices)


def outcomes(closed):
    return {receipt.completeness for receipt in closed}


@pytest.fixture
def fortnight():
    return doffin.Doffin(doffin.year_of_notices(FORTNIGHT.first, 14, 24))


@pytest.mark.parametrize("page_sizes", [range(1, 101), [20]], ids=["any page size", "20 only, as described"])
def test_a_fortnight_lands_whole_and_every_day_is_closed(pull, landed, fortnight, page_sizes):
    fortnight.page_sizes = page_sizes
    with Server(fortnight) as server:
        closed = pull(server, FORTNIGHT)
        assert outcomes(closed) == {"verified"}
        assert landed() == ids(fortnight)
        assert [receipt.window_from for receipt in closed] == sorted(receipt.window_from for receipt in closed)
        asked = len(server.asked)
        assert pull(server, FORTNIGHT) == []
        assert len(server.asked) == asked, "what is closed is not asked for again"
    assert fortnight.ignored == set(), "Doffin would say nothing of a parameter that it does not know"


def test_a_page_size_that_is_silently_not_heeded_is_found_out(pull, landed, fortnight):
    with Server(fortnight) as server:
        fortnight.search, heeded = (lambda query: heeded(query | {"numHitsPerPage": ["20"]})), fortnight.search
        assert outcomes(pull(server, FEW_DAYS)) == {"verified"}
        assert landed() == [
            each["id"] for each in fortnight.notices if "2024-03-04" <= each["issueDate"][:10] <= "2024-03-06"
        ]


def test_an_order_that_changes_from_page_to_page_loses_nothing(pull, landed):
    busy = doffin.Doffin(doffin.year_of_notices(FEW_DAYS.first, 2, 130), unstable=True)
    with Server(busy) as server:
        assert outcomes(pull(server, FEW_DAYS)) == {"verified"}
        assert landed() == ids(busy)


def test_a_day_over_the_cap_is_a_mismatch_and_stays_open(pull):
    with Server(doffin.Doffin(doffin.year_of_notices(FEW_DAYS.first, 1, 1_001))) as server:
        server.service.download = lambda _: Reply(200, doffin.xml("x"))
        closed = pull(server, Window(FEW_DAYS.first, FEW_DAYS.first))
        assert [(receipt.completeness, receipt.announced) for receipt in closed] == [("mismatch", 1_001)]
        assert "of which the source shows 1000" in closed[0].detail["reason"]


@pytest.mark.parametrize("size", [30, 64, 99])
def test_a_page_size_that_does_not_divide_the_cap_never_asks_past_it(pull, size):
    full = Window(FEW_DAYS.first, FEW_DAYS.first)
    with Server(doffin.Doffin(doffin.year_of_notices(FEW_DAYS.first, 1, 1_000))) as server:
        server.service.download = lambda _: Reply(200, doffin.xml("x"))
        (closed,) = pull(server, full, doffin_page_size=size)
        assert closed.completeness == "mismatch"
        assert f"of which the source shows {1_000 - 1_000 % size}" in closed.detail["reason"]
        server.service.notices = server.service.notices[: 1_000 - 1_000 % size]
        (closed,) = pull(server, full, doffin_page_size=size)
        assert closed.completeness == "verified"
    pages = [int(asked.query["page"][0]) for asked in server.asked if "search" in asked.path]
    assert max(pages) * size <= 1_000


def test_a_filter_that_is_ignored_stops_the_pull_before_anything_lands(pull, landed, fortnight, tmp_path):
    fortnight.ignores_dates = True
    with Server(fortnight) as server, pytest.raises(SourceChangedError, match="the source ignored the dates"):
        pull(server, FEW_DAYS)
    assert landed() == []
    assert [receipt.completeness for receipt in receipts(tmp_path)] == ["unavailable"]


def test_a_quiet_weekend_is_confirmed_by_the_days_around_it(pull, fortnight):
    saturday = Window(date(2024, 3, 9), date(2024, 3, 10))
    with Server(fortnight) as server:
        assert [(receipt.completeness, receipt.announced) for receipt in pull(server, saturday)] == [("verified", 0)]


def test_a_source_that_is_empty_all_around_confirms_nothing(pull):
    with Server(doffin.Doffin([])) as server:
        assert outcomes(pull(server, FEW_DAYS)) == {"empty_unconfirmed"}
        assert outcomes(pull(server, FEW_DAYS)) == {"empty_unconfirmed"}, "it is asked for again"


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(faults.too_many(0), id="429 with Retry-After"),
        pytest.param(faults.too_many(), id="429"),
        pytest.param(faults.status(500), id="500"),
        pytest.param(faults.page(b"<html>502</html>", 502), id="502"),
        pytest.param(faults.status(503), id="503"),
        faults.reset_mid_body,
        faults.truncated_gzip,
        faults.too_short,
        faults.cut_without_length,
        pytest.param(faults.page(b"<html>Vedlikehold</html>"), id="an error page under 200"),
    ],
)
def test_every_third_answer_fails_and_nothing_is_lost(pull, landed, fortnight, fault):
    with Server(fortnight) as server:
        server.faults.extend(itertools.islice(itertools.cycle([None, None, fault]), 3_000))
        assert outcomes(pull(server, FEW_DAYS)) == {"verified"}
        assert len(landed()) == 72


def test_a_notice_that_is_in_the_index_and_cannot_be_had_keeps_its_day_open(pull, landed, fortnight):
    lost = fortnight.notices[40]
    fortnight.missing_xml.add(lost["id"])
    day = date.fromisoformat(lost["issueDate"][:10])
    with Server(fortnight) as server:
        (closed,) = pull(server, Window(day, day))
        assert closed.completeness == "unavailable"
        assert f"/v2/download/{lost['id']}" in closed.detail["reason"]
        assert lost["id"] not in landed()
        fortnight.missing_xml.clear()
        before = len(server.asked)
        assert outcomes(pull(server, Window(day, day))) == {"verified"}
        assert sum("download" in asked.path for asked in server.asked[before:]) == 1, "only what is missing is fetched"


def days_ago(days, folder):
    """Make all receipts that many days older, and leave them as a version wrote them that closed no file."""
    (folder / "last_receipts.json").unlink(missing_ok=True)
    for path in (folder / "receipts").glob("*.jsonl"):
        told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        told = [each for each in told if "closed" not in each]
        for each in told:
            each["landed_at"] = (datetime.fromisoformat(each["landed_at"]) - timedelta(days=days)).isoformat()
        path.write_text("".join(json.dumps(each) + "\n" for each in told), encoding="utf-8")


def test_a_notice_that_is_announced_and_never_there_closes_its_day_after_weeks_and_is_counted(pull, landed, tmp_path):
    service = doffin.Doffin(doffin.year_of_notices(FEW_DAYS.first, 2, 3))
    lost, *others = ids(service)
    service.missing_xml.add(lost)
    day = Window(FEW_DAYS.first, FEW_DAYS.first)
    with Server(service) as server:
        pull(server, Window(FEW_DAYS.first + timedelta(days=1), FEW_DAYS.first + timedelta(days=1)))
        for times, days in enumerate([0, 7, 7]):
            days_ago(days, tmp_path)
            (closed,) = pull(server, day)
            assert closed.completeness == ("unavailable" if times < 2 else "verified")
        assert f"{lost} is announced and not downloadable (404), seen 3 times over 14 days" in closed.detail["reason"]
        assert pull(server, day) == []
    assert landed() == others
    missed = [each for each in receipts(tmp_path) if each.key == lost]
    assert [(each.sha256, each.window_from) for each in missed] == [(None, "2024-03-04")] * 3


def test_what_the_source_says_of_every_notice_is_believed_of_none(pull, fortnight, tmp_path):
    day = Window(FEW_DAYS.first, FEW_DAYS.first)
    with Server(lambda asked: fortnight(asked) if "search" in asked.path else Reply(404)) as server:
        for _ in range(4):
            days_ago(10, tmp_path)
            assert outcomes(pull(server, day)) == {"unavailable"}
        assert sum("download" in asked.path for asked in server.asked) == 4 * 10, "and it is not asked on and on"


def test_notices_that_are_broken_for_good_keep_no_later_day_from_being_closed(pull, landed):
    fortnight = doffin.Doffin(doffin.year_of_notices(FORTNIGHT.first, 14, 1))
    broken = set(ids(fortnight)[:5])
    with Server(lambda asked: Reply(500) if asked.path.rpartition("/")[2] in broken else fortnight(asked)) as server:
        for _ in range(2):
            pull(server, FORTNIGHT)
            assert landed() == ids(fortnight)[5:]


@pytest.mark.parametrize(
    "reply", [Reply(301, b"", {"Location": "https://elsewhere.example/"}), Reply(200, b" " * 300_000)]
)
def test_a_notice_that_is_sent_elsewhere_or_too_large_keeps_its_own_day_open_alone(pull, landed, reply):
    fortnight = doffin.Doffin(doffin.year_of_notices(FORTNIGHT.first, 14, 1))
    first, *others = ids(fortnight)
    with Server(lambda asked: reply if asked.path.endswith(first) else fortnight(asked)) as server:
        closed = pull(server, FORTNIGHT, answer_bytes=200_000)
    assert [receipt.completeness for receipt in closed] == ["unavailable", "verified"]
    assert landed() == others


def test_a_row_of_another_form_keeps_its_day_open_and_the_rest_lands(pull, landed):
    service = doffin.Doffin(doffin.year_of_notices(FEW_DAYS.first, 1, 6))
    service.notices[3]["issueDate"] += "junk"
    with Server(service) as server:
        (closed,) = pull(server, Window(FEW_DAYS.first, FEW_DAYS.first))
    assert (closed.completeness, closed.announced, closed.distinct) == ("mismatch", 6, 5)
    assert len(landed()) == 5


def test_rows_that_all_have_another_form_stop_the_pull(pull):
    service = doffin.Doffin(doffin.year_of_notices(FEW_DAYS.first, 1, 6))
    for each in service.notices:
        each["noticeId"] = each.pop("id")
    with Server(service) as server, pytest.raises(SourceChangedError, match="no row of its index has the form"):
        pull(server, FEW_DAYS)


def test_a_pull_that_is_cut_off_goes_on_where_it_stopped(pull, landed, fortnight, monkeypatch):
    with Server(fortnight) as server:
        left = itertools.count(100, -1)

        def cut_off(source, hit, fetch=Doffin.fetch):
            if next(left) == 0:
                raise KeyboardInterrupt
            return fetch(source, hit)

        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(Doffin, "fetch", cut_off)
            pull(server, FORTNIGHT)
        assert len(landed()) == 100
        before = len(server.asked)
        assert outcomes(pull(server, FORTNIGHT)) == {"verified"}
        fetched = [asked.path for asked in server.asked[before:] if "download" in asked.path]
        assert len(fetched) == len(fortnight.notices) - 100
        assert landed() == ids(fortnight)


def test_a_host_that_was_down_for_a_week_is_caught_up_oldest_first(pull, landed, tmp_path):
    today = datetime.now(UTC).date()
    weeks = Window(today - timedelta(days=40), today)
    service = doffin.Doffin(doffin.year_of_notices(weeks.first, 41, 5))
    with Server(service) as server:
        pull(server, Window(weeks.first, today - timedelta(days=30)))
        server.service = lambda _: Reply(503)
        for _ in range(7):
            assert outcomes(pull(server, weeks)) == {"unavailable"}
        down = [receipt for receipt in receipts(tmp_path) if receipt.completeness == "unavailable"]
        assert len(down) == 14, "after two windows in a row a source is left alone"
        server.service = service
        closed = pull(server, weeks)
        assert outcomes(closed) == {"verified"}
        starts = [receipt.window_from for receipt in closed]
        assert starts == sorted(starts)
        assert landed() == ids(service)


def test_a_host_that_goes_down_between_walk_and_confirmation_marks_the_window_and_stops_nothing(pull, fortnight):
    sunday = Window(date(2024, 3, 3), date(2024, 3, 3))
    with Server(fortnight) as server:
        server.faults.extend([None, *[faults.status(503)] * 3])
        assert [receipt.completeness for receipt in pull(server, sunday)] == ["unavailable"]
        assert [receipt.completeness for receipt in pull(server, sunday)] == ["verified"]


def test_downloads_that_fail_in_a_row_are_not_tried_on_and_on(pull, fortnight):
    with Server(lambda asked: fortnight(asked) if "search" in asked.path else Reply(503)) as server:
        assert outcomes(pull(server, FORTNIGHT)) == {"unavailable"}
        assert sum("download" in asked.path for asked in server.asked) == 10 * 3, "ten notices, three tries"


def test_a_source_that_leaves_out_the_last_day_of_a_window_stops_the_pull(pull, landed, tmp_path):
    service = doffin.Doffin(doffin.year_of_notices(FEW_DAYS.first, 3, 5))
    search = service.search

    def without_last_day(query):
        last = date.fromisoformat(query["issueDateTo"][0]) - timedelta(days=1)
        return search(query | {"issueDateTo": [last.isoformat()]})

    service.search = without_last_day
    with Server(service) as server, pytest.raises(SourceChangedError, match="do not add up"):
        pull(server, FEW_DAYS)
    assert landed() == []
    assert [receipt.completeness for receipt in receipts(tmp_path)] == ["unavailable"]


def test_days_that_may_still_grow_are_asked_for_again_and_late_notices_found(pull, landed):
    today = datetime.now(UTC).date()
    recent = Window(today - timedelta(days=9), today - timedelta(days=3))
    service = doffin.Doffin(doffin.year_of_notices(recent.first, 7, 5))
    with Server(service) as server:
        assert {receipt.key for receipt in pull(server, recent)} == {"window, may grow"}
        late = doffin.notice(999_999, recent.first, published_after=6)
        service.notices.append(late)
        assert outcomes(pull(server, recent)) == {"verified"}
        assert late["id"] in landed()


def test_a_day_that_need_not_be_asked_for_again_says_so_in_its_receipt(pull):
    today = datetime.now(UTC).date()
    settled, last = today - timedelta(days=21), today - timedelta(days=15)
    with Server(doffin.Doffin(doffin.notice(at, settled + timedelta(days=at)) for at in range(7))) as server:
        told = {receipt.window_to: receipt.key for receipt in pull(server, Window(settled, last))}
        again = pull(server, Window(settled, last))
    assert told == {settled.isoformat(): "window, settled", last.isoformat(): "window, may grow"}
    assert {receipt.key for receipt in again} == {"window, may grow"}


def test_only_the_listed_buyers_are_downloaded_however_their_number_is_spelt(pull, landed):
    day = FEW_DAYS.first
    written = ["964 965 137", "NO964965137MVA", "964965137\u200b", None, "911111111", None]
    names = ["Sandnes", "Sandnes", "Sandnes", "Sandnes kommune v/ Sykehjemsetaten", "Andre", "Andre kommune"]
    service = doffin.Doffin(doffin.notice(at, day, written[at], names[at]) for at in range(6))
    listed = frozenset({"964965137"})
    sandnes = Selection(listed, listed, (words_of("Sandnes kommune"),))
    with Server(service) as server:
        (closed,) = pull(server, Window(day, day), selection=sandnes)
        assert (closed.completeness, closed.announced) == ("verified", 6)
        assert landed() == ids(service)[:4]
        assert pull(server, Window(day, day), selection=sandnes) == []
        pull(server, Window(day, day), selection=Selection(listed | {"911111111"}, frozenset({"911111111"})))
        assert landed() == ids(service)[:5], "another selection opens the day again and fetches what it lacks"


def test_a_notice_whose_row_has_no_buyer_or_a_number_for_text_is_not_passed_over(pull, landed):
    service = doffin.Doffin(doffin.notice(at, FEW_DAYS.first, 964965137 if at else 911111111) for at in range(3))
    del service.notices[2]["buyer"]
    listed = frozenset({"964965137"})
    with Server(service) as server:
        pull(server, Window(FEW_DAYS.first, FEW_DAYS.first), selection=Selection(listed, listed))
        assert landed() == ids(service)[1:]


def test_a_source_that_never_answered_was_not_heard_from(pull, tmp_path):
    listed = frozenset({"964965137"})
    with Server(lambda _: Reply(503)) as server:
        pull(server, FEW_DAYS, selection=Selection(listed, listed))
    told = [(each.key.split()[0], each.completeness) for each in receipts(tmp_path)]
    assert told == [("selection", "empty_unconfirmed"), ("window,", "unavailable")]


def test_the_days_budget_stops_a_pull_and_the_next_day_goes_on(pull, tmp_path):
    service = doffin.Doffin(doffin.year_of_notices(FORTNIGHT.first, 14, 24))
    with Server(service) as server:
        closed = pull(server, FORTNIGHT, requests_per_day=150)
        assert closed[-1].completeness == "unavailable"
        assert "BESTILLERPULS_REQUESTS_PER_DAY" in closed[-1].detail["reason"]
        assert len(server.asked) <= 160
        assert [each.completeness for each in closed[:-1]] == ["verified"] * (len(closed) - 1)
        spent = len(server.asked)
        told = [receipt.detail.get("requests_by_host", {}) for receipt in receipts(tmp_path)]
        assert sum(sum(each.values()) for each in told) == spent
        pull(server, FORTNIGHT, requests_per_day=150)
        assert len(server.asked) == spent, "a second pull of the day has nothing left"


def test_the_key_goes_in_a_header_and_into_nothing_that_is_kept(pull, fortnight, tmp_path):
    with Server(fortnight) as server:
        pull(server, FEW_DAYS)
        assert all(asked.headers["Ocp-Apim-Subscription-Key"] == doffin.KEY for asked in server.asked)
        assert not any(doffin.KEY in str(asked.query) for asked in server.asked)
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if doffin.KEY.encode() in path.read_bytes()]


def test_without_a_key_or_with_a_wrong_one_it_is_said_where_to_get_one(pull, fortnight, tmp_path):
    with pytest.raises(SourceError, match=r"Get a subscription key at https://.* set BESTILLERPULS_DOFFIN_KEY"):
        Doffin(Settings(doffin_key=None))
    with Server(fortnight) as server, pytest.raises(SourceRefusedError, match="BESTILLERPULS_DOFFIN_KEY"):
        pull(server, FEW_DAYS, doffin_key="another-key")
    assert [receipt.completeness for receipt in receipts(tmp_path)] == ["unavailable"], "its window is marked"


def test_a_notice_whose_bytes_were_lost_is_fetched_again_and_no_other(pull, fortnight, tmp_path):
    lost = fortnight.notices[40]
    day = date.fromisoformat(lost["issueDate"][:10])
    with Server(fortnight) as server:
        pull(server, Window(day, day))
        assert pull(server, Window(day, day)) == []
        (one,) = [receipt for receipt in receipts(tmp_path) if receipt.key == lost["id"]]
        path = object_path(tmp_path, one.sha256)
        path.unlink()
        before = len(server.asked)
        assert outcomes(pull(server, Window(day, day))) == {"verified"}
    assert path.exists()
    assert [asked.path for asked in server.asked[before:] if "download" in asked.path] == [
        f"/public/v2/download/{lost['id']}"
    ]
