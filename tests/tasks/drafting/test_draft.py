"""Names in, a folder out that lands; what is in doubt is refused with its line until it is decided as told."""

import csv
import io
import re
import tomllib
from datetime import date

import pytest

from schemas.errors import UserError
from schemas.settings import Settings
from tasks.drafting.draft import drafted, waves_in
from tasks.drafting.folder import write
from tasks.drafting.lists import gatherings_in
from tasks.landing.store import Landing
from tasks.programme.landing import ProgrammeRefusedError, pack_programme
from tasks.run.folders import land_files
from tasks.sample.world.programme import programme
from tasks.sample.world.registers import registers

DAY = date(2021, 4, 6)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "programme"


@pytest.fixture
def draft(here, tmp_path, folder):
    """Draft a folder from the text of a list; returns the rows of its members.csv."""

    def drafts(names, days=(DAY,), compare=None, gatherings=None):
        (tmp_path / "names.txt").write_text(names, encoding="utf-8")
        if gatherings:
            (tmp_path / "gatherings.txt").write_text(gatherings, encoding="utf-8")
        waves = waves_in([tmp_path / "names.txt"], days)
        held = gatherings_in(tmp_path / "gatherings.txt") if gatherings else ()
        write(drafted(here, "Kurset", waves, held, compare), folder)
        with (folder / "members.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return drafts


def toml(folder):
    return tomllib.loads((folder / "programme.toml").read_text(encoding="utf-8"))


def test_the_samples_own_members_get_their_own_numbers_from_their_names_alone(draft, world, invented, folder):
    (members,) = (data for path, data in programme(world) if path.endswith("members.csv"))
    told = [row for row in csv.DictReader(io.StringIO(members.decode())) if row["status"] == "member"]
    names = [f"{row['name']} (Tåkeland)" if row["name"].startswith("Drakebygd") else row["name"] for row in told]
    rows = draft("\n".join(names))
    numbers = invented.register.by_number
    assert {numbers[row["organisation_number"]] for row in rows} == {
        numbers[row["organisation_number"]] for row in told
    }
    assert len(told) > 20
    assert pack_programme(folder)


def test_a_draft_without_doubts_lands_and_says_where_each_name_stood(draft, folder):
    rows = draft("# those who came\n\n- Nøkkeøy komm.\n2. Drømmetilsynet\nTåkeland fylke\n")
    assert [(row["organisation_number"], row["name"], row["buyer_kind"], row["source"]) for row in rows] == [
        ("311116991", "Nøkkeøy kommune", "municipality", "names.txt line 3"),
        ("510000005", "Drømmetilsynet", "state_agency", "names.txt line 4"),
        ("410023113", "Tåkeland fylke", "county", "names.txt line 5"),
    ]
    assert {(row["status"], row["wave_id"], row["confidence"]) for row in rows} == {("member", "w1", "certain")}
    assert pack_programme(folder)
    told = toml(folder)
    assert told["programme"]["world"] == "sample"
    assert told["waves"] == [{"id": "w1", "name": "Wave 1", "starts_on": DAY}]
    assert told["gatherings"] == [{"id": "w1-1", "wave": "w1", "held_on": DAY}]


def test_what_is_in_doubt_is_refused_with_its_line_and_lands_once_a_number_of_those_told_is_written(draft, folder):
    rows = draft("Nøkkeøy\nDrakebygd\n")
    assert rows[1]["organisation_number"].startswith("DECIDE: ")
    with pytest.raises(ProgrammeRefusedError) as refused:
        pack_programme(folder)
    assert "members.csv, line 3: organisation_number is still to be decided: " in str(refused.value)
    assert "Write the right number of these alone, or take out the line." in str(refused.value)
    text = (folder / "members.csv").read_text(encoding="utf-8")
    for number in re.findall(r"\d{9}", rows[1]["organisation_number"]):
        (folder / "members.csv").write_text(text.replace(rows[1]["organisation_number"], number), encoding="utf-8")
        assert pack_programme(folder)
    (folder / "members.csv").write_text("".join(text.splitlines(keepends=True)[:2]), encoding="utf-8")
    assert pack_programme(folder)


def test_a_county_beside_a_name_decides_between_namesakes(draft, folder):
    rows = draft("Drakebygd (Måneland)\nDrakebygd i Tåkeland\nDrakebygd, Måneland fylke\n")
    assert len({row["organisation_number"] for row in rows}) == len(rows) == 2
    assert "; names.txt line 3" in rows[0]["source"]
    assert pack_programme(folder)


def test_a_name_that_nothing_is_like_is_refused_until_its_number_is_written(draft, folder):
    (row,) = draft("Ingensteds\n")
    with pytest.raises(ProgrammeRefusedError) as refused:
        pack_programme(folder)
    assert "line 2: organisation_number is still to be decided: nothing in the registers is like it" in str(
        refused.value
    )
    assert "line 2: buyer_kind is empty (Ingensteds). Write municipality, county or state_agency." in str(refused.value)
    text = (folder / "members.csv").read_text(encoding="utf-8")
    text = text.replace(row["organisation_number"], "510046226").replace("Ingensteds,", "Ingensteds,state_agency", 1)
    (folder / "members.csv").write_text(text, encoding="utf-8")
    assert pack_programme(folder)


def test_two_that_were_merged_are_one_member_with_both_places(draft):
    rows = draft("Norneås\nKvitebjørndal\n", [date(2019, 3, 1)])
    assert [row["name"] for row in rows] == ["Skrømtheim kommune"]
    assert rows[0]["source"] == (
        "names.txt line 1: Norneås, so called until 2020-01-01; "
        "names.txt line 2: Kvitebjørndal, so called until 2020-01-01"
    )
    assert rows[0]["confidence"] == "likely"


def test_several_names_in_a_line_are_several_members(draft):
    assert len(draft("Nøkkeøy, Trollmo; Huldrevik\n")) == 3


@pytest.mark.parametrize("written", ["311116991", "311 116 991 Nøkkeøy kommune", "Nøkkeøy (311116991)"])
def test_a_number_that_goes_with_its_name_is_taken(draft, written):
    assert [row["organisation_number"] for row in draft(written)] == ["311116991"]


@pytest.mark.parametrize("written", ["311116991 Trollmo", "999999999", "311116990"])
def test_a_number_that_the_registers_know_otherwise_is_left_to_decide(draft, written):
    (row,) = draft(written)
    assert row["organisation_number"].startswith("DECIDE")


def test_lines_with_a_day_begin_waves_and_name_them(draft, folder):
    rows = draft("Bølge 1: 6. april 2021\nNøkkeøy\n04.10.2022\nTrollmo\nNøkkeøy\n", days=())
    assert [(row["name"], row["wave_id"]) for row in rows] == [("Nøkkeøy", "w1"), ("Trollmo", "w2"), ("Nøkkeøy", "w2")]
    assert [(wave["name"], wave["starts_on"]) for wave in toml(folder)["waves"]] == [
        ("Bølge 1", date(2021, 4, 6)),
        ("Wave 2", date(2022, 10, 4)),
    ]
    assert pack_programme(folder)


def test_names_without_a_wave_are_refused_and_either_remedy_helps(draft, folder):
    with pytest.raises(
        UserError, match=r"names.txt, line 1: it is not said when its wave begins\. Give the day with --w"
    ):
        draft("Nøkkeøy\n", days=())
    assert not folder.exists()
    draft("2024-03-01\nNøkkeøy\n", days=())
    assert toml(folder)["waves"][0]["starts_on"] == date(2024, 3, 1)


def test_days_that_do_not_go_with_the_lists_are_refused_and_the_remedy_helps(draft, folder):
    with pytest.raises(UserError, match="--members is given 1 times and --wave 2 times"):
        draft("Nøkkeøy\n", days=[DAY, DAY])
    draft("2021-04-06\nNøkkeøy\n2022-04-06\nTrollmo\n", days=())
    assert len(toml(folder)["waves"]) == 2


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04\x00\x00", "is no text file. Save it as plain text"),
        (b"31. februar 2024\n", "line 1: no day of the calendar. Write it as 2024-03-01."),
        (b"\n# nothing\n", "holds no name. Write one a line."),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_and_one_as_told_is_not(tmp_path, data, told):
    (tmp_path / "names.txt").write_bytes(data)
    with pytest.raises(UserError, match=re.escape(told)):
        waves_in([tmp_path / "names.txt"], [])
    (tmp_path / "names.txt").write_text("2024-03-01\nNøkkeøy\n", encoding="utf-8")
    assert waves_in([tmp_path / "names.txt"], [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_is_read_in_every_encoding_that_editors_write(tmp_path, encoding):
    (tmp_path / "names.txt").write_text("2024-03-01\r\nNøkkeøy\r\n", encoding=encoding, newline="")
    (wave,) = waves_in([tmp_path / "names.txt"], [])
    assert [line.text for line in wave.lines] == ["Nøkkeøy"]


@pytest.mark.parametrize(("compare", "pull"), [("all", "all"), ("county", "listed"), (None, "listed")])
def test_whose_notices_are_pulled_follows_from_whom_is_compared_with(draft, folder, compare, pull):
    draft("Nøkkeøy\n", compare=compare)
    assert toml(folder)["programme"]["pull"] == pull


def test_all_are_compared_with_but_members_and_those_who_may_be_meant(draft, invented):
    rows = draft("Nøkkeøy\nDrakebygd\n", compare="all")
    others = [row for row in rows if row["status"] == "known_untrained"]
    assert len(others) == len(invented.register.municipalities) - 3
    assert {row["confidence"] for row in others} == {"uncertain"}
    assert not any(row["organisation_number"] in rows[1]["organisation_number"] for row in others)


def test_those_of_the_members_counties_are_compared_with(draft, invented):
    rows = draft("Nøkkeøy\n", compare="county")
    towns = {each.number: each.county for each in invented.register.municipalities}
    assert {towns[row["organisation_number"]] for row in rows} == {towns["311116991"]}
    assert len(rows) == list(towns.values()).count(towns["311116991"])


def test_a_file_says_who_is_compared_with_and_members_are_left_out_of_it(draft, tmp_path):
    (tmp_path / "others.txt").write_text("Trollmo\nNøkkeøy\nHuldrevik\n", encoding="utf-8")
    rows = draft("Nøkkeøy\n", compare=str(tmp_path / "others.txt"))
    assert [(row["name"], row["status"], row["confidence"]) for row in rows[1:]] == [
        ("Trollmo", "known_untrained", "certain"),
        ("Huldrevik", "known_untrained", "certain"),
    ]


def test_a_word_that_is_no_file_is_refused_and_each_that_is_told_is_taken(draft, tmp_path):
    with pytest.raises(UserError, match=r"--compare alle: is no file\. Give all, county, or a text file"):
        draft("Nøkkeøy\n", compare="alle")
    (tmp_path / "others.txt").write_text("Trollmo\n", encoding="utf-8")
    for number, compare in enumerate(("all", "county", str(tmp_path / "others.txt"))):
        assert len(draft("Nøkkeøy\n", compare=compare)) > 1
        (tmp_path / "programme").rename(tmp_path / f"programme {number}")


def test_an_agency_alone_has_no_county_to_compare_in_and_the_remedy_helps(draft):
    with pytest.raises(
        UserError, match=r"--compare county: no municipality is left to compare with. Give --compare all"
    ):
        draft("Drømmetilsynet\n", compare="county")
    assert len(draft("Drømmetilsynet\n", compare="all")) > 50


def test_gatherings_stand_in_the_wave_that_began_before_them(draft, folder):
    held = "05.10.2022; Skogly; 40\n2021-04-06, Strandheim, 61, Behov før løsning\n6. juli 2021\tStrandheim\n"
    draft("2021-04-06\nNøkkeøy\n2022-10-04\nTrollmo\n", days=(), gatherings=held)
    assert [{**each, "held_on": str(each["held_on"])} for each in toml(folder)["gatherings"]] == [
        {
            "id": "w1-1",
            "wave": "w1",
            "held_on": "2021-04-06",
            "place": "Strandheim",
            "theme_nb": "Behov før løsning",
            "participants": 61,
        },
        {"id": "w1-2", "wave": "w1", "held_on": "2021-07-06", "place": "Strandheim"},
        {"id": "w2-1", "wave": "w2", "held_on": "2022-10-05", "place": "Skogly", "participants": 40},
    ]
    assert pack_programme(folder)


def test_a_gathering_without_a_day_is_refused_and_the_line_that_is_told_is_read(draft, folder):
    with pytest.raises(
        UserError, match=r"gatherings.txt, line 1: no day\. Write a gathering as: 2024-03-01, Place, 60, T"
    ):
        draft("Nøkkeøy\n", gatherings="Strandheim\n")
    draft("Nøkkeøy\n", gatherings="2024-03-01, Place, 60, Theme\n")
    assert toml(folder)["gatherings"][0]["participants"] == 60


def test_a_gathering_before_its_wave_is_left_to_mend_with_its_line(draft, folder):
    draft("Nøkkeøy\n", gatherings="2020-04-06, Strandheim\n")
    with pytest.raises(ProgrammeRefusedError, match="held_on is before its wave begins"):
        pack_programme(folder)


def test_a_folder_that_is_there_is_never_written_over(draft, folder):
    draft("Nøkkeøy\n")
    before = (folder / "members.csv").read_bytes()
    with pytest.raises(UserError, match=r"is there already and stays as it is\. Give another --out"):
        draft("Trollmo\n")
    assert (folder / "members.csv").read_bytes() == before
    assert sorted(path.name for path in folder.parent.iterdir()) == ["names.txt", "programme"]


def test_where_no_register_has_landed_it_says_how_and_that_helps(tmp_path, world):
    here = Settings(data=tmp_path / "data")
    (tmp_path / "names.txt").write_text("2024-03-01\nNøkkeøy\n", encoding="utf-8")
    waves = waves_in([tmp_path / "names.txt"], [])
    with pytest.raises(UserError, match=r"bestillerpuls pull registers.*bestillerpuls run --registers DIR"):
        drafted(here, "Kurset", waves, (), None)
    for path, data in registers(world):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    with Landing(here.landing, "real") as landing:
        for name in ("klass", "brreg"):
            land_files(landing, tmp_path / name, "register", "answers")
    draft = drafted(here, "Kurset", waves, (), None)
    assert [row.organisation_number for row in draft.rows] == ["311116991"]
    assert draft.world == "real"


def test_counts_beside_names_are_no_names(draft):
    assert [row["name"] for row in draft("Nøkkeøy;5\nTrollmo\t12\n")] == ["Nøkkeøy", "Trollmo"]


def test_a_name_in_two_languages_is_kept_as_notices_have_it(draft):
    assert [row["name"] for row in draft("Nøkkeøy kommune/Nøkkeøy suohkan\n")] == ["Nøkkeøy kommune"]
