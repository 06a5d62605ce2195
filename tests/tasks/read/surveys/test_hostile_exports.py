"""Every broken, strange or hostile export is right, or refused with place, rule and remedy and no value of its own."""

import io
import zipfile

import pytest

from tasks.read.surveys import delimited, workbook
from tasks.read.surveys.export import ExportRefusedError, Upload

HEADERS = "ID,Kommune,Hvor nyttig var samlingen?,Kommentar"
CANARY = "kanarifugl"


def texts(frames):
    return frames["parsed.answers"]["text"].drop_nulls().to_list()


def codes(frames):
    return frames["parsed.answers"]["option_code"].drop_nulls().to_list()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_norwegian_letters_are_right_in_every_encoding_that_says_itself(read, encoding, delimiter):
    rows = [HEADERS.split(","), ["1", "Hitra", "5", "Blåbærsyltetøy på brødet"]]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    assert texts(read(data)) == ["Blåbærsyltetøy på brødet"]


def test_letters_put_together_of_two_signs_are_one(read):
    assert texts(read(f"{HEADERS}\n1,Hitra,5,a\u030a være\n".encode())) == ["å være"]


def test_a_declared_encoding_is_used_and_an_undeclared_one_refused(read, book):
    data = f"{HEADERS}\n1,Hitra,5,må ønske\n".encode("cp1252")
    with pytest.raises(ExportRefusedError, match="encoding") as refused:
        read(data)
    assert refused.value.rule == "unknown_encoding"
    declared = book.model_copy(update={"file": book.file.model_copy(update={"encoding": "cp1252"})})
    assert texts(read(data, codebooks=[declared])) == ["må ønske"]


def test_a_mark_wins_over_a_wrong_declaration(read, book):
    declared = book.model_copy(update={"file": book.file.model_copy(update={"encoding": "cp1252"})})
    assert texts(read(f"{HEADERS}\n1,Hitra,5,må\n".encode("utf-8-sig"), codebooks=[declared])) == ["må"]


@pytest.mark.parametrize(("written", "number"), [("4,5", 4.5), ("4.5", 4.5), ("77.0", 77.0), ("-3", -3.0)])
def test_decimal_comma_and_point_are_one_number(read, written, number):
    data = f"ID;Kommune;Hvor nyttig var samlingen?;Timer;Kommentar\n1;Hitra;5;{written};ja\n".encode()
    frames = read(data)
    assert frames["parsed.answers"].filter(question_code="hours")["number"].to_list() == [number]


@pytest.mark.parametrize("written", ["1.234,5", "1 234", "1e9", "4,5 timer", "NaN"])
def test_a_number_that_could_be_read_two_ways_rejects_its_row_with_its_cell(read, written):
    data = f"ID;Kommune;Hvor nyttig var samlingen?;Timer;Kommentar\n1;Hitra;5;{written};{CANARY}\n".encode()
    frames = read(data)
    (reject,) = frames["parsed.rejects"].to_dicts()
    assert (reject["place"], reject["rule"]) == ("line 2, column D", "not_a_number")
    assert frames["parsed.documents"]["is_rejected"].to_list() == [True]
    assert CANARY not in str(frames)


def test_na_and_null_are_answers_and_not_blanks(read):
    data = f"{HEADERS}\n1,Hitra,5,NA\n2,Hitra,5,null\n3,Hitra,5,\n".encode()
    assert texts(read(data)) == ["NA", "null"]


def test_leading_zeros_and_long_ids_stay(read):
    frames = read(
        f"{HEADERS}\n9007199254740993,Hitra,5,x\n9007199254740992,Hitra,5,y\n007,Hitra,5,z\n7,Hitra,5,z\n".encode()
    )
    assert frames["parsed.documents"]["identity"].n_unique() == 4


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        (HEADERS + "\n", "empty"),
        (f"{HEADERS}\n1,Hitra,5\n", "ragged_row"),
        (f"{HEADERS}\n1,Hitra,5,{CANARY},9\n", "ragged_row"),
        (f'{HEADERS}\n1,Hitra,5,"{CANARY}\n', "broken_row"),
        (f"{HEADERS}\n1,Hitra,5,{CANARY}\0\n", "not_text"),
        (f"{HEADERS}\n1,Hitra,5,{CANARY * 20_000}\n", "broken_row"),
        ("a;b,c\n1;2,3\n", "unknown_delimiter"),
        ("<html><table><tr><td>ID</td></tr></table>", "web_page"),
        ('{"error": "kanarifugl"}', "unknown_format"),
        (
            f"ID,Kommune,Hvor nyttig var samlingen?,Hvor nyttig var samlingen?,Kommentar\n1,H,5,4,{CANARY}\n",
            "duplicate_header",
        ),
        (f"ID,Kommune,Hvor nyttig syntes du samlingen var?,Kommentar\n1,Hitra,5,{CANARY}\n", "no_codebook"),
    ],
)
def test_a_broken_table_is_refused_by_rule_and_tells_no_value(read, text, rule):
    with pytest.raises(ExportRefusedError) as refused:
        read(text.encode())
    assert refused.value.rule == rule
    assert CANARY not in f"{refused.value} {refused.value.__cause__} {refused.value.reason}"


def test_a_renamed_column_names_the_header_that_the_codebook_misses(read):
    with pytest.raises(ExportRefusedError, match="misses: Hvor nyttig var samlingen\\?"):
        read(b"ID,Kommune,Nytte,Kommentar\n1,Hitra,5,ja\n")


def test_a_lost_header_row_is_told_as_such_and_its_answers_are_not(read):
    with pytest.raises(ExportRefusedError, match="Is the header row there") as refused:
        read(f"1,Hitra,5,{CANARY}\n2,Hitra,4,nei\n".encode())
    assert CANARY not in str(refused.value)


def test_excel_separator_line_is_obeyed(read):
    assert texts(read(("sep=;\n" + HEADERS.replace(",", ";") + "\n1;Hitra;5;a,b\n").encode())) == ["a,b"]


def test_a_line_break_in_a_cell_keeps_the_place_of_later_rows(read):
    frames = read(f'{HEADERS}\n1,Hitra,5,"to\nlinjer"\n2,Hitra,9,ja\n'.encode())
    assert frames["parsed.rejects"]["place"].to_list() == ["line 4, column C"]


def test_a_formula_with_a_value_is_its_value_and_one_without_is_refused_with_its_cell(read, workbook_of):
    rows = [["ID", "Kommune", "Hvor nyttig var samlingen?", "Kommentar"], [1, "Hitra", "=2+3", "ja"]]
    data = workbook_of(*rows)
    with pytest.raises(ExportRefusedError, match="cell C2") as refused:
        read(data)
    assert refused.value.rule == "formula_without_value"
    frames = read(edited(data, "xl/worksheets/sheet1.xml", b"<v></v>", b"<v>5</v>", b"<v />", b"<v>5</v>"))
    assert codes(frames) == ["5"]


def test_an_error_cell_is_refused_with_its_cell(read, workbook_of):
    with pytest.raises(ExportRefusedError, match="cell D2") as refused:
        read(workbook_of(["ID", "Kommune", "Hvor nyttig var samlingen?", "Kommentar"], [1, "Hitra", 5, "#N/A"]))
    assert refused.value.rule == "error_cell"


def test_a_wrong_dimension_loses_no_row(read, workbook_of):
    rows = [["ID", "Kommune", "Hvor nyttig var samlingen?", "Kommentar"]]
    rows += [[number, "Hitra", 5, f"svar {number}"] for number in range(1, 101)]
    data = edited(workbook_of(*rows), "xl/worksheets/sheet1.xml", b'ref="A1:D101"', b'ref="A1:A1"')
    assert read(data)["parsed.submissions"].height == 100


def test_a_serial_date_is_the_day_a_spreadsheet_shows(read, workbook_of):
    head = ["ID", "Kommune", "Hvor nyttig var samlingen?", "Kommentar", "Fullføringstidspunkt"]
    frames = read(workbook_of(head, [1, "Hitra", 5, "ja", 45357.75], [2, "Hitra", 5, "nei", 60]))
    assert [f"{at:%Y-%m-%d %H:%M}" for at in frames["parsed.submissions"]["submitted_at"]] == ["2024-03-06 17:00"]
    assert frames["parsed.rejects"]["rule"].to_list() == ["unreadable_time"]


def test_a_cell_in_the_last_row_a_spreadsheet_has_is_refused_with_its_row(read, workbook_of):
    def far_down(book):
        book.active.cell(1_048_576, 1, CANARY)

    with pytest.raises(ExportRefusedError, match="row 1048576") as refused:
        read(workbook_of(["ID"], [1], change=far_down))
    assert refused.value.rule == "too_many_rows"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(read, workbook_of):
    data = io.BytesIO(workbook_of(["ID"], [1]))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/large.bin", b"\0" * (40 * 1024 * 1024))
    with pytest.raises(ExportRefusedError) as refused:
        read(data.getvalue())
    assert refused.value.rule == "zip_bomb"


def test_a_workbook_cut_anywhere_is_refused_or_read_whole(read, workbook_of):
    data = workbook_of(["ID", "Kommune", "Hvor nyttig var samlingen?", "Kommentar"], [1, "Hitra", 5, "ja"])
    for length in range(1, len(data), 97):
        with pytest.raises(ExportRefusedError):
            read(data[:length])


def test_laughs_and_document_types_in_a_sheet_are_refused(read, workbook_of):
    data = workbook_of(["ID", "Kommune", "Hvor nyttig var samlingen?", "Kommentar"], [1, "Hitra", 5, "ja"])
    laugh = b'<!DOCTYPE x [<!ENTITY a "ha">]><worksheet'
    with pytest.raises(ExportRefusedError):
        read(edited(data, "xl/worksheets/sheet1.xml", b"<worksheet", laugh))


def test_two_sheets_with_rows_are_refused_rather_than_chosen_between(read, workbook_of):
    with pytest.raises(ExportRefusedError, match="2 sheets"):
        read(workbook_of(["ID"], [1], change=lambda book: book.create_sheet("B").append(["x"])))


def test_a_locked_workbook_and_an_old_one_are_told_apart_and_say_the_next_click(read):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    with pytest.raises(ExportRefusedError, match="Encrypt with Password, empty the field, save") as locked:
        read(ole + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(ExportRefusedError, match=r"Save As, «Excel Workbook \(.xlsx\)»") as old:
        read(ole + "Workbook".encode("utf-16-le"))
    assert (locked.value.rule, old.value.rule) == ("locked", "old_xls")


def test_blank_trailing_cells_beyond_the_header_are_no_answer():
    assert len(delimited.table(Upload({}), b"a,b\n1,2,\n3,4\n")) == 3


def test_the_columns_of_a_sheet_that_begins_at_c_keep_their_letters(workbook_of):
    def moved(book):
        book.active.cell(4, 3, "ID")
        book.active.cell(5, 3, "1")

    (sheet,) = workbook.sheets(workbook_of(change=moved))
    assert [(row.place, row.cells) for row in sheet.rows] == [
        ("sheet Sheet, row 4", (None, None, "ID")),
        ("sheet Sheet, row 5", (None, None, "1")),
    ]


def edited(data, member, *swaps):
    """The workbook with bytes of one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == member:
                changed = content
                for before, after in zip(swaps[::2], swaps[1::2], strict=True):
                    changed = changed.replace(before, after)
                assert changed != content
                content = changed
            new.writestr(info, content)
    return out.getvalue()
