"""A programme folder lands whole or not at all: whatever is wrong has its line and its remedy, and the remedy helps."""

import io
import tarfile

import polars as pl
import pytest

from schemas.settings import Settings
from tasks.landing.store import Landing, receipts
from tasks.parse.parse import inputs, read_new
from tasks.parse.readers import readers
from tasks.programme.landing import ProgrammeRefusedError, current_programme, pack_programme
from tasks.read.programme.entries import PARTS
from tasks.read.programme.rules import MisfitError, fitting
from tasks.run.folders import Given, land_given

TOML = """[programme]
id = "kurs"
name = "Kurset"
world = "sample"
pull = "listed"
verbatims_reviewed = false

[[waves]]
id = "w1"
name = "First"
starts_on = 2024-03-01

[[gatherings]]
id = "w1-1"
wave = "w1"
held_on = 2024-03-01
participants = 20

[[gatherings]]
id = "w1-2"
wave = "w1"
held_on = 2024-06-01

[[projects]]
id = "felles"
name = "Felles"
starts_on = 2024-03-01
ends_on = 2025-03-01
members = ["110000006", "110000014"]
cpv_codes = ["72", "48000000"]

[evaluation]
decided_on = 2024-02-01
decided_by = "Styringsgruppa"
half_years = 6

[[outcomes]]
indicator = "preceded_by_early_notice"
family = "dialogue"
role = "primary"
direction = "up"

[[outcomes]]
indicator = "single_bidder"
family = "market"
role = "primary"
direction = "down"
"""
MORE_PRIMARY = "".join(
    f'\n[[outcomes]]\nindicator = "{indicator}"\nfamily = "market"\nrole = "primary"\ndirection = "up"\n'
    for indicator in ("tenders_received", "price_only")
)
MEMBERS = """organisation_number,name,buyer_kind,status,wave_id,joined_on,source,confidence
110000006,Haram,municipality,member,w1,,"the list,
as it was sent",certain
110000014,Fjordvik,municipality,member,w1,2024-04-01,list,likely
110000022,Tilsynet,state_agency,known_untrained,,,list,certain
"""
COOPERATIONS = """cooperation_id,cooperation_name,name_pattern,published_under,member_number,valid_from,valid_to,source
is,Innkjøp Sør,innkjøp (sør|syd),110000006,110000014,2020-01-01,2024-01-01,list
"""
BOOK = """id = "after"

[gathering]
id = "w1-1"

[organisation]
values = {"Haram" = "110000006"}

[[questions]]
code = "useful"
kind = "text"
columns = ["Useful"]

[[questions]]
code = "other"
kind = "text"
columns = ["Other"]
"""
FILES = {
    "programme.toml": TOML,
    "members.csv": MEMBERS,
    "cooperations.csv": COOPERATIONS,
    "codebooks/after.toml": BOOK,
}
HARAM = "110000006,Haram,municipality,member,w1,,"
FJORDVIK = "110000014,Fjordvik,municipality,member,w1,2024-04-01,list,likely"


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data")


def refusal(folder, landing=None):
    with pytest.raises(ProgrammeRefusedError) as refused:
        pack_programme(folder, landing)
    return str(refused.value)


def packed(files):
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return held.getvalue()


M, C, P, B = "members.csv", "cooperations.csv", "programme.toml", "codebooks/after.toml"


@pytest.mark.parametrize(
    ("file", "right", "wrong", "told"),
    [
        (M, FJORDVIK, FJORDVIK[9:], f"{M}, line 4: organisation_number is empty (Fjordvik). Write its nine digits"),
        (M, "110000014", "11000001", "line 4: organisation_number is not nine digits (Fjordvik)"),
        (M, "110000014", "110 000 014", "line 4: organisation_number is not nine digits (Fjordvik)"),
        (M, "110000014", "110000015", "its last digit does not go with the others (Fjordvik). A digit is wrong"),
        (M, ",Haram,", ",,", f"{M}, line 2: name is empty. Fill it in: name as the programme office writes it."),
        (M, "list,likely", ",likely", "line 4: source is empty (Fjordvik). Fill it in: where the knowledge"),
        (
            M,
            "likely",
            "sure",
            "confidence is none of the words it may be (Fjordvik). Write certain, likely or uncertain.",
        ),
        (M, "y,member,w1,2", "y,Member,w1,2", "status is none of the words it may be (Fjordvik). Write member,"),
        (M, ",state_agency,", ",,", "line 5: buyer_kind is empty (Tilsynet). Write municipality, county or state_ag"),
        (M, "2024-04-01", "01.04.2024", "line 4: joined_on is not a date (Fjordvik). Write it as 2024-03-01."),
        (M, "2024-04-01", "2024-02-30", "line 4: joined_on is no day of the calendar (Fjordvik)"),
        (M, "2024-04-01", "2023-04-01", "joined_on is before its wave begins (2024-03-01) (Fjordvik)"),
        (M, "member,w1,2", "member,w9,2", "line 4: wave_id w9 has no [[waves]] (Fjordvik). Name a wave that is there"),
        (M, HARAM, HARAM.replace("w1", ""), "line 2: wave_id is empty for a member (Haram). Name its wave"),
        (M, FJORDVIK, f"{FJORDVIK}\n{FJORDVIK}", "line 5: organisation_number stands in line 4 already (Fjordvik)"),
        (M, "110000022", "110000006", "line 5: status known_untrained, but line 2 says member (Tilsynet)"),
        (M, "list,likely", "a, b,likely", "line 4: 9 cells, and the header has 8. Give each column its cell"),
        (M, "list,likely", "list", "line 4: 7 cells, and the header has 8"),
        (M, "likely\n", "likely\n,,,,,,,\n", "line 5: the row is empty. Delete the line."),
        (M, '"the list,', '"the" list,', "line 2: from here on not CSV"),
        (M, 'sent"', "sent", "line 2: from here on not CSV"),
        (M, ",source,", ",kilde,", f"{M}, line 1: unknown kilde. Take out the column, or name it rightly."),
        (M, ",source,", ", source,", 'line 1: column " source" is not spelt source. Write source'),
        (M, ",source,", ",Source,", 'line 1: column "Source" is not spelt source'),
        (M, "source,confidence\n", "source,\n", "line 1: column 8 has no name"),
        (M, "source,confidence\n", "source,source\n", "line 1: column source stands twice"),
        (M, MEMBERS, MEMBERS.replace(",", ";"), "line 1: the columns are separated by semicolons, not by commas"),
        (M, MEMBERS, MEMBERS.replace(",", "\t"), "line 1: the columns are separated by tabs, not by commas"),
        (M, MEMBERS, "", f"{M}, line 1: the file is empty. Write its first line: organisation_number,name,"),
        (C, "110000014", "", f"{C}, line 2: member_number is empty (Innkjøp Sør)"),
        (C, "(sør|syd)", "(sør", "line 2: name_pattern is not a regular expression (Innkjøp Sør). Put"),
        (C, "2024-01-01", "2019-01-01", "line 2: valid_to is before valid_from (Innkjøp Sør)"),
        (C, "110000006", "110000007", "published_under 110000007 is no organisation number"),
        (P, "[programme]", "[program]", f"{P}: [programme] is missing. Write it under a line [programme], once."),
        (P, "[[waves]]", "[[waves]", f"{P}, line 8: not TOML: "),
        (P, "[[waves]]", "[waves]", f"{P}, line 8: waves is not written as tables. Begin each with a line [[waves]]."),
        (
            P,
            "[[projects]]",
            "[[project]]",
            f"{P}: unknown project. Take it out, or name it rightly. Known: [programme], [[waves]]",
        ),
        (
            P,
            '"First"',
            '"First"\ncolour = 1',
            "line 8, [[waves]] number 1: unknown colour (First). Take it out, or name it rightly. Known: id, name, st",
        ),
        (P, "held_on = 2024-06-01", "", "line 19, [[gatherings]] number 2: held_on is missing (w1-2). Fill it in: f"),
        (P, "= 2024-06-01", '= "June"', "line 19, [[gatherings]] number 2: held_on is not a date (w1-2)"),
        (P, "= 2024-06-01", "= 2024-06-01T08:00:00", "held_on is not a date (w1-2). Write it as 2024-03-01."),
        (P, "= 2024-06-01", "= 2023-06-01", "number 2: held_on is before its wave begins (2024-03-01) (w1-2)"),
        (
            P,
            '"w1-2"',
            '"w1-1"',
            "line 19, [[gatherings]] number 2: id w1-1 stands twice, first in programme.toml, line 13",
        ),
        (P, 'wave = "w1"\nheld_on = 2024-06', 'wave = "w2"\nheld_on = 2024-06', "wave w2 has no [[waves]] (w1-2)"),
        (
            P,
            "participants = 20",
            'participants = "20"',
            "participants is not a whole number (w1-1). Write digits alone",
        ),
        (P, "participants = 20", "participants = -1", "participants is less than 0 (w1-1). Write 0 or more."),
        (P, "reviewed = false", 'reviewed = "no"', "line 1, [programme]: verbatims_reviewed is neither true nor false"),
        (P, '"sample"', '"test"', "world is none of the words it may be (Kurset). Write sample or real."),
        (P, 'pull = "listed"\n', "", "pull is missing (Kurset). Write all or listed."),
        (P, 'name = "Kurset"', "name = true", "line 1, [programme]: name is not a text (kurs)"),
        (P, '"48000000"', '"48000000-8"', "cpv_codes has a code that is not two to eight digits (Felles)"),
        (P, '"110000014"', '"110000015"', "members 110000015 is no organisation number"),
        (P, "2025-03-01", "2023-03-01", "line 24, [[projects]] number 1: ends_on is before starts_on (Felles)"),
        (P, "[evaluation]", "[assessment]", f"{P}: unknown assessment. Take it out, or name it rightly."),
        (P, "= 2024-02-01", '= "soon"', "line 32, [evaluation]: decided_on is not a date"),
        (P, "half_years = 6", "half_years = 0", "line 32, [evaluation]: half_years is less than 1"),
        (P, '"Styringsgruppa"', '""', "line 32, [evaluation]: decided_by is empty"),
        (
            P,
            '"single_bidder"',
            '"preceded_by_early_notice"',
            "preceded_by_early_notice stands twice, first in programme.toml, line 37",
        ),
        (P, '"single_bidder"', '"single_bid"', "[[outcomes]] number 2: indicator single_bid is not known"),
        (P, 'role = "primary"', 'role = "main"', "role is none of the words it may be. Write primary or exploratory."),
        (
            P,
            'direction = "down"\n',
            f'direction = "down"\n{MORE_PRIMARY}',
            "role primary stands 4 times, and at most 3",
        ),
        (
            B,
            'kind = "text"\ncolumns = ["O',
            'kind = "tekst"\ncolumns = ["O',
            f"{B}, line 14, [[questions]] number 2: kind",
        ),
        (B, 'id = "w1-1"', 'id = "w9"', "line 3, [gathering]: gathering w9 has no [[gatherings]] in programme.toml"),
        (B, '"110000006"', '"110000007"', 'line 6, [organisation]: values maps "Haram" to what is no organisation'),
        (B, 'id = "after"', 'id = "Å"', f"{B}, line 1: id: "),
        (B, 'id = "after"', "id = ", f"{B}, line 1: not TOML: invalid value"),
        (B, "[gathering]", '[file]\nencoding = "latin-99"\n[gathering]', "line 3, [file]: encoding is unknown"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_what_is_mended_as_told_lands(
    settings, folder, file, right, wrong, told
):
    before = (folder / file).read_text(encoding="utf-8")
    assert right in before
    (folder / file).write_text(before.replace(right, wrong, 1), encoding="utf-8")
    (problem,) = land_given(settings, Given(programme=folder))
    assert told in problem
    assert "nothing of the programme folder landed" in problem
    assert list(receipts(settings.landing, "programme")) == []
    (folder / file).write_text(before, encoding="utf-8")
    assert land_given(settings, Given(programme=folder)) == []


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_file_in_another_encoding_is_told_with_its_line_and_lands_in_utf_8(settings, folder, encoding):
    text = MEMBERS.replace("Fjordvik", "Sørvik")
    (folder / "members.csv").write_text(text, encoding=encoding)
    (problem,) = land_given(settings, Given(programme=folder))
    assert f"members.csv, line {4 if encoding == 'latin-1' else 1}: " in problem
    assert "UTF-8" in problem
    (folder / "members.csv").write_text(text, encoding="utf-8")
    assert land_given(settings, Given(programme=folder)) == []


def test_a_mark_of_byte_order_and_the_line_ends_of_another_system_are_no_mistakes(folder):
    for name, text in FILES.items():
        (folder / name).write_text(text.replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    assert pack_programme(folder)


def test_a_file_that_is_missing_is_told_with_the_one_that_may_be_meant(folder):
    (folder / "members.csv").rename(folder / "Members.CSV")
    assert "members.csv: the folder has no members.csv. Members.CSV is there: is that it?" in refusal(folder)
    (folder / "Members.CSV").rename(folder / "members.csv")
    (folder / "cooperation.csv").write_text(COOPERATIONS)
    assert "cooperation.csv: no file of this name is read. The folder holds" in refusal(folder)


def test_everything_that_is_wrong_is_told_at_once_the_first_twenty_and_how_many_more(folder):
    rows = [f",Kommune {number},municipality,member,w1,,list,certain\n" for number in range(1, 31)]
    (folder / "members.csv").write_text(MEMBERS + "".join(rows))
    told = refusal(folder).splitlines()
    assert "30 things are wrong" in told[0]
    assert told[1] == (
        "  members.csv, line 6: organisation_number is empty (Kommune 1). "
        "Write its nine digits without blanks, as the Brønnøysund register has them."
    )
    assert len(told) == 1 + 20 + 1
    assert told[-1] == "  … and 10 more."


def test_the_earlier_version_stays_in_force_for_surveys_and_pulls_as_well(settings, folder):
    land_given(settings, Given(programme=folder))
    (receipt,) = receipts(settings.landing, "programme")
    (folder / "members.csv").write_text(MEMBERS.replace("110000006", ""))
    (problem,) = land_given(settings, Given(programme=folder))
    assert f"The version that landed on {receipt.landed_at[:10]} stays in force." in problem
    assert "line 2: organisation_number is empty (Haram)" in problem
    assert current_programme(settings.landing)[0] == receipt


@pytest.mark.parametrize(
    ("file", "wrong", "others_land"),
    [(M, MEMBERS.replace("Haram", ""), True), (P, TOML.replace("[[waves]]", "[["), False)],
)
def test_a_folder_that_was_refused_claims_no_other_world_than_its_own(
    settings, folder, tmp_path, file, wrong, others_land
):
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "a.xml").write_text("<a/>")
    (folder / file).write_text(wrong)
    problems = land_given(settings, Given(programme=folder, notices=tmp_path / "notices"))
    assert len(list(receipts(settings.landing, "notices"))) == others_land
    assert any("Nothing else was landed" in problem for problem in problems) is not others_land
    (folder / file).write_text(FILES[file])
    assert land_given(settings, Given(programme=folder, notices=tmp_path / "notices")) == []


def test_the_door_tells_of_a_folder_that_landed_before_with_the_same_words_and_lines(settings, folder):
    files = FILES | {"members.csv": MEMBERS.replace("110000006", "").replace("likely", "sure")}
    land_given(settings, Given(programme=folder))
    with Landing(settings.landing, "sample") as landing:
        landing.put(packed(files), "folder", "programme", "older")
    (reader,) = (each for each in readers(settings) if each.kind == "programme")
    assert read_new(settings.landing, settings.parsed, reader).rejected == 1
    (path,) = inputs(settings.parsed, [reader])["parsed.rejects"]
    rejects = pl.read_parquet(path)
    assert rejects.select("place", "column_name", "rule").rows() == [
        ("members.csv, line 2", "organisation_number", "empty"),
        ("members.csv, line 4", "confidence", "not_in_list"),
    ]
    assert rejects["reason"][0].startswith("organisation_number is empty (Haram). ")
    assert current_programme(settings.landing)[0].key == "programme"


def test_what_can_be_read_but_cannot_be_meant_does_not_reject_a_folder_that_landed_before(settings):
    files = FILES | {"members.csv": MEMBERS.replace("110000014", "110000015")}
    with Landing(settings.landing, "sample") as landing:
        landing.put(packed(files), "folder", "programme", "older")
    (reader,) = (each for each in readers(settings) if each.kind == "programme")
    assert read_new(settings.landing, settings.parsed, reader).rejected == 0
    assert current_programme(settings.landing)[0].key == "older"


COLUMNS = {f"{part.table}.{key}": column for part in PARTS for key, column in part.columns.items()}


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS.keys())
def test_every_rule_of_a_declaration_has_words_so_that_the_door_finds_nothing_new(column):
    if not column.nullable:
        with pytest.raises(MisfitError) as empty:
            fitting(column, "")
        assert empty.value.args[0] == "empty"
    for check in column.checks:
        wrong = -1 if check.name == "greater_than_or_equal_to" else "no such word"
        with pytest.raises(MisfitError):
            fitting(column, wrong)
