"""Libraries on the server of the tests."""

from __future__ import annotations

import pytest

from index.library import Server, open_library
from tests.conftest import new_database


@pytest.fixture
def database(server) -> Server:
    """A new, empty database."""
    return new_database(server)


@pytest.fixture
def library(database):
    with open_library(database, create=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def shared_samples(server, sample_papers) -> Server:
    """The library of the sample papers, copied to the server; tests only read it."""
    from index.library.postgres.moving import copy_library

    place = new_database(server)
    copy_library(sample_papers, place)
    return place
