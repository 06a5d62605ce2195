"""The servers of these tests refuse what the official descriptions refuse, and what they know of them is true."""

import json
import re

import jsonschema
import pytest
import requests
import yaml

from tests.servers import described, doffin, ted
from tests.servers.registers import Registers
from tests.servers.wire import Asked, Server
from tests.until import PATIENCE

KEY = {"Ocp-Apim-Subscription-Key": doffin.KEY}
SEARCH, WANTED = "/public/v2/search", {"query": "buyer-country=NOR", "fields": ["publication-number"]}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("numHitsPerPage=101", 400),
        ("numHitsPerPage=0", 400),
        ("numHitsPerPage=ti", 400),
        ("page=0", 400),
        ("page=en", 400),
        ("numHitsPerPage=100&page=11", 400),
        ("numHitsPerPage=30&page=34", 400),
        ("issueDateFrom=04.03.2024", 400),
        ("type=SALE", 400),
        ("status=OPEN", 400),
        ("sortBy=ISSUE_DATE", 404),
        ("numHitsPerPage=100&page=10", 200),
        ("publicationDateFrom=2024-03-04", 200),
    ],
)
def test_doffin_refuses_what_it_refuses_and_ignores_what_it_does_not_know(query, status):
    service = doffin.Doffin([])
    with Server(service) as server:
        assert requests.get(f"{server.url}{SEARCH}?{query}", headers=KEY, timeout=PATIENCE).status_code == status
        assert requests.get(f"{server.url}/public/v2/notices/1", headers=KEY, timeout=PATIENCE).status_code == 404
    assert service.ignored == ({"publicationDateFrom"} if "publication" in query else set())


WRONG_BODIES = [
    {"query": ""},
    {"query": None},
    {"fields": []},
    {"fields": ["publication-numbers"]},
    {"page": 0},
    {"limit": 251},
    {"limit": "250"},
    {"limit": -1},
    {"scope": "OLD"},
    {"paginationMode": "PAGES"},
    {"onlyLatestVersions": "no"},
    {"checkQuerySyntax": "no"},
    {"iterationNextToken": None},
    {"sort": "publication-date"},
]


@pytest.mark.parametrize("wrong", WRONG_BODIES, ids=str)
def test_ted_refuses_a_body_that_is_none(wrong):
    with Server(ted.Ted([])) as server:
        address = f"{server.url}/v3/notices/search"
        assert requests.post(address, json=WANTED, timeout=PATIENCE).status_code == 200
        assert requests.post(address, json=WANTED | wrong, timeout=PATIENCE).status_code == 400
        assert requests.post(address, data=b"{", timeout=PATIENCE).status_code == 400
        assert requests.get(address, timeout=PATIENCE).status_code == 404


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("buyer-country=NOR SORT BY publication-date ASC", "QUERY_SYNTAX_ERROR"),
        ("(buyer-country=NOR", "QUERY_SYNTAX_ERROR"),
        ("buyer-country IN ('NOR', 'SWE')", "QUERY_SYNTAX_ERROR"),
        ("country=NOR", "QUERY_UNKNOWN_FIELD"),
        ("publication-date=03032025 SORT BY publication-date", None),
    ],
)
def test_ted_refuses_a_query_that_is_none_and_not_a_date_in_another_order(query, kind):
    with Server(ted.Ted(ted.notices(described_day(), 1, 2))) as server:
        answer = requests.post(f"{server.url}/v3/notices/search", json=WANTED | {"query": query}, timeout=PATIENCE)
    assert answer.json().get("error", {}).get("type") == kind
    assert kind or answer.json()["totalNoticeCount"] == 0


def described_day():
    return doffin.day("2025-03-03")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/brreg/enheter?organisasjonsform=KOMM&size=1000&page=9", 200),
        ("/brreg/enheter?organisasjonsform=KOMM&size=1000&page=10", 400),
        ("/brreg/enheter?organisasjonsform=KOMM&size=mange", 400),
        ("/brreg/enheter?orgform=KOMM", 400),
        ("/brreg/underenheter?overordnetEnhet=12", 400),
        ("/brreg/enheter/12", 400),
        ("/brreg/kommuner", 404),
        ("/klass/classifications/131/codes", 400),
        ("/klass/classifications/131/codes?from=2024", 400),
        ("/klass/classifications/582/corresponds?from=2024-01-01", 400),
        ("/klass/classifications/999/codes?from=2024-01-01", 404),
        ("/pxweb/tables/07459/data?outputFormat=json", 400),
        ("/pxweb/tables/07459/data?outputFormat=json-stat2&valueCodes[Region]=*", 200),
        ("/pxweb/tables/07459/data?outputFormat=json-stat2&region=*", 400),
    ],
)
def test_the_registers_refuse_what_they_refuse(path, status):
    with Server(Registers()) as server:
        assert requests.get(server.url + path, timeout=PATIENCE).status_code == status


FILES = {
    "apis/doffin-public-api.openapi.json": described.DOFFIN,
    "apis/ted_api_v3.yaml": described.TED,
    "registers/brreg/openAPI__enhetsregisteret.yml": described.BRREG,
    "registers/ssb/PxApiSpecs__PxAPI-2.yml": described.PXWEB,
}
OTHERWISE = {"numHitsPerPage": "Max value 100", "outputValues[Region]": ""}
"""Where the words of a description, or a guide, say another thing than its letter; and those words."""
KINDS = {"integer": r"-?\d+", "long": r"-?\d+", "localdate": r"\d{4}-\d{2}-\d{2}", "boolean": "true|false"}
TRIED = ["20", "x", "2024-03-01", "true", "KOMM", "964965137", ""]
WORDS = {
    "apis/ted_api_v3.yaml": [f"{described.TED_MOST} notices per page", f"{described.TED_MOST_CELLS} fields per page"],
    "registers/brreg/openAPI__enhetsregisteret.yml": [f"(page*size) er {described.BRREG_MOST:,}".replace(",", " ")],
}


@pytest.mark.shared
@pytest.mark.parametrize("file", FILES)
def test_what_the_official_description_refuses_is_refused_here(shared, file):
    official = yaml.safe_load((shared / file).read_text(encoding="utf-8"))
    for words in WORDS.get(file, []):
        assert words in (shared / file).read_text(encoding="utf-8")
    for each in FILES[file]:
        methods = official["paths"][each.path]
        operation = methods[each.method.lower()]
        told = [resolved(official, one) for one in [*methods.get("parameters", []), *operation.get("parameters", [])]]
        known = {one["name"].lower(): one for one in told if one["in"] == "query"}
        for name, declared in each.query.items():
            of_file = known.get(name.partition("[")[0].lower())  # PxWeb's description and its guide differ in case
            if name in OTHERWISE:
                assert OTHERWISE[name] in (of_file or {}).get("description", "")
                continue
            for value in [*TRIED, *(declared if isinstance(declared, tuple) else ())]:
                if described.allowed(declared, value):
                    assert allows(resolved(official, of_file["schema"]), value), (each.path, name, value)
        required = {one["name"] for one in told if one["in"] == "query" and one.get("required")}
        assert required <= each.required
        assert each.unknown(Asked("GET", each.path, {"noSuchThing": ["1"]}, {}, b"")) == ["noSuchThing"]
        if each.body:
            content = operation["requestBody"]["content"]["application/json"]["schema"]
            hold_body(resolved(official, content), each.body)


def resolved(official, thing):
    while "$ref" in thing:
        found = official
        for step in thing["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        thing = found
    return thing


def allows(schema, value):
    kind = re.fullmatch(KINDS.get(schema.get("type", "string"), r"[\s\S]*"), value)
    return kind is not None and ("enum" not in schema or value in map(str, schema["enum"]))


def hold_body(official, declared):
    """The same keys; and whatever the official schema refuses, the declared one does."""
    assert declared["properties"].keys() == official["properties"].keys()
    fields = official["properties"]["fields"]
    assert set(declared["properties"]["fields"]["items"]["enum"]) <= set(fields["enum"])
    loose = official["properties"] | {"fields": {"type": "array", "items": {"enum": fields["enum"]}}}
    judge = jsonschema.Draft202012Validator({"properties": loose})
    refused = [wrong for wrong in WRONG_BODIES if not judge.is_valid(WANTED | wrong)]
    assert len(refused) >= 10
    for wrong in WRONG_BODIES:
        assert described.wrong_body(declared, json.dumps(WANTED | wrong)), wrong
    assert not described.wrong_body(declared, json.dumps(WANTED))
