"""On which passage a recommendation rests."""

import numpy as np
import pytest

from ingest.plain import document_from_text
from nlp.grounds.features import PairFigures
from nlp.grounds.links import MAX_CHARS, MAX_LINKS, likely_runs, link_sources
from nlp.grounds.ranker import Ranker, joined, learned_trees
from nlp.grounds.sentences import Sentences
from nlp.model import LEFT_OUT, Recommendation, parts_shown
from nlp.text.likeness import LetterIndex, LetterVectors, letter_runs


def asked(text, *said, type_="aanbeveling"):
    return [Recommendation(text.index(each), text.index(each) + len(each), each, type_) for each in said]


MOTION = (
    "De Kamer,\n\ngehoord de beraadslaging,\n\nconstaterende dat de wachttijden bij de loketten oplopen;\n\n"
    "verzoekt de regering, de wachttijden per kwartaal te melden,\n\nen gaat over tot de orde van de dag."
)
REPORT = (
    "# Rapport over loketten\n\n## 2 Openingstijden\n\n"
    "Loketten sluiten om vier uur, zodat wie werkt er niet komt. De avondopenstelling werd in 2019 geschrapt. "
    "Daarom beveelt de commissie aan om de loketten ook in de avond te openen.\n\n## 3 Formulieren\n\n"
    "Het formulier telt veertien bladzijden. Uit het onderzoek blijkt dat het vraagt wat de gemeente al weet. "
    "Het verdient daarom aanbeveling het formulier te verkorten.\n"
)
EVENING = "Daarom beveelt de commissie aan om de loketten ook in de avond te openen."
SHORTER = "Het verdient daarom aanbeveling het formulier te verkorten."


def test_a_motion_rests_on_its_considerations():
    document = document_from_text(MOTION)
    dictum = "verzoekt de regering, de wachttijden per kwartaal te melden"
    [link] = link_sources(document, asked(MOTION, dictum, type_="verzoek"))
    assert link.text.startswith("gehoord de beraadslaging")
    assert link.text.endswith("oplopen;")
    assert link.reason == "de overwegingen van de motie"


def test_advice_rests_on_the_finding_before_it_and_never_on_its_own_sentence():
    document = document_from_text(REPORT)
    recommendations = asked(REPORT, EVENING, SHORTER)
    links = link_sources(document, recommendations)
    first = {link.recommendation: link for link in reversed(links)}
    assert "avondopenstelling werd in 2019 geschrapt" in first[0].text
    assert "veertien bladzijden" in first[1].text
    assert all(EVENING not in link.text for link in links if link.recommendation == 0)
    assert first[0].reason == "gaat er direct aan vooraf"


def test_links_are_slices_of_the_text_at_most_three_each_the_best_first():
    document = document_from_text(REPORT)
    links = link_sources(document, asked(REPORT, EVENING, SHORTER))
    for link in links:
        parts = [document.text[start:end] for start, end in parts_shown(link.start, link.end, link.text)]
        assert LEFT_OUT.join(parts) == link.text
    for position in range(2):
        scores = [link.score for link in links if link.recommendation == position]
        assert scores == sorted(scores, reverse=True)
        assert 1 <= len(scores) <= MAX_LINKS
        assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize("text", ["De Raad adviseert om één loket te openen.", "Open het loket"])
def test_a_recommendation_with_nothing_beside_it_has_no_source(text):
    assert link_sources(document_from_text(text), asked(text, text)) == ()


def test_no_recommendations_give_no_links():
    assert link_sources(document_from_text("De balie is open."), []) == ()
    assert link_sources(document_from_text(""), []) == ()


def test_a_recommendation_amid_its_reasons_is_left_out_of_them():
    text = REPORT.replace("te openen.", "te openen. Zo kan ook wie overdag werkt naar het loket komen.")
    document = document_from_text(text)
    first, *_ = link_sources(document, asked(text, EVENING))
    assert "sluiten om vier uur" in first.text
    assert "wie overdag werkt" in first.text
    assert "geschrapt. […] Zo kan" in first.text
    assert EVENING not in first.text
    assert first.reason == "staat eromheen"


def test_the_section_that_an_explanation_names_as_its_ground_comes_first():
    advice = "De commissie beveelt aan een avondloket te openen."
    text = (
        "# Rapport\n\n## 3 Bevindingen\n\n### 3.1 Wachttijden\n\nDe telefoon wordt na een kwartier opgenomen.\n\n"
        "### 3.2 Loketten\n\nLoketten sluiten om vier uur, zodat wie werkt er niet komt.\n\n"
        f"## 4 Aanbevelingen\n\n{advice} Uit paragraaf 3.1 blijkt dat bellen niet helpt.\n"
    )
    first, *others = link_sources(document_from_text(text), asked(text, advice))
    assert first.text == "De telefoon wordt na een kwartier opgenomen."
    assert first.reason == "de toelichting noemt deze paragraaf"
    assert all(first.score > other.score for other in others)


def test_a_run_of_likely_sentences_stays_under_its_title_and_within_its_length():
    gates, bridges, dykes = "De sluis is oud. " * 90, "De brug is nieuw. " * 3, "De dijk is hoog. " * 30
    text = f"# Sluis\n\n{gates}\n\n# Brug\n\n{bridges}\n\n# Dijk\n\n{dykes}"
    sentences = Sentences(document_from_text(text))
    chances = np.full(len(sentences), 0.5)
    chances[40] = 0.9
    chances[90] = 0.8
    chances[93:] = 0.1
    chances[110] = 0.7
    runs = likely_runs(sentences, np.arange(len(sentences)), chances, range(0, 1))
    assert len(runs) == MAX_LINKS
    assert runs[0].first <= 40 <= runs[0].last
    assert all(sentences.end[run.last] - sentences.start[run.first] <= MAX_CHARS for run in runs)
    assert (runs[1].first, runs[1].last) == (90, 92)
    assert runs[2].first <= 110 <= runs[2].last


@pytest.mark.parametrize(
    ("after", "end"), [("Wie werkt komt er niet.\n\n", "Wie werkt komt er niet."), ("", "De balie sluit om vier uur.")]
)
def test_a_source_does_not_end_in_what_announces_the_next_item(after, end):
    advice = "De commissie beveelt aan een avondloket te openen."
    text = f"De balie sluit om vier uur.\n\n{advice}\n\n{after}Agendapunt 20:\n\nZaak:\n\nBesluit:"
    sentences = Sentences(document_from_text(text))
    texts = [text[start:end] for start, end in zip(sentences.start, sentences.end, strict=True)]
    own = texts.index(advice)

    def ends_in(likeliest):
        chances = np.where(np.arange(len(texts)) == likeliest, 0.9, 0.1)
        return texts[likely_runs(sentences, np.arange(len(texts)), chances, range(own, own + 1))[0].last]

    assert ends_in(texts.index(end)) == ends_in(0) == end
    assert ends_in(texts.index("Besluit:")) == "Besluit:"


def test_the_source_of_a_decision_stays_within_its_item_of_the_agenda():
    decision = "De minister verzoeken om een brief over de loketten."
    items = [
        f"{number}. Agendapunt: {subject}\n\nZaak: Brief van het lid De Wit over {subject}.\n\nBesluit: {what}"
        for number, subject, what in (
            (8, "de veren", "Voor kennisgeving aannemen."),
            (9, "de loketten", decision),
            (10, "de sluizen", "Agenderen voor een debat."),
        )
    ]
    text = "\n\n".join(items)
    links = link_sources(document_from_text(text), asked(text, decision))
    assert "De Wit over de loketten" in links[0].text
    assert not any("veren" in link.text and "loketten" in link.text for link in links)
    assert not any("sluizen" in link.text and "loketten" in link.text for link in links)


def test_the_figures_of_a_pair_tell_where_the_sentence_stands():
    document = document_from_text(REPORT)
    pairs = PairFigures(Sentences(document), asked(REPORT, EVENING))
    found = pairs.of(0)
    assert found.positions.tolist() == [0, 1, 3, 4, 5]
    assert found.figures[:, 0].tolist() == [-2, -1, 1, 2, 3]
    assert np.isfinite(found.figures).all()


def test_trees_add_up_their_leaves():
    def tree(feature, threshold, low, high):
        return Ranker(
            np.array([feature, 0, 0], np.int32), np.array([threshold, np.inf, np.inf]), np.array([1, 1, 2], np.int32),
            np.array([2, 1, 2], np.int32), np.array([0.0, low, high]), np.zeros(1, np.int32), base=0.0, depth=1,
        )  # fmt: skip

    trees = joined([tree(0, 0.5, -1, 1), tree(1, 2.0, -2, 2)])
    rows = np.array([[0, 0], [1, 3], [1, 0]], np.float32)
    assert trees.chances(rows) == pytest.approx(1 / (1 + np.exp(-np.array([-3.0, 3.0, -1.0]))))


def test_the_shipped_trees_fit_the_figures():
    document = document_from_text(REPORT)
    figures = PairFigures(Sentences(document), asked(REPORT, EVENING)).of(0).figures
    assert int(learned_trees().feature.max()) < figures.shape[1]


def test_words_meet_inside_compounds():
    scores = LetterIndex(["een uitvoeringstoets vooraf", "een nieuwe fiets"]).scores("de uitvoering toetsen")
    assert scores[0] > scores[1]


def test_runs_cross_word_ends_and_leave_function_words_out():
    assert letter_runs("Op de balie") == [" bali", "balie", "alie "]


def test_a_text_is_wholly_like_itself_and_not_like_another():
    vectors = LetterVectors(["open het loket", "verkort de formulieren"])
    same, other = vectors.likeness("open het loket")
    assert same == pytest.approx(1.0)
    assert other < 0.1
