"""To whom a recommendation is addressed."""

from __future__ import annotations

from time import perf_counter

import pytest

from ingest.plain import document_from_text
from nlp.advice.addressees import find_addressees
from nlp.advice.recommendations import find_recommendations
from nlp.advice.statements import statements


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


# Sentences that are known to recommend or request.
ADDRESSED = [
    # before the verb, behind "aan" or "van"
    ("Aan de zorgkantoren vragen wij om één loket.", ("zorgkantoren",)),
    ("Van iedere aanbieder verwachten wij een plan.", ("aanbieder",)),
    # with what tells which of them, and not how many or that there are some
    ("Wij vragen de regionale preferente zorgverzekeraars om hulp.", ("regionale preferente zorgverzekeraars",)),
    ("Het is nodig dat verschillende overheden samenwerken.", ("overheden",)),
    # the party of the clause that says what must be done, not who finds so
    ("Partijen vinden dat het Rijk de kosten moet dragen.", ("Rijk",)),
    # a list of decisions
    ("De minister verzoeken binnen acht weken te antwoorden.", ("minister",)),
    ("Het college te vragen de raad te berichten.", ("college",)),
    # told to do it in the present tense, or as the actor of an action point
    ("Gemeenten werken samen in één loket.", ("Gemeenten",)),
    ("Notulen rondsturen (actie: Logius).", ("Logius",)),
    # who is spoken to in a quality
    ("Wij vragen u als gemeenten één loket te openen.", ("gemeenten",)),
    # an agency that advises is asked nothing, and what belongs to a party is no party
    ("Daarom adviseert het RIVM om vaker te meten.", ()),
    ("De gegevens van gemeenten moeten aansluiten.", ()),
    # a body that asks another by its name, and one that asks "u"
    ("Partijen verzoeken ProRail de planning te delen.", ("ProRail",)),
    ("Daarom raden wij u af het loket te sluiten.", ("u",)),
    ("Wilt u uw leden dit vragen?", ("u",)),
    # lists of action points
    ("Overzicht van loketten rondsturen (Van Dal, juli)", ("Van Dal",)),
    ("Kosten van het loket navragen – Anouk – open, 20 maart", ("Anouk",)),
    ("Loketten bezoeken (Van Dal, week 12)", ("Van Dal",)),
    ("Het loket (Zwolle, ruim) is open.", ()),
    # sources
    ("Open meer loketten (Jansen en De Vries, 2019).", ()),
    ("Open meer loketten (Zeeuwse Golf, 4 juli 2024).", ()),
    # words that only end as a party does
    ("Daarom moet grondgebonden landbouw ruimte bieden.", ()),
    ("Verder moeten voorwaarts gerichte stappen volgen.", ()),
    ("Het is nodig dat woningvoorraden groeien.", ()),
    # what stands before a party tells nothing of it
    ("Wij vragen daarmee gemeenten om één loket.", ("gemeenten",)),
    # having is no act, but to have an eye for something is
    ("Teams moeten voldoende kennis hebben.", ()),
    ("De overheid dient oog te hebben voor wie niet mee kan.", ("overheid",)),
    # "raad" as a verb
    ("Ik raad ouders aan de brief te lezen.", ("ouders",)),
]


@pytest.mark.parametrize(("sentence", "addressees"), ADDRESSED)
def test_who_is_asked_is_named_wherever_the_sentence_has_them(sentence, addressees):
    assert find_addressees(sentence, "verzoek") == addressees


def test_a_text_that_says_raad_again_and_again_is_read_in_time():
    begun = perf_counter()
    find_addressees("raad " * 5_000, "verzoek")
    assert perf_counter() - begun < 5


def test_items_stand_under_the_lines_with_a_colon_that_are_still_open():
    text = (
        "# Voorgesteld besluit\n\n1. De raad voor te stellen:\n\nA. De begroting vast te stellen:\n\n"
        "a. met een reserve\n\nB. De oude nota in te trekken.\n\n2. De brief te verzenden.\n"
    )
    assert [(each.text, each.leads) for each in statements(document_from_text(text))] == [
        ("De raad voor te stellen:", ()),
        ("A. De begroting vast te stellen:", ("De raad voor te stellen:",)),
        ("met een reserve", ("De raad voor te stellen:", "A. De begroting vast te stellen:")),
        ("B. De oude nota in te trekken.", ("De raad voor te stellen:",)),
        ("De brief te verzenden.", ()),
    ]
    leads = ("De raad voor te stellen:",)
    assert find_addressees("B. De oude nota in te trekken.", "aanbeveling", leads=leads) == ("raad",)


def test_a_label_and_a_title_name_whom_the_advice_below_is_for():
    assert find_addressees("Open één loket.", "aanbeveling", label="aan het kabinet") == ("kabinet",)
    assert find_addressees("Open één loket.", "aanbeveling", ("Wat kunnen gemeenten doen?",)) == ("gemeenten",)
    assert find_addressees("Open één loket.", "aanbeveling", ("Aanbevelingen", "Gemeenten")) == ("Gemeenten",)
    assert find_addressees("Open één loket.", "aanbeveling", ("Wie doet wat", "Gemeenten")) == ()


def test_they_are_those_the_sentence_before_speaks_of():
    said = "Besluitvormers kennen het loket niet."
    assert find_addressees("Zij zouden het moeten bezoeken.", "aanbeveling", previous=said) == ("Besluitvormers",)
    assert find_addressees("Het loket moet open.", "aanbeveling", previous=said) == ()


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
