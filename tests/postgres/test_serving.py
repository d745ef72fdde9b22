"""The page on a server: its sessions stay open between requests, and a lost one is no request lost."""

from __future__ import annotations

import pytest

pytest.importorskip("starlette", reason="starlette is not installed: pip install 'vindplaats[serve]'")


@pytest.fixture
def desk(shared_samples):
    from search_cli.web.desk import Desk

    return Desk(shared_samples)


def session_of(library) -> int:
    (number,) = library.connection.execute("SELECT pg_backend_pid()").fetchone()
    return number


def test_a_session_stays_open_for_the_next_request(desk):
    with desk.open() as library:
        first = session_of(library)
    with desk.open() as library, desk.open() as other:
        assert session_of(library) == first
        assert session_of(other) != first


def test_a_session_that_ended_meanwhile_is_begun_anew(desk):
    with desk.open() as library, desk.open() as other:
        lost = session_of(library)
        library.documents.count()
        ended = other.connection.execute("SELECT pg_terminate_backend(?)", (lost,)).fetchone()
        assert ended == (True,)
    with desk.searcher() as searcher:
        assert session_of(searcher.library) != lost
        assert searcher.search("wendbaarheid", mode="lexical").hits


def test_a_session_in_which_something_went_wrong_is_not_used_again(desk):
    sessions = []

    def fail() -> None:
        with desk.open() as library:
            sessions.append(session_of(library))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with desk.open() as library:
        assert session_of(library) not in sessions


def test_a_search_in_an_open_session_has_what_was_added_since(database, embedder):
    from index.library import open_library
    from search_cli.web.desk import Desk
    from tests.index.papers import store

    with open_library(database, create=True) as writer:
        store(writer, embedder, "a", "Een wendbare dienst.")
        desk = Desk(database)
        for added in ("b", "c"):
            with desk.searcher() as searcher:
                searcher.embedder = embedder
                found = {hit.document.id for hit in searcher.search("dienst").hits}
            assert added not in found
            store(writer, embedder, added, f"Een trage dienst {added}.")
            with desk.searcher() as searcher:
                searcher.embedder = embedder
                assert {hit.document.id for hit in searcher.search("dienst").hits} == found | {added}
