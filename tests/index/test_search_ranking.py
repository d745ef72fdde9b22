"""What ranks first, and which words are names, in libraries made for one question each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.derived import current_vectors
from index.library.wording.words import Columns
from index.query.plan import planned
from index.query.syntax import parse
from index.ranking.fusion import OF_COVERAGE, OF_SCORE, OF_TOGETHER, Match, fuse
from index.ranking.weighing import A_SENTENCE, all_weights, coverage, telling, together
from index.search import search
from nlp.model import Tags
from tests.index.papers import entity, store


@given(
    st.dictionaries(st.integers(0, 20), st.builds(Match, st.floats(0, 50), st.floats(0, 1), st.floats(0, 1))),
    st.dictionaries(st.integers(0, 20), st.floats(-1, 1)),
    st.floats(0.1, 60),
)
def test_a_fused_score_is_between_nothing_and_one_and_best_when_all_are(lexical, semantic, full_score):
    fused = fuse(lexical, semantic, {id: id % 4 for id in range(21)}, full_score)
    assert fused.keys() == lexical.keys() | semantic.keys()
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in fused.values())
    for id in fused:
        if (
            id in lexical
            and id in semantic
            and lexical[id] == tuple(max(values) for values in zip(*lexical.values(), strict=True))
            and semantic[id] == max(semantic.values())
        ):
            assert fused[id] == max(fused.values())


def test_of_passages_alike_that_of_a_paper_near_to_the_question_comes_first():
    none = {}
    scores = fuse(none, {1: 0.9, 2: 0.5, 3: 0.5, 4: 0.1}, {1: 7, 2: 7, 3: 8, 4: 9}, 1.0)
    assert sorted(scores, key=lambda id: -scores[id]) == [1, 2, 3, 4]
    assert scores[2] > scores[3]


def test_a_paper_of_one_passage_counts_as_that_passage():
    matches = {1: Match(2.0, 0.5, 0.5)}
    scores = fuse(matches, {1: 0.4, 2: 0.8, 3: 0.0}, {1: 1, 2: 2, 3: 3}, 4.0)
    of_words = OF_SCORE + OF_COVERAGE + OF_TOGETHER
    assert [round(scores[id], 9) for id in (1, 2, 3)] == [0.5, round(1 - of_words, 9), 0.0]


def test_neither_words_nor_meaning_count_for_twice_the_other():
    assert 1 / 3 < OF_SCORE + OF_COVERAGE + OF_TOGETHER < 2 / 3


def test_words_within_a_sentence_of_each_other_are_together_and_the_same_far_apart_are_not(library, embedder):
    store(library, embedder, "kst-1-1", "De boer wil minder stikstof in het gebied.")
    plan = planned(parse("stikstof gebied boer"), library.vocabulary, families=True)
    tells = {"stikstof": 2.0, "gebied": 1.0, "boer": 1.0}

    def part(words: str) -> float:
        return together(Columns(words, words, "", "", ""), tells, plan, tells)

    far = " ".join(["iets"] * A_SENTENCE)
    assert part("de boer wil weinig stikstof in het gebied") == 1.0
    assert part(f"de stikstof stikstof {far} gebied van de boer {far} gebied") == 0.5
    assert part(f"stikstof {far} stikstof in het gebied {far} boer gebied") == 0.75
    assert part(far) == 0.0


def test_a_small_word_is_no_abbreviation_unless_typed_in_capitals(library, embedder):
    text = "Het OM vervolgt.\n\nHet Openbaar Ministerie is bevoegd om te vervolgen."
    om = {"canonical": "Openbaar Ministerie", "identifier": "tooi-om"}
    tags = Tags(entities=(entity(text, "OM", **om), entity(text, "Openbaar Ministerie", **om)))
    store(library, embedder, "kst-1-1", text, tags)
    names = [planned(parse(typed), library.vocabulary, families=True).names for typed in ("wie om", "wie OM")]
    assert names == [(), ("Openbaar Ministerie",)]


def test_a_look_up_of_two_words_puts_passages_with_both_first(library, embedder):
    store(library, embedder, "kst-1-1", "Stikstof, stikstof en nog eens stikstof en ammoniak in de lucht.")
    store(library, embedder, "kst-1-2", "Een ensemble van modellen voor de berekening van de neerslag van stikstof.")
    answer = search(library, current_vectors(library), embedder, "stikstof ensemble")
    assert [hit.document.id for hit in answer.hits] == ["kst-1-2", "kst-1-1"]


def test_an_organisation_is_found_by_a_name_that_only_the_register_has(library, embedder):
    text = "De Sociale Verzekeringsbank betaalt de AOW uit."
    bank = {"canonical": "Sociale Verzekeringsbank", "identifier": "tooi-svb"}
    store(library, embedder, "kst-1-1", text, Tags(entities=(entity(text, "Sociale Verzekeringsbank", **bank),)))
    answer = search(library, None, None, "SVB", mode="lexical")
    assert (answer.absent, [form.form for form in answer.forms]) == ((), ["Sociale Verzekeringsbank"])


def test_an_id_that_papers_cite_in_other_spelling_is_not_called_absent(library, embedder):
    store(library, embedder, "kst-1-1", "Zie Kamerstuk 31 490, nr. 271 over de uitvoering.")
    found = [search(library, None, None, id, mode="lexical") for id in ("kst-31490-271", "kst-31490-272")]
    assert [(each.n_found, each.absent) for each in found] == [(1, ()), (0, ("kst31490272",))]


def test_a_passage_with_the_very_words_has_more_of_them_than_one_with_compounds(library, embedder):
    store(library, embedder, "kst-1-1", "De toets van de regeling is klaar.")
    store(library, embedder, "kst-1-2", "De uitvoeringstoets van de regeling is klaar.")
    store(library, embedder, "kst-1-3", "Over de begroting is niets gezegd.")
    plan, size = planned(parse("toets klaar"), library.vocabulary, families=True), library.passages.size()
    tells = telling(plan, size)
    covered = [
        coverage(columns, all_weights(columns, plan, size), plan, tells)
        for columns in library.passages.words([1, 2, 3]).values()
    ]
    assert covered[0] == 1.0
    assert 0 < covered[1] < 1
    assert covered[2] == 0.0


def test_a_plural_with_an_apostrophe_is_marked_whole_and_once(library, embedder):
    text = "De risico's zijn bekend. Het risico’s niet klein, en het risico blijft."
    store(library, embedder, "kst-1-1", text)
    for typed in ("risico's", '"risico\'s zijn"'):
        (hit,) = search(library, current_vectors(library), embedder, typed, mode="lexical").hits
        marked = [hit.passage.passage.text[start:end] for start, end in hit.marks]
        assert marked == (["risico's", "risico’s", "risico"] if typed == "risico's" else ["risico's", "zijn"])
