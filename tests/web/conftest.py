"""The page over the sample papers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the page needs the extra [serve]")

from starlette.testclient import TestClient

from search_cli.web.app import make_app
from search_cli.web.guard import Access

OWN = "http://127.0.0.1:8765"


def client_of(path: Path, access: Access | None = None, *, base_url: str = OWN) -> TestClient:
    return TestClient(make_app(path, access)[0], base_url=base_url, raise_server_exceptions=False)


@pytest.fixture(scope="session")
def page(sample_papers: Path) -> TestClient:
    """Tests only read it."""
    return client_of(sample_papers)


@pytest.fixture
def own_library(sample_papers: Path, tmp_path: Path) -> Path:
    """The sample papers in a library of the test's own."""
    path = tmp_path / "own.library"
    shutil.copytree(sample_papers, path)
    return path


@pytest.fixture
def own_page(own_library: Path) -> TestClient:
    return client_of(own_library)
