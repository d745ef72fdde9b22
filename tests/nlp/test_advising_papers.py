"""The kind of paper decides with the sentence: vision, retold advice, answers, decision lists, regulations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.plain import document_from_text
from nlp.advice.recommendations import find_recommendations

FILLER = [
    "De balies liggen ver uit elkaar en zijn op verschillende uren open.",
    "In het noorden wonen veel ouderen die niet met een formulier op een scherm overweg kunnen.",
    "De kosten van een bezoek aan de balie verschillen per streek en per seizoen.",
    "Wie verhuist, vindt de nieuwe balie pas na een paar weken.",
    "Het aantal brieven dat per jaar wordt verstuurd ligt rond de vier miljoen.",
    "De telefoon is het kanaal waarlangs de meeste vragen binnenkomen.",
    "Een op de drie vragen gaat over een brief die al eerder is verstuurd.",
    "De opleiding van een nieuwe medewerker duurt gemiddeld vijf maanden.",
]
NORMS = [
    "Voor elke streek moeten de uren van de balies op elkaar worden afgestemd.",
    "Het is belangrijk dat de balies elkaars dossiers kunnen inzien.",
]


def found(text: str) -> list[str]:
    return [each.text for each in find_recommendations(document_from_text(text))]


def paper(*sentences: str) -> str:
    return "# Rapport\n\n" + "\n\n".join([*sentences, *FILLER, *FILLER])


def test_what_a_paper_needs_is_advice_where_it_says_throughout_what_ought_to_be_done():
    sentence = "Daarnaast is een hoger tempo gewenst bij het samenvoegen van de balies."
    assert sentence in found(paper(sentence, *NORMS, *NORMS))
    assert sentence not in found(paper(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Zeker bij kleine balies zou het wenselijk zijn om vaker te tellen.",
        "Wij stellen voor om hiervoor jaarlijks een telling te gebruiken die de balies zelf doen.",
        "Ons voorstel is om daarbij in twee stappen te werken.",
        "We pleiten ten aanzien van de kleine balies en hun uren voor een vast budget.",
        "De wachttijd verdient, gezien de klachten van bezoekers, prioritaire aandacht.",
        "Om deze redenen achten wij een eenvoudige telling cruciaal.",
    ],
)
def test_what_the_writers_propose_is_advice(sentence):
    assert sentence in found(paper(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Het is goed om te begrijpen dat de cijfers van voor de verhuizing zijn.",
        "Deze stap is nodig om te zorgen dat er geen dubbele dossiers ontstaan.",
        "Er zijn vier stappen nodig.",
        "Na ontvangst van de brief wordt bezien of een tweede balie gewenst is.",
        "De vraag die vooraf gesteld moet worden is of dit wenselijk is.",
        "Weinig mensen vinden dat alle balies open moeten blijven.",
        "Bezoeker van de balie: ‘Mijn aanbeveling is om de balie langer open te houden.’",
    ],
)
def test_what_explains_or_quotes_is_none_in_such_a_paper_either(sentence):
    assert sentence not in found(paper(sentence, *NORMS))


def test_who_writes_wij_retells_the_advice_of_those_who_are_named():
    retold = "De Raad is van oordeel dat de balies langer open moeten zijn."
    own = "Naar ons oordeel zouden de uren moeten verschillen."
    first = [f"Wij zien dat {sentence[0].lower()}{sentence[1:]}" for sentence in FILLER]
    assert found("# Notitie\n\n" + "\n\n".join([retold, own, *first])) == [own]
    assert retold in found(paper(retold))


def test_requests_in_a_list_of_decisions_are_verzoeken():
    requests = [
        "Minister van Wonen verzoeken om een brief over de balies ten behoeve van het debat.",
        "De commissie zal de Voorzitter verzoeken de wetsvoorstellen gelijktijdig te behandelen.",
        "De staatssecretaris zal worden verzocht zijn antwoorden vóór het debat te zenden.",
        "De minister van Wonen wordt verzocht om vóór het reces te antwoorden.",
        "Aanhouden tot maandag en de Baliedienst verzoeken om een notitie.",
    ]
    text = "# Besluitenlijst\n\nVoor kennisgeving aangenomen.\n\nNoot: " + "\n\nNoot: ".join(requests)
    decided = find_recommendations(document_from_text(text))
    assert [(each.type, each.text) for each in decided] == [("verzoek", request) for request in requests]
    assert [each.addressees for each in decided] == [
        ("Minister van Wonen",),
        ("Voorzitter",),
        ("staatssecretaris",),
        ("minister van Wonen",),
        ("Baliedienst",),
    ]


def test_a_point_on_an_agenda_is_no_title_of_advice():
    text = "# Besluitenlijst\n\n## 4. Agendapunt: Voorstel om te praten\n\n- Nu één op de lijst.\n- Later meer.\n"
    assert found(text) == []


def test_the_parts_of_an_item_that_name_things_are_no_advice_of_their_own():
    text = (
        "# Aanbevelingen\n\n1. Verzamel meer gegevens van de balies:\n\n   a. Overzicht per bezoeker\n\n"
        "   b. Indeling en inrichting van de hal\n"
    )
    assert found(text) == ["Verzamel meer gegevens van de balies:"]


def test_conclusions_that_are_numbered_without_a_full_stop_are_found():
    text = "# Conclusies\n\n1. Maak onderscheid tussen vier soorten balies.\n\n2. De wachttijd is verdubbeld.\n"
    assert found(text) == ["Maak onderscheid tussen vier soorten balies."]


def test_of_a_debate_the_motions_count_and_what_is_pledged_in_so_many_words():
    said = [
        "Ik geef het woord aan mevrouw De Vries.",
        "Wij moeten zuinig zijn met publiek geld.",
        "Ik zal straks op de balies ingaan.",
        "verzoekt de regering de balies langer open te houden,",
        "Ik zeg de Kamer een brief over de balies toe.",
        "Ik zeg dat nu niet toe.",
    ]
    document = document_from_text("# Balies\n\n" + "\n\n".join(said))
    debate = replace(document, metadata=replace(document.metadata, kind="handelingen"))
    assert [(each.type, each.text.rstrip(",")) for each in find_recommendations(debate)] == [
        ("verzoek", said[3].rstrip(",")),
        ("toezegging", said[4]),
    ]
