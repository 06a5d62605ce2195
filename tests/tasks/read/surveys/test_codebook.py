"""Codebooks: the example holds, what cannot be used says where and why, and only what is mapped passes."""

from pathlib import Path

import pytest

from tasks.programme.codebooks import codebook_mistakes
from tasks.read.surveys import codebook
from tasks.read.surveys.codebook import CodebookError
from tasks.read.surveys.export import ExportRefusedError, Upload
from tasks.surveys.draft_codebook import draft

EXAMPLE = Path(codebook.__file__).with_name("codebook_example.toml")
QUESTION = "[[questions]]\ncode = 'q'\nkind = 'text'\ncolumns = ['Svar']\n"


def test_the_commented_example_is_a_codebook():
    book = codebook.parse(EXAMPLE.read_bytes(), EXAMPLE.name)
    assert [question.code for question in book.questions][:2] == ["usefulness", "changes"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id = 'x'", "questions"),
        ("id = 'Å x'\n" + QUESTION, "id"),
        ("id = 'x'\nfarge = 'rød'\n" + QUESTION, "farge"),
        ("id = 'x'\n" + QUESTION + QUESTION, "stand twice"),
        ("id = 'x'\n[[questions]]\ncode = 'q'\nkind = 'scale'\ncolumns = ['S']", "scale"),
        ("id = 'x'\n[[questions]]\ncode = 'q'\nkind = 'single'\ncolumns = ['S']", "options"),
        ("id = 'x'\n[[questions]]\ncode = 'q'\nkind = 'text'", "columns"),
        ("id = 'x'\n" + QUESTION + "measure = 'noe'", "measure"),
        ("id = ", "not TOML"),
        ("id = 'x'\n[[questions]]\ncode = 'q'\nkind = 'multiple'\noption_columns = {a = 'A'}\noptions = []", "options"),
    ],
)
def test_a_codebook_that_cannot_be_used_says_its_file_and_the_rule(text, told):
    with pytest.raises(CodebookError, match=told) as refused:
        codebook.parse(text.encode(), "codebooks/x.toml")
    assert str(refused.value).startswith("codebooks/x.toml")


OTHER = QUESTION.replace("'q'", "'r'")
SCALE = "[[questions]]\ncode = 's'\nkind = 'scale'\ncolumns = ['S']\n"
TICKS = "[[questions]]\ncode = 't'\nkind = 'multiple'\noption_columns = { a = 'A' }\n"
TICKS += "options = [{ code = 'a', label = 'A' }]"


@pytest.mark.parametrize(
    ("broken", "told", "mended"),
    [
        ("id = 'x'", "questions is missing", f"id = 'x'\n{QUESTION}"),
        (f"id = 'Å x'\n{QUESTION}", "id", f"id = 'a-x'\n{QUESTION}"),
        (f"id = 'x'\nfarge = 'rød'\n{QUESTION}", "farge is no key that is known here", f"id = 'x'\n{QUESTION}"),
        (f"id = 'x'\ntool = 'forms'\n{QUESTION}", "tool is one of", f"id = 'x'\ntool = 'ms_forms'\n{QUESTION}"),
        (f"id = 'x'\ntool = 'forms'\n{QUESTION}", "or leave it out", f"id = 'x'\n{QUESTION}"),
        (f"id = 'x'\n{QUESTION * 2}", "stand twice", f"id = 'x'\n{QUESTION}{OTHER}"),
        (f"id = 'x'\n{SCALE}", "`scale`.*must be there", f"id = 'x'\n{SCALE}scale = {{ minimum = 1, maximum = 5 }}"),
        (
            f"id = 'x'\n{SCALE.replace('scale', 'single')}",
            "list its options",
            f"id = 'x'\n{SCALE.replace('scale', 'single')}options = [{{ code = 'a', label = 'A' }}]",
        ),
        ("id = 'x'\n[[questions]]\ncode = 'q'\nkind = 'text'", "give `columns`", f"id = 'x'\n{QUESTION}"),
        (f"id = 'x'\n{QUESTION}measure = 'noe'", "measure is one of", f"id = 'x'\n{QUESTION}measure = 'other'"),
        (f"id = 'x'\n{TICKS.replace('multiple', 'single')}", "is for kind `multiple`", f"id = 'x'\n{TICKS}"),
        (f"id = 'x'\n{TICKS.replace('{ a', '{ b')}", "names no option", f"id = 'x'\n{TICKS}"),
        (f"id = \n{QUESTION}", "not TOML", f"id = 'x'\n{QUESTION}"),
    ],
)
def test_whoever_does_what_a_codebooks_refusal_says_succeeds(broken, told, mended):
    with pytest.raises(CodebookError, match=told):
        codebook.parse(broken.encode(), "codebooks/x.toml")
    assert codebook.parse(mended.encode(), "codebooks/x.toml").questions


@pytest.mark.parametrize(
    ("broken", "rule", "mended"),
    [
        ("[file]\nencoding = 'norsk'", "unknown_encoding", "[file]\nencoding = 'cp1252'"),
        (
            "[organisation]\nvalues = { 'Fjordvik' = '311000000' }",
            "wrong_number",
            "[organisation]\nvalues = { 'Fjordvik' = '938772924' }",
        ),
        ("[gathering]\nid = 'w9'", "unknown_gathering", "[gathering]\nid = 'w1-1'"),
        ("[gathering]\nvalues = { 'En' = 'w9' }", "unknown_gathering", "[gathering]\nvalues = { 'En' = 'w1-1' }"),
    ],
)
def test_whoever_names_what_is_there_has_a_codebook_that_lands(broken, rule, mended):
    def mistakes(part):
        files = {"codebooks/x.toml": f"id = 'x'\n{part}\n{QUESTION}".encode()}
        return [problem.rule for problem in codebook_mistakes(files, ["w1-1"])]

    assert mistakes(broken) == [rule]
    assert mistakes(mended) == []


def test_two_codebooks_that_fit_equally_well_are_refused(read, book):
    other = book.model_copy(update={"id": "other"})
    with pytest.raises(ExportRefusedError, match="after-gathering, other"):
        read(b"ID,Kommune,Hvor nyttig var samlingen?,Kommentar\n1,Hitra,5,ja\n", codebooks=[book, other])


def test_an_option_with_the_separator_in_it_stays_whole(read):
    head = "ID\tKommune\tHvor nyttig var samlingen?\tHva tar du med deg?\tKommentar\n"
    cell = '["Behovskartlegging", "Leverandørdialog; tidlig", "Noe annet"]'
    row = "1\tHitra\tSvært nyttig\t" + '"' + cell.replace('"', '""') + '"' + "\tja\n"
    answers = read((head + row).encode())["parsed.answers"]
    chosen = answers.filter(question_code="take_away")
    assert chosen["option_code"].to_list() == ["need", "dialogue", "other"]
    assert chosen["text"].to_list() == [None, None, "Noe annet"]
    assert answers.filter(question_code="usefulness")["number"].to_list() == [5.0]


def test_microsoft_forms_joins_options_with_a_semicolon_at_the_end(read, workbook_of):
    head = ["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn"]
    head += ["Hvor nyttig var samlingen?", "Hva tar du med deg?", "Kommentar"]
    row = [1, "x", "2024-03-06 15:03:00", "kari@hitra.kommune.no", "Kari Berg", 4]
    frames = read(workbook_of(head, [*row, "Leverandørdialog; tidlig;Behovskartlegging;", "hilsen Kari"]))
    answers = frames["parsed.answers"]
    assert answers.filter(question_code="take_away")["option_code"].to_list() == ["dialogue", "need"]
    assert answers.filter(question_code="comment")["text"].to_list() == ["hilsen [navn]"]
    (submission,) = frames["parsed.submissions"].to_dicts()
    assert submission["organisation_number"] == "938772924"
    assert submission["organisation_source"] == "email_domain"
    assert len(submission["respondent"]) == 32
    assert submission["is_timezone_assumed"]


def test_what_was_not_asked_has_no_question_and_what_was_not_answered_no_answer(read):
    frames = read(b"ID,Kommune,Hvor nyttig var samlingen?,Kommentar\n1,Hitra,,\n")
    assert frames["parsed.questions"]["question_code"].to_list() == ["usefulness", "comment"]
    assert frames["parsed.answers"].height == 0
    assert frames["parsed.submissions"].height == 1


def test_two_alike_rows_without_an_id_are_two_submissions_and_stay_two_in_the_next_export(read, book):
    bare = book.model_copy(update={"submission": book.submission.model_copy(update={"id": ()})})
    head, row = "Kommune,Hvor nyttig var samlingen?,Kommentar\n", "Hitra,5,ja\n"
    first = set(read((head + row * 2).encode(), codebooks=[bare])["parsed.documents"]["identity"])
    second = set(read((head + row * 3).encode(), codebooks=[bare])["parsed.documents"]["identity"])
    assert len(first) == 2
    assert first < second


def test_a_draft_keeps_a_comment_with_an_address_in_it_as_a_question_and_a_column_of_addresses_out():
    rows = "Svar;Kontakt\nRing kåre@hitra.no om det;kåre@hitra.no\nAlt var bra;per@hitra.no\n"
    book = codebook.parse(draft(Upload({"a": rows.encode("cp1252")}, "cp1252")).encode(), "draft.toml")
    assert book.file.encoding == "cp1252"
    assert list(book.identity.columns) == ["Kontakt"]
    assert [(question.kind, list(question.columns)) for question in book.questions] == [("text", ["Svar"])]
