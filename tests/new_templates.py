"""The files that `tests/new.py` writes. What a person has to say is marked TODO."""

INDICATOR = """\
-- name_nb = "TODO"
-- name_en = "TODO"
-- question_nb = "TODO?"
-- question_en = "TODO?"
-- theme = "need"
-- definition_nb = "TODO."
-- definition = "TODO: which units count, in one sentence."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse."
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-05"]
-- hoped = "none"
-- otherwise_nb = "TODO."
-- otherwise = "TODO: why somebody may see it otherwise."
-- source_nb = "TODO."
-- source = "TODO: where the definition comes from."
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    procedure.competition_on as occurred_on,
    true as in_base,
    false as has_data,  -- TODO: whether the notice says anything at all
    null::int as value,  -- TODO: 1 where it counts, 0 where it does not, null where it is not said
from marts.procedures as procedure
where procedure.competition_on is not null
"""
INDICATOR_INPUT = """\
procedure_key,competition_on,procedure_type_code
counts,2020-05-01,open
does_not,2020-05-01,restricted
is_not_said,2020-05-01,
"""
INDICATOR_EXPECT = """\
unit_id,occurred_on,in_base,has_data,value
counts,2020-05-01,true,true,1
does_not,2020-05-01,true,true,0
is_not_said,2020-05-01,true,false,
"""
FORMAT = '''\
"""TODO: the tool's export: file type, header rows, how options of one question stand."""

from tasks.read.surveys import delimited
from tasks.read.surveys.export import Export, Upload, headers

NAME = "TOOL"
OWN = {"TODO: columns that this tool alone writes"}


def recognises(upload: Upload) -> bool:
    """The tool's own columns."""
    return any(set(row) >= OWN for row in delimited.peek(upload))


def read(upload: Upload) -> Export:
    """One row per submission."""
    head, *rows = delimited.table(upload, upload.only or b"")
    return Export(NAME, headers(head.cells), rows, is_untried=True)
'''
SMALL = '[b"TODO,Hva?\\n7,nyttig\\n"]'
SOURCE = '''\
"""TODO: what the source is.

Domain: TODO: which notices it has, since when.

Terms: TODO: its own words, such as what its date means.

API: TODO: addresses, parameters, and what bites.
"""

from datetime import timedelta
from typing import Any

from schemas.settings import Settings
from tasks.http.client import Host, HttpResponse
from tasks.http.errors import NotWholeError
from tasks.http.limits import http_limits
from tasks.http.responses import json_object, notice_xml
from tasks.sources.window import Hit, Page, Window, whole


class Title:
    """TODO as a source of notices, and as an index by publication date."""

    name = "NAME"
    page_size = 100
    cap: int | None = None
    reach: timedelta | None = None
    most_numbers = 0
    numbers: tuple[str, ...] = ()

    def __init__(self, settings: Settings) -> None:
        self.settle_days = settings.NAME_settle_days
        self.host = Host(settings.NAME_url, http_limits(settings, self.name))
        self.hosts = (self.host,)

    def ask(self, window: Window, onward: str | None = None) -> Page:
        """One page of the notices published in a window; `onward` is the page's number."""
        asked = {"from": window.first.isoformat(), "to": window.last.isoformat(), "page": onward or "1"}
        return self.host.get("/notices", page_of, params=asked)

    def fetch(self, hit: Hit) -> bytes:
        """The XML of a notice."""
        return self.host.get(f"/notices/{hit.key}", notice_xml)


def page_of(response: HttpResponse) -> Page:
    """The page that a response of the search holds.

    Raises:
        NotWholeError: it is none.
    """
    content = json_object(response)
    announced, rows = content.get("total"), content.get("rows")
    if type(announced) is not int or announced < 0 or not isinstance(rows, list):
        raise NotWholeError("no page of notices")
    return Page(announced, whole(Title.name, rows, hit_of))


def hit_of(row: Any) -> Hit | None:
    """A notice in the index; None where it lacks what every row has."""
    raise NotImplementedError("TODO: Hit(key, days it may count under, day of publication, buyers)")
'''
SOURCE_TEST = '''\
"""Title on loopback: what the source is known to do, and what must not be believed."""

from datetime import date

import pytest

from schemas.settings import Settings
from tasks.landing.store import Landing, receipts
from tasks.pull.notices import Pull
from tasks.pull.pulling import source_named
from tasks.sources.selection import EVERYBODY
from tasks.sources.window import Window
from tests.servers import faults
from tests.servers.doffin import xml
from tests.servers.wire import Reply, Server

DAY = Window(date(2024, 3, 4), date(2024, 3, 4))
ROWS = [{"id": "1", "published": "2024-03-04"}, {"id": "2", "published": "2024-03-04"}]  # TODO: rows as the source has


def service(asked):
    if asked.path == "/notices":
        return Reply.json({"total": len(ROWS), "rows": ROWS})  # TODO: its traps
    return Reply(body=xml(asked.path.rpartition("/")[2]))


@pytest.fixture
def server():
    with Server(service) as running:
        yield running


@pytest.fixture
def pull(tmp_path, server):
    """Pull the day, and give how its window ended."""

    def run():
        quick = {"NAME_requests_per_minute": 1e9, "backoff_seconds": 0.001}
        with Landing(tmp_path, "real") as landing:
            work = Pull(landing, source_named("NAME", Settings(NAME_url=server.url, **quick)), EVERYBODY, 1_000)
            return [receipt.completeness for receipt in work.run(work.missing(DAY))]

    return run


def test_a_day_is_pulled_whole(pull, tmp_path):
    assert pull() == ["verified"]
    assert sorted(receipt.key for receipt in receipts(tmp_path) if receipt.sha256) == ["1", "2"]


def test_a_page_that_is_none_is_asked_for_again(pull, server):
    server.faults.append(faults.page(b"<html>Vedlikehold</html>"))
    assert pull() == ["verified"]
'''
SETTINGS = """\
    NAME_url: str = Field("https://TODO.example", description="TODO: what it is.")
    NAME_requests_per_minute: float = Field(30, gt=0, description="TODO: what is published.")
    NAME_settle_days: int = Field(2, ge=0, description="Days after which no late notice of a day is expected.")
"""
COMMAND = '''
@app.command()
def NAME(first: First = None, last: Last = None) -> None:
    """TODO: notices from where, by which date."""
    notices("NAME", first, last)

'''
