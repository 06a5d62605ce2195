"""Good notices to read and to mutate: the sample's, the golden ones, the real ones."""

import pytest

from tasks.sample.world.buyers import Market
from tasks.sample.world.make import make_world
from tasks.sample.write import announcements, documents
from tests.agreement import read
from tests.tasks.read.notices.golden_words import every

LONGEST = 200_000


@pytest.fixture(scope="session")
def sample_notices():
    """Bytes of the first notices of the sample, as Doffin and TED serve them."""
    market = Market(make_world(1))
    return [
        document.data
        for _, announced in announcements(market, 150)
        for document in documents(announced)
        if not document.copy_of
    ]


@pytest.fixture(scope="session")
def golden_notices():
    """Bytes of a golden notice of each kind."""
    return every()


@pytest.fixture(scope="session")
def good_notices(shared):
    """Bytes of every real notice that loads and is not the longest; a mutant is made of each many times."""
    paths = sorted((shared / "notices").rglob("*.xml"))
    found = [data for path in paths if len(data := path.read_bytes()) < LONGEST]
    return [data for data, reading in zip(found, read(found), strict=True) if reading.rule is None]
