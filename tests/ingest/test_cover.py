"""Title, date, issuer and authors as a cover, a letterhead or a colophon prints them."""

from __future__ import annotations

import pytest

from ingest.layout.lines import Line, PageLines
from ingest.metadata.authors import find_authors
from ingest.metadata.bodies import bodies
from ingest.metadata.cover import cover_title, is_no_title, labelled_title
from ingest.metadata.dates import date_alone, day_in, guessed_date, labelled_date, month_in
from ingest.metadata.issuers import find_issuer
from ingest.model import Signatory
from tests.ingest.printed import Text, paragraph, read


def page(*lines: tuple[str, float] | str, number: int = 1, x0: float = 60.0) -> PageLines:
    """A page with these lines one below the other, each with its size of type, or 10 points."""
    found, baseline = [], 60.0
    for line in lines:
        text, size = (line, 10.0) if isinstance(line, str) else line
        baseline += 1.3 * size
        x1 = x0 + 0.5 * size * len(text)
        found.append(Line(number, (), x0, baseline - size, x1, baseline, baseline, size, False, False, text))
    return PageLines(number, 595.0, 842.0, tuple(found))


TEXT = page(*["Een gewone regel van de lopende tekst van het rapport."] * 30, number=2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Datum: 13/02/2024", "2024-02-13"),
        ("16.07.2024", "2024-07-16"),
        ("18 Maart 2024", "2024-03-18"),
        # the first of several days has the year of the last
        ("16 mei, 19 september, 3 en 10 oktober 2024", "2024-05-16"),
        ("15 en 22 januari, 5 en 19 februari 2026", "2026-01-15"),
        ("19 december 2023 + 9 januari 2024", "2023-12-19"),
        # no such day
        ("31 februari 2020", None),
        # a month is no day
        ("Mei 2023", None),
        # a number of a section, or of a telephone
        ("3.2.2019.1 en 070 456 0000", None),
    ],
)
def test_a_day_is_read_in_every_form(text, day):
    assert day_in(text) == day


def test_a_month_is_read_in_capitals_too():
    assert [month_in(text) for text in ("DECEMBER 2021", "Mei 2023", "in 2021")] == ["2021-12", "2023-05", None]


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Datum", "28 oktober 2025"], "2025-10-28"),
        (["Vergaderdatum:", "11 mei 2023"], "2023-05-11"),
        (["Datum", "20160104"], "2016-01-04"),
        (["Datum: Mei 2023"], "2023-05"),
        # when it came in is not when it was written
        (["Datum ontvangst", "12 november 2019"], None),
        (["Datum van ondertekening: 26 september 2023"], None),
    ],
)
def test_a_date_stands_with_its_label(lines, day):
    assert labelled_date([page(*lines)]) == day


def test_a_month_alone_on_a_cover_is_the_date_and_a_stamp_of_receipt_is_not():
    assert date_alone([page(("Natuur anno 2023", 26), "Henri Prins", "Mei 2023")]) == "2023-05"
    assert date_alone([page("ONTVANGEN 12 november 2019", ("Een rapport", 20))]) is None


def test_what_a_title_or_colophon_says_of_the_date_is_a_guess():
    assert guessed_date([page("Iets")], "Besluitenlijst raadsvergadering 29 juni 2015") == "2015-06-29"
    assert guessed_date([page("Colofon", "Uitgave gemeente Waterdam", "Oktober 2025")], None) == "2025-10"
    assert guessed_date([page("Colofon", "© 2021 Het Bureau")], None) == "2021"


@pytest.mark.parametrize(
    "text",
    [
        "NOTITIE",
        "Ontwerpversie",
        "Versie 20 april 2026",
        "Eindrapport",
        "DECEMBER 2021",
        "Behandeling:",
        "12 maart 2020",
    ],
)
def test_a_kind_a_state_or_a_date_is_no_title(text):
    assert is_no_title(text)
    assert cover_title([page((text, 30), ("Water in de wijk, een verkenning", 24)), TEXT]) == (
        "Water in de wijk, een verkenning"
    )


def test_the_title_is_the_large_type_of_the_first_page_with_all_its_lines():
    cover = page(("Handreiking", 18), ("Bestuur voor", 40), ("een verantwoorde toepassing", 40), "25 januari 2022")
    assert cover_title([cover, TEXT]) == "Bestuur voor een verantwoorde toepassing"
    assert cover_title([page(("Kadernota", 36), ("2027", 52)), TEXT]) == "Kadernota 2027"
    assert cover_title([TEXT]) is None


def test_a_subject_stands_behind_or_below_its_label():
    assert labelled_title([page(("Onderwerp", 11), ("Visie op gezondheid", 14), ("Naam steller", 11))]) == (
        "Visie op gezondheid"
    )
    assert labelled_title([page("Titel: Wijziging van de", "Waterwet")]) == "Wijziging van de Waterwet"


ISSUERS = [
    (["Colofon", "Dit onderzoek werd verricht door de Rijksuniversiteit Groningen in opdracht van het ministerie"],
     (), "", ("Rijksuniversiteit Groningen", False)),
    (["Colofon", "Uitgave van provincie Overijssel"], (), "", ("provincie Overijssel", False)),
    (["Ministerie van Volksgezondheid,", "Welzijn en Sport", *["Tekst."] * 9], (), "",
     ("Ministerie van Volksgezondheid, Welzijn en Sport", False)),
    # who signed tells which ministry
    (["Geachte heer,"], (Signatory("W.B. Hoekstra", "De minister van Financiën, namens deze"),), "",
     ("Ministerie van Financiën", False)),
    # the addresses of a paper
    (["Vragen? info@rivm.nl", "www.rivm.nl"], (), "", ("RIVM", True)),
    # the property of a PDF is a hint only
    (["Een rapport"], (), "Wageningen University & Research", ("Wageningen University & Research", True)),
    (["Een rapport"], (), "Hulshof, L (Linda)", (None, True)),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "signed", "author", "issuer"), ISSUERS)
def test_who_gave_a_paper_out(lines, signed, author, issuer):
    assert find_issuer([page(*lines)], [], signed, author) == issuer


def test_authors_stand_with_their_label():
    cover = page(
        "Auteurs:", "Frans van Basten", "Fred van Blommestein, Anna de Vries", "Inleiding van het rapport zelf"
    )
    assert find_authors([cover]) == ("Frans van Basten", "Fred van Blommestein", "Anna de Vries")
    assert find_authors([page("Auteursrecht voorbehouden")]) == ()


def test_a_title_in_a_table_of_labels_ends_where_the_next_label_stands():
    rows = [("Onderwerp:", "Voortgang van de kelders in"), ("", "de regio"), ("Behandeling:", "Besluitvormend")]
    sheet = [Text(70, 100 + 12 * row, label) for row, (label, _) in enumerate(rows) if label]
    sheet += [Text(170, 100 + 12 * row, value) for row, (_, value) in enumerate(rows)]
    sheet += paragraph(70, 300, ["De kelders in de regio zijn droog en dat is voor de gemeenten goed nieuws."] * 6)
    assert read(sheet).metadata.title == "Voortgang van de kelders in de regio"


def test_what_a_form_says_to_fill_in_is_no_title_and_the_date_of_the_form_not_that_of_the_paper():
    sheet = [
        Text(70, 100, "Titel:", style="B"),
        Text(70, 114, "(Vul hier de titel in)"),
        Text(70, 132, "Besluit kelders"),
    ]
    sheet += paragraph(70, 300, ["De kelders in de regio zijn droog en dat is voor de gemeenten goed nieuws."] * 6)
    sheet += [Text(70, 820, "Ingangsdatum formulier: 1 oktober 2023", 8)]
    metadata = read(sheet).metadata
    assert (metadata.title, metadata.date) == ("Besluit kelders", None)


def test_minutes_are_called_by_their_first_line_and_dated_by_day_and_hour():
    sheet = [
        Text(70, 100, "Verslag bestuurlijk overleg kelders"),
        Text(70, 124, "Woensdag 10 juli 2024 10.00 uur tot 11.00 uur"),
    ]
    sheet += paragraph(70, 300, ["De kelders in de regio zijn droog en dat is voor de gemeenten goed nieuws."] * 6)
    metadata = read(sheet).metadata
    assert (metadata.title, metadata.date) == ("Verslag bestuurlijk overleg kelders", "2024-07-10")


def test_a_body_that_a_paper_names_most_did_not_give_it_out():
    sheet = paragraph(
        70, 100, ["De Nederlandse Zorgautoriteit is het niet eens met de Nederlandse Zorgautoriteit."] * 8
    )
    assert read(sheet).metadata.issuer is None


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        # its name stands in the letters of its domain
        (["BOOM groep biedt inzicht in bomen.", "www.boomgroep.nl"], "BOOM groep"),
        (["Boom Onderzoek, Enschede", "Contact: boomonderzoek@gmail.com"], "Boom Onderzoek"),
        # a source that is cited did not give the paper out
        (["Zie https://www.rivm.nl/publicaties/ammoniak-in-de-lucht voor de metingen."], None),
        (["Zie www.boomgroep.nl/rapport/7 van BOOM groep."], None),
        # one word that is only the domain in other type
        (["Vraag het aan www.kelder.nl, die van Kelder weet."], None),
    ],
)
def test_an_address_tells_who_sends_where_it_is_no_source(lines, issuer):
    assert find_issuer([page(*lines)], (), (), "")[0] == issuer


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        (["Voorstel aan de raad", *["De inwoners van Almere fietsen graag in Almere."] * 3], "gemeente Almere"),
        (["Het college van burgemeester en wethouders,", *["In de gemeente Almere."] * 3], "gemeente Almere"),
        # a name of a person and of a place
        (["Griffie", *["Brief van de heer Horst over het verdrag."] * 4], None),
        # several provinces are named alike
        (["Bericht van een gedeputeerde", "De provincie Overijssel en de provincie Zeeland melden zich."], None),
        # a place in the name of something else
        (["De wethouder was er.", *["Wonen bij Zorg Flevoland is fijn."] * 6], None),
    ],
)
def test_a_council_is_told_by_its_form_and_the_place_it_names_by_far(lines, issuer):
    assert find_issuer([page(*lines)], (), (), "")[0] == issuer


def test_a_ministry_in_capitals_is_written_as_the_register_has_it():
    signed = [Signatory("A. Kelder", "De Minister van FINANCIEN")]
    assert find_issuer([page("Een brief")], (), signed, "") == ("Ministerie van Financiën", False)


def test_years_below_a_title_belong_to_it():
    lines = [("Handhaving in de kelders", 20), ("2006 - 2009", 20)]
    assert cover_title([page(*lines), TEXT]) == "Handhaving in de kelders 2006 - 2009"


def test_an_address_in_large_type_is_no_title():
    assert is_no_title("Kelderlaan 6 3584 CB Utrecht")
    assert not is_no_title("Het programma 2024 EU en Nederland")


def test_the_date_may_be_followed_by_that_of_an_older_edition():
    sheet = [Text(70, 80, "Oordeel over de kelders", 20)]
    sheet += [Text(70, 120, "28 augustus 2024 (eerste versie: 22 juli 2023)", 12)]
    sheet += paragraph(70, 160, ["De kelders in de regio zijn droog en dat is voor de gemeenten goed nieuws."] * 40)
    assert read(sheet).metadata.date == "2024-08-28"


def test_the_date_below_the_names_of_who_signed_is_a_guess():
    text = paragraph(70, 120, ["De kelders in de regio zijn droog en dat is voor de gemeenten goed nieuws."] * 9)
    signed = paragraph(70, 300, ["Met vriendelijke groet,", "De gemeenten", "22 april 2026"])
    metadata = read(text, text, [*text, *signed]).metadata
    assert (metadata.date, "date" in metadata.guessed) == ("2026-04-22", True)


def test_a_short_paper_with_a_cover_or_the_word_is_a_report_and_a_proposal_is_not():
    def inside(*first: Text) -> list[list[Text]]:
        text = paragraph(70, 140, ["De kelders in de regio zijn droog en dat is voor de gemeenten goed nieuws."] * 20)
        return [list(first), *[[Text(70, 100, f"Kelders in {part}", 14, "B"), *text] for part in ("west", "oost")]]

    cover = read(*inside(Text(70, 300, "Droge kelders in de regio", 28)))
    assert cover.metadata.kind == "rapport"
    says_so = read(
        *inside(Text(70, 90, "Tussenrapportage juli 2021", 14, "B"), *paragraph(70, 120, ["Van de kelders."] * 20))
    )
    assert says_so.metadata.kind == "rapport"
    proposal = read(*inside(Text(70, 90, "Voorstel aan de raad", 24), Text(70, 300, "Droge kelders", 28)))
    assert proposal.metadata.kind == "overig"


def test_the_line_before_headings_that_all_memoranda_have_is_the_title():
    sheet = [Text(190, 100, "Privacy van de kelders in de regio"), Text(70, 140, "Managementsamenvatting", style="B")]
    sheet += paragraph(70, 154, ["De kelders in de regio zijn droog en dat is voor de gemeenten goed nieuws."] * 6)
    sheet += [Text(70, 250, "Wat is een kelder?", style="B")]
    sheet += paragraph(70, 264, ["De kelders in de regio zijn droog en dat is voor de gemeenten goed nieuws."] * 6)
    assert read(sheet).metadata.title == "Privacy van de kelders in de regio"


def test_a_form_with_places_for_the_letter_it_answers_is_a_letter():
    sheet = [
        Text(x, 100, text, 8, "B")
        for x, text in ((70, "Datum"), (150, "Kenmerk"), (250, "Uw brief"), (350, "Uw kenmerk"))
    ]
    sheet += [Text(70, 112, "27.11.2022", 8), Text(70, 140, "Onderwerp: Kelders in de regio")]
    sheet += paragraph(70, 200, ["De kelders in de regio zijn droog en dat is voor de gemeenten goed nieuws."] * 6)
    assert read(sheet).metadata.kind == "brief"


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        (["Hoogachtend,", "Autoriteit Kelders,", "Namens deze,"], "Autoriteit Kelders"),
        (["Hoogachtend,", "De staatssecretaris van Financiën – Kelders en Zolders"], "Ministerie van Financiën"),
        (["Hoogachtend,", "De minister van Sociale Zaken", "en Werkgelegenheid"], None),
        # who is written to stands elsewhere
        (["De minister van Financiën", "Geachte minister,"], None),
    ],
)
def test_who_stands_below_the_closing_of_a_letter_gave_it_out(lines, issuer):
    wanted = "Ministerie van Sociale Zaken en Werkgelegenheid" if "en Werkgelegenheid" in lines else issuer
    assert find_issuer([page(*lines)], (), (), "") == (wanted, wanted is None)


def test_the_end_of_a_sentence_is_no_name_that_stands_alone():
    lines = ["Het college is verder niet verantwoordelijk voor de gang van zaken binnen de", "Stichting Kelderwerf."]
    assert find_issuer([page(*lines)], (), (), "") == (None, True)


def test_a_running_foot_has_who_gave_it_out_beside_the_title():
    feet = [f"De Winter Advies – Kelders in de regio {n}" for n in range(4)]
    assert find_issuer([page("Kelders")], feet, (), "", "Kelders in de regio")[0] == "De Winter Advies"
    assert find_issuer([page("Kelders")], feet[:1], (), "", "Kelders in de regio")[0] is None


def test_the_first_name_in_a_foot_is_that_of_the_sender():
    feet = ["Adviesraad Sociaal Domein gemeente Almere"] * 2
    assert find_issuer([page("Advies")], feet, (), "")[0] == "Adviesraad Sociaal Domein"


def test_who_writes_to_a_council_is_the_college_of_its_municipality():
    lines = ["De raad van gemeente Noordoostpolder", "College van burgemeester en wethouders", *["In Flevoland."] * 5]
    assert find_issuer([page(*lines)], (), (), "")[0] == "gemeente Noordoostpolder"


def test_a_month_in_the_feet_of_most_pages_is_a_guess_of_the_date():
    text = paragraph(70, 100, ["De kelders in de regio zijn droog en dat is voor de gemeenten goed nieuws."] * 40)
    pages = [[*text, Text(400, 815, f"Februari 2022 - Pagina {n}", 8)] for n in range(1, 5)]
    metadata = read(*pages).metadata
    assert (metadata.date, metadata.guessed) == ("2022-02", ("date",))


def test_a_letter_to_a_minister_without_salutation_is_a_letter():
    sheet = [
        Text(70, 90, "De Minister van Kelders en Zolders"),
        Text(70, 120, "Datum"),
        Text(70, 132, "6 augustus 2020"),
    ]
    sheet += [Text(70, 160, "Onderwerp"), Text(70, 172, "Advies over de kelders in de regio")]
    sheet += paragraph(70, 220, ["De kelders in de regio zijn droog en dat is voor de gemeenten goed nieuws."] * 6)
    assert read(sheet).metadata.kind == "brief"


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        # its page of rijksoverheid.nl, alone in the letterhead
        (["nota", "www.rijksoverheid.nl/jenv", "Waterkeringen"], "Ministerie van Justitie en Veiligheid"),
        # the same page within a sentence is a source
        (["nota", "Zie ook www.rijksoverheid.nl/jenv voor de planning van de keringen.", "Waterkeringen"], None),
        # the line of its rights
        (["Kelders in de regio", "© Waterhoek Partners 2020"], "Waterhoek Partners"),
        # a photographer has rights too
        (["Kelders in de regio", "© Anna de Hoek 2020"], None),
        # several bodies sign together
        (["Beste regio,", "Met vriendelijke groet,", "VNG, VWS en ZN", "22 april 2026"], "VNG, VWS en ZN"),
        (["Beste regio,", "Met vriendelijke groet,", "Anna en Bert", "22 april 2026"], None),
    ],
)
def test_a_line_of_its_own_tells_who_gave_a_paper_out(lines, issuer):
    assert find_issuer([page(*lines)], (), (), "")[0] == issuer


def test_a_month_with_its_place_and_a_day_on_the_back_tell_the_date():
    cover = page(("Kelders in de regio", 24.0))
    back = page("Dienst Kelders", "5 februari 2024", "2515 XP Den Haag", "www.kelders.nl", number=9)
    assert guessed_date([cover, page("Wageningen, juli 2023", number=3), TEXT], None) == "2023-07"
    assert guessed_date([cover, TEXT, back], None) == "2024-02-05"
    # without an address it may be a day of the story
    assert guessed_date([cover, TEXT, page("Kelders", "5 februari 2024", number=9)], None) is None


def test_the_names_of_columns_are_no_title():
    names = ["nummer", "soort", "document", "oordeel", "afzender"]
    head = tuple(
        Line(1, (), 60.0 + 90 * n, 50.0, 120.0 + 90 * n, 64.0, 64.0, 14.0, True, False, name)
        for n, name in enumerate(names)
    )
    assert cover_title([PageLines(1, 842.0, 595.0, head), TEXT]) is None


def test_what_domains_and_pages_shorten_is_told_by_the_register():
    known = bodies()
    assert known.ministries["az"] == known.domains["minaz"] == "Ministerie van Algemene Zaken"
    # a form that no paper prints, and the body's own short name
    assert known.domains["minbuza"] == known.ministries["bz"] == "Ministerie van Buitenlandse Zaken"
    assert known.domains["owinsp"] == known.domains["onderwijsinspectie"] == "Inspectie van het Onderwijs"
