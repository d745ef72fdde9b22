"""To whom a recommendation is addressed."""

from __future__ import annotations

import pytest

from ingest.plain import document_from_text
from nlp.advice.addressees import find_addressees
from nlp.advice.recommendations import find_recommendations


@pytest.mark.parametrize(
    ("sentence", "addressees"),
    [
        # abbreviations and names as the object of the advice
        ("De commissie beveelt de RGV aan om het systeem te vervangen.", ("RGV",)),
        ("De Raad adviseert UWV en de Belastingdienst om één loket te openen.", ("UWV", "Belastingdienst")),
        ("Wij bevelen het college van B en W aan om langer open te zijn.", ("college van B en W",)),
        # several ministers by the abbreviations of their ministries
        ("De Raad adviseert de ministers BZK, VWS en WWI om één loket te openen.", ("ministers BZK, VWS en WWI",)),
        # a ministry with more words than one
        (
            "De Raad adviseert de Minister van Economische Zaken en Klimaat om de regels te herzien.",
            ("Minister van Economische Zaken en Klimaat",),
        ),
        # the subject of what is needed, wished or appealed to
        (
            "Het is van groot belang dat schoolbesturen hun plannen tijdig met elkaar delen, zo adviseren wij.",
            ("schoolbesturen",),
        ),
        # "alle" is no part of a name
        ("De Raad is van mening dat alle sectoren een bijdrage moeten leveren.", ("sectoren",)),
        # between whom
        ("De Raad adviseert om afspraken te maken tussen de gemeenten.", ("gemeenten",)),
        # where, not to whom
        ("De Raad adviseert om in verschillende provincies te meten.", ()),
        # named in the clause that says what is advised
        ("Wij bevelen aan dat DUO de formulieren korter maakt.", ("DUO",)),
        # an order
        ("De Raad adviseert om het college op te dragen een loket te openen.", ("college",)),
        # the whole of a compound
        ("De Raad adviseert dat ggz-aanbieders hun wachttijden delen.", ("ggz-aanbieders",)),
        # who advises is no addressee
        ("Daarom adviseert de AP om eerst een toets te doen.", ()),
    ],
)
def test_who_is_advised_is_the_addressee(sentence, addressees):
    [found] = find_recommendations(document_from_text(sentence))
    assert found.addressees == addressees


def test_an_appeal_is_addressed_and_who_advises_is_not():
    appeal = "Wij doen een oproep aan de Belastingdienst om zijn brieven te herschrijven."
    assert find_addressees(appeal, "aanbeveling") == ("Belastingdienst",)
    assert find_addressees("Daarom adviseert het Adviescollege om meer te meten.", "aanbeveling") == ()


def test_parties_that_are_acted_upon_are_not_addressed():
    assert find_addressees("Deze bedrijven dienen daarvoor te worden beloond.", "aanbeveling") == ()
    assert find_addressees("Deze bedrijven dienen dat te melden.", "aanbeveling") == ("bedrijven",)


def test_what_is_listed_is_asked_of_whom_the_line_above_the_list_asks_it():
    item = "In mei te beginnen met het loket."
    assert find_addressees(item, "verzoek", stem="Het college opdracht te geven om:") == ("college",)
    assert find_addressees(item, "verzoek", stem="U wordt gevraagd om in te stemmen met:") == ("U",)
    assert find_addressees(item, "aanbeveling", headings=("Het college besluit:",)) == ("college",)
    assert find_addressees(item, "aanbeveling", headings=("Voorgesteld raadsbesluit",)) == ("raad",)
    assert find_addressees("Het loket is open.", "aanbeveling", headings=("Het college besluit:",)) == ()


def test_a_list_aimed_at_a_party_is_addressed_to_it():
    text = (
        "De aanbevelingen zijn vooral gericht aan politici en landsbestuur:\n- Meet de wachttijd.\n- Deel de uitkomst."
    )
    assert [each.addressees for each in find_recommendations(document_from_text(text))] == [
        ("politici", "landsbestuur")
    ] * 2
