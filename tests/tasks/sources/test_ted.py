from datetime import UTC, date, datetime, timedelta

import pytest

from tasks.landing.store import receipts
from tasks.sources.selection import Selection, spellings, words_of
from tasks.sources.ted import TEN_YEARS, hit_of
from tasks.sources.window import Window
from tests.servers import faults, ted
from tests.servers.wire import Reply, Server

FORTNIGHT = Window(date(2024, 3, 1), date(2024, 3, 14))
WEEK = Window(date(2024, 3, 4), date(2024, 3, 10))


def outcomes(closed):
    return {receipt.completeness for receipt in closed}


@pytest.fixture
def service():
    return ted.Ted(ted.notices(FORTNIGHT.first, 14, 12))


def test_a_fortnight_lands_whole_and_every_day_is_closed(pull, landed, service):
    with Server(service) as server:
        assert outcomes(pull(server, FORTNIGHT, "ted")) == {"verified"}
        assert landed() == sorted(each["number"] for each in service.notices)
        assert pull(server, FORTNIGHT, "ted") == []


def test_a_day_of_more_than_a_page_is_walked_by_token_though_there_is_one_after_the_last_page(pull, landed):
    service = ted.Ted(ted.notices(WEEK.first, 1, 260))
    nobody = Selection(frozenset({"811111111"}))
    with Server(service) as server:
        (closed,) = pull(server, Window(WEEK.first, WEEK.first), "ted", selection=nobody)
        assert (closed.completeness, closed.distinct, closed.received) == ("verified", 260, 520)
        assert landed() == []


def test_days_that_the_index_has_let_go_of_are_not_called_verified(pull):
    first_kept = datetime.now(UTC).date() - TEN_YEARS
    asked = Window(first_kept - timedelta(days=10), first_kept + timedelta(days=10))
    with Server(ted.Ted(ted.notices(first_kept, 30, 2))) as server:
        closed = pull(server, asked, "ted")
    for receipt in closed:
        is_whole = receipt.window_from >= first_kept.isoformat()
        assert (receipt.completeness == "verified") == is_whole, receipt
    assert {receipt.completeness for receipt in closed} == {"empty_unconfirmed", "mismatch", "verified"}


def test_half_a_page_because_ted_ran_out_of_time_is_asked_again(pull, landed, service):
    service.timed_out = 2
    with Server(service) as server:
        assert outcomes(pull(server, WEEK, "ted")) == {"verified"}
        assert len(landed()) == 60


def test_a_token_that_expires_ends_the_walk_and_the_window_stays_open(pull):
    service = ted.Ted(ted.notices(WEEK.first, 1, 260))
    service.expires_tokens = True
    with Server(service) as server:
        (closed,) = pull(server, Window(WEEK.first, WEEK.first), "ted")
        assert closed.completeness == "unavailable"
        assert "the walk begins anew" in closed.detail["reason"]


def test_a_firewall_that_answers_202_and_nothing_gives_no_notice(pull, landed, service):
    service.walled = True
    with Server(service) as server:
        assert outcomes(pull(server, WEEK, "ted")) == {"unavailable"}
        assert landed() == []
        service.walled = False
        assert outcomes(pull(server, WEEK, "ted")) == {"verified"}


def test_a_web_page_instead_of_a_notice_is_no_notice_and_keeps_its_day_open(pull, landed, service):
    hidden = service.notices[5]["number"]

    def answer(asked):
        if asked.path.endswith(f"/{hidden}/xml"):
            return Reply(200, b"<html>Page not found</html>", {"Content-Type": "text/html"})
        return service(asked)

    with Server(answer) as server:
        (closed,) = pull(server, Window(FORTNIGHT.first, FORTNIGHT.first), "ted")
        assert closed.completeness == "unavailable"
        assert f"/en/notice/{hidden}/xml" in closed.detail["reason"]
        assert len(landed()) == 11


def test_a_buyer_is_found_however_its_number_is_written_and_wherever_it_says_to_be(pull, landed):
    written = spellings("964965137")
    rows = [
        {"number": f"{at}-2024", "day": WEEK.first, "country": None, "buyers": [number]}
        for at, number in enumerate(written, 1)
    ]
    rows.append({"number": "99-2024", "day": WEEK.first, "country": "NOR", "buyers": ["811111111"]})
    listed = frozenset({"964965137"})
    with Server(ted.Ted(rows)) as server:
        (closed,) = pull(server, Window(WEEK.first, WEEK.first), "ted", selection=Selection(listed, listed))
        assert (closed.completeness, closed.announced) == ("verified", len(written) + 1)
        assert landed() == sorted(row["number"] for row in rows[:-1])


def abroad(numbers):
    """A notice of each of these buyers, without a word about its country, and one of somebody in Norway."""
    rows = [
        {"number": f"{at}-2024", "day": WEEK.first, "country": None, "buyers": [number]}
        for at, number in enumerate(numbers, 1)
    ]
    return [*rows, {"number": "9999-2024", "day": WEEK.first, "country": "NOR", "buyers": ["811111111"]}]


def listing(count):
    listed = frozenset(f"9{at:08d}" for at in range(count))
    return Selection(listed, listed)


def told(folder):
    return [(each.key, each.completeness) for each in receipts(folder) if each.key.startswith("window")]


def test_a_long_list_is_asked_for_in_several_questions_and_a_day_is_closed_when_all_were(pull, landed, tmp_path):
    wanted = listing(130)
    with Server(ted.Ted(abroad(sorted(wanted.listed)))) as server:
        monday = Window(WEEK.first, WEEK.first)
        closed = pull(server, monday, "ted", selection=wanted)
        assert [(each.completeness, each.announced) for each in closed] == [
            ("verified", 61),
            ("verified", 61),
            ("verified", 11),
        ]
        assert [len(each.detail["asked"]) for each in closed] == [60, 60, 10]
        assert [key for key, _ in told(tmp_path)] == ["window, more buyers to ask for"] * 2 + ["window, settled"]
        assert len(landed()) == 130
        assert pull(server, monday, "ted", selection=wanted) == []


def test_a_question_that_fails_leaves_its_day_open_for_the_buyers_it_was_about(pull, landed):
    wanted = listing(90)
    monday = Window(WEEK.first, WEEK.first)
    with Server(ted.Ted(abroad(sorted(wanted.listed)))) as server:
        server.faults.extend([None] * 61 + [faults.status(503)] * 3)
        assert [each.completeness for each in pull(server, monday, "ted", selection=wanted)] == [
            "verified",
            "unavailable",
        ]
        (closed,) = pull(server, monday, "ted", selection=wanted)
        assert (closed.completeness, len(closed.detail["asked"])) == ("verified", 30)
    assert len(landed()) == 90


def test_who_joins_the_list_is_asked_for_of_days_that_were_closed_for_the_others(pull, landed):
    five, six = listing(5), listing(6)
    with Server(ted.Ted(abroad(sorted(six.listed)))) as server:
        pull(server, WEEK, "ted", selection=five)
        assert len(landed()) == 5
        before = len(server.asked)
        assert outcomes(pull(server, WEEK, "ted", selection=six)) == {"verified"}
        assert len(landed()) == 6
        assert sum("/notice/" in asked.path for asked in server.asked[before:]) == 1
        assert pull(server, WEEK, "ted", selection=six) == []
        assert pull(server, WEEK, "ted", selection=five) == [], "who leaves the list opens nothing"


def test_a_day_closed_for_everybody_is_closed_for_the_listed_only_when_they_were_asked_for(pull, landed):
    wanted = listing(3)
    with Server(ted.Ted(abroad(sorted(wanted.listed)))) as server:
        pull(server, WEEK, "ted")
        assert landed() == ["9999-2024"], "everybody of Norway, of whom these do not say to be"
        assert outcomes(pull(server, WEEK, "ted", selection=wanted)) == {"verified"}
        assert len(landed()) == 4
        everybody = Selection(wanted.listed, is_all=True)
        assert outcomes(pull(server, WEEK, "ted", selection=everybody)) == {"verified"}, "not all of it was landed"
        assert pull(server, WEEK, "ted", selection=wanted) == []


LEGACY = {"publication-number": "264183-2016", "publication-date": "2016-07-30+02:00"}


@pytest.mark.parametrize(
    ("said", "is_wanted"),
    [
        ({"organisation-identifier-buyer": "964965137"}, True),
        ({"organisation-identifier-buyer": [964965137]}, True),
        ({"buyer-name": {"nob": ["Sandnes kommune"]}}, True),
        ({"organisation-name-buyer": {"nob": "Sandnes kommune"}}, True),
        ({"buyer-name": {"nob": ["Andre kommune"]}}, False),
        ({}, True),
    ],
)
def test_a_buyer_is_known_by_whatever_its_row_says_and_a_row_that_says_nothing_is_wanted(said, is_wanted):
    listed = frozenset({"964965137"})
    sandnes = Selection(listed, listed, (words_of("Sandnes kommune"),))
    assert sandnes.wants(hit_of(LEGACY | said)) == is_wanted


@pytest.mark.parametrize(
    "fault",
    [faults.too_many(), faults.reset_mid_body, faults.truncated_gzip, faults.status(502)],
    ids=["429", "reset_mid_body", "truncated_gzip", "502"],
)
def test_a_search_that_fails_is_posted_again(pull, landed, service, fault):
    with Server(service) as server:
        server.faults.append(fault)
        assert outcomes(pull(server, WEEK, "ted")) == {"verified"}
        assert len(landed()) == 60


@pytest.mark.shared
def test_a_recorded_answer_of_the_search_is_read(shared):
    from tasks.http.client import HttpResponse
    from tasks.sources.ted import page_of

    page = page_of(HttpResponse(200, {}, (shared / "apis" / "poseidon__ted_sample_search.json").read_bytes()))
    assert page.announced == 74_333
    assert [hit.key for hit in page.hits][:2] == ["4-2026", "7-2026"]
    assert {day for hit in page.hits for day in hit.days} == {date(2026, 1, 2)}
    assert page.hits[0].buyers[0] == ("NIP: 525-000-80-57", "")
