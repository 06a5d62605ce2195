"""Hostile and broken notices: each refused with its rule, its place and a remedy, and the others are read."""

import hashlib
import io
import socket
import tarfile
from types import SimpleNamespace

import polars as pl
import pytest

from tasks.parse.validate import validate
from tasks.read.notices import chunk
from tasks.read.notices.reader import read_notices
from tasks.read.notices.rules import REASONS
from tests.tasks.read.notices.golden_words import competition

GOOD = competition()
UBL = b"urn:oasis:names:specification:ubl:schema:xsd:"
LAUGHS = (
    b"<!DOCTYPE r [<!ENTITY a 'ha'>"
    + b"".join(b"<!ENTITY %c '&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;'>" % (98 + n, *[97 + n] * 10) for n in range(9))
    + b"]><r>&j;</r>"
)

REFUSED = {
    "empty": (b"  \n", "empty", None),
    "html": (b"<!DOCTYPE html><html><body>Log in</body></html>", "has_doctype", None),
    "not closed html": (b"<html><body><p>Log in", "not_xml", "line 1"),
    "truncated": (GOOD[: len(GOOD) // 2], "not_xml", None),
    "two in one": (GOOD + GOOD.split(b"?>", 1)[1], "not_xml", None),
    "text before": (b"error " + GOOD, "not_xml", "line 1"),
    "nul": (GOOD.replace(b"Journalsystem", b"Journal\0system"), "not_xml", None),
    "bad utf-8": (GOOD.replace("Spørsmål".encode(), b"Sp\xf8rsm\xe5l"), "not_xml", None),
    "undefined entity": (GOOD.replace(b"Journalsystem", b"&journal;"), "not_xml", None),
    "unbound prefix": (b"<x:r/>", "not_xml", "line 1"),
    "external entity": (b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>', "has_doctype", None),
    "entity over the wire": (
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "http://127.0.0.1:1/x">]><r>&x;</r>',
        "has_doctype",
        None,
    ),
    "notice with a doctype": (
        GOOD.replace(b"?>", b'?><!DOCTYPE n SYSTEM "n.dtd">', 1),
        "has_doctype",
        None,
    ),
    "dtd over the wire": (b'<!DOCTYPE r SYSTEM "http://127.0.0.1:1/r.dtd"><r/>', "has_doctype", None),
    "doctype in utf-16": (
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE r [<!ENTITY a "b">]><r/>'.encode("utf-16"),
        "has_doctype",
        None,
    ),
    "billion laughs": (LAUGHS, None, None),
    "too deep": (b"<a>" * 5000 + b"</a>" * 5000, "not_xml", None),
    "too many elements": (b"<a>" + b"<b/>" * 500_000 + b"</a>", "too_many_elements", None),
    "another root": (b"<invoice/>", "unknown_root", None),
    "another namespace": (GOOD.replace(UBL + b"ContractNotice-2", b"urn:other"), "unknown_root", None),
    "a company": (
        b'<BusinessRegistrationInformationNotice xmlns="' + UBL + b'BusinessRegistrationInformationNotice-2"/>',
        "business_registration",
        None,
    ),
    "template": (GOOD.replace(b"eforms-sdk-1.13", b"eforms-sdk-${EFORMS_MINOR}"), "sdk_not_filled", None),
    "no sdk": (GOOD.replace(b"eforms-sdk-1.13", b""), "sdk_not_filled", None),
    "another sdk": (GOOD.replace(b"eforms-sdk-1.13", b"urn:cen.eu:en16931:2017"), "unknown_sdk", None),
    "no id": (GOOD.replace(b'schemeName="notice-id"', b'schemeName="other"'), None, None),
}


@pytest.fixture
def refuse(tmp_path, monkeypatch):
    def no_connection(*_):
        raise AssertionError("a reader opened a connection")

    monkeypatch.setattr(socket.socket, "connect", no_connection)

    def read(*documents):
        things = []
        for number, data in enumerate(documents):
            path = tmp_path / str(number)
            path.write_bytes(data)
            things.append(SimpleNamespace(sha256=hashlib.sha256(data).hexdigest(), path=path))
        (frames,) = read_notices(things, lambda _: "person", 100)
        assert {path.name for path in tmp_path.iterdir()} == {str(number) for number in range(len(documents))}
        return frames

    return read


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_document_costs_that_document_only_and_says_why(name, refuse):
    bad, rule, place = REFUSED[name]
    frames = refuse(GOOD, bad, GOOD.replace(b"555555555555", b"666666666666"))
    rejects = frames["parsed.rejects"]
    documents = frames["parsed.documents"]
    if name == "no id":  # the door's own judgement: see tests/tasks/parse/test_parse.py
        assert frames["parsed.notices"].filter(pl.col("notice_id").is_null()).height == 1
        return
    assert documents["is_rejected"].to_list() == [False, True, False]
    assert frames["parsed.notices"].height == 2
    assert set(frames["parsed.lots"]["file_sha256"]) == set(documents.filter(~pl.col("is_rejected"))["file_sha256"])
    assert rejects["file_sha256"].to_list() == [hashlib.sha256(bad).hexdigest()]
    assert rejects["rule"][0] in REASONS
    assert rule is None or rejects["rule"][0] == rule
    assert place is None or rejects["place"][0] == place
    assert rejects["reason"][0]


def test_a_file_ends_in_the_frames_of_its_last_document_however_documents_are_handed_over_together(tmp_path):
    path = tmp_path / "package.tar"
    with tarfile.open(path, "w") as archive:
        for number in range(4):
            entry = tarfile.TarInfo(f"{number}.xml")
            entry.size = len(GOOD)
            archive.addfile(entry, io.BytesIO(GOOD))
    thing = SimpleNamespace(sha256=hashlib.sha256(path.read_bytes()).hexdigest(), path=path)
    batches = list(read_notices([thing], lambda _: "person", 2))
    assert [frames["parsed.documents"].height for frames in batches] == [2, 2]
    assert [frames["parsed.files"]["units"].to_list() for frames in batches] == [[], [4]]
    assert sum(validate(frames)["parsed.notices"].height for frames in batches) == 4


def test_what_a_document_says_stands_in_no_message(refuse):
    secret = GOOD.replace(b"Journalsystem</cbc:Name>", b"CANARYVALUE")
    rejects = refuse(secret)["parsed.rejects"]
    assert rejects.height == 1
    assert "CANARYVALUE" not in str(rejects.rows())


def test_an_error_of_the_reader_costs_one_document_and_says_where_in_the_code(refuse, monkeypatch):
    walk = chunk.WALKS["eforms"]

    def fails(root, document, rows):
        walk(root, document, rows)
        if document == 1:
            raise ZeroDivisionError("CANARYVALUE")

    monkeypatch.setitem(chunk.WALKS, "eforms", fails)
    frames = refuse(GOOD, GOOD + b" ", GOOD + b"  ")
    assert frames["parsed.rejects"]["rule"].to_list() == ["reader_failed"]
    assert "ZeroDivisionError in line" in frames["parsed.rejects"]["place"][0]
    assert "CANARYVALUE" not in str(frames["parsed.rejects"].rows())
    assert frames["parsed.notices"].height == 2


@pytest.mark.parametrize(
    ("written", "read", "reason"),
    [
        ("3500000", "3500000.00", None),
        ("3500000.006", "3500000.01", None),
        (" 42 ", "42.00", None),
        ("0", None, "placeholder_amount"),
        ("1", None, "placeholder_amount"),
        ("-1", None, "minus_one"),
        ("-500", None, "negative"),
        ("1 000 000,00", "1000000.00", None),
        ("1 00 000", None, "not_a_number"),
        ("1,5", None, "not_a_number"),
        ("1e308", None, "not_a_number"),
        ("99999999999999999999", None, "not_a_number"),
        ("unpublished", None, "unpublished"),
    ],
)
def test_amounts_that_say_nothing_are_null_with_their_reason(written, read, reason, refuse):
    frames = refuse(GOOD.replace(b">7000000<", f">{written}<".encode()))
    value = frames["parsed.notices"]["estimated_value"][0]
    assert (None if value is None else str(value)) == read
    told = frames["parsed.nulled_values"].filter(table_name="notices", column_name="estimated_value")["reason"]
    assert told.to_list() == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("written", "read", "reason"),
    [
        ("2024-01-01+01:00", "2024-01-01", None),
        ("2024-06-30+02:00", "2024-06-30", None),
        ("2024-02-29Z", "2024-02-29", None),
        ("2024-02-29", "2024-02-29", None),
        ("2023-02-29", None, "not_a_date"),
        ("01/02/2024", None, "not_a_date"),
        ("2024-01-01+01:00 2024-02-01+01:00", None, "not_a_date"),
        ("2000-01-01+01:00", None, "placeholder_date"),
        ("0024-01-01+01:00", None, "not_a_date"),
        ("0000-01-01+01:00", None, "not_a_date"),
        ("1901-01-01+01:00", None, "far_date"),
        ("2099-12-31+01:00", None, "far_date"),
        ("9999-12-31+01:00", None, "not_a_date"),
        ("unpublished", None, "unpublished"),
    ],
)
def test_dates_stay_local_and_those_that_say_nothing_are_null(written, read, reason, refuse):
    frames = refuse(GOOD.replace(b"<cbc:IssueDate>2024-03-08+01:00", f"<cbc:IssueDate>{written}".encode()))
    value = frames["parsed.notices"]["dispatched_on"][0]
    assert (None if value is None else str(value)) == read
    told = frames["parsed.nulled_values"].filter(column_name="dispatched_on")["reason"]
    assert told.to_list() == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("written", "number", "problem"),
    [
        ("310000019", "310000019", None),
        ("310 000 019", "310000019", None),
        ("NO 310000019 MVA", "310000019", None),
        ("NO310000019MVA", "310000019", None),
        ("310\u00a0000\u200b019", "310000019", None),
        ("310.000.019", "310000019", None),
        ("310000010", None, "mod11"),
        ("31000001", None, "not_nine_digits"),
        ("Havrefjord kommune", None, "not_a_number"),
        ("", None, "absent"),
    ],
)
def test_organisation_numbers_are_normalised_or_say_why_not(written, number, problem, refuse):
    frames = refuse(GOOD.replace(b" 310 000 019 MVA ", written.encode()))
    buyer = frames["parsed.notice_organisations"].filter(organisation_id="ORG-0001").row(0, named=True)
    assert (buyer["organisation_number"], buyer["identifier_problem"]) == (number, problem)


def test_a_foreign_number_is_no_norwegian_one(refuse):
    frames = refuse(GOOD.replace(b'"country">NOR<', b'"country">SWE<'))
    buyer = frames["parsed.notice_organisations"].filter(organisation_id="ORG-0001").row(0, named=True)
    assert (buyer["organisation_number"], buyer["identifier_problem"]) == (None, "foreign")
