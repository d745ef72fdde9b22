"""A library that is used for long grows by what it holds only."""

from __future__ import annotations

import gc
import resource
import tempfile
from pathlib import Path

import pytest

from index.build import add, remove
from index.derived import current_vectors
from index.files import find_sources
from index.library import open_library
from index.search import search
from search_cli.exporting import quotation_of
from tests.conftest import SAMPLES, WordEmbedder

HELD = SAMPLES / "kst-99901-12.pdf"
ADDED = [SAMPLES / "kst-99901-14.pdf", SAMPLES / "kst-99901-19.pdf"]


def one_round(path: Path, embedder: WordEmbedder, paper: Path) -> None:
    """Add a paper to the one that is held, search it, quote it in the briefing, and take both out."""
    with open_library(path) as library:
        assert add(library, find_sources([paper]), embedder).added == [paper.name]
        vectors = current_vectors(library)
        assert vectors is not None
        hit = search(library, vectors, embedder, "minister").hits[0]
        with library.notes.writing():
            quoted = library.quotations.add(quotation_of(hit))
        assert [quotation.id for quotation in library.quotations.all()] == [quoted]
        assert library.quotations.remove(quoted)
        remove(library, [paper.name])


def footprint(path: Path) -> tuple[int, int, int]:
    """(files of the library, open descriptors, what stands in the temporary folder)."""
    gc.collect()
    files = [file for file in path.rglob("*") if file.is_file()]
    return len(files), len(list(Path("/proc/self/fd").iterdir())), len(list(Path(tempfile.gettempdir()).iterdir()))


def run_rounds(folder: Path, times: int) -> None:
    path, embedder = folder / "l.library", WordEmbedder()
    with open_library(path, create=True) as library:
        add(library, find_sources([HELD]), embedder)
    for paper in ADDED:
        one_round(path, embedder, paper)
    before, size = footprint(path), (path / "library.sqlite").stat().st_size
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(times):
        one_round(path, embedder, ADDED[number % len(ADDED)])
    assert footprint(path) == before
    assert (path / "library.sqlite").stat().st_size <= size * 1.1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss <= memory * 1.1
    with open_library(path) as library:
        assert library.check() == []
        assert [record.file for record in library.documents.all()] == [HELD.name]


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path, monkeypatch):
    """One of our own, which the reading processes use too."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)


def test_rounds_of_add_search_and_remove_leave_nothing(tmp_path):
    run_rounds(tmp_path, times=2)


@pytest.mark.slow
def test_three_hundred_rounds_leave_nothing(tmp_path):
    run_rounds(tmp_path, times=300)
