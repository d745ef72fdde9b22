"""Classes of citations and names of laws that were cut or missed, each in sentences of its own."""

from __future__ import annotations

import pytest

from nlp.names.entities import find_entities
from nlp.references.law_citations import find_law_citations


def laws(text: str) -> list[str]:
    return [e.text for e in find_entities(text) if e.label == "WET"]


@pytest.mark.parametrize(
    "citation",
    [
        "artikel 4, eerste lid, in combinatie met artikel 9 Wpg",
        "artikel 4, onder b, alsmede artikel 9 van de Mijnbouwwet",
        "artikelen 3 tot en met 5, in samenhang met artikel 12 van de Kieswet",
        "artikel 7, gelezen in samenhang met artikel 8, AVG",
        "artikel 2, onderscheidenlijk artikel 3, van de Gemeentewet",
        "artikel 6 jo. artikel 7 van de Waterwet",
    ],
)
def test_articles_joined_to_one_law_are_one_citation(citation: str) -> None:
    assert laws(f"Dit volgt uit {citation}.") == [citation]


def test_articles_of_two_laws_are_two_citations() -> None:
    text = "Zie artikel 3 van de Waterwet in samenhang met artikel 5 van de Gemeentewet."
    assert laws(text) == ["artikel 3 van de Waterwet", "artikel 5 van de Gemeentewet"]


@pytest.mark.parametrize("citation", ["art. 6(1)(e) AVG", "artikel 9(2) van de AVG", "artikel 5(1)(c) AVG"])
def test_leden_between_brackets_belong_to_the_citation(citation: str) -> None:
    assert laws(f"Dit mag ({citation}) niet.") == [citation]


def test_a_bracket_that_closes_something_else_ends_a_citation() -> None:
    assert laws("Dit is een eis (uit artikel 7) van de AVG.") == ["AVG"]


def test_leden_between_brackets_are_no_articles() -> None:
    assert find_law_citations("Zie artikel 9(2)(a) AVG.")[0].articles == ("9",)


def test_the_heading_of_an_article_is_no_part_of_the_citation_below_it() -> None:
    text = "Artikel III In artikel 5, tweede lid, van de Waterwet wordt een woord geschrapt."
    assert laws(text) == ["artikel 5, tweede lid, van de Waterwet"]


@pytest.mark.parametrize("name", ["Vogel- en Habitatrichtlijn", "Vogel en Habitatrichtlijn", "Water- en Mijnbouwwet"])
def test_two_laws_that_share_the_end_of_their_names_are_one_span(name: str) -> None:
    assert laws(f"Volgens artikel 6 van de {name} kan het.") == [f"artikel 6 van de {name}"]


def test_a_capital_word_and_a_law_are_not_taken_together_without_a_hyphen() -> None:
    assert laws("De dijken van Zutphen en Mijnbouwwet zijn anders.") == ["Mijnbouwwet"]


@pytest.mark.parametrize(
    "name",
    [
        "Regeling instelling Adviescollege droge kelders",
        "Besluit instelling Commissie Waterpeil",
        "Regeling dijkveiligheid",
        "Besluit grondwaterbescherming",
        "Tijdelijke experimentenwet natte zolders",
        "Verzamelbesluit 2031",
        "verordening EU 2031/919",
        "TSI CCS",
        "derogatiebeschikking",
        "amvb reële dijken",
        "AMvB Waterpeil",
    ],
)
def test_regulations_that_no_register_has_are_found_by_their_form(name: str) -> None:
    assert laws(f"Dit staat in de {name}.") == [name]


@pytest.mark.parametrize(
    "text",
    ["De Regeling zal volgen.", "Het Besluit bevat regels.", "De AMvB wordt vastgesteld.", "Zie www.waterwet.nl."],
)
def test_a_regulation_without_a_name_is_none(text: str) -> None:
    assert laws(text) == []


def test_a_regulation_that_gives_support_is_a_measure() -> None:
    found = [(e.label, e.text) for e in find_entities("Op grond van de Subsidieregeling natte zolders kan dat.")]
    assert found == [("MAATREGEL", "Subsidieregeling natte zolders")]


def test_what_is_asked_of_a_regulation_is_no_part_of_its_name() -> None:
    text = "Verzoekt de Regeling kunststofproducten voor eenmalig gebruik minder streng te maken."
    assert laws(text) == ["Regeling kunststofproducten voor eenmalig gebruik"]


def test_laws_by_their_nicknames_and_in_lower_case() -> None:
    text = "De spreidingswet, de stikstofwet en de omgevingswet blijven; de grondwet van Frankrijk niet."
    assert laws(text) == ["spreidingswet", "stikstofwet", "omgevingswet"]


def test_an_abbreviation_that_spells_a_law_of_the_text_is_that_law() -> None:
    entities = find_entities("Uit de Wdk volgt dat. De Wet droge kelders is oud.")
    assert [(e.text, e.canonical) for e in entities] == [
        ("Wdk", "Wet droge kelders"),
        ("Wet droge kelders", "Wet droge kelders"),
    ]


def test_an_abbreviation_that_spells_nothing_in_the_text_is_none() -> None:
    assert laws("Uit de Wdk volgt dat. De Wet natte zolders is oud.") == ["Wet natte zolders"]


IDENTITIES = [
    ("Boek 8 van het Burgerlijk Wetboek (BW) en artikel 10:5 BW.", "artikel 10:5 BW", "Burgerlijk Wetboek Boek 10"),
    ("De Wet maatschappelijke ondersteuning (Wmo).", "Wmo", "Wet maatschappelijke ondersteuning 2015"),
    ("Zie artikel 2.3.2 Wmo.", "artikel 2.3.2 Wmo", "Wet maatschappelijke ondersteuning 2015"),
    ("Zie artikel 19a Wmo.", "artikel 19a Wmo", "Wet maatschappelijke ondersteuning 2007"),
    ("De Cyberbeveiligingswet (NIS2-richtlijn) komt.", "NIS2-richtlijn", "NIS2-richtlijn"),
    (
        "De Wet normering topinkomens (WNT) geldt.",
        "WNT",
        "Wet normering bezoldiging topfunctionarissen publieke en semipublieke sector",
    ),
]


@pytest.mark.parametrize(("text", "form", "canonical"), IDENTITIES)
def test_a_law_has_the_identity_of_what_is_cited(text: str, form: str, canonical: str) -> None:
    assert [e.canonical for e in find_entities(text) if e.text == form] == [canonical]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # the short titles of the BES islands
        ("De Wkgo BES en de Wet kelders BES gelden hier.", ["Wkgo BES", "Wet kelders BES"]),
        ("Het Besluit droge kelders BES is vervallen.", ["Besluit droge kelders BES"]),
        # in capitals, as many write them; the name of an organisation is none
        ("De WMO, de WLZ en de WHO.", ["WMO", "WLZ"]),
        # acts of the Union by English names and their initials
        ("MiFIR en de AI verordening gelden.", ["MiFIR", "AI verordening"]),
        ("Volgens de Clean Cellar Directives mag het.", ["Clean Cellar Directives"]),
        # an abbreviation that no list has, beside an article
        (
            "Dit staat in artikel 29 Kwb en in artikel 3, tweede lid, Kwb.",
            ["artikel 29 Kwb", "artikel 3, tweede lid, Kwb"],
        ),
        ("Artikel 29 Toezicht", []),
        # ordinances with their municipality and year
        ("De Verordening Jeugdhulp gemeente Delft 2025 geldt.", ["Verordening Jeugdhulp gemeente Delft 2025"]),
        ("De Bouwverordening Delft 2012 geldt.", ["Bouwverordening Delft 2012"]),
        ("De Bouwverordening Delft en de Bouwverordening Piet gelden.", ["Bouwverordening Delft", "Bouwverordening"]),
        (
            "Het Handvest voor de Grondrechten van de Europese Unie.",
            ["Handvest voor de Grondrechten van de Europese Unie"],
        ),
        # what sets up a body
        (
            "Het Instellingsbesluit Adviescollege droge kelders wordt verlengd.",
            ["Instellingsbesluit Adviescollege droge kelders"],
        ),
        ("De Instellingswet ADK (ADK) is er.", ["Instellingswet ADK"]),
        ("Het Tijdelijk besluit experiment kelders vervalt.", ["Tijdelijk besluit experiment kelders"]),
        # a hyphen that a later word takes up is inside a title, the years of a plan are not
        ("Het Besluit openbaarmaking keldergegevens en -kaarten geldt.", ["Besluit openbaarmaking keldergegevens"]),
        (
            "Het Verdrag inzake droge stoffen (1971) en het Verdrag van Delft en het EVRM.",
            ["Verdrag inzake droge stoffen", "Verdrag van Delft", "EVRM"],
        ),
        ("De inkoop Wmo 2020-2026 loopt.", ["Wmo"]),
        # an act of a kind by its title, also with small words before the capital; the kind alone names none
        ("De Spoedwet aanpak Kelders op goede gronden.", ["Spoedwet aanpak Kelders"]),
        ("De Noodwet droge kelders geldt.", ["Noodwet droge kelders"]),
        ("De Wijzigingswet keldersector zich primair richt.", ["Wijzigingswet keldersector"]),
        ("Over de Spoedwet nog deze week; de Noodwet volledig, de Kaderwet geregeld.", []),
        # two acts beside each other are two
        ("De Reparatiewet Droge Kelders en de Noodwet Y.", ["Reparatiewet Droge Kelders", "Noodwet Y"]),
        ("De Wet droge kelders en de Kelderwet.", ["Wet droge kelders", "Kelderwet"]),
        # acts of the Union in a row, with one digit, and of a kind
        (
            "De Richtlijnen 2014/24/EU, (EU) 2016/680 en 2014/25/EU.",
            ["Richtlijnen 2014/24/EU", "2016/680", "2014/25/EU"],
        ),
        (
            "Verordening (EG) nr. 1/2003 en de EU-verordening 2019/881.",
            ["Verordening (EG) nr. 1/2003", "EU-verordening 2019/881"],
        ),
        ("De Kaderrichtlijn 2000/60/EG.", ["Kaderrichtlijn 2000/60/EG"]),
        ("Wij besluiten 12/13 en 14/15 en richtlijn 1/2.", []),
    ],
)
def test_names_of_laws_that_no_list_has(text: str, wanted: list[str]) -> None:
    assert laws(text) == wanted
