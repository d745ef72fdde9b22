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
