"""Registers to look names up in: the sample's invented one, and the real one as far as it ships with the project."""

import pytest

from schemas.settings import Settings
from tasks.drafting.names import KnownNames
from tasks.drafting.register import register_of
from tasks.landing.store import Landing
from tasks.pull.register_changes import known
from tasks.sample.world.make import make_world
from tasks.sample.world.registers import registers


@pytest.fixture(scope="session")
def world():
    return make_world(1)


@pytest.fixture(scope="session")
def here(world, tmp_path_factory):
    """A data folder in which the sample's registers have landed."""
    here = Settings(data=tmp_path_factory.mktemp("drafting") / "data")
    with Landing(here.landing, "sample") as landing:
        for path, data in registers(world):
            landing.put(data, "folder", "register", path)
    return here


@pytest.fixture(scope="session")
def invented(here):
    return KnownNames(register_of(known(here.landing)))


@pytest.fixture(scope="session")
def real(tmp_path_factory):
    """The real municipalities, from the registers that ship."""
    return KnownNames(register_of(known(tmp_path_factory.mktemp("no landing"))))
