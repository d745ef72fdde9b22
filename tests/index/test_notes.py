"""What people made is kept apart from what was derived, is never lost, and never waits for papers to be added."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from index.adding import build
from index.adding.files import find_sources
from index.adding.rebuild import rebuild
from index.errors import LibraryBusyError, LibraryError, NewerNotesError, OtherFormatError
from index.library import Server, open_library
from index.library import notes as notes_module
from index.library.notes.migrations import MIGRATIONS, version
from index.model import Filters, FollowedDossier, Quotation, Remark
from ingest.model import Box
from nlp.model import Decisions
from tests.conftest import SAMPLES, WordEmbedder
from tests.index.conftest import server_is_slow
from tests.index.older import make_older
from tests.index.test_soak import Here

FIRST = Quotation("kst-1-1", "s", 1, 1, 0, 3, "een", (Box(1, 10, 20, 30, 40),), "eerst", 4)
SECOND = Quotation("kst-1-1", "s", 1, 1, 4, 8, "twee", (), "", 3)

REMARK = Remark("kst-1-1", "s", 1, 2, 4, 8, "twee", "nagaan", ("ict", "uitvoering"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty library."""
    path = tmp_path / "l.library"
    open_library(path, create=True).close()
    return path


def execute(file: Path, *statements: str) -> None:
    connection = sqlite3.connect(file)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def make_notes_of_version_1(path: Path) -> None:
    """A file of notes as the first version of the program wrote it, with a rejected name."""
    insert = "INSERT INTO rejected_names VALUES ('ORG', 'Rendac')"
    execute(path / "notes.sqlite", *MIGRATIONS[0], "PRAGMA user_version = 1", insert)


def taken_over(path: Path) -> None:
    rebuild(path, lambda _: WordEmbedder())


def assert_has_notes_of_format_5(path: Path) -> None:
    with open_library(path) as library:
        assert library.quotations.all() == [FIRST, SECOND]
        (saved,) = library.searches.all()
        assert (saved.name, saved.query, saved.filters, saved.seen) == ("w", "wendbaarheid", Filters(), 0)
        assert library.review.decisions() == Decisions(frozenset({("ORG", "Rendac")}), {"minBZK": "BZK"})
        assert library.dossiers.followed() == [FollowedDossier("29362", ("brief",), "2020-01-01", attachments=False)]


@pytest.mark.parametrize("format", [4, 5])
def test_a_library_that_kept_its_notes_itself_is_refused_until_a_rebuild_takes_them_over(path, format):
    make_older(path, format)
    with pytest.raises(OtherFormatError, match=r"'vindplaats rebuild --library .*': briefing, saved searches"):
        open_library(path)
    taken_over(path)
    assert_has_notes_of_format_5(path)
    tables = sqlite3.connect(path / "library.sqlite").execute("SELECT name FROM sqlite_master").fetchall()
    assert not {("quotations",), ("saved_searches",), ("followed",), ("merged_names",)} & set(tables)


def test_a_library_of_format_6_keeps_its_notes_in_a_rebuild(path):
    with open_library(path) as library:
        library.quotations.add(FIRST)
        library.remarks.add(REMARK)
    execute(path / "library.sqlite", "PRAGMA user_version = 6")
    with pytest.raises(OtherFormatError, match="vindplaats rebuild"):
        open_library(path)
    taken_over(path)
    with open_library(path) as library:
        assert [quotation.text for quotation in library.quotations.all()] == ["een"]
        (remark,) = library.remarks.all()
        assert replace(remark, id=None, at="") == REMARK


def test_the_number_of_a_quotation_that_was_taken_out_is_not_given_to_another(path):
    make_older(path)
    taken_over(path)
    with open_library(path) as library:
        assert library.quotations.add(FIRST) == 10


def test_a_taking_over_that_was_killed_half_way_is_done_once(path):
    make_older(path)
    taken_over(path)
    taken = (path / "notes.sqlite").read_bytes()
    make_older(path)
    (path / "notes.sqlite").write_bytes(taken)
    taken_over(path)
    assert_has_notes_of_format_5(path)


def test_a_quotation_whose_number_is_taken_gets_another(path):
    with open_library(path) as library:
        for text in "abc":
            library.quotations.add(replace(FIRST, text=text))
    taken = (path / "notes.sqlite").read_bytes()
    make_older(path)
    (path / "notes.sqlite").write_bytes(taken)
    taken_over(path)
    with open_library(path) as library:
        assert {quotation.text for quotation in library.quotations.all()} == {"a", "b", "c", "een", "twee"}


def test_notes_of_an_earlier_version_are_brought_up_to_date_and_kept_as_they_were_beside(path):
    make_notes_of_version_1(path)
    with open_library(path) as library:
        assert library.review.decisions().rejected == {("ORG", "Rendac")}
        assert version(library.notes.connection) == len(MIGRATIONS)
        library.notes.connection.execute("SELECT * FROM judgements")
        assert library.remarks.all() == []
    backup = sqlite3.connect(path / "notes.sqlite.bak-1")
    assert version(backup) == 1
    assert backup.execute("SELECT * FROM rejected_names").fetchall() == [("ORG", "Rendac")]
    assert sorted(file.name for file in path.glob("notes*")) == ["notes.sqlite", "notes.sqlite.bak-1"]
    backup.close()


def test_a_migration_that_fails_leaves_the_notes_as_they_were(path, monkeypatch):
    make_notes_of_version_1(path)
    wrong = (*MIGRATIONS[:1], ("CREATE TABLE half (x)", "CREATE TABLE half (x)"))
    monkeypatch.setattr("index.library.notes.migrations.MIGRATIONS", wrong)
    with open_library(path) as library, pytest.raises(LibraryError, match="What was in it is unharmed"):
        library.review.decisions()
    connection = sqlite3.connect(path / "notes.sqlite")
    assert version(connection) == 1
    assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'half'").fetchall() == []
    connection.close()


def test_notes_of_a_later_version_are_refused_and_left_alone(path):
    execute(path / "notes.sqlite", "PRAGMA user_version = 99")
    with open_library(path) as library, pytest.raises(NewerNotesError, match="use that one"):
        library.quotations.all()


def test_notes_that_are_no_sqlite_are_a_sentence(path):
    (path / "notes.sqlite").write_text("this is not SQLite, and longer than one hundred bytes " * 10)
    with open_library(path) as library, pytest.raises(LibraryError, match="is no file of notes"):
        library.quotations.all()


def test_a_library_that_was_only_read_has_no_file_of_notes(path):
    with open_library(path) as library:
        assert library.quotations.all() == []
    assert not (path / "notes.sqlite").exists()


def test_notes_that_another_process_made_are_seen_by_a_library_that_is_open(library, reopen):
    with reopen() as writer:
        assert library.quotations.all() == []
        writer.quotations.add(FIRST)
        assert [quotation.text for quotation in library.quotations.all()] == ["een"]


def test_of_notes_that_belong_together_all_are_kept_or_none(library):
    def fail():
        with library.notes.writing():
            library.quotations.add(FIRST)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert library.quotations.all() == []


def test_a_note_comes_back_as_it_was_made_and_its_number_is_not_given_to_another(library):
    numbers = [library.quotations.add(each) for each in (FIRST, SECOND)]
    assert library.quotations.all() == [replace(FIRST, id=numbers[0]), replace(SECOND, id=numbers[1])]
    assert library.quotations.remove(numbers[1])
    assert library.quotations.add(SECOND) > numbers[1]
    library.remarks.add(REMARK)
    (remark,) = library.remarks.all()
    assert replace(remark, id=None, at="") == REMARK


def test_a_note_is_written_at_once_while_papers_are_added(tmp_path, embedder):
    path = tmp_path / "busy.library"
    with open_library(path, create=True) as library:
        build.add(library, find_sources([SAMPLES / "kst-99901-14.pdf"]), embedder, runner=Here())
    adding = [
        sys.executable, "-c",
        "import sys; from pathlib import Path; from index.library import open_library\n"
        "with open_library(Path(sys.argv[1])) as library, library.writing(), library.transaction():\n"
        "    library.next_generation(); print('adding', flush=True); sys.stdin.read()", str(path),
    ]  # fmt: skip
    with subprocess.Popen(adding, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"adding\n"
        with open_library(path) as library:
            began = time.monotonic()
            library.quotations.add(FIRST)
            library.searches.save("w", "wendbaarheid", Filters(), families=True)
            library.review.reject("ORG", "Rijksdienst voor Getijdevoorzieningen")
            # Whoever waits for a lock waits a minute, and this adding goes on for longer.
            assert time.monotonic() - began < 20
            with pytest.raises(LibraryBusyError), library.writing(wait_s=0.1):
                pass
        command = [sys.executable, "-m", "search_cli", "briefing", "add", "1", "--library", str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=55)
        process.communicate()
    with open_library(path) as library:
        assert len(library.quotations.all()) == 2


def test_a_note_that_must_wait_too_long_for_another_says_so(path, monkeypatch):
    monkeypatch.setattr(notes_module, "WAIT_S", 0.1)
    with (
        open_library(path) as first,
        open_library(path) as second,
        first.notes.writing(),
        pytest.raises(LibraryBusyError, match=r"notes\.sqlite is being changed"),
    ):
        second.quotations.add(FIRST)


@server_is_slow
def test_notes_are_kept_when_the_process_is_killed(place, library):
    killed = (
        "import os, sys; from index.library import library_path, open_library\n"
        "from tests.index.test_notes import FIRST\n"
        "with open_library(library_path(sys.argv[1])) as library:\n"
        "    library.quotations.add(FIRST)\n"
        "    with library.notes.writing(): library.quotations.remove(1); os.kill(os.getpid(), 9)"
    )
    address = place.address if isinstance(place, Server) else str(place)
    process = subprocess.run([sys.executable, "-c", killed, address], check=False, env={**os.environ})
    assert process.returncode == -9
    assert [quotation.text for quotation in library.quotations.all()] == ["een"]
