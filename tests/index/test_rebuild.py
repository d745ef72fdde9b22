"""A library is made again from its originals, and loses nothing by it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.errors import NoLibraryError, OtherFormatError
from index.library import open_library
from index.rebuild import rebuild
from tests.conftest import SAMPLES
from tests.index.contents import content
from tests.index.older import make_older


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
