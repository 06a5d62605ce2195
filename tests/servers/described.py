"""What services' official descriptions allow, for what is asked of them here; anything else is refused by our servers.

Each line is held to the official files by `test_described.py`, where those are at hand. KLASS has none: its lines are
from its guide. A value is a pattern, or the values there are.
"""

import json
import re
from dataclasses import dataclass, field

import jsonschema

INTEGER, DATE, TEXT = r"-?\d+", r"\d{4}-\d{2}-\d{2}", r"[\s\S]*"
NUMBER = r"\d{9}"


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    query: dict = field(default_factory=dict)
    required: frozenset = frozenset()
    body: dict | None = None

    def unknown(self, asked):
        return [name for name in asked.query if name not in self.query]

    def wrong(self, asked):
        """What is wrong with the values: the name, or for a body what JSON Schema says."""
        given = [(name, value) for name, values in asked.query.items() for value in values if name in self.query]
        found = [name for name, value in given if not allowed(self.query[name], value)]
        found += sorted(self.required - asked.query.keys())
        return found + (wrong_body(self.body, asked.body) if self.body else [])


def allowed(declared, value):
    return value in declared if isinstance(declared, tuple) else re.fullmatch(declared, value) is not None


def wrong_body(schema, body):
    try:
        sent = json.loads(body)
    except ValueError:
        return ["no JSON"]
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(sent)]


def operation(service, asked, base=""):
    """The declared operation that is asked for, or None: there is no such address."""
    for each in service:
        pattern = re.escape(base) + re.sub(r"\{\w+\}", "[^/]+", each.path)
        if each.method == asked.method and re.fullmatch(pattern, asked.path):
            return each
    return None


DOFFIN = [
    Operation(
        "GET",
        "/v2/search",
        {
            "numHitsPerPage": r"[1-9]\d?|100",  # in its words; by its letter 20 alone, as `Doffin.page_sizes` may be
            "page": INTEGER,
            "sortBy": (
                "DEADLINE", "RELEVANCE", "PUBLICATION_DATE_ASC", "PUBLICATION_DATE_DESC", "ESTIMATED_VALUE_ASC",
                "ESTIMATED_VALUE_DESC",
            ),
            "searchString": TEXT,
            "type": ("PLANNING", "ADVISORY_NOTICE", "COMPETITION", "RESULT", "ANNOUNCEMENT_OF_INTENT"),
            "status": ("ACTIVE", "EXPIRED", "AWARDED", "CANCELLED"),
            "issueDateFrom": DATE,
            "issueDateTo": DATE,
        },
    ),
    Operation("GET", "/v2/download/{doffinId}"),
]  # fmt: skip

TED_FIELDS = [
    "publication-number", "publication-date", "ojs-number", "notice-identifier", "notice-version", "notice-type",
    "organisation-identifier-buyer", "organisation-name-buyer", "buyer-identifier", "buyer-name", "buyer-country",
]  # fmt: skip
TED_MOST, TED_MOST_CELLS = 250, 10_000
TED = [
    Operation(
        "POST",
        "/v3/notices/search",
        body={
            "type": "object",
            "additionalProperties": False,
            "required": ["query", "fields"],
            "properties": {
                "query": {"type": "string", "minLength": 1},
                "fields": {"type": "array", "minItems": 1, "items": {"enum": TED_FIELDS}},
                "page": {"type": "integer", "minimum": 1},
                "limit": {"type": "integer", "minimum": 0, "maximum": TED_MOST},
                "scope": {"enum": ["LATEST", "ACTIVE", "ALL"]},
                "checkQuerySyntax": {"type": "boolean"},
                "paginationMode": {"enum": ["PAGE_NUMBER", "ITERATION"]},
                "onlyLatestVersions": {"type": "boolean"},
                "iterationNextToken": {"type": "string"},
            },
        },
    )
]

PAGED = {"size": INTEGER, "page": INTEGER, "sort": TEXT}
BRREG_MOST = 10_000
BRREG = [
    Operation("GET", "/enheter", PAGED | {"organisasjonsform": "[A-Z]+", "overordnetEnhet": NUMBER, "navn": TEXT}),
    Operation("GET", "/underenheter", PAGED | {"overordnetEnhet": NUMBER, "navn": TEXT}),
    Operation("GET", "/enheter/{organisasjonsnummer}"),
]

SPAN = {"from": DATE, "to": DATE, "includeFuture": ("true", "false"), "language": ("nb", "nn", "en")}
KLASS = [
    Operation("GET", "/classifications/{id}/codes", SPAN | {"selectCodes": TEXT}, frozenset({"from"})),
    Operation("GET", "/classifications/{id}/changes", SPAN, frozenset({"from"})),
    Operation(
        "GET",
        "/classifications/{id}/corresponds",
        SPAN | {"targetClassificationId": INTEGER},
        frozenset({"from", "targetClassificationId"}),
    ),
]

PXWEB = [
    Operation(
        "GET",
        "/tables/{id}/data",
        {
            "lang": TEXT,
            "outputFormat": ("px", "json-stat2", "csv", "xlsx", "html", "json-px", "parquet"),
            "codelist[Region]": TEXT,
            "outputValues[Region]": ("aggregated", "single"),  # in its guide, and not yet in its description
            "valueCodes[Region]": TEXT,
            "valueCodes[ContentsCode]": TEXT,
            "valueCodes[Tid]": TEXT,
        },
    )
]
