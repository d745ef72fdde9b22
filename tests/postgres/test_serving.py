"""The page on a server: its sessions stay open between requests, and a lost one is no request lost."""

from __future__ import annotations

import numpy as np
import pytest

from index.adding.build import remove
from index.errors import NoLibraryError
from index.library import open_library
from index.library.postgres.moving import copy_library
from tests.index.papers import store

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
    from search_cli.web.desk import Desk

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


def drop(place) -> None:
    with open_library(place) as library:
        library.connection.execute("DROP SCHEMA vindplaats CASCADE")


def sampled(library, embedder) -> list[float]:
    """How near a question is to the passages that every question is compared with."""
    nearest = library.own_vectors()
    return nearest.cosines(embedder.query("dienst"), nearest.evenly(400))[1].tolist()


def test_vectors_of_a_library_that_was_dropped_are_not_those_of_the_next(database, embedder):
    """Both are of generation 1, and their passages have the same number."""
    with open_library(database, create=True) as idle:
        store(idle, embedder, "a", "Een wendbare dienst.")
        before = sampled(idle, embedder)
        drop(database)
        with open_library(database, create=True) as again:
            store(again, embedder, "b", "Over iets anders.")
            assert again.generation == idle.generation
            assert np.allclose(sampled(idle, embedder), sampled(again, embedder))
        assert not np.allclose(sampled(idle, embedder), before)


def test_an_open_session_of_a_library_that_was_dropped_is_not_used_again(database, embedder):
    from search_cli.web.desk import Desk

    with open_library(database, create=True) as library:
        store(library, embedder, "a", "Een wendbare dienst.")
    desk = Desk(database)
    with desk.open() as library:
        first = session_of(library)
    drop(database)
    with pytest.raises(NoLibraryError), desk.open():
        pass
    open_library(database, create=True).close()
    with desk.open() as library:
        assert session_of(library) != first


def test_a_copy_onto_a_library_that_was_emptied_is_of_a_generation_of_its_own(database, embedder, tmp_path):
    with open_library(tmp_path / "a.library", create=True) as folder:
        store(folder, embedder, "a", "Over iets anders.")
        folder.originals.put(folder.documents.original(folder.documents.find("a")).name, b"a", replace=False)
    with open_library(database, create=True) as idle:
        store(idle, embedder, "b", "Een wendbare dienst.")
        before = sampled(idle, embedder)
        remove(idle, ["b"])
        emptied = idle.generation
        copy_library(tmp_path / "a.library", database)
        assert idle.generation > emptied
        assert [record.id for record in idle.documents.all()] == ["a"]
        assert not np.allclose(sampled(idle, embedder), before)
