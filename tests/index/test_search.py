"""Search over a small library: what is found, in which order, and what the answer says of itself."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index import search as search_module
from index.derived import current_vectors
from index.embedding.embedded import embedded_text
from index.errors import QueryError, WrongEmbedderError
from index.library import open_library
from index.model import Filters
from index.query.plan import planned
from index.query.syntax import parse
from index.ranking.weighing import weights
from index.search import search
from nlp.model import Tags
from tests.conftest import WordEmbedder
from tests.index.papers import entity, link, recommendation, store

AGENCIES = (
    "Een wendbare uitvoering vraagt om rust.\n\nHet UWV en de Belastingdienst wenden zich tot de Kamer.\n\n"
    "Wij bevelen aan de wendbaarheid te meten. De systemen zijn oud, zo bleek uit gesprekken met medewerkers."
)
OVERSIGHT = (
    "Het Uitvoeringsinstituut Werknemersverzekeringen meldt dat de uitvoering wendbaarder wordt.\n\n"
    "De uitvoeringstoets van de wet was om 14:30 uur klaar. De kosten/baten zijn bekend."
)
BOILERPLATE = (
    "Hierbij bied ik uw Kamer de stukken aan die horen bij het programma voor de komende jaren van dit kabinet."
)
UWV = {"canonical": "Uitvoeringsinstituut Werknemersverzekeringen", "identifier": "tooi-uwv"}


@pytest.fixture(scope="module")
def papers(shared_place):
    """Four papers of two dossiers, 2019 to 2022; the last is undated."""
    embedder = WordEmbedder()
    with open_library(shared_place, create=True) as library:
        tags = Tags(
            entities=(entity(AGENCIES, "UWV", **UWV), entity(AGENCIES, "Belastingdienst")),
            recommendations=(recommendation(AGENCIES, "Wij bevelen aan de wendbaarheid te meten."),),
            links=(link(AGENCIES, "De systemen zijn oud, zo bleek uit gesprekken met medewerkers."),),
        )
        store(library, embedder, "kst-1-1", AGENCIES, tags, date="2019-05-01", dossiers=("1",), kind="rapport")
        tags = Tags(entities=(entity(OVERSIGHT, "Uitvoeringsinstituut Werknemersverzekeringen", **UWV),))
        store(library, embedder, "kst-1-2", OVERSIGHT, tags, date="2021-03-05", dossiers=("1",), kind="brief")
        letter = f"{BOILERPLATE}\n\nDe dienstverlening aan burgers is wendbaar."
        store(library, embedder, "kst-2-1", letter, date="2022-01-01", dossiers=("2",), kind="brief")
        store(library, embedder, "kst-2-2", BOILERPLATE.replace("dit kabinet", "het kabinet"), dossiers=("2",))
        yield library


@pytest.fixture
def find(papers):
    """Search the four papers."""
    embedder, vectors = WordEmbedder(), current_vectors(papers)

    def search_papers(typed: str, **options):
        return search(papers, vectors, embedder, typed, **options)

    return search_papers


def documents(answer) -> list[str]:
    return [hit.document.id for hit in answer.hits]


def test_a_hit_carries_the_score_and_the_text_of_its_own_passage(papers, find):
    embedder = WordEmbedder()
    answer = find("dienstverlening aan burgers", mode="semantic")
    assert len(answer.hits) > 2
    for hit in answer.hits:
        held = papers.passages.by_ids([hit.passage.id])[hit.passage.id]
        assert hit.passage == held
        assert hit.document.id == held.document
        cosine = embedder.query(held.passage.text) @ embedder.query("dienstverlening aan burgers")
        assert hit.score == pytest.approx(float(cosine), abs=1e-5)
    assert [hit.score for hit in answer.hits] == sorted((hit.score for hit in answer.hits), reverse=True)


def test_marks_are_the_words_that_were_searched(find):
    answer = find("wendbaarheid", mode="lexical")
    words = {hit.passage.passage.text[start:end] for hit in answer.hits for start, end in hit.marks}
    assert words == {"wendbare", "wendbaarheid", "wendbaarder", "wendbaar"}


def test_all_forms_of_a_word_are_found_and_listed_and_no_strangers(find):
    forms = {form.form: form.occurrences for form in find("wendbaar", mode="lexical").forms}
    assert forms == {"wendbaar": 1, "wendbaarder": 1, "wendbaarheid": 1, "wendbare": 1}


def test_a_form_is_switched_off_with_a_minus(find):
    answer = find("wendbaar -wendbare -wendbaarheid", mode="lexical")
    assert [form.form for form in answer.forms] == ["wendbaar", "wendbaarder"]
    assert documents(answer) == ["kst-2-1", "kst-1-2"]


def test_without_families_only_the_word_itself_is_found(find):
    answer = find("wendbaar", mode="lexical", families=False)
    assert [form.form for form in answer.forms] == ["wendbaar"]
    assert documents(answer) == ["kst-2-1"]


def test_a_quoted_phrase_finds_exactly_these_words_in_this_order(find):
    for mode in ("lexical", "hybrid", "semantic"):
        assert documents(find('"wendbare uitvoering"', mode=mode)) == ["kst-1-1"]
        assert documents(find('"uitvoering wendbare"', mode=mode)) == []
        assert documents(find('"wendbaar uitvoering"', mode=mode)) == []


def test_a_word_is_found_in_compounds_after_the_word_itself(find):
    answer = find("uitvoering")
    assert ["uitvoering" in hit.why.words for hit in answer.hits[:3]] == [True, True, False]
    assert answer.hits[2].why.words == ("uitvoeringstoets",)
    assert [form.form for form in answer.forms] == ["uitvoering", "uitvoeringsinstituut", "uitvoeringstoets"]
    assert documents(find("toets", mode="lexical")) == ["kst-1-2"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("wendbaar AND rust", ["kst-1-1"]),
        ("wendbaar AND meldt", ["kst-1-2"]),
        # in one passage, not in one paper
        ("wendbaar AND toets", []),
        ("rust OR burgers", ["kst-1-1", "kst-2-1"]),
        ("wendbaar NOT rust NOT meten", ["kst-1-2", "kst-2-1"]),
        ("wendbaar AND (rust OR burgers)", ["kst-1-1", "kst-2-1"]),
        ("NEAR(wendbare rust, 4)", ["kst-1-1"]),
        ("NEAR(wendbare Kamer, 2)", []),
        ("wendba*", ["kst-1-1", "kst-1-2", "kst-2-1"]),
        # the words beside a phrase rank, they are not required
        ('"de wet" giraf', ["kst-1-2"]),
        # a passage with the unwanted word is not found by its meaning either
        ("wendbaar -rust -meten -burgers -kamer -kosten", ["kst-1-2"]),
    ],
)
def test_operators_mean_what_they_say_in_every_mode(find, typed: str, expected: list[str]):
    for mode in ("lexical", "hybrid"):
        assert set(documents(find(typed, mode=mode))) == set(expected)


@pytest.mark.parametrize("typed", ["14:30", "kosten/baten", "wet (14:30)?", "'uitvoering'", "uitvoering!", "§ 14"])
def test_punctuation_in_a_query_is_answered(find, typed: str):
    assert find(typed, mode="lexical").n_found


LEXEMES = st.sampled_from(
    'AND OR NOT NEAR( ( ) " - * , wendbaar uitvoering de 14:30 {body} ^ + : 5 wendba* "de wet"'.split()
)


# On a server the many examples take long, and of it nothing is asked in other words than of a folder.
@pytest.mark.parametrize("shared_place", ["folder"], indirect=True, scope="module")
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.text(max_size=30) | st.lists(LEXEMES, max_size=8).map(" ".join))
@example("body:uitvoering")
@example("\ud800")
@example("uitvoering\x00toets")
@example("a" * 5000)
@example("wendbaar -wendbaar -wendbare -wendbaarheid -wendbaarder")
@example(" OR ".join(["uitvoering"] * 300))
@example(" AND ".join(f"woord{n}" for n in range(300)))
def test_whatever_is_typed_gets_an_answer_or_a_reason(find, typed: str):
    with suppress(QueryError):
        assert find(typed).query == typed


def test_filters_look_at_everything_and_the_answer_says_at_how_much(find):
    answer = find("wendbaar", filters=Filters(dossier="1"))
    assert set(documents(answer)) == {"kst-1-1", "kst-1-2"}
    assert answer.searched.documents == 2
    assert {form.form for form in answer.forms} == {"wendbaarder", "wendbaarheid", "wendbare"}
    assert set(documents(find("wendbaar", filters=Filters(kind="brief")))) == {"kst-1-2", "kst-2-1"}
    # an undated paper is not of a date
    assert set(documents(find("wendbaar", filters=Filters(date_from="2021-03-05")))) == {"kst-1-2", "kst-2-1"}
    assert set(documents(find("wendbaar", filters=Filters(date_to="2021-03-05")))) == {"kst-1-1", "kst-1-2"}
    assert set(documents(find("wendbaar", filters=Filters(has_recommendation=True)))) == {"kst-1-1"}


@pytest.mark.parametrize("name", ["UWV", "uwv", "uitvoeringsinstituut werknemersverzekeringen", "tooi-uwv"])
def test_an_organisation_is_filtered_by_identity_under_each_of_its_names(find, name: str):
    answer = find("uitvoering", filters=Filters(organisation=name))
    assert set(documents(answer)) == {"kst-1-1", "kst-1-2"}


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("UWV", "Uitvoeringsinstituut Werknemersverzekeringen"),
        ("Uitvoeringsinstituut Werknemersverzekeringen", "UWV"),
        ("wat doet het Uitvoeringsinstituut Werknemersverzekeringen?", "UWV"),
    ],
)
def test_an_organisation_is_found_under_its_other_name_too_and_that_is_listed(find, typed: str, other: str):
    answer = find(typed, mode="lexical")
    assert set(documents(answer)) == {"kst-1-1", "kst-1-2"}
    assert other in [form.form for form in answer.forms]
    assert set(documents(find(f'"{typed}"', mode="lexical"))) < {"kst-1-1", "kst-1-2"}


def test_other_names_are_switched_off_too(find):
    assert documents(find("UWV", mode="lexical", families=False)) == ["kst-1-1"]
    assert documents(find("UWV -werknemersverzekeringen", mode="lexical")) == ["kst-1-1"]


def test_sorted_by_date_the_newest_of_all_that_was_found_comes_first(find):
    assert documents(find("wendbaar", sort="date", limit=1)) == ["kst-2-1"]
    assert documents(find("wendbaar", sort="date"))[-1] == "kst-1-1"


def test_near_copies_in_other_papers_are_folded_under_the_first(find):
    answer = find("programma voor de komende jaren", mode="lexical")
    assert documents(answer) == ["kst-2-1"]
    assert [copy.record.document for copy in answer.hits[0].near_copies] == ["kst-2-2"]


def test_at_most_so_many_hits_of_one_paper(find):
    typed = "uitvoering wendbaar stukken kabinet"
    assert len(documents(find(typed))) > 4
    assert len(documents(find(typed, per_document=1))) == len(set(documents(find(typed))))


def test_a_hit_on_a_recommendation_has_it_with_its_source(find):
    (hit, *_) = find("bevelen wendbaarheid meten", mode="lexical").hits
    assert [item.recommendation.text for item in hit.recommendations] == ["Wij bevelen aan de wendbaarheid te meten."]
    assert [source.text for source in hit.recommendations[0].sources] == [
        "De systemen zijn oud, zo bleek uit gesprekken met medewerkers."
    ]
    assert hit.source_of == (hit.recommendations[0].id,)


def test_no_hits_says_how_much_was_looked_at(find, papers):
    answer = find("giraf", mode="lexical")
    assert answer.hits == ()
    assert (answer.n_found, answer.n_documents) == (0, 0)
    assert (answer.searched.documents, answer.searched.passages) == papers.passages.count(None)


def test_an_explanation_says_which_words_weigh_what_and_which_sentence_is_nearest(find):
    answer = find("systemen oud uitvoering", explained=True, filters=Filters(dossier="1"))
    hit = next(hit for hit in answer.hits if "systemen" in hit.passage.passage.text)
    explanation = hit.explanation
    assert explanation is not None
    assert {word for word, _ in explanation.words} >= {"systemen", "oud"}
    assert explanation.lexical_score == pytest.approx(sum(weight for _, weight in explanation.words))
    start, end = explanation.sentence
    assert hit.passage.passage.text[start:end].startswith("De systemen zijn oud")
    assert explanation.filters == ("dossier: 1",)


def test_a_search_by_words_explains_no_meaning(find):
    (hit, *_) = find("systemen", mode="lexical", explained=True).hits
    assert (hit.explanation.cosine, hit.explanation.sentence) == (None, None)


def test_the_rarest_words_find_the_candidates_and_all_words_rank_them(find, monkeypatch):
    typed = "wendbare uitvoering rust kamer wet"
    exact = find(typed, mode="lexical")
    for limit in ("RANKED_AT_ONCE", "COUNTED_AT_ONCE"):
        monkeypatch.setattr(search_module, limit, 4)
    quick = find(typed, mode="lexical")
    assert documents(quick)[:2] == documents(exact)[:2]
    assert quick.n_found is None


def test_the_wrong_model_is_refused(papers):
    embedder = WordEmbedder()
    embedder.fingerprint = "other"
    with pytest.raises(WrongEmbedderError):
        search(papers, current_vectors(papers), embedder, "rust")


def test_an_empty_library_has_no_hits(library, embedder):
    answer = search(library, None, embedder, "rust")
    assert (answer.hits, answer.searched.passages) == ((), 0)


@pytest.mark.parametrize("typed", ["systemen oud gesprekken", "Belastingdienst", "toets klaar", "rust -kosten", "uwv"])
def test_the_weights_of_the_words_add_up_to_the_score_that_fts5_gives(papers, typed: str):
    """So far as no passage has two forms of one word, and none has it in its heading alone."""
    plan = planned(parse(typed), papers.vocabulary, families=True)
    found = papers.passages.lexical(plan.full, Filters())
    assert found
    columns, size = papers.passages.words(id for id, _ in found), papers.passages.size()
    for id, score in found:
        assert sum(weights(columns[id], plan.words.values(), size).values()) == pytest.approx(score, rel=1e-4)


@pytest.mark.parametrize("typed", ["wendbare uitvoering", "Wie meldt de wendbaarheidstoetsen?"])
def test_an_explained_score_by_words_is_the_score_that_ranked(find, typed: str):
    for hit in find(typed, mode="lexical", explained=True).hits:
        assert hit.explanation.lexical_score == pytest.approx(hit.score)


def test_words_side_by_side_rank_before_the_same_words_apart(find):
    first, *_ = find("wendbare uitvoering", mode="lexical", explained=True).hits
    assert "wendbare uitvoering" in dict(first.explanation.words)
    assert "Een wendbare uitvoering" in first.passage.passage.text


def test_the_parts_of_a_compound_rank_a_question_and_are_no_hits_of_a_look_up(find):
    """Systeemrust is in no paper; systemen and rust are."""
    answer = find("Wat is er nodig voor systeemrust?", mode="lexical", explained=True)
    assert {"systemen", "rust"} <= {word for hit in answer.hits for word, _ in hit.explanation.words}
    assert answer.forms == ()
    assert find("systeemrust", mode="lexical").hits == ()
    assert find("Wat is er nodig voor systeemrust?", mode="lexical", families=False).hits == ()


@pytest.mark.parametrize("typed", ["kst-2-2", "12345", "12 345", "kst-12345-6"])
def test_a_paper_is_found_by_its_id_and_by_the_number_of_its_dossier(library, embedder, typed: str):
    """Its own text often has neither: both stand in the margin."""
    store(library, embedder, "kst-12345-6", AGENCIES, dossiers=("12345",))
    store(library, embedder, "kst-2-2", OVERSIGHT, dossiers=("2",))
    expected = "kst-2-2" if typed == "kst-2-2" else "kst-12345-6"
    assert set(documents(search(library, None, embedder, typed, mode="lexical"))) == {expected}


def test_an_abbreviation_in_capitals_is_searched_as_it_stands(find):
    assert [form.form for form in find("WET", mode="lexical").forms] == ["wet"]


def test_an_explained_phrase_shows_what_it_weighed(find):
    (hit, *_) = find('"wendbare uitvoering"', explained=True).hits
    assert [word for word, weight in hit.explanation.words if weight > 0] == ["wendbare uitvoering"]


class LengthReranker:
    """Takes the shortest passage for the best answer."""

    name = "shortest"

    def scores(self, question: str, texts: list[str]) -> np.ndarray:
        return np.array([-len(text) for text in texts], np.float32)


def test_what_a_reranker_read_again_comes_in_its_order_and_says_so(find):
    hits = find("hoe wordt de uitvoering wendbaar", reranker=LengthReranker(), explained=True).hits
    scores = [hit.explanation.read_again for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert scores == [-len(embedded_text(hit.passage.passage)) for hit in hits]
    assert scores[0] != scores[-1]


def test_without_a_reranker_nothing_is_read_again(find):
    assert {hit.explanation.read_again for hit in find("wendbare uitvoering", explained=True).hits} == {None}


def test_words_that_stand_nowhere_are_named(find):
    assert find("wendbare systemen nergens").absent == ("nergens",)
    assert find("systemen", filters=Filters(dossier="2")).absent == ("systemen",)
    assert find("wendbaar UWV").absent == ()


def test_a_kind_that_there_is_not_is_refused_with_those_there_are(find):
    with pytest.raises(QueryError, match="kind: 'kamervraag' is none of brief, kamerstuk, motie"):
        find("uitvoering", filters=Filters(kind="kamervraag"))


def test_papers_without_a_date_are_counted_where_a_filter_leaves_them_out(find):
    assert find("kabinet", filters=Filters(date_from="2000-01-01")).searched.undated == 1
    assert find("kabinet", filters=Filters(date_to="2030-01-01", dossier="1")).searched.undated == 0
    assert find("kabinet").searched.undated == 0


def test_an_answer_names_the_filters_that_limited_it(find):
    filters = Filters(dossier="1", date_from="2019-01-01", has_recommendation=True)
    assert find("uitvoering", filters=filters).searched.filters == (
        "dossier: 1", "from: 2019-01-01", "has recommendation",
    )  # fmt: skip
