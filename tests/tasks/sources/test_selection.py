import io
import json
import tarfile
from datetime import date

import pytest

from tasks.landing.store import Landing
from tasks.sources.selection import EVERYBODY, Selection, SelectionError, organisation_number, selection, words_of
from tasks.sources.window import Hit
from tests.servers.registers import unit

PROGRAMME = """
[programme]
id = "p"
name = "P"
world = "real"
pull = "{pull}"
verbatims_reviewed = false
[[waves]]
id = "w1"
name = "W1"
starts_on = 2024-03-01
"""
MEMBERS = """organisation_number,name,buyer_kind,status,wave_id,joined_on,source,confidence
110000008,Lillevik kommune,municipality,member,w1,,list,certain
110000024,Tilsynet,state_agency,known_untrained,,,list,certain
"""


def programme(pull="listed", members=MEMBERS):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, text in {"programme.toml": PROGRAMME.format(pull=pull), "members.csv": members}.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return packed.getvalue()


@pytest.fixture
def land(tmp_path):
    def put(data, kind, key):
        with Landing(tmp_path, "real") as landing:
            landing.put(data, "folder", kind, key)

    return put


def bought_by(number, name=""):
    return Hit("1-2024", frozenset(), None, ((number, name),))


def test_without_a_programme_it_is_not_known_whose_notices_are_wanted(tmp_path):
    with pytest.raises(SelectionError, match="Land a programme folder first"):
        selection(tmp_path)


def test_a_programme_may_want_everybodys_notices(tmp_path, land):
    land(programme("all"), "programme", "p")
    assert selection(tmp_path).name == EVERYBODY.name
    assert selection(tmp_path).listed == {"110000008", "110000024"}, "asked for where the country is not said"
    assert selection(tmp_path).wants(bought_by(None, "Hvem som helst"))


def test_members_and_the_comparison_group_are_wanted_and_nobody_else(tmp_path, land):
    land(programme(), "programme", "p")
    wanted = selection(tmp_path)
    assert wanted.wants(bought_by("110 000 008"))
    assert wanted.wants(bought_by("NO110000024MVA"))
    assert not wanted.wants(bought_by("110000016", "Lillevik kommune")), "a number says more than a name"
    assert wanted.wants(bought_by(None, "LILLEVIK KOMMUNE v/ Teknisk etat"))
    assert not wanted.wants(bought_by(None, "Storvik kommune"))
    assert wanted.wants(Hit("1-2024", frozenset())), "a row that names no buyer may be a member's"


def test_sub_units_and_former_numbers_of_a_municipality_are_wanted_with_it(tmp_path, land):
    land(programme(), "programme", "p")
    before = selection(tmp_path)
    school = unit("110000032", "ORGL", "LILLEVIK SKOLE", overordnetEnhet="110000008")
    desk = unit("110000040", "BEDR", "LILLEVIK SKOLE, KONTORET", overordnetEnhet="110000032")
    land(json.dumps({"_embedded": {"enheter": [school, desk]}}).encode(), "register", "units")
    pairs = [{"sourceCode": each, "targetCode": "3301"} for each in ("110000008", "110000059")]
    land(json.dumps({"correspondenceItems": pairs}).encode(), "register", "582 to 131")
    after = selection(tmp_path)
    assert after.numbers == {"110000008", "110000024", "110000032", "110000040", "110000059"}
    assert after.covered_before(before.told()) == date.min, "a former number may have notices of any day"
    assert before.covered_before(after.told()) == date.max


def test_what_entered_the_register_on_a_day_opens_no_day_before_it():
    before = Selection(numbers=frozenset({"110000008"}), names=(words_of("Lillevik kommune"),))
    new, told = frozenset({"110000008", "110000032"}), before.told()
    assert Selection(numbers=new, since={"110000032": date(2024, 5, 1)}).covered_before(told) == date(2024, 5, 1)
    assert Selection(numbers=new).covered_before(told) == date.min
    assert Selection(names=(words_of("Storvik kommune"),)).covered_before(told) == date.min


def test_another_list_is_another_selection(tmp_path, land):
    land(programme(), "programme", "p")
    before = selection(tmp_path)
    land(programme(members=MEMBERS.replace("110000024,Tilsynet", "110000016,Storvik kommune")), "programme", "p")
    assert selection(tmp_path).name != before.name


@pytest.mark.parametrize(
    "written", ["964965137", "964 965 137", "NO964965137MVA", " 964965137\u200b", "NO 964 965 137 MVA"]
)
def test_a_number_is_known_in_every_spelling(written):
    assert organisation_number(written) == "964965137"


@pytest.mark.parametrize("written", [None, "", "Sandnes kommune", "96496513", "9649651370"])
def test_what_has_not_nine_digits_is_no_number(written):
    assert organisation_number(written) is None


def test_a_name_of_nothing_but_general_words_wants_nobody():
    assert words_of("Kommunene i og") == {"kommunene"} - {"kommunene"}
    assert not Selection(names=()).wants(bought_by(None, "Kommune"))
