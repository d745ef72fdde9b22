"""Which recommendations of a paper say the same, and which of them is the fuller version."""

from __future__ import annotations

import pytest

from ingest.plain import document_from_text
from nlp.advice.recommendations import find_recommendations


def test_advice_and_its_summary_are_one_recommendation_in_two_places():
    text = (
        "De Raad adviseert één digitaal loket voor alle aanvragen van ondernemers in te richten.\n\n"
        "3.1 Loketten\n\nOndernemers melden zich bij vijf loketten. Dat kost hun dagen.\n\n"
        "De Raad adviseert daarom één digitaal loket voor alle aanvragen van ondernemers in te richten, bij de "
        "Kamer van Koophandel.\n\nDe Raad beveelt aan de leges af te schaffen."
    )
    assert [each.restates for each in find_recommendations(document_from_text(text))] == [1, None, None]


SAID = "De Raad adviseert één digitaal loket voor alle aanvragen van ondernemers in te richten."


SAID_AGAIN = "De Raad adviseert dus één digitaal loket voor de aanvragen van alle ondernemers in te richten."


OTHER = "De Raad beveelt aan de leges voor vergunningen af te schaffen. " + "De wachtrij groeit elk jaar. " * 40


FULLER = [
    # the chapter is fuller than the summary before it
    (f"# Samenvatting\n\n{SAID}\n\n# Loketten\n\n{OTHER}\n\n{SAID_AGAIN}", [2, None, None]),
    # and than the conclusion after it
    (f"# Loketten\n\n{OTHER}\n\n{SAID}\n\n# Conclusies\n\n{SAID_AGAIN}", [None, None, 1]),
    # of two in the body the first
    (f"# Leges\n\n{OTHER}\n\n{SAID}\n\n# Loketten\n\n{SAID_AGAIN}", [None, None, 1]),
    # a list of advice in front stands before what it lists
    (f"# Aanbevelingen\n\n{SAID}\n\n# Leges\n\n{OTHER}\n\n# Loketten\n\n{SAID_AGAIN}", [2, None, None]),
    # unless the other stands in the list of advice
    (f"# Leges\n\n{OTHER}\n\n{SAID}\n\n# Aanbevelingen\n\n{SAID_AGAIN}", [None, 2, None]),
]


@pytest.mark.parametrize(("text", "restates"), FULLER)
def test_the_fuller_version_is_the_one_that_is_restated(text, restates):
    assert [each.restates for each in find_recommendations(document_from_text(text))] == restates


POINTING = [
    # what is to be changed stands just before
    (
        "De Raad is van oordeel dat de wet de termijn moet noemen. De Raad adviseert het voorstel in die zin aan te "
        "passen.",
        [None, 0],
    ),
    # to go into something is advice of its own, however often in the same words
    (
        "# Termijn\n\nDe Raad adviseert in de toelichting op het voorgaande in te gaan.\n\n# Loket\n\n"
        "De Raad adviseert in de toelichting op het voorgaande in te gaan.",
        [None, None],
    ),
    # by the number of a section
    (
        "# 3.1 Loketten\n\nDe Raad stelt voor om in twee stappen te werken.\n\n# 4.2 Aanbevelingen\n\nOok hier "
        "wordt een aanpak voorgesteld volgens paragraaf 3.1 van dit advies.",
        [None, 0],
    ),
    # the same words to others are another advice
    (
        "# Rol Rijk\n\n- Geef het goede voorbeeld met eigen gebouwen in de stad.\n\n# Rol gemeenten\n\n"
        "- Geef het goede voorbeeld met eigen gebouwen in de stad.",
        [None, None],
    ),
]


@pytest.mark.parametrize(("text", "restates"), POINTING)
def test_words_that_point_to_other_advice_restate_it_and_empty_words_do_not(text, restates):
    assert [each.restates for each in find_recommendations(document_from_text(text))] == restates


def test_what_a_numbered_item_says_restates_what_the_rest_of_it_restates():
    text = f"# Samenvatting\n\n1. Maak in ieder gebied een balie open. {SAID}\n\n# Loketten\n\n{OTHER}\n\n{SAID_AGAIN}"
    assert [each.restates for each in find_recommendations(document_from_text(text))] == [3, 3, None, None]


def test_recommendations_with_one_label_are_the_same_though_less_alike():
    text = (
        f"# Samenvatting\n\nAanbeveling 1: Vervang het systeem in stappen.\n\n# Advies\n\n{OTHER}\n\n"
        "Aanbeveling 1: De commissie beveelt de dienst aan om zijn systeem in stappen te vervangen, te beginnen met de "
        "betaling van voorschotten."
    )
    summary, *_, fuller = recommendations = find_recommendations(document_from_text(text))
    assert recommendations[summary.restates] == fuller


@pytest.mark.parametrize(("title", "restates"), [("Samenvatting", 2), ("Loketten", None)])
def test_a_summary_may_say_in_other_words_what_the_body_says(title, restates):
    text = (
        f"# {title}\n\nDe Raad adviseert om de balies in de avond te openen.\n\n# Advies over balies\n\n{OTHER}\n\n"
        "De Raad adviseert dat de balies van de gemeente voortaan ook in de avond open zijn voor wie werkt."
    )
    first, *_ = find_recommendations(document_from_text(text))
    assert first.restates == restates
