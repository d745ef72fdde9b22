"""A library that cannot be written is read as any other, and says so where it would be written."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bound import run_bound, unwritable
from tests.conftest import SAMPLES
from tests.search_cli.test_commands import run

if sys.platform != "linux":
    pytest.skip("rights are taken from root by a call of Linux", allow_module_level=True)

READING = [
    ("search", "wendbaarheid"),
    ("show", "kst-99901-12", "--page", "1"),
    ("status", "--check"),
    ("cite", "kst-99901-12"),
    ("term", "wendbaarheid"),
    ("recommendations",),
    ("entities",),
    ("references",),
    ("briefing", "list"),
]
WRITING = [
    ("add", SAMPLES),
    ("remove", "kst-99901-12"),
    ("briefing", "add", "1"),
    ("briefing", "remove", "1"),
    ("search", "wendbaarheid", "--save", "w"),
    ("entities", "reject", "ORG", "UWV"),
]


@pytest.fixture(scope="module")
def usual(sample_papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a quotation."""
    path = tmp_path_factory.mktemp("usual") / "usual.library"
    shutil.copytree(sample_papers, path)
    assert run("briefing", "add", "1", "--library", path).returncode == 0
    return path


@pytest.fixture(scope="module")
def held(usual: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The same, in a folder that may not be written, as may none of its files."""
    path = tmp_path_factory.mktemp("read only") / "what? 100 %#.library"
    shutil.copytree(usual, path)
    with unwritable(path, path / "library.sqlite", path / "write.lock", path / "originals"):
        yield path


@pytest.fixture
def interrupted(sample_papers: Path, tmp_path: Path) -> Path:
    """A library with changes of a run that was killed."""
    path = tmp_path / "killed.library"
    shutil.copytree(sample_papers, path)
    kill_while_writing = (
        "import os, sqlite3; connection = sqlite3.connect('library.sqlite', isolation_level=None);"
        "connection.execute(\"INSERT INTO failures VALUES ('/s.pdf', 's.pdf', 'x', 'y', 0, '')\");"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", kill_while_writing], cwd=path, check=False)
    assert (path / "library.sqlite-wal").stat().st_size
    return path


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_library_that_cannot_be_written_is_read_as_any_other(command, held, usual):
    finished, expected = run_bound(*command, "--library", held), run(*command, "--library", usual)
    assert finished.stdout.replace(str(held), str(usual)) == expected.stdout
    assert (finished.stderr, finished.returncode) == (expected.stderr, 0)
    assert sorted(path.name for path in held.iterdir()) == sorted(path.name for path in usual.iterdir())


@pytest.mark.parametrize("command", WRITING, ids=lambda command: " ".join(map(str, command[:2])))
def test_a_command_that_writes_says_in_one_sentence_that_it_may_not(command, held):
    finished = run_bound(*command, "--library", held)
    assert finished.stderr == (
        f"vindplaats: {held} cannot be written (Permission denied); make room or ask for write access, or copy it to "
        "where you have both and name the copy with --library\n"
    )
    assert finished.returncode == 1


def test_a_folder_that_may_not_be_looked_into_is_a_sentence(sample_papers, tmp_path, monkeypatch):
    path = tmp_path / "closed.library"
    shutil.copytree(sample_papers, path)
    monkeypatch.setenv("VINDPLAATS_LIBRARY", str(path))
    path.chmod(0)
    finished = run_bound("status")
    path.chmod(0o755)
    assert finished.stderr.startswith(f"vindplaats: {path} cannot be opened (Permission denied); ask for access to it")
    assert finished.returncode == 1


def test_a_record_that_may_not_be_read_is_a_sentence(sample_papers, tmp_path):
    path = tmp_path / "closed.library"
    shutil.copytree(sample_papers, path)
    (path / "library.sqlite").chmod(0)
    finished = run_bound("status", "--library", path)
    assert finished.stderr.startswith(f"vindplaats: {path / 'library.sqlite'} cannot be opened (Permission denied)")
    assert finished.returncode == 1


def test_changes_of_an_interrupted_run_are_read_where_all_its_files_are_there(interrupted):
    with unwritable(interrupted, *interrupted.glob("library.sqlite*")):
        finished = run_bound("status", "--library", interrupted, "--json")
    assert finished.returncode == 0, finished.stderr
    assert '"s.pdf"' in finished.stdout


def test_changes_of_an_interrupted_run_that_cannot_be_taken_in_are_not_passed_over(interrupted):
    (interrupted / "library.sqlite-shm").unlink()
    with unwritable(interrupted, *interrupted.glob("library.sqlite*")):
        finished = run_bound("status", "--library", interrupted)
    assert finished.stderr == (
        f"vindplaats: {interrupted} was left by an interrupted run with changes in library.sqlite-wal, and cannot be "
        "written here (Permission denied); open it once where it can be written, as with 'vindplaats status'\n"
    )
    assert finished.returncode == 1


def test_a_search_goes_on_where_the_file_of_vectors_cannot_be_made_again(sample_papers, tmp_path):
    path = tmp_path / "without.library"
    shutil.copytree(sample_papers, path)
    (path / "vectors.faiss").unlink()
    with unwritable(path):
        finished = run_bound("search", "wendbaarheid", "--mode", "semantic", "--library", path)
    assert finished.stdout == run("search", "wendbaarheid", "--mode", "semantic", "--library", sample_papers).stdout
    assert finished.stderr.splitlines()[1:] == [
        f"vindplaats: {path / 'vectors.faiss'} could not be kept (Permission denied), so the next search makes it again"
    ]
    assert finished.returncode == 0


@pytest.mark.parametrize("name", ["b.md", "b.html", "b.docx"])
def test_a_briefing_that_cannot_be_written_is_a_sentence(name, held):
    finished = run_bound("briefing", "export", held / name, "--library", held)
    assert finished.stderr == f"vindplaats: {held / name} cannot be written: Permission denied\n"
    assert finished.returncode == 1


def test_an_original_that_may_not_be_taken_away_is_a_sentence(sample_papers, tmp_path):
    path = tmp_path / "kept.library"
    shutil.copytree(sample_papers, path)
    with unwritable(path / "originals"):
        finished = run_bound("remove", "kst-99901-12", "--library", path)
    assert finished.stderr.startswith(f"vindplaats: cannot use {path / 'originals'}")
    assert finished.stderr.endswith(".pdf: Permission denied; ask for access to it, or name another place\n")
    assert (finished.stderr.count("\n"), finished.returncode) == (1, 1)
