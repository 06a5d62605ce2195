"""A folder is held to the registers before it lands: what is doubtful has its line, and what is told to do helps."""

from datetime import date

import duckdb
import pytest

from schemas.settings import Settings
from tasks.drafting.check import checked
from tasks.drafting.outlook import cost, minimum_detectable_effects
from tasks.landing.store import Landing
from tasks.programme.landing import pack_programme
from tests.servers import doffin
from tests.servers.wire import Server

TOML = """[programme]
id = "kurs"
name = "Kurset"
world = "sample"
pull = "listed"
verbatims_reviewed = false

[[waves]]
id = "w1"
name = "First"
starts_on = 2021-04-06

[[gatherings]]
id = "w1-1"
wave = "w1"
held_on = 2021-04-06
participants = 20
"""
BEFORE = date(2019, 1, 1)
HEADER = "organisation_number,name,buyer_kind,status,wave_id,joined_on,source,confidence\n"
MINE = "311116991,Nøkkeøy kommune,municipality,member,w1,,list,certain\n"
TROLLMO = "311034251,Trollmo kommune,municipality,known_untrained,,,list,certain\n"


@pytest.fixture
def folder(tmp_path):
    """A folder with nothing wrong and nothing doubtful."""
    folder = tmp_path / "programme"
    folder.mkdir()
    (folder / "programme.toml").write_text(TOML, encoding="utf-8")
    (folder / "members.csv").write_text(HEADER + MINE + TROLLMO, encoding="utf-8")
    return folder


def doubts(here, folder):
    assert pack_programme(folder)
    return [str(each) for each in checked(here, folder).doubtful]


def gone(names, name):
    """A number that a municipality had under a name that is gone, and what it became."""
    register = names.register
    town = names.meaning(name, BEFORE).chosen
    return next(number for number in sorted(register.ended) if register.by_number[number] == (town,)), town


def test_a_folder_that_the_registers_bear_out_has_no_doubts(here, folder):
    found = checked(here, folder)
    assert (found.wrong, found.doubtful, found.no_registers) == ([], [], "")
    assert found.listed == [
        "members: 1 municipality",
        "  Tåkeland: 1 (1 small)",
        "to compare with: 1 municipality",
        "  Tåkeland: 1 (1 medium)",
    ]


M, P = "members.csv", "programme.toml"


@pytest.mark.parametrize(
    ("file", "right", "doubtful", "told", "mended"),
    [
        (M, "311116991,", "110000006,", "line 2: no register that has landed knows its number", "311116991,"),
        (
            M,
            "Nøkkeøy kommune",
            "Huldrevik kommune",
            "line 2: its number is that of Nøkkeøy kommune (311116991), and its name that of Huldrevik kommune",
            "Nøkkeøy kommune",
        ),
        (
            M,
            "Nøkkeøy kommune,municipality",
            "Nøkkeøy kommune,county",
            "line 2: buyer_kind county is not what the registers say (Nøkkeøy kommune). Write municipality, or",
            "Nøkkeøy kommune,municipality",
        ),
        (
            M,
            TROLLMO,
            TROLLMO.replace("certain", "uncertain"),
            "line 3: it is uncertain (Trollmo kommune). Ask those who know: then write certain or likely",
            TROLLMO.replace("certain", "likely"),
        ),
        (
            M,
            TROLLMO,
            "",
            "members.csv: nobody is known to be untrained, and there is one wave: there is nothing to compare with",
            TROLLMO,
        ),
        (
            P,
            "participants = 20\n",
            "",
            "line 13, [[gatherings]] number 1: participants is not said (w1-1)",
            "participants = 1",
        ),
        (
            P,
            "participants = 20\n",
            '\n[[gatherings]]\nid = "w1-2"\nwave = "w1"\nheld_on = 2021-05-06\n',
            "line 13, [[gatherings]] number 1: participants is not said, nor of 1 below (w1-1)",
            "participants = 1",
        ),
        (
            P,
            "[[gatherings]]",
            '[[waves]]\nid = "w2"\nname = "Second"\nstarts_on = 2022-04-06\n[[gatherings]]',
            "line 13, [[waves]] number 2: no member is in this wave (Second). Name it as wave_id of its members",
            "[[gatherings]]",
        ),
        (
            P,
            TOML[TOML.index("[[gatherings]]") :],
            "",
            "line 8, [[waves]] number 1: this wave has no gathering (First). Add its [[gatherings]]",
            TOML[TOML.index("[[gatherings]]") :],
        ),
    ],
)
def test_what_is_doubtful_is_told_with_its_line_and_is_gone_once_mended_as_told(
    here, folder, file, right, doubtful, told, mended
):
    text = (folder / file).read_text(encoding="utf-8")
    assert right in text
    (folder / file).write_text(text.replace(right, doubtful, 1), encoding="utf-8")
    assert any(told in each for each in doubts(here, folder)), doubts(here, folder)
    (folder / file).write_text(text.replace(right, mended, 1), encoding="utf-8")
    assert doubts(here, folder) == []


def test_a_number_that_ended_before_its_wave_is_told_with_the_one_to_write(here, folder, invented):
    number, town = gone(invented, "Norneås")
    (folder / "programme.toml").write_text(TOML.replace('"listed"', '"all"'), encoding="utf-8")
    text = (folder / "members.csv").read_text(encoding="utf-8")
    (folder / "members.csv").write_text(text.replace("311116991,Nøkkeøy", f"{number},Norneås"), encoding="utf-8")
    (told,) = doubts(here, folder)
    assert "members.csv, line 2: its number ended on 2020-01-01, before it counts as trained (2021-04-06)" in told
    assert f"Write the number of what it became: Skrømtheim kommune ({town.number})." in told
    (folder / "members.csv").write_text(
        text.replace("311116991,Nøkkeøy", f"{town.number},Skrømtheim"), encoding="utf-8"
    )
    assert doubts(here, folder) == []


def test_a_member_that_went_into_one_that_is_untrained_is_told_once_the_line_is_out_no_more(here, folder, invented):
    number, town = gone(invented, "Norneås")
    early = TOML.replace("2021-04-06", "2019-04-06").replace('"listed"', '"all"')
    (folder / "programme.toml").write_text(early, encoding="utf-8")
    mine = f"{number},Norneås kommune,municipality,member,w1,,list,certain\n"
    theirs = f"{town.number},{town.name},municipality,known_untrained,,,list,certain\n"
    (folder / "members.csv").write_text(HEADER + mine + TROLLMO + theirs, encoding="utf-8")
    (told,) = doubts(here, folder)
    assert "members.csv, line 4: it is one municipality today with line 2, Norneås kommune" in told
    (folder / "members.csv").write_text(HEADER + mine + TROLLMO, encoding="utf-8")
    assert doubts(here, folder) == []
    (merged,) = checked(here, folder).merged
    assert merged.startswith("line 2, Norneås kommune: ")
    assert "Norneås" in merged.split(": ")[1]
    assert merged.endswith("went into Skrømtheim on 2020-01-01")


def test_what_is_wrong_is_told_beside_what_is_doubtful(here, folder):
    text = (folder / "members.csv").read_text(encoding="utf-8")
    (folder / "members.csv").write_text(
        text.replace("311116991", "DECIDE: 311116991 Nøkkeøy kommune"), encoding="utf-8"
    )
    (folder / "programme.toml").write_text(TOML.replace("participants = 20", ""), encoding="utf-8")
    found = checked(here, folder)
    assert [each.rule for each in found.wrong] == ["undecided"]
    assert [each.rule for each in found.doubtful] == ["no_participants"]


def test_without_registers_the_rest_is_checked_and_it_is_said_how_to_get_them(folder, tmp_path):
    found = checked(Settings(data=tmp_path / "none"), folder)
    assert found.wrong == found.doubtful == found.listed == []
    assert "bestillerpuls pull registers" in found.no_registers
    assert not (tmp_path / "none").exists()


def test_what_a_pull_takes_is_told_from_the_folder_alone_and_nobody_is_asked(here, folder):
    registers, doffin, ted = cost(here, folder, is_asked=False)
    assert registers.startswith("registers: 6 lists, ")
    weeks, requests = (int(part.split()[-1]) for part in (doffin.split(" weeks")[0], doffin.split(" requests")[0]))
    assert f"doffin: {weeks} weeks from 2019-04-07, two years before the first wave, so {weeks} requests at" in doffin
    assert weeks == requests
    assert ted.endswith(f"bestillerpuls programme check --ask {folder}")


def test_what_a_pull_takes_is_told_from_what_the_source_said_before(folder, tmp_path):
    here = Settings(data=tmp_path / "data")
    with Landing(here.landing, "real") as landing:
        window = {"window_from": "2024-01-01", "window_to": "2024-01-10"}
        landing.note("doffin", "notices", "all", announced=500, **window)
        landing.put(b"<a/>", "doffin", "notices", "2024-1")
        landing.put(b"<b/>", "doffin", "notices", "2024-2")
    _, doffin, _ = cost(here, folder, is_asked=False)
    weeks = int(doffin.split(" windows; ")[0].rsplit(" ", 1)[1])
    assert doffin.endswith("So it was in the 10 days that were asked for.")
    there, wanted = (
        int(part.split()[-1]) for part in (doffin.split(" notices there")[0], doffin.split(" to download")[0])
    )
    assert 49 * 7 * (weeks - 1) <= there <= 50 * 7 * weeks
    assert wanted == pytest.approx(there * 2 / 500, rel=0.01)


def test_a_source_that_is_asked_says_what_it_lacks(folder, tmp_path):
    here = Settings(data=tmp_path / "data", ted_api_url="http://127.0.0.1:9", attempts=1)
    _, doffin, ted = cost(here, folder, is_asked=True)
    assert doffin.startswith("doffin: no plan. Doffin wants a key.")
    assert ted.startswith("ted: no plan. ")


def test_the_smallest_effect_that_could_be_seen_is_read_from_what_is_published(tmp_path):
    here = Settings(data=tmp_path)
    assert minimum_detectable_effects(here) == []
    here.current.mkdir(parents=True)
    with duckdb.connect(str(here.current / "marts.duckdb")) as db:
        db.execute(
            "create table effect_estimates as select * from (values ('early', 0.1234, 'share', true), "
            "('calls', 0.0953, 'log_ratio', true), ('days', 3.21, 'days', true), ('none', null, 'share', true), "
            "('few', 1.5, 'share', true), "
            "('early', 0.5, 'share', false)) "
            "as told(indicator_id, minimum_detectable_effect, estimate_unit, is_headline)"
        )
    assert minimum_detectable_effects(here) == [
        "calls: 10 %",
        "days: 3.21 days",
        "early: 12.3 percentage points",
        "few: more than any share can change",
    ]


def test_marts_of_another_version_say_so_and_what_to_do(tmp_path):
    here = Settings(data=tmp_path)
    here.current.mkdir(parents=True)
    with duckdb.connect(str(here.current / "marts.duckdb")) as db:
        db.execute("create table effect_estimates as select 'early' as indicator_id")
    assert minimum_detectable_effects(here) == ["published by another version: bestillerpuls run publishes it anew"]


def test_a_source_that_is_asked_plans_from_what_it_has_now(folder, tmp_path):
    service = doffin.Doffin(doffin.year_of_notices(date(2024, 1, 1), 60, 2, buyers=["311116991", "110000006"]))
    with Server(service) as server:
        settings = Settings(
            data=tmp_path / "data",
            doffin_url=f"{server.url}/public",
            doffin_key=doffin.KEY,
            doffin_requests_per_minute=1e9,
            ted_api_url="http://127.0.0.1:9",
            attempts=1,
        )
        _, told, _ = cost(settings, folder, is_asked=True)
        asked = len(server.asked)
    assert told.startswith("doffin: 2019-04-07 to ")
    assert f"; {len(service.notices)} notices there, about " in told
    assert asked < 20
    assert not (tmp_path / "data").exists()


def test_numbers_that_a_pull_of_the_listed_would_miss_are_told_and_a_pull_of_all_misses_none(here, folder, invented):
    _, town = gone(invented, "Norneås")
    early = TOML.replace("2021-04-06", "2019-04-06")
    (folder / "programme.toml").write_text(early, encoding="utf-8")
    mine = f"{town.number},{town.name},municipality,member,w1,,list,certain\n"
    (folder / "members.csv").write_text(HEADER + TROLLMO + mine, encoding="utf-8")
    (told,) = doubts(here, folder)
    assert (
        "members.csv, line 3: it or what went into it had other numbers after 2017-04-06, and a pull of the listed"
        in told
    )
    (folder / "programme.toml").write_text(early.replace('"listed"', '"all"'), encoding="utf-8")
    assert doubts(here, folder) == []
