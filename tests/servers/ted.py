"""TED's search and website as their description and users' notes tell them, traps included."""

import json
import re
from datetime import date, timedelta

from tests.servers.described import TED, TED_FIELDS, TED_MOST_CELLS, operation
from tests.servers.doffin import xml
from tests.servers.wire import Reply

TOKEN = re.compile(
    r"\s*(?:\(|\)|AND\b|OR\b|(?P<field>[a-z-]+)(?:(?:>=|<=|!=|=|~)[\w'-]+| (?:NOT )?IN \((?:\s*'[^']*')+\)))"
)
SORT = re.compile(r" SORT BY ([a-z-]+)( DESC)?$")
DATE = re.compile(r"publication-date(>=|<=|=)(\d+)")


class Ted:
    """`notices` are rows with number, day, country and buyer ids as written. Search and website on one address."""

    def __init__(self, notices, packages=None):
        self.notices = list(notices)
        self.packages = packages or {}
        self.timed_out = 0
        self.expires_tokens = False
        self.walled = False
        self.tokens = {}

    def __call__(self, asked):
        if found := operation(TED, asked):
            wrong = found.wrong(asked) + found.unknown(asked)
            told = {"message": "Validation error", "error": [{"message": each} for each in wrong]}
            return Reply.json(told, 400) if wrong else self.search(json.loads(asked.body))
        if asked.path.startswith("/v3/") or asked.method != "GET":
            return Reply(404)
        if asked.path.startswith("/packages/"):
            return self.packages.get(asked.path.removeprefix("/packages/"), Reply(404))
        if self.walled or not asked.headers.get("User-Agent", "").startswith("Mozilla/5.0 (compatible;"):
            return Reply(202, b"", {"x-amzn-waf-action": "challenge"})
        number = asked.path.removeprefix("/en/notice/").removesuffix("/xml")
        if number not in {each["number"] for each in self.notices}:
            return Reply(200, b"<html>Page not found</html>", {"Content-Type": "text/html"})
        return Reply(200, xml(number), {"Content-Type": "application/xml"})

    def search(self, told):
        size = told.get("limit", 10)
        if size * len(told["fields"]) > TED_MOST_CELLS:
            return error(400, "SEARCH_FIELDS_PER_PAGE_EXCEEDS_MAX_LIMIT")
        if kind := query_error(told["query"]):
            return error(400, kind)
        token = told.get("iterationNextToken")
        if token is not None and told.get("paginationMode") != "ITERATION":
            return error(400, "UNSUPPORTED_VALUE")
        if token is not None and (self.expires_tokens or token not in self.tokens):
            return error(400, "EXPIRED_ITERATION_TOKEN")
        found, at = self.tokens.get(token) or (self.matching(told["query"]), 0)
        if self.timed_out:
            self.timed_out -= 1
            return page(found[at : at + size // 2], len(found), None, timed_out=True)
        onward = f"token-{len(self.tokens)}"  # there is one after the last page too
        self.tokens[onward] = (found, at + size)
        return page(found[at : at + size], len(found), onward, timed_out=False)

    def matching(self, query):
        found = self.notices
        if "buyer-country=NOR" in query:
            written = set(re.findall(r"'([^']*)'", query))
            found = [each for each in found if each.get("country") == "NOR" or written & set(each["buyers"])]
        for sign, digits in DATE.findall(query):
            wanted = compact(digits)
            keep = {">=": lambda day, on: day >= on, "<=": lambda day, on: day <= on, "=": lambda day, on: day == on}[
                sign
            ]
            found = [each for each in found if wanted and keep(each["day"], wanted)]
        return sorted(found, key=lambda each: each["day"])


def query_error(query):
    """What TED calls it when an expert query is none; None where it is one."""
    sort = SORT.search(query)
    fields, rest = ({sort[1]}, query[: sort.start()]) if sort else (set(), query)
    while rest.strip():
        token = TOKEN.match(rest)
        if token is None:
            return "QUERY_SYNTAX_ERROR"
        fields |= {token["field"]} - {None}
        rest = rest[token.end() :]
    bare = re.sub(r"'[^']*'", "", query)
    if bare.count("(") != bare.count(")"):
        return "QUERY_SYNTAX_ERROR"
    return None if fields <= {*TED_FIELDS} else "QUERY_UNKNOWN_FIELD"


def compact(digits):
    """YYYYMMDD as a date; any other order finds nothing, and is no error."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def page(rows, total, token, *, timed_out):
    notices = [
        {
            "publication-number": each["number"],
            "publication-date": f"{each['day'].isoformat()}+01:00",
            "ojs-number": each.get("issue", "1/2024"),
            "organisation-identifier-buyer": each["buyers"],
            "organisation-name-buyer": {"eng": [each.get("name", "Somebody")]},
            "links": {"xml": {"MUL": f"https://ted.europa.eu/en/notice/{each['number']}/xml"}},
        }
        for each in rows
    ]
    told = {"notices": notices, "totalNoticeCount": total, "iterationNextToken": token, "timedOut": timed_out}
    return Reply.json(told)


def error(code, kind):
    return Reply.json({"message": kind.lower(), "error": {"type": kind}}, code)


def notices(first, days, a_day, buyers=("964965137",), country="NOR"):
    number = 0
    for at in range(days):
        day = first + timedelta(days=at)
        for _ in range(a_day if day.weekday() < 5 else 0):
            number += 1
            yield {
                "number": f"{number}-{day.year}",
                "day": day,
                "country": country,
                "buyers": [buyers[number % len(buyers)]],
            }
