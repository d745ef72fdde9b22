"""A library that is used for long grows by what it holds only."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from index.adding.build import add, remove
from index.adding.files import find_sources
from index.adding.prepare import Recipe, completed, drafted
from index.adding.runners import Embed, Runner
from index.derived import current_vectors
from index.library import open_library
from index.library.prepared import Prepared
from index.search import search
from ingest.workers import Outcome
from search_cli.exporting import quotation_of
from tests.conftest import SAMPLES, WordEmbedder

HELD = SAMPLES / "kst-99901-12.pdf"
ADDED = [SAMPLES / "kst-99901-14.pdf", SAMPLES / "kst-99901-19.pdf"]


class Here:
    """Prepares papers in this process, so that what reading and tagging leaves behind in a process is seen too."""

    def run(self, paths: Iterable[Path], recipe: Recipe, embed: Embed) -> Iterator[Outcome[Prepared]]:
        for path in paths:
            draft = drafted(path, recipe)
            yield Outcome(path, completed(draft, embed(list(draft.texts))))


def one_round(path: Path, embedder: WordEmbedder, paper: Path, runner: Runner | None) -> None:
    """Add a paper to the one that is held, search it, quote it in the briefing, and take both out."""
    with open_library(path) as library:
        assert add(library, find_sources([paper]), embedder, runner=runner).added == [paper.name]
        vectors = current_vectors(library)
        assert vectors is not None
        hit = search(library, vectors, embedder, "minister").hits[0]
        with library.notes.writing():
            quoted = library.quotations.add(quotation_of(hit))
        assert [quotation.id for quotation in library.quotations.all()] == [quoted]
        assert library.quotations.remove(quoted)
        remove(library, [paper.name])
    # It remembers each text for other tests; that is not to be taken for a leak.
    embedder.embedded.clear()


def footprint(path: Path) -> tuple[int, int, int]:
    """(files of the library, open descriptors, what stands in the temporary folder)."""
    gc.collect()
    files = [file for file in path.rglob("*") if file.is_file()]
    return len(files), len(list(Path("/proc/self/fd").iterdir())), len(list(Path(tempfile.gettempdir()).iterdir()))


def memory_kb() -> int:
    """What this process holds now, not the most it ever did: a slow leak would hide below that."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4


def run_rounds(folder: Path, times: int, runner: Runner | None) -> None:
    path, embedder = folder / "l.library", WordEmbedder()
    with open_library(path, create=True) as library:
        add(library, find_sources([HELD]), embedder, runner=runner)
    # The first rounds find the room that SQLite then fills again.
    for paper in ADDED * 5:
        one_round(path, embedder, paper, runner)
    before, size, memory = footprint(path), (path / "library.sqlite").stat().st_size, memory_kb()
    for number in range(1, times + 1):
        one_round(path, embedder, ADDED[number % len(ADDED)], runner)
        if number % 50 == 0:
            print(number, footprint(path), (path / "library.sqlite").stat().st_size, memory_kb(), flush=True)
    assert footprint(path) == before
    assert (path / "library.sqlite").stat().st_size <= size * 1.1
    assert memory_kb() <= memory * 1.03
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
    run_rounds(tmp_path, 2, Here())


def test_a_round_with_processes_that_read_leaves_nothing(tmp_path):
    path, embedder = tmp_path / "l.library", WordEmbedder()
    with open_library(path, create=True):
        pass
    # The first to start a process opens what all later ones share.
    one_round(path, embedder, ADDED[0], None)
    before = footprint(path)
    one_round(path, embedder, ADDED[0], None)
    assert footprint(path) == before
    assert list(path.rglob("*.part")) == []


@pytest.mark.slow
def test_three_hundred_rounds_leave_nothing(tmp_path):
    run_rounds(tmp_path, 300, Here())


@pytest.mark.slow
def test_three_hundred_rounds_with_processes_that_read_leave_nothing(tmp_path):
    run_rounds(tmp_path, 300, None)
