"""Answers that say what they are: found by words or by meaning, what was meant, which part of a paper."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from index.derived import current_vectors
from index.library import open_library
from index.model import Filters
from index.query.spelling import suggested
from index.ranking.model import Ranking
from index.ranking.nearness import after_the_body, is_near, least_cosine
from index.search import search
from index.vectors import in_memory
from tests.conftest import WordEmbedder
from tests.index.papers import store

TEXT = (
    "De wendbaarheid van de dienst is gegroeid.\n\nDe uitvoering kost 1.000.000 euro, of 2,5 procent.\n\n"
    "Volgens artikel 3.1 is de inspectie bevoegd tot het geven van een aanwijzing aan wie zich niet houdt aan de "
    "regels die in die wet staan.\n\n"
    "Van de 1 leden waren er 000 aanwezig, 2 met 5 vragen over 3 en met artikel 1 over de rest van de stukken."
)


@pytest.fixture(scope="module")
def papers(shared_place):
    with open_library(shared_place, create=True) as library:
        store(library, WordEmbedder(), "kst-1-1", TEXT)
        yield library


@pytest.fixture
def find(papers):
    embedder, vectors = WordEmbedder(), current_vectors(papers)
    return lambda typed, **options: search(papers, vectors, embedder, typed, **options)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wendbarheid", "wendbaarheid"),
        ("de Wendbaraheid van de dienst", "de Wendbaarheid van de dienst"),
        ("uitvoerinng", "uitvoering"),
        ("inspcteie", "inspectie"),
        ("xyzzyq", None),
        ("wendbaarheid", None),
        ("dien", None),
    ],
)
def test_a_word_that_stands_nowhere_may_be_meant_as_one_that_does(find, typed, meant):
    assert find(typed).suggestion == meant


def test_a_compound_of_words_that_stand_in_the_papers_is_no_typing_error():
    class Words:
        """A library of three words."""

        def occurrences(self, forms, filters=None):
            return dict.fromkeys(set(forms) & {"meer", "werk", "meerdere"}, 1)

        def starting_with(self, prefix):
            return ["meer", "meerdere"]

    assert suggested("meerwerk", ["meerwerk"], Words()) is None
    assert suggested("meerderre", ["meerderre"], Words()) == "meerdere"


def test_a_word_that_stands_elsewhere_than_was_looked_is_no_typing_error(papers):
    assert suggested("wendbaarheid", ["wendbaarheid"], papers.vocabulary) is None


def test_all_that_is_typed_but_the_word_is_kept(papers):
    assert suggested('"wendbarheid" NOT (inspectie)', ["wendbarheid"], papers.vocabulary) == (
        '"wendbaarheid" NOT (inspectie)'
    )


@pytest.mark.parametrize("typed", ["1.000.000", "1000000", "2,5 procent", "artikel 3.1"])
def test_a_number_is_searched_as_one_word(find, typed):
    first = find(typed, mode="lexical").hits[0].passage.passage.text
    assert "leden" not in first


MARKED = ["‘artikel 3.1’", "”artikel 3.1”", "‚artikel 3.1’", "‹artikel 3.1›", "“artikel 3.1”", "»artikel 3.1«",
          "'artikel 3.1'", "``artikel 3.1''", "‘‘artikel 3.1’’", "″artikel 3.1″"]  # fmt: skip


@pytest.mark.parametrize("typed", MARKED)
def test_typographic_marks_make_a_phrase(find, typed):
    assert len(find(typed, mode="lexical").hits) == 1
    assert not find(typed.replace("artikel", "bevoegd"), mode="lexical").hits


def test_a_title_in_single_marks_of_a_typewriter_is_a_phrase_only_by_itself(find):
    assert find("wet 'bevoegd 3.1'", mode="lexical").hits
    assert not find("'bevoegd 3.1'", mode="lexical").hits


def test_an_apostrophe_makes_no_phrase(find):
    assert find("’s inspectie en auto’s", mode="lexical").hits
    assert find("'s inspectie en auto's'", mode="lexical").hits


def test_a_hit_says_whether_words_or_meaning_found_it(find):
    hits = find("inspectie bevoegd", everything=True).hits
    assert hits[0].by == ("words", "meaning")
    assert {hit.by for hit in hits[1:]} == {("meaning",)}
    assert [hit.by for hit in find("inspectie", mode="lexical").hits] == [("words",)]


def test_a_passage_is_near_when_its_cosine_stands_out_further_without_words():
    rng = np.random.default_rng(0)
    rows = rng.standard_normal((300, 64)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    vectors = in_memory([(np.arange(300), rows)], 1)
    with_words, without = (least_cosine(vectors, rows[7], 1, has_words=has) for has in (True, False))
    assert 0.2 < with_words < without < 0.7
    ranking = Ranking({}, {7: 1.0, 8: with_words - 0.01}, {}, near=with_words)
    assert [is_near(ranking, id) for id in (7, 8, 9)] == [True, False, False]


def test_of_a_small_library_each_passage_is_near():
    vectors = in_memory([(np.arange(20), np.eye(20, dtype=np.float32))], 1)
    assert least_cosine(vectors, np.eye(20, dtype=np.float32)[0], 0, has_words=False) == -inf


def test_contents_and_headings_come_after_the_text():
    scores = {1: 1.0, 2: 0.9, 3: 0.2}
    lowered = after_the_body(scores, {1: "contents"})
    assert sorted(lowered, key=lambda id: -lowered[id]) == [2, 1, 3]
    assert after_the_body(scores, {}) == scores


def test_only_one_part_of_papers_is_searched(library, embedder):
    text = (
        "Het geluid op zee is onderzocht door de commissie die daarover heeft geadviseerd aan de minister.\n\n"
        "1 Geluid ..... 3\n2 Slot van het advies ..... 9\n3 Bijlage over geluid ..... 12"
    )
    store(library, embedder, "kst-1-1", text)
    vectors = current_vectors(library)

    def parts_found(part: str | None) -> list[str]:
        hits = search(library, vectors, embedder, "geluid", filters=Filters(part=part)).hits
        return [hit.passage.passage.part for hit in hits]

    assert parts_found("contents") == ["contents"]
    assert parts_found("body") == ["body"]
    assert parts_found("table") == []
    assert parts_found(None) == ["body", "contents"]
