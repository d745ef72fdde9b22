"""Who a letter is from, its marks and its kind, as its head and foot print them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.citing.cite import cite, known_citations
from ingest.citing.senders import with_article
from ingest.formats.web import read_html
from ingest.metadata.signatures import find_signatories
from ingest.model import Metadata, Signatory
from tests.ingest.printed import Text, paragraph, read

BODY = [
    "De uitvoering van het beleid vraagt om een langere adem dan de begroting van een",
    "enkel jaar toelaat. Daarom is met de betrokken diensten afgesproken dat de plannen",
    "voor de komende periode telkens in het najaar worden herzien.",
]
ANSWERS = ["Vraag 1", "Kent u het bericht?", "Antwoord op vraag 1", "Ja."] * 8
MINISTER = "De minister van Water en Wegen"


@pytest.mark.parametrize(
    ("why", "letter", "signed"),
    [
        ("without a comma", ["Zoals aangegeven in de bijlage.", MINISTER, "A.B. van Dam", *ANSWERS], MINISTER),
        # whom a letter goes to stands over its salutation
        ("addressee", ["Zie de bijlage.", MINISTER, "A.B. van Dam", "Geachte heer,", *ANSWERS], None),
        ("addressee that opens the letter", [MINISTER, "A.B. van Dam", *ANSWERS], None),
        (
            "an office on two lines",
            ["Hoogachtend,", "de minister van Water,", "Wegen en Sport,", "Jan van Dam"],
            "de minister van Water, Wegen en Sport",
        ),
        (
            "an office that ends with a name's form",
            ["Hoogachtend,", "de minister van Water en", "Sport,", "Jan van Dam"],
            "de minister van Water en Sport",
        ),
        # two names below each other are no office that goes on
        (
            "a second name",
            ["Hoogachtend,", "de minister van Water,", "A.B. van Dam,", "C. Smit"],
            "de minister van Water",
        ),
        (
            "a director for a minister",
            ["Hoogachtend,", MINISTER, "Namens deze,", "Anna de Wit - Directeur Wonen"],
            f"{MINISTER}, namens deze, Directeur Wonen",
        ),
        (
            "a director for an agency",
            ["Hoogachtend,", "Autoriteit Waterzaken,", "Namens deze,", "A.B. van Dam", "Directeur Toezicht"],
            "Autoriteit Waterzaken, namens deze, Directeur Toezicht",
        ),
        (
            "name and office on one line",
            ["Hoogachtend,", f"{MINISTER}, namens deze,", "mr. A.B. van Dam de Directeur Dijken"],
            f"{MINISTER}, namens deze",
        ),
    ],
)
def test_a_letter_is_signed_in_the_office_that_it_is_from(why, letter, signed):
    assert [found.office for found in find_signatories(letter, "brief", ())] == ([signed] if signed else []), why


def head(*lines: Text) -> list[Text]:
    return [
        Text(60, 60, "Ministerie van Water", 9),
        *lines,
        Text(60, 300, "Geachte voorzitter,"),
        *paragraph(60, 330, BODY),
    ]


def test_two_ministers_who_sign_beside_each_other_are_both_named():
    foot = [
        Text(60, 420, "Hoogachtend,"),
        Text(60, 450, "de minister van Water,"),
        Text(300, 450, "de minister van Wegen,"),
        Text(60, 462, "Wind en Zee,"),
        Text(300, 462, "Weer en Sport,"),
        Text(60, 540, "Anna Jansen"),
        Text(300, 540, "Piet de Wit"),
    ]
    labels = [Text(60, 200, "Datum 7 maart 2024"), Text(60, 215, "Betreft Sluizen")]
    letter = read([*head(*labels), *foot]).metadata
    assert letter.signatories == (
        Signatory("Anna Jansen", "de minister van Water, Wind en Zee"),
        Signatory("Piet de Wit", "de minister van Wegen, Weer en Sport"),
    )
    assert cite(letter).text == (
        "Brief van de minister van Water, Wind en Zee en de minister van Wegen, Weer en Sport van 7 maart 2024"
    )


def test_a_letter_of_a_college_is_not_cited_as_of_its_chairman():
    foot = [
        Text(60, 420, "Gedeputeerde Staten van Waterland,"),
        Text(60, 500, "voorzitter, A.P. Jansen"),
        Text(300, 500, "secretaris, N. de Wit"),
    ]
    labels = [Text(60, 200, "Datum 7 maart 2024"), Text(60, 215, "Betreft Sluizen")]
    letter = read([*head(*labels), *foot]).metadata
    assert [each.name for each in letter.signatories] == ["A.P. Jansen", "N. de Wit"]
    assert cite(letter).text == "Brief van Gedeputeerde Staten van Waterland van 7 maart 2024"


def test_marks_in_a_row_of_labels_stand_below_them():
    labels = {60: ("Datum", "07.03.2024"), 120: ("Kenmerk", "D2024-77"), 200: ("Zaaknummer", "2024-0099")}
    row = [
        *(Text(x, 200, label, 7, "B") for x, (label, _) in labels.items()),
        *(Text(x, 212, value, 7) for x, (_, value) in labels.items()),
        Text(60, 240, "Onderwerp: Sluizen"),
    ]
    letter = read(head(*row)).metadata
    assert (letter.date, letter.kenmerk, letter.zaaknummer) == ("2024-03-07", "D2024-77", "2024-0099")


def test_a_case_number_in_a_column_of_labels_ends_where_the_next_label_stands():
    page = [
        *(Text(60, 100 + 12 * n, label) for n, label in enumerate(("Zaaknummer", "Rechtsgebied", "Zitting"))),
        *(Text(160, 100 + 12 * n, value) for n, value in enumerate(("KG 19-1208", "Civiel recht", "Enkelvoudig"))),
        *paragraph(60, 200, BODY),
    ]
    assert read(page).metadata.zaaknummer == "KG 19-1208"


def test_a_letter_that_is_not_typeset_yet_is_a_letter():
    page = [
        Text(60, 100, "35 999"),
        Text(140, 100, "Sluizen en dijken"),
        Text(60, 120, "Nr. 12"),
        Text(140, 120, "Brief van de minister van Water en Wegen"),
        Text(60, 150, "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal"),
        Text(60, 170, "Den Haag, 7 maart 2024"),
        *paragraph(60, 200, BODY),
    ]
    letter = read(page).metadata
    assert (letter.kind, letter.title) == ("brief", "Brief van de minister van Water en Wegen")


def test_a_list_of_decisions_is_not_called_by_one_of_its_items():
    page = [
        Text(60, 60, "Besluitenlijst Rondetafel", 20),
        Text(60, 100, "Datum"),
        Text(60, 112, "3 oktober 2024"),
        Text(60, 140, "Onderwerp"),
        Text(60, 155, "Voorstel Sluizen en dijken", 10, "B"),
        *paragraph(60, 200, BODY),
    ]
    found = read(page).metadata
    assert (found.title, found.subject) == ("Besluitenlijst Rondetafel", "Voorstel Sluizen en dijken")


@pytest.mark.parametrize(
    ("issuer", "cited"), [("vaste commissie voor Water", ", vaste commissie voor Water"), (None, "")]
)
def test_a_list_of_decisions_is_of_the_committee_and_not_of_its_griffier(issuer, cited):
    griffier = (Signatory("A.B. van Dam", "griffier"),)
    found = Metadata(
        "lijst-1", "", title="Besluitenlijst", subject="Besluitenlijst X", issuer=issuer, signatories=griffier
    )
    assert cite(found).text == f"Besluitenlijst{cited}"


def test_a_committee_that_leads_has_given_out_its_list():
    page = [
        Text(60, 60, "Voortouwcommissie:"),
        Text(180, 60, "vaste commissie voor Water", 10, "B"),
        Text(60, 100, "Document:"),
        Text(180, 100, "Besluitenlijst van de vergadering van 2 april 2009", 12, "B"),
        *paragraph(60, 140, BODY),
    ]
    assert read(page).metadata.issuer == "vaste commissie voor Water"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ministerie van Financiën", "het Ministerie van Financiën"),
        ("Provincie Waterland", "de Provincie Waterland"),
        ("Centraal Planbureau", "het Centraal Planbureau"),
        ("Algemene Rekenkamer", "de Algemene Rekenkamer"),
        # none: abbreviations, companies, people, those that are several
        ("VNG", "VNG"),
        ("Twente Consult", "Twente Consult"),
        ("A.B. van den Raad", "A.B. van den Raad"),
        ("burgemeester en wethouders van Dam", "burgemeester en wethouders van Dam"),
    ],
)
def test_a_letter_is_of_an_organisation_with_its_article(name, written):
    assert with_article(name) == written
    letter = Metadata("brief-1", "", kind="brief", issuer=name)
    assert cite(letter).text == f"Brief van {written}"
    # as earlier versions cited it
    assert f"Brief van {name}" in known_citations(letter)


def test_a_letter_of_whom_the_issuer_is_a_guess_says_so():
    letter = Metadata("brief-1", "", kind="brief", issuer="gemeente Dam", guessed=("issuer",))
    assert any(warning.startswith("a guess: issuer") for warning in cite(letter).warnings)


def test_a_director_whose_office_names_no_organisation_is_cited_as_the_organisation():
    signed = (Signatory("A.B. van Dam", "Directeur Toezicht"),)
    letter = Metadata("brief-1", "", kind="brief", issuer="Autoriteit Waterzaken", signatories=signed)
    assert cite(letter).text == "Brief van de Autoriteit Waterzaken"
    for office in ("Voorzitter Adviesraad Water Dam", "de directeur-generaal van de Adviesraad Water Dam"):
        own = (Signatory("A.B. van Dam", office),)
        letter = Metadata("brief-1", "", kind="brief", issuer="Adviesraad Water", signatories=own)
        assert cite(letter).text == "Brief van de Adviesraad Water Dam"


def test_a_motion_as_a_web_page_is_a_motion_by_its_title():
    page = """<html><head><meta name="DC.identifier" content="kst-99901-14">
    <meta name="DC.creator" content="Tweede Kamer der Staten-Generaal">
    <meta name="OVERHEIDop.dossiertitel" content="Sluizen">
    <meta name="OVERHEIDop.documenttitel" content="Motie van het lid Van Dam over sluizen"></head><body>
    <div id="broodtekst"><h1>Sluizen</h1><p>De Kamer, gehoord de beraadslaging,</p>
    <p>en gaat over tot de orde van de dag.</p><p>Van Dam</p></div></body></html>"""
    found = read_html(page.encode(), "kst-99901-14.html").metadata
    assert (found.kind, found.chamber, found.subject) == ("motie", "II", "Sluizen")
    assert found.signatories == (Signatory("Van Dam"),)


def test_a_stamped_day_is_the_date_of_a_letter_as_a_guess():
    labels = [
        Text(60, 200, "Datum"),
        Text(60, 215, "Betreft"),
        Text(130, 215, "Sluizen"),
        Text(140, 186, "2 2 APR. 2026", 12),
    ]
    letter = read(head(*labels)).metadata
    assert (letter.kind, letter.date, letter.guessed) == ("brief", "2026-04-22", ("date",))
    signed = replace(letter, signatories=(Signatory("A.B. van Dam", MINISTER),))
    assert any(warning.startswith("a guess: date") for warning in cite(signed).warnings)


def test_a_judgment_is_cited_by_court_date_and_ecli():
    page = [
        Text(60, 60, "ECLI:NL:RBDAM:2019:137", 20, "B"),
        *(Text(60, 100 + 14 * n, label) for n, label in enumerate(("Instantie", "Datum uitspraak", "Zaaknummer"))),
        *(Text(200, 100 + 14 * n, value) for n, value in enumerate(("Rechtbank Den Dam", "16-12-2019", "KG 19-1208"))),
        *paragraph(60, 200, BODY),
    ]
    found = read(page).metadata
    assert (found.kenmerk, found.zaaknummer) == ("ECLI:NL:RBDAM:2019:137", "KG 19-1208")
    assert cite(found, 1).text == "Rechtbank Den Dam 16 december 2019, ECLI:NL:RBDAM:2019:137, p. 1"


def test_departments_and_companies_are_no_authors_and_those_below_them_are():
    names = ["Auteurs:", "Jan de Wit, Dam Research", "Leerstoelgroep Waterbeheer", "Anna Smit"]
    page = [Text(60, 60, "Vallen en opstaan", 24), *(Text(60, 100 + 13 * n, name) for n, name in enumerate(names))]
    assert read([*page, *paragraph(60, 200, BODY)]).metadata.authors == ("Jan de Wit", "Anna Smit")


def test_a_ministry_without_its_accent_is_called_as_the_register_does():
    foot = [
        Text(60, 420, "Hoogachtend,"),
        Text(60, 440, "De Minister van Financien, namens deze,"),
        Text(60, 460, "A.B. van Dam"),
    ]
    labels = [Text(60, 200, "Datum 7 maart 2024"), Text(60, 215, "Betreft Sluizen")]
    page = [*labels, Text(60, 300, "Geachte voorzitter,"), *paragraph(60, 330, BODY), *foot]
    assert read(page).metadata.issuer == "Ministerie van Financiën"
