"""What is read at one moment of a library in PostgreSQL, and how often the server is asked."""

from __future__ import annotations

import pytest

from index.library import open_library
from index.searcher import Searcher
from tests.postgres.test_library import stored

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'vindplaats[server]'")


@pytest.fixture
def sent(monkeypatch):
    """What is sent to the server, in order."""
    statements = list[str]()
    execute = psycopg.Connection.execute

    def told(self, query, *rest, **options):
        statements.append(str(query))
        return execute(self, query, *rest, **options)

    monkeypatch.setattr(psycopg.Connection, "execute", told)
    return statements


def test_within_a_moment_a_question_is_sent_once_and_its_answer_stays(database, embedder, sent):
    with open_library(database, create=True) as one, open_library(database) as other:
        stored(one, "kst-1-1", ["De dienst is wendbaar."], embedder)
        with other.reading():
            sent.clear()
            assert other.documents.count() == 1
            stored(one, "kst-1-2", ["De dienst is wendbaarder."], embedder)
            assert other.documents.count() == 1
            assert sent.count("SELECT count(*) FROM documents") == 1
        assert other.documents.count() == 2


def test_what_searches_ask_alike_goes_with_the_beginning_of_the_next_and_is_of_its_moment(database, embedder, sent):
    with open_library(database, create=True) as one, open_library(database) as other:
        stored(one, "kst-1-1", ["De dienst is wendbaar.", "De uitvoering hapert."], embedder)
        searcher = Searcher(other, engines=None)
        searcher._engines._embedders[other.embedder_name] = embedder
        for query in ("dienst", "uitvoering"):
            searcher.search(query, mode="lexical")
        stored(one, "kst-1-2", ["De dienst is wendbaarder."], embedder)
        sent.clear()
        answer = searcher.search("wendbaar", mode="lexical")
        assert (answer.searched.documents, answer.searched.passages) == (2, 3)
        assert sent[0].startswith("BEGIN")
        assert "SELECT count(*) FROM documents" in sent[0]
        assert "SELECT count(*) FROM documents" not in sent[1:]


def test_what_cannot_be_asked_any_more_is_told_to_who_asks_it(database, embedder):
    with open_library(database, create=True) as library:
        stored(library, "kst-1-1", ["De dienst is wendbaar."], embedder)
        for _ in range(2):
            with library.reading():
                library.ledger.failures()
        library.connection.query("ALTER TABLE failures RENAME TO gone")
        with library.reading():
            assert library.documents.count() == 1
            with pytest.raises(psycopg.Error):
                library.ledger.failures()
        library.connection.query("ALTER TABLE gone RENAME TO failures")
        with library.reading():
            assert library.ledger.failures() == []
