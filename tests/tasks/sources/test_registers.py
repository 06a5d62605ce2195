import json
from datetime import date

import pytest

from tasks.http.client import HttpResponse
from tasks.http.errors import NotWholeError
from tasks.landing.store import Landing, receipts
from tasks.parse.parse import read_new
from tasks.parse.readers import readers
from tasks.pull.register_changes import changes, known
from tasks.pull.registers import RegisterPull
from tasks.sources.brreg import page_of
from tasks.sources.window import Window
from tests.servers.registers import Registers, unit
from tests.servers.wire import Reply, Server


@pytest.fixture
def refresh_registers(tmp_path, settings_for):
    """Renew every register from a server; gives the receipts by source and key."""

    def run(server, accept=(), **more):
        with Landing(tmp_path, "real") as landing:
            told = list(RegisterPull(landing, settings_for(server, **more), frozenset({"110000024"}), accept).run())
        return {(receipt.source, receipt.key): receipt for receipt in told}

    return run


def test_every_register_lands_whole_and_says_so(refresh_registers, tmp_path):
    with Server(Registers()) as server:
        told = refresh_registers(server)
    assert told["klass", "131 codes"].completeness == "verified"
    assert told["pxweb", "07459 population"].completeness == "verified"
    units = told["brreg", "units KOMM"]
    assert (units.completeness, units.announced, units.distinct) == ("verified", 2, 2)
    assert told["brreg", "units IKS"].completeness == "verified", "the question works: it had rows for others"
    assert told["brreg", "sub-units 110000008"].received == 1
    assert ("brreg", "sub-units 110000024") in told, "listed organisations have their sub-units asked for too"
    assert told["brreg", "unit 110000059"].sha256, "a deleted unit is asked for by its number"
    assert told["brreg", "unit 110000067"].detail["reason"] == "removed from the register"
    rows = known(tmp_path)
    assert sorted(rows["parsed.register_units"]["organisation_number"]) == [
        f"1100000{end}" for end in ("08", "16", "24", "32", "40", "59")
    ]
    assert rows["parsed.population"]["population"].to_list() == [101_386]


def test_what_landed_is_read_by_the_door_without_a_reject(refresh_registers, tmp_path, settings_for):
    with Server(Registers()) as server:
        refresh_registers(server)
        settings = settings_for(server, data=tmp_path / "data")
    (reader,) = (reader for reader in readers(settings) if reader.kind == "register")
    done = read_new(tmp_path, tmp_path / "parsed", reader)
    assert done.rejected == 0
    assert done.rows["parsed.register_units"] == 6


def test_a_list_that_has_not_changed_is_not_sent_again(refresh_registers, tmp_path):
    with Server(Registers()) as server:
        first = refresh_registers(server)
        second = refresh_registers(server)
    assert second["klass", "131 codes"].sha256 == first["klass", "131 codes"].sha256
    conditional = [asked for asked in server.asked if "If-None-Match" in asked.headers]
    assert len(conditional) == 6
    assert changes(known(tmp_path), known(tmp_path)) == []


def test_a_renewal_shows_what_is_new_and_what_is_gone(refresh_registers, tmp_path):
    service = Registers()
    with Server(service) as server:
        refresh_registers(server)
        before = known(tmp_path)
        service.units.append(unit("110000075", name="NYVIK KOMMUNE"))
        service.people = 102_000
        refresh_registers(server)
    found = {change.table: change for change in changes(before, known(tmp_path))}
    assert set(found) == {"register_units", "population"}
    assert found["register_units"].added["name"].to_list() == ["NYVIK KOMMUNE"]
    assert (len(found["population"].added), len(found["population"].removed)) == (1, 1)


def test_a_unit_that_vanishes_from_the_search_is_asked_for_by_number_and_found_deleted(refresh_registers, tmp_path):
    service = Registers()
    with Server(service) as server:
        refresh_registers(server)
        gone = service.units.pop(1)["organisasjonsnummer"]
        service.deleted[gone] = "2025-01-01"
        told = refresh_registers(server)
    assert told["brreg", f"unit {gone}"].sha256
    units = known(tmp_path)["parsed.register_units"].filter(organisation_number=gone)
    assert units["deleted_on"].drop_nulls().len() == 1


def test_a_search_that_is_empty_is_not_believed_where_the_question_never_had_rows(refresh_registers):
    service = Registers()
    service.sub_units.clear()
    with Server(service) as server:
        told = refresh_registers(server)
    assert told["brreg", "sub-units 110000016"].completeness == "empty_unconfirmed"


def test_units_that_were_there_and_are_not_are_a_mismatch(refresh_registers):
    service = Registers()
    with Server(service) as server:
        refresh_registers(server)
        service.units = [each for each in service.units if each["organisasjonsform"]["kode"] != "ORGL"]
        told = refresh_registers(server)
    assert told["brreg", "units ORGL"].completeness == "mismatch"
    assert told["brreg", "units ORGL"].detail["reason"].startswith("1 units before, and none now. If that is right")


def test_what_was_not_believed_vouches_for_nothing_the_next_time(refresh_registers):
    service = Registers()
    with Server(service) as server:
        refresh_registers(server)
        service.numbers = {"110000008": "3301"}
        service.units = [each for each in service.units if each["organisasjonsform"]["kode"] != "ORGL"]
        refresh_registers(server)
        service.numbers = {"110000008": "3301", "110000016": "5001"}
        told = refresh_registers(server)
    assert told["brreg", "units ORGL"].completeness == "mismatch"
    assert told["klass", "582 to 131"].completeness == "mismatch"


def test_a_list_that_was_asked_from_a_later_day_is_another_list(refresh_registers):
    service = Registers()
    with Server(service) as server:
        refresh_registers(server)
        service.numbers = {"110000008": "3301"}
        told = refresh_registers(server, registers_from=date(2024, 1, 1))
    assert told["klass", "582 to 131"].completeness == "verified"


@pytest.mark.parametrize("status", [400, 404])
def test_a_search_that_is_refused_is_marked_and_the_other_questions_are_asked(refresh_registers, status):
    service = Registers()

    def refuses(asked):
        return Reply(status) if asked.query.get("organisasjonsform") in (["KOMM"], ["ORGL"]) else service(asked)

    with Server(refuses) as server:
        told = refresh_registers(server)
    for key in ("units KOMM", "units ORGL"):
        assert told["brreg", key].completeness == "unavailable"
        assert f"/enheter: refused with {status}" in told["brreg", key].detail["reason"]
    assert told["brreg", "units STAT"].completeness == "verified"
    assert ("brreg", "sub-units 110000024") in told
    assert told["brreg", "unit 110000008"].sha256, "what the search did not give is asked for by its number"


def test_a_register_that_sends_elsewhere_is_marked_and_left_alone(refresh_registers):
    elsewhere = Reply(301, b"", {"Location": "https://elsewhere.example/"})
    service = Registers()
    with Server(lambda asked: elsewhere if asked.path.startswith("/brreg/enheter") else service(asked)) as server:
        told = refresh_registers(server)
    assert [key for source, key in told if source == "brreg"] == ["units KOMM", "units FYLK"]
    assert "sends us to elsewhere.example" in told["brreg", "units KOMM"].detail["reason"]


def test_units_that_fail_one_by_one_are_not_tried_on_and_on(refresh_registers):
    service = Registers()
    service.numbers |= {f"1100001{end}": "3301" for end in range(10, 30)}
    with Server(lambda asked: Reply(503) if "/enheter/" in asked.path else service(asked)) as server:
        told = refresh_registers(server)
    assert [told[each].completeness for each in told if each[1].startswith("unit ")] == ["unavailable"] * 2


def test_the_days_budget_of_a_host_is_kept_by_the_registers_together(refresh_registers):
    with Server(Registers()) as server:
        told = refresh_registers(server, requests_per_day=10)
        assert len(server.asked) == 10
        last = list(told.values())[-1]
        assert (last.source, last.completeness) == ("brreg", "unavailable")
        assert "BESTILLERPULS_REQUESTS_PER_DAY" in last.detail["reason"]
        told = refresh_registers(server, requests_per_day=10)
        assert len(server.asked) == 10, "a second renewal of the day has nothing left"
        assert [key for _, key in told] == ["131 codes", "07459 population", "units KOMM"]


@pytest.mark.parametrize("total", [None, "2", True, -1])
def test_a_total_that_is_no_count_is_no_page_of_units(total):
    told = {"page": {"totalElements": total, "number": 0, "totalPages": 1}, "_embedded": {"enheter": []}}
    today = Window(date(2024, 3, 1), date(2024, 3, 1))
    with pytest.raises(NotWholeError):
        page_of(HttpResponse(200, {}, json.dumps(told).encode()), today)


def test_a_register_that_is_down_does_not_stop_the_others(refresh_registers):
    service = Registers()
    with Server(service) as server:
        service.down = {"brreg", "pxweb"}
        told = refresh_registers(server)
    assert told["klass", "582 to 131"].completeness == "verified"
    assert told["pxweb", "07459 population"].completeness == "unavailable"
    assert told["brreg", "units KOMM"].completeness == "unavailable"
    assert len([key for source, key in told if source == "brreg"]) == 2, "and is not asked on and on"


def test_a_list_that_has_shrunk_is_not_believed(refresh_registers, tmp_path):
    service = Registers()
    with Server(service) as server:
        refresh_registers(server)
        service.numbers = {"110000008": "3301"}
        told = refresh_registers(server)
    assert told["klass", "582 to 131"].completeness == "mismatch"
    assert "1 records, where 4 were expected" in told["klass", "582 to 131"].detail["reason"]
    assert any(receipt.completeness == "mismatch" for receipt in receipts(tmp_path))


def test_a_list_that_has_shrunk_says_how_to_accept_that_and_is_believed_from_then_on(refresh_registers):
    service = Registers()
    with Server(service) as server:
        refresh_registers(server)
        service.numbers = {"110000008": "3301"}
        service.units = [each for each in service.units if each["organisasjonsform"]["kode"] != "ORGL"]
        told = refresh_registers(server)
        for key in (("klass", "582 to 131"), ("brreg", "units ORGL")):
            assert f"bestillerpuls pull registers --accept '{key[1]}'" in told[key].detail["reason"]
        assert refresh_registers(server)["klass", "582 to 131"].completeness == "mismatch", (
            "unchanged, it is no more believed"
        )
        told = refresh_registers(server, accept=["582 to 131", "units ORGL"])
        assert {told["klass", "582 to 131"].completeness, told["brreg", "units ORGL"].completeness} == {"verified"}
        told = refresh_registers(server)
        assert {told["klass", "582 to 131"].completeness, told["brreg", "units ORGL"].completeness} == {"verified"}


def test_a_first_renewal_is_held_against_the_snapshot_that_ships(tmp_path):
    (tmp_path / "receipts").mkdir()
    shipped = known(tmp_path)
    assert sum(len(rows) for rows in shipped.values()) > 1_000
    assert shipped["parsed.municipality_codes"]["valid_from"].dtype.is_temporal()
