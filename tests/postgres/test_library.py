"""A library in PostgreSQL: papers go in whole or not at all, notes are each user's own, errors are sentences."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from dataclasses import replace

import pytest

from index.adding.build import remove
from index.adding.prepare import completed, draft_of, embedded
from index.derived import current_vectors
from index.errors import LibraryBusyError, LibraryError, NoLibraryError
from index.library import Server, open_library
from index.library.postgres.moving import copy_library
from index.library.store.place import place_of
from index.library.wording.words import Size
from index.model import Filters, Quotation, Remark
from index.searcher import Searcher
from ingest.model import Box, Document, Metadata, Passage
from tests.index.contents import content
from tests.postgres.conftest import new_database

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'vindplaats[server]'")

VINDPLAATS = [sys.executable, "-m", "search_cli"]


def stored(library, id, texts, embedder):
    """Put a paper of these passages into a library."""
    text = "\n".join(texts)
    starts = [text.index(each) for each in texts]
    passages = [
        Passage(start, start + len(each), each, 1, 1, (), "body", False)
        for start, each in zip(starts, texts, strict=True)
    ]
    document = Document(Metadata(id=id, sha256=id.ljust(64, "0"), kind="brief", title="Brief over " + id), text, ())
    draft = draft_of(document, passages)
    prepared = completed(draft, embedded(draft.texts, embedder))
    with library.writing():
        library.store(prepared, file=f"{id}.pdf", path=f"/papers/{id}.pdf", pipeline="test")


def lose_half_way(library, id, pid=None):
    """Take a paper out, and fail before that is kept: by an error, or because the process of the server is killed."""
    with library.transaction():
        library.documents.delete(id)
        if pid is None:
            raise LibraryError("a disk that is full")
        os.kill(pid, signal.SIGKILL)
        library.next_generation()


def test_a_library_copied_there_and_back_has_equal_content(sample_papers, shared_samples, tmp_path):
    back = tmp_path / "back.library"
    copy_library(shared_samples, back)
    assert content(back) == content(shared_samples) == content(sample_papers)
    with open_library(back) as library, open_library(sample_papers) as first:
        assert library.check() == []
        assert library.passages.all() == first.passages.all()
        assert library.passages.last_id() == first.passages.last_id()
        assert [each.id for each in library.findings.recommendations()] == [
            each.id for each in first.findings.recommendations()
        ]
        names = sorted(file.name for file in (sample_papers / "originals").iterdir())
        assert sorted(file.name for file in (back / "originals").iterdir()) == names


def test_the_copy_on_the_server_is_whole(shared_samples):
    with open_library(shared_samples) as library:
        assert library.check() == []
        assert all(library.documents.original(record).exists() for record in library.documents.all())


_KEYS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'vindplaats'::regnamespace UNION ALL
SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'vindplaats' ORDER BY 1, 2
"""


def test_a_library_that_was_copied_has_all_its_keys_and_indexes_and_its_postings_lie_word_by_word(
    database, server, sample_papers
):
    with open_library(database, create=True):
        pass
    other = new_database(server)
    copy_library(sample_papers, other)
    with psycopg.connect(database.address) as laid, psycopg.connect(other.address) as copied:
        assert copied.execute(_KEYS).fetchall() == laid.execute(_KEYS).fetchall()
        copied.execute("SET search_path = vindplaats")
        words = [word for (word,) in copied.execute("SELECT lexeme FROM postings ORDER BY ctid").fetchall()]
        assert len(words) > 1_000
        assert words == sorted(words)


def test_who_may_add_papers_but_does_not_own_the_tables_can_copy_a_library_too(database, sample_papers):
    with open_library(database, create=True):
        pass
    name = psycopg.conninfo.conninfo_to_dict(database.address)["dbname"]
    with psycopg.connect(database.address, autocommit=True) as session:
        session.execute(f"CREATE ROLE writer_{name} LOGIN; GRANT CREATE ON DATABASE {name} TO writer_{name}")
        session.execute(f"GRANT USAGE ON SCHEMA vindplaats TO writer_{name}")
        session.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA vindplaats TO writer_{name}")
        session.execute(f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA vindplaats TO writer_{name}")
    copy_library(sample_papers, Server(database.address.replace("postgres:@", f"writer_{name}@")))
    assert content(database) == content(sample_papers)


def test_who_copies_a_library_sees_how_far_that_is(database, sample_papers):
    told = []
    n_papers = copy_library(sample_papers, database, lambda *each: told.append(each)).n_documents
    assert told == [
        *(("originals", done, n_papers) for done in range(n_papers)),
        *(("words", done, n_papers) for done in range(n_papers)),
        ("indexes", n_papers, n_papers),
    ]


def test_notes_are_copied_and_are_each_users_own(database, server, tmp_path):
    quotation = Quotation("kst-1-1", "0" * 64, 2, 2, 5, 9, "vier", (Box(2, 1.0, 2.0, 3.0, 4.0),), "een noot")
    with open_library(tmp_path / "notes.library", create=True) as folder:
        folder.quotations.add(quotation)
        folder.remarks.add(Remark("kst-1-1", "0" * 64, 2, 2, 5, 9, "vier", "nagaan", ("ict",)))
        folder.searches.save("geld", "kosten", Filters(kind="brief"), families=True)
        folder.review._decisions.merge("RGV", "Rijksdienst")
    copy_library(tmp_path / "notes.library", database)
    with open_library(database) as library:
        assert [(each.text, each.boxes, each.note) for each in library.quotations.all()] == [
            ("vier", quotation.boxes, "een noot")
        ]
        assert [each.name for each in library.searches.all()] == ["geld"]
        assert library.quotations.add(quotation) == 2
        (remark,) = library.remarks.all()
        assert (remark.text, remark.remark, remark.tags) == ("vier", "nagaan", ("ict",))
        assert library.remarks.add(remark) == 2
        assert library.remarks.remove(2)
    name = psycopg.conninfo.conninfo_to_dict(database.address)["dbname"]
    with psycopg.connect(database.address, autocommit=True) as session:
        session.execute(f"CREATE ROLE reader_{name} LOGIN; GRANT CREATE ON DATABASE {name} TO reader_{name}")
        session.execute(f"GRANT USAGE ON SCHEMA vindplaats TO reader_{name}")
        session.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA vindplaats TO reader_{name}")
    other = Server(database.address.replace("postgres:@", f"reader_{name}@"))
    with open_library(other) as library:
        assert library.why_read_only
        assert library.quotations.all() == []
        library.quotations.add(quotation)
        assert len(library.quotations.all()) == 1
        with pytest.raises(LibraryError, match="may only read"), library.writing():
            pass
    with open_library(database) as library:
        assert len(library.quotations.all()) == 2


def test_a_paper_comes_and_goes_with_all_that_belongs_to_it(database, embedder):
    with open_library(database, create=True) as library:
        stored(library, "een", ["de dijk is hoog", "het water stijgt"], embedder)
        stored(library, "twee", ["de dijk is laag"], embedder)
        assert library.passages.size().n_passages == 3
        assert library.vocabulary.occurrences(["dijk"]) == {"dijk": 2}
        remove(library, ["een"])
        # Its words as they stand and as keys, and the four of its title with its id.
        assert library.passages.size() == Size(1, 4 + 4 + 4)
        assert library.vocabulary.occurrences(["dijk", "water"]) == {"dijk": 1}
        assert [hit.document.id for hit in Searcher(library).search("dijk", mode="lexical").hits] == ["twee"]
        ids, _ = current_vectors(library).search(embedder.query("dijk"), 10)
        assert ids.tolist() == [3]
        # Numbers are not used again.
        assert library.passages.last_id() == 3
        for table in ("words", "postings", "embeddings", "entities"):
            (n,) = library.connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert n == {"words": 1, "postings": n, "embeddings": 1, "entities": 0}[table]
        (left,) = library.connection.execute("SELECT count(*) FROM postings WHERE document = 1").fetchone()
        assert left == 0


def test_a_paper_that_fails_half_way_leaves_nothing(database, embedder):
    with open_library(database, create=True) as library:
        stored(library, "een", ["de dijk is hoog"], embedder)
        with pytest.raises(LibraryError), library.writing():
            lose_half_way(library, "een")
        assert [record.id for record in library.documents.all()] == ["een"]
        assert library.vocabulary.occurrences(["dijk"]) == {"dijk": 1}


def test_words_of_any_length_and_sign_are_stored(database, embedder):
    long = "dijk" * 1000
    with open_library(database, create=True) as library:
        stored(library, "een", [f"{long} o'brien \\ 'x':3 & | ! <-> 1.000,5 d'Hondt ½ ŉ", "geen"], embedder)
        searcher = Searcher(library)
        for query in (long, '"o brien"', "1.000,5", "hondt", '"x 3"'):
            assert [hit.passage.id for hit in searcher.search(query, mode="lexical").hits] == [1], query


def test_who_adds_keeps_others_from_adding_and_nobody_from_reading(database, embedder):
    with open_library(database, create=True) as one, open_library(database) as other:
        with one.writing():
            assert other.documents.count() == 0
            with pytest.raises(LibraryBusyError), other.writing(wait_s=0):
                pass
        with other.writing(wait_s=0):
            pass


@pytest.mark.slow
def test_two_write_and_ten_read_at_once(database, embedder):
    open_library(database, create=True).close()
    n_papers, wrong = 8, []

    def write(name: str) -> None:
        with open_library(database) as library:
            for number in range(n_papers):
                stored(library, f"{name}-{number}", ["de dijk is hoog", f"paper {number} van {name}"], embedder)

    def read() -> None:
        with open_library(database) as library:
            searcher = Searcher(library)
            while library.documents.count() < 2 * n_papers:
                with library.reading():
                    documents, passages = library.passages.count()
                    found = searcher.search("dijk", mode="lexical", limit=100)
                    if not (passages == 2 * documents and found.n_found == documents):
                        wrong.append((documents, passages, found.n_found))

    threads = [threading.Thread(target=write, args=(name,)) for name in ("a", "b")]
    threads += [threading.Thread(target=read) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    with open_library(database) as library:
        assert library.documents.count() == 2 * n_papers
        assert library.check()[0].endswith("add a-0.pdf again")  # these papers have no originals


@pytest.mark.slow
def test_a_server_that_is_killed_while_a_paper_is_stored_has_it_whole_or_not(database, embedder):
    """The process of the session is killed, on which PostgreSQL stops all sessions and recovers."""
    with ExitStack() as stack:
        library = stack.enter_context(open_library(database, create=True))
        stored(library, "een", ["de dijk is hoog"], embedder)
        (pid,) = library.connection.query("SELECT pg_backend_pid()").fetchone()
        with pytest.raises(LibraryError, match="What was stored is unharmed"), library.writing():
            lose_half_way(library, "een", pid)
    until = time.monotonic() + 60
    while True:
        try:
            with open_library(database) as again:
                assert [record.id for record in again.documents.all()] == ["een"]
                stored(again, "twee", ["het water stijgt"], embedder)
                assert again.vocabulary.occurrences(["dijk", "water"]) == {"dijk": 1, "water": 1}
            break
        except LibraryError:
            assert time.monotonic() < until
            time.sleep(0.2)


PLACES = [
    ("postgresql://anna:geheim@db.example/papers", "postgresql://anna@db.example/papers"),
    ("postgresql://anna:ge%40heim@db.example:5433/papers", "postgresql://anna@db.example:5433/papers"),
    ("postgresql://anna:ge@heim@db.example/papers", "postgresql://anna@db.example/papers"),
    ("postgresql:///papers?host=/run/db&password=geheim", "postgresql:///papers?host=/run/db&password=..."),
    ("postgres://db.example", "postgres://db.example"),
    ("postgresql://[::geheim", "postgresql://..."),
]


@pytest.mark.parametrize(("address", "shown"), PLACES)
def test_a_password_is_not_shown(address, shown):
    place = place_of(address)
    assert str(place) == shown
    assert "heim" not in repr(place)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("postgresql://anna:geheim@127.0.0.1:1/papers", "nothing listens there"),
        ("postgresql://anna:ge@heim@/papers?host=/geen", "cannot be reached"),
        ("postgresql://anna:geheim@127.0.0.1:geheim/papers", "the address cannot be used"),
        ("postgresql:///papers?host=/nergens", "no server has its socket there"),
    ],
)
def test_a_server_that_cannot_be_reached_is_told_in_a_sentence_without_the_password(address, why):
    with pytest.raises(LibraryError) as told:
        open_library(place_of(address))
    assert why in str(told.value)
    assert "geheim" not in str(told.value).replace("127.0.0.1:geheim", "")
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__


def test_a_server_without_pgvector_is_told_what_it_lacks(database):
    from index.library.postgres import opening

    with pytest.raises(LibraryError, match=r"has no pgvector; let pgvector 0\.7 or newer be installed"):
        opening.expect_pgvector(database, 160000, None)
    with pytest.raises(LibraryError, match=r"has pgvector 0.5.1; let pgvector 0.7"):
        opening.expect_pgvector(database, 160000, "0.5.1")
    opening.expect_pgvector(database, 160000, "0.10.0")


def test_a_library_of_another_format_is_refused(database):
    open_library(database, create=True).close()
    with psycopg.connect(database.address, autocommit=True) as session:
        session.execute("UPDATE vindplaats.format SET version = 99")
    with pytest.raises(LibraryError, match="its format is 99"):
        open_library(database)


def test_an_empty_database_holds_no_library(database):
    with pytest.raises(NoLibraryError, match="make one with 'vindplaats add"):
        open_library(database)


def test_nothing_is_copied_over_papers(sample_papers, shared_samples):
    with pytest.raises(LibraryError, match="holds papers or notes already"):
        copy_library(sample_papers, shared_samples)


@pytest.mark.slow
@pytest.mark.parametrize("command", [["rebuild"], ["train", "advice"], ["fetch", "31490"]])
def test_a_command_that_needs_a_folder_says_so(shared_samples, command):
    done = subprocess.run(
        [*VINDPLAATS, *command, "--library", shared_samples.address], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "is not available for a library in PostgreSQL" in done.stderr


def test_a_second_database_is_independent(server, database):
    open_library(database, create=True).close()
    with pytest.raises(NoLibraryError):
        open_library(new_database(server))


def test_an_original_that_the_server_tells_otherwise_is_not_taken(database, sample_papers, tmp_path, monkeypatch):
    """Others who may write there are not trusted with places or contents of files on this machine."""
    monkeypatch.setenv("VINDPLAATS_CACHE", str(tmp_path / "cache"))
    copy_library(sample_papers, database)
    with open_library(database) as library:
        record, other = library.documents.all()[:2]
        library.connection.query(
            "UPDATE originals SET content = 'altered' WHERE name LIKE %s", (f"{record.metadata.sha256}.%",)
        )
        with pytest.raises(LibraryError, match="was altered on"):
            library.documents.original(record)
        outside = replace(other, metadata=replace(other.metadata, sha256="../../outside"))
        with pytest.raises(LibraryError, match="no name of an original"):
            library.documents.original(outside)
    assert not list((tmp_path / "cache").rglob("*.pdf"))


def test_a_sign_that_a_server_cannot_take_is_a_sentence(library):
    with pytest.raises(LibraryError, match="cannot take that"):
        library.documents.find("a\0b")
