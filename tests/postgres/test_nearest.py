"""Among many passages the nearest are found by an index, and are those that comparing all finds."""

from __future__ import annotations

import numpy as np

from tests.index.papers import store


def test_an_index_finds_what_comparing_all_finds(library, embedder, monkeypatch):
    """It is made with the papers that make them many, and finds what comes later too."""
    from index.library.postgres import vectors

    monkeypatch.setattr(vectors, "EXACT_UP_TO", 20)
    # Of so few passages the server would rather read all.
    library.connection.query("SET enable_seqscan = off")
    query = embedder.query("gemeente 3 van dienst nummer 10")
    for first in (0, 30):
        with library.writing():
            for at in range(first, first + 30):
                text = f"De dienst nummer {at} van gemeente {at % 7}."
                store(library, embedder, f"p-{at}", text, sha256=f"{at:064x}")
        assert vectors.has_index(library.connection)
        nearest = library.own_vectors()
        ids, cosines = nearest.search(query, 10)
        every_id = library.passages.every_id()
        all_ids, all_cosines = in_full(nearest, monkeypatch, query, 10, every_id)
        assert ids.tolist() == all_ids.tolist()
        assert np.allclose(cosines, all_cosines)
    # Under a filter that most passages pass, also where what is nearest does not.
    asked = []
    monkeypatch.setattr(nearest, "_found_by_index", recorded(nearest._found_by_index, asked))
    for allowed in (
        every_id[::2],
        np.setdiff1d(every_id, all_ids),
        np.setdiff1d(every_id, nearest.search(query, 30)[0]),
    ):
        found, by_index = nearest.search(query, 8, allowed)
        ids, cosines = in_full(nearest, monkeypatch, query, 8, allowed)
        assert found.tolist() == ids.tolist()
        assert np.allclose(by_index, cosines)
    assert asked == [30, 20, 12, 20]


def in_full(nearest, monkeypatch, query, k, allowed):
    with monkeypatch.context() as patch:
        patch.setattr(type(nearest), "_nearest_by_index", lambda *_: None)
        return nearest.search(query, k, allowed)


def recorded(find, asked):
    def found(query, k):
        asked.append(k)
        return find(query, k)

    return found


def test_the_passages_every_question_is_compared_with_are_read_once(library, embedder):
    store(library, embedder, "a", "Een wendbare dienst.")
    nearest = library.own_vectors()
    sample = nearest.evenly(400)
    (kept, by_kept), (read, by_read) = (
        nearest.cosines(embedder.query("dienst"), ids) for ids in (sample, sample.copy())
    )
    assert kept.tolist() == read.tolist()
    assert np.allclose(by_kept, by_read)
    store(library, embedder, "b", "Een trage dienst.")
    assert len(library.own_vectors().evenly(400)) == 2
