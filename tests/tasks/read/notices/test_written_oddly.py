"""Blanks, encodings, translations and empty elements decide nothing of what a notice says."""

from lxml import etree

from tests.agreement import read as read_all
from tests.tasks.read.notices.golden_words import every
from tests.tasks.read.notices.test_golden import GOLDEN, eforms, fill, read

LEGACY = {"form": "F02", "element": "F02_2014", "type": "3", "notice": "", "procedure": "1"}


def test_bytes_of_utf_8_under_another_declaration_are_read_as_such_and_told(tmp_path):
    path, words, _ = eforms("16")
    data = fill(path, words)
    other = data.replace(b'encoding="UTF-8"', b'encoding="ISO-8859-1"')
    assert other != data
    one, two = read(data, tmp_path), read(other, tmp_path)
    assert one["parsed.notices"]["title"].to_list() == two["parsed.notices"]["title"].to_list()
    assert one["parsed.lots"]["description"].to_list() == two["parsed.lots"]["description"].to_list()
    told = two["parsed.unknown_codes"].filter(column_name="encoding")["code"].to_list()
    assert told == ["ISO-8859-1"]
    assert one["parsed.unknown_codes"].filter(column_name="encoding").is_empty()


def test_bytes_of_latin_1_under_their_own_declaration_are_as_they_say(tmp_path):
    path, words, _ = eforms("16")
    text = fill(path, words).decode().replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
    text = "".join(letter if ord(letter) < 256 else "?" for letter in text)
    frames = read(text.encode("latin-1"), tmp_path)
    assert "Spørsmål" in frames["parsed.notices"]["description"][0]
    assert frames["parsed.unknown_codes"].filter(column_name="encoding").is_empty()


def test_blanks_around_a_code_of_language_decide_nothing(tmp_path):
    path, words, _ = eforms("16")
    data = fill(path, words)
    blanks = data.replace(b"NoticeLanguageCode>NOB<", b"NoticeLanguageCode>\n NOB <").replace(
        b'languageID="NOB"', b'languageID=" NOB "'
    )
    assert blanks.count(b" NOB ") > 1
    one, two = read(data, tmp_path), read(blanks, tmp_path)
    for table in ("notices", "lots", "notice_texts", "award_criteria"):
        keys = ["file_sha256", "member"]
        assert one[f"parsed.{table}"].drop(keys).equals(two[f"parsed.{table}"].drop(keys)), table


def test_a_legacy_notice_with_only_a_translation_keeps_its_values_and_codes(tmp_path):
    data = fill(GOLDEN / "ted_export" / "competition.xml", LEGACY)
    root = etree.fromstring(data)
    (section,) = (each for each in root if each.tag.endswith("FORM_SECTION"))
    for form in [*section]:
        if form.get("CATEGORY") == "TRANSLATION":
            section.remove(form)
        elif form.get("CATEGORY") == "ORIGINAL":
            form.set("CATEGORY", "TRANSLATION")
    one, two = read(data, tmp_path), read(etree.tostring(root), tmp_path)
    for table in ("notices", "lots", "notice_cpv_codes", "award_criteria", "notice_organisations"):
        keys = ["file_sha256", "member"]
        assert one[f"parsed.{table}"].drop(keys).equals(two[f"parsed.{table}"].drop(keys)), table


def test_a_converted_result_has_its_own_number_and_refers_to_its_competition(tmp_path):
    path, words, _ = eforms("29")
    data = fill(path, words)
    root = etree.fromstring(data)
    (identifier,) = (each for each in root if each.get("schemeName") == "notice-id")
    identifier.text = "2023-900001"
    (number,) = root.iter("{*}NoticePublicationID")
    number.text = "2022/S 107-300001"
    frames = read(etree.tostring(root), tmp_path)
    assert frames["parsed.notices"]["publication_number"].to_list() == ["2023-900001"]
    references = frames["parsed.notice_references"].select("reference_kind", "reference").rows()
    assert ("previous", "2022/S 107-300001") in references


def test_a_notice_of_several_buyers_is_a_joint_procurement(tmp_path):
    path, words, _ = eforms("16")
    data = fill(path, words)
    buyers = read(data, tmp_path)["parsed.notice_roles"].filter(role="buyer")
    joint = read(data, tmp_path)["parsed.notices"]["is_joint_procurement"][0]
    assert joint == (True if buyers["organisation_id"].n_unique() > 1 else None)


def test_an_empty_element_never_becomes_a_word():
    documents = []
    for data in every():
        root = etree.fromstring(data)
        for element in root.iter(etree.Element):
            if not len(element) and not element.tag.endswith(("ID", "CustomizationID")):
                element.text = None
        documents.append(etree.tostring(root))
    readings = read_all(documents)
    assert any(reading.rule is None for reading in readings)
    texts = [value for reading in readings for rows in reading.rows.values() for row in rows for value in row.values()]
    assert not [value for value in texts if isinstance(value, str) and "None" in value]
