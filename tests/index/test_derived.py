"""The file of vectors follows the library."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest

from index.derived import current_vectors, vectors_in_step
from index.vectors import open_vectors
from tests.index.test_library import store


def found(library, embedder, text):
    """The passage nearest to a text, by the file of vectors."""
    vectors = current_vectors(library)
    ids, _ = vectors.search(embedder.query(text), 1)
    return library.passages.by_ids(ids.tolist())[int(ids[0])].passage.text


def delete_and_undo(library, id):
    with suppress(ZeroDivisionError), library.transaction():
        library.documents.delete(id)
        raise ZeroDivisionError


def test_an_empty_library_has_no_vectors(library):
    assert current_vectors(library) is None


def test_what_is_added_in_step_is_found_without_a_rebuild(library, embedder):
    notes = []
    with vectors_in_step(library):
        store(library, embedder, "a", "Een wendbare dienst.")
    with vectors_in_step(library):
        store(library, embedder, "b", "Twee moties.")
    assert open_vectors(library.vectors_path).generation == library.generation
    assert current_vectors(library, note=notes.append) is not None
    assert notes == []
    assert found(library, embedder, "Twee moties.") == "Twee moties."


def test_what_is_removed_in_step_is_found_no_more(library, embedder):
    with vectors_in_step(library):
        store(library, embedder, "a", "Een wendbare dienst.")
        store(library, embedder, "b", "Twee moties.")
    with vectors_in_step(library), library.transaction():
        library.documents.delete("b")
        library.next_generation()
    assert found(library, embedder, "Twee moties.") == "Een wendbare dienst."


def test_what_came_and_went_is_told_and_what_was_undone_is_not(library, embedder):
    store(library, embedder, "a", "Een wendbare dienst.")
    store(library, embedder, "b", "Twee moties.")
    ids = {name: [record.id for record in library.passages.of_document(name)] for name in "ab"}
    with library.passages.changes() as changes_until_now:
        store(library, embedder, "c", "Drie brieven.")
        ids["c"] = [record.id for record in library.passages.of_document("c")]
        with library.transaction():
            library.documents.delete("a")
        store(library, embedder, "d", "Komt en gaat.")
        with library.transaction():
            library.documents.delete("d")
        delete_and_undo(library, "b")
        added, removed = changes_until_now()
    assert (added.tolist(), removed.tolist()) == (ids["c"], ids["a"])
    with library.passages.changes() as changes_until_now:
        assert [ids.tolist() for ids in changes_until_now()] == [[], []]


def test_a_paper_that_is_replaced_is_found_in_its_new_words_only(library, embedder):
    notes = []
    with vectors_in_step(library):
        store(library, embedder, "a", "Een wendbare dienst.")
        store(library, embedder, "b", "Twee moties.")
    with vectors_in_step(library):
        with library.transaction():
            library.documents.delete("b")
        store(library, embedder, "b", "Drie brieven.")
    current = current_vectors(library, note=notes.append)
    ids, _ = library.passages.vectors()
    assert np.array_equal(np.sort(current.ids), ids)
    assert notes == []


def test_a_file_left_behind_by_a_killed_add_is_made_again_and_says_so(library, embedder):
    notes = []
    with vectors_in_step(library):
        store(library, embedder, "a", "Een wendbare dienst.")
    store(library, embedder, "b", "Twee moties.")
    current_vectors(library, note=notes.append)
    assert notes == ["vectors.faiss is of generation 1, the library of 2; it is made again from the library"]
    ids, _ = library.passages.vectors()
    assert np.array_equal(np.sort(open_vectors(library.vectors_path).ids), ids)


def test_a_file_that_cannot_be_written_is_searched_in_memory_and_told(library, embedder):
    store(library, embedder, "a", "Een wendbare dienst.")
    store(library, embedder, "b", "Twee moties.")
    library.vectors_path.mkdir()
    notes = []
    vectors = current_vectors(library, note=notes.append)
    ids, scores = vectors.search(embedder.query("Twee moties."), 2)
    assert [library.passages.by_ids([id])[id].passage.text for id in ids.tolist()] == [
        "Twee moties.",
        "Een wendbare dienst.",
    ]
    assert scores[0] == pytest.approx(1, abs=1e-6)
    assert notes[1:] == [
        f"{library.vectors_path} could not be kept (Is a directory), so the next search makes it again"
    ]


def test_papers_are_added_also_where_their_file_of_vectors_cannot_be_written(library, embedder):
    library.vectors_path.mkdir()
    notes = []
    with vectors_in_step(library, notes.append):
        store(library, embedder, "a", "Een wendbare dienst.")
    assert library.passages.count() == (1, 1)
    assert notes == [f"{library.vectors_path} could not be kept (Is a directory), so the next search makes it again"]
