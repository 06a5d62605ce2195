"""Every refusal of a programme folder is mended by doing what it says, and nothing else."""

import ast
import re
from pathlib import Path

import pytest

from schemas.settings import Settings
from tasks.landing.store import held_world, receipts
from tasks.programme.landing import ProgrammeRefusedError, pack_programme, wrong_in
from tasks.run.folders import Given, land_given
from tests.tasks.programme.test_landing import COOPERATIONS, FJORDVIK, HARAM, MEMBERS, MORE_PRIMARY, TOML

ROOT = Path(__file__).parents[3]
M, C, P, B = "members.csv", "cooperations.csv", "programme.toml", "codebooks/after.toml"
EXTRA = "source,confidence,note\n"
WITH_NOTE = (
    MEMBERS.replace("source,confidence\n", EXTRA).replace("certain\n", "certain,x\n").replace("likely\n", "likely,y\n")
)
W9 = '\n[[waves]]\nid = "w9"\nname = "Ninth"\nstarts_on = 2024-03-01\n'
NINE = "Write its nine digits without blanks, as the Brønnøysund register has them."
OUT = "Take one of the two out."
PLAN = '[evaluation]\ndecided_on = 2024-02-01\ndecided_by = "Styringsgruppa"\nhalf_years = 6\n'
KNOWN = "Take it out, or name it rightly. Known: "
CASES = [
    ("empty", NINE, {M: [("110000014,F", ",F")]}, {M: [("\n,F", "\n110000014,F")]}),
    ("empty", "Fill it in: where the knowledge", {M: [("list,likely", ",likely")]}, {M: [(",likely", "post,likely")]}),
    (
        "empty",
        "Write municipality, county or state_agency.",
        {M: [(",state_agency,", ",,")]},
        {M: [(",,k", ",county,k")]},
    ),
    (
        "empty",
        "Fill it in: first day.",
        {P: [("held_on = 2024-06-01", "")]},
        {P: [('wave = "w1"\n\n', 'wave = "w1"\nheld_on = 2024-06-02\n\n')]},
    ),
    (
        "undecided",
        "Write the right number of these alone",
        {M: [("110000014", "DECIDE: 110000014 A; 110000022 B")]},
        {M: [("DECIDE: 110000014 A; 110000022 B", "110000022"), ("110000022,T", "110000030,T")]},
    ),
    (
        "undecided",
        "or take out the line.",
        {M: [("110000014", "DECIDE: 110000014 A")]},
        {M: [(f"DECIDE: 110000014 A{FJORDVIK[9:]}\n", "")]},
    ),
    ("undecided", f"{NINE} Or take out the line.", {M: [("110000014", "DECIDE")]}, {M: [("DECIDE", "110000014")]}),
    ("no_evaluation", "under [evaluation]", {P: [(PLAN, "")]}, {P: [("[[outcomes]]", f"{PLAN}\n[[outcomes]]")]}),
    (
        "unknown_indicator",
        "Name one of docs/indicators.md",
        {P: [('"single_bidder"', '"single_bidders"')]},
        {P: [('"single_bidders"', '"single_bidder"')]},
    ),
    (
        "too_many_primary",
        "make the others exploratory",
        {P: [("\n[[outcomes]]", f"{MORE_PRIMARY}\n[[outcomes]]")]},
        {P: [('role = "primary"', 'role = "exploratory"')]},
    ),
    ("not_nine_digits", NINE, {M: [("110000014", "110 000 014")]}, {M: [("110 000 014", "110000014")]}),
    ("not_nine_digits", NINE, {P: [('"110000014"', '"110.000.014"')]}, {P: [('"110.000.014"', '"110000014"')]}),
    (
        "wrong_digit",
        "look the number up in the Brønnøysund register",
        {M: [("110000014", "110000015")]},
        {M: [("110000015", "110000030")]},
    ),
    ("not_in_list", "Write certain, likely or uncertain.", {M: [("likely", "sure")]}, {M: [("sure", "uncertain")]}),
    ("not_in_list", "Write sample or real.", {P: [('"sample"', '"test"')]}, {P: [('"test"', '"real"')]}),
    ("not_a_date", "Write it as 2024-03-01.", {M: [("2024-04-01", "01.04.2024")]}, {M: [("01.04.2024", "2024-03-01")]}),
    ("not_a_date", "Write it as 2024-03-01.", {P: [("= 2024-06-01", '= "June"')]}, {P: [('"June"', "2024-03-01")]}),
    ("not_a_date", "Write it as 2024-03-01.", {M: [("2024-04-01", "2024-02-30")]}, {M: [("2024-02-30", "2024-03-01")]}),
    ("days_out_of_order", "Mend the day", {M: [("2024-04-01", "2023-04-01")]}, {M: [("2023-04-01", "2024-04-02")]}),
    (
        "days_out_of_order",
        "or starts_on of the wave",
        {M: [("2024-04-01", "2023-04-01")]},
        {P: [("starts_on = 2024-03-01\n\n[[g", "starts_on = 2023-04-01\n\n[[g")]},
    ),
    (
        "days_out_of_order",
        "Mend one of the two days.",
        {P: [("2025-03-01", "2023-03-01")]},
        {P: [("ends_on = 2023-03-01", "ends_on = 2024-03-01")]},
    ),
    ("unknown_wave", "Name a wave that is there", {M: [("member,w1,2", "member,w9,2")]}, {M: [("w9", "w1")]}),
    ("unknown_wave", f"or add it to {P}.", {M: [("member,w1,2", "member,w9,2")]}, {P: [(TOML, TOML + W9)]}),
    ("no_wave", "Name its wave", {M: [(HARAM, HARAM.replace("w1", ""))]}, {M: [("member,,", "member,w1,")]}),
    ("stands_twice", OUT, {M: [(FJORDVIK, f"{FJORDVIK}\n{FJORDVIK}")]}, {M: [(f"{FJORDVIK}\n", "")]}),
    (
        "stands_twice",
        "Take one out.",
        {C: [(COOPERATIONS, COOPERATIONS + COOPERATIONS.splitlines()[1] + "\n")]},
        {C: [(COOPERATIONS.splitlines()[1] + "\n", "")]},
    ),
    ("stands_twice", "Give each its own id", {P: [('"w1-2"', '"w1-1"')]}, {P: [('"w1-1"', '"w1-3"')]}),
    ("stands_twice", "or take one out.", {P: [(TOML, f"{TOML}{W9}{W9}")]}, {P: [(W9, "")]}),
    (
        "contradicts",
        OUT,
        {M: [("110000022", "110000006")]},
        {M: [("110000006,Tilsynet,state_agency,known_untrained,,,list,certain\n", "")]},
    ),
    (
        "other_number_of_cells",
        "a cell that holds a comma stands in quotation marks",
        {M: [("list,likely", "a, b,likely")]},
        {M: [("a, b", '"a, b"')]},
    ),
    (
        "other_number_of_cells",
        "Give each column its cell, if an empty one",
        {M: [("w1,2024-04-01,list", "w1,list")]},
        {M: [("w1,list", "w1,,list")]},
    ),
    ("empty_row", "Delete the line.", {M: [("likely\n", "likely\n,,,,,,,\n")]}, {M: [(",,,,,,,\n", "")]}),
    (
        "not_csv",
        'A quotation mark inside a cell is written twice ("")',
        {M: [('"the list,', '"the" list,')]},
        {M: [('"the" list', '"""the"" list')]},
    ),
    ("not_csv", "and one that is opened is closed.", {M: [('sent"', "sent")]}, {M: [("sent", 'sent"')]}),
    ("unknown_column", "Take out the column", {M: [(MEMBERS, WITH_NOTE)]}, {M: [(WITH_NOTE, MEMBERS)]}),
    ("unknown_column", "or name it rightly.", {M: [(",source,", ",kilde,")]}, {M: [(",kilde,", ",source,")]}),
    (
        "unknown_column",
        "Write source: lower case, no blanks.",
        {M: [(",source,", ", Source,")]},
        {M: [(", Source,", ",source,")]},
    ),
    (
        "unknown_column",
        "Name it, or take out the column.",
        {M: [(MEMBERS, WITH_NOTE.replace("note", ""))]},
        {M: [(WITH_NOTE.replace("note", ""), MEMBERS)]},
    ),
    ("unknown_column", KNOWN, {P: [('"First"', '"First"\ncolour = 1')]}, {P: [("colour = 1\n", "")]}),
    (
        "unknown_column",
        KNOWN,
        {P: [("held_on = 2024-06", "held = 2024-06-01\nheld_on = 2024-06")]},
        {P: [("held = 2024-06-01\n", "")]},
    ),
    (
        "column_stands_twice",
        OUT,
        {M: [(MEMBERS, WITH_NOTE.replace("note", "source"))]},
        {M: [(WITH_NOTE.replace("note", "source"), MEMBERS)]},
    ),
    (
        "missing_column",
        "Add it: how sure the knowledge is.",
        {M: [(MEMBERS, re.sub(r",(?:confidence|certain|likely)\n", "\n", MEMBERS))]},
        {
            M: [
                ("source\n", "source,confidence\n"),
                ('sent"\n', 'sent",certain\n'),
                ("list\n", "list,certain\n"),
                ("list\n", "list,certain\n"),
            ]
        },
    ),
    (
        "not_commas",
        "put a comma for each of the tabs",
        {C: [(COOPERATIONS, COOPERATIONS.replace(",", "\t"))]},
        {C: [("\t", ",")] * COOPERATIONS.count(",")},
    ),
    (
        "not_commas",
        "put a comma for each of the semicolons",
        {C: [(COOPERATIONS, COOPERATIONS.replace(",", ";"))]},
        {C: [(";", ",")] * COOPERATIONS.count(",")},
    ),
    ("not_a_pattern", r"Put \ before each of ( )", {C: [("(sør|syd)", "(sør")]}, {C: [("(sør", r"\(sør")]}),
    ("not_a_pattern", "or leave it empty.", {C: [("innkjøp (sør|syd)", "(sør")]}, {C: [("(sør", "")]}),
    (
        "missing_part",
        "Write it under a line [programme], once.",
        {P: [("[programme]\n", "")]},
        {P: [('id = "kurs"', '[programme]\nid = "kurs"')]},
    ),
    (
        "not_tables",
        "Begin each with a line [[waves]].",
        {P: [("[[waves]]", "[waves]")]},
        {P: [("[waves]", "[[waves]]")]},
    ),
    ("unknown_part", KNOWN, {P: [("[[projects]]", "[[project]]")]}, {P: [("[[project]]", "[[projects]]")]}),
    (
        "not_a_number",
        "Write digits alone, without quotation marks.",
        {P: [("participants = 20", 'participants = "20"')]},
        {P: [('"20"', "20")]},
    ),
    ("too_small", "Write 0 or more.", {P: [("participants = 20", "participants = -1")]}, {P: [("-1\n", "0\n")]}),
    ("not_yes_or_no", "Write true or false.", {P: [("reviewed = false", 'reviewed = "no"')]}, {P: [('"no"', "false")]}),
    ("not_a_text", "Write it in quotation marks.", {P: [('"Kurset"', "true")]}, {P: [("true", '"true"')]}),
    (
        "not_cpv",
        "Write two to eight digits, without the check digit",
        {P: [('"48000000"', '"48000000-8"')]},
        {P: [("000-8", "000")]},
    ),
    ("unknown_gathering", "Name one that is there", {B: [('id = "w1-1"', 'id = "w9"')]}, {B: [('"w9"', '"w1-2"')]}),
    (
        "unknown_gathering",
        "or add it.",
        {B: [('id = "w1-1"', 'id = "w9"')]},
        {P: [("[[projects]]", '[[gatherings]]\nid = "w9"\nwave = "w1"\nheld_on = 2024-03-02\n\n[[projects]]')]},
    ),
    ("wrong_number", NINE, {B: [('"110000006"', '"110000007"')]}, {B: [('"110000007"', '"110000014"')]}),
    *(
        (
            "unknown_encoding",
            f'"{name}"',
            {B: [("[gathering]", '[file]\nencoding = "latin-99"\n\n[gathering]')]},
            {B: [("latin-99", name)]},
        )
        for name in ("utf-8", "cp1252", "latin-1")
    ),
]
"""Rule, a part of its remedy, what makes the mistake, and what the remedy says to do: by file, old text and new."""
ELSEWHERE = {"not_utf8", "not_toml", "empty_file", "missing_file", "not_read"}
"""Rules whose remedies are followed in tests of their own, below."""


@pytest.fixture
def here(tmp_path):
    return Settings(data=tmp_path / "data")


def edited(folder, edits):
    for file, changes in edits.items():
        text = (folder / file).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / file).write_text(text, encoding="utf-8")


def problems_in(folder):
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return wrong_in(files)[0]


@pytest.mark.parametrize(
    ("rule", "remedy", "mistake", "done"), CASES, ids=[f"{at}-{case[0]}" for at, case in enumerate(CASES)]
)
def test_what_the_remedy_says_mends_what_is_wrong(here, folder, rule, remedy, mistake, done):
    edited(folder, mistake)
    assert any(problem.rule == rule and remedy in problem.remedy for problem in problems_in(folder))
    assert land_given(here, Given(programme=folder))
    edited(folder, done)
    assert land_given(here, Given(programme=folder)) == []


def test_every_rule_that_refuses_a_folder_has_its_remedy_followed():
    rules = set()
    for path in [*(ROOT / "tasks/read/programme").glob("*.py"), ROOT / "tasks/programme/codebooks.py"]:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""
            at = {"Problem": 1, "MisfitError": 0, "problem": 2}.get(called)
            if at is not None and isinstance(call.args[at], ast.Constant):
                rules.add(call.args[at].value)
    assert len(rules) > 20
    assert rules | {"undecided", "not_nine_digits"} == {case[0] for case in CASES} | ELSEWHERE


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_file_that_is_saved_anew_in_utf_8_is_read(folder, encoding):
    text = MEMBERS.replace("Fjordvik", "Sørvik")
    (folder / M).write_text(text, encoding=encoding)
    (problem,) = problems_in(folder)
    assert problem.rule == "not_utf8"
    assert "UTF-8" in problem.remedy
    (folder / M).write_text(text, encoding="utf-8-sig", newline="\r\n")  # as a spreadsheet does
    assert problems_in(folder) == []


def test_the_example_that_a_broken_toml_is_led_to_lands(folder):
    (folder / P).write_text(TOML.replace("[[waves]]", "[[waves]"), encoding="utf-8")
    assert {(problem.rule, problem.remedy) for problem in problems_in(folder)} == {
        ("not_toml", "See docs/programme.md for an example.")
    }
    page = (ROOT / "docs/programme.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (folder / P).write_text(example.replace("999999999", "110000006"), encoding="utf-8")
    assert problems_in(folder) == []


def test_the_first_line_that_an_empty_file_is_told_to_begin_with_is_right(folder):
    (folder / M).write_text("", encoding="utf-8")
    (problem,) = (each for each in problems_in(folder) if each.rule == "empty_file")
    (line,) = re.findall(r"Write its first line: (.*)\.", problem.remedy)
    rows = MEMBERS.partition("\n")[2]
    (folder / M).write_text(f"{line}\n{rows}", encoding="utf-8")
    assert problems_in(folder) == []


@pytest.mark.parametrize("called", ["Members.CSV", "lists/members.csv", "members.txt"])
def test_a_file_that_gets_its_name_and_place_is_found(folder, called):
    (folder / called).parent.mkdir(exist_ok=True)
    (folder / M).rename(folder / called)
    (problem,) = (each for each in problems_in(folder) if each.rule == "missing_file")
    assert f"{called} is there: is that it? It must be named {M} and lie at the top." in problem.remedy
    (folder / called).rename(folder / M)
    assert problems_in(folder) == []


def test_a_file_that_nothing_reads_may_be_renamed_or_moved_away(folder, tmp_path):
    (folder / C).rename(folder / "cooperation.csv")
    (problem,) = problems_in(folder)
    assert (problem.rule, problem.remedy.endswith("rename or move it.")) == ("not_read", True)
    (folder / "cooperation.csv").rename(folder / C)
    assert problems_in(folder) == []
    (folder / C).rename(tmp_path / "cooperation.csv")
    assert problems_in(folder) == []


@pytest.mark.parametrize("is_mended", [True, False], ids=["mended", "without it"])
def test_where_the_world_is_unknown_both_ways_that_are_told_land_the_rest(here, folder, tmp_path, is_mended):
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "a.xml").write_text("<a/>")
    (folder / P).write_text(TOML.replace("[[waves]]", "[["), encoding="utf-8")
    told = "\n".join(land_given(here, Given(programme=folder, notices=tmp_path / "notices")))
    assert "Mend it and run again; or give the others without it, and they are taken for real." in told
    (folder / P).write_text(TOML, encoding="utf-8")
    assert land_given(here, Given(programme=folder if is_mended else None, notices=tmp_path / "notices")) == []
    assert len(list(receipts(here.landing, "notices"))) == 1
    assert held_world(here.landing) == ("sample" if is_mended else "real")


def test_a_folder_that_is_refused_says_all_that_is_wrong_and_each_is_mended_by_what_it_says(folder):
    edited(folder, {M: [("110000014", "11000001"), ("certain", "sure")], P: [("= 2024-06-01", '= "June"')]})
    with pytest.raises(ProgrammeRefusedError, match="3 things are wrong"):
        pack_programme(folder)
    edited(folder, {M: [("11000001,", "110000014,"), ("sure", "certain")], P: [('"June"', "2024-03-01")]})
    assert pack_programme(folder)
