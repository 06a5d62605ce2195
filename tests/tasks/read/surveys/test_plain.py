"""Anyone's table, as CSV or xlsx: what was not finished or only tried, totals below, and what stands beside a scale."""

import pytest

from tasks.read.surveys import codebook

BOOK = """
id = "plain"
[submission]
id = ["Nr"]
submitted_at = ["Dato"]
complete = "Fullført"
test = "Prøve"
[organisation]
columns = ["Kommune"]
[gathering]
columns = ["Samling"]
values = { "Første samling" = "w1-1" }
[[questions]]
code = "useful"
kind = "scale"
scale = { minimum = 1, maximum = 5 }
columns = ["Nyttig?"]
[[questions]]
code = "how"
kind = "multiple"
columns = ["Hva?"]
options = [{ code = "need", label = "Kartlegge «behovet»" }, { code = "together", label = "Kjøpe sammen" }]
other = true
"""
HEAD = ["Nr", "Dato", "Fullført", "Prøve", "Kommune", "Samling", "Nyttig?", "Hva?"]
RIGHT = ["1", "06.03.2024", "Ja", "", "Hitra", "Første samling", "5", "Kjøpe sammen"]


@pytest.fixture
def told(read, workbook_of):
    """Frames of a table of rows, as CSV or xlsx."""

    def of(*rows, kind="csv", **context):
        text = "\n".join(";".join(row) for row in (HEAD, *rows))
        data = text.encode() if kind == "csv" else workbook_of(HEAD, *rows)
        return read(data, codebooks=[codebook.parse(BOOK.encode(), "plain.toml")], **context)

    return of


def changed(**cells):
    return [cells.get(name.strip("?"), cell) for name, cell in zip(HEAD, RIGHT, strict=True)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_unfinished_answers_and_tests_are_told_by_the_columns_the_codebook_names(told, kind):
    frames = told(RIGHT, changed(Nr="2", Fullført="Nei"), changed(Nr="3", Prøve="x"), kind=kind)
    assert frames["parsed.submissions"]["status"].to_list() == ["complete", "incomplete", "test"]


@pytest.mark.parametrize("first", ["Totalt", "SUM", "Gjennomsnitt:", "Antall svar: 1", "I alt"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_total_below_the_answers_is_nobodys(told, first, kind):
    frames = told(RIGHT, [first, "", "", "", "", "", "5", ""], kind=kind)
    assert frames["parsed.submissions"].height == 1
    assert frames["parsed.instruments"]["left_out"].to_list() == [1]


@pytest.mark.parametrize(
    "word",
    [
        "Vet ikke",
        "veit ikkje",
        "Don’t know",
        "VET\u00a0IKKE",
        "Ikke relevant",
        "Vet ikke/ikke relevant",
        "6 - Vet ikke",
    ],
)
def test_who_does_not_know_is_counted_off_the_scale(told, word):
    answers = told(changed(Nyttig=word))["parsed.answers"].filter(question_code="useful")
    assert answers.select("number", "is_off_scale").rows() == [(None, True)]


@pytest.mark.parametrize("sign", ["-99", "99", "N/A", "–", "-99,0", "ikke besvart"])
def test_a_sign_for_no_answer_is_none(told, sign):
    frames = told(changed(Nyttig=sign))
    assert frames["parsed.rejects"].is_empty()
    assert frames["parsed.answers"].filter(question_code="useful").is_empty()


@pytest.mark.parametrize("name", ["FØRSTE SAMLING", "Første\u00a0samling ", "w1-1"])
def test_a_gathering_is_found_however_it_is_spelt(told, name):
    assert told(changed(Samling=name))["parsed.submissions"]["gathering_id"].to_list() == ["w1-1"]


def test_a_gathering_that_the_codebook_does_not_have_is_told_and_never_goes_by_its_day(told):
    frames = told(changed(Samling="Andre samling"))
    assert frames["parsed.rejects"].select("place", "rule").rows() == [("line 2, column F", "unknown_gathering_name")]


@pytest.mark.parametrize("name", ["hitra", "HITRA KOMMUNE", " Hitra\u00a0kommune"])
def test_an_organisation_is_found_however_it_is_spelt(told, name):
    frames = told(changed(Kommune=name), organisations={"hitra": "938772924"})
    assert frames["parsed.submissions"]["organisation_number"].to_list() == ["938772924"]


def people(read, *rows):
    book = BOOK + "\n[identity]\ncolumns = ['Token', 'Fornavn', 'Etternavn', 'IP']\n"
    heads = [*HEAD, "Token", "Fornavn", "Etternavn", "IP"]
    lines = "\n".join(";".join([*RIGHT[:4], organisation, *RIGHT[5:], *who]) for organisation, *who in rows)
    frames = read(f"{';'.join(heads)}\n{lines}\n".encode(), codebooks=[codebook.parse(book.encode(), "plain.toml")])
    return frames["parsed.submissions"]["person"].to_list()


def test_a_person_is_an_address_or_all_names_with_the_organisation_and_never_an_office(read):
    one, same_token, other = people(
        read, ("Hitra", "t1", "", "", ""), ("", "T1", "Kari", "", ""), ("", "t2", "", "", "")
    )
    assert one == same_token != other
    kari, kari_too, other_kari = people(
        read,
        ("", "", "Kari", "Li", "192.0.2.1"),
        ("", "", "kari", "Li", "192.0.2.1"),
        ("", "", "Kari", "Ås", "192.0.2.1"),
    )
    assert kari == kari_too != other_kari
    assert people(read, ("", "", "", "", "192.0.2.1"), ("", "", "", "", "2001:db8::1")) == [None, None]
