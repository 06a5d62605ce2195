"""Nettskjema's CSV report."""

from tasks.read.surveys import codebook, formats
from tasks.read.surveys.export import Upload


def test_the_columns_are_those_of_the_forms_codebook_and_option_columns_filled_with_0_are_an_answer(read):
    book = """
    id = "nett"
    [submission]
    id = ["$submission_id"]
    submitted_at = ["$created"]
    [[questions]]
    code = "how"
    kind = "multiple"
    option_columns = { need = "how.need", dialogue = "how.dialogue" }
    options = [{ code = "need", label = "Behov" }, { code = "dialogue", label = "Dialog" }]
    """
    lines = ['"31";"2024-03-06T10:00:00+01:00";"1";"0"', '"32";"2024-03-06T10:01:00+01:00";"0";"0"', '"33";"";"";""']
    data = '"$submission_id";"$created";"how.need";"how.dialogue"\n' + "\n".join(lines)
    assert formats.read(Upload({"a": data.encode()})).tool == "nettskjema"
    frames = read(data.encode(), codebooks=[codebook.parse(book.encode(), "nett.toml")])
    answers = frames["parsed.answers"].select("member", "option_code").rows()
    assert answers == [("line 2", "need"), ("line 3", None)]
    assert not any(frames["parsed.submissions"]["is_timezone_assumed"])
