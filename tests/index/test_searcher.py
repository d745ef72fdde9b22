"""A searcher sees its library at one moment, whatever others add or remove."""

from __future__ import annotations

import pytest

from index.derived import vectors_in_step
from index.library import FolderLibrary
from index.searcher import Searcher
from tests.conftest import WordEmbedder
from tests.index.papers import store


class SlowEmbedder(WordEmbedder):
    """While it embeds a query, something else happens."""

    def __init__(self, meanwhile) -> None:
        super().__init__()
        self.meanwhile = meanwhile

    def query(self, text):
        self.meanwhile()
        return super().query(text)


@pytest.fixture
def other(library, reopen):
    """The same library as another process has it open."""
    with reopen() as opened:
        yield opened


def searching(library, embedder) -> Searcher:
    searcher = Searcher(library)
    searcher.embedder = embedder
    return searcher


def kept_vectors(library) -> bytes | None:
    """The file of vectors; a server has none."""
    return library.vectors_path.read_bytes() if isinstance(library, FolderLibrary) else None


def texts(answer) -> list[str]:
    return [hit.passage.passage.text for hit in answer.hits]


@pytest.mark.parametrize("mode", ["lexical", "semantic", "hybrid"])
def test_papers_that_another_adds_are_found_at_the_next_search(library, other, embedder, mode):
    with vectors_in_step(library):
        store(library, embedder, "a", "Een wendbare dienst.")
    before = kept_vectors(library)
    searcher = searching(library, embedder)
    assert texts(searcher.search("dienst", mode=mode)) == ["Een wendbare dienst."]
    store(other, embedder, "b", "Een trage dienst.")
    assert sorted(texts(searcher.search("dienst", mode=mode))) == ["Een trage dienst.", "Een wendbare dienst."]
    with other.transaction():
        other.documents.delete("a")
        other.next_generation()
    assert texts(searcher.search("dienst", mode=mode)) == ["Een trage dienst."]
    assert kept_vectors(library) == before


@pytest.mark.parametrize("mode", ["semantic", "hybrid"])
def test_a_paper_removed_during_a_search_is_found_by_it_and_not_by_the_next(library, reopen, embedder, mode):
    with vectors_in_step(library):
        store(library, embedder, "a", "Een wendbare dienst.")
        store(library, embedder, "b", "Een trage dienst.")

    def remove_once():
        with reopen() as other:
            if other.documents.by_ids(["a"]):
                with other.transaction():
                    other.documents.delete("a")
                    other.next_generation()

    searcher = searching(library, SlowEmbedder(remove_once))
    answer = searcher.search("wendbare dienst", mode=mode)
    assert (texts(answer), answer.searched.documents) == (["Een wendbare dienst.", "Een trage dienst."], 2)
    again = searcher.search("wendbare dienst", mode=mode)
    assert (texts(again), again.searched.documents) == (["Een trage dienst."], 1)


def test_an_empty_library_that_gets_its_first_paper_is_searched(library, other, embedder):
    searcher = searching(library, embedder)
    assert texts(searcher.search("dienst")) == []
    store(other, embedder, "a", "Een wendbare dienst.")
    assert texts(searcher.search("dienst")) == ["Een wendbare dienst."]


def test_a_library_may_be_written_after_it_was_searched(library, embedder):
    store(library, embedder, "a", "Een wendbare dienst.")
    searching(library, embedder).search("dienst")
    store(library, embedder, "b", "Een trage dienst.")
    assert library.passages.count() == (2, 2)
