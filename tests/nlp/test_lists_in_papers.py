"""Names in what papers hold beside sentences: lists of sources, of those present, of abbreviations."""

from __future__ import annotations

import pytest

from nlp.names.entities import find_entities


def organisations(text: str) -> list[str]:
    return [one.text for one in find_entities(text) if one.label == "ORG"]


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        (
            "RIVM. 2019. Kelders van de NVWA. Bilthoven: RIVM. https://voorbeeld.nl/kelders De NVWA kwam later.",
            ["NVWA"],
            "the year as a sentence of its own, up to the address",
        ),
        (
            "Waterman, P. (2019). Kelders van de NVWA. Nat en Droog, 12(3), 4-9. De NVWA kwam later.",
            ["NVWA"],
            "initials before the year, up to the pages of a journal",
        ),
        (
            "RIVM (2019). Kelders onder TNO. Den Haag: PBL en Bilthoven: RIVM. De NVWA kwam later.",
            ["NVWA"],
            "two publishers",
        ),
        (
            "Dit stond in het rapport van TNO (2019). Het RIVM dacht er anders over, en de NVWA ook.",
            ["RIVM", "NVWA"],
            "a sentence behind a year is no entry without a publisher",
        ),
        (
            "In Den Haag: het RIVM, in Bilthoven: de NVWA.",
            ["RIVM", "NVWA"],
            "a place and a colon alone are no entry",
        ),
    ],
)
def test_a_list_of_sources_names_no_organisations(text: str, found: list[str], why: str) -> None:
    assert organisations(text) == found, why


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        (
            "Aanwezig: Jan Waterman (RIVM), Anna de Boom (Droge Voeten), Piet Zand (TNO).",
            ["RIVM", "Droge Voeten", "TNO"],
            "two known bodies say what the brackets hold",
        ),
        (
            "Aanwezig: Jan Waterman (RIVM Kelders) (tot 12:00 uur), Anna van der Boom (TNO), Piet Zand (NVWA).",
            ["RIVM Kelders", "TNO", "NVWA"],
            "a part of a body goes with it",
        ),
        (
            "Aanwezig: Jan Waterman (Gelderland), Anna de Boom (RIVM), Piet Zand (TNO).",
            ["RIVM", "TNO"],
            "a place is where somebody comes from",
        ),
        ("Wij spraken Jan Waterman (Droge Voeten) en lazen een boek.", [], "one bracket is no list"),
        ("De dhr. Zand kwam met Dhr. van Putten en Mw. Visser.", [], "persons behind a form of address"),
    ],
)
def test_the_bodies_of_those_present_are_found(text: str, found: list[str], why: str) -> None:
    assert organisations(text) == found, why


def test_gemeenten_go_on_behind_a_remark_in_brackets() -> None:
    text = "De gemeenten Rotterdam (voorzitter), Utrecht en Haarlemmermeer (tot mei) doen mee."
    assert organisations(text) == ["gemeenten Rotterdam", "Utrecht", "Haarlemmermeer"]


@pytest.mark.parametrize("between", [" ", ": ", " | ", " – ", "\t"])
def test_a_list_of_abbreviations_teaches_them(between: str) -> None:
    rows = (
        ("SNK", "Stichting Natte Kelders"),
        ("NPK", "Nationaal Programma Kelders"),
        ("KWD", "Kelderwaterdiepte"),
        ("GVO", "Genootschap voor Veenonderzoek"),
    )
    text = "Lijst van afkortingen\n" + "\n".join(map(between.join, rows)) + "\n\nOok SNK en GVO wezen op NPK en KWD."
    entities = [(one.text, one.label, one.canonical) for one in find_entities(text)]
    kinds = [(*rows[0], "ORG"), (*rows[1], "MAATREGEL"), (*rows[3], "ORG")]
    assert entities[:6] == [(form, label, long) for short, long, label in kinds for form in (short, long)]
    assert entities[6:] == [("SNK", "ORG", rows[0][1]), ("GVO", "ORG", rows[3][1]), ("NPK", "MAATREGEL", rows[1][1])]


def test_rows_without_the_heading_of_a_list_teach_nothing() -> None:
    text = "Rijen\nSNK Stichting Natte Kelders\n\nOok SNK doet mee."
    assert "SNK" not in organisations(text)
    assert "SNK" in organisations(text.replace("Rijen", "Afkortingen"))


def test_what_stands_behind_a_list_of_abbreviations_is_no_row_of_it() -> None:
    text = "Afkortingen\nSNK Stichting Natte Kelders\n" + "Een regel.\n" * 5 + "QVO Quarto voor orgel\nQVO is mooi."
    assert "QVO" not in {one.text for one in find_entities(text)}


@pytest.mark.parametrize(
    ("text", "measures", "why"),
    [
        (
            "De raad stelt de Visie Droge Kelders Almere 2024 – 2026 vast.",
            ["Visie Droge Kelders Almere 2024 – 2026"],
            "a place with years behind it ends the name",
        ),
        ("De raad stelt de Visie Droge Kelders Almere vast.", ["Visie Droge Kelders"], "without years it does not"),
        (
            "Het beleidskader Droge Kelders 2019-2022 loopt af.",
            ["beleidskader Droge Kelders 2019-2022"],
            "a kind in small letters with its years",
        ),
        (
            "Dit volgt op het Lokaal Sportakkoord II en het Almeers Preventieakkoord.",
            ["Lokaal Sportakkoord II", "Almeers Preventieakkoord"],
            "the town's own agreement is not the national one",
        ),
        (
            "Dit past in de Vochtige agenda en een Vochtige aanpak.",
            ["Vochtige agenda"],
            "a capital makes one of a kind",
        ),
        ("Dit past in de Nieuwe agenda of de Europese aanpak.", [], "whose it is or how old makes it none"),
        (
            "Denk aan het Pact Gezonde Kelders en Groene Kelderaanpak.",
            ["Pact Gezonde Kelders", "Groene Kelderaanpak"],
            "two names, each with its kind",
        ),
        (
            "Zie het Integraal Plan van Aanpak Kelders 2024-2026.",
            ["Integraal Plan van Aanpak Kelders 2024-2026"],
            "a plan van aanpak is one kind",
        ),
        ("Het onderzoeksproject ‘Als de kelder lekt’ loopt.", [], "research is no policy"),
    ],
)
def test_plans_of_towns_are_found_as_a_reader_finds_them(text: str, measures: list[str], why: str) -> None:
    assert [one.text for one in find_entities(text) if one.label == "MAATREGEL"] == measures, why


def test_words_run_together_by_programmers_are_no_organisation() -> None:
    assert organisations("De klasse KelderWaterPeil volgt op BenW en WebDAV, niet op ProRail.") == ["ProRail"]


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        (
            "Natte Kelders B.V. (2020). Droog met TNO. https://voorbeeld.nl De NVWA kwam later.",
            ["NVWA"],
            "the year in brackets as a sentence of its own",
        ),
        (
            "Kelders | NOS [Internet]. [geciteerd 2021 Jun 22]. Zie: https://voorbeeld.nl De NVWA kwam later.",
            ["NVWA"],
            "as medical journals cite the web",
        ),
        ("Rijkswaterstaats taak is het peil.", ["Rijkswaterstaat"], "a genitive without an apostrophe"),
        (
            "Op Lelystad Airport en rond Schiphol is het stil, maar Lelystad Airport vraagt een vergunning aan.",
            ["Lelystad Airport"],
            "an airport as a place is none, one that asks is",
        ),
        (
            "De Keldertafel sprak met Welzijn Lelystad en Zorgzaam Den Haag, niet over Welzijn.",
            ["Keldertafel", "Welzijn Lelystad", "Zorgzaam Den Haag"],
            "a table to sit at, and bodies named after their town",
        ),
        ("Dit is aan Provinciale Staten of Gedeputeerde Staten.", ["Provinciale Staten", "Gedeputeerde Staten"], ""),
        (
            "Kent u het bericht «Brug dicht» (Zeeuwse Golf, 4 juli 2024)?",
            ["Zeeuwse Golf"],
            "a newspaper behind what it wrote",
        ),
        (
            "Aanwezig was Mevr. De Jonge (gemeente Almere), die woont in Haven (gemeente Almere).",
            ["gemeente Almere"],
            "behind a person it is who sent her, behind a place where that lies",
        ),
        ("Dit zei de Tweede en Eerste Kamer.", ["Eerste Kamer"], "half a name is none"),
    ],
)
def test_organisations_of_papers_of_other_kinds(text: str, found: list[str], why: str) -> None:
    assert organisations(text) == found, why


def test_a_head_alone_is_the_only_body_with_that_head_also_before_its_name() -> None:
    text = "Het Adviescollege adviseert dit. Later schreef het Adviescollege Natte Kelders meer."
    assert [one.canonical for one in find_entities(text)] == ["Adviescollege Natte Kelders"] * 2
    two = find_entities(text + " Ook het Adviescollege Droge Kelders schreef.")
    assert two[0].canonical is None


@pytest.mark.parametrize(
    ("text", "measures", "why"),
    [
        (
            "Dit staat in Bijlage I Programma Droge Kelders en de Omgevingsvisie en Omgevingsverordening.",
            ["Programma Droge Kelders"],
            "the number of an annex, and a regulation behind a plan",
        ),
        (
            "Het Kelderfonds Overijssel helpt, het Gemeentefonds Overijssel niet.",
            ["Kelderfonds Overijssel", "Gemeentefonds"],
            "",
        ),
        (
            "In de Regionale Kelderstrategie (RKS) staat meer dan in RKS 1.0.",
            ["Regionale Kelderstrategie", "RKS", "RKS 1.0"],
            "a strategy that is made again",
        ),
        ("Zie het uitvoeringsprogramma Droge Kelders.", ["uitvoeringsprogramma Droge Kelders"], "of a topic"),
        (
            "Zie de Tijdelijke subsidieregeling DIEP kelderpompen.",
            ["Tijdelijke subsidieregeling DIEP kelderpompen"],
            "a temporary scheme in small letters",
        ),
        ("Bel het Meldpunt Natte Kelders.", ["Meldpunt Natte Kelders"], "a desk"),
        ("Punt 7 is de Langetermijnagenda van de raad.", [], "of a council's own work"),
        (
            "Waterman, P. (2019). Het Kelderfonds. Nat, 12(3), 4-9. Later kwam het Deltafonds.",
            ["Deltafonds"],
            "a source",
        ),
    ],
)
def test_measures_of_papers_of_other_kinds(text: str, measures: list[str], why: str) -> None:
    assert [one.text for one in find_entities(text) if one.label == "MAATREGEL"] == measures, why


def test_the_abbreviation_of_a_body_behind_the_law_that_founds_it_is_that_body() -> None:
    text = "Dit is de Instellingswet Adviescollege toetsing regeldruk (ATR)."
    assert [(one.text, one.label) for one in find_entities(text)][-1] == ("ATR", "ORG")


def test_a_law_in_a_word_that_is_written_as_two_is_part_of_that_word() -> None:
    assert find_entities("Zij deed een Woo verzoek en een Wmo aanvraag.") == ()
    assert [one.text for one in find_entities("Zij verzoekt op grond van de Woo.")] == ["Woo"]
