"""The file of vectors follows the library."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

import numpy as np
import pytest

from index.derived import MOST_BEHIND, current_vectors, vectors_in_step
from index.vectors import build, in_memory, open_vectors
from tests.index.test_library import store


@pytest.fixture
def place(tmp_path):
    """A server has no file of vectors."""
    return tmp_path / "test.library"


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


def state_of(path):
    return path.read_bytes(), path.stat().st_mtime_ns


def all_by_meaning(library, vectors, embedder, text):
    """Every passage with its cosine, the nearest to a text first."""
    ids, cosines = vectors.search(embedder.query(text), 99)
    records = library.passages.by_ids(ids.tolist())
    return [(records[id].passage.text, pytest.approx(c, abs=1e-6)) for id, c in zip(ids.tolist(), cosines, strict=True)]


def fresh(library):
    """Vectors as a file made now would hold them."""
    return in_memory([library.passages.vectors()], library.generation)


@pytest.fixture
def another_adds(library):
    """Another process keeps writers out, as add does, until the test ends."""
    holds = (
        "import sys; from pathlib import Path; from index.library import open_library\n"
        "with open_library(Path(sys.argv[1])) as library, library.writing():\n"
        "    print('adding', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", holds, str(library.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "adding\n"
        yield
        other.stdin.close()


@pytest.mark.usefixtures("another_adds")
@pytest.mark.parametrize("most_behind", [0, MOST_BEHIND])
def test_while_another_adds_a_search_finds_the_newest_paper_and_leaves_the_file_alone(library, embedder, most_behind):
    with vectors_in_step(library):
        store(library, embedder, "a", "Een wendbare dienst.")
    before, notes = state_of(library.vectors_path), []
    store(library, embedder, "b", "Twee moties over de dienst.")
    store(library, embedder, "c", "Drie brieven over moties.")
    vectors = current_vectors(library, notes.append, most_behind)
    found = all_by_meaning(library, vectors, embedder, "Drie brieven.")
    assert found[0][0] == "Drie brieven over moties."
    assert found == all_by_meaning(library, fresh(library), embedder, "Drie brieven.")
    ids = library.passages.every_id()
    assert dict(zip(*map(np.ndarray.tolist, vectors.cosines(embedder.query("moties"), ids)), strict=True)) == (
        pytest.approx(
            dict(zip(*map(np.ndarray.tolist, fresh(library).cosines(embedder.query("moties"), ids)), strict=True))
        )
    )
    assert (state_of(library.vectors_path), notes) == (before, [])


@pytest.mark.usefixtures("another_adds")
@pytest.mark.parametrize("most_behind", [0, MOST_BEHIND])
def test_while_another_adds_what_was_removed_or_replaced_is_not_found(library, embedder, most_behind):
    with vectors_in_step(library):
        for id, text in {"a": "Een wendbare dienst.", "b": "Twee moties.", "c": "Drie brieven."}.items():
            store(library, embedder, id, text)
    before = state_of(library.vectors_path)
    with library.transaction():
        library.documents.delete("b")
        library.documents.delete("c")
        library.next_generation()
    store(library, embedder, "c", "Vier nota's.")
    vectors = current_vectors(library, most_behind=most_behind)
    found = all_by_meaning(library, vectors, embedder, "Twee moties.")
    assert sorted(text for text, _ in found) == ["Een wendbare dienst.", "Vier nota's."]
    assert found == all_by_meaning(library, fresh(library), embedder, "Twee moties.")
    assert len(vectors) == 2
    assert state_of(library.vectors_path) == before


@pytest.mark.usefixtures("another_adds")
def test_while_another_adds_the_first_papers_they_are_searched_without_a_file(library, embedder):
    store(library, embedder, "a", "Een wendbare dienst.")
    store(library, embedder, "b", "Twee moties.")
    notes = []
    vectors = current_vectors(library, notes.append)
    assert all_by_meaning(library, vectors, embedder, "Twee moties.")[0][0] == "Twee moties."
    assert (library.vectors_path.exists(), notes) == (False, [])


def test_a_file_left_behind_by_a_killed_add_is_searched_with_what_it_lacks(library, embedder):
    notes = []
    with vectors_in_step(library):
        store(library, embedder, "a", "Een wendbare dienst.")
    before = state_of(library.vectors_path)
    store(library, embedder, "b", "Twee moties.")
    assert found(library, embedder, "Twee moties.") == "Twee moties."
    current_vectors(library, note=notes.append)
    assert (state_of(library.vectors_path), notes) == (before, [])


def test_a_file_left_far_behind_by_a_killed_add_is_made_again_and_says_so(library, embedder):
    notes = []
    with vectors_in_step(library):
        store(library, embedder, "a", "Een wendbare dienst.")
    store(library, embedder, "b", "Twee moties.")
    store(library, embedder, "c", "Drie brieven.")
    assert len(current_vectors(library, note=notes.append, most_behind=1)) == 3
    assert notes == ["vectors.faiss is of generation 1, the library of 3; it is made again from the library"]
    ids, _ = library.passages.vectors()
    assert np.array_equal(np.sort(open_vectors(library.vectors_path).ids), ids)


def test_a_file_of_another_model_is_not_searched_though_its_passages_are_the_same(library, embedder):
    with vectors_in_step(library):
        store(library, embedder, "a", "Een wendbare dienst.")
        store(library, embedder, "b", "Twee moties.")
    ids, vectors = library.passages.vectors()
    with library.transaction():
        library.record_embedder("other", "other-1")
        library.next_generation()
        library.passages.replace_vectors(ids.tolist(), ["h1", "h2"], vectors[::-1])
    assert found(library, embedder, "Twee moties.") == "Een wendbare dienst."


def test_a_file_newer_than_a_library_that_was_put_back_is_made_again(library, embedder):
    store(library, embedder, "a", "Een wendbare dienst.")
    ids, vectors = library.passages.vectors()
    build(library.vectors_path, [(ids, -vectors)], library.generation + 1)
    assert current_vectors(library).search(vectors[0], 1)[1][0] == pytest.approx(1)


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
