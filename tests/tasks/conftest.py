"""The sample's surveys, landed, and the door they pass."""

import csv
import io
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tasks.landing.store import Landing
from tasks.read.surveys import codebook
from tasks.read.surveys.export import Upload
from tasks.sample.world.make import make_world
from tasks.sample.world.surveys import surveys
from tasks.surveys.boundary import Course, Incoming, SurveyBoundary
from tasks.surveys.landing import land_surveys
from tasks.surveys.pseudonyms import open_key
from tasks.surveys.tombstones import Tombstones, erasures


@pytest.fixture(scope="session")
def survey_files():
    """Every file of the sample's surveys by path."""
    return dict(surveys(make_world(1)))


@pytest.fixture(scope="session")
def exports(survey_files):
    """The sample's exports as they come in."""
    uploads = defaultdict(dict)
    for path, data in survey_files.items():
        if path.startswith("surveys/"):
            uploads[path.split("/")[1]][path.split("/")[-1]] = data
    return [Incoming("folder", name, Upload(members)) for name, members in uploads.items()]


@pytest.fixture(scope="session")
def canaries(survey_files):
    """Personal values, each with its instrument and field."""
    return list(csv.DictReader(io.StringIO(survey_files["truth/personal_canaries.csv"].decode())))


@pytest.fixture(scope="session")
def course(survey_files):
    """What the programme folder of the sample says that surveys need."""
    books = [codebook.parse(data, path) for path, data in survey_files.items() if path.endswith(".toml")]
    members = {member.name.casefold(): member.organisation_number for member in make_world(1).members}
    return Course("kurs", books, members | {name.removesuffix(" kommune"): number for name, number in members.items()})


@pytest.fixture
def data(tmp_path):
    """A data folder."""
    return tmp_path / "data"


@pytest.fixture
def boundary(data, course):
    """What decides what passes, as of now: after an erasure `opened_again` knows of it."""
    key = open_key(data / "keys" / "pseudonym.key")
    return SurveyBoundary(
        course, key, Tombstones(key, []), data / "landing" / "raw", 90, datetime(2026, 1, 5, 8, tzinfo=UTC)
    )


@pytest.fixture
def opened_again(data, boundary):
    """The door as the next run opens it."""
    return lambda: replace(boundary, tombstones=Tombstones(boundary.key, list(erasures(data / "landing" / "erasures"))))


@pytest.fixture
def land(data):
    """Land exports through a door."""

    def landed(boundary, incoming=()):
        with Landing(data / "landing", "sample") as landing:
            return land_surveys(landing, boundary, incoming)

    return landed
