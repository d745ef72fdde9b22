"""Damage to a library is noticed, told in one sentence with the command that heals, and healed by it."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from index.adding.build import add
from index.adding.files import find_sources
from index.adding.rebuild import rebuild, rebuild_only
from index.errors import LibraryBusyError, LibraryError
from index.library import open_library, opening
from index.search import search
from tests.conftest import SAMPLES, WordEmbedder
from tests.index.contents import content

DOCUMENT = "kst-99901-12"


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """A library of two letters; tests only read it."""
    path = tmp_path_factory.mktemp("whole") / "whole.library"
    with open_library(path, create=True) as library:
        report = add(library, find_sources([SAMPLES / f"{DOCUMENT}.pdf", SAMPLES / "kst-99901-14.pdf"]), WordEmbedder())
    assert len(report.added) == 2
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    path = tmp_path / "l.library"
    shutil.copytree(whole, path)
    return path


def load(_: str | None) -> WordEmbedder:
    return WordEmbedder()


def change(path: Path, statement: str, *values: object) -> None:
    """Change what is stored as damage does: past the program, and past the triggers that note what is changed."""
    connection = sqlite3.connect(path / "library.sqlite")
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    assert connection.execute(statement, values).rowcount
    connection.commit()
    connection.close()


def problems(path: Path) -> list[str]:
    with open_library(path) as library:
        return library.check()


IN_ONE_DOCUMENT = [
    "UPDATE documents SET text = replace(text, 'e', 'a') WHERE id = ?",
    "UPDATE documents SET spans = substr(spans, 1, 100) WHERE id = ?",
    "UPDATE documents SET metadata = substr(metadata, 2) WHERE id = ?",
    "UPDATE passages SET headings = '[\"x\"]' WHERE document = (SELECT number FROM documents WHERE id = ?)",
    "UPDATE embeddings SET vector = zeroblob(256) WHERE text_hash IN "
    "(SELECT text_hash FROM passages p JOIN documents d ON d.number = p.document WHERE d.id = ?)",
    "UPDATE entities SET page = page + 1 WHERE document = (SELECT number FROM documents WHERE id = ?)",
]


@pytest.mark.parametrize("statement", IN_ONE_DOCUMENT)
def test_damage_in_one_document_names_it_and_is_healed_by_the_command_it_names(path, whole, statement):
    change(path, statement, DOCUMENT)
    assert problems(path) == [
        f"what {path} holds of {DOCUMENT} is damaged; make it again from its original with "
        f"'vindplaats rebuild --only {DOCUMENT} --library {path}'"
    ]
    rebuild_only(path, [DOCUMENT], load)
    assert problems(path) == []
    assert content(path) == content(whole)


def test_a_damaged_document_is_not_shown(path):
    change(path, "UPDATE documents SET text = replace(text, 'e', 'a') WHERE id = ?", DOCUMENT)
    with open_library(path) as library, pytest.raises(LibraryError, match=f"rebuild --only {DOCUMENT}"):
        library.documents.load(DOCUMENT)


def test_a_damaged_passage_is_not_shown_as_a_hit(path):
    change(path, "UPDATE passages SET text = replace(text, 'uitvoering', 'invoering')")
    with open_library(path) as library, pytest.raises(LibraryError, match="rebuild --only kst-99901-"):
        search(library, None, None, "uitvoering", mode="lexical")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE forms SET n = n + 1 WHERE form = 'de'",
        "UPDATE names SET identity = identity || 'x'",
        "UPDATE meta SET value = '99' WHERE name = 'generation'",
    ],
    ids=["forms", "names", "meta"],
)
def test_damage_that_is_of_no_document_asks_for_a_rebuild_of_all(path, statement):
    change(path, statement)
    (problem,) = problems(path)
    assert problem.startswith(f"{path / 'library.sqlite'} is damaged (")
    assert problem.endswith(
        f"make it again from the papers in it with 'vindplaats rebuild --library {path}': "
        "briefing, saved searches and decisions are kept"
    )


def test_bits_of_the_index_of_words_that_its_own_check_lets_pass_are_told(path):
    (path / "library.sqlite.sum").unlink()
    with closing(sqlite3.connect(path / "library.sqlite")) as connection:
        id, block = connection.execute("SELECT id, block FROM words_data ORDER BY id DESC").fetchone()
    passed = 0
    for place in range(4, len(block), 2):
        changed = bytearray(block)
        # The lowest bit of how long a list of places is says that the word stands there no more.
        changed[place] ^= 1
        change(path, "UPDATE words_data SET block = ? WHERE id = ?", bytes(changed), id)
        with closing(sqlite3.connect(path / "library.sqlite")) as connection:
            try:
                connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
            except sqlite3.DatabaseError:
                continue
        passed += 1
        assert problems(path) != [], place
        if passed == 3:
            break
    assert passed
    change(path, "UPDATE words_data SET block = ? WHERE id = ?", block, id)
    assert problems(path) == []


@pytest.mark.parametrize("how", ["gone", "overwritten", "its definitions garbled", "cut off"])
def test_a_library_without_its_record_is_made_again_from_the_originals(path, whole, how):
    for left in path.glob("library.sqlite-*"):
        left.unlink()
    file = path / "library.sqlite"
    match how:
        case "gone":
            file.unlink()
        case "overwritten":
            file.write_bytes(b"x" * 8192)
        case "its definitions garbled":
            file.write_bytes(file.read_bytes().replace(b"ON DELETE CASCADE", b"ON DELETE CAS\xc3ADE"))
        case "cut off":
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])
    report = rebuild(path, load)
    assert (len(report.added), report.failed) == (2, [])
    assert (path / "library.sqlite.sum").exists()
    assert problems(path) == []
    assert content(path) == content(whole)


def flip(path: Path, draw: random.Random) -> None:
    """Turn one bit."""
    file = path / "library.sqlite"
    data = bytearray(file.read_bytes())
    data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    file.write_bytes(data)


def everything(path: Path) -> list[object]:
    """All rows of all tables, also those in which FTS5 keeps its index."""
    with closing(sqlite3.connect(path / "library.sqlite")) as connection:
        connection.text_factory = bytes
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'occurrences'")
        names = sorted(name.decode() for (name,) in tables)
        return [connection.execute(f"SELECT * FROM {name}").fetchall() for name in names]


def run_flips(whole: Path, folder: Path, times: int, *, with_sum: bool) -> int:
    """Flip bits, one in each copy; returns how many were told. Each that changes a row must be.

    with_sum: whether the checksum of the whole file stands beside it, so that all must be told.
    """
    path = folder / "l.library"
    shutil.copytree(whole, path)
    connection = sqlite3.connect(path / "library.sqlite")
    connection.execute("PRAGMA journal_mode = DELETE")
    # Two letters fill few pages of the usual size, and a flip where nothing is stored is no damage.
    connection.execute("PRAGMA page_size = 512")
    connection.execute("VACUUM")
    assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    connection.close()
    (path / "library.sqlite.sum").unlink()
    with open_library(path) as library:
        library.stamp()
    data, before = (path / "library.sqlite").read_bytes(), everything(path)
    draw, told, missed = random.Random(31490), 0, []
    for number in range(times):
        # Each in a place of its own: SQLite would know the file again.
        path = folder / str(number)
        path.mkdir()
        (path / "library.sqlite").write_bytes(data)
        if with_sum:
            shutil.copy(folder / "l.library" / "library.sqlite.sum", path)
        (path / "originals").symlink_to(whole / "originals")
        flip(path, draw)
        try:
            found = problems(path)
        except LibraryError as error:
            found = [str(error)]
        told += bool(found)
        try:
            same = everything(path) == before
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            same = False
        if not found and not same:
            missed.append(number)
    assert missed == []
    return told


def test_every_flipped_bit_is_told(whole, tmp_path):
    assert run_flips(whole, tmp_path, 20, with_sum=True) == 20


def test_flipped_bits_that_change_a_row_are_told_without_the_checksum_of_the_file(whole, tmp_path):
    assert run_flips(whole, tmp_path, 10, with_sum=False) >= 5


@pytest.mark.slow
def test_every_one_of_two_hundred_flipped_bits_is_told(whole, tmp_path):
    assert run_flips(whole, tmp_path, 200, with_sum=True) == 200


@pytest.mark.slow
def test_two_hundred_flipped_bits_are_told_where_they_change_a_row(whole, tmp_path):
    assert run_flips(whole, tmp_path, 200, with_sum=False) >= 140


def test_a_bit_where_nothing_is_stored_is_told(path):
    file = path / "library.sqlite"
    data = bytearray(file.read_bytes())
    # SQLite says of these 20 bytes of the head that they are for later use.
    data[80] ^= 1
    file.write_bytes(data)
    (problem,) = problems(path)
    assert problem.startswith(f"{file} is damaged (bytes of it are not as they were written); make it again")


def test_a_checksum_of_another_state_of_the_file_says_nothing(path):
    sum = (path / "library.sqlite.sum").read_text()
    with open_library(path) as library, library.writing(), library.transaction():
        library.next_generation()
    assert problems(path) == []
    assert (path / "library.sqlite.sum").read_text() != sum
    for other in (sum, sum.replace("a", "b"), "{}", "[]", ""):
        (path / "library.sqlite.sum").write_text(other)
        assert problems(path) == []


def test_a_reader_at_work_keeps_the_checksum_from_being_noted_and_is_not_waited_for(path):
    with open_library(path) as reader, reader.reading():
        assert reader.generation
        with open_library(path) as library, library.writing(), library.transaction():
            library.next_generation()
        assert problems(path) == []
    assert problems(path) == []
    # The next that writes anything notes it again.
    with open_library(path) as library, library.writing():
        pass
    change(path, "UPDATE forms SET n = n WHERE form = 'de'")
    assert problems(path) != []


def test_no_command_shows_a_traceback_of_damage(path):
    change(path, "UPDATE documents SET metadata = substr(metadata, 2), text = x'ff' WHERE id = ?", DOCUMENT)
    for command in (["status"], ["show", DOCUMENT]):
        finished = subprocess.run(
            [sys.executable, "-m", "search_cli", *command, "--library", str(path)],
            check=False,
            capture_output=True,
            text=True,
        )
        assert "Traceback" not in finished.stderr
        assert finished.returncode == 0 or f"rebuild --only {DOCUMENT}" in finished.stderr, finished.stderr


def test_a_library_that_another_is_writing_is_called_busy_and_not_damaged(path, monkeypatch):
    monkeypatch.setattr(opening, "BUSY_WAIT_S", 0.1)
    with closing(sqlite3.connect(path / "library.sqlite")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusyError, match="is being changed by another vindplaats"):
            problems(path)
        with (
            pytest.raises(LibraryBusyError, match="is being changed by another vindplaats"),
            open_library(path) as library,
            library.transaction(),
        ):
            library.next_generation()
    assert problems(path) == []


def test_damaged_notes_are_told_with_the_copy_that_helps(path):
    (path / "notes.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 4096)
    (path / "notes.sqlite.bak-1").write_bytes(b"")
    (problem,) = problems(path)
    assert problem.startswith(f"{path / 'notes.sqlite'} is damaged (")
    assert problem.endswith("put back the copy notes.sqlite.bak-1")
