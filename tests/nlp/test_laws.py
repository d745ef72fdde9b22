"""Which laws are found as entities; the forms of citation are tested with nlp.references.law_citations."""

from __future__ import annotations

import pytest

from nlp.names.entities import find_entities

# (text, laws, why)
CASES = [
    ("De REST API Design Rules volgen de Rotterdam Rules niet.", ["Rotterdam Rules"], "rules of a craft are no law"),
    ("De eisen uit DORA en NIS2 gelden.", ["DORA", "NIS2"], "an act of the EU by its acronym alone"),
    (
        "De Richtlijn industriële emissies (RIE) geldt; de RIE is streng.",
        ["Richtlijn industriële emissies", "RIE", "RIE"],
        "initials that are also a word, introduced",
    ),
    ("Artsen volgen de NHG-richtlijn en de AI-verordening.", ["AI-verordening"], "a guideline of a body is no law"),
    (
        "De EUDR-Ontbossingsverordening geldt, de VN-Kelderrichtlijn niet.",
        ["EUDR-Ontbossingsverordening"],
        "initials with the topic, not of another body",
    ),
    (
        "De UN Convention on Wet Cellars (UNCWC) geldt.",
        ["UN Convention on Wet Cellars", "UNCWC"],
        "a treaty by its initials",
    ),
    ("Volgens annex I van de Habitatrichtlijn.", ["annex I van de Habitatrichtlijn"], "an annex by that name"),
    ("Naar het voorbeeld van de Amerikaanse Wet Cellar Act.", ["Wet Cellar Act"], "without its country"),
    (
        "ILO International Labour Organization UNCWC Framework Convention on Wet Cellars VN Verenigde Naties",
        ["Framework Convention on Wet Cellars"],
        "a treaty in a list of abbreviations",
    ),
    ("Zie artikel 5 AVG.", ["artikel 5 AVG"], "the whole citation is one span"),
    ("Op grond van artikel 2, tweede lid, van de Kieswet.", ["artikel 2, tweede lid, van de Kieswet"], "with its lid"),
    ("Volgens artikel 2 is dat zo.", [], "an article without a law"),
    ("De Huisvestingswet 2014 blijft.", ["Huisvestingswet 2014"], "with its year"),
    ("Dit volgt uit het Verdrag van Malmö.", ["Verdrag van Malmö"], "a treaty that no list knows"),
    (
        "Het Verdrag inzake de Bescherming van de Zee geldt.",
        ["Verdrag inzake de Bescherming van de Zee"],
        "and its topic",
    ),
    ("De Rotterdam Rules gelden.", ["Rotterdam Rules"], "rules of maritime law"),
    ("De Data Act en de AI Act gelden.", ["Data Act", "AI Act"], "European acts by their English name"),
    (
        "Het Verdrag van de Verenigde Naties inzake de opslag van zout over zee (hierna: Zoutverdrag) geldt.",
        ["Verdrag van de Verenigde Naties inzake de opslag van zout over zee", "Zoutverdrag"],
        "a treaty by its full title",
    ),
    ("De Convention on Biological Diversity bindt.", ["Convention on Biological Diversity"], "and by an English one"),
    ("Het wetsvoorstel «Betere dijken en duinen» ligt er.", ["Betere dijken en duinen"], "a bill by its quoted title"),
    ("Het Belastingplan 2031 verandert dit.", ["Belastingplan 2031"], "the tax bill of a year"),
    (
        "De Verordening op de heffing en invordering van leges Zutphen 2031 geldt.",
        ["Verordening op de heffing en invordering van leges Zutphen 2031"],
        "an ordinance on a municipal tax",
    ),
    ("De Wet toekomst\n\nPensioenen in cijfers", ["Wet toekomst"], "a title does not run over the end of a paragraph"),
    ("Dit is een Awb-besluit.", [], "part of a compound"),
    ("De Regeling werkzaamheden derden CBS geldt.", ["Regeling werkzaamheden derden CBS"], "only regulates"),
    ("De Regeling van werkzaamheden begint.", [], "how the House orders its work"),
    ("Artikel 50 van het EU-verdrag.", ["Artikel 50 van het EU-verdrag"], "with an article of a treaty"),
    ("Zie artikel 5 van het Verdrag van Malmö.", ["artikel 5 van het Verdrag van Malmö"], "also of one no list knows"),
    ("Het VN-verdrag geldt.", [], "a treaty that is not named"),
    ("De Wpg en artikel 67 Awr.", ["Wpg", "artikel 67 Awr"], "abbreviations that the text does not introduce"),
    (
        "Zie artikel 5bis tot en met 5quater Sr.",
        ["artikel 5bis tot en met 5quater Sr"],
        "Latin numbers",
    ),
    ("Strafbaar op grond van de WED.", ["WED"], "an abbreviation of several meanings, in context"),
    ("Hij staat in de rij voor WED.", [], "and without"),
    ("Het Bouwbesluit en de Gaswet.", ["Bouwbesluit", "Gaswet"], "without its year, and a short compound"),
    ("De Wet droge kelders en de Wet natte zolders.", ["Wet droge kelders", "Wet natte zolders"], "two, not one"),
    ("De herziene Europese richtlijn oeverveiligheid.", ["richtlijn oeverveiligheid"], "in lower case"),
    ("Een Europese richtlijn voorgesteld door de Commissie.", [], "a directive without its topic"),
    ("De Wet tegenbewijsregeling box 3 geldt.", ["Wet tegenbewijsregeling box 3"], "a recent law, with its number"),
    ("De Rijkswet houdende wijziging volgt.", [], "not its title"),
    ("Zie Vrl. art. 4.2, en Awb, artikel 5.", ["Vrl. art. 4.2", "Awb, artikel 5"], "the article behind the law"),
    ("Zie de Awb, artikel 5 AVG.", ["Awb", "artikel 5 AVG"], "which may be one of the law that follows"),
    ("De Awb, artikel 5 van de AVG.", ["Awb", "artikel 5 van de AVG"], "also after a small word"),
    (
        "De Akte betreffende de opslag van zout door het Europees Parlement (Zoutakte).",
        ["Akte betreffende de opslag van zout door het Europees Parlement"],
        "an act of the EU, not the body in its title",
    ),
    ("Zie de Ambtsinstructie en de Kiesakte.", ["Ambtsinstructie", "Kiesakte"], "titles of which a part is written"),
    ("De Tijdelijke wet verkiezingen.", ["Tijdelijke wet verkiezingen"], "without what it was made for"),
    ("Dit staat in het Besluit droge kelders (AMvB).", ["Besluit droge kelders"], "a decree by a title in lower case"),
    ("Tegen het Besluit bezwaar maken kan.", [], "a decree that is not named"),
    (
        "Het wetsvoorstel Toezicht droge kelders wringt; het wetsvoorstel Wijziging van de wet.",
        ["Toezicht droge kelders"],
        "a bill by its title without quotation marks",
    ),
    (
        "De Machtigingswet oprichting Kelder-NL is er.",
        ["Machtigingswet oprichting Kelder-NL"],
        "a name with a hyphen, and not the act of 1960",
    ),
    (
        "De Wet bevorderen integriteit en functioneren decentraal bestuur tweede tranche komt.",
        ["Wet bevorderen integriteit en functioneren decentraal bestuur tweede tranche"],
        "a second part is another law",
    ),
    ("Zij is door de Wet droge kelders hiertoe verplicht.", ["Wet droge kelders"], "what points back ends a title"),
]


@pytest.mark.parametrize(("text", "laws", "why"), CASES, ids=[why for *_, why in CASES])
def test_laws_are_found_as_a_reader_finds_them(text: str, laws: list[str], why: str) -> None:
    assert [entity.text for entity in find_entities(text) if entity.label == "WET"] == laws


def test_a_law_is_linked_to_its_bwb_id() -> None:
    assert [(e.canonical, e.identifier) for e in find_entities("De Awb geldt.")] == [
        ("Algemene wet bestuursrecht", "BWBR0005537")
    ]


def test_a_scheme_that_gives_support_is_a_measure_and_no_law() -> None:
    assert [e.label for e in find_entities("De Subsidieregeling praktijkleren loopt.")] == ["MAATREGEL"]


def test_an_abbreviation_means_what_the_text_says() -> None:
    text = "De Wet politiegegevens (Wpg) geldt. De Wpg regelt dit."
    assert {e.canonical for e in find_entities(text)} == {"Wet politiegegevens"}


def test_of_a_law_with_editions_the_name_without_year_has_no_identifier() -> None:
    assert [e.identifier for e in find_entities("Het Bouwbesluit geldt.")] == [None]
    assert [e.identifier for e in find_entities("Het Vreemdelingenbesluit geldt.")] == ["BWBR0011825"]


def test_a_meeting_of_the_parties_to_a_treaty_is_no_law() -> None:
    text = "De Conferentie van Partijen bij het Verdrag van Malmö (CoP20) is voorbij."
    assert [e.text for e in find_entities(text) if e.label == "WET"] == ["Verdrag van Malmö"]
