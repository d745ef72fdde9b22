"""Classes of names of bodies and measures that were cut, missed or confused, each in sentences of its own."""

from __future__ import annotations

import pytest

from nlp.names.entities import find_entities


def found(text: str) -> list[tuple[str, str]]:
    return [(e.label, e.text) for e in find_entities(text)]


@pytest.mark.parametrize(
    "name",
    [
        "Gemeenschappelijke regeling Reinigingsdienst Droogeveen",
        "gemeenschappelijke regeling Werkplaats Duin- en Polderstreek",
        "Gemeenschappelijke Regeling regionaal afvalbedrijf Schoonstad",
    ],
)
def test_a_joint_scheme_of_municipalities_is_a_body(name: str) -> None:
    assert found(f"De {name} voert dit uit.") == [("ORG", name)]


def test_a_joint_scheme_without_a_name_is_none() -> None:
    assert found("Een gemeenschappelijke regeling kan helpen.") == []


def test_councils_of_several_places_are_as_many_bodies() -> None:
    entities = find_entities("Dit gaat naar de bestuurscolleges van Bonaire, Saba en Sint Eustatius.")
    assert [(e.text, e.canonical) for e in entities] == [
        ("bestuurscolleges van Bonaire", "Bestuurscollege van Bonaire"),
        ("Saba", "Bestuurscollege van Saba"),
        ("Sint Eustatius", "Bestuurscollege van Sint Eustatius"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dit rapport [EN/AR] is vertaald.",
        "De koppeling gebruikt HTTPS en OAuth.",
        "Daarbij was Prof.mr. aanwezig.",
        "Wij keken naar het Eurovisie Songfestival.",
    ],
)
def test_languages_protocols_titles_and_contests_are_no_names(text: str) -> None:
    assert found(text) == []


MEASURES = [
    ("Dit volgt uit het 9e Nitraatactieprogramma.", ["9e Nitraatactieprogramma"], "a number that says which"),
    ("Er is geld uit de SPUK GALA.", ["SPUK GALA"], "the money for it"),
    (
        "Dit staat in de Investeringsagenda Belastingdienst.",
        ["Investeringsagenda Belastingdienst"],
        "the agenda of a body, not the body",
    ),
    ("De subsidieregeling ‘Droge Kelders Oost’ (DKO) loopt.", ["Droge Kelders Oost", "DKO"], "without its marks"),
    ("Het programma Sterk Thuis Zutphen begint.", ["Sterk Thuis Zutphen"], "a place that ends a name"),
    (
        "De Tijdelijke reparatieregeling Subsidieregeling Veendijk (hierna: reparatieregeling) gold. "
        "De reparatieregeling is voorbij.",
        ["Tijdelijke reparatieregeling Subsidieregeling Veendijk", "reparatieregeling", "reparatieregeling"],
        "with the scheme it repairs, and by its short name",
    ),
]


@pytest.mark.parametrize(("text", "names", "why"), MEASURES, ids=[why for *_, why in MEASURES])
def test_measures_are_found_to_their_end(text: str, names: list[str], why: str) -> None:
    assert [name for label, name in found(text) if label == "MAATREGEL"] == names


def test_one_programme_has_one_identity_however_it_is_written() -> None:
    entities = find_entities("De Programmatische Aanpak Stikstof (PAS) en het Programma Aanpak Stikstof. Het PAS.")
    assert {e.canonical for e in entities} == {"Programma Aanpak Stikstof"}


def test_a_body_is_known_by_its_head_from_the_regulation_that_founds_it() -> None:
    text = "Het Adviescollege schrijft. De Regeling instelling Adviescollege stikstofproblematiek geldt."
    assert [e.canonical for e in find_entities(text) if e.text == "Adviescollege"] == [
        "Adviescollege Stikstofproblematiek"
    ]


def test_the_afdeling_that_advises_is_the_afdeling_advisering() -> None:
    assert [e.canonical for e in find_entities("De Afdeling adviseert dit te doen. De Afdeling is groot.")] == [
        "Afdeling advisering van de Raad van State",
        None,
    ]


FORMS = [
    ("Het SVB’s loket sluit.", ["SVB"], "the genitive of an abbreviation"),
    ("Volgens BZK's brief mag het.", ["BZK"], "with a straight apostrophe"),
    ("De Raad voor Cultuur’s adviezen zijn gelezen.", ["Raad voor Cultuur"], "the genitive of a longer name"),
    ("Er zijn dertig ROC’s in het land.", [], "a plural is no genitive"),
    ("De gemeente ’s Gravenhage is blij.", ["gemeente ’s Gravenhage"], "with room behind its apostrophe"),
    (
        "De gemeente ’s-Gravenhage en de gemeente 's-Hertogenbosch.",
        ["gemeente ’s-Gravenhage", "gemeente 's-Hertogenbosch"],
        "a name that begins with an apostrophe",
    ),
    ("Het waterschap Hunze en Aa's maait.", ["waterschap Hunze en Aa's"], "and one that ends with it"),
    ("Dit zei de W.R.R. in 1983.", ["W.R.R."], "points between the letters"),
    ("Dit schreef W.R.R. Bakker.", [], "initials of a person"),
    ("RIJKSWATERSTAAT\nHet bord is weg.", ["RIJKSWATERSTAAT"], "in capitals"),
    ("De Raad v. State adviseerde.", ["Raad v. State"], "with a shortened word"),
    ("In zaak T-12/06 P, EU:T:2008:3, is beslist.", [], "numbers of cases of the Court of Justice"),
    ("Zie Kamerstukken I 2016/17, CXXXIV, B.", [], "a dossier in Roman signs"),
]


@pytest.mark.parametrize(("text", "names", "why"), FORMS, ids=[why for *_, why in FORMS])
def test_bodies_are_found_in_the_forms_in_which_papers_write_them(text: str, names: list[str], why: str) -> None:
    assert [name for label, name in found(text) if label == "ORG"] == names


def test_the_council_of_state_is_known_however_it_is_written() -> None:
    entities = find_entities("De Raad v. State, de Raad van State en de Raad van State’s adviezen.")
    assert {e.canonical for e in entities} == {"Raad van State"}
