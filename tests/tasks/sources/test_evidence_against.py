"""Evidence against an earlier verdict: an index that grows back, and a number that leads to somebody else's notice."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from tasks.landing.store import Landing, receipts
from tasks.pull.closed import ClosedDays, ClosedWindow, spans
from tasks.pull.contradictions import contradictions
from tasks.pull.notices import Pull
from tasks.sources.doffin import Doffin
from tasks.sources.selection import EVERYBODY
from tasks.sources.ted import Ted
from tasks.sources.window import Hit, Window
from tests.servers import doffin, ted
from tests.servers.wire import Reply, Server

APRIL = Window(date(2023, 3, 27), date(2023, 5, 7))


@pytest.fixture
def open_days(tmp_path, settings_for):
    """Pull once as the command does: hold closed days against the totals, then ask for what is open; what stays so."""

    def run(server, window=APRIL, source=Doffin, **more):
        settings = settings_for(server, **more)
        with Landing(tmp_path, "real") as landing:
            work = Pull(landing, source(settings), EVERYBODY, settings.requests_per_day)
            opened = list(work.reopen(window))
            list(work.run(work.missing(window)))
            return opened, work.missing(window)

    return run


def there(service, window=APRIL):
    return {
        each["id"]
        for each in service.notices
        if window.first.isoformat() <= each["issueDate"][:10] <= window.last.isoformat()
    }


def test_days_that_were_closed_while_the_index_was_short_are_opened_when_it_is_repaired(open_days, landed):
    whole = list(doffin.year_of_notices(APRIL.first, 42, 5))
    service = doffin.Doffin(whole[::9])
    with Server(service) as server:
        open_days(server)
        service.notices = whole
        opened, left = open_days(server)
    assert {each.completeness for each in opened} == {"mismatch"}
    assert all("opened again" in each.detail["reason"] for each in opened)
    assert not left
    assert set(landed()) == there(service)


def test_an_index_that_has_not_changed_opens_nothing_and_is_asked_one_question(open_days, fortnight):
    with Server(doffin.Doffin(fortnight)) as server:
        open_days(server, Window(date(2024, 3, 4), date(2024, 3, 17)))
        before = len(server.asked)
        opened, left = open_days(server, Window(date(2024, 3, 4), date(2024, 3, 17)))
        assert len(server.asked) - before == 1
    assert (opened, left) == ([], [])


@pytest.fixture
def fortnight():
    return list(doffin.year_of_notices(date(2024, 3, 4), 14, 4))


def test_an_answer_that_does_not_verify_a_closed_day_opens_it(open_days, tmp_path, fortnight):
    window = Window(date(2024, 3, 4), date(2024, 3, 17))
    with Server(doffin.Doffin(fortnight)) as server:
        open_days(server, window)
    with Landing(tmp_path, "real") as landing:
        landing.note(
            "doffin", "notices", "window, settled", completeness="unavailable", window_from="2024-03-06",
            window_to="2024-03-07", detail={"selection": EVERYBODY.name},
        )  # fmt: skip
    closed = ClosedDays(list(receipts(tmp_path)), EVERYBODY, 21).numbers_by_day()
    assert set(window.days()) - closed.keys() == {date(2024, 3, 6), date(2024, 3, 7)}


def test_spans_are_the_wider_the_older_their_days_are():
    today = date(2025, 1, 1)
    mondays = [date(2015, 1, 5) + timedelta(weeks=number) for number in range(500)]
    weeks = [ClosedWindow(Window(monday, monday + timedelta(days=6)), 1) for monday in mondays]
    found = list(spans(weeks, today))
    assert [each for span in found for each in span] == weeks
    widths = [len(span) for span in found]
    assert widths[0] > 100
    assert widths[-1] < 5
    assert len(found) < 40


def grown_and_shrunk(seeds, open_days, landing_of):
    """Indexes that lose and regain rows between pulls: what was landed and closed in the end, against what is there."""
    ended = Counter()
    for seed in seeds:
        chance = random.Random(seed)
        whole = list(doffin.year_of_notices(APRIL.first, 42, chance.choice([1, 3, 6]), seed=seed))
        service = doffin.Doffin(whole)
        with Server(service) as server:
            for _ in range(3):
                service.notices = [each for each in whole if chance.random() < chance.choice([0.1, 0.6, 0.95])]
                opened, _ = open_days(server, data=landing_of(seed))
                ended["opened"] += len(opened)
            service.notices = whole
            _, left = open_days(server, data=landing_of(seed))
        keys = {receipt.key for receipt in receipts(landing_of(seed)) if receipt.sha256}
        ended["wrongly_verified"] += bool(not left and there(service) - keys)
        ended["worlds"] += 1
    return ended


@pytest.fixture
def worlds(tmp_path, settings_for):
    """`open_days`, each in a landing folder of its own."""

    def run(server, data):
        settings = settings_for(server)
        with Landing(data, "real") as landing:
            work = Pull(landing, Doffin(settings), EVERYBODY, settings.requests_per_day)
            opened = list(work.reopen(APRIL))
            list(work.run(work.missing(APRIL)))
            return opened, work.missing(APRIL)

    return run, lambda seed: tmp_path / str(seed)


def test_what_grows_back_is_never_left_out_of_a_closed_day(worlds):
    ended = grown_and_shrunk(range(4), *worlds)
    assert ended["opened"] > 5
    assert not ended["wrongly_verified"]


@pytest.mark.prove
def test_what_grows_back_in_two_hundred_indexes_is_never_left_out_of_a_closed_day(worlds, proof):
    ended = grown_and_shrunk(range(100, 300), *worlds)
    proof("indexes that shrink and grow back between pulls", **ended)
    assert not ended["wrongly_verified"]


def eforms(number, day, name, buyer, country="NOR"):
    return (
        '<ContractNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2" '
        'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" '
        'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
        'xmlns:efbc="http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1">'
        f"<efbc:NoticePublicationID>{number}</efbc:NoticePublicationID><efbc:PublicationDate>{day}+01:00"
        f"</efbc:PublicationDate><cac:PartyName><cbc:Name>{name}</cbc:Name></cac:PartyName><cac:Country>"
        f"<cbc:IdentificationCode>{country}</cbc:IdentificationCode></cac:Country><cac:PartyLegalEntity>"
        f"<cbc:CompanyID>{buyer}</cbc:CompanyID></cac:PartyLegalEntity></ContractNotice>"
    ).encode()


def ted_export(number, day, name, buyer, country="NO"):
    return (
        f'<TED_EXPORT DOC_ID="{number}"><DATE_PUB>{day.replace("-", "")}</DATE_PUB><ISO_COUNTRY VALUE="{country}"/>'
        f"<OFFICIALNAME>{name}</OFFICIALNAME><NATIONALID>{buyer}</NATIONALID></TED_EXPORT>"
    ).encode()


ROW = Hit(
    "566631-2023", frozenset({date(2023, 4, 3)}), date(2023, 4, 3),
    (("964 965 137", ""), (None, "Elvebyen kommune")), None, "NOR",
)  # fmt: skip
SAME = {"number": "00566631-2023", "day": "2023-04-03", "name": "Elvebyen kommune", "buyer": "964965137"}


@pytest.mark.parametrize("written", [eforms, ted_export])
@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({}, ""),
        ({"number": "n.a."}, ""),
        ({"buyer": "NO 964.965.137 MVA", "name": "Elvebyen k."}, ""),
        ({"buyer": "", "name": "ELVEBYEN KOMMUNE, avd. innkjøp"}, ""),
        ({"number": "00566632-2023"}, "publication number 566632-2023"),
        ({"day": "2023-04-04"}, "publication date 20230404"),
        ({"name": "Fjellbyen kommune", "buyer": "974760673"}, "neither number nor name"),
        ({"country": "SWE"}, "no country of it is NOR"),
    ],
)
def test_a_notice_is_held_against_the_row_that_led_to_it(written, other, told):
    assert told in " ".join(contradictions(ROW, written(**SAME | other)))
    assert bool(contradictions(ROW, written(**SAME | other))) == bool(told)


def test_a_number_that_leads_to_somebody_elses_notice_keeps_its_day_open_until_it_leads_there(
    open_days, landed, tmp_path
):
    week = Window(date(2024, 3, 4), date(2024, 3, 8))
    service = ted.Ted(list(ted.notices(week.first, 5, 3)))
    wrong = service.notices[4]["number"]
    astray = {wrong: eforms("00999999-2024", "2024-03-05", "Fjellbyen kommune", "974760673")}

    def answering(asked):
        number = asked.path.removeprefix("/en/notice/").removesuffix("/xml")
        return Reply(200, astray[number], {"Content-Type": "application/xml"}) if number in astray else service(asked)

    with Server(answering) as server:
        _, left = open_days(server, week, Ted)
        (told,) = [each for each in receipts(tmp_path) if each.completeness == "mismatch"]
        assert left
        assert wrong in landed()
        assert f"{wrong} is not what the index says" in told.detail["reason"]
        _, left = open_days(server, week, Ted)
        assert left
        astray.clear()
        _, left = open_days(server, week, Ted)
    assert not left
