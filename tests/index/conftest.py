"""Where the libraries of these tests are: what a library does, it does in a folder and on a server alike.

Each test of `library` runs over one in a folder, then over one on a server.
What is said of files, of FTS5 or of SQLite is marked in_a_folder.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from index.library import Place
from tests.conftest import new_database

STORES = ["folder", "server"]
in_a_folder = pytest.mark.parametrize("place", ["folder"], indirect=True)
# For what takes a process of its own.
server_is_slow = pytest.mark.parametrize(
    "place", ["folder", pytest.param("server", marks=pytest.mark.slow)], indirect=True
)


@pytest.fixture(params=STORES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where the library of a test is made."""
    return request.getfixturevalue("emptied")() if request.param == "server" else tmp_path / "test.library"


@pytest.fixture(scope="module", params=STORES)
def shared_place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Where a library is made that all tests of a module read."""
    if request.param == "server":
        return new_database(request.getfixturevalue("server"))
    return tmp_path_factory.mktemp("module") / "test.library"
