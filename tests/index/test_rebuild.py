"""A library is made again from its originals, and loses nothing by it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.adding.build import add, remove
from index.adding.files import find_sources
from index.adding.rebuild import rebuild, rebuild_only
from index.errors import NoLibraryError, OtherFormatError
from index.library import open_library
from index.model import Filters
from index.watch import new_matches
from tests.conftest import SAMPLES, new_database
from tests.index.contents import content
from tests.index.older import make_older
from tests.ingest.test_published import METADATA


@pytest.fixture
def path(sample_papers: Path, tmp_path: Path) -> Path:
    path = tmp_path / "l.library"
    shutil.copytree(sample_papers, path)
    return path


def run(path: Path) -> list[str]:
    return [sys.executable, "-m", "search_cli", "rebuild", "--library", str(path), "--quiet"]


def test_a_library_of_an_older_format_is_made_again_with_all_that_was_kept(path, sample_papers):
    make_older(path, format=4)
    with pytest.raises(OtherFormatError, match="vindplaats rebuild"):
        open_library(path)
    finished = subprocess.run(run(path), check=False, capture_output=True, text=True)
    assert (finished.stdout, finished.returncode) == ("6 papers added\n", 0), finished.stderr
    assert content(path) == content(sample_papers)
    with open_library(path) as library, open_library(sample_papers) as before:
        assert [record.path for record in library.documents.all()] == [r.path for r in before.documents.all()]
        assert [quotation.text for quotation in library.quotations.all()] == ["een", "twee"]
        assert library.generation > before.generation
        assert library.check() == []
    assert not (path / "rebuilding").exists()
    again = [sys.executable, "-m", "search_cli", "add", str(SAMPLES), "--library", str(path), "--json"]
    assert subprocess.run(again, check=True, capture_output=True, text=True).stdout.count("unchanged") == 1


def test_a_killed_rebuild_leaves_the_library_as_it_was(path, sample_papers):
    with subprocess.Popen(run(path)) as process:
        while not (path / "rebuilding" / "papers").exists() and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert content(path) == content(sample_papers)


def test_a_rebuild_of_nothing_says_so(tmp_path, embedder):
    tmp_path.joinpath("none").mkdir()
    with pytest.raises(NoLibraryError):
        rebuild(tmp_path / "none", lambda _: embedder)


def test_one_document_is_read_again_in_place_of_itself(path, sample_papers):
    from index.embedding.choice import load_embedder

    with open_library(path) as library:
        before = {record.id: library.passages.of_document(record.id)[0].id for record in library.documents.all()}
    report = rebuild_only(path, ["kst-99901-12"], load_embedder)
    assert (len(report.replaced), report.added, report.failed) == (1, [], [])
    with open_library(path) as library:
        after = {record.id: library.passages.of_document(record.id)[0].id for record in library.documents.all()}
        assert library.documents.find("kst-99901-12").file == "kst-99901-12.pdf"
    assert [id for id in before if after[id] != before[id]] == ["kst-99901-12"]
    assert content(path) == content(sample_papers)
    assert not list(path.glob("rebuilding*"))


def test_what_was_published_beside_a_paper_is_known_after_a_rebuild_and_on_a_server(tmp_path, embedder, server):
    from index.library.postgres.moving import copy_library
    from index.library.store.originals import metadata_name

    paper, path = tmp_path / "blg-77.pdf", tmp_path / "l.library"
    shutil.copyfile(SAMPLES / "rapport-meebewegen-met-het-tij.pdf", paper)
    paper.with_suffix(".metadata.xml").write_text(METADATA, "utf-8")
    with open_library(path, create=True) as library:
        assert not add(library, find_sources([paper]), embedder).failed
        before = library.documents.find("blg-77").metadata
        assert before.attachment_of == "kst-29362-300"
    for file in tmp_path.glob("blg-77*"):
        file.unlink()
    rebuild(path, lambda _: embedder)
    place = new_database(server)
    copy_library(path, place)
    for where in (path, place):
        with open_library(where) as library:
            assert library.documents.find("blg-77").metadata == before
            assert library.originals.content(metadata_name(before.sha256)) == METADATA.encode()
    with open_library(path) as library:
        remove(library, ["blg-77"])
    assert not list((path / "originals").iterdir())


def test_what_a_saved_search_has_seen_is_not_new_after_a_rebuild_and_a_lost_original_is_told(path):
    from index.embedding.choice import load_embedder

    with open_library(path) as library:
        library.searches.save("w", "wendbaarheid", Filters(), families=True)
        lost = library.documents.find("kst-99901-19")
        library.documents.original(lost).unlink()
        known_at = Path(lost.path)
        with library.transaction():
            library.documents.move(lost, str(known_at.with_name("gone.pdf")))
    report = rebuild(path, load_embedder)
    assert len(report.added) == 5
    assert [failure.file for failure in report.failed] == ["gone.pdf"]
    assert (path / "library.sqlite.before-rebuild").exists()
    with open_library(path) as library:
        assert [hits for _, hits in new_matches(library)] == [[]]
