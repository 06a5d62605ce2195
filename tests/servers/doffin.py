"""Doffin's public API as its description and its users' notes tell it, traps included."""

import random
from datetime import date, timedelta
from urllib.parse import unquote

from tests.servers.described import DOFFIN, operation
from tests.servers.wire import Reply

KEY = "a-key-of-nobody"
CAP = 1000


def notice(number, issued_on, buyer="964965137", name="Sandnes kommune", published_after=1):
    return {
        "id": f"{issued_on.year}-{number:06d}",
        "buyer": [{"id": f"{number:032x}", "organizationId": buyer, "name": name}],
        "heading": "Ny\x0bløsning",
        "issueDate": f"{issued_on.isoformat()}T12:00:00Z",
        "publicationDate": (issued_on + timedelta(days=published_after)).isoformat(),
    }


def xml(doffin_id):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><ContractNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:'
        f'ContractNotice-2"><ID xmlns="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">'
        f"{doffin_id}</ID></ContractNotice>"
    ).encode()


class Doffin:
    """Holds notices; answers search and download. `unstable` shuffles rows of one publication day on every request.

    What its description does not allow is refused, but for parameters that it does not know: those it ignores without
    a word, and they are in `ignored` here. A wrong `sortBy` is an empty 404.
    """

    def __init__(self, notices, page_sizes=range(1, 101), unstable=False, ignores_dates=False, seed=0):
        self.notices = list(notices)
        self.page_sizes = page_sizes
        self.unstable = unstable
        self.ignores_dates = ignores_dates
        self.missing_xml = set()
        self.ignored = set()
        self.random = random.Random(seed)

    def __call__(self, asked):
        if asked.headers.get("Ocp-Apim-Subscription-Key") != KEY:
            told = {"statusCode": 401, "message": "Access denied due to invalid subscription key."}
            return Reply.json(told, 401)
        found = operation(DOFFIN, asked, base="/public")
        if found is None:
            return Reply.json({"statusCode": 404, "message": "Resource not found"}, 404)
        self.ignored.update(found.unknown(asked))
        if wrong := found.wrong(asked):
            return Reply(404) if "sortBy" in wrong else Reply.json({"reason": f"invalid {', '.join(wrong)}"}, 400)
        return self.search(asked.query) if found.query else self.download(unquote(asked.path.rpartition("/")[2]))

    def search(self, query):
        told = {name: values[0] for name, values in query.items()}
        size, page = int(told.get("numHitsPerPage", 20)), int(told.get("page", 1))
        if size not in self.page_sizes or page < 1 or size * page > CAP:
            return Reply.json({"reason": "Unable to access more than the top 1000 hits"}, 400)
        first, last = (told.get(name) for name in ("issueDateFrom", "issueDateTo"))
        found = [
            each
            for each in self.notices
            if self.ignores_dates
            or ((not first or each["issueDate"][:10] >= first) and (not last or each["issueDate"][:10] <= last))
        ]
        if self.unstable:
            self.random.shuffle(found)
        found.sort(key=lambda each: each["publicationDate"], reverse=not told.get("sortBy", "").endswith("ASC"))
        hits = found[size * (page - 1) : size * page]
        reply = Reply.json({"numHitsTotal": len(found), "numHitsAccessible": min(len(found), CAP), "hits": hits})
        reply.body = reply.body.replace(b"\\u000b", b"\x0b")  # as Doffin does: not escaped
        return reply

    def download(self, doffin_id):
        if doffin_id in self.missing_xml or doffin_id not in {each["id"] for each in self.notices}:
            return Reply.json({"reason": "not found"}, 404)
        return Reply(200, xml(doffin_id), {"Content-Type": "application/octet-stream"})


def year_of_notices(first, days, per_day, seed=0, buyers=("964965137",)):
    """Notices on the weekdays of a stretch of days."""
    chance, number = random.Random(seed), 100_000
    for at in range(days):
        day = first + timedelta(days=at)
        for _ in range(per_day if day.weekday() < 5 else 0):
            number += 1
            yield notice(number, day, buyer=chance.choice(buyers))


def day(text):
    return date.fromisoformat(text)
