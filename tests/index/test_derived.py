"""The file of vectors follows the library."""

from __future__ import annotations

import numpy as np

from index.derived import current_vectors, vectors_in_step
from index.vectors import open_vectors
from tests.index.test_library import store


def found(library, embedder, text):
    """The passage nearest to a text, by the file of vectors."""
    vectors = current_vectors(library)
    ids, _ = vectors.search(embedder.query(text), 1)
    return library.passages.by_ids(ids.tolist())[int(ids[0])].passage.text


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


def test_a_file_left_behind_by_a_killed_add_is_made_again_and_says_so(library, embedder):
    notes = []
    with vectors_in_step(library):
        store(library, embedder, "a", "Een wendbare dienst.")
    store(library, embedder, "b", "Twee moties.")
    current_vectors(library, note=notes.append)
    assert notes == ["vectors.faiss is of generation 1, the library of 2; it is made again from the library"]
    ids, _ = library.passages.vectors()
    assert np.array_equal(np.sort(open_vectors(library.vectors_path).ids), ids)
