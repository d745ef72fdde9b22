"""On which passage a recommendation rests."""

import numpy as np
import pytest

from ingest.passages import split_passages
from ingest.plain import document_from_text
from nlp.advice.recommendations import find_recommendations
from nlp.grounds.links import MAX_LINKS, SourceIndex, link_sources
from nlp.text.likeness import LetterIndex, LetterVectors, letter_runs


def count_tokens(text):
    return len(text.split()) + 2


def links_of(text, encode=None, max_tokens=60):
    document = document_from_text(text)
    recommendations = find_recommendations(document)
    passages = split_passages(document, count_tokens, max_tokens)
    return recommendations, link_sources(document, passages, recommendations, encode)


def letters(texts):
    """A small encoder: counts of letters, as unit vectors."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    counts = np.array([[text.lower().count(letter) + 0.01 for letter in alphabet] for text in texts])
    return (counts / np.linalg.norm(counts, axis=1, keepdims=True)).astype(np.float32)


MOTION = (
    "De Kamer,\n\ngehoord de beraadslaging,\n\nconstaterende dat de wachttijden bij de loketten oplopen;\n\n"
    "verzoekt de regering, de wachttijden per kwartaal te melden,\n\nen gaat over tot de orde van de dag."
)
REPORT = (
    "# Rapport over loketten\n\n## 2 Openingstijden\n\n"
    + "Loketten sluiten om vier uur, zodat wie werkt er niet komt. De avondopenstelling werd in 2019 geschrapt. " * 3
    + "\n\n## 3 Formulieren\n\n"
    + "Het formulier telt veertien bladzijden en vraagt naar gegevens die de gemeente al heeft. " * 3
    + "\n\n## 4 Aanbevelingen\n\n- Houd de loketten ook in de avond open voor wie werkt.\n"
    "- Vraag in het formulier niet naar gegevens die de gemeente al heeft.\n- Leg uit wat er met de gegevens gebeurt.\n"
)


def test_a_motion_rests_on_its_considerations():
    _, [link] = links_of(MOTION)
    assert link.text.startswith("gehoord de beraadslaging")
    assert link.text.endswith("oplopen;")
    assert link.reason == "de overwegingen van de motie"


WAITING = "De wachttijd bij de loketten loopt al jaren op, doordat er te weinig mensen achter de balie zitten. "


def test_the_text_around_advice_does_not_begin_or_end_with_other_advice():
    others = "De Raad adviseert de leges af te schaffen.", "De Raad beveelt aan de formulieren te verkorten."
    own = "De Raad adviseert het kabinet om meer loketten te openen."
    recommendations, links = links_of(f"{others[0]} {WAITING}{own} {others[1]}")
    assert [each.text for each in recommendations] == [others[0], own, others[1]]
    assert next(link.text for link in links if link.recommendation == 1) == f"{WAITING}{own}"


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Ik zal uw Kamer vóór de zomer informeren over de loketten.", "de tekst waarin de toezegging staat"),
        ("Ik doe een beroep op de gemeenten om hun loketten te openen.", "de tekst waarin het verzoek staat"),
    ],
)
def test_the_reason_says_what_stands_in_the_text(sentence, reason):
    letter = f"Geachte voorzitter,\n\nHierbij reageer ik op de vragen van uw Kamer. {WAITING}{sentence}"
    _, [link, *_] = links_of(letter, max_tokens=200)
    assert link.reason == reason


@pytest.mark.parametrize("encode", [None, letters])
def test_advice_in_a_list_rests_on_the_section_on_its_subject(encode):
    recommendations, links = links_of(REPORT, encode)
    best = {link.recommendation: link for link in reversed(links)}
    subjects = {each.text.split()[0]: best[i].text for i, each in enumerate(recommendations)}
    assert "avondopenstelling" in subjects["Houd"]
    assert "veertien bladzijden" in subjects["Vraag"]


def test_advice_that_names_a_section_rests_on_it():
    text = REPORT.replace("- Leg uit", "- Wij adviseren af te slanken (paragraaf 3).\n- Leg uit")
    recommendations, links = links_of(text)
    position = next(i for i, each in enumerate(recommendations) if "paragraaf 3" in each.text)
    best = next(link for link in links if link.recommendation == position)
    assert "veertien bladzijden" in best.text
    assert best.reason.startswith("de aanbeveling noemt deze paragraaf")


EXPLAINED = REPORT[: REPORT.index("## 4")] + (
    "## 4 Aanbevelingen\n\nAanbeveling 1\n\nDe commissie beveelt de gemeente aan om de dienst anders in te richten. "
    "{explanation} Dat kan stap voor stap, zodat niemand zonder hulp komt te zitten en de kosten te overzien blijven."
)


@pytest.mark.parametrize(
    ("explanation", "source"),
    [
        ("Deze aanbeveling rust op paragraaf 2.", "avondopenstelling"),
        ("Uit hoofdstuk 3 blijkt hoe zwaar de lasten nu zijn.", "veertien bladzijden"),
    ],
)
def test_advice_whose_explanation_names_its_ground_rests_on_that_section(explanation, source):
    recommendations, links = links_of(EXPLAINED.format(explanation=explanation))
    assert len(recommendations) == 1
    assert source in links[0].text
    assert links[0].reason.startswith("de toelichting op de aanbeveling noemt deze paragraaf")


def test_a_section_to_read_on_in_is_no_ground():
    _, links = links_of(EXPLAINED.format(explanation="De invoering staat in hoofdstuk 3."))
    assert not any("noemt deze paragraaf" in link.reason for link in links)


def test_links_are_slices_of_the_text_at_most_three_each_the_best_first():
    document = document_from_text(REPORT)
    recommendations, links = links_of(REPORT)
    assert all(document.text[link.start : link.end] == link.text for link in links)
    for position in range(len(recommendations)):
        scores = [link.score for link in links if link.recommendation == position]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) <= MAX_LINKS
        assert all(0 <= score <= 1 for score in scores)


def test_a_recommendation_with_nothing_beside_it_has_no_source():
    recommendations, links = links_of("De Raad adviseert om één loket te openen.")
    assert len(recommendations) == 1
    assert links == ()


def test_no_recommendations_and_no_passages_give_no_links():
    document = document_from_text("De balie is open.")
    assert link_sources(document, [], [], None) == ()


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


def test_vectors_of_another_model_are_taken_as_they_are():
    texts = ["loketten sluiten vroeg", "formulieren zijn lang", "de brug is open"]
    scores = SourceIndex(texts, letters(texts)).scores("formulieren korter", letters(["formulieren korter"])[0])
    assert int(scores.argmax()) == 1
